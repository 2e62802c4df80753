using System.Text.Json;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace CarePlanning.Core.Collaboration;

/// <summary>Carries the news between server processes on one PostgreSQL by LISTEN and NOTIFY; ids only, never words.</summary>
public sealed partial class PostgresNews(string connection, ILogger<PostgresNews> log) : PlanNews, IHostedService, IDisposable
{
    private readonly NpgsqlDataSource source = NpgsqlDataSource.Create(ForNews(connection));
    private readonly CancellationTokenSource stopping = new();
    private Task listening = Task.CompletedTask;

    /// <summary>News need not outlive the server: without this each would wait for the disk a second time.</summary>
    private static string ForNews(string connection)
    {
        var news = new NpgsqlConnectionStringBuilder(connection) { KeepAlive = 30 };
        news.Options = $"{news.Options} -c synchronous_commit=off".TrimStart();
        return news.ToString();
    }

    public override async Task Tell(PlanHappening happening)
    {
        await using var command = source.CreateCommand("select pg_notify('care_plans', $1)");
        command.Parameters.Add(new NpgsqlParameter { Value = JsonSerializer.Serialize(happening) });
        await command.ExecuteNonQueryAsync();
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        listening = Task.Run(() => ListenUntilStopped(stopping.Token), CancellationToken.None);
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await stopping.CancelAsync();
        await listening;
    }

    private async Task ListenUntilStopped(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await using var open = await source.OpenConnectionAsync(stop);
                open.Notification += (_, e) => { if (JsonSerializer.Deserialize<PlanHappening>(e.Payload) is { } h) Deliver(h); };
                await using (var listen = new NpgsqlCommand("listen care_plans", open)) await listen.ExecuteNonQueryAsync(stop);
                // Whatever was missed while nobody listened: everybody reads again.
                Deliver(new PlanHappening(Guid.Empty, "", "", ""));
                while (true) await open.WaitAsync(stop);
            }
            catch (OperationCanceledException) { return; }
            catch (Exception e) when (e is NpgsqlException or System.Net.Sockets.SocketException or IOException)
            {
                LostConnection(log, e);
                try { await Task.Delay(TimeSpan.FromSeconds(1), stop); } catch (OperationCanceledException) { return; }
            }
        }
    }

    public void Dispose()
    {
        source.Dispose();
        stopping.Dispose();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The connection that listens for other servers' news was lost; trying again.")]
    private static partial void LostConnection(ILogger log, Exception e);
}
