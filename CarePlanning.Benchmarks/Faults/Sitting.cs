using CarePlanning.Benchmarks.Browser;
using CarePlanning.Benchmarks.Plans;

namespace CarePlanning.Benchmarks.Faults;

/// <summary>Somebody at a page of an empty plan, with a line that can fail and everything the page says written down.</summary>
internal sealed class Sitting : IAsyncDisposable
{
    /// <summary>As far away as a portal is over a telephone: 150 ms there and back.</summary>
    private static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(75);
    private static readonly TimeSpan Key = TimeSpan.FromMilliseconds(60);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly string section;

    public Sitting(Household house, Guid plan, string section = BenchmarkPlans.Section)
    {
        (House, Plan, this.section) = (house, plan, section);
        Proxy = new FaultProxy(house.Portal.Address, Delay);
    }

    public Household House { get; }
    public Guid Plan { get; }
    public FaultProxy Proxy { get; }
    public Watch Watch { get; } = new();
    public BrowserPage Page { get; private set; } = null!;

    /// <summary>When the fault began.</summary>
    public DateTime BrokenAt { get; private set; }

    /// <summary>When the last of it was over.</summary>
    public DateTime BackAt { get; private set; }

    /// <summary>Signs in and opens the section in a page of this browser.</summary>
    public async Task Open(Chromium browser, bool apart = true)
    {
        Page = await browser.NewPage(apart);
        await Watch.Over(Page);
        using var http = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = House.Portal.Address };
        await Page.SignIn(await RunningPortal.SignIn(http, House.Plans.Nurse.UserId), Proxy.Address);
        await Page.Ask("Page.navigate", new { url = new Uri(Proxy.Address, $"/plans/{Plan}/{section}").ToString() });
        await Started();
    }

    /// <summary>Waits until the page's scripts run and its live part is there.</summary>
    public Task Started() => Page.Until("location.hash.startsWith('#q-') && document.querySelector('[data-interactive=true]')", Patience);

    public Task Focus(string field) => Page.Run($"document.querySelector(\"[name='{field}']\").focus()");

    public Task Leave() => Page.Run("document.activeElement.blur()");

    public Task Type(string text) => Page.Type(text, Key);

    /// <summary>Begins the fault and notes when.</summary>
    public void Break(Line line)
    {
        BrokenAt = DateTime.UtcNow;
        Proxy.Make(line);
    }

    /// <summary>Ends the fault and notes when.</summary>
    public void Mend()
    {
        Proxy.Make(Line.Carries);
        BackAt = DateTime.UtcNow;
    }

    public void BreaksNow() => BrokenAt = DateTime.UtcNow;

    public void IsBackNow() => BackAt = DateTime.UtcNow;

    /// <summary>Waits until the page has said that something is wrong.</summary>
    public async Task Shown()
    {
        for (var end = DateTime.UtcNow + Patience; Watch.SecondsUntilShown(BrokenAt) is null; await Task.Delay(100))
            if (DateTime.UtcNow > end) return;
    }

    public async Task<string> Screen(string field) => (await Page.Run($"document.querySelector(\"[name='{field}']\").value")).GetString()!;

    public Task<string> InDatabase(string field) => House.Stands(Plan, section, field);

    /// <summary>Waits until the page says that all is saved, and gives how long that took since the fault was over; null when it never does.</summary>
    public async Task<double?> SavedAgain(string field, string text)
    {
        for (var end = DateTime.UtcNow + Patience; DateTime.UtcNow < end; await Task.Delay(100))
        {
            if (await InDatabase(field) != text) continue;
            var took = (DateTime.UtcNow - BackAt).TotalSeconds;
            // The page may be about to be loaded again, and then to find its words on the device.
            try { await Page.Until($"document.getElementById('state-line')?.dataset.state === 'saved' && document.querySelector(\"[name='{field}']\")?.value === {System.Text.Json.JsonSerializer.Serialize(text)}"); }
            catch (TimeoutException) { return null; }
            return Math.Max(0, took);
        }
        return null;
    }

    /// <summary>What became of the words in one field.</summary>
    public async Task<Outcome> Outcome(string fault, string field, string typed, bool losesSignal = true, bool mayHaveMore = false)
    {
        var back = await SavedAgain(field, mayHaveMore ? await Screen(field) : typed);
        var (screen, kept) = (await Screen(field), await InDatabase(field));
        var whole = screen == kept && (mayHaveMore ? kept.StartsWith(typed, StringComparison.Ordinal) : kept == typed);
        return new Outcome(fault, typed.Length, screen.Length, kept.Length, whole && back is not null,
            [.. Watch.FalselySaved(await House.History(Plan))], Watch.Seen.Any(m => m.IsBlocked), losesSignal ? Watch.SecondsUntilShown(BrokenAt) ?? double.PositiveInfinity : null, back);
    }

    public ValueTask DisposeAsync() => Proxy.DisposeAsync();
}

/// <summary>What became of the words of somebody to whom a fault happened.</summary>
/// <param name="Fault">What happened.</param>
/// <param name="Typed">Characters typed at least a second before it, and during it.</param>
/// <param name="Screen">Characters on the screen at the end.</param>
/// <param name="Kept">Characters in the database at the end.</param>
/// <param name="Recovered">Whether all of them are the same, and the page said so.</param>
/// <param name="FalselySaved">Each moment at which "Saved" was not true.</param>
/// <param name="Blocked">Whether the page was ever behind a dialog.</param>
/// <param name="ShownAfter">Seconds until the page said that something is wrong; null where nothing is lost that could be shown.</param>
/// <param name="BackAfter">Seconds until everything was in the database, from the end of the fault.</param>
internal sealed record Outcome(string Fault, int Typed, int Screen, int Kept, bool Recovered, IReadOnlyList<string> FalselySaved, bool Blocked, double? ShownAfter, double? BackAfter);
