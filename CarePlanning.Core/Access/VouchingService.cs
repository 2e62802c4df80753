using CarePlanning.Core.Audit;
using CarePlanning.Core.Collaboration;
using CarePlanning.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace CarePlanning.Core.Access;

/// <summary>A session about which its issuer is to be asked again, and what the issuer wants to see.</summary>
public sealed record ToAsk(Guid SessionId, string RefreshToken);

/// <summary>
/// Keeps up with the issuers of work accounts while sessions last: what they say of somebody counts here, and whom they vouch for no more is signed out.
/// What an issuer is asked with lies encrypted, and only as long as its session.
/// </summary>
public sealed class VouchingService(IOpenDb storage, WriteQueue queue, TimeProvider time, SessionLimits limits, StaffSignInService staff, JoinService joins, AccessLogService log)
{
    private const int AtOnce = 100;

    /// <summary>Keeps what the issuer is asked with about a session that has just begun.</summary>
    public Task Keep(Guid sessionId, string refreshToken) => queue.Run(async () =>
    {
        await using var db = storage.Open();
        db.Vouchings.Add(new VouchingRow { SessionId = sessionId, RefreshToken = refreshToken, AskedAtUtc = Now });
        return await db.SaveChangesAsync();
    });

    /// <summary>The sessions about which nobody has asked for so long, up to a hundred, the longest first; of two portals that look at once each has its own.</summary>
    public Task<IReadOnlyList<ToAsk>> Due(TimeSpan every) => queue.Run<IReadOnlyList<ToAsk>>(async () =>
    {
        await using var db = storage.Open();
        var (now, lasting) = (Now, SessionService.LastingNow(db, Now, limits));
        await db.Vouchings.Where(v => !lasting.Any(s => s.Id == v.SessionId)).ExecuteDeleteAsync();
        var asked = now - every;
        List<ToAsk> due = [];
        foreach (var row in await db.Vouchings.AsNoTracking().Where(v => v.AskedAtUtc <= asked).OrderBy(v => v.AskedAtUtc).Take(AtOnce).ToListAsync())
            if (await db.Vouchings.Where(v => v.SessionId == row.SessionId && v.AskedAtUtc <= asked).ExecuteUpdateAsync(u => u.SetProperty(v => v.AskedAtUtc, now)) == 1)
                due.Add(new ToAsk(row.SessionId, row.RefreshToken));
        return due;
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
        var account = await queue.Run<Guid?>(async () =>
        {
            await using var db = storage.Open();
            await using var transaction = await db.Database.BeginTransactionAsync();
            if (await db.Sessions.SingleOrDefaultAsync(s => s.Id == about.SessionId && s.EndedAtUtc == null) is not { } session) return null;
            session.EndedAtUtc = Now;
            var name = await db.Accounts.Where(a => a.Id == session.AccountId).Select(a => a.ShownAs).SingleOrDefaultAsync() ?? "";
            await log.Add(db, new Actor(session.AccountId, name, People.AccountRole.Professional, Guid.Empty), new AccessNote(Guid.Empty, AccessKind.SignedOut, "work account", why));
            await db.SaveChangesAsync();
            await transaction.CommitAsync();
            return session.AccountId;
        });
        if (account is { } who) await joins.SignedOut(who);
    }

    private DateTime Now => time.GetUtcNow().UtcDateTime;
}
