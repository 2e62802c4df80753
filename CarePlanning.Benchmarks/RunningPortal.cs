using System.Net.Http.Json;
using System.Text.RegularExpressions;
using CarePlanning.Core.Plans;

namespace CarePlanning.Benchmarks;

/// <summary>The portal as a measuring process sees it: its address, its plans, and somebody who is signed in.</summary>
internal sealed partial class RunningPortal : IAsyncDisposable
{
    private readonly ChildProcess process;
    private readonly string folder;

    private RunningPortal(ChildProcess process, string folder, HttpClient http, BenchmarkPortal.Told plans, string cookie)
    {
        (this.process, this.folder) = (process, folder);
        (Http, Plans, Cookie) = (http, plans, cookie);
    }

    public HttpClient Http { get; }
    public BenchmarkPortal.Told Plans { get; }

    /// <summary>The cookies of somebody signed in, as the header holds them.</summary>
    public string Cookie { get; }
    public long WorkingSet => process.WorkingSet;

    public Task<long> Number(string what) => Http.GetFromJsonAsync<long>($"/benchmark/{what}");

    public static async Task<RunningPortal> Start(int plans, params string[] settings)
    {
        var folder = Directory.CreateTempSubdirectory("careplanning-benchmark-").FullName;
        var process = await ChildProcess.Again(["serve", $"--Data:Folder={folder}", $"--plans={plans}", .. settings]);
        // Cookies are carried by hand, as the hub's client and the browser need them too.
        var http = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = new Uri(process.Said) };
        var told = (await http.GetFromJsonAsync<BenchmarkPortal.Told>("/benchmark/plans"))!;
        var cookie = await SignIn(http, told.Nurse);
        http.DefaultRequestHeaders.Add("Cookie", cookie);
        return new RunningPortal(process, folder, http, told, cookie);
    }

    /// <summary>The token that a section page hands its script.</summary>
    public Task<string> TokenOf(Guid plan, string section) => TokenOf(Http, plan, section);

    public static async Task<string> TokenOf(HttpClient http, Guid plan, string section) =>
        Token().Match(await http.GetStringAsync($"/plans/{plan}/{section}")) is { Success: true } m ? m.Groups[1].Value
            : throw new InvalidOperationException("The section page has no token.");

    /// <summary>Sends an edit of this plan as a page's script does.</summary>
    public static async Task<HttpResponseMessage> Send(HttpClient http, string token, Guid plan, Edit edit)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/plans/{plan}/edits") { Content = JsonContent.Create(edit) };
        request.Headers.Add("RequestVerificationToken", token);
        return await http.SendAsync(request);
    }

    /// <summary>Signs somebody in and gives the cookies, as the header holds them.</summary>
    public static async Task<string> SignIn(HttpClient http, Guid account)
    {
        using var page = await http.GetAsync(new Uri("/sign-in", UriKind.Relative));
        var token = FormToken().Match(await page.Content.ReadAsStringAsync()).Groups[1].Value;
        var forgery = CookiesOf(page);
        using var form = new HttpRequestMessage(HttpMethod.Post, "/sign-in")
        {
            Content = new FormUrlEncodedContent([new("account", account.ToString()), new("__RequestVerificationToken", token)]),
        };
        form.Headers.Add("Cookie", forgery);
        using var answer = await http.SendAsync(form);
        if (CookiesOf(answer) is not { Length: > 0 } session) throw new InvalidOperationException($"Nobody was signed in: {answer.StatusCode}.");
        // The page hands out a token that belongs to whoever is signed in, and may renew the cookie beside it.
        using var again = new HttpRequestMessage(HttpMethod.Get, "/sign-in");
        again.Headers.Add("Cookie", $"{forgery}; {session}");
        using var renewed = await http.SendAsync(again);
        return CookiesOf(renewed) is { Length: > 0 } newer ? $"{newer}; {session}" : $"{forgery}; {session}";
    }

    private static string CookiesOf(HttpResponseMessage answer) =>
        answer.Headers.TryGetValues("Set-Cookie", out var all) ? string.Join("; ", all.Select(c => c.Split(';')[0])) : "";

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await process.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex FormToken();

    [GeneratedRegex("data-token=\"([^\"]+)\"")]
    private static partial Regex Token();
}
