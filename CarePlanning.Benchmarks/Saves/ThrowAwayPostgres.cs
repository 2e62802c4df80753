using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace CarePlanning.Benchmarks.Saves;

/// <summary>A PostgreSQL server to measure with: the one that CAREPLANNING_POSTGRES names, or one of our own that is gone afterwards.</summary>
internal sealed class ThrowAwayPostgres : IAsyncDisposable
{
    private const string Setting = "CAREPLANNING_POSTGRES";
    private const string Installed = "/usr/lib/postgresql";

    private readonly string? folder;

    private ThrowAwayPostgres(string connection, string? folder) => (Connection, this.folder) = (connection, folder);

    public string Connection { get; }

    /// <summary>A server, or null and the reason why there is none.</summary>
    public static async Task<(ThrowAwayPostgres? Server, string Why)> Start()
    {
        if (Environment.GetEnvironmentVariable(Setting) is { Length: > 0 } given) return (new ThrowAwayPostgres(given, null), "");
        if (Bin() is not { } bin) return (null, $"PostgreSQL is not installed under {Installed} and {Setting} is not set, so it was not measured.");

        // Short, because the socket's path may have 107 bytes, and in /tmp because the other user must reach it.
        var folder = Directory.CreateTempSubdirectory("careplanning-pg-").FullName;
        var port = FreePort();
        if (Environment.IsPrivilegedProcess) await Run("chown", "postgres", folder);
        await AsPostgres(Path.Combine(bin, "initdb"), "-D", $"{folder}/data", "-U", "care", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync");
        // Unlike the tests' server this one syncs: what is measured is a save that would survive.
        await AsPostgres(Path.Combine(bin, "pg_ctl"), "-D", $"{folder}/data", "-l", $"{folder}/log", "-w", "-t", "60", "start", "-o",
            $"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c max_connections=200");
        return (new ThrowAwayPostgres($"Host=127.0.0.1;Port={port};Username=care", folder), "");
    }

    /// <summary>An empty database, and how much of the server's word can be relied on.</summary>
    public async Task<(string Connection, string Durability)> NewDatabase()
    {
        var name = "benchmark_" + Guid.NewGuid().ToString("N");
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(Connection) { Database = "postgres", Pooling = false }.ToString());
        await connection.OpenAsync();
        await using var create = connection.CreateCommand();
        create.CommandText = $"CREATE DATABASE {name}";
        await create.ExecuteNonQueryAsync();
        create.CommandText = "SELECT 'fsync ' || current_setting('fsync') || ', synchronous_commit ' || current_setting('synchronous_commit')";
        var durability = (string)(await create.ExecuteScalarAsync())!;
        return (new NpgsqlConnectionStringBuilder(Connection) { Database = name }.ToString(), durability);
    }

    /// <summary>Removes a database again, from a server that stays.</summary>
    public async Task Drop(string database)
    {
        if (folder is not null) return;
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(Connection) { Database = "postgres", Pooling = false }.ToString());
        await connection.OpenAsync();
        await using var drop = connection.CreateCommand();
        drop.CommandText = $"DROP DATABASE {new NpgsqlConnectionStringBuilder(database).Database} WITH (FORCE)";
        await drop.ExecuteNonQueryAsync();
    }

    private static string? Bin() => !Directory.Exists(Installed) ? null
        : Directory.GetDirectories(Installed).OrderBy(d => double.TryParse(Path.GetFileName(d), CultureInfo.InvariantCulture, out var n) ? n : 0)
            .Select(d => Path.Combine(d, "bin")).LastOrDefault(d => File.Exists(Path.Combine(d, "initdb")));

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>initdb and postgres refuse to be root; Debian's package brings a user for them.</summary>
    private static Task AsPostgres(params string[] command) => Environment.IsPrivilegedProcess
        ? Run("setpriv", ["--reuid=postgres", "--regid=postgres", "--init-groups", "--reset-env", "--", .. command]) : Run(command[0], command[1..]);

    private static async Task Run(string program, params string[] args)
    {
        // The server inherits what it is given and would keep a pipe open for ever.
        var start = new ProcessStartInfo("/bin/sh") { WorkingDirectory = "/", ArgumentList = { "-c", "exec \"$0\" \"$@\" >/dev/null 2>&1 </dev/null", program } };
        foreach (var arg in args) start.ArgumentList.Add(arg);
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{program} {string.Join(' ', args)} ended with code {process.ExitCode}.");
    }

    public async ValueTask DisposeAsync()
    {
        if (folder is null) return;
        await AsPostgres(Path.Combine(Bin()!, "pg_ctl"), "-D", $"{folder}/data", "-m", "immediate", "-w", "stop");
        Directory.Delete(folder, recursive: true);
    }
}
