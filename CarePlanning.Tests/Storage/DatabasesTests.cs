using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace CarePlanning.Tests.Storage;

public sealed class DatabasesTests
{
    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Each_test_has_an_empty_database_to_itself(Database kind)
    {
        await using var first = await Databases.NewAsync(kind);
        await using var second = await Databases.NewAsync(kind);
        Assert.Equal(0L, await AskAsync(first, "CREATE TABLE plans (id int); SELECT count(*) FROM plans"));
        Assert.Equal(0L, await AskAsync(second, "CREATE TABLE plans (id int); SELECT count(*) FROM plans"));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_database_is_gone_after_its_test(Database kind)
    {
        var database = await Databases.NewAsync(kind);
        await AskAsync(database, "CREATE TABLE plans (id int); SELECT 1");
        await database.DisposeAsync();
        // read-write: plain SQLite would make the file anew
        var again = kind == Database.Sqlite ? database.ConnectionString + ";Mode=ReadWrite" : database.ConnectionString;
        await Assert.ThrowsAnyAsync<DbException>(() => AskAsync(kind, again, "SELECT 1"));
    }

    [Theory, InlineData(null), InlineData(" ")]
    public void Without_a_PostgreSQL_server_the_tests_fail_and_say_what_to_do(string? setting) =>
        Assert.Contains("./test", Assert.Throws<InvalidOperationException>(() => Databases.Server(setting)).Message, StringComparison.Ordinal);

    private static Task<object?> AskAsync(FreshDatabase database, string sql) => AskAsync(database.Kind, database.ConnectionString, sql);

    private static async Task<object?> AskAsync(Database kind, string connectionString, string sql)
    {
        await using DbConnection connection = kind == Database.Sqlite ? new SqliteConnection(connectionString) : new NpgsqlConnection(connectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // the tests' own words
        command.CommandText = sql;
#pragma warning restore CA2100
        return await command.ExecuteScalarAsync(TestContext.Current.CancellationToken);
    }
}
