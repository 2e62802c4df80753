using System.Security.Cryptography;
using System.Text;
using CarePlanning.Core.Access;
using CarePlanning.Core.Audit;
using CarePlanning.Core.People;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Plans.Sections;
using CarePlanning.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace CarePlanning.Core.Collaboration;

/// <summary>Somebody who can say that it is they who hold the second device.</summary>
public sealed record JoinName(string MemberId, string ShownAs);

/// <summary>A device that asks to join, or has.</summary>
public sealed record JoiningDevice(Guid Id, string Name, DateTime AskedAtUtc, DateTime? AdmittedAtUtc);

/// <summary>Where a device stands that has asked.</summary>
public enum JoinState { Waiting, Admitted, Over }

/// <summary>Lets a second device into one plan: a code that lives ten minutes and once, a name, and a professional who lets them in.</summary>
public sealed class JoinService(IOpenDb storage, WriteQueue queue, AuditService audit, PortalSettings settings, PlanNews news)
{
    /// <summary>How long a code can be used, and how long after that a device that used it can be let in.</summary>
    public static readonly TimeSpan Lives = TimeSpan.FromMinutes(10);

    /// <summary>A new code for this plan; null for who may not let anybody in.</summary>
    public async Task<string?> MakeCode(Actor actor, Guid planId)
    {
        var token = NewSecret();
        return await queue.Run(async () =>
        {
            await using var db = storage.Open();
            await using var transaction = await db.Database.BeginTransactionAsync();
            if (!await MayAdmit(db, actor, planId) || await PlanService.Locked(db, planId) is not { } plan) return null;
            await EndLapsed(db, plan, audit, settings.UtcNow);
            db.Joins.Add(new JoinRow { Id = Guid.NewGuid(), PlanId = planId, TokenSha256 = Sha256(token), MadeByUserId = actor.UserId, ClosesAtUtc = settings.UtcNow + Lives });
            await db.SaveChangesAsync();
            await transaction.CommitAsync();
            return token;
        });
    }

    /// <summary>The invitation behind a code that nobody has used, or null.</summary>
    public async Task<(Guid Id, IReadOnlyList<JoinName> People)?> Look(string token)
    {
        await using var db = storage.Open();
        return await Unused(db, token).SingleOrDefaultAsync() is { } row ? (row.Id, await People(db, row.PlanId)) : null;
    }

    /// <summary>Asks to be let in as one of the plan's people; the code is used up. Gives the invitation and the device's secret, or null.</summary>
    public async Task<(Guid Id, string Secret)?> Ask(string token, string memberId)
    {
        var secret = NewSecret();
        var asked = await queue.Run<(Guid Id, Guid PlanId)?>(async () =>
        {
            await using var db = storage.Open();
            if (await Unused(db, token).SingleOrDefaultAsync() is not { } row || (await People(db, row.PlanId)).FirstOrDefault(p => p.MemberId == memberId) is not { } who) return null;
            var now = settings.UtcNow;
            var (device, name) = (Sha256(secret), who.ShownAs);
            // One statement decides, so that of two devices with the same code one comes first.
            var used = await Unused(db, token).ExecuteUpdateAsync(u => u.SetProperty(j => j.AskedAtUtc, now).SetProperty(j => j.MemberId, memberId)
                .SetProperty(j => j.Name, name).SetProperty(j => j.DeviceSha256, device));
            return used == 1 ? (row.Id, row.PlanId) : null;
        });
        if (asked is not { } a) return null;
        await Tell(a.Id);
        return (a.Id, secret);
    }

    /// <summary>Where a device stands that has asked.</summary>
    public async Task<JoinState> StateOf(Guid id, string secret)
    {
        await using var db = storage.Open();
        var device = Sha256(secret);
        var row = await db.Joins.AsNoTracking().SingleOrDefaultAsync(j => j.Id == id && j.DeviceSha256 == device && j.EndedAtUtc == null);
        return row is null ? JoinState.Over : row.AdmittedAtUtc is not null ? JoinState.Admitted : row.AskedAtUtc + Lives > settings.UtcNow ? JoinState.Waiting : JoinState.Over;
    }

    /// <summary>The user and plan of the device's session, once; null before it was let in or a second time.</summary>
    public async Task<(Guid UserId, Guid PlanId)?> Enter(Guid id, string secret) => await queue.Run<(Guid, Guid)?>(async () =>
    {
        await using var db = storage.Open();
        var device = Sha256(secret);
        var row = await db.Joins.AsNoTracking().SingleOrDefaultAsync(j => j.Id == id && j.DeviceSha256 == device && j.AdmittedAtUtc != null && j.EndedAtUtc == null);
        if (row?.SessionUserId is not { } user) return null;
        return await db.Joins.Where(j => j.Id == id && j.DeviceSha256 == device).ExecuteUpdateAsync(u => u.SetProperty(j => j.DeviceSha256, "")) == 1 ? (user, row.PlanId) : null;
    });

