using Microsoft.Data.Sqlite;
using Npgsql;

namespace CarePlanning.Tests.Storage;

/// <summary>One empty database of one test, and its end.</summary>
public sealed class FreshDatabase : IAsyncDisposable
{
    private readonly Func<Task> remove;

    private FreshDatabase(Database kind, string connectionString, Func<Task> remove) =>
        (Kind, ConnectionString, this.remove) = (kind, connectionString, remove);

    public Database Kind { get; }

    public string ConnectionString { get; }

    public ValueTask DisposeAsync() => new(remove());

    internal static FreshDatabase OnSqlite()
    {
        // a folder of its own, so that the write-ahead log beside the file goes too
        var folder = Directory.CreateTempSubdirectory("careplanning-db-").FullName;
        var connection = new SqliteConnectionStringBuilder { DataSource = Path.Combine(folder, "care.db") }.ToString();
        return new(Database.Sqlite, connection, () =>
        {
            using (var pool = new SqliteConnection(connection))
                SqliteConnection.ClearPool(pool);
            Directory.Delete(folder, recursive: true);
            return Task.CompletedTask;
        });
    }

    internal static async Task<FreshDatabase> OnPostgresAsync(NpgsqlConnectionStringBuilder server)
    {
        var name = "test_" + Guid.NewGuid().ToString("N");
        var connection = new NpgsqlConnectionStringBuilder(server.ToString()) { Database = name }.ToString();
        await TellAsync(server, $"CREATE DATABASE {name}");
        return new(Database.Postgres, connection, async () =>
        {
            await using (var pool = new NpgsqlConnection(connection))
                NpgsqlConnection.ClearPool(pool);
            await TellAsync(server, $"DROP DATABASE {name} WITH (FORCE)");
        });
    }

    private static async Task TellAsync(NpgsqlConnectionStringBuilder server, string sql)
    {
        // Unpooled: an idle connection to the template database would stop the next CREATE DATABASE.
        var maintenance = new NpgsqlConnectionStringBuilder(server.ToString()) { Database = "postgres", Pooling = false };
        await using var connection = new NpgsqlConnection(maintenance.ToString());
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        // the name is made above, of letters and digits only; PostgreSQL takes no parameter here
#pragma warning disable CA2100
        command.CommandText = sql;
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }
}
