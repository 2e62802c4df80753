using CarePlanning.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace CarePlanning.Core.Access;

public sealed partial class SessionService
{
    /// <summary>Something done is noted at most this often.</summary>
    public static readonly TimeSpan Noted = TimeSpan.FromMinutes(1);

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>Begins a session; one that this browser had before is over.</summary>
    /// <param name="way">The way in, in a word or two.</param>
    /// <param name="with">What else begins with it, in the same transaction.</param>
    public Task Begin(Guid sessionId, Guid accountId, Guid? before = null, string way = "", Func<CarePlanDb, Task>? with = null) => queue.Run(async () =>
    {
        await using var db = storage.Open();
        await using var transaction = await db.Database.BeginTransactionAsync();
        var now = Now;
        if (before is { } old) await EndOne(db, old, now, accountId);
        db.Sessions.Add(new SessionRow { Id = sessionId, AccountId = accountId, BeganAtUtc = now, SeenAtUtc = now, Way = way });
        // Those long over are of no use to anybody.
        var forgotten = now - TimeSpan.FromDays(30);
        await db.Sessions.Where(s => s.AccountId == accountId && s.BeganAtUtc < forgotten).ExecuteDeleteAsync();
        if (with is not null) await with(db);
        await db.SaveChangesAsync();
        await transaction.CommitAsync();
        return true;
    });

    /// <summary>Ends a session: whoever holds its cookie, or a copy of it, is signed out.</summary>
    /// <param name="with">What else ends with it, in the same transaction.</param>
    /// <param name="by">Who ends it, where that may be somebody else than its owner.</param>
    public Task End(Guid sessionId, Func<CarePlanDb, Task>? with = null, Guid? by = null) => queue.Run(async () =>
    {
        await using var db = storage.Open();
        await using var transaction = await db.Database.BeginTransactionAsync();
        var now = Now;
        await EndOne(db, sessionId, now, by);
        if (with is not null) await with(db);
        await db.SaveChangesAsync();
        await transaction.CommitAsync();
        return true;
    });

    /// <summary>Ends a session without its owner: a laptop that goes round stays out.</summary>
    public Task EndUnseen(Guid sessionId) => queue.Run(async () =>
    {
        await using var db = storage.Open();
        var now = Now;
        return await db.Sessions.Where(s => s.Id == sessionId && s.EndedAtUtc == null).ExecuteUpdateAsync(u => u.SetProperty(s => s.EndedAtUtc, now));
    });

    /// <summary>Ends a session, whose issuer is asked with it no more; false where it was over. Where its owner is there to say so, the laptop goes round no more.</summary>
    /// <param name="by">Who is there; null for whoever holds the session. Anybody but its owner leaves a laptop that goes round as it is: out of its owner's hands.</param>
    internal static async Task<bool> EndOne(CarePlanDb db, Guid sessionId, DateTime now, Guid? by = null)
    {
        var ended = await db.Sessions.Where(s => s.Id == sessionId && s.EndedAtUtc == null).ExecuteUpdateAsync(u => u.SetProperty(s => s.EndedAtUtc, now)
            .SetProperty(s => s.SigningPlanId, s => by == null || s.AccountId == by ? null : s.SigningPlanId)
            .SetProperty(s => s.SigningSinceUtc, s => by == null || s.AccountId == by ? null : s.SigningSinceUtc));
        await db.Vouchings.Where(v => v.SessionId == sessionId).ExecuteDeleteAsync();
        return ended == 1;
    }

    /// <summary>Notes that somebody did something in this session, so that it does not end yet.</summary>
    public Task<SessionNow> Saw(SessionNow session) => Now - session.SeenAtUtc < Noted ? Task.FromResult(session) : queue.Run(async () =>
    {
        await using var db = storage.Open();
        var now = Now;
        await db.Sessions.Where(s => s.Id == session.Id && s.EndedAtUtc == null).ExecuteUpdateAsync(s => s.SetProperty(x => x.SeenAtUtc, now));
        return session with { SeenAtUtc = now };
    });

    /// <summary>The same for a telephone that joined by a code.</summary>
    public Task<SessionNow> SawJoined(SessionNow join) => Now - join.SeenAtUtc < Noted ? Task.FromResult(join) : queue.Run(async () =>
    {
        await using var db = storage.Open();
        var now = Now;
        await db.Joins.Where(j => j.Id == join.Id && j.EndedAtUtc == null).ExecuteUpdateAsync(u => u.SetProperty(j => j.SeenAtUtc, now));
        return join with { SeenAtUtc = now };
    });

