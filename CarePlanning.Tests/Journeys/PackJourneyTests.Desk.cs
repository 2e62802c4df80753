using CarePlanning.Core.Access;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Plans.Sections;
using CarePlanning.Tests.Storage;
using Microsoft.Playwright;

namespace CarePlanning.Tests.Journeys;

/// <summary>What the visits with a pack have in common: an office with signal, a field without.</summary>
public sealed partial class PackJourneyTests
{
    private Task<IBrowserContext> OfficeAsync() => SignedInAsync(house.Nia);

    private async Task<IBrowserContext> SignedInAsync(Actor who)
    {
        var context = await chromium.NewContextAsync(portal.Address);
        var page = await context.NewPageAsync();
        await page.GotoAsync("/sign-in");
        await page.Locator($"button[value='{who.UserId}']").ClickAsync();
        await page.WaitForURLAsync("**/plans");
        await page.CloseAsync();
        return context;
    }

    private async Task<IBrowserContext> FieldAsync(BrowserNewContextOptions? options = null)
    {
        var context = await chromium.NewContextAsync(portal.Address, options);
        await context.SetOfflineAsync(true);
        return context;
    }

    private async Task<string> DownloadAsync(IPage page)
    {
        await page.GotoAsync($"/plans/{house.PlanId}");
        await page.GetByRole(AriaRole.Link, new() { Name = "Take it to a house without signal" }).ClickAsync();
        await page.FillAsync("#passphrase", Secret);
        await page.FillAsync("#again", Secret);
        return await KeepAsync(await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "Download the visit pack" }).ClickAsync(), new() { Timeout = 90_000 }));
    }

    private async Task<string> SaveAsync(IPage page) =>
        await KeepAsync(await page.RunAndWaitForDownloadAsync(() => page.Locator(".state [data-save]").ClickAsync()));

    private async Task<string> KeepAsync(IDownload download)
    {
        Assert.EndsWith(".html", download.SuggestedFilename, StringComparison.Ordinal);
        var path = Path.Combine(folder, download.SuggestedFilename);
        await download.SaveAsAsync(path);
        return path;
    }

    private static async Task UnlockAsync(IPage page)
    {
        await page.GetByLabel("Passphrase").FillAsync(Secret);
        await page.GetByRole(AriaRole.Button, new() { Name = "Open the pack" }).ClickAsync();
        await page.Locator("#room").WaitForAsync();
    }

    private async Task ReturnAsync(IPage page, string file, string passphrase = Secret)
    {
        await page.GotoAsync($"/plans/{house.PlanId}/pack/return");
        await page.SetInputFilesAsync("#file", file);
        await page.FillAsync("#passphrase", passphrase);
        await page.GetByRole(AriaRole.Button, new() { Name = "See what came back" }).ClickAsync();
        await page.WaitForLoadStateAsync();
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(folder, recursive: true);
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }
}
