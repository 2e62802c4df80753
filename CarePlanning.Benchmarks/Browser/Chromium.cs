using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace CarePlanning.Benchmarks.Browser;

/// <summary>A real Chromium, driven through its own protocol so that no browser library is needed.</summary>
internal sealed class Chromium : IAsyncDisposable
{
    private const string UsualPlace = "/usr/bin/chromium";
    private const string Announces = "DevTools listening on ";

    private readonly Process browser;
    private readonly string folder;
    private readonly bool keeps;
    private readonly ClientWebSocket socket = new();
    private readonly SemaphoreSlim turn = new(1, 1);
    private readonly ConcurrentDictionary<int, TaskCompletionSource<JsonElement>> waiting = new();
    private readonly ConcurrentDictionary<string, BrowserPage> pages = new();
    private readonly CancellationTokenSource stopping = new();
    private Task reading = Task.CompletedTask;
    private int sent;

    private Chromium(Process browser, string folder, bool keeps) => (this.browser, this.folder, this.keeps) = (browser, folder, keeps);

    public int ProcessId => browser.Id;
    public static string Path => Environment.GetEnvironmentVariable("CHROME_PATH") is { Length: > 0 } chosen ? chosen : UsualPlace;

    /// <summary>Starts a browser; with a folder given, it finds there what an earlier one left, and leaves its own.</summary>
    public static async Task<Chromium> Open(string? profile = null)
    {
        var folder = profile ?? Directory.CreateTempSubdirectory("careplanning-chromium-").FullName;
        var start = new ProcessStartInfo(Path) { RedirectStandardError = true };
        foreach (var arg in new[] { "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-dev-shm-usage", "--no-first-run", "--disable-background-networking",
            "--disable-component-update", "--disable-sync", "--remote-debugging-port=0", $"--user-data-dir={folder}", "about:blank" }) start.ArgumentList.Add(arg);
        var chromium = new Chromium(Process.Start(start)!, folder, profile is not null);
        await chromium.socket.ConnectAsync(new Uri(await chromium.Announced()), default);
        chromium.reading = Task.Run(chromium.Read);
        return chromium;
    }

    /// <summary>A new page; with cookies and storage of its own, or with those of the browser's folder.</summary>
    public async Task<BrowserPage> NewPage(bool apart = false)
    {
        var context = apart ? (await Ask("Target.createBrowserContext", new { }, null)).GetProperty("browserContextId").GetString() : null;
        var target = (await Ask("Target.createTarget", new { url = "about:blank", browserContextId = context }, null)).GetProperty("targetId").GetString();
        var session = (await Ask("Target.attachToTarget", new { targetId = target, flatten = true }, null)).GetProperty("sessionId").GetString()!;
        var page = pages[session] = new BrowserPage(this, session);
        await page.Ask("Page.enable", new { });
        await page.Ask("Network.enable", new { });
        return page;
    }

    /// <summary>Ends it as a crash or an empty battery does.</summary>
    public async Task Kill()
    {
        browser.Kill(entireProcessTree: true);
        await browser.WaitForExitAsync();
    }

    internal async Task<JsonElement> Ask(string method, object parameters, string? sessionId)
    {
        var id = Interlocked.Increment(ref sent);
        var answer = waiting[id] = new(TaskCreationOptions.RunContinuationsAsynchronously);
        var text = JsonSerializer.SerializeToUtf8Bytes(sessionId is null ? new { id, method, @params = parameters } : (object)new { id, method, @params = parameters, sessionId }, Plain);
        await turn.WaitAsync();
        try { await socket.SendAsync(text, WebSocketMessageType.Text, true, stopping.Token); }
        finally { turn.Release(); }
        return await answer.Task.WaitAsync(TimeSpan.FromSeconds(60));
    }

    private static readonly JsonSerializerOptions Plain = new() { DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull };

    private async Task<string> Announced()
    {
        while (await browser.StandardError.ReadLineAsync() is { } line)
        {
            if (!line.StartsWith(Announces, StringComparison.Ordinal)) continue;
            // Read on, or the browser waits one day for somebody to hear its complaints.
            _ = browser.StandardError.ReadToEndAsync();
            return line[Announces.Length..];
        }
        throw new InvalidOperationException($"{Path} ended with code {browser.ExitCode} before it said where it listens.");
    }

    private async Task Read()
    {
        var buffer = new byte[64 * 1024];
        using var message = new MemoryStream();
        try
        {
            while (true)
            {
                var part = await socket.ReceiveAsync(buffer, stopping.Token);
                if (part.MessageType == WebSocketMessageType.Close) return;
                message.Write(buffer, 0, part.Count);
                if (!part.EndOfMessage) continue;
                Take(JsonElement.Parse(Encoding.UTF8.GetString(message.GetBuffer(), 0, (int)message.Length)));
                message.SetLength(0);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or WebSocketException) { }
    }

    private void Take(JsonElement said)
    {
        if (said.TryGetProperty("method", out var name))
        {
            if (said.TryGetProperty("sessionId", out var session) && pages.TryGetValue(session.GetString()!, out var page)) page.Heard?.Invoke(name.GetString()!, said.GetProperty("params"));
            return;
        }
        if (!said.TryGetProperty("id", out var id) || !waiting.TryRemove(id.GetInt32(), out var asked)) return;
        if (said.TryGetProperty("error", out var error)) asked.SetException(new InvalidOperationException($"Chromium says: {error}"));
        else asked.SetResult(said.GetProperty("result").Clone());
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await reading;
        socket.Dispose();
        if (!browser.HasExited) await Kill();
        browser.Dispose();
        turn.Dispose();
        stopping.Dispose();
        if (keeps) return;
        try { Directory.Delete(folder, recursive: true); }
        catch (IOException) { /* a process of the browser may still let go of its files */ }
    }
}