    /// <summary>
    /// Somebody has just shown again who they are: a new session takes the place of the one they were in, with all that hangs on it and for no
    /// longer than that one would have lasted, so that a copy of the cookie of before is of no use. False where that one is over.
    /// </summary>
    /// <param name="with">What else begins with it, in the same transaction.</param>
    public Task<bool> ShownAgain(Guid before, Guid sessionId, Func<CarePlanDb, Task>? with = null) => queue.Run(async () =>
    {
        await using var db = storage.Open();
        await using var transaction = await db.Database.BeginTransactionAsync();
        var now = Now;
        if (await Lasting(db, before).AsNoTracking().SingleOrDefaultAsync() is not { } old) return false;
        var vouched = await db.Vouchings.AsNoTracking().SingleOrDefaultAsync(v => v.SessionId == before);
        // Ended by another at this moment, it is over.
        if (!await EndOne(db, before, now)) return false;
        (old.Id, old.SeenAtUtc, old.ShownAgainAtUtc) = (sessionId, now, now);
        db.Sessions.Add(old);
        await db.Handovers.Where(h => h.SessionId == before).ExecuteUpdateAsync(u => u.SetProperty(h => h.SessionId, sessionId));
        if (with is not null) await with(db);
        // An issuer that gave nothing new to ask with is asked with what it gave before.
        if (vouched is not null && !db.Vouchings.Local.Any(v => v.SessionId == sessionId)) db.Vouchings.Add(new VouchingRow { SessionId = sessionId, RefreshToken = vouched.RefreshToken, AskedAtUtc = vouched.AskedAtUtc });
        await db.SaveChangesAsync();
        await transaction.CommitAsync();
        return true;
    });

    /// <summary>From now on the laptop goes round to be signed on: nothing but the signing of this plan opens on it, and whoever holds it has shown nothing.</summary>
    public Task PassRound(Actor actor, Guid planId) => queue.Run(async () =>
    {
        await using var db = storage.Open();
        var (now, sessionId) = (Now, actor.Session?.Id ?? Guid.Empty);
        await ForgetShown(db, sessionId);
        return await db.Sessions.Where(s => s.Id == sessionId && s.EndedAtUtc == null).ExecuteUpdateAsync(u => u.SetProperty(s => s.SigningPlanId, planId).SetProperty(s => s.SigningSinceUtc, now));
    });

    /// <summary>The laptop is its owner's again, who has shown that it is theirs.</summary>
    public Task BackToOwner(Guid sessionId) => queue.Run(async () =>
    {
        await using var db = storage.Open();
        return await BackToOwner(db, sessionId);
    });

    internal static Task<int> BackToOwner(CarePlanDb db, Guid sessionId) =>
        db.Sessions.Where(s => s.Id == sessionId).ExecuteUpdateAsync(u => u.SetProperty(s => s.SigningPlanId, (Guid?)null).SetProperty(s => s.SigningSinceUtc, (DateTime?)null));

    internal static Task<int> ForgetShown(CarePlanDb db, Guid sessionId) =>
        db.Sessions.Where(s => s.Id == sessionId).ExecuteUpdateAsync(s => s.SetProperty(x => x.ShownAgainAtUtc, (DateTime?)null));

    internal static async Task EndAllOf(CarePlanDb db, Guid accountId, DateTime now)
    {
        await db.Sessions.Where(s => s.AccountId == accountId && s.EndedAtUtc == null).ExecuteUpdateAsync(s => s.SetProperty(x => x.EndedAtUtc, now));
        await db.Vouchings.Where(v => db.Sessions.Any(s => s.Id == v.SessionId && s.AccountId == accountId)).ExecuteDeleteAsync();
    }

    /// <summary>The telephones that were let in and are still; part of larger questions, which say themselves whether they track.</summary>
    internal static IQueryable<JoinRow> LastingJoins(CarePlanDb db, DateTime now)
    {
        var (idle, longest) = (now - SessionLimits.Joined.Idle, now - SessionLimits.Joined.Longest);
        return db.Joins.Where(j => j.EndedAtUtc == null && j.AdmittedAtUtc > longest && (j.SeenAtUtc ?? j.AdmittedAtUtc) > idle);
    }

    /// <summary>The session with this id while it lasts.</summary>
    private IQueryable<SessionRow> Lasting(CarePlanDb db, Guid session) => LastingNow(db, Now, limits).Where(s => s.Id == session);

    /// <summary>All sessions that last.</summary>
    internal static IQueryable<SessionRow> LastingNow(CarePlanDb db, DateTime now, SessionLimits limits)
    {
        var (idle, longest) = (now - limits.Idle, now - limits.Longest);
        return db.Sessions.Where(s => s.EndedAtUtc == null && s.SeenAtUtc > idle && s.BeganAtUtc > longest);
    }
}
