using System.Net;
using CarePlanning.Core.Funding;
using CarePlanning.Core.Plans.Sections;
using CarePlanning.Tests.Journeys;
using CarePlanning.Tests.Storage;

namespace CarePlanning.Tests.Funding;

/// <summary>The way of a request over HTTP, from the plan to the letter; nothing needs a script.</summary>
public sealed class RequestPagesTests(DemoPortal demo)
{
    private Task<Visitor> VisitAsync(Core.Access.Actor who) => Visitor.SignedInAsync(demo.Address, who.UserId);

    [Fact]
    public async Task Physiotherapy_at_home_goes_from_a_line_of_the_budget_to_agreed_money_over_plain_forms()
    {
        var house = await HouseAsync();
        var plan = house.Home.PlanId;
        using var nia = await VisitAsync(house.Home.Nia);
        using var owen = await VisitAsync(house.Owen);
        using var joyce = await VisitAsync(house.Home.Joyce);

        // A goal is missing: it is said where to put it right, and what was typed is still there.
        (string, string)[] form = [("_handler", "ask"), ("op", "op-1"), ("line", FundingHouse.Physio), ("what", "Physiotherapy at home"), ("why", "Being alone outside frightens her. With somebody beside her she walks."), ("instead", "Nothing")];
        using (var wrong = await nia.PostFormAsync($"/plans/{plan}/ask", form))
        {
            Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
            var text = await wrong.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            Assert.Contains("#goal", text, StringComparison.Ordinal);
            Assert.Contains("With somebody beside her she walks.", text, StringComparison.Ordinal);
        }
        string request;
        using (var asked = await nia.PostFormAsync($"/plans/{plan}/ask", [.. form, ("goal", FundingHouse.Goal)]))
        {
            Assert.Equal(HttpStatusCode.Redirect, asked.StatusCode);
            request = asked.Headers.Location!.ToString().Split('/')[^1].Split('?')[0];
        }
        // The team lead sees goal, need, cost and what is left, and never the plan.
        Assert.Contains("Physiotherapy at home", (await owen.PageAsync("/requests")).Body!.TextContent, StringComparison.Ordinal);
        var page = await owen.PageAsync($"/requests/{request}");
        // Whose own it is reads it on the plan.
        using (var own = await Visitor.SignedInAsync(demo.Address, house.Home.Joyce.UserId)) await own.PageAsync($"/requests/{request}", HttpStatusCode.NotFound);
        Assert.Contains("Get into the garden again", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("£330.00", page.Body.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain(house.Home.PlanId.ToString(), page.Body.InnerHtml, StringComparison.Ordinal);
        await owen.PageAsync($"/plans/{plan}", HttpStatusCode.NotFound);

        var seen = page.QuerySelector("input[name=seen]")!.GetAttribute("value")!;
        using (var oneWord = await owen.PostFormAsync($"/requests/{request}", ("_handler", "decide"), ("do", "decide"), ("seen", seen), ("outcome", "Declined"), ("kind", "SomethingElse"), ("words", "No"), ("next", FundingHouse.Next), ("pin", Household.Pin)))
        {
            Assert.Equal(HttpStatusCode.UnprocessableEntity, oneWord.StatusCode);
            Assert.Contains("One word is not a reason", await oneWord.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        }
        using (var decided = await owen.PostFormAsync($"/requests/{request}", ("_handler", "decide"), ("do", "decide"), ("seen", seen), ("outcome", "Approved"), ("words", ""), ("next", ""), ("pin", Household.Pin)))
            Assert.Equal(HttpStatusCode.Redirect, decided.StatusCode);

        var read = await joyce.PageAsync($"/plans/{plan}/requests/{request}");
        using var letter = await joyce.GetAsync(read.QuerySelector("a[href$='.pdf']")!.GetAttribute("href")!);
        Assert.Equal("application/pdf", letter.Content.Headers.ContentType?.MediaType);
        Assert.Equal(33_000, Assert.Single((await house.Home.SeenByAsync(house.Home.Nia)).Answers.Get<Money>().Decided).FirstYearPence);
    }

    [Fact]
    public async Task Whoever_decides_second_reads_that_it_is_decided_and_their_words_are_still_there()
    {
        var house = await HouseAsync();
        var request = await house.AskAsync(FundingHouse.Chair);
        using var olu = await VisitAsync(house.Olu);
        var seen = (await olu.PageAsync($"/requests/{request}")).QuerySelector("input[name=seen]")!.GetAttribute("value")!;
        Assert.Equal(RequestRefusal.None, await house.DecideAsync(house.Owen, request, RequestState.Approved));
        using var second = await olu.PostFormAsync($"/requests/{request}", ("_handler", "decide"), ("do", "decide"), ("seen", seen), ("outcome", "Declined"), ("kind", "SomethingElse"), ("words", FundingHouse.Reason), ("next", FundingHouse.Next), ("pin", Household.Pin));
        var text = System.Net.WebUtility.HtmlDecode(await second.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, second.StatusCode);
        Assert.Contains("Somebody has decided this already", text, StringComparison.Ordinal);
        Assert.Contains(FundingHouse.Reason, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sort_code_with_letters_is_refused_in_a_sentence_and_everything_typed_stays()
    {
        var house = await HouseAsync();
        using var nia = await VisitAsync(house.Home.Nia);
        using var wrong = await nia.PostFormAsync($"/plans/{house.Home.PlanId}/direct-payment", ("_handler", "save"), ("do", "save"), ("sortCode", "AB-34-56"), ("accountName", "J Ashworth support"), ("accountNumber", "12345678"));
        var text = await wrong.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        Assert.Contains("A sort code has six digits", text, StringComparison.Ordinal);
        Assert.Contains("AB-34-56", text, StringComparison.Ordinal);
        Assert.Contains("J Ashworth support", text, StringComparison.Ordinal);
        using var right = await nia.PostFormAsync($"/plans/{house.Home.PlanId}/direct-payment", ("_handler", "save"), ("do", "save"), ("sortCode", "12-34-56"), ("accountName", "J Ashworth support"), ("accountNumber", "12345678"));
        Assert.Equal(HttpStatusCode.Redirect, right.StatusCode);
        var page = (await nia.PageAsync($"/plans/{house.Home.PlanId}/direct-payment")).Body!.InnerHtml;
        Assert.Contains("5678", page, StringComparison.Ordinal);
        Assert.DoesNotContain("12345678", page, StringComparison.Ordinal);
        using var anne = await VisitAsync(house.Home.Anne);
        await anne.PageAsync($"/plans/{house.Home.PlanId}/direct-payment", HttpStatusCode.NotFound);
    }

    private async Task<FundingHouse> HouseAsync()
    {
        _ = demo.Address;
        return await FundingHouse.InAsync(demo.Running.Services);
    }
}
