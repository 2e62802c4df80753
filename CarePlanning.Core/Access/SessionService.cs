using System.Security.Cryptography;
using CarePlanning.Core.People;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace CarePlanning.Core.Access;

/// <summary>What a session's cookie names: whose it is, which session, and by which invitation a second device joined.</summary>
public sealed record SessionKey(Guid UserId, Guid? SessionId = null, Guid? JoinId = null);

/// <summary>Knows as whom a session acts now: as its user, as the person to whom the laptop was handed, or on one plan by invitation.</summary>
public sealed partial class SessionService(IOpenDb storage, WriteQueue queue, TimeProvider time, SessionLimits limits)
{
    /// <summary>Who is asking, or null when the account or the session is over.</summary>
    public async Task<Actor?> Find(SessionKey key)
    {
        await using var db = storage.Open();
        if (key.JoinId is { } join) return await Joined(db, key.UserId, join);
        var (session, now) = (key.SessionId ?? Guid.Empty, time.GetUtcNow().UtcDateTime);
        var found = await (from a in db.Accounts.AsNoTracking()
                           join s in Lasting(db, session) on a.Id equals s.AccountId
                           join h in db.Handovers.Where(h => h.SessionId == session) on a.Id equals h.UserId into handovers
                           from h in handovers.DefaultIfEmpty()
                           where a.Id == key.UserId && a.EndedAtUtc == null
                           select new
                           {
                               Actor = new Actor(a.Id, a.ShownAs, a.Role, a.OrganisationId) { Session = new SessionNow(s.Id, s.BeganAtUtc, s.SeenAtUtc) { SigningPlan = s.SigningPlanId } },
                               Handover = h,
                               // Only for as long as they are what let them in.
                               Broke = db.BreakGlass.Where(b => b.UserId == a.Id && b.EndedAtUtc == null && b.EndsAtUtc > now && a.Role == AccountRole.Professional && db.Plans.Any(p => p.Id == b.PlanId && p.OrganisationId == a.OrganisationId)).Select(b => (Guid?)b.PlanId).FirstOrDefault(),
                           }).SingleOrDefaultAsync();
        if (found is not { Handover: { } handover, Actor: { } actor }) return found is null ? null : GoingRound(found.Actor) with { BrokeInto = found.Broke };
        var person = await db.Members.AsNoTracking().Where(m => m.PlanId == handover.PlanId && m.MemberId == Voices.Person && m.EndedAtUtc == null).Select(m => m.ShownAs).SingleOrDefaultAsync()
            ?? (await db.Plans.AsNoTracking().Where(p => p.Id == handover.PlanId).Select(p => p.PersonName).SingleOrDefaultAsync() ?? "").Split(' ', 2)[0];
        return InThePersonsHands(actor, handover.PlanId, person);
    }

    /// <summary>
    /// Who is asking and their way into a plan, in one question to the database; null when the session is over or in other hands,
    /// or the plan is not theirs, which <see cref="Find"/> tells apart.
    /// </summary>
    public async Task<PlanService.Entry?> Enter(SessionKey key, Guid planId)
    {
        await using var db = storage.Open();
        var (session, joinId) = (key.SessionId ?? Guid.Empty, key.JoinId ?? Guid.Empty);
        var rows = await (from p in db.Plans.AsNoTracking()
                          join m in db.Members on p.Id equals m.PlanId
                          // Whoever joins on a second device may have no account.
                          join a in db.Accounts on m.UserId equals a.Id into accounts
                          from a in accounts.DefaultIfEmpty()
                          join s in Lasting(db, session) on m.UserId equals s.AccountId into sessions
                          from s in sessions.DefaultIfEmpty()
                          join h in db.Handovers.Where(h => h.SessionId == session) on m.UserId equals h.UserId into handovers
                          from h in handovers.DefaultIfEmpty()
                          join j in LastingJoins(db, Now).Where(j => j.Id == joinId) on m.UserId equals j.SessionUserId into joins
                          from j in joins.DefaultIfEmpty()
                          where p.Id == planId && m.EndedAtUtc == null
                          orderby m.AddedAtUtc
                          select new { Plan = p, Member = m, Account = a, Session = s, Handover = h, Join = j, IsHeld = db.CopyHolders.Any(c => c.PlanId == planId), HasPhoto = db.Photos.Any(f => f.PlanId == planId) }).ToListAsync();
        if (rows.FirstOrDefault(r => r.Member.UserId == key.UserId) is not { } own) return await InEmergency(db, key, planId);
        var circle = PlanReadingService.Circle(own.Plan, rows.Select(r => (r.Member, (AccountRow?)r.Account)));
        var actor = key.JoinId is not null
            ? own.Join is { } join && join.PlanId == planId && join.MemberId == own.Member.MemberId ? AsJoined(key.UserId, join, own.Member.ShownAs, own.Member.Relation, own.Plan.OrganisationId) : null
            : own is not { Account: { EndedAtUtc: null } account, Session: { } lasting } ? null
            : own.Handover is null ? Own(account, lasting)
            : own.Handover.PlanId == planId ? InThePersonsHands(Own(account, lasting), planId, circle.Person.ShownAs)
            : null;
        return actor is not null && PlanAccess.May(actor, PlanAction.Open, circle) ? new PlanService.Entry(actor, circle) { Plan = own.Plan, IsHeld = own.IsHeld, HasPhoto = own.HasPhoto } : null;
    }