    /// <summary>Who asks to join this plan and who has, for those who may let them in; empty for everybody else.</summary>
    public async Task<IReadOnlyList<JoiningDevice>> Devices(Actor actor, Guid planId)
    {
        await using var db = storage.Open();
        if (!await MayAdmit(db, actor, planId)) return [];
        var asked = settings.UtcNow - Lives;
        var lasting = SessionService.LastingJoins(db, settings.UtcNow);
        return await db.Joins.AsNoTracking().Where(j => j.PlanId == planId && j.EndedAtUtc == null && (j.AdmittedAtUtc == null ? j.AskedAtUtc > asked : lasting.Any(l => l.Id == j.Id)))
            .OrderBy(j => j.AskedAtUtc).Select(j => new JoiningDevice(j.Id, j.Name, j.AskedAtUtc!.Value, j.AdmittedAtUtc)).ToListAsync();
    }

    /// <summary>The invitation behind a code that is shown, until somebody has used it.</summary>
    public async Task<Guid?> Shown(Actor actor, Guid planId, string token)
    {
        await using var db = storage.Open();
        return await MayAdmit(db, actor, planId) && await Unused(db, token).SingleOrDefaultAsync() is { } row && row.PlanId == planId ? row.Id : null;
    }

    /// <summary>Lets a device in that has asked; false when it is too late or not this professional's to do.</summary>
    public async Task<bool> Admit(Actor actor, Guid planId, Guid id)
    {
        var done = await queue.Run(async () =>
        {
            await using var db = storage.Open();
            await using var transaction = await db.Database.BeginTransactionAsync();
            if (await PlanService.Locked(db, planId) is not { } plan || !await MayAdmit(db, actor, planId)) return false;
            var oldest = settings.UtcNow - Lives;
            if (await db.Joins.SingleOrDefaultAsync(j => j.Id == id && j.PlanId == planId && j.AskedAtUtc > oldest && j.AdmittedAtUtc == null && j.EndedAtUtc == null) is not { } row) return false;
            if (await UserFor(db, plan, row) is not { } user) return false;
            (row.AdmittedAtUtc, row.SessionUserId) = (settings.UtcNow, user);
            audit.Add(db, plan, await AuditService.Next(db, planId), actor, AuditKind.DeviceJoined, voice: row.MemberId);
            await db.SaveChangesAsync();
            await transaction.CommitAsync();
            return true;
        });
        if (done) await Tell(id);
        return done;
    }

    /// <summary>Ends a device's session, or turns away one that asks; at once, also on pages that are open.</summary>
    public async Task<bool> End(Actor actor, Guid planId, Guid id)
    {
        await using (var db = storage.Open())
            if (actor.JoinedBy != id && !await MayAdmit(db, actor, planId)) return false;
        return await EndAll(actor, j => j.Id == id && j.PlanId == planId);
    }

    /// <summary>Whoever signs out takes along those they let in, and a device that joined ends its own session.</summary>
    public Task<bool> SignedOut(Actor actor) => actor.JoinedBy is { } own ? EndAll(actor, j => j.Id == own)
        : actor.HandedOver ? Task.FromResult(false) : EndAll(actor, j => j.MadeByUserId == actor.UserId);

    /// <summary>The same for somebody who was signed out by others.</summary>
    public async Task<bool> SignedOut(Guid account)
    {
        await using var db = storage.Open();
        return await db.Accounts.AsNoTracking().SingleOrDefaultAsync(a => a.Id == account) is { } a && await SignedOut(new Actor(a.Id, a.ShownAs, a.Role, a.OrganisationId));
    }

    /// <summary>Ends a telephone that is this person on a plan, or all of them; false where there is none.</summary>
    internal async Task<bool> EndOwn(Actor actor, Guid? join)
    {
        await using var db = storage.Open();
        var lasting = await SessionService.LastingJoins(db, settings.UtcNow).Where(j => j.SessionUserId == actor.UserId && (join == null || j.Id == join)).Select(j => j.Id).ToListAsync();
        return lasting.Count > 0 && await EndAll(actor, j => lasting.Contains(j.Id));
    }

    private async Task<bool> EndAll(Actor actor, System.Linq.Expressions.Expression<Func<JoinRow, bool>> which)
    {
        var ended = await queue.Run(async () =>
        {
            await using var db = storage.Open();
            await using var transaction = await db.Database.BeginTransactionAsync();
            List<Guid> all = [];
            foreach (var row in await db.Joins.Where(which).Where(j => j.EndedAtUtc == null).OrderBy(j => j.PlanId).ToListAsync())
            {
                row.EndedAtUtc = settings.UtcNow;
                all.Add(row.Id);
                if (row.AdmittedAtUtc is null || await PlanService.Locked(db, row.PlanId) is not { } plan) continue;
                // Who has no account is on the plan for as long as a device of theirs is.
                if (row.SessionUserId is { } user && !await db.Accounts.AnyAsync(a => a.Id == user) && !await HasAnother(db, row, user)
                    && await db.Members.SingleOrDefaultAsync(m => m.PlanId == row.PlanId && m.UserId == user) is { } guest) guest.EndedAtUtc = settings.UtcNow;
                audit.Add(db, plan, await AuditService.Next(db, row.PlanId), actor, AuditKind.DeviceEnded, voice: row.MemberId);
                await db.SaveChangesAsync();
            }
            await db.SaveChangesAsync();
            await transaction.CommitAsync();
            return all;
        });
        foreach (var id in ended) await Tell(id);
        return ended.Count > 0;
    }

