using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Net;
using CarePlanning.Core.Access;
using CarePlanning.Core.Documents.Copies;
using CarePlanning.Core.Family;
using CarePlanning.Core.Plans;
using CarePlanning.Tests.Family;
using CarePlanning.Tests.Given;
using CarePlanning.Tests.Storage;
using CarePlanning.Tests.Together;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace CarePlanning.Tests.Vault;

/// <summary>One word that stands in nobody's plan is typed wherever anything can be typed, and then looked for wherever it must not be.</summary>
public sealed class CanaryTests : IDisposable
{
    private const string Canary = "Axolotl58213";
    private readonly ConcurrentDictionary<string, long> heard = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> found = new();
    private readonly ActivityListener traces;
    private readonly MeterListener metrics = new();
    private readonly ListeningPortal portal;

    public CanaryTests()
    {
        portal = new ListeningPortal(Hear) { Settings = { ["Lead:Email"] = "lead@example.org" } };
        traces = new ActivityListener
        {
            ShouldListenTo = _ => true,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = a => Hear("trace", $"{a.DisplayName} {string.Join(' ', a.TagObjects)} {string.Join(' ', a.Baggage)} {string.Join(' ', a.Events.SelectMany(e => e.Tags))} {a.StatusDescription}"),
        };
        ActivitySource.AddActivityListener(traces);
        metrics.InstrumentPublished = (instrument, listener) => listener.EnableMeasurementEvents(instrument);
        metrics.SetMeasurementEventCallback<int>((i, _, tags, _) => Heard(i, tags));
        metrics.SetMeasurementEventCallback<long>((i, _, tags, _) => Heard(i, tags));
        metrics.SetMeasurementEventCallback<double>((i, _, tags, _) => Heard(i, tags));
        metrics.Start();

        void Heard(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags) => Hear("metric", $"{instrument.Name} {string.Join(' ', tags.ToArray())}");
    }

    private void Hear(string where, string text)
    {
        heard.AddOrUpdate(where, 1, (_, n) => n + 1);
        if (text.Contains(Canary, StringComparison.OrdinalIgnoreCase)) found.Enqueue($"{where}: {text[..Math.Min(text.Length, 300)]}");
    }

    public void Dispose()
    {
        traces.Dispose();
        metrics.Dispose();
        portal.Dispose();
    }

