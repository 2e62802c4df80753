using System.Data.Common;
using CarePlanning.Core.Audit;
using CarePlanning.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace CarePlanning.Tests.Storage;

/// <summary>The database itself keeps the log, whoever asks.</summary>
public sealed class LogGuardsTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static TheoryData<Database, string> Attempts()
    {
        var attempts = new TheoryData<Database, string>();
        foreach (var kind in Enum.GetValues<Database>())
            foreach (var (table, column) in new[] { ("Audit", "ActorName"), ("AccessLog", "ActorName"), ("AuditWords", "Salt") })
            {
                attempts.Add(kind, $"UPDATE \"{table}\" SET \"{column}\" = 'Somebody else'");
                attempts.Add(kind, $"DELETE FROM \"{table}\"");
                if (kind == Database.Postgres) attempts.Add(kind, $"TRUNCATE \"{table}\"");
            }
        return attempts;
    }

    [Theory, MemberData(nameof(Attempts))]
    public async Task Nothing_in_the_log_is_changed_or_taken_out(Database kind, string attempt)
    {
        await using var house = await Household.OnAsync(kind);
        await house.The<AccessLogService>().Add(house.Nia, new AccessNote(house.PlanId, AccessKind.Viewed, "goals"));
        await using var db = house.OpenDb();
        var refused = await Assert.ThrowsAnyAsync<DbException>(() => db.Database.ExecuteSqlRawAsync(attempt, Stop));
        Assert.Contains("The log is kept as it was written.", refused.Message, StringComparison.Ordinal);
        Assert.Empty((await house.The<LogCheckService>().All()).Faults);
    }

    [Theory, InlineData("Audit"), InlineData("AccessLog"), InlineData("AuditWords")]
    public async Task Nothing_in_the_log_is_replaced_and_what_comes_after_it_is_added(string table)
    {
        await using var house = await Household.OnAsync(Database.Sqlite);
        await house.The<AccessLogService>().Add(house.Nia, new AccessNote(house.PlanId, AccessKind.Viewed, "goals"));
        await using var db = house.OpenDb();
        var columns = db.Model.GetEntityTypes().Single(t => t.GetTableName() == table).GetProperties().Select(p => p.GetColumnName()).ToList();
        // The same entry again; and another under a new id in its place, which is where the chain would be cut.
        foreach (var id in (string[])["", "'9b0f7c1e-0000-4000-8000-000000000001'"])
        {
            if (id.Length > 0 && table == "AuditWords") continue;
            var sql = $"INSERT OR REPLACE INTO \"{table}\" ({string.Join(',', columns.Select(c => $"\"{c}\""))}) SELECT {string.Join(',', columns.Select(c => c == "Id" && id.Length > 0 ? id : $"\"{c}\""))} FROM \"{table}\" LIMIT 1";
            var refused = await Assert.ThrowsAnyAsync<DbException>(() => db.Database.ExecuteSqlRawAsync(sql, Stop));
            Assert.Contains("The log is kept as it was written.", refused.Message, StringComparison.Ordinal);
        }
        await house.SaveAsync(house.Nia, "about-me", "mostImportant/words", "The garden");
        Assert.Empty((await house.The<LogCheckService>().All()).Faults);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_guard_that_was_taken_out_is_named_and_comes_back_at_the_next_start(Database kind)
    {
        await using var house = await Household.OnAsync(kind);
        await using (var db = house.OpenDb()) await WithoutGuards.TakeOutAsync(db);
        var faults = (await house.The<LogCheckService>().All()).Faults;
        Assert.Equal(LogGuards.Names(kind == Database.Sqlite ? DbProvider.Sqlite : DbProvider.Postgres).Order(), faults.Where(f => f.Part == LogPart.Guards).Select(f => f.Guard).Order());
        await house.The<IOpenDb>().Migrate();
        Assert.Empty((await house.The<LogCheckService>().All()).Faults);
        await using var again = house.OpenDb();
        await Assert.ThrowsAnyAsync<DbException>(() => again.Audit.ExecuteDeleteAsync(Stop));
    }

    [Theory, InlineData("DISABLE TRIGGER", true), InlineData("ENABLE REPLICA TRIGGER", true), InlineData("ENABLE ALWAYS TRIGGER", false)]
    public async Task On_PostgreSQL_a_guard_that_does_not_fire_counts_as_missing_whatever_it_is_called(string how, bool isMissing)
    {
        await using var house = await Household.OnAsync(Database.Postgres);
        await using var db = house.OpenDb();
        var sql = $"ALTER TABLE \"Audit\" {how} keep_audit_delete";
        await db.Database.ExecuteSqlRawAsync(sql, Stop);
        Assert.Equal(isMissing ? ["keep_audit_delete"] : [], (await house.The<LogCheckService>().All()).Faults.Select(f => f.Guard));
        await house.The<IOpenDb>().Migrate();
        Assert.Empty((await house.The<LogCheckService>().All()).Faults);
        await Assert.ThrowsAnyAsync<DbException>(() => db.Audit.ExecuteDeleteAsync(Stop));
    }

    /// <summary>A guard that has its name and lets everything through is found by whoever looks for it, and is put right at the next start.</summary>
    [Theory]
    [InlineData(Database.Postgres, "CREATE OR REPLACE FUNCTION keep_the_log() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN COALESCE(NEW, OLD); END'")]
    [InlineData(Database.Postgres, "CREATE OR REPLACE TRIGGER keep_audit_delete BEFORE DELETE ON \"Audit\" FOR EACH ROW WHEN (OLD.\"Sequence\" < 0) EXECUTE FUNCTION keep_the_log()")]
    [InlineData(Database.Postgres, "DROP TRIGGER keep_audit_delete ON \"Audit\"; CREATE TRIGGER keep_audit_delete BEFORE DELETE ON \"Photos\" FOR EACH ROW EXECUTE FUNCTION keep_the_log()")]
    [InlineData(Database.Sqlite, "DROP TRIGGER keep_audit_delete; CREATE TRIGGER keep_audit_delete BEFORE DELETE ON \"Audit\" BEGIN SELECT 1; END")]
    [InlineData(Database.Sqlite, "DROP TRIGGER keep_audit_delete; CREATE TRIGGER keep_audit_delete BEFORE DELETE ON \"Audit\" WHEN OLD.\"Sequence\" < 0 BEGIN SELECT RAISE(ABORT, 'The log is kept as it was written.'); END")]
    public async Task A_guard_that_was_hollowed_out_is_named_and_comes_back_whole_at_the_next_start(Database kind, string how)
    {
        await using var house = await Household.OnAsync(kind);
        await using var db = house.OpenDb();
        await db.Database.ExecuteSqlRawAsync(how, Stop);
        Assert.Contains("keep_audit_delete", (await house.The<LogCheckService>().All()).Faults.Select(f => f.Guard));
        await house.The<IOpenDb>().Migrate();
        Assert.Empty((await house.The<LogCheckService>().All()).Faults);
        await Assert.ThrowsAnyAsync<DbException>(() => db.Audit.ExecuteDeleteAsync(Stop));
    }
}
