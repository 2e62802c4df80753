using System.Globalization;
using System.Text;
using CarePlanning.Benchmarks.Browser;
using CarePlanning.Benchmarks.Plans;

namespace CarePlanning.Benchmarks.Faults;

/// <summary>The eleven faults, each from the first key to the last word in the database.</summary>
internal static class Matrix
{
    private const string Field = BenchmarkPlans.Path;
    private const string Before = "She likes the window a little open at night, ";
    private const string During = "and the wireless on low.";
    private const string After = " And her own pillow, not the one of the hospital.";
    private const string ManyFields = "looking-ahead";
    private const int PastedLength = 40_000;
    private const int OfflineEdits = 30;

    /// <summary>A fault, and what it needs: a server that it may end, or a browser of its own.</summary>
    public sealed record Fault(string Name, Func<Sitting, Chromium, Pauses, Task<Outcome>> Happens, bool EndsServer = false, bool EndsBrowser = false, string Section = BenchmarkPlans.Section);

    /// <summary>How long it is waited; short runs do not wait as long as life does.</summary>
    public sealed record Pauses(TimeSpan Cut, TimeSpan LongCut);

    public static IReadOnlyList<Fault> All { get; } =
    [
        new("S1 not blurred, TCP cut {0} s", (s, b, p) => CutWhileTyping("S1", s, b, p.Cut)),
        new("S2 blurred, cut {0} s", BlurredThenCut),
        new("S3 packets swallowed silently", Swallowed),
        new("S4 server `kill -9` and restart", (s, b, _) => ServerEnds(s, b, s.House.Portal.Kill), EndsServer: true),
        new("S5 cut {1} s", (s, b, p) => CutWhileTyping("S5", s, b, p.LongCut)),
        new("S6 40,000-character paste", Pasted),
        new("S7 browser `kill -9`, reopened (signed in again)", BrowserEnds, EndsBrowser: true),
        new("S8 three hours' sleep (clock and circuit eviction simulated)", Sleeps, EndsServer: true),
        new("S9 cookie expired, signed in again", SignedOut),
        new("S10 server stopped for a deploy and replaced", (s, b, _) => ServerEnds(s, b, s.House.Portal.Stop), EndsServer: true),
        new("S11 60 minutes offline with 30 edits (time simulated)", Offline, Section: ManyFields),
    ];

    private static async Task<Outcome> CutWhileTyping(string fault, Sitting s, Chromium browser, TimeSpan cut)
    {
        await s.Open(browser);
        await s.Focus(Field);
        await s.Type(Before);
        var over = Task.Delay(cut);
        s.Break(Line.Cut);
        await s.Type(During);
        await Task.WhenAll(s.Shown(), over);
        s.Mend();
        return await s.Outcome(fault, Field, Before + During);
    }

    private static async Task<Outcome> BlurredThenCut(Sitting s, Chromium browser, Pauses pauses)
    {
        await s.Open(browser);
        await s.Focus(Field);
        await s.Type(Before);
        await s.Leave();
        // Long enough for the request to arrive, too short for its answer to come back.
        await Task.Delay(100);
        var over = Task.Delay(pauses.Cut);
        s.Break(Line.Cut);
        await Task.WhenAll(s.Shown(), over);
        s.Mend();
        return await s.Outcome("S2", Field, Before);
    }

    private static async Task<Outcome> Swallowed(Sitting s, Chromium browser, Pauses pauses)
    {
        await s.Open(browser);
        await s.Focus(Field);
        await s.Type(Before);
        var over = Task.Delay(pauses.Cut);
        s.Break(Line.Swallows);
        await s.Type(During);
        await s.Leave();
        await Task.WhenAll(s.Shown(), over);
        s.Mend();
        return await s.Outcome("S3", Field, Before + During);
    }

    private static async Task<Outcome> ServerEnds(Sitting s, Chromium browser, Func<Task> end)
    {
        await s.Open(browser);
        await s.Focus(Field);
        await s.Type(Before);
        s.BreaksNow();
        var ended = end();
        await s.Type(During);
        await ended;
        await s.Shown();
        await s.House.Portal.Start();
        s.IsBackNow();
        // The new server knows nothing of this page; whatever the page does about that, somebody goes on typing.
        await s.Type(After);
        return await s.Outcome("server", Field, Before + During + After);
    }

    private static async Task<Outcome> Pasted(Sitting s, Chromium browser, Pauses pauses)
    {
        var letter = Letter(PastedLength);
        await s.Open(browser);
        await s.Focus(Field);
        s.BreaksNow();
        await s.Page.Ask("Input.insertText", new { text = letter });
        await s.Leave();
        s.IsBackNow();
        return await s.Outcome("S6", Field, letter, losesSignal: false);
    }

