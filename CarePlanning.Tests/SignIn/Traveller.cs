using System.Net;
using System.Text.RegularExpressions;

namespace CarePlanning.Tests.SignIn;

/// <summary>Somebody's browser between the portal and the issuer: keeps cookies and follows where it is sent.</summary>
internal sealed partial class Traveller(WorkPortal portal, CookieContainer? jar = null) : IDisposable
{
    private readonly CookieContainer jar = jar ?? new();
    private HttpClient? http;

    private HttpClient Http => http ??= new HttpClient(portal.Handler(jar));

    /// <summary>A second browser with a copy of this one's cookies, as somebody would have who stole them.</summary>
    public Traveller Thief()
    {
        var stolen = new CookieContainer();
        foreach (Cookie cookie in jar.GetAllCookies()) stolen.Add(portal.Address, new Cookie(cookie.Name, cookie.Value, "/"));
        return new Traveller(portal, stolen);
    }

    /// <summary>Every address it was sent to since it last set out.</summary>
    public List<Uri> Way { get; } = [];

    public static async Task<Traveller> SignedInAsync(WorkPortal portal)
    {
        var traveller = new Traveller(portal);
        var (status, at, _) = await traveller.GoAsync("/sign-in/work?returnUrl=%2Fplans");
        Assert.True(status == HttpStatusCode.OK && at.AbsolutePath == "/plans", $"{status} {at}: {string.Join("\n", portal.Logged)}");
        return traveller;
    }

    /// <summary>Goes to an address of the portal and follows until an answer is none of the redirections, or until it would go to a given path.</summary>
    public async Task<(HttpStatusCode Status, Uri At, string Body)> GoAsync(string path, string? stopBefore = null) => await FollowAsync(new HttpRequestMessage(HttpMethod.Get, new Uri(portal.Address, path)), stopBefore);

    /// <summary>Sends the form of a page.</summary>
    public async Task<(HttpStatusCode Status, Uri At, string Body)> SendAsync(string path, string page, params (string Name, string Value)[] fields)
    {
        var token = TokenField().Match((await GoAsync(page)).Body).Groups[1].Value;
        return await FollowAsync(new HttpRequestMessage(HttpMethod.Post, new Uri(portal.Address, path))
        {
            Content = new FormUrlEncodedContent([.. fields.Select(f => KeyValuePair.Create(f.Name, f.Value)), KeyValuePair.Create("__RequestVerificationToken", token)]),
        }, null);
    }

    /// <summary>Asks once, with a form's token, and follows nowhere; where it would be led, or null.</summary>
    public async Task<(int Status, Uri? To)> AskAsync(string method, string path, params (string Name, string Value)[] fields)
    {
        var at = new Uri(portal.Address, path);
        using var request = new HttpRequestMessage(new HttpMethod(method), at);
        if (method == "POST") request.Content = new FormUrlEncodedContent([.. fields.Select(f => KeyValuePair.Create(f.Name, f.Value)), KeyValuePair.Create("__RequestVerificationToken", TokenField().Match((await GoAsync("/verify")).Body).Groups[1].Value)]);
        using var answer = await Http.SendAsync(request, TestContext.Current.CancellationToken);
        return ((int)answer.StatusCode, answer.Headers.Location is { } to ? new Uri(at, to) : null);
    }

    private async Task<(HttpStatusCode Status, Uri At, string Body)> FollowAsync(HttpRequestMessage first, string? stopBefore)
    {
        Way.Clear();
        var request = first;
        for (var steps = 0; steps < 12; steps++)
        {
            var at = request.RequestUri!;
            Way.Add(at);
            using var _ = request;
            using var answer = await Http.SendAsync(request, TestContext.Current.CancellationToken);
            if (answer.Headers.Location is not { } to) return (answer.StatusCode, at, WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)));
            var next = new Uri(at, to);
            if (stopBefore is not null && next.AbsolutePath == stopBefore) return (answer.StatusCode, next, "");
            request = new HttpRequestMessage(HttpMethod.Get, next);
        }
        throw new InvalidOperationException($"Sent round and round: {string.Join("\n", Way)}");
    }

    public void Dispose() => http?.Dispose();

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]*value=\"([^\"]+)\"")]
    private static partial Regex TokenField();
}
