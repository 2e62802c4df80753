using System.Diagnostics;
using CarePlanning.Benchmarks.Plans;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace CarePlanning.Benchmarks.Saves;

/// <summary>How long an edit takes until it is acknowledged, on either database, beside a bare insert.</summary>
internal static class SavesBenchmark
{
    private static readonly int[] Writers = [1, 16];

    public static async IAsyncEnumerable<Table> Run(bool isShort)
    {
        var table = new Table("One acknowledged save of a filled plan (its answer, its audit entry, every rule asked; each writer on a plan of their own)",
            "database, writers, way", "p50 ms", "p95 ms", "p99 ms", "saves a second", "commands to the database", "p50, bare insert = 1");
        var folder = Directory.CreateTempSubdirectory("careplanning-benchmark-").FullName;
        await OnSqlite(table, folder, isShort);
        var (postgres, why) = await ThrowAwayPostgres.Start();
        if (postgres is null) table.Note(why);
        else await using (postgres) await OnPostgres(table, postgres, folder, isShort);
        Directory.Delete(folder, recursive: true);
        table.Note("The bare insert is one row of the same words, inserted and committed without EF, on the same database in the same run. "
            + "Words in the clear is the same save without encryption, which no portal does: the difference is what encryption costs. "
            + "A command is whatever is sent and waited for: a query, a batch of changes, a commit. Target P3: at the server p99 at most 20 ms.");
        yield return table;
    }

    private static async Task OnSqlite(Table table, string folder, bool isShort)
    {
        var connection = $"Data Source={Path.Combine(folder, "saves.db")}";
        await using var portal = await RunningPortal.Start(Writers[^1]);
        await Measure(table, "SQLite (WAL, FULL)", DbProvider.Sqlite, connection, $"Data Source={Path.Combine(folder, "clear.db")}", folder, portal, isShort);
    }

    private static async Task OnPostgres(Table table, ThrowAwayPostgres server, string folder, bool isShort)
    {
        var (own, durability) = await server.NewDatabase();
        var (portals, _) = await server.NewDatabase();
        var (clear, _) = await server.NewDatabase();
        await using (var portal = await RunningPortal.Start(Writers[^1], "--Db:Provider=Postgres", $"--ConnectionStrings:Db={portals}"))
            await Measure(table, $"PostgreSQL ({durability})", DbProvider.Postgres, own, clear, folder, portal, isShort);
        Npgsql.NpgsqlConnection.ClearAllPools();
        await server.Drop(own);
        await server.Drop(portals);
        await server.Drop(clear);
    }

    private static async Task Measure(Table table, string name, DbProvider provider, string connection, string clear, string folder, RunningPortal portal, bool isShort)
    {
        await using var services = BenchmarkServices.On(provider, connection, folder);
        await services.GetRequiredService<IOpenDb>().Migrate();
        var plans = await BenchmarkPlans.Make(services, Writers[^1]);
        await using var open = BenchmarkServices.On(provider, clear, folder, clear: true);
        await open.GetRequiredService<IOpenDb>().Migrate();
        var inTheClear = await BenchmarkPlans.Make(open, Writers[^1]);
        using var bare = new BareInserts(provider, connection);
        var ways = new List<Way> { await Bare(bare), Apply("EditService.Apply, words in the clear", open, inTheClear), Apply("EditService.Apply", services, plans), await Post(portal) };
        foreach (var way in ways) await way.Write(Writers[^1], isShort ? 8 : 25);

        foreach (var writers in Writers)
        {
            var each = (isShort ? 80 : 400) / (writers == 1 ? 1 : 4);
            foreach (var way in ways) way.Forget();
            // In turns, so that a busy moment of the machine falls on all of them.
            for (var round = 0; round < 5; round++)
                foreach (var way in ways) await way.Write(writers, each / 5);
            foreach (var way in ways)
            {
                table.Row($"{name}, {writers}, {way.Name}", Say.Ms(way.Times.Median), Say.Ms(way.Times.At(0.95)), Say.Ms(way.Times.At(0.99)),
                    Say.Count(way.Times.Count / way.Took.TotalSeconds), way.Commands == 0 ? "2" : Say.Count((double)way.Commands / way.Times.Count),
                    Say.Times(way.Times.Median, ways[0].Times.Median));
            }
        }
        foreach (var ending in ways) await ending.End();
    }

    /// <summary>One way to save, and what it has shown so far.</summary>
    private sealed class Way(string name, Func<int, int, Task> write, Func<Task<long>> count, Func<Task> end)
    {
        private int number;

        public string Name => name;
        public Samples Times { get; private set; } = new();
        public TimeSpan Took { get; private set; }
        public long Commands { get; private set; }
        public Task End() => end();

        public void Forget() => (Times, Took, Commands) = (new(), default, 0);

        public async Task Write(int writers, int each)
        {
            var all = Enumerable.Range(0, writers).Select(_ => new Samples()).ToArray();
            var commands = await count();
            var began = Stopwatch.GetTimestamp();
            var first = Interlocked.Add(ref number, each) - each;
            await Task.WhenAll(Enumerable.Range(0, writers).Select(w => Task.Run(async () =>
            {
                for (var i = 0; i < each; i++)
                {
                    var at = Stopwatch.GetTimestamp();
                    await write(w, first + i);
                    all[w].Add(Stopwatch.GetElapsedTime(at).TotalMilliseconds);
                }
            })));
            Took += Stopwatch.GetElapsedTime(began);
            Commands += await count() - commands;
            foreach (var one in all) Times.Add(one);
        }
    }

    private static async Task<Way> Bare(BareInserts bare)
    {
        var open = await Task.WhenAll(Enumerable.Range(0, Writers[^1]).Select(_ => bare.Open()));
        await BareInserts.MakeTable(open[0]);
        return new Way("bare insert", async (writer, _) => await bare.Insert(open[writer]), () => Task.FromResult(0L), async () =>
        {
            foreach (var one in open) await one.DisposeAsync();
        });
    }

    private static Way Apply(string name, ServiceProvider services, BenchmarkPlans plans)
    {
        var edits = services.GetRequiredService<EditService>();
        var commands = new CommandCount();
        var last = new string?[Writers[^1]];
        return new Way(name, async (writer, i) =>
        {
            var outcome = await edits.Apply(plans.Nurse, plans.Filled[writer], Next(last, writer, i));
            if (outcome is not EditOutcome.Saved) throw new InvalidOperationException($"Not saved: {outcome}");
        }, () => Task.FromResult(commands.Executed), () => { commands.Dispose(); return Task.CompletedTask; });
    }

    private static async Task<Way> Post(RunningPortal portal)
    {
        var token = await portal.TokenOf(portal.Plans.Filled[0], BenchmarkPlans.Section);
        var last = new string?[Writers[^1]];
        return new Way("POST /plans/{id}/edits", async (writer, i) =>
        {
            using var answer = await RunningPortal.Send(portal.Http, token, portal.Plans.Filled[writer], Next(last, writer, i));
            if (!answer.IsSuccessStatusCode) throw new InvalidOperationException($"Not saved: {answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        }, () => portal.Number("commands"), () => Task.CompletedTask);
    }

    /// <summary>A change of the same answer, made on what is there.</summary>
    private static Edit Next(string?[] last, int writer, int i)
    {
        var before = last[writer] ?? $"{FilledAnswers.Sentence}. {FilledAnswers.Sentence}.";
        last[writer] = $"{FilledAnswers.Sentence}, {i}";
        return new Edit(Guid.NewGuid().ToString("N"), BenchmarkPlans.Section, BenchmarkPlans.Path, before, last[writer], "person");
    }
}
