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
        using var visitor = await Visitor.SignedInAsync(portal.Address, who.UserId);
        await context.AddCookiesAsync(visitor.Cookies.Select(c => new Cookie { Name = c.Name, Value = c.Value, Url = portal.Address.ToString(), HttpOnly = c.HttpOnly }));
        return context;
    }

    private async Task<IBrowserContext> FieldAsync(BrowserNewContextOptions? options = null)
    {
        var context = await chromium.NewContextAsync(portal.Address, options);
        await context.SetOfflineAsync(true);
        return context;
    }

    /// <summary>The pack as the form of the page gives it; a browser that downloads many files in a full run holds some of them up.</summary>
    private async Task<string> DownloadAsync()
    {
        using var nia = await Visitor.SignedInAsync(portal.Address, house.Nia.UserId);
        using var answer = await nia.PostFormAsync($"/plans/{house.PlanId}/pack", ("passphrase", Secret), ("again", Secret));
        Assert.True(answer.IsSuccessStatusCode, $"{answer.StatusCode}: {string.Join(Environment.NewLine, portal.Logged)}");
        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition!.DispositionType);
        return await KeepAsync(answer.Content.Headers.ContentDisposition.FileNameStar ?? answer.Content.Headers.ContentDisposition.FileName!.Trim('"'),
            await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>Presses "Save my answers" and takes what the page hands to the browser to be saved.</summary>
    private async Task<string> SaveAsync(IPage page)
    {
        await page.EvaluateAsync("""
            () => { window.saved = new Promise(resolve => {
              const make = URL.createObjectURL;
              let blob = null;
              URL.createObjectURL = b => { blob = b; return make.call(URL, b); };
              HTMLAnchorElement.prototype.click = function () { blob.text().then(text => resolve([this.download, text])); };
            }); }
            """);
        await page.Locator(".state [data-save]").ClickAsync();
        var saved = await page.EvaluateAsync<string[]>("() => window.saved");
        return await KeepAsync(saved[0], saved[1]);
    }

    private async Task<string> KeepAsync(string name, string text)
    {
        Assert.EndsWith(".html", name, StringComparison.Ordinal);
        var path = Path.Combine(folder, name);
        await File.WriteAllTextAsync(path, text, TestContext.Current.CancellationToken);
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
