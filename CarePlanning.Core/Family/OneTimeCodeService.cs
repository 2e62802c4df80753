using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Signing;
using CarePlanning.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace CarePlanning.Core.Family;

/// <summary>What a code for one use opens.</summary>
public enum CodePurpose
{
    Accept,
    /// <summary>An account, asked for by its address: anybody can ask.</summary>
    Enter,
    OpenShare,
    /// <summary>An account, from a browser that was let in as its owner before: what others ask for is not counted against it.</summary>
    EnterAgain,
    /// <summary>An account, asked for by whoever holds the link that was sent to its owner.</summary>
    EnterByLink,
    /// <summary>No code: what a passkey answered, so that it is answered once.</summary>
    Passkey,
}

/// <summary>A browser that asks for a code at a door where anybody can ask: no other can use it, use it up or put another in its place.</summary>
/// <param name="Code">Under which the code is kept; only this browser knows it.</param>
/// <param name="LetInAs">The account whose owner was let in on this browser before, or null.</param>
public sealed record CodeBrowser(Guid Code, Guid? LetInAs = null)
{
    /// <summary>Under which codes were kept that it asked for before: the newest that was made is good, although it asked once too often since.</summary>
    public IReadOnlyList<Guid> Before { get; init; } = [];
}

/// <summary>What came of a code that was typed.</summary>
public enum CodeAnswer
{
    Right,
    /// <summary>Not the code, or not the surname that goes with it; it may be tried again.</summary>
    Wrong,
    /// <summary>Too old, used, or tried too often: a new one is needed.</summary>
    Over,
}

/// <summary>Makes codes for one use and looks at what is typed; a code is never stored as it is and never logged.</summary>
public sealed class OneTimeCodeService(IOpenDb storage, WriteQueue queue, PortalSettings settings)
{
    /// <summary>How long a code can be used.</summary>
    public static readonly TimeSpan Lives = TimeSpan.FromMinutes(10);

    /// <summary>How often a code may be tried; after that not even the right one opens anything.</summary>
    public const int MostTries = 5;

    /// <summary>How many codes are made in one hour for one invitation, link or account, so that nobody's phone is filled and nobody goes on guessing.</summary>
    public const int MostInAnHour = 6;

    private const int Rounds = 50_000;

    /// <summary>A new code, good for ten minutes and once, in place of any before it; null when there were too many in this hour.</summary>
    /// <param name="surname">For an invitation: what must be typed with it.</param>
    /// <param name="browser">Who asked, where anybody can: the code is theirs alone, and those of others stay.</param>
    public Task<string?> Make(Guid subject, CodePurpose purpose, string surname = "", CodeBrowser? browser = null)
    {
        // Eight of 30 letters: 39 random bits, which five tries in ten minutes do not find.
        var code = new string(RandomNumberGenerator.GetItems<char>(CheckCodes.Letters, 8));
        var hash = Hash(code, surname);
        return queue.Run(async () =>
        {
            await using var db = storage.Open();
            await using var transaction = await db.Database.BeginTransactionAsync();
            // Asked for twice at once, the second finds the first.
            await OneAtATime.Begin(db, $"code {subject} {purpose}");
            var (now, hourAgo) = (settings.UtcNow, settings.UtcNow.AddHours(-1));
            await db.OneTimeCodes.Where(c => c.Subject == subject && c.Purpose == purpose && c.MadeAtUtc < hourAgo).ExecuteDeleteAsync();
            if (await db.OneTimeCodes.CountAsync(c => c.Subject == subject && c.Purpose == purpose) >= MostInAnHour) return null;
            if (browser is null) await db.OneTimeCodes.Where(c => c.Subject == subject && c.Purpose == purpose).ExecuteUpdateAsync(u => u.SetProperty(c => c.Tries, MostTries));
            db.OneTimeCodes.Add(new OneTimeCodeRow { Id = browser?.Code ?? Guid.CreateVersion7(), Subject = subject, Purpose = purpose, Hash = hash, MadeAtUtc = now, ClosesAtUtc = now + Lives });
            await db.SaveChangesAsync();
            await transaction.CommitAsync();
            return $"{code[..4]}-{code[4..]}";
        });
    }

    /// <summary>Looks at a code; the right one is used up.</summary>
    public async Task<CodeAnswer> Try(Guid subject, CodePurpose purpose, string? typed, string? surname = "", CodeBrowser? browser = null) => (await TryOne(subject, purpose, typed, surname, browser)).Answer;

