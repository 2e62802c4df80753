using System.Net;
using AngleSharp.Html.Parser;
using CarePlanning.Core.Ahead;
using CarePlanning.Tests.Storage;

namespace CarePlanning.Tests.Journeys;

/// <summary>The pages when somebody has died: one step, kind words, no way to plan on, and who to ring.</summary>
public sealed class DeathPagesTests(DemoPortal demo)
{
    [Fact]
    public async Task A_wrong_PIN_keeps_what_was_typed_and_the_right_one_leads_to_what_happens_now()
    {
        var house = await demo.MoveInAsync();
        using var nia = await Visitor.SignedInAsync(demo.Address, house.Nia.UserId);
        var path = $"/plans/{house.PlanId}/death";
        (string, string)[] typed = [("_handler", "death"), ("day", "20"), ("month", "11"), ("year", "2025"), ("place", "Hospice"), ("placeName", "Aldersford"), ("why", "")];
        using var wrong = await nia.PostFormAsync(path, [.. typed, ("pin", "0000")]);
        var page = new HtmlParser().ParseDocument(await wrong.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "20", "Aldersford"), (wrong.StatusCode, page.QuerySelector("#day")!.GetAttribute("value"), page.QuerySelector("#placeName")!.GetAttribute("value")));
        Assert.Contains("This is not your PIN", page.QuerySelector(".error-summary a[href$='#pin']")!.TextContent, StringComparison.Ordinal);
        using var right = await nia.PostFormAsync(path, [.. typed, ("pin", Household.Pin)]);
        Assert.Equal((HttpStatusCode.Redirect, true), (right.StatusCode, right.Headers.Location!.ToString().EndsWith($"/plans/{house.PlanId}/after-death", StringComparison.Ordinal)));
        Assert.Equal("20 November 2025", Core.Plans.FieldText.Date((await house.The<DeathService>().Of(house.Nia, house.PlanId))!.On));
    }

    [Fact]
    public async Task The_family_reads_what_the_person_said_and_who_to_ring_and_is_asked_for_nothing()
    {
        var house = await demo.WhoDiedAsync();
        using var anne = await Visitor.SignedInAsync(demo.Address, house.Anne.UserId);
        var now = await anne.PageAsync($"/plans/{house.PlanId}/after-death");
        Assert.Contains("Sing.", now.QuerySelector(".after-death")!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(now.QuerySelector("[data-ring] a[href='tel:01632960400']"));
        Assert.NotNull(now.QuerySelector("[data-soon]"));
        Assert.Empty(now.QuerySelectorAll("main form"));
        var plan = await anne.PageAsync($"/plans/{house.PlanId}");
        Assert.Contains("died on 20 November 2026", plan.QuerySelector("[data-died]")!.TextContent, StringComparison.Ordinal);
        Assert.Empty(plan.QuerySelectorAll("main form, .tasks"));
        Assert.Contains("Died on 20 November 2026", (await anne.PageAsync("/plans")).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        await anne.PageAsync($"/plans/{house.PlanId}/copies");
    }

    [Fact]
    public async Task Nobody_is_asked_to_go_on_planning()
    {
        var house = await demo.WhoDiedAsync();
        using var nia = await Visitor.SignedInAsync(demo.Address, house.Nia.UserId);
        foreach (var room in (string[])["talk/1", "conversation", "rehearse", "to-talk-about", "join"]) await nia.PageAsync($"/plans/{house.PlanId}/{room}", HttpStatusCode.NotFound);
        var section = await nia.PageAsync($"/plans/{house.PlanId}/about-me");
        Assert.Null(section.QuerySelector("main textarea"));
        // What was written before it was known and is refused now is still said, and can be saved.
        Assert.NotNull(section.QuerySelector("#state-line"));
        Assert.Null(section.QuerySelector("[action$='/hand-over']"));
        Assert.Contains("Kept as Joyce left it", (await nia.PageAsync($"/plans/{house.PlanId}/about-me")).QuerySelector(".kicker")!.TextContent, StringComparison.Ordinal);
    }
}
