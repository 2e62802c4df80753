using System.Net;
using CarePlanning.Core.Access;
using CarePlanning.Core.Audit;
using CarePlanning.Core.Funding;
using CarePlanning.Core.Storage;
using CarePlanning.Tests.Journeys;
using CarePlanning.Tests.SignIn;
using CarePlanning.Tests.Storage;
using Microsoft.EntityFrameworkCore;

namespace CarePlanning.Tests.Funding;

/// <summary>Who decides about money is said by a lead, and everybody can read who said it.</summary>
public sealed class SeatTests(DemoPortal demo)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task The_programme_lead_gives_a_seat_once_and_takes_it_away_and_both_are_in_the_log(Database kind)
    {
        await using var house = await FundingHouse.OnAsync(kind);
        var (seats, sam) = (house.Home.The<SeatService>(), house.Home.Stranger);
        Assert.Null(await house.Funding.Queue(sam, all: false));
        Assert.Equal(SeatRefusal.None, await seats.Give(house.Ravi, sam.UserId, Seat.TeamLead));
        Assert.Equal(SeatRefusal.None, await seats.Give(house.Ravi, sam.UserId, Seat.TeamLead));
        Assert.Equal([Seat.TeamLead], (await seats.All(house.Ravi))!.Single(s => s.AccountId == sam.UserId).Seats);
        Assert.NotNull(await house.Funding.Queue(sam, all: false));
        Assert.Equal(SeatRefusal.None, await seats.Take(house.Ravi, sam.UserId, Seat.TeamLead));
        Assert.Equal(SeatRefusal.None, await seats.Take(house.Ravi, sam.UserId, Seat.TeamLead));
        Assert.Null(await house.Funding.Queue(sam, all: false));
        await using var db = house.Home.OpenDb();
        Assert.Equal([(AccessKind.SeatGiven, "Ravi", "TeamLead", "Sam Other"), (AccessKind.SeatTaken, "Ravi", "TeamLead", "Sam Other")],
            (await db.AccessLog.Where(a => a.PlanId == Guid.Empty).OrderBy(a => a.Sequence).ToListAsync(Stop)).Select(a => (a.Kind, a.ActorName, a.What, a.Detail)));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Nobody_else_says_who_decides_nobody_seats_themselves_and_no_family_or_other_house_is_seated(Database kind)
    {
        await using var house = await FundingHouse.OnAsync(kind);
        var (seats, sam) = (house.Home.The<SeatService>(), house.Home.Stranger);
        foreach (var other in new[] { house.Owen, house.Helen, house.Home.Nia, house.Home.Joyce, house.Ravi with { HandedOver = true }, house.Ravi with { OnlyPlan = house.Home.PlanId } })
        {
            Assert.Null(await seats.All(other));
            Assert.Equal(SeatRefusal.NotYours, await seats.Give(other, sam.UserId, Seat.TeamLead));
            Assert.Equal(SeatRefusal.NotYours, await seats.Take(other, house.Owen.UserId, Seat.TeamLead));
        }
        Assert.Equal(SeatRefusal.OwnSeat, await seats.Give(house.Ravi, house.Ravi.UserId, Seat.Chair));
        Assert.Equal(SeatRefusal.OwnSeat, await seats.Take(house.Ravi, house.Ravi.UserId, Seat.ProgrammeLead));
        Assert.Equal(SeatRefusal.Nobody, await seats.Give(house.Ravi, house.Home.Anne.UserId, Seat.TeamLead));
        Assert.Equal(SeatRefusal.Nobody, await seats.Give(house.Ravi, Guid.NewGuid(), Seat.TeamLead));
        var elsewhere = house.Ravi with { UserId = Guid.NewGuid(), OrganisationId = Guid.NewGuid(), Role = Core.People.AccountRole.Lead };
        Assert.Equal(SeatRefusal.Nobody, await seats.Give(elsewhere, sam.UserId, Seat.TeamLead));
        Assert.Equal([Seat.TeamLead], await house.Funding.SeatsOf(house.Owen));
    }

    [Fact]
    public async Task The_form_says_what_is_missing_and_keeps_what_was_chosen()
    {
        var house = await HouseAsync();
        using var ravi = await Visitor.SignedInAsync(demo.Address, house.Ravi.UserId);
        Assert.NotNull((await ravi.PageAsync("/requests")).QuerySelector("a[href='/requests/seats']"));
        using (var wrong = await ravi.PostFormAsync("/requests/seats", ("_handler", "give"), ("do", "give"), ("who", ""), ("seat", "Chair")))
        {
            var text = await wrong.Content.ReadAsStringAsync(Stop);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
            Assert.Contains("Choose a person from the list.", text, StringComparison.Ordinal);
            Assert.Matches("value=\"Chair\"[^>]*checked", text);
        }
        using (var right = await ravi.PostFormAsync("/requests/seats", ("_handler", "give"), ("do", "give"), ("who", $"{house.Home.Stranger.UserId}"), ("seat", "Chair")))
            Assert.Equal(HttpStatusCode.Redirect, right.StatusCode);
        Assert.Contains("Chair of the panel", (await ravi.PageAsync("/requests/seats")).QuerySelector("[data-holder='Sam Other']")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_a_portal_without_the_demonstration_a_lead_seats_a_colleague_who_then_decides()
    {
        await using var portal = await WorkPortal.StartAsync(entra: false);
        var house = await FundingHouse.InAsync(portal.Services);
        var request = await house.AskAsync(FundingHouse.Chair);
        Become(portal, "tom", "Tom Hall", "Care.Professional");
        using var tom = await Traveller.SignedInAsync(portal);
        Assert.Equal(HttpStatusCode.NotFound, (await tom.GoAsync("/requests")).Status);
        Become(portal, "lea", "Lea Marsh", "Care.Lead");
        using var lea = await Traveller.SignedInAsync(portal);
        Assert.Contains("/requests/seats", (await lea.GoAsync("/plans")).Body, StringComparison.Ordinal);
        await using var db = portal.The<IOpenDb>().Open();
        var id = (await db.Accounts.SingleAsync(a => a.Name == "Tom Hall", Stop)).Id;
        Assert.Equal(HttpStatusCode.OK, (await lea.SendAsync("/requests/seats", "/requests/seats", ("_handler", "give"), ("do", "give"), ("who", $"{id}"), ("seat", "TeamLead"))).Status);

        Become(portal, "tom", "Tom Hall", "Care.Professional");
        Assert.Contains("A riser chair", (await tom.GoAsync($"/requests/{request}")).Body, StringComparison.Ordinal);
        Assert.Equal("/sign-in/shown", (await tom.GoAsync("/sign-in/again")).At.AbsolutePath);
        var seen = (await house.SeenAsync(house.Owen, request)).Newest;
        var decided = await tom.SendAsync($"/requests/{request}", $"/requests/{request}", ("_handler", "decide"), ("do", "decide"), ("seen", $"{seen}"), ("outcome", "Approved"), ("words", ""), ("next", ""));
        Assert.Equal((HttpStatusCode.OK, "/requests"), (decided.Status, decided.At.AbsolutePath));
        Assert.Equal(RequestState.Approved, (await house.SeenAsync(house.Home.Nia, request)).Card.State);
    }

    [Fact]
    public async Task Whoever_reads_a_request_or_takes_its_letter_is_in_who_has_looked_and_whoever_is_refused_too()
    {
        var house = await HouseAsync();
        var request = await house.AskAsync(FundingHouse.Chair);
        using var owen = await Visitor.SignedInAsync(demo.Address, house.Owen.UserId);
        using var sam = await Visitor.SignedInAsync(demo.Address, house.Home.Stranger.UserId);
        await owen.PageAsync($"/requests/{request}");
        await sam.PageAsync($"/requests/{request}", HttpStatusCode.NotFound);
        Assert.Equal(RequestRefusal.None, await house.DecideAsync(house.Owen, request, RequestState.Approved));
        var letter = Assert.Single((await house.SeenAsync(house.Owen, request)).Letters).CheckCode;
        using (var taken = await owen.GetAsync($"/requests/{request}/letters/{letter}.pdf")) Assert.Equal(HttpStatusCode.OK, taken.StatusCode);
        using (var refused = await sam.GetAsync($"/requests/{request}/letters/{letter}.pdf")) Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
        using var tunde = await Visitor.SignedInAsync(demo.Address, house.Tunde.UserId);
        using (var refused = await tunde.PostFormAsync($"/requests/{request}", ("_handler", "decide"), ("do", "decide"), ("outcome", "Approved"))) Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
        await using var db = house.Home.OpenDb();
        var lines = (await db.AccessLog.Where(a => a.PlanId == house.Home.PlanId).OrderBy(a => a.Sequence).ToListAsync(Stop)).Select(a => (a.ActorName, a.ActorAs, a.Kind, a.What)).ToList();
        var (page, file) = ($"requests/{request}", $"requests/{request}/letters/{letter}.pdf".ToLowerInvariant());
        Assert.Equal([("Owen", "Approver", AccessKind.Viewed, page), ("Sam", "", AccessKind.Refused, page), ("Owen", "Approver", AccessKind.Downloaded, file), ("Sam", "", AccessKind.Refused, $"{page}/letters/*"), ("Tunde", "", AccessKind.Refused, page)], lines);
        var looks = await house.Home.The<LookedService>().Of(house.Home.Joyce, house.Home.PlanId, 0, mine: false);
        Assert.Contains(looks!.Readers, r => r.By == "Owen");
        Assert.DoesNotContain(looks.Readers, r => r.By == "Sam");
    }

    private async Task<FundingHouse> HouseAsync()
    {
        _ = demo.Address;
        return await FundingHouse.InAsync(demo.Running.Services);
    }

    private static void Become(WorkPortal portal, string subject, string name, string role)
    {
        portal.Issuer.Subject = subject;
        portal.Issuer.Says.RemoveAll(s => s.Name is "name" or "given_name" or "roles");
        portal.Issuer.Says.AddRange([("name", name), ("given_name", name.Split(' ')[0]), ("roles", role)]);
    }
}
