using CarePlanning.Core.Access;
using CarePlanning.Core.Audit;
using CarePlanning.Core.People;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace CarePlanning.Core.Funding;

/// <summary>Somebody of the staff, and where they decide about money.</summary>
public sealed record Seated(Guid AccountId, string Name, string? JobTitle, AccountRole Role, IReadOnlyList<Seat> Seats, bool IsMe);

/// <summary>Says who decides requests in an organisation: a lead gives the seats and takes them away.</summary>
public sealed class SeatService(IOpenDb storage, WriteQueue queue, AccessLogService log)
{
    /// <summary>The staff of somebody's organisation with their seats, by name; null for whoever does not give seats.</summary>
    public async Task<IReadOnlyList<Seated>?> All(Actor actor)
    {
        if (!OrganisationAccess.May(actor, OrganisationAction.SeatDeciders)) return null;
        await using var db = storage.Open();
        var staff = await Staff(db, actor).OrderBy(a => a.Name).ThenBy(a => a.Id).ToListAsync();
        var seats = (await db.Seats.AsNoTracking().Where(s => s.OrganisationId == actor.OrganisationId).ToListAsync()).ToLookup(s => s.AccountId, s => s.Seat);
        return [.. staff.Select(a => new Seated(a.Id, a.Name, a.JobTitle, a.Role, [.. seats[a.Id].Order()], a.Id == actor.UserId))];
    }

    /// <summary>True where this lead may give this seat: to others every one, to themselves only that of leading, so that nobody makes themselves a judge.</summary>
    public static bool MayGive(Actor actor, Guid account, Seat seat) => account != actor.UserId || seat == Seat.ProgrammeLead;

    /// <summary>Seats exactly these people; false where it is not somebody's to do, or one of them is not of their staff. What changes is kept in the log that belongs to no plan.</summary>
    public Task<bool> Set(Actor actor, IReadOnlyCollection<(Guid Account, Seat Seat)> wanted) => queue.Run(async () =>
    {
        if (!OrganisationAccess.May(actor, OrganisationAction.SeatDeciders)) return false;
        await using var db = storage.Open();
        await using var transaction = await db.Database.BeginTransactionAsync();
        var staff = await Staff(db, actor).ToDictionaryAsync(a => a.Id, a => a.Name);
        var rows = await db.Seats.Where(s => s.OrganisationId == actor.OrganisationId).ToListAsync();
        var given = wanted.Distinct().Where(w => !rows.Any(r => r.AccountId == w.Account && r.Seat == w.Seat)).ToList();
        if (given.Any(g => !staff.ContainsKey(g.Account) || !Enum.IsDefined(g.Seat) || !MayGive(actor, g.Account, g.Seat))) return false;
        foreach (var (account, seat) in given)
        {
            db.Seats.Add(new SeatRow { AccountId = account, OrganisationId = actor.OrganisationId, Seat = seat });
            await log.Add(db, actor, new AccessNote(Guid.Empty, AccessKind.SeatGiven, $"{seat}", staff[account]));
        }
        foreach (var row in rows.Where(r => !wanted.Contains((r.AccountId, r.Seat))))
        {
            db.Seats.Remove(row);
            await log.Add(db, actor, new AccessNote(Guid.Empty, AccessKind.SeatTaken, $"{row.Seat}", staff.GetValueOrDefault(row.AccountId, "")));
        }
        await db.SaveChangesAsync();
        await transaction.CommitAsync();
        return true;
    });

    private static IQueryable<AccountRow> Staff(CarePlanDb db, Actor actor) => db.Accounts.AsNoTracking()
        .Where(a => a.OrganisationId == actor.OrganisationId && a.EndedAtUtc == null && (a.Role == AccountRole.Professional || a.Role == AccountRole.Approver || a.Role == AccountRole.Lead));
}
