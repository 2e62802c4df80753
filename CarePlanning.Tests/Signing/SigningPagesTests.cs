using System.Text.RegularExpressions;
using CarePlanning.Core.Access;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Signing;
using CarePlanning.Core.Storage;
using CarePlanning.Tests.Journeys;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace CarePlanning.Tests.Signing;

/// <summary>The signing pages in a real browser, on the demonstration's agreed plan.</summary>
public sealed class SigningPagesTests(Chromium chromium, RunningPortal portal) : IClassFixture<RunningPortal>
{
    [Fact]
    public async Task Three_people_sign_at_one_laptop_and_download_the_plan()
    {
        await using var context = await chromium.NewContextAsync(portal.Address, new() { ViewportSize = new() { Width = 360, Height = 740 } });
        var page = await context.NewPageAsync();
        await SignIn(page, "Nia Rees");
        var plan = await Joyce();
        await page.GotoAsync($"plans/{plan}");
        await Press(page, "form[action$='/new-version'] button");

        await Look(page, $"plans/{plan}/agree");
        await Press(page, "form[action$='/agree/freeze'] button");
        await Look(page, $"plans/{plan}/agree/practice");
        await Look(page, $"plans/{plan}/agree/read");
        await Look(page, $"plans/{plan}/agree");

        await page.Locator("[data-member=person] a.button").ClickAsync();
        await Look(page);
        await page.Locator("form[action$='/handover'] button").ClickAsync();
        await At(page, "/sign/person");
        await Look(page);
        await page.Locator("button[value=Sign]").ClickAsync();
        await Assertions.Expect(page.Locator(".error-summary a").First).ToHaveAttributeAsync("href", new Regex("/agree/sign/person#ticked$"));
        await Assertions.Expect(page.Locator(".error-summary a").Last).ToHaveAttributeAsync("href", new Regex("/agree/sign/person#typed-mark$"));
        await Look(page);
        await page.Locator("#ticked").CheckAsync();
        await page.Locator("#typed-mark").FillAsync("Joyce");
        await page.Locator("button[value=Sign]").ClickAsync();

        await At(page, "/handover");
        Assert.DoesNotContain("Joyce", await page.Locator("body").InnerTextAsync(), StringComparison.Ordinal);
        await page.Locator("form[action$='/handover'] button").ClickAsync();
        await At(page, "/sign/anne");
        await Look(page);
        // Whose hands the laptop is in decides what opens.
        foreach (var elsewhere in new[] { "plans", $"plans/{plan}", $"plans/{plan}/agree", $"Plans/{plan}/history" })
        {
            await page.GotoAsync(elsewhere);
            Assert.EndsWith("/agree/handover", page.Url, StringComparison.Ordinal);
        }
        await page.GotoAsync($"plans/{plan}/agree/sign/anne");
        await page.Locator("input[value=NotToday]").CheckAsync();
        await page.Locator("button[value=Record]").ClickAsync();

        await At(page, "/handover");
        await Look(page);
        await page.Locator("#pin").FillAsync("0000");
        await page.Locator("form[action$='/take-back'] button").ClickAsync();
        await Assertions.Expect(page.Locator(".error-summary")).ToBeVisibleAsync();
        await page.Locator("#pin").FillAsync("2580");
        await page.Locator("form[action$='/take-back'] button").ClickAsync();
        await At(page, "/agree");
        await page.Locator("a[href*='/agree/sign/']").ClickAsync();
        await Look(page);
        await page.Locator("#ticked").CheckAsync();
        await page.Locator("#typed-mark").FillAsync("Nia Rees");
        await page.Locator("#pin").FillAsync("2580");
        await page.Locator("button[value=Sign]").ClickAsync();
        await At(page, "/agree");
        await Look(page);

        var file = await page.RunAndWaitForDownloadAsync(() => page.Locator(".finished a.huge").ClickAsync());
        Assert.EndsWith("-v2.pdf", file.SuggestedFilename, StringComparison.Ordinal);
        await Look(page, $"plans/{plan}/history");
        await Look(page, $"plans/{plan}/changes");
        await Look(page, $"plans/{plan}/versions/1");
        await Assertions.Expect(page.Locator("[data-rule=RV-05]")).ToBeVisibleAsync();
        await Look(page, $"plans/{plan}/versions/2");
        await Assertions.Expect(page.Locator("[data-rule=RV-05]")).ToHaveCountAsync(0);

        await Look(page, "verify");
        await page.Locator("#file").SetInputFilesAsync(await file.PathAsync());
        await page.Locator(".drop button").ClickAsync();
        await Assertions.Expect(page.Locator(".result")).ToHaveAttributeAsync("data-found", "current");
        await Look(page);
        Assert.DoesNotContain("Joyce", await page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain(portal.Logged, l => l.StartsWith("Error", StringComparison.Ordinal) || l.StartsWith("Critical", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("agree/nothing"), InlineData("agree/sign/nobody"), InlineData("agree/sign"), InlineData("agree/read/more"), InlineData("history/1")]
    [InlineData("versions"), InlineData("versions/99"), InlineData("versions/one"), InlineData("versions/1/page"), InlineData("check/check"), InlineData("about-me/more")]
    public async Task A_room_that_does_not_exist_is_not_found(string room)
    {
        await using var context = await chromium.NewContextAsync(portal.Address);
        var page = await context.NewPageAsync();
        await SignIn(page, "Nia Rees");
        Assert.Equal(404, (await page.GotoAsync($"plans/{await Joyce()}/{room}"))!.Status);
    }

    [Fact]
    public async Task Somebody_else_finds_none_of_the_rooms()
    {
        await using var context = await chromium.NewContextAsync(portal.Address);
        var page = await context.NewPageAsync();
        await SignIn(page, "Samir Qureshi");
        foreach (var room in new[] { "agree", "agree/read", "agree/sign/person", "agree/handover", "history", "changes", "versions/1", "versions/1/plan.pdf" })
            Assert.Equal(404, (await page.GotoAsync($"plans/{await Joyce()}/{room}"))!.Status);
    }

    private static async Task Look(IPage page, string? address = null)
    {
        if (address is not null) Assert.Equal(200, (await page.GotoAsync(address))!.Status);
        await Axe.FindsNothingAsync(page);
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), $"{page.Url} is wider than the window");
    }

    /// <summary>Presses a button whose form is gone once the server has taken it.</summary>
    private static async Task Press(IPage page, string button)
    {
        await page.Locator(button).ClickAsync();
        await Assertions.Expect(page.Locator(button)).ToHaveCountAsync(0);
    }

    // asks again and again: waiting for the load event misses one that fired before the waiting began
    private static Task At(IPage page, string end) => Assertions.Expect(page).ToHaveURLAsync(new Regex(Regex.Escape(end) + "$"));

    private static async Task SignIn(IPage page, string name)
    {
        await page.GotoAsync("sign-in");
        await page.GetByRole(AriaRole.Button, new() { NameString = name }).ClickAsync();
        await At(page, "/plans");
    }

    private async Task<Guid> Joyce()
    {
        _ = portal.Address;
        await using var db = portal.Services.GetRequiredService<IOpenDb>().Open();
        return await db.Plans.Where(p => p.PersonName.StartsWith("Joyce")).Select(p => p.Id).SingleAsync(TestContext.Current.CancellationToken);
    }
}
