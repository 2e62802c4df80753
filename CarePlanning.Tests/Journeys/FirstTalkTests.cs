using CarePlanning.Core.Ahead;
using CarePlanning.Tests.Pdf.Signing;
using Microsoft.Playwright;

namespace CarePlanning.Tests.Journeys;

/// <summary>The twenty-minute start of advance care planning by keyboard, counted: screens, fields, and fields that must be filled.</summary>
public sealed class FirstTalkTests(Chromium chromium, DemoPortal demo)
{
    private const int MostScreens = 12;

    [Fact]
    public async Task A_nurse_leaves_with_a_sealed_record_after_at_most_twelve_screens_and_two_answers()
    {
        await using var window = await demo.NewWindowAsync(chromium, await demo.AccountAsync("Nia Rees"));
        var keys = new Keys(await window.NewPageAsync());
        var (screens, fields, required) = (0, 0, 0);
        async Task SeeAsync()
        {
            screens++;
            fields += await keys.Page.Locator("main input:visible:not([type=hidden]), main textarea:visible, main select:visible").CountAsync();
            required += await keys.Page.Locator("main [required]").CountAsync();
        }

        await keys.Page.GotoAsync("/plans/new/talk");
        await SeeAsync();
        await keys.TypeAsync("#given", "Maud");
        await keys.EnterAsync("main form button");
        await Assertions.Expect(keys.Page.Locator(".error-summary")).ToBeVisibleAsync();
        await Assertions.Expect(keys.Page.Locator("#given")).ToHaveValueAsync("Maud");
        await keys.TypeAsync("#nhs", "999 000 0123");
        await keys.EnterAsync("main form button", "**/talk/1**");
        for (var step = 1; step <= FirstTalk.Questions.Count; step++)
        {
            await Assertions.Expect(keys.Page.Locator("[data-question]:not([hidden])")).ToHaveAttributeAsync("data-question", FirstTalk.Questions[step - 1].Question);
            await SeeAsync();
            if (FirstTalk.Questions[step - 1].Question == "mostValue") await keys.TypeAsync("[name='mostValue/words']", "My own bed.");
            if (FirstTalk.Questions[step - 1].Question == "mostFear") await keys.EnterAsync("[data-put-off=RatherNotSay]");
            await keys.EnterAsync("[data-continue]", step < FirstTalk.Questions.Count ? $"**/talk/{step + 1}**" : "**/conversation");
        }
        await SeeAsync();
        await Assertions.Expect(keys.Page.Locator("main")).ToContainTextAsync("My own bed.");
        await keys.EnterAsync("main form button", "**/conversation?sealed=**");
        await SeeAsync();
        var download = await keys.Page.RunAndWaitForDownloadAsync(() => keys.EnterAsync("[data-record]"));
        var path = Path.Combine(Path.GetTempPath(), $"careplanning-{Guid.NewGuid():N}.pdf");
        await download.SaveAsAsync(path);
        try
        {
            Assert.Contains("Signature is Valid", (await OutsideTool.RunAsync("pdfsig", "poppler-utils", "-nocert", path)).Said, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
        TestContext.Current.TestOutputHelper?.WriteLine($"{screens} screens, {fields} fields, {required} of them required by the browser; the form asks for a name and one of two more.");
        Assert.InRange(screens, 1, MostScreens);
        Assert.Equal(0, required);
    }
}
