using CarePlanning.Core.Audit;
using CarePlanning.Core.Collaboration;
using CarePlanning.Core.People;
using CarePlanning.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace CarePlanning.Core.Access;

/// <summary>An account as whoever runs the portal tells it from another of the same name.</summary>
public sealed record NamedAccount(Guid Id, string Name, AccountRole Role, string? JobTitle, string Organisation, DateTime? EndedAtUtc);

/// <summary>Lets in whom an organisation's own sign-in vouches for, and keeps their role and organisation as they are there.</summary>
public sealed class StaffSignInService(IOpenDb storage, WriteQueue queue, TimeProvider time, AccessLogService log, JoinService joins)
{
    /// <summary>Finds or makes this person's account and brings it up to date; refused when their access here was ended.</summary>
    public Task<(Actor? Actor, StaffRefusal? Refusal)> Enter(StaffPerson person) => queue.Run<(Actor?, StaffRefusal?)>(async () =>
    {
        await using var db = storage.Open();
        await using var transaction = await db.Database.BeginTransactionAsync();
        var now = time.GetUtcNow().UtcDateTime;
        // Of two who are the first of their organisation at one moment, both are of the same.
        await OneAtATime.Begin(db, "staff sign-in");
        var organisation = await db.Organisations.OrderBy(o => o.Id).FirstOrDefaultAsync(o => o.Name == person.Organisation);
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
        var before = account.OrganisationId == default ? "" : await AsWhat(db, account);
        (account.Name, account.ShownAs, account.Role, account.OrganisationId) = (person.Name, person.ShownAs, person.Role, organisation.Id);
        // What is said no more is so no more: above all, that somebody is registered.
        (account.JobTitle, account.RegistrationBody, account.RegistrationNumber) = (person.JobTitle, person.RegistrationBody, person.RegistrationNumber);
        await db.SaveChangesAsync();
        var actor = new Actor(account.Id, account.ShownAs, account.Role, account.OrganisationId);
        if (await AsWhat(db, account) is var after && after != before)
        {
            await log.Add(db, actor, new AccessNote(Guid.Empty, AccessKind.AccountChanged, account.Id.ToString("N"), before.Length == 0 ? after : $"{before} \u2192 {after}"));
            await db.SaveChangesAsync();
        }
        await transaction.CommitAsync();
        return (actor, null);
    });

    /// <summary>What somebody's account gives them here, in a few words for the log.</summary>
    private static async Task<string> AsWhat(CarePlanDb db, AccountRow account) =>
        $"{account.Role}, {await db.Organisations.Where(o => o.Id == account.OrganisationId).Select(o => o.Name).SingleOrDefaultAsync()}{(account.RegistrationNumber is null ? "" : $", {account.RegistrationBody}")}";

    /// <summary>Brings the account of whoever has this session up to date; refused when it is not this person's, or their access here was ended.</summary>
    public async Task<StaffRefusal?> KeepUp(Guid sessionId, StaffPerson person)
    {
        await using var db = storage.Open();
        var known = await (from s in db.Sessions
                           join a in db.Accounts on s.AccountId equals a.Id
                           join w in db.WorkAccounts on a.Id equals w.AccountId
                           join o in db.Organisations on a.OrganisationId equals o.Id
                           where s.Id == sessionId && w.Issuer == person.Issuer && w.Subject == person.Subject
                           select new StaffPerson(w.Issuer, w.Subject, a.Name, a.ShownAs, a.Role, o.Name)
                           {
                               JobTitle = a.JobTitle,
                               RegistrationBody = a.RegistrationBody,
                               RegistrationNumber = a.RegistrationNumber,
                           }).SingleOrDefaultAsync();
        // Asked every few seconds, nothing has changed nearly each time, and then nothing is written.
        return known is null ? StaffRefusal.OtherAccount : known == person ? null : (await Enter(person)).Refusal;
    }

    /// <summary>The accounts of this full name or work account name.</summary>
    public async Task<IReadOnlyList<NamedAccount>> Named(string who)
    {
        await using var db = storage.Open();
        var ids = await db.WorkAccounts.Where(w => w.Subject == who).Select(w => w.AccountId).ToListAsync();
        return await (from a in db.Accounts.AsNoTracking()
                      join o in db.Organisations on a.OrganisationId equals o.Id
                      where a.Name == who || ids.Contains(a.Id)
                      orderby a.Id
                      select new NamedAccount(a.Id, a.Name, a.Role, a.JobTitle, o.Name, a.EndedAtUtc)).ToListAsync();
    }

    /// <summary>Ends somebody's access: all their sessions are over at once, also on a telephone that joined by a code, nothing lets them in again, and the telephones that they let in go with them.</summary>
    public async Task<bool> EndAccess(Guid account)
    {
        // Theirs first: cut off in between, it is done again.
        await joins.SignedOut(account);
        return await Change(account, AccessKind.AccountEnded, time.GetUtcNow().UtcDateTime);
    }

    /// <summary>Lets somebody in again whose access was ended.</summary>
    public Task<bool> GiveAccessAgain(Guid account) => Change(account, AccessKind.AccountGivenBack, null);

    private Task<bool> Change(Guid account, string kind, DateTime? ends) => queue.Run(async () =>
    {
        await using var db = storage.Open();
        await using var transaction = await db.Database.BeginTransactionAsync();
        if (await db.Accounts.SingleOrDefaultAsync(a => a.Id == account) is not { } row) return false;
        row.EndedAtUtc = ends;
        if (ends is { } now)
        {
            await SessionService.EndAllOf(db, row.Id, now);
            await db.Joins.Where(j => j.SessionUserId == account && j.EndedAtUtc == null).ExecuteUpdateAsync(u => u.SetProperty(j => j.EndedAtUtc, now));
        }
        // The account before the log, as everywhere.
        await db.SaveChangesAsync();
        await log.Add(db, AccessLogService.Unknown(""), new AccessNote(Guid.Empty, kind, account.ToString("N"), row.Name));
        await db.SaveChangesAsync();
        await transaction.CommitAsync();
        return true;
    });
}
