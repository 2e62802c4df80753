using System.Net;
using System.Text.RegularExpressions;
using CarePlanning.Tests.Journeys;

namespace CarePlanning.Tests.Together;

/// <summary>Somebody at a browser without scripts: asks for pages, sends the forms on them, and follows nothing by itself.</summary>
internal sealed partial class Visitor : IDisposable
{
    private readonly HttpClient http = new(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false });
    private readonly Uri root;

    // Kept by hand: a browser sends the cookies of an https portal over https only, and the tests' own address is none.
    private readonly Dictionary<string, string> cookies = [];

    public Visitor(RunningPortal portal) => root = portal.Address;

    public static async Task<Visitor> SignedInAsync(RunningPortal portal, string name)
    {
        var visitor = new Visitor(portal);
        await visitor.SignInAsync(name);
        return visitor;
    }

    public async Task<Answer> SignInAsync(string name)
    {
        var page = await GetAsync("/sign-in");
        var account = Regex.Match(page.Body, $"name=\"account\" value=\"([0-9a-f-]+)\"(?:(?!</form>).)*<b>{Regex.Escape(name)}</b>", RegexOptions.Singleline).Groups[1].Value;
        return await PostAsync("/sign-in", page, ("account", account), ("returnUrl", "/plans"));
    }

    public Task<Answer> GetAsync(string path) => SendAsync(new HttpRequestMessage(HttpMethod.Get, new Uri(root, path)));

    /// <summary>Sends a form as it stands on a page.</summary>
    public Task<Answer> PostAsync(string path, Answer on, params (string Name, string Value)[] fields) => SendAsync(new HttpRequestMessage(HttpMethod.Post, new Uri(root, path))
    {
        Content = new FormUrlEncodedContent([.. fields.Select(f => KeyValuePair.Create(f.Name, f.Value)), KeyValuePair.Create("__RequestVerificationToken", on.Token)]),
    });

    /// <summary>Sends an edit as a page's script does.</summary>
    public Task<Answer> EditAsync(Guid plan, Answer on, string section, string path, string value, string? deviceUser = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(root, $"/plans/{plan}/edits"))
        {
            Content = System.Net.Http.Json.JsonContent.Create(new { opId = Guid.NewGuid().ToString("N"), section, path, @base = "", value }),
        };
        request.Headers.Add("RequestVerificationToken", on.Token);
        if (deviceUser is not null) request.Headers.Add("Care-User", deviceUser);
        return SendAsync(request);
    }

    private async Task<Answer> SendAsync(HttpRequestMessage request)
    {
        if (cookies.Count > 0) request.Headers.Add("Cookie", string.Join("; ", cookies.Select(c => $"{c.Key}={c.Value}")));
        using (request)
        using (var answer = await http.SendAsync(request, TestContext.Current.CancellationToken))
        {
            foreach (var set in answer.Headers.TryGetValues("Set-Cookie", out var all) ? all : [])
            {
                var (name, value) = (set.Split('=')[0], set.Split('=', 2)[1].Split(';')[0]);
                if (value.Length == 0) cookies.Remove(name); else cookies[name] = value;
            }
            var to = answer.Headers.Location is { } where ? (where.IsAbsoluteUri ? where.PathAndQuery : where.ToString()) : null;
            return new Answer(answer.StatusCode, WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)), to) { DrawnFor = answer.Headers.TryGetValues("Care-User", out var drawn) ? drawn.Single() : null };
        }
    }

    public void Dispose() => http.Dispose();

    /// <summary>What the portal answered.</summary>
    internal sealed partial record Answer(HttpStatusCode Status, string Body, string? To)
    {
        public string Token => TokenField().Match(Body) is { Success: true } m ? m.Groups[1].Value : TokenData().Match(Body).Groups[1].Value;

        /// <summary>Whom the portal says that it drew the page for, where scripts can read it.</summary>
        public string? DrawnFor { get; init; }

        /// <summary>Under whose name the page keeps what is not sent.</summary>
        public string DeviceUser => Body.Split("data-user=\"")[1].Split('"')[0];

        [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]*value=\"([^\"]+)\"")]
        private static partial Regex TokenField();

        [GeneratedRegex("data-token=\"([^\"]+)\"")]
        private static partial Regex TokenData();
    }
}
