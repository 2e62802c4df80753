using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace CarePlanning.Core.Storage.Sqlite;

/// <summary>The database of plans on SQLite, with its own migrations.</summary>
public sealed class SqliteCarePlanDb(DbContextOptions<SqliteCarePlanDb> options) : CarePlanDb(options);

internal sealed class SqliteDesign : IDesignTimeDbContextFactory<SqliteCarePlanDb>
{
    public SqliteCarePlanDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqliteCarePlanDb>().UseSqlite("Data Source=design.db").Options);
}
