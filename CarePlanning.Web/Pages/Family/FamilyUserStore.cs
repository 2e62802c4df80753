using CarePlanning.Core.Family;
using Microsoft.AspNetCore.Identity;

namespace CarePlanning.Web.Pages.Family;

/// <summary>Shows Identity the family accounts of our own tables: who they are and which passkeys they have; it has no passwords to show.</summary>
internal sealed class FamilyUserStore(FamilyAccountService families) : IUserPasskeyStore<FamilyUser>
{
    public Task<string> GetUserIdAsync(FamilyUser user, CancellationToken cancellationToken) => Task.FromResult(user.Id);

    public Task<string?> GetUserNameAsync(FamilyUser user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Id);

    public Task<string?> GetNormalizedUserNameAsync(FamilyUser user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Id);

    public async Task<FamilyUser?> FindByIdAsync(string userId, CancellationToken cancellationToken) =>
        Guid.TryParse(userId, out var id) && await families.ActorOf(id) is { } actor ? new FamilyUser { Id = id.ToString(), Name = actor.Name } : null;

    public Task<FamilyUser?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken) => FindByIdAsync(normalizedUserName, cancellationToken);

    public async Task AddOrUpdatePasskeyAsync(FamilyUser user, UserPasskeyInfo passkey, CancellationToken cancellationToken)
    {
        if (!await families.Keep(Guid.Parse(user.Id), new FamilyPasskey(passkey.CredentialId, passkey.PublicKey, passkey.Name ?? "", passkey.CreatedAt.UtcDateTime, passkey.SignCount, passkey.Transports ?? [],
            passkey.IsUserVerified, passkey.IsBackupEligible, passkey.IsBackedUp, passkey.AttestationObject, passkey.ClientDataJson)))
            throw new InvalidOperationException("A passkey is another account's.");
    }

    public async Task<IList<UserPasskeyInfo>> GetPasskeysAsync(FamilyUser user, CancellationToken cancellationToken) =>
        [.. (await families.Passkeys(Guid.Parse(user.Id))).Select(Info)];

    public async Task<FamilyUser?> FindByPasskeyIdAsync(byte[] credentialId, CancellationToken cancellationToken) =>
        await families.OwnerOf(credentialId) is { } owner ? await FindByIdAsync(owner.ToString(), cancellationToken) : null;

    public async Task<UserPasskeyInfo?> FindPasskeyAsync(FamilyUser user, byte[] credentialId, CancellationToken cancellationToken) =>
        (await families.Passkeys(Guid.Parse(user.Id))).FirstOrDefault(p => p.Id.AsSpan().SequenceEqual(credentialId)) is { } passkey ? Info(passkey) : null;

    public Task RemovePasskeyAsync(FamilyUser user, byte[] credentialId, CancellationToken cancellationToken) => families.Forget(Guid.Parse(user.Id), credentialId);

    // Accounts are made by accepting an invitation and by nothing else.
    public Task SetUserNameAsync(FamilyUser user, string? userName, CancellationToken cancellationToken) => throw new NotSupportedException();

    // Identity sets it before each update; the id it is made from never changes.
    public Task SetNormalizedUserNameAsync(FamilyUser user, string? normalizedName, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<IdentityResult> CreateAsync(FamilyUser user, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IdentityResult> DeleteAsync(FamilyUser user, CancellationToken cancellationToken) => throw new NotSupportedException();

    /// <summary>Identity writes a user after each change of a passkey; here the passkey was kept at once and there is nothing more to write.</summary>
    public Task<IdentityResult> UpdateAsync(FamilyUser user, CancellationToken cancellationToken) => Task.FromResult(IdentityResult.Success);

    public void Dispose() { }

    private static UserPasskeyInfo Info(FamilyPasskey p) => new(p.Id, p.PublicKey, p.MadeAtUtc, (uint)p.SignCount, [.. p.Transports], p.IsUserVerified, p.IsBackupEligible, p.IsBackedUp, p.Attestation, p.ClientData) { Name = p.Name };
}
