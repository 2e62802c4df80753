using CarePlanning.Core.Ahead;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Plans.Sections;
using CarePlanning.Tests.Journeys;
using CarePlanning.Tests.Storage;

namespace CarePlanning.Tests.Ahead;

/// <summary>A code for the door is on a page of its own, each look is written down, and it is on no other page and in no history.</summary>
public sealed class WayInServiceTests(DemoPortal demo)
{
    private const string Code = "Key safe, code 7391";

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Each_look_is_written_down_with_whose_it_was(Database kind)
    {
        await using var house = await Household.OnAsync(kind);
        await house.SaveAsync(house.Nia, "if-things-go-wrong", "howToGetIn", Code);
        var ways = house.The<WayInService>();
        Assert.Empty((await ways.Looks(house.Joyce, house.PlanId))!.Value.Looks);
        Assert.Equal(new WayIn("", Code), await ways.Look(house.Anne, house.PlanId));
        Assert.Equal(new WayIn("", Code), await ways.Look(house.Nia, house.PlanId));
        Assert.Equal(["Nia", "Anne"], (await ways.Looks(house.Joyce, house.PlanId))!.Value.Looks.Select(l => l.By));
        Assert.Null(await ways.Look(house.Stranger, house.PlanId));
        Assert.Null(await ways.Looks(house.Stranger, house.PlanId));
        Assert.Equal(2, (await ways.Looks(house.Joyce, house.PlanId))!.Value.Looks.Count);
    }

    /// <summary>Whoever guesses is told what stands there, so that nothing is written over unseen; that they know it now must show.</summary>
    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Whoever_learns_it_by_writing_over_it_or_by_sending_again_has_looked(Database kind)
    {
        await using var house = await Household.OnAsync(kind);
        await house.SaveAsync(house.Nia, "if-things-go-wrong", "howToGetIn", Code);
        var (edits, ways) = (house.The<EditService>(), house.The<WayInService>());
        async Task<int> LooksAsync() => (await ways.Looks(house.Joyce, house.PlanId))!.Value.Looks.Count;
        var guess = new Edit(Household.NewOpId(), "if-things-go-wrong", "howToGetIn", "nothing", "a guess", null);
        Assert.Equal(Code, Assert.IsType<EditOutcome.Conflict>(await edits.Apply(house.Anne, house.PlanId, guess)).Theirs);
        Assert.Equal(1, await LooksAsync());
        Assert.IsType<EditOutcome.Conflict>(await edits.Apply(house.Anne, house.PlanId, guess));
        Assert.Equal(2, await LooksAsync());
        var own = guess with { OpId = Household.NewOpId(), Base = Code, Value = "Ask Maureen" };
        Assert.IsType<EditOutcome.Saved>(await edits.Apply(house.Anne, house.PlanId, own));
        await house.SaveAsync(house.Nia, "if-things-go-wrong", "howToGetIn", "Key safe, code 1122", "Ask Maureen");
        Assert.Equal(2, await LooksAsync());
        Assert.Equal("Key safe, code 1122", Assert.IsType<EditOutcome.Saved>(await edits.Apply(house.Anne, house.PlanId, own)).Value);
        Assert.Equal(["Anne", "Anne", "Anne"], (await ways.Looks(house.Joyce, house.PlanId))!.Value.Looks.Select(l => l.By));
        // Elsewhere a conflict is no look.
        Assert.IsType<EditOutcome.Conflict>(await edits.Apply(house.Anne, house.PlanId, guess with { OpId = Household.NewOpId(), Section = "about-me", Path = "mostImportant/words" }));
        Assert.Equal(3, await LooksAsync());
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task No_answer_and_no_line_of_the_history_shows_it(Database kind)
    {
        await using var house = await Household.OnAsync(kind);
        await house.SaveAsync(house.Nia, "if-things-go-wrong", "howToGetIn", Code);
        foreach (var who in new[] { house.Nia, house.Anne, house.Joyce })
        {
            Assert.Null((await house.SeenByAsync(who)).Answers.Get<Contingency>().HowToGetIn);
            Assert.DoesNotContain((await house.The<HistoryService>().Of(who, house.PlanId, 0, 200)).Lines, l => l.After?.Contains("7391", StringComparison.Ordinal) == true);
        }
    }

    [Fact]
    public void Both_places_where_a_code_may_stand_are_on_that_page() =>
        Assert.Equal([("who-is-involved", "homeAccess"), ("if-things-go-wrong", "howToGetIn")], WayInService.Places);

    [Fact]
    public async Task The_page_shows_it_after_a_press_and_keeps_a_new_code()
    {
        var house = await demo.MoveInAsync();
        await house.SaveAsync(house.Nia, "if-things-go-wrong", "howToGetIn", Code);
        using var anne = await Visitor.SignedInAsync(demo.Address, house.Anne.UserId);
        var path = $"/plans/{house.PlanId}/way-in";
        Assert.DoesNotContain("7391", (await anne.PageAsync(path)).DocumentElement.OuterHtml, StringComparison.Ordinal);
        using var shown = await anne.PostFormAsync(path, ("_handler", "look"));
        Assert.Contains("7391", await shown.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        using var kept = await anne.PostFormAsync(path, ("_handler", "keep"), ("op", Household.NewOpId()), ("base-0", ""), ("value-0", ""), ("base-1", Code), ("value-1", "Key safe, code 1122"));
        Assert.DoesNotContain("1122", await kept.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal("Key safe, code 1122", (await house.The<WayInService>().Look(house.Joyce, house.PlanId))!.HowToGetIn);
        Assert.Contains("Anne", (await anne.PageAsync(path)).QuerySelector("[data-looks]")!.TextContent, StringComparison.Ordinal);
    }
}
