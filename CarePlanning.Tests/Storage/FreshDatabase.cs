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

    /// <summary>The same on SQLite, with what is in another that nobody writes to any more.</summary>
    internal static async Task<FreshDatabase> CopyOfAsync(Task<FreshDatabase> model)
    {
        var copy = OnSqlite();
        File.Copy(FileOf(await model), FileOf(copy));
        return copy;
    }

    internal static string FileOf(FreshDatabase database) => new SqliteConnectionStringBuilder(database.ConnectionString).DataSource;

    /// <summary>Nobody is connected any more and everything is in the database itself, so that it can be copied.</summary>
    internal async Task RestAsync()
    {
        if (Kind == Database.Postgres)
        {
            await using var pool = new NpgsqlConnection(ConnectionString);
            NpgsqlConnection.ClearPool(pool);
            return;
        }
        await using var connection = new SqliteConnection(ConnectionString);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
        await command.ExecuteNonQueryAsync();
        SqliteConnection.ClearPool(connection);
    }

    internal static async Task<FreshDatabase> OnPostgresAsync(NpgsqlConnectionStringBuilder server, Task<FreshDatabase>? model = null)
    {
        var name = "test_" + Guid.NewGuid().ToString("N");
        var connection = new NpgsqlConnectionStringBuilder(server.ToString()) { Database = name }.ToString();
        var like = model is null ? null : new NpgsqlConnectionStringBuilder((await model).ConnectionString).Database;
        await TellAsync(server, $"CREATE DATABASE {name}" + (like is null ? "" : $" TEMPLATE {like}"));
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