    /// <summary>Those on a plan who have no account, and no telephone there any more: the last one's time is over.</summary>
    internal static IQueryable<MemberRow> Lapsed(CarePlanDb db, Guid planId, DateTime now)
    {
        var lasting = SessionService.LastingJoins(db, now);
        return db.Members.Where(m => m.PlanId == planId && m.EndedAtUtc == null && !db.Accounts.Any(a => a.Id == m.UserId)
            && db.Joins.Any(j => j.PlanId == planId && j.SessionUserId == m.UserId)
            && !lasting.Any(j => j.PlanId == planId && j.SessionUserId == m.UserId));
    }

    /// <summary>Takes those off the plan, under its lock, and says so in its history as if they had ended it themselves; true where there were any.</summary>
    internal static async Task<bool> EndLapsed(CarePlanDb db, PlanRow plan, AuditService audit, DateTime now)
    {
        var gone = await Lapsed(db, plan.Id, now).ToListAsync();
        foreach (var guest in gone)
        {
            guest.EndedAtUtc = now;
            audit.Add(db, plan, await AuditService.Next(db, plan.Id), AsJoined(guest, plan), AuditKind.DeviceEnded, voice: guest.MemberId);
            await db.SaveChangesAsync();
        }
        return gone.Count > 0;
    }

    private static Actor AsJoined(MemberRow guest, PlanRow plan) => new(guest.UserId, guest.ShownAs, guest.Relation == Relation.Person ? AccountRole.Person : AccountRole.Carer, plan.OrganisationId);

    /// <summary>The account of the one who asks, or a place on the plan for them where they have none.</summary>
    private async Task<Guid?> UserFor(CarePlanDb db, PlanRow plan, JoinRow row)
    {
        var member = await db.Members.SingleOrDefaultAsync(m => m.PlanId == plan.Id && m.MemberId == row.MemberId);
        // Whose account was ended does not come in by a telephone either.
        if (member is { EndedAtUtc: null }) return member.Relation == Relation.Professional || await db.Accounts.AnyAsync(a => a.Id == member.UserId && a.EndedAtUtc != null) ? null : member.UserId;
        var (answers, _) = await PlanReadingService.Answers(db, plan.Id);
        if (PlanReadingService.VoicesOf(await PlanReadingService.Circle(db, plan), plan, answers.Get<Involved>()).FirstOrDefault(v => v.Id == row.MemberId) is not { } voice
            || voice.Relation == Relation.Professional) return null;
        // The same as the last time, so that what their phone could not send then is still theirs; an account that was ended is nobody's any more.
        var user = member is { } before && !await db.Accounts.AnyAsync(a => a.Id == before.UserId) ? before.UserId : row.Id;
        if (member is null) db.Members.Add(member = new MemberRow { PlanId = plan.Id, MemberId = voice.Id });
        // Who speaks for the person is invited as that; what somebody wrote of a telephone's owner makes nobody more than a carer.
        var relation = voice.Relation == Relation.Person ? Relation.Person : Relation.Carer;
        (member.UserId, member.Relation, member.ShownAs, member.AddedAtUtc, member.EndedAtUtc) = (user, relation, voice.ShownAs, settings.UtcNow, null);
        return user;
    }

    private Task<bool> HasAnother(CarePlanDb db, JoinRow row, Guid user) =>
        SessionService.LastingJoins(db, settings.UtcNow).AnyAsync(j => j.Id != row.Id && j.PlanId == row.PlanId && j.SessionUserId == user);

    private static async Task<IReadOnlyList<JoinName>> People(CarePlanDb db, Guid planId)
    {
        var plan = await db.Plans.AsNoTracking().SingleAsync(p => p.Id == planId);
        var (answers, _) = await PlanReadingService.Answers(db, planId);
        return [.. PlanReadingService.VoicesOf(await PlanReadingService.Circle(db, plan), plan, answers.Get<Involved>())
            .Where(v => v.Relation != Relation.Professional).Select(v => new JoinName(v.Id, v.ShownAs))];
    }

    private IQueryable<JoinRow> Unused(CarePlanDb db, string token)
    {
        var (hash, now) = (Sha256(token), settings.UtcNow);
        return db.Joins.AsNoTracking().Where(j => j.TokenSha256 == hash && j.AskedAtUtc == null && j.EndedAtUtc == null && j.ClosesAtUtc > now);
    }

    private static async Task<bool> MayAdmit(CarePlanDb db, Actor actor, Guid planId) =>
        await db.Plans.AsNoTracking().SingleOrDefaultAsync(p => p.Id == planId) is { } plan && PlanAccess.May(actor, PlanAction.AdmitDevice, await PlanReadingService.Circle(db, plan));

    private Task Tell(Guid id) => news.Tell(new PlanHappening(id, "", ""));

    /// <summary>256 random bits, as they stand in an address.</summary>
    private static string NewSecret() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));

    private static string Sha256(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
