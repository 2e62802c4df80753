using System.Globalization;
using CarePlanning.Benchmarks.Faults;
using CarePlanning.Benchmarks.Plans;
using CarePlanning.Core.Audit;
using Microsoft.Data.Sqlite;

namespace CarePlanning.Benchmarks.Kill;

/// <summary>What was acknowledged stays: the server is killed again and again in the middle of saving.</summary>
internal static class KillProof
{
    private const int Writers = 6;
    private const int Seed = 20261123;

    public static async Task<Proof> Run(bool isShort)
    {
        var kills = isShort ? 2 : 200;
        var chance = new Random(Seed);
        await using var house = await Household.MoveIn(Writers);
        var writers = house.Plans.Empties.Select((plan, n) => new Writer(n, plan)).ToList();
        var wrong = new List<string>();
        var onTheirWay = 0;
        for (var kill = 1; kill <= kills; kill++)
        {
            if (kill > 1) await house.Portal.Start();
            using (var http = await SignedIn(house))
            {
                var token = await RunningPortal.TokenOf(http, writers[0].Plan, BenchmarkPlans.Section);
                var before = writers.Sum(w => w.Acknowledged.Count);
                var writing = writers.Select(w => w.Write(http, token)).ToList();
                // Not before each could have saved, and then at any moment.
                while (writers.Sum(w => w.Acknowledged.Count) < before + Writers) await Task.Delay(5);
                await Task.Delay(chance.Next(250));
                await house.Portal.Kill();
                await Task.WhenAll(writing);
            }
            onTheirWay += writers.Count(w => w.Open is not null);
            if (await Integrity(house.DatabaseFile) is not "ok" and var said) wrong.Add($"kill {kill}: the database says {said}");
            foreach (var writer in writers)
                wrong.AddRange(writer.Compare(await house.History(writer.Plan), await house.Stands(writer.Plan, BenchmarkPlans.Section, BenchmarkPlans.Path)).Select(w => $"kill {kill}: {w}"));
            if (wrong.Count > 0) break;
            if (kill % 20 == 0) await Console.Error.WriteLineAsync($"({kill} kills)");
        }
        await using (var db = house.OpenDb())
            foreach (var writer in writers)
                if (await AuditService.FirstBreak(db, writer.Plan) is { } at) wrong.Add($"the audit chain breaks at {at}");

        var acknowledged = writers.Sum(w => w.Acknowledged.Count);
        var table = new Table($"`kill -9` of the server while {Writers} people save without a pause, on SQLite", "kills", "acknowledged edits", "edits on their way when it died", "wrong");
        table.Row(Say.Count(kills), Say.Count(acknowledged), Say.Count(onTheirWay), Say.Count(wrong.Count));
        table.Note("After each kill: the database opens and its integrity check says ok, every acknowledged edit is in the history exactly once with its words, and each place holds the last acknowledged words or those on their way. At the end every audit chain holds. What was on its way is sent again to the next server with its op id.");
        foreach (var one in wrong.Take(10)) table.Note(one);
        return new Proof([table], string.Create(CultureInfo.InvariantCulture, $"{kills} kills, {acknowledged} acknowledged edits, {wrong.Count} wrong"), wrong.Count == 0);
    }

    private static async Task<HttpClient> SignedIn(Household house)
    {
        var http = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = house.Portal.Address };
        http.DefaultRequestHeaders.Add("Cookie", await RunningPortal.SignIn(http, house.Plans.Nurse.UserId));
        return http;
    }

    private static async Task<string?> Integrity(string file)
    {
        await using var connection = new SqliteConnection($"Data Source={file};Pooling=false");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA integrity_check";
        return (string?)await command.ExecuteScalarAsync();
    }
}
