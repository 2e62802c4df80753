using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using CarePlanning.Benchmarks.Plans;
using CarePlanning.Core.Plans;

namespace CarePlanning.Benchmarks.Kill;

/// <summary>Somebody who writes in a plan over HTTP without a pause, and notes what was acknowledged.</summary>
internal sealed class Writer(int number, Guid plan)
{
    private string stands = "";
    private int words;

    public Guid Plan => plan;

    /// <summary>What the server said it has, by op id.</summary>
    public Dictionary<string, string> Acknowledged { get; } = new(StringComparer.Ordinal);

    /// <summary>The last attempt, which may or may not have arrived.</summary>
    public Edit? Open { get; private set; }

    /// <summary>Writes until the server is gone.</summary>
    public async Task Write(HttpClient http, string token)
    {
        while (true)
        {
            // What was not answered is sent again as it was.
            Open ??= new Edit($"writer-{number}-{Guid.NewGuid():N}", BenchmarkPlans.Section, BenchmarkPlans.Path, stands, string.Create(CultureInfo.InvariantCulture, $"writer {number}, {++words}: {FilledAnswers.Sentence}"), "person");
            try
            {
                using var answer = await RunningPortal.Send(http, token, plan, Open);
                var said = await answer.Content.ReadFromJsonAsync<JsonElement>();
                if (!answer.IsSuccessStatusCode) throw new InvalidOperationException($"Writer {number} was answered {answer.StatusCode}: {said}");
                Acknowledged.Add(Open.OpId, Open.Value!);
                (stands, Open) = (Open.Value!, null);
            }
            catch (Exception e) when (e is HttpRequestException or IOException or TaskCanceledException or JsonException) { return; }
        }
    }

    /// <summary>What is wrong with what the database has, if anything.</summary>
    public IEnumerable<string> Compare(IReadOnlyList<Faults.Household.Kept> history, string now)
    {
        var times = history.CountBy(h => h.OpId).ToDictionary();
        foreach (var (op, value) in Acknowledged)
        {
            if (times.GetValueOrDefault(op) != 1) yield return $"{op} was acknowledged and is in the history {times.GetValueOrDefault(op)} times";
            else if (history.Single(h => h.OpId == op).After != value) yield return $"{op} has other words in the history";
        }
        if (now != stands && now != Open?.Value) yield return $"writer {number}'s plan holds '{now}' instead of '{stands}' or what was on its way";
    }
}
