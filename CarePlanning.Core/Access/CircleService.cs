using CarePlanning.Core.Audit;
using CarePlanning.Core.Collaboration;
using CarePlanning.Core.Family;
using CarePlanning.Core.People;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace CarePlanning.Core.Access;

/// <summary>Somebody on a plan with what they may see of it, as <see cref="PlanAccess"/> decides it.</summary>
/// <param name="Sees">The sections they may see, in the plan's order.</param>
/// <param name="Parts">The sensitive parts they may see.</param>
public sealed record Reader(Member Member, string RelationInWords, DateTime SinceUtc, IReadOnlyList<SectionDefinition> Sees, IReadOnlyList<SectionDefinition> Writes, IReadOnlyList<Sensitivity> Parts)
{
    /// <summary>The sensitive parts, each of which is told of by itself.</summary>
    public static IReadOnlyList<Sensitivity> Sensitive { get; } = [Sensitivity.Money, Sensitivity.HomeAccess, Sensitivity.ClinicianOnly, Sensitivity.Private];

    /// <summary>What somebody may see, asked of the one function that decides it.</summary>
    public static Reader Of(Member member, PlanCircle circle, string relationInWords, DateTime since)
    {
        var actor = new Actor(member.UserId, member.ShownAs, AccountRole.Carer, circle.OrganisationId);
        return new Reader(member, relationInWords, since,
            [.. PlanSections.All.Where(s => PlanAccess.MaySee(actor, s.Slug, circle))],
            [.. PlanSections.All.Where(s => PlanAccess.May(actor, PlanAction.Edit, circle, s.Slug))],
            // Of a mark alone nobody sees anything: it must stand in a section that is theirs to see.
            [.. Sensitive.Where(s => PlanSections.All.SelectMany(x => x.AllFields).Any(f => f.Sensitivity == s && PlanAccess.MaySee(actor, f, circle)))]);
    }
}

/// <summary>Tells who may see what of a plan, and changes what is the person's and the team's to change.</summary>
public sealed class CircleService(IOpenDb storage, WriteQueue queue, AuditService audit, PortalSettings settings, PlanNews news, AccessLogService log)
{
    /// <summary>Everybody who may see the plan; null for a stranger.</summary>
    public async Task<IReadOnlyList<Reader>?> Readers(Actor actor, Guid planId)
    {
        await using var db = storage.Open();
        if (await db.Plans.AsNoTracking().SingleOrDefaultAsync(p => p.Id == planId) is not { } plan) return null;
        var circle = await PlanReadingService.Circle(db, plan);
        if (!PlanAccess.May(actor, PlanAction.Open, circle)) return null;
        if (await JoinService.Lapsed(db, planId, settings.UtcNow).AnyAsync())
        {
            await queue.Run(async () =>
            {
                await using var own = storage.Open();
                await using var transaction = await own.Database.BeginTransactionAsync();
                var any = await PlanService.Locked(own, planId) is { } locked && await JoinService.EndLapsed(own, locked, audit, settings.UtcNow);
                await transaction.CommitAsync();
                return any;
            });
            circle = await PlanReadingService.Circle(db, plan);
        }
        var since = await db.Members.AsNoTracking().Where(m => m.PlanId == planId && m.EndedAtUtc == null).ToDictionaryAsync(m => m.MemberId, m => m.AddedAtUtc);
        var words = (await db.Invitations.AsNoTracking().Where(i => i.PlanId == planId && i.AcceptedAtUtc != null && i.EndedAtUtc == null).ToListAsync()).ToLookup(i => i.MemberId, i => i.RelationInWords);
        return [.. circle.Members.Select(m => Reader.Of(m, circle, words[m.Id].FirstOrDefault() ?? "", since[m.Id]))];
    }

