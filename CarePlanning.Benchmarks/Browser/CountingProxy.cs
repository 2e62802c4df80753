using System.Net;
using System.Net.Sockets;

namespace CarePlanning.Benchmarks.Browser;

/// <summary>Stands between a browser and the portal and counts every byte that passes, whatever it is.</summary>
internal sealed class CountingProxy : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly Uri portal;
    private readonly CancellationTokenSource stopping = new();
    private readonly Task accepting;
    private long up, down;

    public CountingProxy(Uri portal)
    {
        this.portal = portal;
        listener.Start();
        Address = new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/");
        accepting = Accept();
    }

    public Uri Address { get; }
    public (long Up, long Down) Passed => (Interlocked.Read(ref up), Interlocked.Read(ref down));

    private async Task Accept()
    {
        try { while (true) _ = Carry(await listener.AcceptTcpClientAsync(stopping.Token)); }
        catch (OperationCanceledException) { }
    }

    private async Task Carry(TcpClient browser)
    {
        using (browser)
        using (var server = new TcpClient { NoDelay = true })
        {
            browser.NoDelay = true;
            await server.ConnectAsync(portal.Host, portal.Port, stopping.Token);
            await Task.WhenAny(
                Copy(browser.GetStream(), server.GetStream(), n => Interlocked.Add(ref up, n)),
                Copy(server.GetStream(), browser.GetStream(), n => Interlocked.Add(ref down, n)));
        }
    }

    private async Task Copy(NetworkStream from, NetworkStream to, Action<int> count)
    {
        var buffer = new byte[16 * 1024];
        try
        {
            while (await from.ReadAsync(buffer, stopping.Token) is > 0 and var read)
            {
                count(read);
                await to.WriteAsync(buffer.AsMemory(0, read), stopping.Token);
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
}
