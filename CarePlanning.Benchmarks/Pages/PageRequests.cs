using System.Diagnostics;
using CarePlanning.Benchmarks.Plans;

namespace CarePlanning.Benchmarks.Pages;

/// <summary>What one request for a page of a filled plan costs, database included.</summary>
internal static class PageRequests
{
    public static async Task<Table> Measure(bool isShort)
    {
        await using var portal = await RunningPortal.Start(1);
        var count = isShort ? 200 : 1000;
        var table = new Table($"Pages of a filled plan on SQLite, asked over HTTP ({count} requests each, warm, one after another)",
            "page", "p50 ms", "p95 ms", "KB of HTML", "KB allocated", "commands to the database", "p50, /health/live = 1");
        var plan = $"/plans/{portal.Plans.Filled[0]}";
        var floor = 0.0;
        foreach (var (name, page) in new[]
        {
            ("/health/live", "/health/live"), ("the task list", plan), ($"section {BenchmarkPlans.Section}", $"{plan}/{BenchmarkPlans.Section}"),
            ("section who-is-involved", $"{plan}/who-is-involved"), ("section goals", $"{plan}/goals"), ("check your answers", $"{plan}/check"),
        })
        {
            for (var i = 0; i < count / 2; i++) await portal.Http.GetByteArrayAsync(page);
            var (commands, allocated) = (await portal.Number("commands"), await portal.Number("allocated"));
            var times = new Samples();
            var bytes = 0;
            for (var i = 0; i < count; i++)
            {
                var at = Stopwatch.GetTimestamp();
                bytes = (await portal.Http.GetByteArrayAsync(page)).Length;
                times.Add(Stopwatch.GetElapsedTime(at).TotalMilliseconds);
            }
            commands = await portal.Number("commands") - commands;
            allocated = await portal.Number("allocated") - allocated;
            if (floor == 0) floor = times.Median;
            table.Row(name, Say.Ms(times.Median), Say.Ms(times.At(0.95)), Say.Kb(bytes), Say.Kb((double)allocated / count),
                ((double)commands / count).ToString("0.##", System.Globalization.CultureInfo.InvariantCulture), Say.Times(times.Median, floor));
        }
        table.Note("Target P9: a page of a plan in at most 2 commands to the database, p95 at most 10 ms. The plan has an answer in every field and three entries in every list.");
        return table;
    }
}
