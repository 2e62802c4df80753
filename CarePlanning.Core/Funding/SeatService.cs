using CarePlanning.Core.Access;
using CarePlanning.Core.Audit;
using CarePlanning.Core.People;
using CarePlanning.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace CarePlanning.Core.Funding;

/// <summary>One of the staff who can be given a seat, with the seats they have.</summary>
public sealed record SeatHolder(Guid AccountId, string Name, string? JobTitle, IReadOnlyList<Seat> Seats);

/// <summary>Why a seat is not given or taken away.</summary>
public enum SeatRefusal
{
    None,
    /// <summary>Only the lead and the programme lead say who decides.</summary>
    NotYours,
    /// <summary>Nobody gives a seat to themselves, or takes their own away.</summary>
    OwnSeat,
    /// <summary>Nobody of this organisation's staff.</summary>
    Nobody,
}

/// <summary>Says who of an organisation decides about money; each change is in the access log, on no plan's.</summary>
public sealed class SeatService(IOpenDb storage, WriteQueue queue, AccessLogService log)
{
    /// <summary>Everybody of the staff by name, with their seats; null for whoever does not say who decides.</summary>
    public async Task<IReadOnlyList<SeatHolder>?> All(Actor actor)
    {
        await using var db = storage.Open();
        if (!RequestAccess.MaySeat(actor, await RequestReadingService.Seats(db, actor))) return null;
        var seats = await db.Seats.AsNoTracking().Where(s => s.OrganisationId == actor.OrganisationId).ToListAsync();
        var staff = await Staff(db, actor).OrderBy(a => a.Name).Select(a => new { a.Id, a.Name, a.JobTitle }).ToListAsync();
        return [.. staff.Select(a => new SeatHolder(a.Id, a.Name, a.JobTitle, [.. seats.Where(s => s.AccountId == a.Id).Select(s => s.Seat).Order()]))];
    }

    /// <summary>Gives somebody a seat; one they have already stays.</summary>
    public Task<SeatRefusal> Give(Actor actor, Guid account, Seat seat) => Change(actor, account, seat, AccessKind.SeatGiven, (db, row) =>
    {
        // Somebody who came from another organisation leaves the seat they had there.
        if (row is null) db.Seats.Add(new SeatRow { AccountId = account, OrganisationId = actor.OrganisationId, Seat = seat });
        else if (row.OrganisationId != actor.OrganisationId) row.OrganisationId = actor.OrganisationId;
        else return false;
        return true;
    });

    /// <summary>Takes a seat away; what was decided from it stays decided.</summary>
    public Task<SeatRefusal> Take(Actor actor, Guid account, Seat seat) => Change(actor, account, seat, AccessKind.SeatTaken, (db, row) =>
    {
        if (row?.OrganisationId != actor.OrganisationId) return false;
        db.Seats.Remove(row);
        return true;
    });

    private Task<SeatRefusal> Change(Actor actor, Guid account, Seat seat, string kind, Func<CarePlanDb, SeatRow?, bool> change) => queue.Run(async () =>
    {
        await using var db = storage.Open();
        await using var transaction = await db.Database.BeginTransactionAsync();
        if (!RequestAccess.MaySeat(actor, await RequestReadingService.Seats(db, actor))) return SeatRefusal.NotYours;
        if (account == actor.UserId) return SeatRefusal.OwnSeat;
        if (!Enum.IsDefined(seat) || await Staff(db, actor).Where(a => a.Id == account).Select(a => a.Name).SingleOrDefaultAsync() is not { } name) return SeatRefusal.Nobody;
        if (!change(db, await db.Seats.SingleOrDefaultAsync(s => s.AccountId == account && s.Seat == seat))) return SeatRefusal.None;
        await log.Add(db, actor, new AccessNote(Guid.Empty, kind, seat.ToString(), name));
        await db.SaveChangesAsync();
        await transaction.CommitAsync();
        return SeatRefusal.None;
    });

    private static IQueryable<AccountRow> Staff(CarePlanDb db, Actor actor) => db.Accounts.AsNoTracking().Where(a => a.OrganisationId == actor.OrganisationId && a.EndedAtUtc == null
        && (a.Role == AccountRole.Professional || a.Role == AccountRole.Approver || a.Role == AccountRole.Lead));
}
