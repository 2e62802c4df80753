using System.Text;
using System.Text.Json;
using CarePlanning.Benchmarks.Browser;
using CarePlanning.Benchmarks.Plans;

namespace CarePlanning.Benchmarks.Pages;

/// <summary>What goes over the wire while somebody types one answer in a real browser.</summary>
internal static class TypingTraffic
{
    /// <summary>How fast the keys follow each other.</summary>
    private static readonly TimeSpan Key = TimeSpan.FromMilliseconds(70);

    /// <summary>How long it is watched after the field is left: longer than any save takes.</summary>
    private static readonly TimeSpan Afterwards = TimeSpan.FromSeconds(3);

    private sealed class Tally
    {
        private readonly Dictionary<string, (bool IsSave, long Bytes)> requests = [];
        public int FramesUp, FramesDown;
        public long PayloadUp, PayloadDown, WireUp, WireDown;

        public (int Count, long Bytes) Sent(bool saves) => (requests.Values.Count(r => r.IsSave == saves), requests.Values.Where(r => r.IsSave == saves).Sum(r => r.Bytes));

        public void Hear(string name, JsonElement e)
        {
            switch (name)
            {
                case "Network.requestWillBeSent":
                    var request = e.GetProperty("request");
                    var (method, address) = (request.GetProperty("method").GetString()!, new Uri(request.GetProperty("url").GetString()!));
                    Add(e, method == "POST", $"{method} {address.PathAndQuery} HTTP/1.1\r\n\r\n".Length
                        + (request.TryGetProperty("postData", out var body) ? Encoding.UTF8.GetByteCount(body.GetString()!) : 0));
                    break;
                case "Network.requestWillBeSentExtraInfo":
                    Add(e, false, e.GetProperty("headers").EnumerateObject().Sum(h => h.Name.Length + h.Value.GetString()!.Length + 4L));
                    break;
                case "Network.webSocketFrameSent":
                    FramesUp++;
                    PayloadUp += Length(e.GetProperty("response"));
                    break;
                case "Network.webSocketFrameReceived":
                    FramesDown++;
                    PayloadDown += Length(e.GetProperty("response"));
                    break;
            }
        }

        /// <summary>A request is told in two parts, in either order.</summary>
        private void Add(JsonElement part, bool isSave, long bytes)
        {
            var id = part.GetProperty("requestId").GetString()!;
            var before = requests.GetValueOrDefault(id);
            requests[id] = (before.IsSave || isSave, before.Bytes + bytes);
        }

        /// <summary>Binary frames are told in base 64.</summary>
        private static int Length(JsonElement frame) =>
            frame.GetProperty("payloadData").GetString()!.Length * (frame.GetProperty("opcode").GetInt32() == 1 ? 4 : 3) / 4;
    }

    public static async Task<Table> Measure()
    {
        var table = new Table($"Typing one answer of {FilledAnswers.Sentence.Length} characters in Chromium, one key every {Key.TotalMilliseconds:0} ms, then leaving the field",
            "page", "bytes up on the wire", "bytes down on the wire", "saves: number, bytes", "heartbeats: number, bytes", "WebSocket frames up / down", "their payload up / down", "up, Mud = 1");
        if (!File.Exists(Chromium.Path))
        {
            table.Note($"Not measured: there is no browser at {Chromium.Path}; set CHROME_PATH to where Chromium or Chrome is.");
            return table;
        }
        await using var portal = await RunningPortal.Start(0);
        var mud = await Type(portal, "/benchmark/mud", "#field-0");
        var ours = await Type(portal, $"/plans/{portal.Plans.Empty}/{BenchmarkPlans.Section}", $"textarea[name='{BenchmarkPlans.Path}']");
        foreach (var (name, t) in new[] { ("60 MudTextField", mud), ("a section page of ours", ours) })
        {
            var (saves, beats) = (t.Sent(saves: true), t.Sent(saves: false));
            table.Row(name, Say.Count(t.WireUp), Say.Count(t.WireDown), $"{saves.Count}, {Say.Count(saves.Bytes)}", $"{beats.Count}, {Say.Count(beats.Bytes)}",
                $"{Say.Count(t.FramesUp)} / {Say.Count(t.FramesDown)}", $"{Say.Count(t.PayloadUp)} / {Say.Count(t.PayloadDown)}", Say.Times(t.WireUp, mud.WireUp));
        }
        table.Note("On the wire means every byte between browser and server, headers, frames and all, as a proxy between them counts it; the payload of WebSocket frames is counted before compression. The heartbeats come whether somebody types or not. Target P2: the saves of one answer at most 2 KB, headers and all.");
        return table;
    }

    private static async Task<Tally> Type(RunningPortal portal, string page, string field)
    {
        await using var proxy = new CountingProxy(portal.Http.BaseAddress!);
        await using var chromium = await Chromium.Open();
        var browser = await chromium.NewPage();
        await browser.SignIn(portal.Cookie, proxy.Address);
        await browser.Ask("Page.navigate", new { url = new Uri(proxy.Address, page).ToString() });
        await browser.Until($"document.readyState === 'complete' && document.querySelector(\"{field}\") && (globalThis.Blazor?._internal?.navigationManager || true)");
        // The page goes on working for a moment after it has come: fonts, its circuit, the first drawing.
        await Task.Delay(Afterwards);

        var tally = new Tally();
        var (up, down) = proxy.Passed;
        browser.Heard = tally.Hear;
        await browser.Run($"document.querySelector(\"{field}\").focus()");
        await browser.Type(FilledAnswers.Sentence, Key);
        await browser.Run("document.activeElement.blur()");
        await Task.Delay(Afterwards);
        browser.Heard = null;
        (tally.WireUp, tally.WireDown) = (proxy.Passed.Up - up, proxy.Passed.Down - down);
        if ((await browser.Run($"document.querySelector(\"{field}\").value")).GetString() != FilledAnswers.Sentence)
            throw new InvalidOperationException("The field does not hold what was typed.");
        return tally;
    }
}