    /// <summary>True when this person may change what that member sees: the family's rights are the person's and the team's to change, nobody's own.</summary>
    public static bool MayChange(Actor actor, PlanCircle circle, Member member) =>
        PlanAccess.May(actor, PlanAction.Invite, circle) && member.Relation is Relation.Carer or Relation.Representative && circle.MemberFor(actor)?.Id != member.Id;

    /// <summary>
    /// True when this person may end that member's way in; the person's own only a professional ends, who may have let in the wrong one,
    /// and a professional's another one or they themselves, while somebody of the staff stays.
    /// </summary>
    public static bool MayEnd(Actor actor, PlanCircle circle, Member member) =>
        MayChange(actor, circle, member) || (IsStaff(actor, circle) && (member.Relation == Relation.Person || (member.Relation == Relation.Professional && circle.Members.Count(m => m.Relation == Relation.Professional) > 1)));

    /// <summary>True for a professional on the plan, who lets colleagues onto it.</summary>
    public static bool IsStaff(Actor actor, PlanCircle circle) => circle.MemberFor(actor)?.Relation == Relation.Professional;

    /// <summary>The professionals of the plan's organisation who are not on it, by name; empty for whoever lets nobody in.</summary>
    public async Task<IReadOnlyList<AccountCard>> Colleagues(Actor actor, Guid planId)
    {
        await using var db = storage.Open();
        if (await db.Plans.AsNoTracking().SingleOrDefaultAsync(p => p.Id == planId) is not { } plan || await PlanReadingService.Circle(db, plan) is not { } circle || !IsStaff(actor, circle)) return [];
        var here = circle.Members.Select(m => m.UserId).ToHashSet();
        return [.. (await Professionals(db, plan.OrganisationId)).Where(a => !here.Contains(a.Id))];
    }

    /// <summary>The professionals of an organisation, by name.</summary>
    internal static async Task<IReadOnlyList<AccountCard>> Professionals(CarePlanDb db, Guid organisationId) =>
        await Staff(db, organisationId).OrderBy(a => a.Name).Select(a => new AccountCard(a.Id, a.Name, a.Role, a.JobTitle)).ToListAsync();

    /// <summary>The accounts that are an organisation's professionals now.</summary>
    internal static IQueryable<AccountRow> Staff(CarePlanDb db, Guid organisationId) =>
        db.Accounts.AsNoTracking().Where(a => a.OrganisationId == organisationId && a.Role == AccountRole.Professional && a.EndedAtUtc == null);

    /// <summary>Lets a colleague onto the plan, which is on their caseload from then on; everybody on it sees who did.</summary>
    public Task<bool> AddColleague(Actor actor, Guid planId, Guid account) => LetIn(actor, planId, account, (_, circle) => IsStaff(actor, circle));

    /// <summary>Lets a professional of the plan's organisation onto it, where whoever asks may; they are who they were where they were on it before.</summary>
    internal async Task<bool> LetIn(Actor actor, Guid planId, Guid account, Func<PlanRow, PlanCircle, bool> may)
    {
        var done = await queue.Run(async () =>
        {
            await using var db = storage.Open();
            await using var transaction = await db.Database.BeginTransactionAsync();
            if (await PlanService.Locked(db, planId) is not { } plan || await PlanReadingService.Circle(db, plan) is not { } circle || !may(plan, circle) || circle.Members.Any(m => m.UserId == account)) return false;
            if (await Staff(db, plan.OrganisationId).SingleOrDefaultAsync(a => a.Id == account) is not { } colleague) return false;
            var row = await db.Members.Where(m => m.PlanId == planId && m.UserId == account && m.Relation == Relation.Professional).OrderByDescending(m => m.AddedAtUtc).FirstOrDefaultAsync();
            if (row is null) db.Members.Add(row = new MemberRow { PlanId = planId, MemberId = Guid.CreateVersion7().ToString("N"), UserId = account, Relation = Relation.Professional });
            (row.ShownAs, row.AddedAtUtc, row.EndedAtUtc) = (colleague.ShownAs, settings.UtcNow, null);
            audit.Add(db, plan, await AuditService.Next(db, planId), actor, AuditKind.MemberAdded, path: row.MemberId, after: colleague.Name);
            await db.SaveChangesAsync();
            await transaction.CommitAsync();
            return true;
        });
        if (done) await news.Tell(new PlanHappening(planId, "", ""));
        return done;
    }

