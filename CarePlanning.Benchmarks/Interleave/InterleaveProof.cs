using System.Diagnostics;
using System.Globalization;
using CarePlanning.Benchmarks.Plans;
using CarePlanning.Benchmarks.Saves;
using CarePlanning.Core.Audit;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CarePlanning.Benchmarks.Interleave;

/// <summary>Nobody overwrites anybody unseen: random interleavings of two and three editors over the write path, on both databases.</summary>
internal static class InterleaveProof
{
    private const int StoriesOfAPlan = 20;

    /// <summary>What was found on one database.</summary>
    private sealed record Found(string Database, int Stories, int Acknowledged, int Replays, int Conflicts, IReadOnlyList<string> Wrong, TimeSpan Took);

    /// <summary>One line of a plan's history.</summary>
    private sealed record Line(string OpId, string Path, string Before, string After);

    public static async Task<Proof> Run(bool isShort)
    {
        var stories = isShort ? 40 : 10_000;
        var folder = Directory.CreateTempSubdirectory("careplanning-interleave-").FullName;
        var found = new List<Found> { await On(DbProvider.Sqlite, "SQLite", $"Data Source={Path.Combine(folder, "interleave.db")}", folder, stories) };
        SqliteConnection.ClearAllPools();
        var (postgres, why) = await ThrowAwayPostgres.Start();
        if (postgres is not null)
        {
            await using (postgres)
            {
                var (connection, _) = await postgres.NewDatabase();
                found.Add(await On(DbProvider.Postgres, "PostgreSQL", connection, folder, stories));
                Npgsql.NpgsqlConnection.ClearAllPools();
                await postgres.Drop(connection);
            }
        }
        Directory.Delete(folder, recursive: true);

        var table = new Table("Random interleavings of two and three editors over the write path", "database", "interleavings", "acknowledged edits", "sent twice or more", "conflicts shown", "wrong", "seconds");
        foreach (var f in found) table.Row(f.Database, Say.Count(f.Stories), Say.Count(f.Acknowledged), Say.Count(f.Replays), Say.Count(f.Conflicts), Say.Count(f.Wrong.Count), Say.Count(f.Took.TotalSeconds));
        if (postgres is null) table.Note(why);
        table.Note("In each, editors write at one text, one list entry and two of its fields; messages are delayed, doubled and reordered, answers lost, entries taken out and put back while others write in them; in every third, up to three arrive at once. "
            + "Wrong is: an edit that replaced something its writer had not seen; an acknowledged edit that is not in the history exactly once; a refused one that is; a place that does not hold what the history says last; an audit chain that does not hold.");
        foreach (var wrong in found.SelectMany(f => f.Wrong.Take(10).Select(w => $"{f.Database}: {w}"))) table.Note(wrong);
        var (all, bad) = (found.Sum(f => f.Stories), found.Sum(f => f.Wrong.Count));
        return new Proof([table], string.Create(CultureInfo.InvariantCulture, $"{all} interleavings on {found.Count} databases, {found.Sum(f => f.Acknowledged)} acknowledged edits, {bad} wrong"), bad == 0 && found.Count == 2);
    }

    private static async Task<Found> On(DbProvider provider, string name, string connection, string folder, int stories)
    {
        var began = Stopwatch.GetTimestamp();
        await using var services = BenchmarkServices.On(provider, connection, folder);
        await services.GetRequiredService<IOpenDb>().Migrate();
        var plans = await BenchmarkPlans.Make(services, 0, (stories + StoriesOfAPlan - 1) / StoriesOfAPlan);
        var wrong = new List<string>();
        var (acknowledged, replays, conflicts) = (0, 0, 0);
        for (var p = 0; p < plans.Empties.Count; p++)
        {
            var told = new List<Story>();
            for (var seed = p * StoriesOfAPlan; seed < Math.Min(stories, (p + 1) * StoriesOfAPlan); seed++)
            {
                var story = new Story(seed, plans, $"e{seed}", await Words(services, plans, plans.Empties[p]));
                var edits = services.GetRequiredService<EditService>();
                await story.Happen((editor, edit) => edits.Apply(editor.Actor, plans.Empties[p], edit), atOnce: seed % 3 == 0);
                told.Add(story);
                replays += story.Replays;
                conflicts += story.Conflicts;
            }
            acknowledged += told.Sum(s => s.Editors.Sum(e => e.Acknowledged.Count));
            wrong.AddRange(await Check(services, plans, plans.Empties[p], told));
        }
        return new Found(name, stories, acknowledged, replays, conflicts, wrong, Stopwatch.GetElapsedTime(began));
    }

    private static async Task<PlanAnswers> Answers(ServiceProvider services, BenchmarkPlans plans, Guid plan) => (await services.GetRequiredService<PlanService>().Open(plans.Nurse, plan))!.Answers;

    private static string Stands(PlanAnswers answers, string path)
    {
        var section = path == BenchmarkPlans.Path ? BenchmarkPlans.Section : "goals";
        return SectionFields.Read(answers[section], SectionPath.Find(PlanSections.Find(section)!, path)!);
    }

    private static async Task<string> Words(ServiceProvider services, BenchmarkPlans plans, Guid plan) => Stands(await Answers(services, plans, plan), BenchmarkPlans.Path);

    private static async Task<List<string>> Check(ServiceProvider services, BenchmarkPlans plans, Guid plan, List<Story> told)
    {
        var wrong = new List<string>();
        await using var db = services.GetRequiredService<IOpenDb>().Open();
        var rows = await (from a in db.Audit.AsNoTracking() join w in db.AuditWords on a.Id equals w.AuditId where a.PlanId == plan && a.Path != "" orderby a.Sequence select new { a, w }).ToListAsync();
        var history = rows.Select(r => new Line(r.a.OpId, r.a.Path, r.w.Before, r.w.After)).ToList();
        var times = history.CountBy(h => h.OpId).ToDictionary();
        var sent = told.SelectMany(s => s.Editors).SelectMany(e => e.Acknowledged).ToDictionary();
        foreach (var (op, edit) in sent)
            if (times.GetValueOrDefault(op) != 1) wrong.Add($"{op} ({edit.Path}) was acknowledged and is in the history {times.GetValueOrDefault(op)} times");
        foreach (var edit in told.SelectMany(s => s.Editors).SelectMany(e => e.Turned))
            if (times.ContainsKey(edit.OpId) && !sent.ContainsKey(edit.OpId)) wrong.Add($"{edit.OpId} ({edit.Path}) was turned away and is in the history");
        foreach (var line in history)
        {
            if (times[line.OpId] > 1) wrong.Add($"{line.OpId} is in the history {times[line.OpId]} times");
            if (sent.TryGetValue(line.OpId, out var edit) && edit.Base != line.Before && edit.Value != line.Before) wrong.Add($"{line.OpId} replaced '{line.Before}' at {line.Path}, its writer had seen '{edit.Base}'");
        }
        var answers = await Answers(services, plans, plan);
        foreach (var place in history.GroupBy(h => h.Path))
        {
            var last = "";
            foreach (var line in place)
            {
                if (line.Before != last && line != place.First()) wrong.Add($"{place.Key}: '{last}' became '{line.Before}' without an entry");
                last = line.After;
            }
            // Words in an entry that was taken out are still in it.
            if (!place.Key.EndsWith("/voice", StringComparison.Ordinal) && Stands(answers, place.Key) != last) wrong.Add($"{place.Key} holds '{Stands(answers, place.Key)}', the history says '{last}'");
        }
        if (await AuditService.FirstBreak(db, plan) is { } at) wrong.Add($"the audit chain breaks at {at}");
        return wrong;
    }
}
