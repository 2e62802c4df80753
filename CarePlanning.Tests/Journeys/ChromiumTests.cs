namespace CarePlanning.Tests.Journeys;

public sealed class ChromiumTests(Chromium chromium)
{
    [Fact]
    public void A_missing_browser_is_told_in_a_sentence() =>
        Assert.Contains("CHROME_PATH", Assert.Throws<InvalidOperationException>(() => Chromium.PathOf("/nowhere/chromium")).Message, StringComparison.Ordinal);

    [Fact]
    public async Task Axe_finds_what_is_wrong_and_says_where()
    {
        await using var context = await chromium.NewContextAsync(new Uri("http://127.0.0.1"));
        var page = await context.NewPageAsync();
        await page.SetContentAsync("<html lang=en><title>t</title><main><h1>t</h1><input class=nameless><p style='color:#aaa;background:#fff'>pale</p></main>");
        var failure = await Assert.ThrowsAnyAsync<Exception>(() => Axe.FindsNothingAsync(page));
        Assert.Contains("label [", failure.Message, StringComparison.Ordinal);
        Assert.Contains("class=\"nameless\"", failure.Message, StringComparison.Ordinal);
        Assert.Contains("color-contrast [", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Axe_has_nothing_to_say_about_a_sound_page()
    {
        await using var context = await chromium.NewContextAsync(new Uri("http://127.0.0.1"));
        var page = await context.NewPageAsync();
        await page.SetContentAsync("<html lang=en><title>t</title><main><h1>t</h1><label>Name <input></label></main>");
        await Axe.FindsNothingAsync(page);
    }
}
