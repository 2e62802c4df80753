using CarePlanning.Core.Audit;
using CarePlanning.Core.Collaboration;
using CarePlanning.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace CarePlanning.Core.Access;

/// <summary>A session about which its issuer is to be asked again, what the issuer wants to see, and how long ago it was asked last.</summary>
public sealed record ToAsk(Guid SessionId, string RefreshToken, TimeSpan Since);

/// <summary>
/// Keeps up with the issuers of work accounts while sessions last: what they say of somebody counts here, and whom they vouch for no more is signed out.
/// What an issuer is asked with lies encrypted, and only as long as its session.
/// </summary>
public sealed class VouchingService(IOpenDb storage, WriteQueue queue, TimeProvider time, SessionLimits limits, StaffSignInService staff, JoinService joins, AccessLogService log)
{
    private const int AtOnce = 100;

    /// <summary>Keeps, in the caller's transaction, what the issuer is asked with about a session that begins.</summary>
    public void Keep(CarePlanDb db, Guid sessionId, string refreshToken) => db.Vouchings.Add(new VouchingRow { SessionId = sessionId, RefreshToken = refreshToken, AskedAtUtc = Now });

    /// <summary>The sessions about which nobody has asked for so long, up to a hundred, the longest first; of two portals that look at once each has its own.</summary>
    public Task<IReadOnlyList<ToAsk>> Due(TimeSpan every) => queue.Run<IReadOnlyList<ToAsk>>(async () =>
    {
        await using var db = storage.Open();
        await using var transaction = await db.Database.BeginTransactionAsync();
        await OneAtATime.Begin(db, "issuers");
        var (now, lasting) = (Now, SessionService.LastingNow(db, Now, limits));
        await db.Vouchings.Where(v => !lasting.Any(s => s.Id == v.SessionId)).ExecuteDeleteAsync();
        var asked = now - every;
        var due = await db.Vouchings.AsNoTracking().Where(v => v.AskedAtUtc <= asked).OrderBy(v => v.AskedAtUtc).Take(AtOnce).ToListAsync();
        var ids = due.Select(v => v.SessionId).ToList();
        await db.Vouchings.Where(v => ids.Contains(v.SessionId)).ExecuteUpdateAsync(u => u.SetProperty(v => v.AskedAtUtc, now));
        await transaction.CommitAsync();
        return [.. due.Select(v => new ToAsk(v.SessionId, v.RefreshToken, now - v.AskedAtUtc))];
    });

    /// <summary>The issuer still vouches for whoever has this session, and says this of them; null where it said no more than that.</summary>
    public async Task StillVouchedFor(ToAsk about, StaffPerson? person, string? refreshToken)
    {
        if (person is not null && await staff.KeepUp(about.SessionId, person) is { } refusal) { await NoMore(about, refusal.ToString()); return; }
        if (refreshToken is null || refreshToken == about.RefreshToken) return;
        await queue.Run(async () =>
        {
            await using var db = storage.Open();
            if (await db.Vouchings.SingleOrDefaultAsync(v => v.SessionId == about.SessionId) is not { } row) return 0;
            row.RefreshToken = refreshToken;
            return await db.SaveChangesAsync();
        });
    }

    /// <summary>The issuer vouches for whoever has this session no more, or for nothing that lets them in here: the session is over, and with it the telephones that they let in; the log says why.</summary>
    /// <param name="why">In a word, never anything of the issuer's answer.</param>
    public async Task NoMore(ToAsk about, string why)
    {
        await using (var reading = storage.Open())
        {
            // Theirs first: cut off in between, the issuer is asked again and it is done again.
            if (await reading.Sessions.Where(s => s.Id == about.SessionId && s.EndedAtUtc == null).Select(s => (Guid?)s.AccountId).SingleOrDefaultAsync() is not { } account) return;
            await joins.SignedOut(account);
        }
        await queue.Run(async () =>
        {
            await using var db = storage.Open();
            await using var transaction = await db.Database.BeginTransactionAsync();
            var now = Now;
            if (await db.Sessions.AsNoTracking().SingleOrDefaultAsync(s => s.Id == about.SessionId && s.EndedAtUtc == null) is not { } session) return false;
            // The session before the log, as everywhere: two that wait for each other in turn would both fail.
            await db.Sessions.Where(s => s.Id == session.Id && s.EndedAtUtc == null).ExecuteUpdateAsync(u => u.SetProperty(s => s.EndedAtUtc, now));
            var name = await db.Accounts.Where(a => a.Id == session.AccountId).Select(a => a.ShownAs).SingleOrDefaultAsync() ?? "";
            await log.Add(db, new Actor(session.AccountId, name, People.AccountRole.Professional, Guid.Empty), new AccessNote(Guid.Empty, AccessKind.SignedOut, "work account", why));
            await db.SaveChangesAsync();
            await transaction.CommitAsync();
            return true;
        });
    }

    private DateTime Now => time.GetUtcNow().UtcDateTime;
}
