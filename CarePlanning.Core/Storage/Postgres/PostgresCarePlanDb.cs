using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace CarePlanning.Core.Storage.Postgres;

/// <summary>The database of plans on PostgreSQL, with its own migrations.</summary>
public sealed class PostgresCarePlanDb(DbContextOptions<PostgresCarePlanDb> options) : CarePlanDb(options);

internal sealed class PostgresDesign : IDesignTimeDbContextFactory<PostgresCarePlanDb>
{
    public PostgresCarePlanDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<PostgresCarePlanDb>().UseNpgsql("Host=localhost;Database=design").Options);
}
