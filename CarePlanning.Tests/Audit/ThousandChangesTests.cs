#pragma warning disable EF1002 // the statements are made of words that stand here
using System.Globalization;
using CarePlanning.Core.Audit;
using CarePlanning.Core.Storage;
using CarePlanning.Tests.Storage;
using Microsoft.EntityFrameworkCore;

namespace CarePlanning.Tests.Audit;

/// <summary>A thousand chance changes and removals in the log as it lies in the database, each found.</summary>
public sealed class ThousandChangesTests
{
    private const int Seed = 20261128;
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static readonly (string Table, string[] Columns)[] OfTheLog =
    [
        ("Audit", ["ActorName", "Kind", "Section", "Path", "Voice", "OpId", "WordsHash", "PreviousHash", "Hash", "ActorId", "PlanId", "Id", "AtUtc", "Sequence"]),
        ("AuditWords", ["Before", "After", "Salt", "AuditId", "PlanId"]),
        ("AccessLog", ["ActorName", "ActorAs", "Kind", "What", "Detail", "PreviousHash", "Hash", "ActorId", "PlanId", "Id", "AtUtc", "Sequence"]),
    ];

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_thousand_one_character_changes_and_removals_are_a_thousand_found(Database kind)
    {
        // Where a row lies, which tells it from the others whatever is changed in it.
        var (place, at) = kind == Database.Sqlite ? ("rowid", "CAST(rowid AS TEXT)") : ("ctid", "ctid::text");
        await using var house = await LogCheckTests.LookedAtAsync(kind);
        await house.SaveAsync(house.Nia, "about-me", "mostImportant/words", "The garden, and nobody else's", voice: "person");
        await house.SaveAsync(house.Anne, "about-me", "myWellness/words", "Good days and bad days", voice: Household.AnnesEntry);
        await house.The<AccessLogService>().Add(house.Joyce, new AccessNote(house.PlanId, AccessKind.Shared, "copies/full-plan", "Anne Ashworth") { As = "Person" });
        await using var db = house.OpenDb();
        await db.Database.OpenConnectionAsync(Stop);
        await WithoutGuards.TakeOutAsync(db);
        if (kind == Database.Sqlite) await Do(db, "PRAGMA synchronous=OFF");
        else await Do(db, "SET synchronous_commit=off");
        foreach (var (table, _) in OfTheLog) await Do(db, $"CREATE TABLE \"Was{table}\" AS SELECT * FROM \"{table}\"");
        var check = house.The<LogCheckService>();
        // The guards that were taken out are told of each time; they are not what is looked for.
        Assert.DoesNotContain((await check.All()).Faults, f => f.Part is not LogPart.Guards);

        var chance = new Random(Seed);
        List<string> unnoticed = [];
        for (var n = 0; n < 1000; n++)
        {
            var (table, columns) = OfTheLog[chance.Next(OfTheLog.Length)];
            var rows = await db.Database.SqlQueryRaw<string>($"SELECT {at} AS \"Value\" FROM \"{table}\" ORDER BY {place}").ToListAsync(Stop);
            var row = rows[chance.Next(rows.Count)];
            var column = columns[chance.Next(columns.Length)];
            var was = await KeptAsync();
            var done = chance.Next(5) == 0 || was.Length == 0 ? $"DELETE FROM \"{table}\" WHERE {place} = '{row}'"
                : $"UPDATE \"{table}\" SET \"{column}\" = '{Changed(was, chance).Replace("'", "''", StringComparison.Ordinal)}' WHERE {place} = '{row}'";
            try { await Do(db, done); }
            catch (System.Data.Common.DbException e) when (e is Microsoft.Data.Sqlite.SqliteException { SqliteErrorCode: 19 } || e.SqlState?[..2] is "22" or "23")
            {
                // The keys of the table or the kind of the column refuse it by themselves; another one then.
                n--;
                continue;
            }
            // Where the column takes it for the same instant written otherwise, nothing was changed.
            if (done[0] == 'U' && kind == Database.Postgres && column == "AtUtc" && !await ChangedAsync()) n--;
            else if ((await check.All()).Faults.All(f => f.Part is LogPart.Guards)) unnoticed.Add($"{done} (was {was})");
            await Do(db, $"BEGIN; DELETE FROM \"{table}\"; INSERT INTO \"{table}\" SELECT * FROM \"Was{table}\"; COMMIT");

            Task<string> KeptAsync() => db.Database.SqlQueryRaw<string>($"SELECT CAST(\"{column}\" AS TEXT) AS \"Value\" FROM \"{table}\" WHERE {place} = '{row}'").SingleAsync(Stop);
            async Task<bool> ChangedAsync() => await db.Database.SqlQueryRaw<bool>($"SELECT EXISTS (SELECT 1 FROM (SELECT * FROM \"{table}\" EXCEPT SELECT * FROM \"Was{table}\") AS other) AS \"Value\"").SingleAsync(Stop);
        }
        Assert.Empty(unnoticed);
        Assert.DoesNotContain((await check.All()).Faults, f => f.Part is not LogPart.Guards);
    }

    /// <summary>The same with one character another; capitals do not count, because ids are read with either.</summary>
    private static string Changed(string was, Random chance)
    {
        var at = chance.Next(was.Length);
        // Behind a number's own digits only digits are another number; anything else is the same instant written otherwise.
        var from = char.IsAsciiDigit(was[at]) ? "0123456789" : "ghijklmnopqrstuvwxyz";
        char to;
        do to = from[chance.Next(from.Length)];
        while (char.ToLower(to, CultureInfo.InvariantCulture) == char.ToLower(was[at], CultureInfo.InvariantCulture));
        return was[..at] + to + was[(at + 1)..];
    }

    private static Task<int> Do(CarePlanDb db, string sql) => db.Database.ExecuteSqlRawAsync(sql.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal), Stop);
}
