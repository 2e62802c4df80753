using CarePlanning.Core.Audit;
using CarePlanning.Core.Collaboration;
using CarePlanning.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace CarePlanning.Core.Access;

/// <summary>A browser in which somebody is signed in, or a telephone that joined by a code and is them on one plan.</summary>
/// <param name="Way">The way in, in a word or two; empty on a demonstration, and <see cref="OwnSessionsService.Joined"/> for a telephone.</param>
/// <param name="IsThis">True for the one that asks.</param>
public sealed record OwnSession(Guid Id, DateTime BeganAtUtc, DateTime SeenAtUtc, string Way, bool IsThis);

/// <summary>Shows people where they are signed in, and signs them out there: on a phone that was lost, or a computer they forgot.</summary>
public sealed class OwnSessionsService(IOpenDb storage, WriteQueue queue, TimeProvider time, SessionLimits limits, AccessLogService log, JoinService joins)
{
    /// <summary>The way in of a telephone that joined by a code.</summary>
    public const string Joined = "joined";

    /// <summary>Where somebody is signed in, the one that asks first; null for who is here on somebody else's device or by a code at the table.</summary>
    public async Task<IReadOnlyList<OwnSession>?> Of(Actor actor)
    {
        if (!MayAsk(actor)) return null;
        await using var db = storage.Open();
        var here = actor.Session!.Id;
        var telephones = await SessionService.LastingJoins(db, time.GetUtcNow().UtcDateTime).AsNoTracking().Where(j => j.SessionUserId == actor.UserId).ToListAsync();
        return [.. (await Lasting(db, actor).ToListAsync()).Select(s => new OwnSession(s.Id, s.BeganAtUtc, s.SeenAtUtc, s.Way, s.Id == here))
            .Concat(telephones.Select(j => new OwnSession(j.Id, j.AdmittedAtUtc!.Value, j.SeenAtUtc ?? j.AdmittedAtUtc.Value, Joined, false)))
            .OrderByDescending(s => s.IsThis).ThenByDescending(s => s.SeenAtUtc)];
    }

    /// <summary>Signs somebody out of one of their other browsers, or of all of them; refused (false) where there is none, and for the one that asks.</summary>
    /// <param name="session">Which, or null for all others.</param>
    public async Task<bool> EndElsewhere(Actor actor, Guid? session)
    {
        if (!MayAsk(actor)) return false;
        var telephones = await joins.EndOwn(actor, session);
        return await EndBrowsers(actor, session) || telephones;
    }

    private Task<bool> EndBrowsers(Actor actor, Guid? session) => queue.Run(async () =>
    {
        await using var db = storage.Open();
        await using var transaction = await db.Database.BeginTransactionAsync();
        var (here, now) = (actor.Session!.Id, time.GetUtcNow().UtcDateTime);
        var others = await Lasting(db, actor).Where(s => s.Id != here && (session == null || s.Id == session)).Select(s => s.Id).ToListAsync();
        if (others.Count == 0) return false;
        foreach (var other in others)
        {
            await SessionService.EndOne(db, other, now);
            await log.Add(db, actor, new AccessNote(Guid.Empty, AccessKind.SignedOut, "elsewhere"));
        }
        await db.SaveChangesAsync();
        await transaction.CommitAsync();
        return true;
    });

    /// <summary>True for who is signed in here themselves; not on somebody else's device, nor by a code at the table.</summary>
    public static bool MayAsk(Actor actor) => actor is { OnlyPlan: null, Session: not null };

    private IQueryable<SessionRow> Lasting(CarePlanDb db, Actor actor) => SessionService.LastingNow(db, time.GetUtcNow().UtcDateTime, limits).AsNoTracking().Where(s => s.AccountId == actor.UserId);
}
