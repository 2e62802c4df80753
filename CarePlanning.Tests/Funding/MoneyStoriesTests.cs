using System.Text;
using CarePlanning.Core.Access;
using CarePlanning.Core.AreaDirectory;
using CarePlanning.Core.Funding;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Plans.Sections;
using CarePlanning.Core.Storage;
using CarePlanning.Tests.Journeys;
using CarePlanning.Tests.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using UglyToad.PdfPig;

namespace CarePlanning.Tests.Funding;

/// <summary>Money as it is asked for and decided, in a real browser: one laptop on which one after another signs in, and what happens on one page the others know.</summary>
public sealed class MoneyStoriesTests(Chromium chromium, DemoPortal demo) : OneLaptop(chromium, demo)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_chair_of_450_pounds_is_agreed_the_same_day_by_a_team_lead_and_every_page_of_the_plan_knows_it()
    {
        var house = await HouseAsync();
        var (plan, nia) = (house.Home.PlanId, await AsAsync(house.Home.Nia));
        await nia.GotoAsync($"/plans/{plan}/budget");
        await nia.Locator($"a[href$='ask?line={FundingHouse.Chair}']").First.ClickAsync();
        var request = await AskAsync(nia, "A chair she can get out of");
        await Assertions.Expect(nia.Locator("main")).ToContainTextAsync("A team lead decides this, most often the same day.");

        var owen = await AsAsync(house.Owen);
        await owen.GotoAsync("/requests");
        await owen.ClickAsync($"a[href='/requests/{request}']");
        await DecideAsync(owen, RequestState.Approved);

        var card = (await house.SeenAsync(house.Home.Joyce, request)).Card;
        Assert.True(card.Clock.ByUtc - card.Clock.AskedAtUtc <= TimeSpan.FromHours(24));
        await AsAsync(house.Home.Nia);
        await nia.GotoAsync($"/plans/{plan}/budget");
        await Assertions.Expect(nia.Locator($"a[href='/plans/{plan}/requests/{request}'] .tag")).ToHaveTextAsync("agreed");
        // What one decision agreed is no budget: nothing says that the other lines are too much.
        await Assertions.Expect(nia.Locator("main")).Not.ToContainTextAsync("more than the money there is");
        using var visitor = await Visitor.SignedInAsync(Demo.Address, house.Home.Nia.UserId);
        foreach (var known in new[] { $"/plans/{plan}", $"/plans/{plan}/money", $"/plans/{plan}/requests", $"/plans/{plan}/check" })
            Assert.Contains("£450.00", (await visitor.PageAsync(known)).Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains(card.Number, (await visitor.PageAsync($"/plans/{plan}/history")).Body!.TextContent, StringComparison.Ordinal);
        using var draft = await visitor.GetAsync($"/plans/{plan}/draft.pdf");
        using var document = PdfDocument.Open(await draft.Content.ReadAsByteArrayAsync(Stop));
        Assert.Contains(card.Number, string.Concat(document.GetPages().Select(p => p.Text)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_declined_line_is_asked_again_and_somebody_else_looks_at_it()
    {
        var house = await HouseAsync();
        var plan = house.Home.PlanId;
        var request = await house.AskAsync(FundingHouse.Physio);
        var owen = await AsAsync(house.Owen);
        await owen.GotoAsync($"/requests/{request}");
        await DecideAsync(owen, RequestState.Declined);

        var joyce = await AsAsync(house.Home.Joyce);
        await joyce.GotoAsync($"/plans/{plan}/requests/{request}");
        await Assertions.Expect(joyce.Locator(".decision")).ToContainTextAsync(FundingHouse.Reason);
        await Assertions.Expect(joyce.Locator(".decision")).ToContainTextAsync(FundingHouse.Next);
        await joyce.ClickAsync(".decision a[href$='.html']");
        await Assertions.Expect(joyce.Locator("main")).ToContainTextAsync("Somebody else will look at it");
        await joyce.GoBackAsync();
        await joyce.FillAsync("#again-words", "The council's service is for people who can get to town.");
        await joyce.ClickAsync("form:has(#again-words) button");
        await Assertions.Expect(joyce.Locator(".standing-line")).ToHaveAttributeAsync("data-state", nameof(RequestState.Again));

        await AsAsync(house.Owen);
        await owen.GotoAsync($"/requests/{request}");
        await Assertions.Expect(owen.Locator("main")).ToContainTextAsync("Somebody else looks again.");
        await Assertions.Expect(owen.Locator("form input[value=decide]")).ToHaveCountAsync(0);
        var olu = await AsAsync(house.Olu);
        await olu.GotoAsync($"/requests/{request}");
        await Assertions.Expect(olu.Locator("main")).ToContainTextAsync("The council's service is for people who can get to town.");
        await DecideAsync(olu, RequestState.Approved);
        await AsAsync(house.Home.Joyce);
        await joyce.GotoAsync($"/plans/{plan}/requests/{request}");
        await Assertions.Expect(joyce.Locator(".decision a[href$='.pdf']")).ToHaveCountAsync(2);
    }

    [Fact]
    public async Task A_panel_of_five_with_one_absent_decides_without_meeting_once_enough_have_spoken()
    {
        var house = await HouseAsync();
        await using (var db = house.Home.OpenDb())
        {
            // The fifth is away and says nothing.
            db.Seats.Add(new SeatRow { AccountId = house.Olu.UserId, OrganisationId = house.Olu.OrganisationId, Seat = Seat.PanelMember });
            await db.SaveChangesAsync(Stop);
        }
        var request = await house.AskAsync(FundingHouse.Assistant);
        await ViewAsync(house.Miriam, request, RequestState.Approved, "It costs less than nights in hospital would.");
        await ViewAsync(house.Tunde, request, RequestState.Declined, "I would first try the garden with a frame.");
        var helen = await AsAsync(house.Helen);
        await helen.GotoAsync($"/requests/{request}");
        await DecideAsync(helen, RequestState.Approved, refused: true);
        await Assertions.Expect(helen.Locator(".error-summary")).ToContainTextAsync("Too few of the panel");
        await ViewAsync(house.Pat, request, RequestState.Approved, "The goal is clear and this serves it.");
        await ViewAsync(house.Helen, request, RequestState.Approved, "I agree with the other two.");
        await DecideAsync(helen, RequestState.Approved);

        var joyce = await AsAsync(house.Home.Joyce);
        await joyce.GotoAsync($"/plans/{house.Home.PlanId}/requests/{request}");
        await Assertions.Expect(joyce.Locator(".decision h2")).ToContainTextAsync("Approved by Helen");
        // The panel speaks freely among itself.
        await Assertions.Expect(joyce.Locator("main")).Not.ToContainTextAsync("garden with a frame");
    }

    [Fact]
    public async Task A_fast_track_of_a_Friday_evening_is_in_place_by_Sunday_evening_and_nobody_declines_it()
    {
        var house = await HouseAsync(Pathway.FastTrack);
        var (plan, nia) = (house.Home.PlanId, await AsAsync(house.Home.Nia));
        await nia.GotoAsync($"/plans/{plan}/ask?line={FundingHouse.Assistant}");
        await AskAsync(nia, "Somebody awake at night", refused: true);
        await Assertions.Expect(nia.Locator(".error-summary a")).ToHaveAttributeAsync("href", new System.Text.RegularExpressions.Regex("#clinician$"));
        var today = PortalSettings.Local(DateTime.UtcNow);
        foreach (var (field, value) in new[] { ("#clinician-name", "Dr Ada Finch"), ("#role", "hospice doctor"), ("#registration", "C9999999"), ("#tool-day", $"{today.Day}"), ("#tool-month", $"{today.Month}"), ("#tool-year", $"{today.Year}") })
            await nia.FillAsync(field, value);
        var request = await SentAsync(nia);

        // It came on the last Friday evening, when offices were closing.
        var friday = today.Date.AddDays(-(((int)today.DayOfWeek + 2) % 7)).AddHours(18.5);
        var asked = PortalSettings.Utc(friday > today ? friday.AddDays(-7) : friday)!.Value;
        var due = asked.AddHours(48);
        await using (var db = house.Home.OpenDb())
            await db.Requests.Where(r => r.Id == request).ExecuteUpdateAsync(u => u.SetProperty(r => r.AskedAtUtc, asked).SetProperty(r => r.ClockFromUtc, asked).SetProperty(r => r.DueAtUtc, due), Stop);
        Assert.Equal(DayOfWeek.Sunday, PortalSettings.Local(due).DayOfWeek);
        var by = due > DateTime.UtcNow ? "Sunday 18:30" : FieldText.Moment(due);
        var owen = await AsAsync(house.Owen);
        await owen.GotoAsync("/requests");
        var row = owen.Locator($"tr:has(a[href='/requests/{request}'])");
        await Assertions.Expect(row).ToContainTextAsync("Fast track");
        await Assertions.Expect(row).ToContainTextAsync($"Care in place by {by}");
        await row.Locator("a").ClickAsync();
        await Assertions.Expect(owen.Locator("input[name=outcome][value=Declined]")).ToHaveCountAsync(0);
        await DecideAsync(owen, RequestState.Approved);

        // Decided is not yet done: the clock runs until care is in place.
        await AsAsync(house.Home.Nia);
        await nia.GotoAsync($"/plans/{plan}/requests/{request}");
        await nia.ClickAsync("#day button");
        await Assertions.Expect(nia.Locator(".decision")).ToContainTextAsync("Care began on");
    }

    [Fact]
    public async Task Physiotherapy_at_home_for_anxiety_goes_from_the_directory_to_an_approved_line()
    {
        var house = await HouseAsync();
        var (home, plan) = (house.Home, house.Home.PlanId);
        var file = Encoding.UTF8.GetBytes("service,provider,what for,kind,price,unit,area,contact,checked on\nPhysiotherapy at home,Weir Lane Physio,\"Anxiety about falling, the garden\",Therapy,55.00,Session,Aldersford,01632 960200,2026-10-01\n");
        await home.The<DirectoryService>().Import(await house.LeadAsync(), new MemoryStream(file));
        var nia = await AsAsync(home.Nia);
        await nia.GotoAsync($"/plans/{plan}/directory?goal={FundingHouse.Goal}");
        await nia.FillAsync("#q", "swimming");
        await nia.ClickAsync("form:has(#q) button");
        await Assertions.Expect(nia.Locator(".offers")).Not.ToContainTextAsync("Weir Lane Physio");
        await nia.FillAsync("#q", "anxiety");
        await nia.ClickAsync("form:has(#q) button");
        await nia.ClickAsync(".offers li:has-text('Weir Lane Physio') form:has([value=Line]) button");
        await nia.WaitForURLAsync("**/directory?picked=Line**");
        // What somebody looks for is in no address.
        Assert.DoesNotContain("anxiety", nia.Url, StringComparison.Ordinal);
        var line = (await home.SeenByAsync(home.Nia)).Answers.Get<Money>().Lines.Single(l => l.Supplier == "Weir Lane Physio").Id;
        await nia.GotoAsync($"/plans/{plan}/money#q-lines");
        await nia.Locator($"[name='lines/{line}/quantity']").FillAsync("6");
        await nia.Locator($"[name='lines/{line}/frequency']").SelectOptionAsync("Once");
        // Six for 55.00 each, beside the six and the chair that were there: the totals follow what is kept.
        await Assertions.Expect(nia.Locator("[data-totals]")).ToContainTextAsync("£1,110.00");
        await nia.GotoAsync($"/plans/{plan}/ask?line={line}");
        var request = await AskAsync(nia, "Physiotherapy at home, six sessions");

        var owen = await AsAsync(house.Owen);
        await owen.GotoAsync($"/requests/{request}");
        foreach (var said in new[] { "Weir Lane Physio", "£330.00", "Get into the garden again" }) await Assertions.Expect(owen.Locator("main")).ToContainTextAsync(said);
        await DecideAsync(owen, RequestState.Approved);
        Assert.Equal(33_000, Assert.Single((await home.SeenByAsync(home.Nia)).Answers.Get<Money>().Decided).FirstYearPence);
    }

    [Fact]
    public async Task Asked_for_more_the_family_answers_on_the_page_where_it_is_asked()
    {
        var house = await HouseAsync();
        var plan = house.Home.PlanId;
        var request = await house.AskAsync(FundingHouse.Chair);
        var owen = await AsAsync(house.Owen);
        await owen.GotoAsync($"/requests/{request}");
        await owen.ClickAsync("details:has(#question-words) summary");
        await owen.FillAsync("#question-words", "How high is the chair that she has now?");
        await owen.FillAsync("#question-pin", Household.Pin);
        await owen.ClickAsync("form:has(#question-words) button");
        await Assertions.Expect(owen.Locator("main")).ToContainTextAsync("How high is the chair that she has now?");

        var joyce = await AsAsync(house.Home.Joyce);
        await joyce.GotoAsync($"/plans/{plan}/budget");
        await Assertions.Expect(joyce.Locator("main")).ToContainTextAsync("waits for your answer");
        await joyce.GotoAsync($"/plans/{plan}/requests/{request}");
        await Assertions.Expect(joyce.Locator("main")).ToContainTextAsync("How high is the chair that she has now?");
        await joyce.FillAsync("#answer-words", "Too low, forty centimetres. I need two hands to get up.");
        await joyce.ClickAsync("form:has(#answer-words) button");
        await Assertions.Expect(joyce.Locator(".standing-line")).Not.ToHaveAttributeAsync("data-state", nameof(RequestState.Questioned));
        await AsAsync(house.Owen);
        await owen.GotoAsync($"/requests/{request}");
        await Assertions.Expect(owen.Locator("main")).ToContainTextAsync("forty centimetres");
    }

    /// <summary>Fills in the request of the page and sends it.</summary>
    private static async Task<Guid> AskAsync(IPage page, string what, bool refused = false)
    {
        await page.FillAsync("#what", what);
        await page.FillAsync("#why", "It would let her get outside again with less fear.");
        await page.Locator($"input[name=goal][value='{FundingHouse.Goal}']").CheckAsync();
        if (!refused) return await SentAsync(page);
        await page.ClickAsync("form:has(#what) button");
        return Guid.Empty;
    }

    private static async Task<Guid> SentAsync(IPage page)
    {
        await page.ClickAsync("form:has(#what) button");
        await page.WaitForURLAsync("**/requests/*asked=yes");
        return Guid.Parse(new Uri(page.Url).Segments[^1]);
    }

    private static async Task DecideAsync(IPage page, RequestState outcome, bool refused = false)
    {
        var form = page.Locator("form:has(input[value=decide])");
        await form.Locator($"input[name=outcome][value={outcome}]").CheckAsync();
        if (outcome != RequestState.Approved)
        {
            await form.Locator("#kind").SelectOptionAsync(nameof(ReasonKind.AnotherServiceProvides));
            await form.Locator("#reason").FillAsync(FundingHouse.Reason);
            await form.Locator("#next").FillAsync(FundingHouse.Next);
        }
        await form.Locator("#pin").FillAsync(Household.Pin);
        await form.Locator("button").ClickAsync();
        if (!refused) await page.WaitForURLAsync("**/requests?done=yes");
    }

    private async Task ViewAsync(Actor member, Guid request, RequestState outcome, string why)
    {
        var theirs = await AsAsync(member);
        await theirs.GotoAsync($"/requests/{request}");
        var form = theirs.Locator("form:has(input[value=view])");
        await form.Locator($"input[name=outcome][value={outcome}]").CheckAsync();
        await form.Locator("#view-reason").FillAsync(why);
        await form.Locator("#view-pin").FillAsync(Household.Pin);
        await form.Locator("button").ClickAsync();
        await Assertions.Expect(theirs.Locator("main")).ToContainTextAsync(why);
    }
}
