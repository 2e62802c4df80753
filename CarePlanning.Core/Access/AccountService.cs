using CarePlanning.Core.People;
using CarePlanning.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace CarePlanning.Core.Access;

/// <summary>Somebody the demonstration lets you be.</summary>
public sealed record AccountCard(Guid Id, string Name, AccountRole Role, string? JobTitle);

/// <summary>Looks up who can sign in.</summary>
public sealed class AccountService(IOpenDb storage)
{
    /// <summary>The person with this account as services know them, or null.</summary>
    public async Task<Actor?> Find(Guid id)
    {
        await using var db = storage.Open();
        return await db.Accounts.AsNoTracking().Where(a => a.Id == id).Select(a => new Actor(a.Id, a.ShownAs, a.Role, a.OrganisationId)).SingleOrDefaultAsync();
    }

    /// <summary>Everybody with an account, for the demonstration's sign-in page.</summary>
    public async Task<IReadOnlyList<AccountCard>> All()
    {
        await using var db = storage.Open();
        return await db.Accounts.AsNoTracking().OrderBy(a => a.Name).Select(a => new AccountCard(a.Id, a.Name, a.Role, a.JobTitle)).ToListAsync();
    }
}
