using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace CarePlanning.Benchmarks.Faults;

/// <summary>What a line between a browser and the portal does.</summary>
internal enum Line
{
    /// <summary>It carries everything, a little late.</summary>
    Carries,
    /// <summary>Every connection is reset, and every new one too.</summary>
    Cut,
    /// <summary>Connections stay open and nothing comes through, in either direction; nobody is told.</summary>
    Swallows,
}

/// <summary>Stands between a browser and the portal: can cut, swallow and delay.</summary>
internal sealed class FaultProxy : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly Uri portal;
    private readonly TimeSpan delay;
    private readonly CancellationTokenSource stopping = new();
    private readonly ConcurrentDictionary<Connection, bool> open = new();
    private readonly Task accepting;
    private volatile Line line = Line.Carries;

    /// <param name="portal">Where it leads.</param>
    /// <param name="delay">How long everything takes in each direction.</param>
    public FaultProxy(Uri portal, TimeSpan delay)
    {
        (this.portal, this.delay) = (portal, delay);
        listener.Start();
        Address = new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/");
        accepting = Accept();
    }

    public Uri Address { get; }

    /// <summary>From now on. What was swallowed once stays dead when the line carries again, as behind a router that has forgotten it.</summary>
    public void Make(Line what)
    {
        line = what;
        foreach (var (connection, _) in open)
        {
            if (what == Line.Cut) connection.Reset();
            else if (what == Line.Swallows) connection.IsDead = true;
        }
    }

    private async Task Accept()
    {
        try { while (true) _ = Carry(new Connection(await listener.AcceptTcpClientAsync(stopping.Token))); }
        catch (OperationCanceledException) { }
    }

    private async Task Carry(Connection connection)
    {
        open[connection] = true;
        connection.IsDead = line == Line.Swallows;
        if (line == Line.Cut) connection.Reset();
        using var server = new TcpClient { NoDelay = true };
        try
        {
            connection.Browser.NoDelay = true;
            await server.ConnectAsync(portal.Host, portal.Port, stopping.Token);
            await Task.WhenAny(
                Copy(connection, connection.Browser.GetStream(), server.GetStream()),
                Copy(connection, server.GetStream(), connection.Browser.GetStream()));
            // The other side of a dead line hears of nothing.
            if (connection.IsDead) await Task.Delay(Timeout.Infinite, stopping.Token);
        }
        catch (Exception e) when (e is SocketException or IOException or OperationCanceledException or ObjectDisposedException or InvalidOperationException) { }
        finally
        {
            open.TryRemove(connection, out _);
            connection.Browser.Dispose();
        }
    }

    private async Task Copy(Connection connection, NetworkStream from, NetworkStream to)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while (await from.ReadAsync(buffer, stopping.Token) is > 0 and var read)
            {
                await Task.Delay(delay, stopping.Token);
                if (!connection.IsDead) await to.WriteAsync(buffer.AsMemory(0, read), stopping.Token);
            }
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or ObjectDisposedException) { }
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await accepting;
        listener.Dispose();
        stopping.Dispose();
    }

    private sealed class Connection(TcpClient browser)
    {
        private volatile bool dead;

        public TcpClient Browser => browser;
        public bool IsDead { get => dead; set => dead = value; }

        public void Reset()
        {
            // No linger: the browser gets a reset instead of an orderly end.
            try { browser.Client.LingerState = new LingerOption(true, 0); } catch (Exception e) when (e is SocketException or ObjectDisposedException) { return; }
            browser.Dispose();
        }
    }
}
