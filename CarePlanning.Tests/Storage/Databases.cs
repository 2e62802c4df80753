using CarePlanning.Core.Signing;
using CarePlanning.Core.Storage;
using CarePlanning.Web;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace CarePlanning.Tests.Storage;

/// <summary>The kinds of database that the portal runs on.</summary>
public enum Database { Sqlite, Postgres }

/// <summary>
/// Empty databases for tests. One test on both: <c>[Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]</c>,
/// then <c>await using var database = await Databases.NewAsync(kind);</c>
/// </summary>
public static class Databases
{
    /// <summary>Every kind, for a theory.</summary>
    public static TheoryData<Database> Both { get; } = [.. Enum.GetValues<Database>()];

    /// <summary>A new, empty database; it goes when it is disposed of.</summary>
    public static Task<FreshDatabase> NewAsync(Database kind) => kind switch
    {
        Database.Sqlite => Task.FromResult(FreshDatabase.OnSqlite()),
        Database.Postgres => FreshDatabase.OnPostgresAsync(PostgresServer()),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    /// <summary>A new database with every migration in it: a copy of one that was migrated once in this run, because migrating takes longer than most tests.</summary>
    public static Task<FreshDatabase> MigratedAsync(Database kind) => kind == Database.Sqlite
        ? FreshDatabase.CopyOfAsync(SqliteModel.Value)
        : FreshDatabase.OnPostgresAsync(PostgresServer(), PostgresModel.Value);

    /// <summary>The same as a file of a portal that is about to start.</summary>
    public static void PutMigrated(string file) => File.Copy(FreshDatabase.FileOf(SqliteModel.Value.GetAwaiter().GetResult()), file);

    private static readonly Lazy<Task<FreshDatabase>> SqliteModel = new(() => MigrateAsync(FreshDatabase.OnSqlite()));

    private static readonly Lazy<Task<FreshDatabase>> PostgresModel = new(async () => await MigrateAsync(await FreshDatabase.OnPostgresAsync(PostgresServer())));

    private static async Task<FreshDatabase> MigrateAsync(FreshDatabase database)
    {
        await using (var services = new ServiceCollection().AddLogging().AddCore(Settings(database, Path.GetTempPath())).BuildServiceProvider())
        {
            var storage = services.GetRequiredService<IOpenDb>();
            await storage.Migrate();
            // Each portal makes its own.
            await using var db = storage.Open();
            await db.PortalKeys.ExecuteDeleteAsync();
        }
        await database.RestAsync();
        return database;
    }

    /// <summary>A portal on such a copy makes its own keys, as it would at its first start.</summary>
    internal static async Task KeyedAsync(IServiceProvider portal)
    {
        var storage = portal.GetRequiredService<IOpenDb>();
        await using var db = storage.Open();
        await PortalKeys.Put(db, storage.Provider);
    }

    /// <summary>The settings of a portal that keeps its data there.</summary>
    internal static PortalConfiguration Settings(FreshDatabase database, string folder) =>
        new(true, folder, database.Kind == Database.Sqlite ? DbProvider.Sqlite : DbProvider.Postgres, database.ConnectionString,
            new SealSource(null, null, Path.Combine(folder, "seal.pfx"), null), Path.Combine(Architecture.Sources.ServedFolder, "fonts"), null);

    private static NpgsqlConnectionStringBuilder PostgresServer() => Server(Environment.GetEnvironmentVariable("CAREPLANNING_POSTGRES"));

    /// <summary>The server that tests may use, or a sentence that says what to do when there is none.</summary>
    internal static NpgsqlConnectionStringBuilder Server(string? setting) => string.IsNullOrWhiteSpace(setting)
        ? throw new InvalidOperationException(
            "CAREPLANNING_POSTGRES is not set, and every storage test runs on PostgreSQL too. Run ./test, which starts a throw-away server, "
            + "or set it to a server where databases may be made, for example Host=127.0.0.1;Port=5432;Username=care")
        : new NpgsqlConnectionStringBuilder(setting);
}
