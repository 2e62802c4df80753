using System.Text;
using CarePlanning.Core.Funding;
using CarePlanning.Core.Plans;
using CarePlanning.Tests.Journeys;
using Microsoft.Playwright;

namespace CarePlanning.Tests.Funding;

/// <summary>Money beside its requests, in a real browser: what is paid, what a table gives, and what a child takes along.</summary>
public sealed class BudgetStoriesTests(Chromium chromium, DemoPortal demo) : OneLaptop(chromium, demo)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_direct_payment_begins_when_the_law_is_met_and_an_odd_payment_is_talked_about()
    {
        var house = await HouseAsync(Pathway.NoBudget);
        var (home, address, now) = (house.Home, $"/plans/{house.Home.PlanId}/direct-payment", PortalSettings.Local(DateTime.UtcNow));
        var nia = await AsAsync(home.Nia);
        await nia.GotoAsync(address);
        async Task DayAsync(string name, DateTime day)
        {
            foreach (var (part, value) in new[] { ("day", day.Day), ("month", day.Month), ("year", day.Year) }) await nia.FillAsync($"[name='{name}/{part}']", $"{value}");
        }
        foreach (var chosen in new[] { "recipient][value=Person", "notExcluded", "account][value=OwnAccount", "frequency][value=FourWeekly" }) await nia.Locator($"input[name={chosen}]").CheckAsync();
        foreach (var (field, value) in new[] { ("accountName", "J Ashworth support"), ("sortCode", "00-00-00"), ("accountNumber", "00012345"), ("accountAccess", "Joyce Ashworth"), ("careCoordinator", "Nia Rees"), ("noticeDays", "28"), ("amount", "640.00") })
            await nia.FillAsync($"#{field}", value);
        foreach (var (day, on) in new[] { ("consentOn", now), ("personAgreedOn", now), ("bodyAgreedOn", now), ("reviewOn", now.AddMonths(2)) }) await DayAsync(day, on);
        await nia.ClickAsync("form:has(#accountName) button");
        await DayAsync("first", now);
        await nia.ClickAsync("#firstPayment button");
        // The risks are not talked about yet: what is missing is named with the way to it.
        await Assertions.Expect(nia.Locator("[data-rule='DP-08'] a[href$='/risks']").First).ToBeVisibleAsync();
        foreach (var (path, value) in new[] { ("noneSignificant", "yes"), ("noneSignificantSaidBy", "Nia Rees"), ("noneSignificantSaidByRole", "nurse") }) await home.SaveAsync(home.Nia, "risks", path, value);
        await home.AgreeAsync();
        await nia.GotoAsync(address);
        await DayAsync("first", now);
        await nia.ClickAsync("#firstPayment button");
        await Assertions.Expect(nia.Locator("main")).ToContainTextAsync("Being paid");

        await nia.SetInputFilesAsync("#file", new FilePayload { Name = "statement.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes($"Date,Description,Amount\n{now:dd/MM/yyyy},DIRECT PAYMENT,640.00\n{now:dd/MM/yyyy},\"=HYPERLINK(\"\"x\"\")\",-38.50\n") });
        await nia.ClickAsync("form:has(#file) button");
        foreach (var said in new[] { "£601.50", "£38.50", "There is often a good reason" }) await Assertions.Expect(nia.Locator("main")).ToContainTextAsync(said);
        // A formula is shown and given back as words.
        using var visitor = await Visitor.SignedInAsync(Demo.Address, home.Nia.UserId);
        using var table = await visitor.GetAsync($"{address}/statement.csv");
        Assert.Contains("'=HYPERLINK", await table.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lead_changes_a_copy_of_a_table_sees_what_it_would_have_done_and_publishes_it_for_ever()
    {
        var house = await HouseAsync();
        var lead = await house.LeadAsync();
        var ravi = await AsAsync(lead);
        // A table that nobody has filled in yet is not told what is wrong with it; once it is tried it is.
        await CopyAsync("example-bands");
        await Assertions.Expect(ravi.Locator("main")).ToContainTextAsync("Save the draft first");
        await Assertions.Expect(ravi.Locator("main .error:visible")).ToHaveCountAsync(0);
        await ravi.FillAsync("#name", "");
        await ravi.ClickAsync("button[name=then][value=try]");
        await Assertions.Expect(ravi.Locator("#name-error")).ToBeVisibleAsync();

        var draft = await CopyAsync("example-points");
        foreach (var (field, value) in new[] { ("name", "Aldersford adults"), ("owner", "Aldersford programme board"), ("perPoint", "30.00") }) await ravi.FillAsync($"[name={field}]", value);
        await ravi.ClickAsync("button[name=then][value=try]");
        await ravi.WaitForURLAsync("**/trial");
        await ravi.GotoAsync(draft);
        var from = PortalSettings.Local(DateTime.UtcNow).AddDays(1);
        foreach (var (part, value) in new[] { ("day", from.Day), ("month", from.Month), ("year", from.Year) }) await ravi.FillAsync($"[name='start-{part}']", $"{value}");
        await ravi.ClickAsync("form[action$='/publish'] button");
        await Assertions.Expect(ravi.Locator("main")).ToContainTextAsync("£30.00");
        await Assertions.Expect(ravi.Locator("form[action$='/save']")).ToHaveCountAsync(0);
        using var visitor = await Visitor.SignedInAsync(Demo.Address, lead.UserId);
        using var changed = await visitor.PostFormAsync($"{new Uri(draft).AbsolutePath}/save", ("name", "Otherwise"), ("perPoint", "1.00"));
        Assert.Equal(System.Net.HttpStatusCode.UnprocessableEntity, changed.StatusCode);
        Assert.DoesNotContain("Otherwise", (await visitor.PageAsync(new Uri(draft).AbsolutePath)).QuerySelector("h1")!.TextContent, StringComparison.Ordinal);

        async Task<string> CopyAsync(string table)
        {
            await ravi.GotoAsync($"/allocation-tables/{table}/1");
            await ravi.ClickAsync("form[action$='/copy'] button");
            await ravi.Locator("form[action$='/save']").WaitForAsync();
            return ravi.Url.Split('?', '#')[0];
        }
    }

    [Fact]
    public async Task A_childs_plan_becomes_an_adults_without_what_was_agreed_for_the_child()
    {
        var house = await HouseAsync(Pathway.ChildContinuingCare);
        var (child, request) = ($"/plans/{house.Home.PlanId}", await house.AskAsync(FundingHouse.Chair));
        Assert.Equal(RequestRefusal.None, await house.DecideAsync(house.Owen, request, RequestState.Approved));
        var nia = await AsAsync(house.Home.Nia);
        await nia.GotoAsync($"{child}/moving-on");
        await nia.ClickAsync("form[action$='/moving-on/adult'] button");
        await Assertions.Expect(nia).Not.ToHaveURLAsync(new System.Text.RegularExpressions.Regex(house.Home.PlanId.ToString()));
        var adult = new Uri(nia.Url).AbsolutePath;
        await Assertions.Expect(nia.Locator("main")).Not.ToContainTextAsync("agreed so far");
        await nia.GotoAsync($"{adult}/budget");
        await Assertions.Expect(nia.Locator("main")).ToContainTextAsync("A riser chair");
        await nia.GotoAsync($"{adult}/moving-on");
        await Assertions.Expect(nia.Locator($"main a[href='{child}']")).ToBeVisibleAsync();
    }
}