    /// <summary>The way in of somebody who is not on the plan and opened it because it could not wait.</summary>
    private async Task<PlanService.Entry?> InEmergency(CarePlanDb db, SessionKey key, Guid planId)
    {
        if (key.JoinId is not null || !await db.BreakGlass.AnyAsync(b => b.UserId == key.UserId && b.PlanId == planId && b.EndedAtUtc == null)
            || await Find(key) is not { BrokeInto: { } plan } actor || plan != planId) return null;
        var row = await db.Plans.AsNoTracking().SingleAsync(p => p.Id == planId);
        return new PlanService.Entry(actor, await PlanReadingService.Circle(db, row)) { Plan = row };
    }

    private static Actor Own(AccountRow account, SessionRow session) =>
        GoingRound(new(account.Id, account.ShownAs, account.Role, account.OrganisationId) { Session = new SessionNow(session.Id, session.BeganAtUtc, session.SeenAtUtc) { SigningPlan = session.SigningPlanId } });

    /// <summary>While the laptop goes round to be signed on, pages that were drawn for its owner are for other eyes: they are read again, and send nothing.</summary>
    private static Actor GoingRound(Actor owner) => owner.Session?.SigningPlan is { } plan ? owner with { DeviceUser = Hands(owner.UserId, plan, "signing") } : owner;

    /// <summary>Under which a device keeps what is not sent yet, for each pair of hands another; the same each time, so that it is still theirs when they hold the laptop again.</summary>
    private static Guid Hands(Guid owner, Guid planId, string how) => new(SHA256.HashData([.. owner.ToByteArray(), .. planId.ToByteArray(), .. System.Text.Encoding.ASCII.GetBytes(how)]).AsSpan(0, 16));

    private static Actor InThePersonsHands(Actor owner, Guid planId, string person) => owner with
    {
        Name = Words.Texts.Shared.Get("handedOver.name", person, owner.Name),
        Role = AccountRole.Person,
        OnlyPlan = planId,
        HandedOver = true,
        DeviceUser = Hands(owner.UserId, planId, ""),
    };

    private static Actor AsJoined(Guid userId, JoinRow join, string name, Relation relation, Guid organisation) =>
        new(userId, name, relation == Relation.Person ? AccountRole.Person : AccountRole.Carer, organisation)
        {
            OnlyPlan = join.PlanId,
            JoinedBy = join.Id,
            Session = new SessionNow(join.Id, join.AdmittedAtUtc!.Value, join.SeenAtUtc ?? join.AdmittedAtUtc.Value),
        };

    private async Task<Actor?> Joined(CarePlanDb db, Guid userId, Guid joinId)
    {
        var found = await (from j in LastingJoins(db, Now).AsNoTracking()
                           join m in db.Members on new { j.PlanId, j.MemberId } equals new { m.PlanId, m.MemberId }
                           join p in db.Plans on j.PlanId equals p.Id
                           where j.Id == joinId && j.SessionUserId == userId && m.UserId == userId && m.EndedAtUtc == null
                           select new { m.ShownAs, m.Relation, p.OrganisationId, Join = j }).SingleOrDefaultAsync();
        return found is null ? null : AsJoined(userId, found.Join, found.ShownAs, found.Relation, found.OrganisationId);
    }
}
