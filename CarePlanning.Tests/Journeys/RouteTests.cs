namespace CarePlanning.Tests.Journeys;

/// <summary>What must hold on every page, taken from the route table so that a new page is looked at too.</summary>
public sealed class RouteTests(RouteWalk walk) : IClassFixture<RouteWalk>
{
    [Fact]
    public Task Every_page_opens() => NothingAsync("status");

    [Fact]
    public Task Axe_finds_nothing_on_any_page() => NothingAsync("axe");

    [Fact]
    public Task No_page_scrolls_sideways_on_a_phone_or_at_four_times_the_size() => NothingAsync("width");

    [Fact]
    public Task Every_page_has_one_heading_a_title_a_language_and_targets_that_can_be_hit() => NothingAsync("outline");

    [Fact]
    public Task No_page_complains_on_the_console() => NothingAsync("console");

    private async Task NothingAsync(string kind)
    {
        var found = await walk.FoundAsync(kind);
        Assert.True(found.Count == 0, $"{found.Count} found:\n{string.Join("\n", found)}");
    }
}
