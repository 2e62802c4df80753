using CarePlanning.Core.People;
using CarePlanning.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace CarePlanning.Core.Access;

/// <summary>Lets in whom an organisation's own sign-in vouches for, and keeps their role and organisation as they are there.</summary>
public sealed class StaffSignInService(IOpenDb storage, WriteQueue queue, TimeProvider time)
{
    /// <summary>Finds or makes this person's account and brings it up to date; refused when their access here was ended.</summary>
    public Task<(Actor? Actor, StaffRefusal? Refusal)> Enter(StaffPerson person) => queue.Run<(Actor?, StaffRefusal?)>(async () =>
    {
        await using var db = storage.Open();
        await using var transaction = await db.Database.BeginTransactionAsync();
        var now = time.GetUtcNow().UtcDateTime;
        var organisation = await db.Organisations.FirstOrDefaultAsync(o => o.Name == person.Organisation);
        if (organisation is null) db.Organisations.Add(organisation = new OrganisationRow { Id = Guid.CreateVersion7(), Name = person.Organisation });
        var work = await db.WorkAccounts.SingleOrDefaultAsync(w => w.Issuer == person.Issuer && w.Subject == person.Subject);
        var account = work is null ? null : await db.Accounts.SingleAsync(a => a.Id == work.AccountId);
        if (account is { EndedAtUtc: not null }) return (null, StaffRefusal.Ended);
        if (work is null || account is null)
        {
            db.Accounts.Add(account = new AccountRow { Id = Guid.CreateVersion7() });
            db.WorkAccounts.Add(work = new WorkAccountRow { Issuer = person.Issuer, Subject = person.Subject, AccountId = account.Id });
        }
        work.LastAtUtc = now;
        (account.Name, account.ShownAs, account.Role, account.OrganisationId) = (person.Name, person.ShownAs, person.Role, organisation.Id);
        (account.JobTitle, account.RegistrationBody, account.RegistrationNumber) =
            (person.JobTitle ?? account.JobTitle, person.RegistrationBody ?? account.RegistrationBody, person.RegistrationNumber ?? account.RegistrationNumber);
        await db.SaveChangesAsync();
        await transaction.CommitAsync();
        return (new Actor(account.Id, account.ShownAs, account.Role, account.OrganisationId), null);
    });

    /// <summary>Ends somebody's access: all their sessions are over at once, and no work account lets them in again. By their full name or work account name; the number of accounts.</summary>
    public Task<int> EndAccess(string who) => Change(who, account => account.EndedAtUtc = time.GetUtcNow().UtcDateTime);

    /// <summary>Lets somebody in again whose access was ended.</summary>
    public Task<int> GiveAccessAgain(string who) => Change(who, account => account.EndedAtUtc = null);

    private Task<int> Change(string who, Action<AccountRow> change) => queue.Run(async () =>
    {
        await using var db = storage.Open();
        var ids = await db.WorkAccounts.Where(w => w.Subject == who).Select(w => w.AccountId).ToListAsync();
        var accounts = await db.Accounts.Where(a => a.Name == who || ids.Contains(a.Id)).ToListAsync();
        foreach (var account in accounts)
        {
            change(account);
            if (account.EndedAtUtc is { } ended) await SessionService.EndAllOf(db, account.Id, ended);
        }
        await db.SaveChangesAsync();
        return accounts.Count;
    });
}
