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
        Database.Postgres => FreshDatabase.OnPostgresAsync(Server(Environment.GetEnvironmentVariable("CAREPLANNING_POSTGRES"))),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    /// <summary>The server that tests may use, or a sentence that says what to do when there is none.</summary>
    internal static NpgsqlConnectionStringBuilder Server(string? setting) => string.IsNullOrWhiteSpace(setting)
        ? throw new InvalidOperationException(
            "CAREPLANNING_POSTGRES is not set, and every storage test runs on PostgreSQL too. Run ./test, which starts a throw-away server, "
            + "or set it to a server where databases may be made, for example Host=127.0.0.1;Port=5432;Username=care")
        : new NpgsqlConnectionStringBuilder(setting);
}
