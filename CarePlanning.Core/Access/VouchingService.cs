using CarePlanning.Core.Audit;
using CarePlanning.Core.Collaboration;
using CarePlanning.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace CarePlanning.Core.Access;

/// <summary>An account about which its issuer is to be asked again.</summary>
/// <param name="SessionId">The session of it that is asked with.</param>
/// <param name="RefreshToken">What the issuer wants to see.</param>
/// <param name="Since">How long ago it was asked last.</param>
public sealed record ToAsk(Guid SessionId, Guid AccountId, string RefreshToken, TimeSpan Since);

/// <summary>
/// Keeps up with the issuers of work accounts while sessions last: what they say of somebody counts here, and whom they vouch for no more is signed out.
/// What an issuer is asked with lies encrypted, and only as long as its session.
/// </summary>
public sealed class VouchingService(IOpenDb storage, WriteQueue queue, TimeProvider time, SessionLimits limits, StaffSignInService staff, JoinService joins, AccessLogService log)
{
    private const int AtOnce = 100;

    /// <summary>Keeps, in the caller's transaction, what the issuer is asked with about a session that begins.</summary>
    public void Keep(CarePlanDb db, Guid sessionId, string refreshToken) => db.Vouchings.Add(new VouchingRow { SessionId = sessionId, RefreshToken = refreshToken, AskedAtUtc = Now });

    /// <summary>The accounts about which nobody has asked for so long, up to a hundred, the longest first, each with the session that was used last.</summary>
    public async Task<IReadOnlyList<ToAsk>> Due(TimeSpan every)
    {
        await queue.Run(async () =>
        {
            await using var own = storage.Open();
            var lasting = SessionService.LastingNow(own, Now, limits);
            return await own.Vouchings.Where(v => !lasting.Any(s => s.Id == v.SessionId)).ExecuteDeleteAsync();
        });
        await using var db = storage.Open();
        var (now, asked) = (Now, Now - every);
        var rows = await (from v in db.Vouchings.AsNoTracking() join s in db.Sessions on v.SessionId equals s.Id select new { Vouching = v, s.AccountId, s.SeenAtUtc }).ToListAsync();
        return [.. rows.GroupBy(r => r.AccountId).Select(g => (Newest: g.OrderByDescending(r => r.SeenAtUtc).First(), AskedAtUtc: g.Max(r => r.Vouching.AskedAtUtc)))
            .Where(a => a.AskedAtUtc <= asked).OrderBy(a => a.AskedAtUtc).Take(AtOnce)
            .Select(a => new ToAsk(a.Newest.Vouching.SessionId, a.Newest.AccountId, a.Newest.Vouching.RefreshToken, now - a.AskedAtUtc))];
    }

    /// <summary>Takes it upon oneself to ask about an account; false where another portal has meanwhile.</summary>
    public Task<bool> Take(ToAsk about) => queue.Run(async () =>
    {
        await using var db = storage.Open();
        var (now, due) = (Now, Now - about.Since / 2);
        // The one that is asked with decides; the account's others wait with it.
        if (await db.Vouchings.Where(v => v.SessionId == about.SessionId && v.AskedAtUtc <= due).ExecuteUpdateAsync(u => u.SetProperty(v => v.AskedAtUtc, now)) != 1) return false;
        await db.Vouchings.Where(v => db.Sessions.Any(s => s.Id == v.SessionId && s.AccountId == about.AccountId)).ExecuteUpdateAsync(u => u.SetProperty(v => v.AskedAtUtc, now));
        return true;
    });

    /// <summary>The issuer still vouches for whoever has this account, and says this of them; null where it said no more than that. Refused when what it says lets them in here no more.</summary>
    public async Task<StaffRefusal?> StillVouchedFor(ToAsk about, StaffPerson? person, string? refreshToken)
    {
        // First of all: the one before may be used up.
        if (refreshToken is not null && refreshToken != about.RefreshToken)
            await queue.Run(async () =>
            {
                await using var db = storage.Open();
                if (await db.Vouchings.SingleOrDefaultAsync(v => v.SessionId == about.SessionId) is not { } row) return 0;
                row.RefreshToken = refreshToken;
                return await db.SaveChangesAsync();
            });
        return person is null ? null : await staff.KeepUp(about.SessionId, person);
    }

    /// <summary>
    /// The issuer vouches for whoever has this session no more, or for nothing that lets them in here: the session is over, and the log says why. The account's
    /// other sessions are asked about next; with the last of them go the telephones that they let in. True where it lasted until now.
    /// </summary>
    /// <param name="why">In a word, never anything of the issuer's answer.</param>
    public async Task<bool> NoMore(ToAsk about, string why)
    {
        await using (var reading = storage.Open())
        {
            var lasting = SessionService.LastingNow(reading, Now, limits).Where(s => s.AccountId == about.AccountId);
            // Theirs first: cut off in between, the issuer is asked again and it is done again.
            if (!await lasting.AnyAsync(s => s.Id != about.SessionId)) await joins.SignedOut(about.AccountId);
        }
        return await queue.Run(async () =>
        {
            await using var db = storage.Open();
            await using var transaction = await db.Database.BeginTransactionAsync();
            var now = Now;
            // The session before the log, as everywhere: two that wait for each other in turn would both fail.
            if (await db.Sessions.Where(s => s.Id == about.SessionId && s.EndedAtUtc == null).ExecuteUpdateAsync(u => u.SetProperty(s => s.EndedAtUtc, now)) != 1) return false;
            await db.Vouchings.Where(v => v.SessionId == about.SessionId).ExecuteDeleteAsync();
            await db.Vouchings.Where(v => db.Sessions.Any(s => s.Id == v.SessionId && s.AccountId == about.AccountId)).ExecuteUpdateAsync(u => u.SetProperty(v => v.AskedAtUtc, now - about.Since));
            var name = await db.Accounts.Where(a => a.Id == about.AccountId).Select(a => a.ShownAs).SingleOrDefaultAsync() ?? "";
            await log.Add(db, new Actor(about.AccountId, name, People.AccountRole.Professional, Guid.Empty), new AccessNote(Guid.Empty, AccessKind.SignedOut, "work account", why));
            await db.SaveChangesAsync();
            await transaction.CommitAsync();
            return true;
        });
    }

    private DateTime Now => time.GetUtcNow().UtcDateTime;
}
