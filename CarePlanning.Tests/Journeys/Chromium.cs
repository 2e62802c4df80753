using CarePlanning.Tests.Journeys;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Chromium))]

namespace CarePlanning.Tests.Journeys;

/// <summary>The one browser of the whole test run; it starts when a test first asks for a window.</summary>
public sealed class Chromium : IAsyncDisposable
{
    private const string UsualPlace = "/usr/bin/chromium";

    private readonly Lazy<Task<(IPlaywright Playwright, IBrowser Browser)>> started = new(StartAsync);

    /// <summary>A new person at a new computer: no cookies, nothing stored; addresses may be given from the portal's root.</summary>
    public async Task<IBrowserContext> NewContextAsync(Uri baseAddress, BrowserNewContextOptions? options = null)
    {
        options = options is null ? new() : new(options);
        options.BaseURL = baseAddress.ToString();
        options.Locale ??= "en-GB";
        var (_, browser) = await started.Value;
        return ClosingWindow.Of(await browser.NewContextAsync(options));
    }

    /// <summary>The browser's own path, or a sentence that says what to do when there is none.</summary>
    internal static string PathOf(string? asked)
    {
        var path = string.IsNullOrWhiteSpace(asked) ? UsualPlace : asked;
        return File.Exists(path)
            ? path
            : throw new InvalidOperationException(
                $"No browser at {path}. These tests use a real one: install Debian's chromium (./test does), or set CHROME_PATH to where Chromium or Chrome is.");
    }

    private static async Task<(IPlaywright Playwright, IBrowser Browser)> StartAsync()
    {
        var path = PathOf(Environment.GetEnvironmentVariable("CHROME_PATH"));
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = path,
            Args =
            [
                "--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-dev-shm-usage", "--no-first-run",
                "--disable-background-networking", "--disable-component-update", "--disable-sync",
            ],
        });
        return (playwright, browser);
    }

    public async ValueTask DisposeAsync()
    {
        if (!started.IsValueCreated || !started.Value.IsCompletedSuccessfully)
            return;
        var (playwright, browser) = await started.Value;
        await browser.DisposeAsync();
        playwright.Dispose();
    }
}
