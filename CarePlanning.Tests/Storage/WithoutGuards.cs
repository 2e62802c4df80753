using CarePlanning.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace CarePlanning.Tests.Storage;

/// <summary>Takes the log's guards out of a database, as somebody with all rights on it could, to see that what they then do still shows.</summary>
internal static class WithoutGuards
{
    public static async Task TakeOutAsync(CarePlanDb db)
    {
        var onSqlite = db.Database.IsSqlite();
        var statements = onSqlite
            ? LogGuards.Names(DbProvider.Sqlite).Select(n => $"DROP TRIGGER {n}")
            : new[] { "Audit", "AccessLog", "AuditWords" }.Select(t => $"ALTER TABLE \"{t}\" DISABLE TRIGGER USER");
        foreach (var sql in statements) await db.Database.ExecuteSqlRawAsync(sql, TestContext.Current.CancellationToken);
    }
}
