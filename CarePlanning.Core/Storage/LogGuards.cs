using Microsoft.EntityFrameworkCore;

namespace CarePlanning.Core.Storage;

/// <summary>
/// Lets the database itself refuse a change or removal in the log. Put in at each start and not by a migration: SQLite loses a table's
/// triggers when a later migration builds the table anew.
/// </summary>
public static class LogGuards
{
    /// <summary>Words may go where a later entry of the chain tells of their erasure.</summary>
    private const string ErasureIsWritten = """
        EXISTS (SELECT 1 FROM "Audit" e JOIN "Audit" a ON a."PlanId" = e."PlanId" AND a."Section" = '' AND a."Path" = CAST(e."Sequence" AS TEXT)
        WHERE e."Id" = OLD."AuditId" AND a."Kind" = 'words-erased')
        """;

    /// <summary>A table and what is refused in it.</summary>
    private static readonly (string Table, string Refuses, string? Unless)[] Guarded =
    [
        ("Audit", "UPDATE", null), ("Audit", "DELETE", null),
        ("AccessLog", "UPDATE", null), ("AccessLog", "DELETE", null),
        ("AuditWords", "UPDATE", null), ("AuditWords", "DELETE", ErasureIsWritten),
    ];

    /// <summary>By what an entry is known: SQLite's INSERT OR REPLACE takes out an entry in whose place another comes, and no guard against removal hears of it.</summary>
    private static readonly (string Table, string[][] Keys)[] Known =
    [
        ("Audit", [["Id"], ["PlanId", "Sequence"], ["PlanId", "OpId"]]),
        ("AccessLog", [["Id"], ["PlanId", "Sequence"]]),
        ("AuditWords", [["AuditId"]]),
    ];

    /// <summary>The names of all guards on one kind of database.</summary>
    public static IReadOnlyList<string> Names(DbProvider provider) =>
        [.. Guarded.Select(g => Name(g.Table, g.Refuses)), .. Known.Select(k => Name(k.Table, provider == DbProvider.Postgres ? "TRUNCATE" : "REPLACE"))];

    /// <summary>Puts in every guard that is missing.</summary>
    internal static async Task Put(CarePlanDb db, DbProvider provider)
    {
        if ((await Missing(db, provider)).Count == 0) return;
        await using var transaction = await db.Database.BeginTransactionAsync();
        // Two processes that start at once put them in one after the other.
        await OneAtATime.Begin(db, "guards of the log");
        var missing = await Missing(db, provider);
        foreach (var sql in provider == DbProvider.Sqlite ? OnSqlite(missing) : OnPostgres(missing)) await db.Database.ExecuteSqlRawAsync(sql);
        await transaction.CommitAsync();
    }

    /// <summary>Guards that are not there, that somebody has switched off, or that have their name and guard something else, or nothing.</summary>
    public static async Task<IReadOnlyList<string>> Missing(CarePlanDb db, DbProvider provider)
    {
        var there = await db.Database.SqlQueryRaw<Found>(provider == DbProvider.Sqlite
            ? """SELECT name AS "Name", sql AS "Sql", '' AS "Body" FROM sqlite_master WHERE type = 'trigger'"""
            : """
              SELECT t.tgname AS "Name", pg_get_triggerdef(t.oid, true) AS "Sql", p.prosrc AS "Body" FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid
              WHERE NOT t.tgisinternal AND t.tgenabled IN ('O', 'A')
              """).ToListAsync();
        return [.. Names(provider).Where(name => there.All(f => f.Name != name || !(provider == DbProvider.Sqlite ? IsWholeOnSqlite(f, name) : IsWholeOnPostgres(f, name))))];
    }

    private sealed record Found(string Name, string Sql, string Body);

    /// <summary>True for a trigger that says, from what it stands before, what we would have it say.</summary>
    private static bool IsWholeOnSqlite(Found found, string name) => Said(found.Sql) == Said(OnSqlite([name]).Last());

    private static string Said(string sql) => Plain(sql[Math.Max(0, sql.IndexOf("BEFORE", StringComparison.Ordinal))..]);