    private static async Task<Outcome> BrowserEnds(Sitting s, Chromium browser, Pauses pauses)
    {
        var profile = Directory.CreateTempSubdirectory("careplanning-profile-").FullName;
        try
        {
            await using (var first = await Chromium.Open(profile))
            {
                await s.Open(first, apart: false);
                await s.Focus(Field);
                // Nothing of it reaches the server: only the device can know.
                s.Break(Line.Cut);
                await s.Type(Before);
                await Task.Delay(1000);
                await s.Type("and");
                await first.Kill();
            }
            s.Mend();
            await using var second = await Chromium.Open(profile);
            await s.Open(second, apart: false);
            await s.Page.Until($"document.querySelector(\"[name='{Field}']\").value !== ''");
            s.IsBackNow();
            return await s.Outcome("S7", Field, Before, losesSignal: false, mayHaveMore: true);
        }
        finally
        {
            try { Directory.Delete(profile, recursive: true); }
            catch (IOException) { /* a process of the browser may still let go of its files */ }
        }
    }

    private static async Task<Outcome> Sleeps(Sitting s, Chromium browser, Pauses pauses)
    {
        await s.Open(browser);
        await s.Focus(Field);
        await s.Type(Before);
        s.Proxy.Make(Line.Cut);
        await s.Page.Ask("Page.setWebLifecycleState", new { state = "frozen" });
        await Later(s, TimeSpan.FromHours(3));
        // Whatever the server held for this page in its memory is gone.
        await s.House.Portal.Kill();
        await s.House.Portal.Start();
        s.BreaksNow();
        await s.Page.Ask("Page.setWebLifecycleState", new { state = "active" });
        await s.Shown();
        await s.Type(During);
        s.Mend();
        return await s.Outcome("S8", Field, Before + During);
    }

    private static async Task<Outcome> SignedOut(Sitting s, Chromium browser, Pauses pauses)
    {
        await s.Open(browser);
        await s.Focus(Field);
        await s.Type(Before);
        s.BreaksNow();
        await s.Page.Ask("Network.deleteCookies", new { name = "care", url = s.Proxy.Address.ToString() });
        await s.Type(During);
        await s.Shown();
        await s.Page.Run("document.querySelector('#state-line a').click()");
        var me = $"button[value='{s.House.Plans.Nurse.UserId}']";
        await s.Page.Until($"document.querySelector(\"{me}\")");
        await s.Page.Run($"document.querySelector(\"{me}\").click()");
        await s.Page.Until($"location.hash === '#q-mostImportant' && document.querySelector(\"[name='{Field}']\")?.value !== undefined");
        s.IsBackNow();
        return await s.Outcome("S9", Field, Before + During);
    }

    private static async Task<Outcome> Offline(Sitting s, Chromium browser, Pauses pauses)
    {
        await s.Open(browser);
        var fields = (await s.Page.Run("JSON.stringify([...document.querySelectorAll('[data-question] textarea[name]')].filter(f => !f.closest('[data-field][hidden], template')).map(f => [f.name, f.closest('[data-question]').id]))")).GetString()!;
        var places = System.Text.Json.JsonSerializer.Deserialize<string[][]>(fields)!;
        var written = new Dictionary<string, string>();
        s.Break(Line.Cut);
        for (var i = 0; i < OfflineEdits; i++)
        {
            var (name, question) = (places[i % places.Length][0], places[i % places.Length][1]);
            await s.Page.Run($"location.hash = '#{question}'");
            await s.Page.Until($"!document.getElementById('{question}').hidden");
            await s.Focus(name);
            var words = string.Create(CultureInfo.InvariantCulture, $"Written after {(i + 1) * 2} minutes. ");
            await s.Page.Run($"(f => f.setSelectionRange(f.value.length, f.value.length))(document.activeElement)");
            await s.Page.Ask("Input.insertText", new { text = words });
            await s.Leave();
            written[name] = written.GetValueOrDefault(name, "") + words;
            await Later(s, TimeSpan.FromMinutes(2));
        }
        await s.Shown();
        s.Mend();
        double? slowest = 0;
        foreach (var (name, text) in written) slowest = await s.SavedAgain(name, text) is { } took && slowest is { } before ? Math.Max(before, took) : null;
        var (screen, kept) = (new StringBuilder(), new StringBuilder());
        foreach (var name in written.Keys)
        {
            screen.Append(await s.Screen(name));
            kept.Append(await s.InDatabase(name));
        }
        var typed = string.Concat(written.Values);
        return new Outcome("S11", typed.Length, screen.Length, kept.Length, slowest is not null && typed == kept.ToString() && typed == screen.ToString(),
            [.. s.Watch.FalselySaved(await s.House.History(s.Plan))], s.Watch.Seen.Any(m => m.IsBlocked), s.Watch.SecondsUntilShown(s.BrokenAt) ?? double.PositiveInfinity, slowest);
    }

    /// <summary>The device's clock goes on by that much at once, for the page.</summary>
    private static async Task Later(Sitting s, TimeSpan by) =>
        await s.Page.Run(string.Create(CultureInfo.InvariantCulture, $"(before => {{ Date.now = () => before() + {by.TotalMilliseconds}; }})(Date.now.bind(Date)), true"));

    private static string Letter(int length)
    {
        var text = new StringBuilder();
        for (var n = 1; text.Length < length; n++) text.Append(CultureInfo.InvariantCulture, $"Line {n} of the letter, to the word.\n");
        return text.ToString()[..length];
    }
}
