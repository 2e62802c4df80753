using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace CarePlanning.Benchmarks.Browser;

/// <summary>One page of a real Chromium, driven through its own protocol so that no browser library is needed.</summary>
internal sealed class DevTools : IAsyncDisposable
{
    private const string UsualPlace = "/usr/bin/chromium";
    private const string Announces = "DevTools listening on ";

    private readonly Process browser;
    private readonly string folder;
    private readonly ClientWebSocket socket = new();
    private readonly SemaphoreSlim turn = new(1, 1);
    private readonly ConcurrentDictionary<int, TaskCompletionSource<JsonElement>> waiting = new();
    private readonly CancellationTokenSource stopping = new();
    private Task reading = Task.CompletedTask;
    private string? session;
    private int sent;

    private DevTools(Process browser, string folder) => (this.browser, this.folder) = (browser, folder);

    /// <summary>Told of every event, by name.</summary>
    public Action<string, JsonElement>? Heard { get; set; }

    public static string Path => Environment.GetEnvironmentVariable("CHROME_PATH") is { Length: > 0 } chosen ? chosen : UsualPlace;

    public static async Task<DevTools> Open()
    {
        var folder = Directory.CreateTempSubdirectory("careplanning-chromium-").FullName;
        var start = new ProcessStartInfo(Path) { RedirectStandardError = true };
        foreach (var arg in new[] { "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-dev-shm-usage", "--no-first-run", "--disable-background-networking",
            "--disable-component-update", "--disable-sync", "--remote-debugging-port=0", $"--user-data-dir={folder}", "about:blank" }) start.ArgumentList.Add(arg);
        var tools = new DevTools(Process.Start(start)!, folder);
        await tools.socket.ConnectAsync(new Uri(await tools.Announced()), default);
        tools.reading = Task.Run(tools.Read);
        var target = (await tools.Ask("Target.createTarget", new { url = "about:blank" })).GetProperty("targetId").GetString();
        tools.session = (await tools.Ask("Target.attachToTarget", new { targetId = target, flatten = true })).GetProperty("sessionId").GetString();
        await tools.Ask("Page.enable", new { });
        await tools.Ask("Network.enable", new { });
        return tools;
    }

    /// <summary>Asks for something and waits for the answer.</summary>
    public async Task<JsonElement> Ask(string method, object parameters)
    {
        var id = Interlocked.Increment(ref sent);
        var answer = waiting[id] = new(TaskCreationOptions.RunContinuationsAsynchronously);
        var text = JsonSerializer.SerializeToUtf8Bytes(session is null ? new { id, method, @params = parameters } : (object)new { id, method, @params = parameters, sessionId = session });
        await turn.WaitAsync();
        try { await socket.SendAsync(text, WebSocketMessageType.Text, true, stopping.Token); }
        finally { turn.Release(); }
        return await answer.Task.WaitAsync(TimeSpan.FromSeconds(30));
    }

    /// <summary>Runs a script on the page and answers with its value.</summary>
    public async Task<JsonElement> Run(string script)
    {
        var answer = await Ask("Runtime.evaluate", new { expression = script, returnByValue = true, awaitPromise = true });
        if (answer.TryGetProperty("exceptionDetails", out var wrong)) throw new InvalidOperationException($"The page's script failed: {wrong}");
        return answer.GetProperty("result").TryGetProperty("value", out var value) ? value : default;
    }

    /// <summary>Waits until a script answers true.</summary>
    public async Task Until(string script)
    {
        for (var i = 0; i < 200; i++)
        {
            if ((await Run($"Boolean({script})")).GetBoolean()) return;
            await Task.Delay(100);
        }
        throw new TimeoutException($"The page never came so far that {script}.");
    }

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
        if (said.TryGetProperty("method", out var name)) { Heard?.Invoke(name.GetString()!, said.GetProperty("params")); return; }
        if (!said.TryGetProperty("id", out var id) || !waiting.TryRemove(id.GetInt32(), out var asked)) return;
        if (said.TryGetProperty("error", out var error)) asked.SetException(new InvalidOperationException($"Chromium says: {error}"));
        else asked.SetResult(said.GetProperty("result").Clone());
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await reading;
        socket.Dispose();
        browser.Kill(entireProcessTree: true);
        await browser.WaitForExitAsync();
        browser.Dispose();
        turn.Dispose();
        stopping.Dispose();
        try { Directory.Delete(folder, recursive: true); }
        catch (IOException) { /* a process of the browser may still let go of its files */ }
    }
}
