using System.Diagnostics;
using CarePlanning.Benchmarks.Plans;
using CarePlanning.Core.Plans;

namespace CarePlanning.Benchmarks.Pages;

/// <summary>How long it takes until the other open pages of a plan know what somebody has just saved.</summary>
internal static class FollowTimes
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static async Task<Table> Measure(bool isShort)
    {
        var edits = isShort ? 40 : 200;
        await using var portal = await RunningPortal.Start(1);
        var plan = portal.Plans.Empty;
        var token = await portal.TokenOf(plan, BenchmarkPlans.Section);
        var table = new Table($"From sending an answer until other open pages have it ({edits} answers, one process, SQLite)", "open pages", "acknowledged, p50 ms", "followed by the last page, p50 ms", "p95 ms", "most ms", "followed, acknowledged = 1");
        var stands = "";
        foreach (var pages in new[] { 2, 10 })
        {
            List<Circuit> open = [];
            for (var i = 0; i < pages; i++) open.Add(await Circuit.Open(portal.Http, $"/plans/{plan}/{BenchmarkPlans.Section}", portal.Cookie));
            var (saved, followed) = (new Samples(), new Samples());
            for (var i = 0; i < edits; i++)
            {
                var words = $"heard by {pages} for the time {i}, {Guid.NewGuid():N}";
                var heard = Task.WhenAll(open.Select(c => c.Hears(words)));
                var at = Stopwatch.GetTimestamp();
                using (var answer = await RunningPortal.Send(portal.Http, token, plan, new Edit(Guid.NewGuid().ToString("N"), BenchmarkPlans.Section, BenchmarkPlans.Path, stands, words, "person"))) answer.EnsureSuccessStatusCode();
                saved.Add(Stopwatch.GetElapsedTime(at).TotalMilliseconds);
                await heard.WaitAsync(Patience);
                followed.Add(Stopwatch.GetElapsedTime(at).TotalMilliseconds);
                stands = words;
            }
            table.Row($"{pages}", Say.Ms(saved.Median), Say.Ms(followed.Median), Say.Ms(followed.At(0.95)), Say.Ms(followed.At(1)), Say.Times(followed.Median, saved.Median));
            foreach (var circuit in open) await circuit.DisposeAsync();
        }
        table.Note("Target: within a second. Time on the line comes on top, twice the way of one message.");
        return table;
    }
}
