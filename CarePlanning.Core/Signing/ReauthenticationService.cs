using System.Security.Cryptography;
using CarePlanning.Core.Access;
using CarePlanning.Core.Audit;
using CarePlanning.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace CarePlanning.Core.Signing;

/// <summary>What came of a PIN, or of signing in again in its place.</summary>
public enum PinAnswer { Right, Wrong, MustWait, ShowAgain }

/// <summary>How somebody shows again who they are: by a PIN, by signing in again to their work account or, in a family, by a code or a passkey; or they have just done so.</summary>
public enum WayToShow { Pin, SignInAgain, EnterAgain, Shown }

/// <summary>
/// Asks a professional to show again who they are, before signing, deciding or taking back the laptop: a PIN in the demonstration;
/// with a work account they sign in to it again, which counts once and for a few minutes. Whoever signs with a family account
/// has come in by a code or a passkey in the last few minutes, so that nobody signs on a phone that lies open.
/// </summary>
public sealed class ReauthenticationService(IOpenDb storage, TimeProvider time, AccessLogService log)
{
    /// <summary>How long signing in counts.</summary>
    public static readonly TimeSpan ShownFor = TimeSpan.FromMinutes(10);

    /// <summary>So many wrong PINs in a row and the account must wait.</summary>
    public const int WrongInARow = 5;

    /// <summary>How long an account waits after too many wrong PINs.</summary>
    public static readonly TimeSpan Wait = TimeSpan.FromMinutes(5);

    private const int Rounds = 100_000;

    private readonly Lock counting = new();
    private readonly Dictionary<Guid, (int Wrong, DateTimeOffset? Until)> tries = [];

    /// <summary>True when the PIN is this person's and they need not wait.</summary>
    public async Task<bool> IsRight(Actor actor, string? pin) => await Ask(actor, pin) == PinAnswer.Right;

    /// <summary>Whether the PIN is this person's; guessing one after another is stopped.</summary>
    public async Task<PinAnswer> Ask(Actor actor, string? pin)
    {
        PinAnswer answer;
        await using (var db = storage.Open()) answer = await Ask(db, actor, pin);
        await Note(actor, answer);
        return answer;
    }

    /// <summary>Keeps a try that failed; on no plan's log, because it tells of the account.</summary>
    internal async Task Note(Actor actor, PinAnswer answer)
    {
        if (answer is PinAnswer.Wrong or PinAnswer.MustWait) await log.Add(actor, new AccessNote(Guid.Empty, AccessKind.Refused, "pin", answer.ToString()));
    }

    /// <summary>How this person shows again who they are.</summary>
    public async Task<WayToShow> WayOf(Actor actor)
    {
        await using var db = storage.Open();
        if (await CameInLongAgo(db, actor)) return WayToShow.EnterAgain;
        if (await db.Accounts.AnyAsync(a => a.Id == actor.UserId && a.PinHash != null) || !await db.WorkAccounts.AnyAsync(w => w.AccountId == actor.UserId)) return WayToShow.Pin;
        return await Shown(db, actor).AnyAsync() ? WayToShow.Shown : WayToShow.SignInAgain;
    }

    /// <summary>True for whoever signs with a family account, in a session of their own that began too long ago; who was handed the laptop or joined by a code has a professional beside them.</summary>
    internal async Task<bool> CameInLongAgo(CarePlanDb db, Actor actor) =>
        actor is { Session: { } session, HandedOver: false, JoinedBy: null } && session.BeganAtUtc <= time.GetUtcNow().UtcDateTime - ShownFor && await db.FamilyAccounts.AnyAsync(f => f.Id == actor.UserId);

    private IQueryable<SessionRow> Shown(CarePlanDb db, Actor actor)
    {
        var (session, since) = (actor.Session?.Id ?? Guid.Empty, time.GetUtcNow().UtcDateTime - ShownFor);
        return db.Sessions.Where(s => s.Id == session && s.AccountId == actor.UserId && s.EndedAtUtc == null && s.ShownAgainAtUtc > since);
    }

    /// <summary>The same in the caller's transaction, after which the caller keeps a try that failed.</summary>
    internal async Task<PinAnswer> Ask(CarePlanDb db, Actor actor, string? pin)
    {
        var hash = await db.Accounts.AsNoTracking().Where(a => a.Id == actor.UserId).Select(a => a.PinHash).SingleOrDefaultAsync();
        // Used up as it is asked for, so that it counts for one act.
        if (hash is null && await db.WorkAccounts.AnyAsync(w => w.AccountId == actor.UserId))
            return await Shown(db, actor).ExecuteUpdateAsync(s => s.SetProperty(x => x.ShownAgainAtUtc, (DateTime?)null)) == 1 ? PinAnswer.Right : PinAnswer.ShowAgain;
        if (string.IsNullOrWhiteSpace(pin)) return PinAnswer.Wrong;
        if (!Begin(actor.UserId)) return PinAnswer.MustWait;
        if (hash is null || !Matches(pin.Trim(), hash)) return MustWait(actor.UserId) ? PinAnswer.MustWait : PinAnswer.Wrong;
        lock (counting) tries.Remove(actor.UserId);
        return PinAnswer.Right;
    }

    /// <summary>Counts the try before it is looked at, so that many at once are counted too; false while the account must wait.</summary>
    private bool Begin(Guid account)
    {
        var now = time.GetUtcNow();
        lock (counting)
        {
            var (wrong, until) = tries.GetValueOrDefault(account);
            if (until > now) return false;
            if (until is not null) wrong = 0;
            wrong++;
            tries[account] = (wrong, wrong >= WrongInARow ? now + Wait : null);
            return true;
        }
    }

    private bool MustWait(Guid account)
    {
        lock (counting) return tries.GetValueOrDefault(account).Until > time.GetUtcNow();
    }

    /// <summary>How a PIN is kept: salted and stretched, never as it is.</summary>
    public static string Hash(string pin)
    {
        var salt = RandomNumberGenerator.GetBytes(16);
        return $"{Convert.ToHexString(salt)}.{Convert.ToHexString(Rfc2898DeriveBytes.Pbkdf2(pin, salt, Rounds, HashAlgorithmName.SHA256, 32))}";
    }

    private static bool Matches(string pin, string hash)
    {
        var parts = hash.Split('.');
        var expected = Convert.FromHexString(parts[1]);
        return CryptographicOperations.FixedTimeEquals(expected,
            Rfc2898DeriveBytes.Pbkdf2(pin, Convert.FromHexString(parts[0]), Rounds, HashAlgorithmName.SHA256, 32));
    }
}
