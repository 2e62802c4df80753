using CarePlanning.Tests.Journeys;
using Microsoft.Playwright;

namespace CarePlanning.Tests.JavaScript;

/// <summary>One page of one browser for the tests of our modules, each of which finds its part of it as if nobody had been there.</summary>
public sealed class ModulePage(Chromium chromium) : IAsyncLifetime
{
    private readonly ModuleServer server = new();
    private readonly List<string> failures = [];
    private IBrowserContext? context;
    private IPage? page;
    private ICDPSession? tools;

    /// <summary>
    /// A frame over the whole page, made anew, with nothing stored; and what goes wrong in it outside the test.
    /// A frame is a world of its own as a page is, and there in half the time.
    /// </summary>
    public async Task<(IFrame Frame, List<string> Failures)> OpenAsync()
    {
        if (page is null)
        {
            context = await chromium.NewContextAsync(server.Address);
            page = await context.NewPageAsync();
            page.PageError += (_, error) => failures.Add("outside the test: " + error);
            tools = await context.NewCDPSessionAsync(page);
            await page.GotoAsync("/");
        }
        await page.EvaluateAsync("() => document.querySelector('iframe')?.remove()");
        await tools!.SendAsync("Storage.clearDataForOrigin", new() { ["origin"] = server.Address.GetLeftPart(UriPartial.Authority), ["storageTypes"] = "all" });
        failures.Clear();
        await page.EvaluateAsync(
            """
            () => new Promise(loaded => {
              const frame = document.createElement("iframe");
              Object.assign(frame, { src: "/?test", onload: () => loaded() });
              frame.style.cssText = "position: fixed; inset: 0; width: 100%; height: 100%; border: 0";
              document.body.append(frame);
            })
            """);
        return ((await (await page.QuerySelectorAsync("iframe"))!.ContentFrameAsync())!, failures);
    }

    /// <summary>A page that did not come back from a test is not used again.</summary>
    public async Task LeaveAsync()
    {
        if (context is not null) await context.DisposeAsync();
        (context, page, tools) = (null, null, null);
    }

    public ValueTask InitializeAsync() => server.InitializeAsync();

    public async ValueTask DisposeAsync()
    {
        await LeaveAsync();
        await server.DisposeAsync();
    }
}
