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
    public Task<IHtmlDocument> AnsweredAsync(string path, params (string Name, string Value)[] fields) => AnsweredAsync(path, HttpStatusCode.OK, fields);

    /// <summary>The same with another status.</summary>
    public async Task<IHtmlDocument> AnsweredAsync(string path, HttpStatusCode status, params (string Name, string Value)[] fields)
    {
        using var answer = await PostFormAsync(path, fields);
        return await ReadAsync(answer, path, status);
    }

    /// <summary>
    /// The page that a form is refused with: drawn in place, with a sentence that leads to the field named, and everything that was typed
    /// still there; what was not changed since its page was drawn is as it stands now.
    /// </summary>
    public async Task<IHtmlDocument> RefusedAsync(string path, string field, params (string Name, string Value)[] fields)
    {
        using var answer = await PostFormAsync(path, fields);
        var page = await ReadAsync(answer, path, HttpStatusCode.UnprocessableEntity);
        var links = page.QuerySelectorAll(".error-summary a").Select(a => (Path: a.GetAttribute("href")!.Split('#')[0], Field: a.GetAttribute("href")!.Split('#')[1], a.TextContent)).ToList();
        Assert.Contains((path.Split('?')[0], field), links.Select(l => (l.Path, l.Field)));
        Assert.All(links, l => Assert.False(string.IsNullOrWhiteSpace(l.TextContent) || page.GetElementById(l.Field) is null, $"#{l.Field}: {l.TextContent}"));
        var form = page.QuerySelectorAll("form").OfType<IHtmlFormElement>().Where(f => f.GetAttribute("action")?.Split('#')[0] == path.Split('?')[0] && fields.All(t => f.Elements.OfType<IHtmlElement>().Any(e => e.GetAttribute("name") == t.Name))).ToList();
        Assert.True(form.Count > 0, $"No form on the page holds {string.Join(", ", fields.Select(f => f.Name))}.");
        Assert.Contains(form, f => fields.All(t => Holds(f, t.Name, t.Value) || fields.Contains(($"base-{t.Name}", t.Value))));
        return page;
    }

    /// <summary>Sends a form that is taken: it leads on to a page that says nothing of a problem.</summary>
    public async Task TakenAsync(string path, params (string Name, string Value)[] fields)
    {
        using var answer = await PostFormAsync(path, fields);
        Assert.True(answer.StatusCode == HttpStatusCode.Redirect, $"{path} answered {answer.StatusCode}: {await answer.Content.ReadAsStringAsync(Stop)}");
        Assert.DoesNotContain("problem", answer.Headers.Location!.ToString(), StringComparison.Ordinal);
    }

    private static bool Holds(IHtmlFormElement form, string name, string value) => form.Elements.OfType<IHtmlElement>().Where(e => e.GetAttribute("name") == name).Any(e => e switch
    {
        IHtmlTextAreaElement area => area.Value.ReplaceLineEndings("\n") == value.ReplaceLineEndings("\n"),
        IHtmlSelectElement select => select.Value == value,
        IHtmlInputElement { Type: "radio" or "checkbox" } choice => choice.Value == value && choice.IsChecked,
        // What was based on is read anew, and a secret is never sent back.
        IHtmlInputElement { Type: "hidden" or "password" } => true,
        IHtmlInputElement line => line.Value == value,
        IHtmlButtonElement button => button.Value == value,
        _ => false,
    });

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