    /// <summary>The same, and whether there was a code to try.</summary>
    internal async Task<(CodeAnswer Answer, bool WasThere)> TryOne(Guid subject, CodePurpose purpose, string? typed, string? surname = "", CodeBrowser? browser = null)
    {
        await using var db = storage.Open();
        var now = settings.UtcNow;
        var id = browser is null ? (Guid?)null : await Newest(db, subject, purpose, browser);
        IQueryable<OneTimeCodeRow> Open() => db.OneTimeCodes.AsNoTracking().Where(c => c.Subject == subject && c.Purpose == purpose && (id == null || c.Id == id) && c.UsedAtUtc == null && c.ClosesAtUtc > now && c.Tries < MostTries);
        var row = await Open().OrderByDescending(c => c.MadeAtUtc).FirstOrDefaultAsync();
        // Counted before it is looked at, so that many at once are counted too. The one writer is asked where there is something to write, and not while a code is stretched: anybody can send codes.
        if (row is null || await queue.Run(() => Open().Where(c => c.Id == row.Id).ExecuteUpdateAsync(u => u.SetProperty(c => c.Tries, c => c.Tries + 1))) == 0)
        {
            // Takes as long as looking at a code that is there.
            Stretch(Letters(typed), surname ?? "", new byte[16]);
            return (CodeAnswer.Over, false);
        }
        if (!Matches(Letters(typed), surname ?? "", row.Hash)) return (row.Tries + 1 >= MostTries ? CodeAnswer.Over : CodeAnswer.Wrong, true);
        return (await queue.Run(() => db.OneTimeCodes.Where(c => c.Id == row.Id && c.UsedAtUtc == null).ExecuteUpdateAsync(u => u.SetProperty(c => c.UsedAtUtc, now))) == 1 ? CodeAnswer.Right : CodeAnswer.Over, true);
    }

    /// <summary>Under which the newest code was kept of those this browser asked for.</summary>
    private static async Task<Guid> Newest(CarePlanDb db, Guid subject, CodePurpose purpose, CodeBrowser browser)
    {
        Guid[] asked = [browser.Code, .. browser.Before];
        var made = await db.OneTimeCodes.Where(c => c.Subject == subject && c.Purpose == purpose && asked.Contains(c.Id)).Select(c => c.Id).ToListAsync();
        return asked.FirstOrDefault(made.Contains, browser.Code);
    }

    /// <summary>True the first time something is shown that is good once, and for so long at most; a copy of it comes second.</summary>
    public Task<bool> UseOnce(string shown, TimeSpan lives) => queue.Run(async () =>
    {
        await using var db = storage.Open();
        var (now, id) = (settings.UtcNow, new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(shown)).AsSpan(0, 16)));
        await db.OneTimeCodes.Where(c => c.Purpose == CodePurpose.Passkey && c.ClosesAtUtc < now).ExecuteDeleteAsync();
        if (await db.OneTimeCodes.AnyAsync(c => c.Id == id)) return false;
        db.OneTimeCodes.Add(new OneTimeCodeRow { Id = id, Purpose = CodePurpose.Passkey, MadeAtUtc = now, ClosesAtUtc = now + lives, UsedAtUtc = now });
        try { await db.SaveChangesAsync(); }
        // The same at the same moment in another process.
        catch (DbUpdateException) { return false; }
        return true;
    });

    /// <summary>A surname as it is compared: its letters only, without accents or capitals, so that O'Connor and oconnor are one.</summary>
    internal static string Surname(string? typed)
    {
        var letters = (typed ?? "").Trim().Normalize(NormalizationForm.FormD).Where(c => char.IsLetter(c) && CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark);
        return new string([.. letters]).ToUpperInvariant();
    }

    /// <summary>256 random bits, as they stand in an address.</summary>
    internal static string NewToken() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));

    internal static string Sha256(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    private static string Letters(string? typed) => new([.. (typed ?? "").ToUpperInvariant().Where(CheckCodes.Letters.Contains)]);

    private static string Hash(string code, string surname)
    {
        var salt = RandomNumberGenerator.GetBytes(16);
        return $"{Convert.ToHexString(salt)}.{Convert.ToHexString(Stretch(code, surname, salt))}";
    }

    private static bool Matches(string code, string surname, string hash) =>
        hash.Split('.') is [var salt, var expected] && CryptographicOperations.FixedTimeEquals(Convert.FromHexString(expected), Stretch(code, surname, Convert.FromHexString(salt)));

    private static byte[] Stretch(string code, string surname, byte[] salt) =>
        Rfc2898DeriveBytes.Pbkdf2($"{code} {Surname(surname)}", salt, Rounds, HashAlgorithmName.SHA256, 32);
}
