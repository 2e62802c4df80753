using System.Data.Common;
using CarePlanning.Benchmarks.Plans;
using CarePlanning.Core.Storage;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace CarePlanning.Benchmarks.Saves;

/// <summary>The least that a durable save can be: one row inserted and committed, with nothing between.</summary>
internal sealed class BareInserts(DbProvider provider, string connection) : IDisposable
{
    private readonly WriteQueue queue = new(oneAtATime: provider == DbProvider.Sqlite);

    public async Task<DbConnection> Open()
    {
        DbConnection open = provider == DbProvider.Sqlite ? new SqliteConnection(connection) : new NpgsqlConnection(connection);
        await open.OpenAsync();
        if (provider == DbProvider.Sqlite) await Tell(open, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;");
        return open;
    }

    public static async Task MakeTable(DbConnection open) => await Tell(open, "CREATE TABLE IF NOT EXISTS bare (id text PRIMARY KEY, words text NOT NULL)");

    public Task<int> Insert(DbConnection open) => queue.Run(async () =>
    {
        await using var transaction = await open.BeginTransactionAsync();
        await using var command = open.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = "INSERT INTO bare VALUES (@id, @words)";
        Add(command, "@id", Guid.CreateVersion7().ToString());
        Add(command, "@words", FilledAnswers.Sentence);
        var rows = await command.ExecuteNonQueryAsync();
        await transaction.CommitAsync();
        return rows;
    });

    private static void Add(DbCommand command, string name, string value)
    {
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = (name, value);
        command.Parameters.Add(parameter);
    }

    private static async Task Tell(DbConnection open, string sql)
    {
        await using var command = open.CreateCommand();
#pragma warning disable CA2100 // the texts stand above
        command.CommandText = sql;
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }

    public void Dispose() => queue.Dispose();
}