    private static bool IsWholeOnPostgres(Found found, string name)
    {
        var (table, refuses, unless) = Guarded.Select(g => (g.Table, g.Refuses, g.Unless)).Concat(Known.Select(k => (k.Table, "TRUNCATE", (string?)null))).Single(g => Name(g.Table, g.Item2) == name);
        var function = unless is null ? KeepTheLog : KeepTheWords;
        return System.Text.RegularExpressions.Regex.IsMatch(found.Sql, $"""^CREATE TRIGGER {name} BEFORE {refuses} ON ([^ ]+\.)?"{table}" FOR EACH {(refuses == "TRUNCATE" ? "STATEMENT" : "ROW")} EXECUTE FUNCTION ([^ ]+\.)?{(unless is null ? "keep_the_log" : "keep_the_words")}\(\)$""")
            && Plain(found.Body) == Plain(function);
    }

    private static string Plain(string sql) => string.Join(' ', sql.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static string Name(string table, string refuses) => $"keep_{table}_{refuses}".ToLowerInvariant();

    private static IEnumerable<string> OnSqlite(IReadOnlyList<string> missing) =>
        from guard in Guarded.Select(g => (Name: Name(g.Table, g.Refuses), Before: $"""{g.Refuses} ON "{g.Table}"{(g.Unless is null ? "" : $" WHEN NOT {g.Unless}")}"""))
            .Concat(Known.Select(k => (Name: Name(k.Table, "REPLACE"), Before: $"""INSERT ON "{k.Table}" WHEN {string.Join(" OR ", k.Keys.Select(key => IsThere(k.Table, key)))}""")))
        where missing.Contains(guard.Name)
        // One of its name that does something else goes first.
        from sql in new[] { $"DROP TRIGGER IF EXISTS {guard.Name}", $"CREATE TRIGGER {guard.Name} BEFORE {guard.Before} BEGIN SELECT RAISE(ABORT, 'The log is kept as it was written.'); END" }
        select sql;

    private static string IsThere(string table, string[] key) => $"""EXISTS (SELECT 1 FROM "{table}" WHERE {string.Join(" AND ", key.Select(c => $"\"{c}\" = NEW.\"{c}\""))})""";

    private const string KeepTheLog = " BEGIN RAISE EXCEPTION 'The log is kept as it was written.'; END ";

    private const string KeepTheWords = $"""
         BEGIN
              IF {ErasureIsWritten} THEN RETURN OLD; END IF;
              RAISE EXCEPTION 'The log is kept as it was written.';
            END 
        """;

    private static IEnumerable<string> OnPostgres(IReadOnlyList<string> missing)
    {
        yield return $"CREATE OR REPLACE FUNCTION keep_the_log() RETURNS trigger LANGUAGE plpgsql AS $${KeepTheLog}$$";
        yield return $"CREATE OR REPLACE FUNCTION keep_the_words() RETURNS trigger LANGUAGE plpgsql AS $${KeepTheWords}$$";
        foreach (var g in Guarded.Where(g => missing.Contains(Name(g.Table, g.Refuses))))
            yield return $"""CREATE OR REPLACE TRIGGER {Name(g.Table, g.Refuses)} BEFORE {g.Refuses} ON "{g.Table}" FOR EACH ROW EXECUTE FUNCTION {(g.Unless is null ? "keep_the_log" : "keep_the_words")}()""";
        foreach (var table in Guarded.Select(g => g.Table).Distinct().Where(t => missing.Contains(Name(t, "TRUNCATE"))))
            yield return $"""CREATE OR REPLACE TRIGGER {Name(table, "TRUNCATE")} BEFORE TRUNCATE ON "{table}" FOR EACH STATEMENT EXECUTE FUNCTION keep_the_log()""";
        // A trigger that was switched off is there and guards nothing.
        foreach (var table in Guarded.Select(g => g.Table).Distinct()) yield return $"""ALTER TABLE "{table}" ENABLE TRIGGER USER""";
    }
}
