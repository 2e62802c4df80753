using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using CarePlanning.Tests.Storage;

namespace CarePlanning.Tests.Journeys;

/// <summary>Somebody who speaks HTTP with the portal by hand: cookies and tokens, no browser.</summary>
internal sealed class Visitor : IDisposable
{
    private static readonly HtmlParser Parser = new();
    private readonly CookieContainer jar = new();
    private readonly HttpClient http;

    public Visitor(Uri address) => http = new HttpClient(new HttpClientHandler { CookieContainer = jar, AllowAutoRedirect = false }) { BaseAddress = address };

    public IEnumerable<Cookie> Cookies => jar.GetAllCookies();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static async Task<Visitor> SignedInAsync(Uri address, Guid account)
    {
        var visitor = new Visitor(address);
        using var answer = await visitor.PostFormAsync("/sign-in", ("account", account.ToString()));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        visitor.ForgetToken();
        return visitor;
    }

    /// <summary>A token is its user's: whoever is somebody else now needs another.</summary>
    public void ForgetToken() => token = null;

    public Task<HttpResponseMessage> GetAsync(string path) => http.GetAsync(new Uri(path, UriKind.Relative), Stop);

    /// <summary>A page as a tree; it must answer 200 unless another status is named.</summary>
    public async Task<IHtmlDocument> PageAsync(string path, HttpStatusCode status = HttpStatusCode.OK)
    {
        using var answer = await GetAsync(path);
        return await ReadAsync(answer, path, status);
    }

    /// <summary>The page that a form is answered with, where that leads nowhere else.</summary>
    public async Task<IHtmlDocument> AnsweredAsync(string path, params (string Name, string Value)[] fields)
    {
        using var answer = await PostFormAsync(path, fields);
        return await ReadAsync(answer, path, HttpStatusCode.OK);
    }

    private static async Task<IHtmlDocument> ReadAsync(HttpResponseMessage answer, string path, HttpStatusCode status)
    {
        var text = await answer.Content.ReadAsStringAsync(Stop);
        Assert.True(status == answer.StatusCode, $"{path} answered {answer.StatusCode}: {text[..Math.Min(text.Length, 600)]}");
        return Parser.ParseDocument(text);
    }

    private string? token;

    /// <summary>A token against forgery that is good for every form of this visitor.</summary>
    public async Task<string> TokenAsync()
    {
        if (token is not null) return token;
        var page = await PageAsync("/verify");
        return token = page.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
    }

    public async Task<HttpResponseMessage> PostFormAsync(string path, params (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent([.. fields.Select(f => KeyValuePair.Create(f.Name, f.Value)), KeyValuePair.Create("__RequestVerificationToken", await TokenAsync())]);
        return await http.PostAsync(new Uri(path, UriKind.Relative), form, Stop);
    }

    /// <summary>A request with a body of any kind, with or without a token in its header.</summary>
    public async Task<HttpResponseMessage> PostAsync(string path, HttpContent? body, bool withToken = true)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = body };
        if (withToken) request.Headers.Add("RequestVerificationToken", await TokenAsync());
        return await http.SendAsync(request, Stop);
    }

    /// <summary>Any request, as it stands.</summary>
    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request) => http.SendAsync(request, Stop);

    /// <summary>Sends an edit as a page would and gives the status with what was answered.</summary>
    public async Task<(HttpStatusCode Status, JsonElement Said)> EditAsync(Guid plan, string section, string path, string? value, string? onValue = "", string? voice = null, string? opId = null)
    {
        using var body = JsonContent.Create(new { opId = opId ?? Household.NewOpId(), section, path, @base = onValue, value, voice });
        using var answer = await PostAsync($"/plans/{plan}/edits", body);
        var text = await answer.Content.ReadAsStringAsync(Stop);
        return (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType == "application/json" ? JsonDocument.Parse(text).RootElement.Clone() : default);
    }

    public void Dispose() => http.Dispose();
}
