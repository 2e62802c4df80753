using System.Text.Json;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace CarePlanning.Core.Collaboration;

/// <summary>Carries the news between server processes on one PostgreSQL by LISTEN and NOTIFY; ids only, never words.</summary>
public sealed partial class PostgresNews(string connection, ILogger<PostgresNews> log) : PlanNews, IHostedService, IDisposable
{
    private const string Plans = "care_plans", Pages = "care_pages";

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
        // The change is kept by now: whoever made it must not be told otherwise, because others did not hear of it.
        try { await Notify(Plans, happening); }
        catch (NpgsqlException e)
        {
            LostNews(log, e);
            Deliver(happening);
        }
    }

    public override async Task TellPage(PageHappening page)
    {
        // Who writes where is told softly: while the database does not answer nobody learns of it.
        try { await Notify(Pages, page); }
        catch (NpgsqlException e) { LostPage(log, e); }
    }

    private async Task Notify<T>(string channel, T what)
    {
        await using var command = source.CreateCommand("select pg_notify($1, $2)");
        command.Parameters.Add(new NpgsqlParameter { Value = channel });
        command.Parameters.Add(new NpgsqlParameter { Value = JsonSerializer.Serialize(what) });
        await command.ExecuteNonQueryAsync();
    }

    private void Hear(string channel, string payload)
    {
        if (channel == Pages) { if (JsonSerializer.Deserialize<PageHappening>(payload) is { } page) DeliverPage(page); }
        else if (JsonSerializer.Deserialize<PlanHappening>(payload) is { } happening) Deliver(happening);
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
                open.Notification += (_, e) => Hear(e.Channel, e.Payload);
                await using (var listen = new NpgsqlCommand($"listen {Plans}; listen {Pages}", open)) await listen.ExecuteNonQueryAsync(stop);
                // Whatever was missed while nobody listened: everybody reads again.
                Deliver(new PlanHappening(Guid.Empty, "", ""));
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

    [LoggerMessage(Level = LogLevel.Warning, Message = "Other servers were not told of a change; their pages show it when they read again.")]
    private static partial void LostNews(ILogger log, Exception e);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Other servers were not told who has a page open.")]
    private static partial void LostPage(ILogger log, Exception e);
}
