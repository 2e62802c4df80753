using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using CarePlanning.Benchmarks.Saves;

namespace CarePlanning.Benchmarks.Funding;

/// <summary>What the queue and the figures cost with 1,000 open requests and 20,000 past ones, on either database.</summary>
internal static class RequestsBenchmark
{
    private const int Open = 1_000, Past = 20_000;

    public static async IAsyncEnumerable<Table> Run(bool isShort)
    {
        var count = isShort ? 40 : 300;
        var table = new Table($"Requests: {Open:#,0} open, {Past:#,0} past, asked over HTTP ({count} requests each, warm, one after another)",
            "database, page", "p50 ms", "p95 ms", "least ms", "KB of HTML", "commands to the database", "p50, /health/live = 1");
        await using (var portal = await RunningPortal.Start(1, $"--requests={Open},{Past}")) await Measure(table, "SQLite", portal, count);
        var (server, why) = await ThrowAwayPostgres.Start();
        if (server is null) table.Note(why);
        else
            await using (server)
            {
                var (connection, _) = await server.NewDatabase();
                await using (var portal = await RunningPortal.Start(1, $"--requests={Open},{Past}", "--Db:Provider=Postgres", $"--ConnectionStrings:Db={connection}")) await Measure(table, "PostgreSQL", portal, count);
                Npgsql.NpgsqlConnection.ClearAllPools();
                await server.Drop(connection);
            }
        table.Note("Target: p95 under 100 ms on the server and at most 4 commands for a page, who asks included.");
        yield return table;
    }

    private static async Task Measure(Table table, string database, RunningPortal portal, int count)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = portal.Http.BaseAddress };
        http.DefaultRequestHeaders.Add("Cookie", await RunningPortal.SignIn(http, await http.GetFromJsonAsync<Guid>("/benchmark/approver")));
        var floor = 0.0;
        foreach (var (name, page) in new[] { ("/health/live", "/health/live"), ("the queue", "/requests"), ("its tenth page", "/requests?page=9"), ("all open requests", "/requests?all=yes"), ("the figures", "/requests/figures") })
        {
            for (var i = 0; i < count / 2; i++) await http.GetByteArrayAsync(page);
            var commands = await portal.Number("commands");
            var times = new Samples();
            var bytes = 0;
            for (var i = 0; i < count; i++)
            {
                var at = Stopwatch.GetTimestamp();
                bytes = (await http.GetByteArrayAsync(page)).Length;
                times.Add(Stopwatch.GetElapsedTime(at).TotalMilliseconds);
            }
            commands = await portal.Number("commands") - commands;
            if (floor == 0) floor = times.Median;
            table.Row($"{database}, {name}", Say.Ms(times.Median), Say.Ms(times.At(0.95)), Say.Ms(times.Least), Say.Kb(bytes), ((double)commands / count).ToString("0.##", CultureInfo.InvariantCulture), Say.Times(times.Median, floor));
        }
    }
}
