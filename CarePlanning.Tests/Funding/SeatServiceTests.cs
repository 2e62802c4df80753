using CarePlanning.Core.Access;
using CarePlanning.Core.Audit;
using CarePlanning.Core.Funding;
using CarePlanning.Core.People;
using CarePlanning.Tests.Storage;
using Microsoft.EntityFrameworkCore;

namespace CarePlanning.Tests.Funding;

/// <summary>A portal begins with nobody who decides; a lead says who does.</summary>
public sealed class SeatServiceTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Where_nobody_decides_yet_a_lead_seats_somebody_and_a_request_is_decided(Database kind)
    {
        await using var house = await FundingHouse.OnAsync(kind);
        var lead = await LeadAsync(house);
        await using (var db = house.Home.OpenDb()) await db.Seats.ExecuteDeleteAsync(Stop);
        var request = await house.AskAsync(FundingHouse.Chair);
        Assert.Equal(RequestRefusal.NotFound, await house.DecideAsync(house.Owen, request, RequestState.Approved));

        var seats = house.Home.The<SeatService>();
        Assert.True(await seats.Set(lead, [(house.Owen.UserId, Seat.TeamLead), (lead.UserId, Seat.ProgrammeLead)]));
        Assert.Equal(RequestRefusal.None, await house.DecideAsync(house.Owen, request, RequestState.Approved));
        Assert.Equal([Seat.TeamLead], (await seats.All(lead))!.Single(s => s.AccountId == house.Owen.UserId).Seats);

        Assert.True(await seats.Set(lead, [(lead.UserId, Seat.ProgrammeLead)]));
        Assert.Null(await house.Funding.Queue(house.Owen, all: false));
        await using var after = house.Home.OpenDb();
        Assert.Equal([(AccessKind.SeatGiven, "TeamLead", "Owen Brandt"), (AccessKind.SeatGiven, "ProgrammeLead", "Lena Frost"), (AccessKind.SeatTaken, "TeamLead", "Owen Brandt")],
            (await after.AccessLog.Where(a => a.PlanId == Guid.Empty && a.ActorId == lead.UserId).OrderBy(a => a.Sequence).ToListAsync(Stop)).Select(a => (a.Kind, a.What, a.Detail)));
        Assert.Null(await AccessLogService.FirstBreak(after, Guid.Empty));
    }

    [Fact]
    public async Task Only_a_lead_gives_seats_to_their_own_staff_and_none_to_judge_by_themselves()
    {
        await using var house = await FundingHouse.OnAsync(Database.Sqlite);
        var (lead, seats) = (await LeadAsync(house), house.Home.The<SeatService>());
        foreach (var other in new[] { house.Home.Nia, house.Home.Joyce, house.Home.Anne, house.Owen, house.Ravi, lead with { OnlyPlan = house.Home.PlanId }, lead with { HandedOver = true } })
        {
            Assert.Null(await seats.All(other));
            Assert.False(await seats.Set(other, []));
        }
        var before = (await seats.All(lead))!.SelectMany(s => s.Seats.Select(seat => (s.AccountId, seat))).ToList();
        Assert.DoesNotContain((await seats.All(lead))!, s => s.AccountId == house.Home.Joyce.UserId || s.AccountId == house.Home.Anne.UserId);
        Assert.False(await seats.Set(lead, [.. before, (lead.UserId, Seat.Chair)]));
        Assert.False(await seats.Set(lead, [.. before, (house.Home.Anne.UserId, Seat.TeamLead)]));
        Assert.False(await seats.Set(lead, [.. before, (Guid.NewGuid(), Seat.TeamLead)]));
        Assert.False(await seats.Set(lead, [.. before, (house.Owen.UserId, (Seat)99)]));
        Assert.Equal(before, (await seats.All(lead))!.SelectMany(s => s.Seats.Select(seat => (s.AccountId, seat))));
    }

    private static async Task<Actor> LeadAsync(FundingHouse house)
    {
        await using var db = house.Home.OpenDb();
        var row = new Core.Storage.AccountRow { Id = Guid.CreateVersion7(), OrganisationId = house.Home.Nia.OrganisationId, Name = "Lena Frost", ShownAs = "Lena", Role = AccountRole.Lead };
        db.Accounts.Add(row);
        await db.SaveChangesAsync(Stop);
        return new Actor(row.Id, row.ShownAs, row.Role, row.OrganisationId);
    }
}
