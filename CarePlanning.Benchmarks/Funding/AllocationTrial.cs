using System.Diagnostics;
using CarePlanning.Benchmarks.Saves;
using CarePlanning.Core.Access;
using CarePlanning.Core.Allocation;
using CarePlanning.Core.People;
using CarePlanning.Core.Plans.Sections;
using CarePlanning.Core.Reference;
using CarePlanning.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CarePlanning.Benchmarks.Funding;

/// <summary>How long a table takes to be tried on past cases, on either database, beside reading the cases alone.</summary>
internal static class AllocationTrial
{
    private const int Cases = 10_000, Together = 500;

    public static async IAsyncEnumerable<Table> Run(bool isShort)
    {
        var table = new Table($"A published table tried on {Cases} past cases", "database", "p50 ms", "worst ms", "reading the cases alone, p50 ms", "p50, reading = 1");
        var folder = Directory.CreateTempSubdirectory("careplanning-benchmark-").FullName;
        await Measure(table, "SQLite", DbProvider.Sqlite, $"Data Source={Path.Combine(folder, "trial.db")}", folder, isShort);
        var (postgres, why) = await ThrowAwayPostgres.Start();
        if (postgres is null) table.Note(why);
        else
        {
            await using (postgres)
            {
                var (own, durability) = await postgres.NewDatabase();
                await Measure(table, $"PostgreSQL ({durability})", DbProvider.Postgres, own, folder, isShort);
                Npgsql.NpgsqlConnection.ClearAllPools();
                await postgres.Drop(own);
            }
        }
        Directory.Delete(folder, recursive: true);
        table.Note("Each case has a level in every domain; all are worked out anew, sorted and counted. Target: under 5,000 ms.");
        yield return table;
    }

    private static async Task Measure(Table table, string name, DbProvider provider, string connection, string folder, bool isShort)
    {
        await using var services = BenchmarkServices.On(provider, connection, folder);
        var storage = services.GetRequiredService<IOpenDb>();
        await storage.Migrate();
        var lead = new Actor(Guid.NewGuid(), "Lead", AccountRole.Lead, Guid.NewGuid());
        await Fill(storage, lead.OrganisationId);
        var tables = services.GetRequiredService<AllocationTableService>();
        Samples tried = new(), read = new();
        for (var i = 0; i < (isShort ? 3 : 9); i++)
        {
            var began = Stopwatch.GetTimestamp();
            var trial = await tables.TryOut(lead, "example-bands", 1);
            if (trial?.Cases != Cases) throw new InvalidOperationException($"{trial?.Cases} cases instead of {Cases}.");
            tried.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            began = Stopwatch.GetTimestamp();
            await using var db = storage.Open();
            await db.Set<AllocationCaseRow>().AsNoTracking().Where(c => c.OrganisationId == lead.OrganisationId).Select(c => new { c.Id, c.Table, c.PutIn, c.WeeklyPence }).ToListAsync();
            read.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        }
        table.Row(name, Say.Ms(tried.Median), Say.Ms(tried.At(1)), Say.Ms(read.Median), Say.Times(tried.Median, read.Median));
    }

    private static async Task Fill(IOpenDb storage, Guid organisation)
    {
        var chance = new Random(1);
        var domains = NeedsGrid.Current.Of(NeedsTool.Adult);
        var published = ShippedTables.All.Single(t => t.Key == "example-points");
        for (var i = 0; i < Cases; i += Together)
        {
            await using var db = storage.Open();
            for (var n = 0; n < Together; n++)
            {
                var profile = new NeedsProfile { Adult = [.. domains.Select(d => new AdultNeed { Id = d.Domain, Level = d.Levels[chance.Next(d.Levels.Count)] })] };
                var input = new AllocationInput(NeedsTool.Adult, profile.LevelsFound(NeedsTool.Adult), chance.Next(0, 160) / 4m);
                db.Add(new AllocationCaseRow
                {
                    Id = Guid.CreateVersion7(),
                    OrganisationId = organisation,
                    Tool = NeedsTool.Adult,
                    AtUtc = DateTime.UtcNow,
                    Table = published.Reference,
                    PutIn = Explanation.PutIn(profile, NeedsTool.Adult, input.CareHours),
                    WeeklyPence = Allocating.WorkOut(published, input).WeeklyPence,
                });
            }
            await db.SaveChangesAsync();
        }
    }
}
