using System.Globalization;
using System.Net;
using System.Text;
using AngleSharp.Dom;
using CarePlanning.Core.Access;
using CarePlanning.Core.Funding;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Plans.Sections;
using CarePlanning.Tests.Journeys;
using CarePlanning.Tests.Storage;

namespace CarePlanning.Tests.Funding;

/// <summary>Money as it is lived, over plain forms that need no script: what happens on one page, the others know.</summary>
public sealed class MoneyPagesTests(DemoPortal demo)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Into_hospital_the_package_goes_along_line_by_line_and_a_childs_plan_for_education_is_seen_as_one_with_it()
    {
        var house = await HouseAsync(Pathway.ChildContinuingCare);
        var (home, address) = (house.Home, $"/plans/{house.Home.PlanId}/moving-on");
        await home.SaveAsync(home.Nia, "goals", "list/band/what", "Play in the band");
        foreach (var (line, then) in new[] { (FundingHouse.Assistant, nameof(DuringHospitalStay.GoesAlong)), (FundingHouse.Physio, nameof(DuringHospitalStay.Pauses)) }) await home.SaveAsync(home.Nia, "money", $"lines/{line}/inHospital", then);
        foreach (var (path, value) in new[] { ("hasEhcPlan", "yes"), ("ehcCouncil", "Aldersford Council"), ("ehcHealthPart", "Speech therapy once a week at school"), ("ehcGoalIds/band", "yes") }) await home.SaveAsync(home.Nia, "needs-profile", path, value);
        using var nia = await VisitAsync(home.Nia);
        var page = await nia.PageAsync(address);
        Dictionary<string, string> groups = page.QuerySelectorAll("main section h3").ToDictionary(h => h.TextContent, h => string.Join("; ", h.NextElementSibling!.Children.Select(i => i.TextContent)));
        Assert.Equal(["It goes along with me: Personal assistant, mornings", "It pauses: Physiotherapy at home, six sessions", "We have not agreed on that yet: A riser chair"], groups.Select(g => $"{g.Key}: {g.Value}"));
        Dictionary<string, string> education = page.QuerySelectorAll("main section dl.facts dt").ToDictionary(t => t.TextContent, t => t.NextElementSibling!.TextContent);
        Assert.Contains("Aldersford Council", education.Values);
        Assert.Contains("Speech therapy once a week at school", education.Values);
        // A goal of both plans stands once, and beside it what is in this one only.
        Assert.Single(education.Values, v => v.Contains("Play in the band", StringComparison.Ordinal));
        Assert.Equal("Get into the garden again", education["Goals in this plan only"]);
        // The package is on the copy that goes along, too.
        using var draft = await nia.GetAsync($"/plans/{home.PlanId}/draft.pdf");
        using var document = UglyToad.PdfPig.PdfDocument.Open(await draft.Content.ReadAsByteArrayAsync(Stop));
        Assert.Contains("Itgoesalongwithme", string.Concat(string.Concat(document.GetPages().Select(p => p.Text)).Where(char.IsLetter)), StringComparison.Ordinal);
        using var anne = await VisitAsync(home.Anne);
        Assert.NotNull((await anne.PageAsync(address)).QuerySelector("main section h3"));
        using var stranger = await VisitAsync(home.Stranger);
        await stranger.PageAsync(address, HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("-9600"), InlineData("1,000,000.01"), InlineData("99999999999999999999999999"), InlineData("0"), InlineData("12.345"), InlineData("a lot")]
    public async Task A_councils_amount_that_is_negative_or_absurd_is_refused_in_a_sentence_and_brings_nothing(string amount)
    {
        var house = await HouseAsync(Pathway.SocialCareOnly);
        var (plan, before) = (house.Home.PlanId, await house.Home.EverythingAsync());
        using var nia = await VisitAsync(house.Home.Nia);
        using var answer = await nia.PostFormAsync($"/plans/{plan}/moving-on", ("_handler", "council"), ("op", Guid.NewGuid().ToString()), ("council", "Aldersford Council"), ("amount", amount), ("what-0", "A sitter"), ("cost-0", "10.00"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("Write the amount in pounds", await answer.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        Assert.Equal(before, await house.Home.EverythingAsync());
    }

    [Fact]
    public async Task A_quantity_that_is_negative_or_absurd_is_neither_kept_nor_supposed()
    {
        var house = await HouseAsync();
        var (home, plan) = (house.Home, house.Home.PlanId);
        foreach (var quantity in new[] { "-2", "1000001", "1e9", "two" })
            Assert.IsType<EditOutcome.Refused>(await home.SendAsync(home.Nia, "money", $"lines/{FundingHouse.Chair}/quantity", quantity, onValue: "1"));
        foreach (var price in new[] { "-450.00", "99999999999999999999" })
            Assert.IsType<EditOutcome.Refused>(await home.SendAsync(home.Nia, "money", $"lines/{FundingHouse.Chair}/unitCostPence", price, onValue: "450.00"));
        using var nia = await VisitAsync(home.Nia);
        async Task<string> SupposedAsync(params (string, string)[] typed) => Text(await nia.AnsweredAsync($"/plans/{plan}/budget", [("_handler", "suppose"), ("suppose", "yes"), .. typed]));
        var asItIs = await SupposedAsync();
        foreach (var quantity in new[] { "-2", "1000001", "two" })
        {
            var supposed = await SupposedAsync(($"q-{FundingHouse.Assistant}", quantity));
            Assert.DoesNotContain("-£", supposed, StringComparison.Ordinal);
            Assert.Equal(asItIs.Length, supposed.Length);
        }
    }

    [Fact]
    public async Task More_hours_than_carers_say_they_give_are_refused_before_a_sum_is_shown()
    {
        var house = await HouseAsync(Pathway.AdultContinuingCare);
        var (home, address) = (house.Home, $"/plans/{house.Home.PlanId}/allocation");
        foreach (var domain in Enum.GetNames<NeedDomain>()) await home.SaveAsync(home.Nia, "needs-profile", $"adult/{domain}/level", "None");
        using var nia = await VisitAsync(home.Nia);
        async Task<IElement> TriedAsync(string hours) => (await nia.AnsweredAsync(address, ("_handler", "try"), ("table", "example-points/1"), ("hours", hours))).QuerySelector("#preview")!;
        var refused = await TriedAsync("6");
        Assert.NotNull(refused.QuerySelector("[data-rule='NP-07']"));
        Assert.Equal((null, 0), (refused.QuerySelector("form"), refused.QuerySelectorAll(".big").Length));
        var right = await TriedAsync("0");
        Assert.Equal((null, true), (right.QuerySelector("[data-rule='NP-07']"), right.QuerySelector("form") is not null));
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

    private static async Task RightAsync(HttpResponseMessage answer)
    {
        using (answer) Assert.True(answer.StatusCode == HttpStatusCode.Redirect, $"{answer.StatusCode}: {await answer.Content.ReadAsStringAsync(Stop)}");
    }

    private static string Text(IDocument page) => string.Join(' ', page.Body!.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static string Part(int number) => number.ToString(CultureInfo.InvariantCulture);
}
