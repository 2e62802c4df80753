using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.DependencyInjection;

namespace CarePlanning.Benchmarks.Pages;

/// <summary>One page held open without a browser: loads it, starts its circuit, acknowledges what the server draws and answers its calls.</summary>
internal sealed partial class Circuit : IAsyncDisposable
{
    private readonly HubConnection hub;
    private readonly TaskCompletionSource drawn = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<(string Words, TaskCompletionSource Said)> awaited = [];
    private string? fault;

    private Circuit(Uri root, string cookie)
    {
        var builder = new HubConnectionBuilder().WithUrl(new Uri(root, "_blazor"), o =>
        {
            o.Transports = HttpTransportType.WebSockets;
            o.SkipNegotiation = true;
            o.Headers["Cookie"] = cookie;
            // A browser says where its page is from, and the portal lets nobody else in.
            o.Headers["Origin"] = root.GetLeftPart(UriPartial.Authority);
            // Browsers offer compression and Blazor takes it; without this the server would hold less for each page.
            o.WebSocketConfiguration = w => w.DangerousDeflateOptions = new();
        });
        builder.Services.AddSingleton<IHubProtocol>(new BlazorPack());
        hub = builder.Build();
        On("JS.RenderBatch", [typeof(int), typeof(byte[])], a => Acknowledge((int)a[0]!, (byte[])a[1]!));
        On("JS.BeginInvokeJS", [typeof(long), typeof(string), typeof(string), typeof(int), typeof(long), typeof(int)], a => Answer((long)a[0]!, (string?)a[2], isObject: (int)a[3]! == 1));
        On("JS.EndInvokeDotNet", [typeof(string), typeof(bool), typeof(string)], _ => Task.CompletedTask);
        On("JS.AttachComponent", [typeof(int), typeof(string)], _ => Task.CompletedTask);
        On("JS.EndUpdateRootComponents", [typeof(long)], _ => { drawn.TrySetResult(); return Task.CompletedTask; });
        On("JS.Error", [typeof(string)], a => Fail((string?)a[0]));
        hub.Closed += e => Fail(e?.Message);
    }

    /// <summary>Bytes of everything drawn so far.</summary>
    public long Drawn { get; private set; }

    public static async Task<Circuit> Open(HttpClient http, string address, string cookie)
    {
        var page = new Uri(http.BaseAddress!, address);
        var html = await http.GetStringAsync(page);
        var state = State().Match(html) is { Success: true } found ? found.Groups[1].Value : "";
        var operations = Markers().Matches(html).Select(m => JsonElement.Parse(m.Groups[1].Value))
            .Where(m => m.TryGetProperty("descriptor", out _) && m.GetProperty("type").GetString() == "server")
            .Select((marker, i) => new { type = "add", ssrComponentId = i + 1, marker }).ToArray();
        if (operations.Length == 0) throw new InvalidOperationException($"{address} has nothing interactive in it.");
        var root = new Uri(page, "/");
        var circuit = new Circuit(root, cookie);
        await circuit.hub.StartAsync();
        if (await circuit.hub.InvokeAsync<string?>("StartCircuit", root.ToString(), page.ToString(), "[]", "") is null)
            throw new InvalidOperationException($"The server refused a circuit: {circuit.fault}");
        await circuit.hub.SendAsync("UpdateRootComponents", JsonSerializer.Serialize(new { batchId = 1, operations }), state);
        await circuit.drawn.Task.WaitAsync(TimeSpan.FromSeconds(30));
        return circuit;
    }

    private void On(string method, Type[] types, Func<object?[], Task> handle) => hub.On(method, types, handle);

    private Task Acknowledge(int batch, byte[] data)
    {
        Drawn += data.Length;
        return hub.SendAsync("OnRenderCompleted", (long)batch, null);
    }

    /// <summary>Ends when the server has told this page's script these words.</summary>
    public Task Hears(string words)
    {
        var (said, told) = (new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously), words);
        lock (awaited) awaited.Add((told, said));
        return said.Task;
    }

    private Task Answer(long call, string? told, bool isObject)
    {
        lock (awaited)
            foreach (var (words, said) in awaited)
                if (told?.Contains(words, StringComparison.Ordinal) == true) said.TrySetResult();
        // A module that was imported is an object; of everything else it is enough that it was done.
        return Answer(call, isObject ? """{"__jsObjectId":1}""" : "true");
    }

    private Task Answer(long call, string value) => call == 0 ? Task.CompletedTask : hub.SendAsync("EndInvokeJSFromDotNet", call, true, $"[{call},true,{value}]");

    private Task Fail(string? why)
    {
        fault ??= why ?? "closed";
        drawn.TrySetException(new IOException($"The circuit ended: {fault}"));
        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync() => hub.DisposeAsync();

    [GeneratedRegex("<!--Blazor:(\\{.*?\\})-->", RegexOptions.Singleline)]
    private static partial Regex Markers();

    [GeneratedRegex("<!--Blazor-Server-Component-State:(.*?)-->", RegexOptions.Singleline)]
    private static partial Regex State();
}
