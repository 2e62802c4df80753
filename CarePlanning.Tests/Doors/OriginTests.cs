using System.Net;
using System.Net.WebSockets;
using System.Text;
using CarePlanning.Tests.Journeys;

namespace CarePlanning.Tests.Doors;

/// <summary>Nothing is taken from another site's page, and no live connection is opened to one.</summary>
public sealed class OriginTests(DemoPortal demo)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("https://elsewhere.example")]
    [InlineData("null")]
    [InlineData(null)]
    public async Task A_live_connection_opens_to_our_own_pages_only(string? origin)
    {
        var refused = await Assert.ThrowsAsync<WebSocketException>(() => OpenAsync(origin));
        Assert.Contains("403", refused.Message, StringComparison.Ordinal);
        using var own = await OpenAsync(demo.Address.GetLeftPart(UriPartial.Authority));
        Assert.Equal(WebSocketState.Open, own.State);
    }

    [Fact]
    public async Task A_form_that_another_site_sends_is_not_taken_even_with_a_token()
    {
        var house = await demo.MoveInAsync();
        var before = await house.EverythingAsync();
        using var nia = await Visitor.SignedInAsync(demo.Address, house.Nia.UserId);
        foreach (var (name, value) in new[] { ("Origin", "https://elsewhere.example"), ("Origin", "null"), ("Sec-Fetch-Site", "cross-site") })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, $"/plans/{house.PlanId}/edits") { Content = System.Net.Http.Json.JsonContent.Create(new { opId = "x1", section = "about-me", path = "mostImportant/words", @base = "", value = "Theirs" }) };
            request.Headers.Add(name, value);
            request.Headers.Add("RequestVerificationToken", await nia.TokenAsync());
            using var answer = await nia.SendAsync(request);
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        }
        Assert.Equal(before, await house.EverythingAsync());
    }

    [Fact]
    public async Task A_message_beyond_all_measure_ends_its_connection_and_nothing_else()
    {
        using var socket = await OpenAsync(demo.Address.GetLeftPart(UriPartial.Authority));
        await socket.SendAsync(Encoding.UTF8.GetBytes("{\"protocol\":\"blazorpack\",\"version\":1}\u001e"), WebSocketMessageType.Text, true, Stop);
        var buffer = new byte[4096];
        await socket.ReceiveAsync(buffer, Stop);
        // A message that says it has 64 MB, and begins to have them.
        byte[] length = [0x80, 0x80, 0x80, 0x20];
        try
        {
            await socket.SendAsync((byte[])[.. length, .. new byte[256 * 1024]], WebSocketMessageType.Binary, true, Stop);
            while (socket.State == WebSocketState.Open) await socket.ReceiveAsync(buffer, Stop);
        }
        catch (WebSocketException) { /* closed while we were still sending */ }
        Assert.NotEqual(WebSocketState.Open, socket.State);
        using var visitor = new Visitor(demo.Address);
        using var alive = await visitor.GetAsync("/health/ready");
        Assert.Equal(HttpStatusCode.OK, alive.StatusCode);
    }

    private async Task<ClientWebSocket> OpenAsync(string? origin)
    {
        var socket = new ClientWebSocket();
        if (origin is not null) socket.Options.SetRequestHeader("Origin", origin);
        await socket.ConnectAsync(new UriBuilder(demo.Address) { Scheme = "ws", Path = "/_blazor" }.Uri, Stop);
        return socket;
    }
}
