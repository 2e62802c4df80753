using CarePlanning.Core.Audit;
using CarePlanning.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace CarePlanning.Core.Access;

/// <summary>A browser in which somebody is signed in.</summary>
/// <param name="Way">The way in, in a word or two; empty on a demonstration.</param>
/// <param name="IsThis">True for the one that asks.</param>
public sealed record OwnSession(Guid Id, DateTime BeganAtUtc, DateTime SeenAtUtc, string Way, bool IsThis);

/// <summary>Shows people where they are signed in, and signs them out there: on a phone that was lost, or a computer they forgot.</summary>
public sealed class OwnSessionsService(IOpenDb storage, WriteQueue queue, TimeProvider time, SessionLimits limits, AccessLogService log)
{
    /// <summary>Where somebody is signed in, the one that asks first; null for who is here on somebody else's device or by a code at the table.</summary>
    public async Task<IReadOnlyList<OwnSession>?> Of(Actor actor)
    {
        if (!MayAsk(actor)) return null;
        await using var db = storage.Open();
        var here = actor.Session!.Id;
        return [.. (await Lasting(db, actor).OrderByDescending(s => s.SeenAtUtc).ToListAsync()).Select(s => new OwnSession(s.Id, s.BeganAtUtc, s.SeenAtUtc, s.Way, s.Id == here)).OrderByDescending(s => s.IsThis)];
    }

    /// <summary>Signs somebody out of one of their other browsers, or of all of them; refused (false) where there is none, and for the one that asks.</summary>
    /// <param name="session">Which, or null for all others.</param>
    public Task<bool> EndElsewhere(Actor actor, Guid? session) => !MayAsk(actor) ? Task.FromResult(false) : queue.Run(async () =>
    {
        await using var db = storage.Open();
        await using var transaction = await db.Database.BeginTransactionAsync();
        var (here, now) = (actor.Session!.Id, time.GetUtcNow().UtcDateTime);
        var others = await Lasting(db, actor).Where(s => s.Id != here && (session == null || s.Id == session)).Select(s => s.Id).ToListAsync();
        if (others.Count == 0) return false;
        await db.Sessions.Where(s => others.Contains(s.Id)).ExecuteUpdateAsync(u => u.SetProperty(s => s.EndedAtUtc, now));
        foreach (var _ in others) await log.Add(db, actor, new AccessNote(Guid.Empty, AccessKind.SignedOut, "elsewhere"));
        await db.SaveChangesAsync();
        await transaction.CommitAsync();
        return true;
    });

    private static bool MayAsk(Actor actor) => actor is { OnlyPlan: null, Session: not null };

    private IQueryable<SessionRow> Lasting(CarePlanDb db, Actor actor) => SessionService.LastingNow(db, time.GetUtcNow().UtcDateTime, limits).AsNoTracking().Where(s => s.AccountId == actor.UserId);
}
