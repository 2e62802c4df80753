using System.Globalization;
using System.Net;
using System.Text;
using AngleSharp.Dom;
using CarePlanning.Core.Access;
using CarePlanning.Core.AreaDirectory;
using CarePlanning.Core.Funding;
using CarePlanning.Core.People;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Plans.Sections;
using CarePlanning.Tests.Journeys;
using CarePlanning.Tests.Storage;
using Microsoft.EntityFrameworkCore;
using UglyToad.PdfPig;

namespace CarePlanning.Tests.Funding;

/// <summary>Money as it is lived, over plain forms that need no script: what happens on one page, the others know.</summary>
public sealed class MoneyPagesTests(DemoPortal demo)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_chair_of_450_pounds_is_agreed_the_same_day_and_every_page_of_the_plan_knows_it()
    {
        var house = await HouseAsync();
        var plan = house.Home.PlanId;
        using var nia = await VisitAsync(house.Home.Nia);
        var way = (await nia.PageAsync($"/plans/{plan}/budget")).QuerySelector($"a[href$='ask?line={FundingHouse.Chair}']")!.GetAttribute("href")!;
        Assert.True((await nia.PageAsync(way)).QuerySelector($"input[value='{FundingHouse.Chair}']")!.HasAttribute("checked"));
        var request = await AskedAsync(nia, plan, FundingHouse.Chair);
        Assert.Contains("being decided", Text(await nia.PageAsync($"/plans/{plan}/budget")), StringComparison.Ordinal);

        using var owen = await VisitAsync(house.Owen);
        await RightAsync(await DecideAsync(owen, request, "Approved"));

        var budget = await nia.PageAsync($"/plans/{plan}/budget");
        Assert.Equal("agreed", budget.QuerySelector($"a[href='/plans/{plan}/requests/{request}'] .tag")!.TextContent);
        foreach (var page in new[] { $"/plans/{plan}", $"/plans/{plan}/money", $"/plans/{plan}/requests", $"/plans/{plan}/check" })
            Assert.Contains("£450.00", Text(await nia.PageAsync(page)), StringComparison.Ordinal);
        var number = (await house.SeenAsync(house.Home.Nia, Guid.Parse(request))).Card.Number;
        Assert.Contains(number, Text(await nia.PageAsync($"/plans/{plan}/history")), StringComparison.Ordinal);
        using var draft = await nia.GetAsync($"/plans/{plan}/draft.pdf");
        using var document = PdfDocument.Open(await draft.Content.ReadAsByteArrayAsync(Stop));
        Assert.Contains(number, string.Concat(document.GetPages().Select(p => p.Text)), StringComparison.Ordinal);
        // What one decision agreed is no budget: nothing says that the other lines are too much.
        Assert.DoesNotContain("more than the money there is", Text(budget), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_declined_line_is_asked_again_and_somebody_else_looks_at_it()
    {
        var house = await HouseAsync();
        var plan = house.Home.PlanId;
        var request = (await house.AskAsync(FundingHouse.Physio)).ToString();
        using var owen = await VisitAsync(house.Owen);
        await RightAsync(await DecideAsync(owen, request, "Declined"));

        using var joyce = await VisitAsync(house.Home.Joyce);
        var read = await joyce.PageAsync($"/plans/{plan}/requests/{request}");
        Assert.Contains(FundingHouse.Reason, Text(read), StringComparison.Ordinal);
        Assert.Contains(FundingHouse.Next, Text(read), StringComparison.Ordinal);
        var letter = await joyce.PageAsync(read.QuerySelector("a[href$='.html']")!.GetAttribute("href")!);
        Assert.Contains("Somebody else will look at it", Text(letter), StringComparison.Ordinal);
        await RightAsync(await joyce.PostFormAsync($"/plans/{plan}/requests/{request}", ("_handler", "again"), ("do", "again"), ("words", "The council's service is for people who can get to town.")));

        var barred = await owen.PageAsync($"/requests/{request}");
        Assert.Null(barred.QuerySelector("form input[value=decide]"));
        using var olu = await VisitAsync(house.Olu);
        Assert.Contains("The council's service is for people who can get to town.", Text(await olu.PageAsync($"/requests/{request}")), StringComparison.Ordinal);
        await RightAsync(await DecideAsync(olu, request, "Approved"));
        Assert.Equal(2, (await joyce.PageAsync($"/plans/{plan}/requests/{request}")).QuerySelectorAll("a[href$='.pdf']").Length);
    }

    [Fact]
    public async Task A_panel_gives_its_views_and_the_chair_closes_once_enough_have_spoken()
    {
        var house = await HouseAsync();
        var plan = house.Home.PlanId;
        var request = (await house.AskAsync(FundingHouse.Assistant)).ToString();
        async Task ViewAsync(Actor member, string outcome, string why)
        {
            using var visitor = await VisitAsync(member);
            await RightAsync(await visitor.PostFormAsync($"/requests/{request}", ("_handler", "view"), ("do", "view"), ("outcome", outcome), ("words", why), ("pin", Household.Pin)));
        }
        await ViewAsync(house.Miriam, "Approved", "It costs less than nights in hospital would.");
        await ViewAsync(house.Tunde, "Declined", "I would first try the garden with a frame.");
        using var helen = await VisitAsync(house.Helen);
        using (var early = await DecideAsync(helen, request, "Approved"))
        {
            Assert.Equal(HttpStatusCode.UnprocessableEntity, early.StatusCode);
            Assert.Contains("error-summary", await early.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        }
        await ViewAsync(house.Pat, "Approved", "The goal is clear and this serves it.");
        await RightAsync(await DecideAsync(helen, request, "Approved"));
        using var joyce = await VisitAsync(house.Home.Joyce);
        var read = Text(await joyce.PageAsync($"/plans/{plan}/requests/{request}"));
        Assert.Contains("Approved by Helen", read, StringComparison.Ordinal);
        Assert.DoesNotContain("garden with a frame", read, StringComparison.Ordinal);
    }

    [Fact]
    public async Task On_the_fast_track_nobody_declines_and_care_that_began_is_written_down()
    {
        var house = await HouseAsync(Pathway.FastTrack);
        var plan = house.Home.PlanId;
        using var nia = await VisitAsync(house.Home.Nia);
        var (today, form) = (DateTime.UtcNow, new[] { ("_handler", "ask"), ("op", "fast-1"), ("line", FundingHouse.Assistant), ("what", "Somebody awake at night"), ("why", "She may have days and is afraid of the nights."), ("goal", FundingHouse.Goal) });
        using (var untold = await nia.PostFormAsync($"/plans/{plan}/ask", form))
            Assert.Contains("#clinician", await untold.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        var request = await SentAsync(await nia.PostFormAsync($"/plans/{plan}/ask", [.. form, ("clinician", "Dr Ada Finch"), ("role", "hospice doctor"), ("registration", "C9999999"), ("tool/day", Part(today.Day)), ("tool/month", Part(today.Month)), ("tool/year", Part(today.Year))]));
        using var owen = await VisitAsync(house.Owen);
        var page = await owen.PageAsync($"/requests/{request}");
        Assert.Contains("Care in place by", Text(page), StringComparison.Ordinal);
        Assert.Null(page.QuerySelector("input[name=outcome][value=Declined]"));
        await RightAsync(await DecideAsync(owen, request, "Approved"));
        var began = await nia.PageAsync($"/plans/{plan}/requests/{request}");
        (string, string)[] now = [.. began.QuerySelectorAll("form input[name^='on/'], form input[name=at]").Select(i => (i.GetAttribute("name")!, i.GetAttribute("value") ?? ""))];
        await RightAsync(await nia.PostFormAsync($"/plans/{plan}/requests/{request}", [("_handler", "started"), ("do", "started"), .. now]));
        Assert.Contains("Care began on", Text(await nia.PageAsync($"/plans/{plan}/requests/{request}")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Asked_for_more_the_family_answers_on_the_page_where_it_is_asked()
    {
        var house = await HouseAsync();
        var plan = house.Home.PlanId;
        var request = (await house.AskAsync(FundingHouse.Chair)).ToString();
        using var owen = await VisitAsync(house.Owen);
        await RightAsync(await owen.PostFormAsync($"/requests/{request}", ("_handler", "question"), ("do", "question"), ("words", "How high is the chair that she has now?"), ("pin", Household.Pin)));
        using var joyce = await VisitAsync(house.Home.Joyce);
        Assert.Contains("How high is the chair that she has now?", Text(await joyce.PageAsync($"/plans/{plan}/requests/{request}")), StringComparison.Ordinal);
        Assert.Contains("waits for your answer", Text(await joyce.PageAsync($"/plans/{plan}/budget")), StringComparison.Ordinal);
        await RightAsync(await joyce.PostFormAsync($"/plans/{plan}/requests/{request}", ("_handler", "answer"), ("do", "answer"), ("words", "Too low, forty centimetres. I need two hands to get up.")));
        Assert.Contains("forty centimetres", Text(await owen.PageAsync($"/requests/{request}")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Physiotherapy_for_fear_of_falling_goes_from_the_directory_to_an_approved_line()
    {
        var house = await HouseAsync();
        var (home, plan) = (house.Home, house.Home.PlanId);
        var file = Encoding.UTF8.GetBytes("service,provider,what for,kind,price,unit,area,contact,checked on\nPhysiotherapy at home,Weir Lane Physio,\"Worry about falling, the garden\",Therapy,55.00,Session,Aldersford,01632 960200,2026-10-01\n");
        await home.The<DirectoryService>().Import(await LeadAsync(house), new MemoryStream(file));
        using var nia = await VisitAsync(home.Nia);
        // What somebody looks for is in no address.
        using (var sought = await nia.PostFormAsync($"/plans/{plan}/directory", ("_handler", "search"), ("q", "falling"), ("goal", "")))
            Assert.Contains("Weir Lane Physio", await sought.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        using (var sought = await nia.PostFormAsync($"/plans/{plan}/directory", ("_handler", "search"), ("q", "swimming"), ("goal", "")))
            Assert.DoesNotContain("Weir Lane Physio", await sought.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        var offers = await nia.PageAsync($"/plans/{plan}/directory?goal={FundingHouse.Goal}");
        var pick = offers.QuerySelectorAll("form").First(f => f.QuerySelector("input[name=into][value=Line]") is not null);
        await RightAsync(await nia.PostFormAsync($"/plans/{plan}/directory/pick", [.. pick.QuerySelectorAll("input[name]").Where(i => i.GetAttribute("name") != "__RequestVerificationToken").Select(i => (i.GetAttribute("name")!, i.GetAttribute("value") ?? ""))]));
        var line = (await home.SeenByAsync(home.Nia)).Answers.Get<Money>().Lines.Single(l => l.Supplier == "Weir Lane Physio");
        foreach (var (field, value) in new[] { ("quantity", "6"), ("frequency", "Once") }) await home.SaveAsync(home.Nia, "money", $"lines/{line.Id}/{field}", value);
        var request = await AskedAsync(nia, plan, line.Id);
        using var owen = await VisitAsync(house.Owen);
        var page = Text(await owen.PageAsync($"/requests/{request}"));
        foreach (var said in new[] { "Weir Lane Physio", "£330.00", "Get into the garden again" }) Assert.Contains(said, page, StringComparison.Ordinal);
        await RightAsync(await DecideAsync(owen, request, "Approved"));
        Assert.Equal(33_000, Assert.Single((await home.SeenByAsync(home.Nia)).Answers.Get<Money>().Decided).FirstYearPence);
    }

    [Fact]
    public async Task A_direct_payment_begins_when_the_law_is_met_and_an_odd_payment_is_talked_about()
    {
        var house = await HouseAsync(Pathway.NoBudget);
        var (home, address) = (house.Home, $"/plans/{house.Home.PlanId}/direct-payment");
        using var nia = await VisitAsync(home.Nia);
        var now = PortalSettings.Local(DateTime.UtcNow);
        (string, string)[] Day(string name, DateTime day) => [($"{name}/day", Part(day.Day)), ($"{name}/month", Part(day.Month)), ($"{name}/year", Part(day.Year))];
        await RightAsync(await nia.PostFormAsync(address, [("_handler", "save"), ("do", "save"), ("recipient", "Person"), .. Day("consentOn", now), ("notExcluded", "yes"), ("account", "OwnAccount"), ("accountName", "J Ashworth support"), ("sortCode", "00-00-00"),
            ("accountNumber", "00012345"), ("accountAccess", "Joyce Ashworth"), ("careCoordinator", "Nia Rees"), ("noticeDays", "28"), ("amount", "640.00"), ("frequency", "FourWeekly"), .. Day("personAgreedOn", now), .. Day("bodyAgreedOn", now), .. Day("reviewOn", now.AddMonths(2))]));
        (string, string)[] first = [("_handler", "begin"), ("do", "begin"), .. Day("first", now)];
        using (var early = await nia.PostFormAsync(address, first)) Assert.Equal(HttpStatusCode.UnprocessableEntity, early.StatusCode);
        Assert.NotNull((await nia.PageAsync(address)).QuerySelector("[data-rule='DP-08'] a[href$='/risks']"));
        foreach (var (path, value) in new[] { ("noneSignificant", "yes"), ("noneSignificantSaidBy", "Nia Rees"), ("noneSignificantSaidByRole", "nurse") }) await home.SaveAsync(home.Nia, "risks", path, value);
        await home.AgreeAsync();
        await RightAsync(await nia.PostFormAsync(address, first));

        using var statement = new MultipartFormDataContent
        {
            { new StringContent("statement"), "_handler" }, { new StringContent("statement"), "do" }, { new StringContent(await nia.TokenAsync()), "__RequestVerificationToken" },
            { new ByteArrayContent(Encoding.UTF8.GetBytes($"Date,Description,Amount\n{now:dd/MM/yyyy},DIRECT PAYMENT,640.00\n{now:dd/MM/yyyy},\"=HYPERLINK(\"\"x\"\")\",-38.50\n")), "file", "statement.csv" },
        };
        await RightAsync(await nia.PostAsync(address, statement));
        var paid = Text(await nia.PageAsync(address));
        foreach (var said in new[] { "Being paid", "£601.50", "£38.50", "There is often a good reason" }) Assert.Contains(said, paid, StringComparison.Ordinal);
        // A formula is shown and given back as words.
        using var table = await nia.GetAsync($"{address}/statement.csv");
        Assert.Contains("'=HYPERLINK", await table.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lead_changes_a_copy_of_a_table_sees_what_it_would_have_done_and_publishes_it_for_ever()
    {
        var house = await HouseAsync();
        using var ravi = await VisitAsync(await LeadAsync(house));
        string draft;
        using (var copied = await ravi.PostFormAsync("/allocation-tables/example-points/1/copy")) draft = copied.Headers.Location!.ToString();
        var fields = (await ravi.PageAsync(draft)).QuerySelectorAll($"form[action$='/save'] input[name], form[action$='/save'] select[name], form[action$='/save'] textarea[name]")
            .Where(i => i.GetAttribute("name") != "__RequestVerificationToken" && (i.GetAttribute("type") != "radio" || i.HasAttribute("checked")))
            .ToDictionary(i => i.GetAttribute("name")!, i => i.NodeName == "TEXTAREA" ? i.TextContent : i.NodeName == "SELECT" ? i.QuerySelector("option[selected]")?.GetAttribute("value") ?? "" : i.GetAttribute("value") ?? "", StringComparer.Ordinal);
        (fields["name"], fields["owner"], fields["perPoint"]) = ("Aldersford adults", "Aldersford programme board", "30.00");
        using (var tried = await ravi.PostFormAsync($"{draft}/save", [.. fields.Select(f => (f.Key, f.Value)), ("then", "try")])) Assert.EndsWith("/trial", tried.Headers.Location!.ToString(), StringComparison.Ordinal);
        await ravi.PageAsync($"{draft}/trial");
        var from = PortalSettings.Local(DateTime.UtcNow).AddDays(1);
        await RightAsync(await ravi.PostFormAsync($"{draft}/publish", ("start-day", Part(from.Day)), ("start-month", Part(from.Month)), ("start-year", Part(from.Year))));
        var published = await ravi.PageAsync(draft);
        Assert.Contains("£30.00", Text(published), StringComparison.Ordinal);
        Assert.Null(published.QuerySelector("form[action$='/save']"));
        using var changed = await ravi.PostFormAsync($"{draft}/save", [.. fields.Select(f => (f.Key, f.Key == "perPoint" ? "1.00" : f.Value))]);
        Assert.Equal(HttpStatusCode.NotFound, changed.StatusCode);
    }

    [Fact]
    public async Task A_childs_plan_becomes_an_adults_without_what_was_agreed_for_the_child()
    {
        var house = await HouseAsync(Pathway.ChildContinuingCare);
        var request = await house.AskAsync(FundingHouse.Chair);
        Assert.Equal(RequestRefusal.None, await house.DecideAsync(house.Owen, request, RequestState.Approved));
        using var nia = await VisitAsync(house.Home.Nia);
        using var begun = await nia.PostFormAsync($"/plans/{house.Home.PlanId}/moving-on/adult");
        var adult = begun.Headers.Location!.ToString();
        Assert.Contains("A riser chair", Text(await nia.PageAsync($"{adult}/budget")), StringComparison.Ordinal);
        Assert.DoesNotContain("agreed so far", Text(await nia.PageAsync(adult)), StringComparison.Ordinal);
        Assert.NotNull((await nia.PageAsync($"{adult}/moving-on")).QuerySelector($"a[href='/plans/{house.Home.PlanId}']"));
    }

    [Fact]
    public async Task Whoever_decides_reads_sums_of_the_budget_and_no_other_word_of_the_plan()
    {
        var house = await HouseAsync();
        var plan = house.Home.PlanId;
        await house.Home.SaveAsync(house.Home.Nia, "money", "contingencySumPence", "250.00");
        var request = await house.AskAsync(FundingHouse.Chair);
        using var owen = await VisitAsync(house.Owen);
        var page = Text(await owen.PageAsync($"/requests/{request}"));
        // 450.00 asked, 330.00 + 7,384.00 for the other lines, 250.00 set aside.
        foreach (var sum in new[] { "£450.00", "£7,714.00", "£250.00", "£8,414.00" }) Assert.Contains(sum, page, StringComparison.Ordinal);
        foreach (var other in new[] { "Personal assistant, mornings", "Physiotherapy at home" }) Assert.DoesNotContain(other, page, StringComparison.Ordinal);
        foreach (var address in new[] { "", "/money", "/budget", "/allocation", "/requests", "/history", "/check" }) await owen.PageAsync($"/plans/{plan}{address}", HttpStatusCode.NotFound);
    }

    private Task<Visitor> VisitAsync(Actor who) => Visitor.SignedInAsync(demo.Address, who.UserId);

    private async Task<FundingHouse> HouseAsync(Pathway pathway = Pathway.JointFunded)
    {
        _ = demo.Address;
        return await FundingHouse.InAsync(demo.Running.Services, pathway);
    }

    /// <summary>Ravi as the lead of the house's organisation.</summary>
    private static async Task<Actor> LeadAsync(FundingHouse house)
    {
        await using var db = house.Home.OpenDb();
        await db.Accounts.Where(a => a.Id == house.Ravi.UserId).ExecuteUpdateAsync(u => u.SetProperty(a => a.Role, AccountRole.Lead), Stop);
        return house.Ravi with { Role = AccountRole.Lead };
    }

    private static async Task<string> AskedAsync(Visitor who, Guid plan, string line) => await SentAsync(await who.PostFormAsync($"/plans/{plan}/ask",
        ("_handler", "ask"), ("op", Household.NewOpId()), ("line", line), ("what", "What we ask for"), ("why", "It would let her get outside again with less fear."), ("goal", FundingHouse.Goal)));

    /// <summary>The request that was sent.</summary>
    private static async Task<string> SentAsync(HttpResponseMessage asked)
    {
        using (asked)
        {
            Assert.True(asked.StatusCode == HttpStatusCode.Redirect, await asked.Content.ReadAsStringAsync(Stop));
            return asked.Headers.Location!.ToString().Split('/')[^1].Split('?')[0];
        }
    }

    private static async Task<HttpResponseMessage> DecideAsync(Visitor who, string request, string outcome)
    {
        var seen = (await who.PageAsync($"/requests/{request}")).QuerySelector("input[name=seen]")?.GetAttribute("value") ?? "";
        return await who.PostFormAsync($"/requests/{request}", ("_handler", "decide"), ("do", "decide"), ("seen", seen), ("outcome", outcome), ("kind", outcome == "Approved" ? "" : "AnotherServiceProvides"),
            ("words", outcome == "Approved" ? "" : FundingHouse.Reason), ("next", outcome == "Approved" ? "" : FundingHouse.Next), ("pin", Household.Pin));
    }

    private static async Task RightAsync(HttpResponseMessage answer)
    {
        using (answer) Assert.True(answer.StatusCode == HttpStatusCode.Redirect, $"{answer.StatusCode}: {await answer.Content.ReadAsStringAsync(Stop)}");
    }

    private static string Text(IDocument page) => string.Join(' ', page.Body!.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static string Part(int number) => number.ToString(CultureInfo.InvariantCulture);
}
