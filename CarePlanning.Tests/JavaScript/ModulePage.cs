using CarePlanning.Tests.Journeys;
using Microsoft.Playwright;

namespace CarePlanning.Tests.JavaScript;

/// <summary>One page of one browser for the tests of our modules, each of which finds it as if nobody had been there.</summary>
public sealed class ModulePage(Chromium chromium) : IAsyncLifetime
{
    private readonly ModuleServer server = new();
    private readonly List<string> failures = [];
    private IBrowserContext? context;
    private IPage? page;
    private ICDPSession? tools;

    /// <summary>The page, read anew, with nothing stored; and what goes wrong in it outside the test.</summary>
    public async Task<(IPage Page, List<string> Failures)> OpenAsync()
    {
        if (page is null)
        {
            context = await chromium.NewContextAsync(server.Address);
            page = await context.NewPageAsync();
            page.PageError += (_, error) => failures.Add("outside the test: " + error);
            tools = await context.NewCDPSessionAsync(page);
        }
        await page.GotoAsync("/");
        await tools!.SendAsync("Storage.clearDataForOrigin", new() { ["origin"] = server.Address.GetLeftPart(UriPartial.Authority), ["storageTypes"] = "all" });
        failures.Clear();
        return (page, failures);
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
