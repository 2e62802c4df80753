using CarePlanning.Core.Access;
using CarePlanning.Core.Audit;
using CarePlanning.Core.People;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace CarePlanning.Core.Family;

/// <summary>A passkey as it is kept: what a device proves, never a secret.</summary>
public sealed record FamilyPasskey(byte[] Id, byte[] PublicKey, string Name, DateTime MadeAtUtc, long SignCount, IReadOnlyList<string> Transports,
    bool IsUserVerified, bool IsBackupEligible, bool IsBackedUp, byte[] Attestation, byte[] ClientData);

/// <summary>Knows again who has no work account: by a code to their e-mail address, or by a passkey.</summary>
public sealed class FamilyAccountService(IOpenDb storage, WriteQueue queue, PortalSettings settings, OneTimeCodeService codes, IPost post, AccessLogService log)
{
    /// <summary>Sends a code where the address is known; says nothing about whether it is.</summary>
    public async Task SendCode(string? email, CodeBrowser browser)
    {
        if (Reach.Email(email) is not { } address || await Find(address) is not { } account || await HasDied(account)) return;
        if (await codes.Make(account, DoorFor(account, browser), browser: browser) is { } code) await post.Send(Letters.Code((Channel.Email, address), code));
    }

    /// <summary>Who holds the code that was sent to this address and asked for on this browser, or null; why is told to nobody, and neither is whether there is an account.</summary>
    public async Task<Actor?> Enter(string? email, string? code, CodeBrowser? browser)
    {
        var account = (Reach.Email(email) is { } address ? await Find(address) : null) ?? Guid.Empty;
        browser ??= new CodeBrowser(Guid.Empty);
        var (answer, wasThere) = await codes.TryOne(account, DoorFor(account, browser), code, browser: browser);
        if (answer == CodeAnswer.Right) return await ActorOf(account);
        // Of codes that were sent, which is so many an hour: anybody can post here, and what is once in this log stays.
        if (wasThere) await log.Add(new Actor(account, "", AccountRole.Carer, Guid.Empty), new AccessNote(Guid.Empty, AccessKind.Refused, "code"));
        return null;
    }

    private static CodePurpose DoorFor(Guid account, CodeBrowser browser) => browser.LetInAs == account ? CodePurpose.EnterAgain : CodePurpose.Enter;

    /// <summary>The person with this account, where it is one of a family and was not ended.</summary>
    public async Task<Actor?> ActorOf(Guid account)
    {
        await using var db = storage.Open();
        return await (from f in db.FamilyAccounts join a in db.Accounts on f.Id equals a.Id where f.Id == account && a.EndedAtUtc == null select new Actor(a.Id, a.ShownAs, a.Role, a.OrganisationId)).SingleOrDefaultAsync();
    }

    /// <summary>The passkeys of an account.</summary>
    public async Task<IReadOnlyList<FamilyPasskey>> Passkeys(Guid account)
    {
        await using var db = storage.Open();
        return [.. (await db.Passkeys.AsNoTracking().Where(p => p.AccountId == account).OrderBy(p => p.MadeAtUtc).ToListAsync()).Select(Of)];
    }

    /// <summary>Whose passkey this is, or null.</summary>
    public async Task<Guid?> OwnerOf(byte[] passkey)
    {
        await using var db = storage.Open();
        var id = Convert.ToHexStringLower(passkey);
        return await db.Passkeys.Where(p => p.Id == id).Select(p => (Guid?)p.AccountId).SingleOrDefaultAsync();
    }

    /// <summary>Keeps a passkey, or what changed of it since; another's is never overwritten. Whose account it opens hears of a new one.</summary>
    public async Task<bool> Keep(Guid account, FamilyPasskey passkey)
    {
        var (kept, letter) = await queue.Run(() => KeepRow(account, passkey));
        if (letter is not null) await post.Send(letter);
        return kept;
    }

    private async Task<(bool Kept, Letter? Letter)> KeepRow(Guid account, FamilyPasskey passkey)
    {
        await using var db = storage.Open();
        await using var transaction = await db.Database.BeginTransactionAsync();
        var id = Convert.ToHexStringLower(passkey.Id);
        var row = await db.Passkeys.SingleOrDefaultAsync(p => p.Id == id);
        if (row is not null && row.AccountId != account) return (false, null);
        Letter? letter = null;
        if (row is null)
        {
            db.Passkeys.Add(row = new PasskeyRow { Id = id, AccountId = account, MadeAtUtc = settings.UtcNow, PublicKey = passkey.PublicKey, Attestation = passkey.Attestation, ClientData = passkey.ClientData, Transports = string.Join(',', passkey.Transports), IsBackupEligible = passkey.IsBackupEligible });
            await Note(db, account, AccessKind.PasskeyMade);
            letter = await db.FamilyAccounts.AsNoTracking().SingleOrDefaultAsync(f => f.Id == account) is not { } record || await HasDied(account) ? null
                : record.Email is { } email ? Letters.PasskeyMade((Channel.Email, email)) : record.Phone is { } phone && post.SendsTexts ? Letters.PasskeyMade((Channel.Text, phone)) : null;
        }
        (row.Name, row.SignCount, row.IsUserVerified, row.IsBackedUp) = (passkey.Name, passkey.SignCount, passkey.IsUserVerified, passkey.IsBackedUp);
        await db.SaveChangesAsync();
        await transaction.CommitAsync();
        return (true, letter);
    }

    /// <summary>Forgets a passkey, for example of a phone that was lost.</summary>
    public Task<bool> Forget(Guid account, byte[] passkey) => queue.Run(async () =>
    {
        await using var db = storage.Open();
        await using var transaction = await db.Database.BeginTransactionAsync();
        var id = Convert.ToHexStringLower(passkey);
        if (await db.Passkeys.Where(p => p.Id == id && p.AccountId == account).ExecuteDeleteAsync() != 1) return false;
        await Note(db, account, AccessKind.PasskeyForgotten);
        await db.SaveChangesAsync();
        await transaction.CommitAsync();
        return true;
    });

    private async Task Note(CarePlanDb db, Guid account, string kind) =>
        await log.Add(db, await db.Accounts.AsNoTracking().Where(a => a.Id == account).Select(a => new Actor(a.Id, a.ShownAs, a.Role, a.OrganisationId)).SingleAsync(), new AccessNote(Guid.Empty, kind, "passkey"));

    private async Task<Guid?> Find(string email)
    {
        await using var db = storage.Open();
        var hmac = db.Keys!.Hmac(email);
        return await (from f in db.FamilyAccounts join a in db.Accounts on f.Id equals a.Id where f.EmailHmac == hmac && a.EndedAtUtc == null select (Guid?)f.Id).SingleOrDefaultAsync();
    }

    /// <summary>True for the account of somebody whose own plan says that they have died: nothing is written to them any more.</summary>
    private async Task<bool> HasDied(Guid account)
    {
        await using var db = storage.Open();
        return await (from m in db.Members join p in db.Plans on m.PlanId equals p.Id where m.UserId == account && m.Relation == Relation.Person && p.PersonDiedOn != null select p.Id).AnyAsync();
    }

    private static FamilyPasskey Of(PasskeyRow p) => new(Convert.FromHexString(p.Id), p.PublicKey, p.Name, p.MadeAtUtc, p.SignCount,
        p.Transports.Split(',', StringSplitOptions.RemoveEmptyEntries), p.IsUserVerified, p.IsBackupEligible, p.IsBackedUp, p.Attestation, p.ClientData);
}