    [Fact]
    public async Task A_word_typed_into_every_field_is_in_no_log_trace_metric_address_or_file_left_behind()
    {
        var began = DateTime.UtcNow.AddSeconds(-2);
        _ = portal.Address;
        var house = await Household.InAsync(portal.Services);
        using var nia = new Visitor(portal);
        await nia.PostAsync("/sign-in", await nia.GetAsync("/sign-in"), ("account", house.Nia.UserId.ToString()), ("returnUrl", "/plans"));
        var plan = house.PlanId;
        var page = await nia.GetAsync($"/plans/{plan}/about-me");
        var typed = 0;
        var sent = new HashSet<(SectionDefinition, FieldKind)>();
        foreach (var place in EveryAnswer.All(DateOnly.FromDateTime(DateTime.UtcNow)))
        {
            // One place of each kind in each section goes the whole way from a browser, also where the word is refused: a refusal repeats nothing
            // either. The others go the same way from behind the address on.
            if (sent.Add((place.Section, place.Field.Kind)))
            {
                if ((await nia.EditAsync(plan, page, place.Section.Slug, place.Path, $"{Canary} {typed}")).Status == HttpStatusCode.OK) typed++;
            }
            else if (place.Token.Length > 0 && await house.SendAsync(house.Nia, place.Section.Slug, place.Path, $"{Canary} {typed}") is EditOutcome.Saved) typed++;
        }
        Assert.True(typed > 150, $"only {typed} places took the word");

        List<string?> addresses = [];
        async Task<Visitor.Answer> Get(string path)
        {
            var answer = await nia.GetAsync(path);
            addresses.Add(answer.To);
            return answer;
        }
        async Task Post(string path, Visitor.Answer on, params (string, string)[] fields) => addresses.Add((await nia.PostAsync(path, on, fields)).To);
        string[] rooms = ["", "/check", "/still-needed", "/history", "/looked", "/to-talk-about", "/between-us", "/carer", "/copies", "/easy-read", "/papers", "/agree", "/rehearse", "/draft.pdf", .. PlanSections.All.Select(s => "/" + s.Slug)];
        foreach (var room in rooms) await Get($"/plans/{plan}{room}");
        await Post($"/plans/{plan}/between-us", await Get($"/plans/{plan}/between-us"), ("words", Canary));
        await Post($"/plans/{plan}/easy-read", await Get($"/plans/{plan}/easy-read"), ("slug", "about-me"), ("words", Canary));
        await Post($"/plans/{plan}/copies/fact", await Get($"/plans/{plan}/copies"), ("kind", "Allergies"), ("words", Canary));
        await Post($"/plans/{plan}/copies/give", await Get($"/plans/{plan}/copies"), ("to", Canary), ("code", Canary), ("how", "Handed"));
        await Post($"/plans/{plan}/agree/withdraw", await Get($"/plans/{plan}/agree"), ("reason", Canary), ("number", "1"), ("pin", Canary));
        await Post("/plans/new", await Get("/plans/new"), ("givenNames", Canary), ("familyName", Canary), ("nhsNumber", Canary));
        await Post("/verify", await Get("/verify"), ("code", Canary));
        await Post($"/plans/{plan}/people/invite", await Get($"/plans/{plan}/people/invite"), ("_handler", "invite"), ("id", Guid.NewGuid().ToString()), ("given", Canary), ("family", Canary), ("relative", Canary), ("relation", "Carer"), ("email", "beth@example.org"), ("phone", "07700 900341"));
        await Post($"/plans/{plan}/speak-up", await Get($"/plans/{plan}/speak-up"), ("_handler", "speak"), ("id", Guid.NewGuid().ToString()), ("kind", "Worry"), ("words", Canary));
        await house.The<Core.Documents.DocumentService>().Draft(house.Nia, plan);
        await WriteLettersAsync();

        await SendEveryFormAsync(addresses);

        // Each of the requests leaves at least one trace and one metric, and many lines.
        Assert.All(new[] { ("log", 1000), ("trace", 150), ("metric", 150) }, least => Assert.True(heard.GetValueOrDefault(least.Item1) > least.Item2, $"Hardly a {least.Item1} was heard, so nothing is proved."));
        Assert.Empty(found.Distinct().Take(10));
        Assert.DoesNotContain(addresses, a => a?.Contains(Canary, StringComparison.OrdinalIgnoreCase) == true);
        Assert.Empty(LeftBehind(began));
        var letters = LetterFolder.Of(portal.Folder);
        Assert.True(letters.Select(l => l.Subject).Distinct().Count() >= 5, $"Hardly a letter was written, so nothing is proved: {string.Join(", ", letters.Select(l => l.Subject))}");
        Assert.All(letters, l => Assert.All(new[] { Canary, "Joyce", "Ashworth" }, said => Assert.DoesNotContain(said, l.Subject + l.To, StringComparison.OrdinalIgnoreCase)));
        Assert.All(Directory.GetFiles(Path.Combine(portal.Folder, "mail")), f => Assert.DoesNotContain(Canary, f, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Forms whose words go into the address, and why they may.</summary>
    private static readonly Dictionary<string, string> InTheAddress = new(StringComparer.Ordinal)
    {
        ["/directory"] = "what staff look for among the services of their area is about nobody",
    };

    /// <summary>Sends every form of every page in which something can be typed: first with the word everywhere, then as it can be taken.</summary>
    private async Task SendEveryFormAsync(List<string?> addresses)
    {
        var demo = new Journeys.DemoPortal(portal);
        var forms = (await CanaryForm.AllAsync(demo)).Where(f => f.IsTyped).ToList();
        Assert.Equal(InTheAddress.Keys, forms.Where(f => f.Method != "POST").Select(f => f.Action));
        Assert.True(forms.Count > 35, $"Hardly a form was found: {string.Join(", ", forms.Select(f => f.Action))}");
        List<(CanaryForm Form, int Status)> answers = [];
        foreach (var taken in (bool[])[false, true])
            foreach (var those in forms.Where(f => f.Method == "POST").GroupBy(f => f.By))
            {
                using var visitor = those.Key == Guid.Empty ? new Journeys.Visitor(portal.Address) : await Journeys.Visitor.SignedInAsync(portal.Address, those.Key);
                // A death, the end of a plan's version and the like change what the others find.
                foreach (var form in those.OrderBy(f => f.Action.Contains("death", StringComparison.Ordinal) || f.Action.Contains("withdraw", StringComparison.Ordinal)))
                {
                    var (status, to) = await form.SendAsync(visitor, Canary, taken);
                    addresses.Add(to);
                    answers.Add((form, status));
                }
            }
        Assert.Empty(answers.Where(a => a.Status is >= 500 or 429 or 415).Select(a => $"{a.Form.Action}: {a.Status}"));
        // Some were taken, and some came back as pages with what was typed.
        Assert.True(answers.Count(a => a.Status is 302) > 20 && answers.Count(a => a.Status is 200 or 422) > 20, string.Join("\n", answers.Select(a => $"{a.Status} {a.Form.Action}")));
    }

    /// <summary>Has the letters written that need an agreed plan, or somebody who is not on one: a link, its code, an emergency.</summary>
    private async Task WriteLettersAsync()
    {
        var house = await Household.InAsync(portal.Services);
        await house.AgreeAsync();
        var shares = house.The<ShareService>();
        Assert.Equal((ShareRefusal.None, true), await shares.Share(house.Nia, house.PlanId, new NewShare(Guid.NewGuid(), Canary, "maureen@example.org", null, CopyKind.AboutMe, 7)));
        Assert.Equal(CodeSent.Sent, await shares.SendCode(LetterFolder.Newest(portal.Folder, "maureen@example.org").Token));
        Assert.Equal(EmergencyOutcome.Open, (await house.The<BreakGlassService>().Open(house.Stranger, "9990000018", new DateOnly(1948, 3, 9), $"{Canary} cannot wait")).Outcome);
    }

    /// <summary>Files written meanwhile in the system's place for such files, the portal's own database aside.</summary>
    private static List<string> LeftBehind(DateTime began)
    {
        List<string> left = [];
        var word = System.Text.Encoding.UTF8.GetBytes(Canary);
        foreach (var file in Directory.EnumerateFiles(Path.GetTempPath(), "*", new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true, MaxRecursionDepth = 1, AttributesToSkip = FileAttributes.ReparsePoint | FileAttributes.Device }))
        {
            // What the tests themselves keep has names of theirs; the portal makes no such folder.
            if (file.StartsWith(Path.Combine(Path.GetTempPath(), "careplanning-"), StringComparison.Ordinal) || File.GetLastWriteTimeUtc(file) < began) continue;
            // A pipe has no length, and reading one waits for whoever writes.
            try { if (new FileInfo(file).Length is > 0 and < 50_000_000 && File.ReadAllBytes(file).AsSpan().IndexOf(word) >= 0) left.Add(file); }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // Somebody else's, gone or closed meanwhile: not left behind by this portal.
            }
        }
        return left;
    }

    /// <summary>A portal whose every log line is heard, of every kind.</summary>
    private sealed class ListeningPortal(Action<string, string> hear) : Journeys.RunningPortal
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.ConfigureLogging(logging => logging.AddProvider(new Ear(hear)).AddFilter<Ear>((_, _) => true));
        }
    }

    private sealed class Ear(Action<string, string> hear) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull
        {
            hear("log", $"{state}");
            return null;
        }
        public bool IsEnabled(LogLevel logLevel) => true;
        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            hear("log", $"{formatter(state, exception)} {(state is IEnumerable<KeyValuePair<string, object?>> values ? string.Join(' ', values) : "")} {exception}");
        public void Dispose() { }
    }
}