    /// <summary>Changes which sections somebody may see and write in; from their next look on.</summary>
    public Task<bool> ChangeRights(Actor actor, Guid planId, string memberId, SectionRights rights) => Change(actor, planId, memberId, MayChange, AuditKind.RightsChanged, (_, row) =>
    {
        (row.Sees, row.Writes) = (rights.SeesKept, rights.WritesKept);
        return Task.FromResult<IReadOnlyList<ShareRow>>([]);
    }, rights.Sees is not { Count: 0 });

    /// <summary>Ends somebody's way into the plan at once; the link they were sent opens nothing any more, nor do those by which one of the family shared a copy.</summary>
    public Task<bool> EndAccess(Actor actor, Guid planId, string memberId) => Change(actor, planId, memberId, MayEnd, AuditKind.AccessEnded, async (db, row) =>
    {
        row.EndedAtUtc = settings.UtcNow;
        foreach (var invitation in await db.Invitations.Where(i => i.PlanId == planId && i.MemberId == memberId && i.EndedAtUtc == null).ToListAsync()) invitation.EndedAtUtc = settings.UtcNow;
        // A telephone that was let in for them goes out with them, and does not come in again with the next one.
        foreach (var join in await db.Joins.Where(j => j.PlanId == planId && j.MemberId == memberId && j.EndedAtUtc == null).ToListAsync()) join.EndedAtUtc = settings.UtcNow;
        // What the family gave out goes with them; what staff gave out is the team's, who see it and can end it.
        if (row.Relation == Relation.Professional) return [];
        var shared = await db.Audit.Where(a => a.PlanId == planId && a.Kind == AuditKind.Shared && a.ActorId == row.UserId).Select(a => a.Path).ToListAsync();
        List<ShareRow> ended = [.. (await db.Shares.Where(s => s.PlanId == planId && s.EndedAtUtc == null).ToListAsync()).Where(s => shared.Contains(s.Id.ToString("N")))];
        foreach (var share in ended) (share.EndedAtUtc, share.EndedBy) = (settings.UtcNow, actor.Name);
        return ended;
    });

    private async Task<bool> Change(Actor actor, Guid planId, string memberId, Func<Actor, PlanCircle, Member, bool> may, string kind, Func<CarePlanDb, MemberRow, Task<IReadOnlyList<ShareRow>>> change, bool sound = true)
    {
        var done = sound && await queue.Run(async () =>
        {
            await using var db = storage.Open();
            await using var transaction = await db.Database.BeginTransactionAsync();
            if (await PlanService.Locked(db, planId) is not { } plan) return false;
            var circle = await PlanReadingService.Circle(db, plan);
            if (circle.Members.FirstOrDefault(m => m.Id == memberId) is not { } member || !may(actor, circle, member)) return false;
            var row = await db.Members.SingleAsync(m => m.PlanId == planId && m.MemberId == memberId);
            var sharesEnded = await change(db, row);
            var sequence = await AuditService.Next(db, planId);
            var (before, after) = kind == AuditKind.RightsChanged ? (new SectionRights(member.Sees, member.Writes).InWords, $"{member.Name}\n{PlanReadingService.RightsOf(row).InWords}") : ("", member.Name);
            audit.Add(db, plan, sequence++, actor, kind, path: memberId, before: before, after: after);
            foreach (var share in sharesEnded) await ShareService.NoteEnded(db, audit, log, plan, sequence++, actor, share);
            await db.SaveChangesAsync();
            await transaction.CommitAsync();
            return true;
        });
        if (done) await news.Tell(new PlanHappening(planId, "", ""));
        return done;
    }
}
