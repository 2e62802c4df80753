using System.Net;
using CarePlanning.Tests.Journeys;
using CarePlanning.Tests.Together;
using Visitor = CarePlanning.Tests.Journeys.Visitor;

namespace CarePlanning.Tests.Doors;

/// <summary>What every answer says to the browser, whatever was asked.</summary>
public sealed class HeadersTests(DemoPortal demo, TablePortal byHttps) : IClassFixture<TablePortal>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_answer_says_what_may_run_on_it_and_that_nobody_may_frame_or_keep_it()
    {
        var house = await demo.MoveInAsync();
        await house.AgreeAsync();
        using var nia = await Visitor.SignedInAsync(demo.Address, house.Nia.UserId);
        foreach (var path in (string[])["/", "/plans", $"/plans/{house.PlanId}", $"/plans/{house.PlanId}/about-me", $"/plans/{house.PlanId}/versions/1/plan.pdf", $"/plans/{Guid.NewGuid()}", "/no-such-page", "/alive", "/sign-in", "/verify", "/css/base.css", "/health/live"])
        {
            using var answer = await nia.GetAsync(path);
            string Header(string name) => answer.Headers.TryGetValues(name, out var values) ? string.Join(", ", values) : "";
            // Blazor adds one of its own that says once more who may frame the page.
            Assert.All(answer.Headers.GetValues("Content-Security-Policy"), p => Assert.Contains("frame-ancestors 'none'", p, StringComparison.Ordinal));
            var policy = answer.Headers.GetValues("Content-Security-Policy").First().Split(';', StringSplitOptions.TrimEntries).Select(d => d.Split(' ', 2)).ToDictionary(d => d[0], d => d.ElementAtOrDefault(1) ?? "");
            Assert.Equal(("'self'", "'none'", "'none'", "'self'", "'self'", "'self'"),
                (policy["script-src"], policy["object-src"], policy["frame-ancestors"], policy["form-action"], policy["base-uri"], policy["default-src"]));
            // MudBlazor's own style attributes, on the one page that has it.
            Assert.Equal(path == "/plans" ? "'self' 'unsafe-inline'" : "'self'", policy["style-src"]);
            Assert.DoesNotContain("unsafe-eval", Header("Content-Security-Policy"), StringComparison.Ordinal);
            Assert.Equal(("nosniff", "same-origin", "same-origin", "same-origin"), (Header("X-Content-Type-Options"), Header("Referrer-Policy"), Header("Cross-Origin-Opener-Policy"), Header("Cross-Origin-Resource-Policy")));
            if (path.EndsWith(".pdf", StringComparison.Ordinal)) Assert.Equal("attachment", answer.Content.Headers.ContentDisposition?.DispositionType);
            if (path != "/css/base.css") Assert.Contains("no-store", Header("Cache-Control"), StringComparison.Ordinal);
            Assert.False(answer.Headers.Contains("Server"), $"{path} says what serves it.");
            Assert.False(answer.Headers.Contains("Access-Control-Allow-Origin"), path);
            Assert.False(answer.Headers.Contains("Strict-Transport-Security"), "On plain loopback a browser must not be told to come by https only.");
        }
    }

    [Fact]
    public async Task By_https_every_cookie_is_this_hosts_own_and_no_plain_connection_carries_it()
    {
        using var http = new HttpClient(new HttpClientHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = byHttps.Address };
        using var page = await http.GetAsync(new Uri("/sign-in", UriKind.Relative), Stop);
        Assert.Equal("max-age=31536000; includeSubDomains", string.Join("", page.Headers.GetValues("Strict-Transport-Security")));
        Assert.Contains("upgrade-insecure-requests", string.Join("", page.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        var body = await page.Content.ReadAsStringAsync(Stop);
        var token = System.Text.RegularExpressions.Regex.Match(body, "name=\"__RequestVerificationToken\"[^>]*value=\"([^\"]+)\"").Groups[1].Value;
        var account = System.Text.RegularExpressions.Regex.Match(body, "name=\"account\" value=\"([^\"]+)\"").Groups[1].Value;
        using var request = new HttpRequestMessage(HttpMethod.Post, "/sign-in") { Content = new FormUrlEncodedContent([new("account", account), new("__RequestVerificationToken", token)]) };
        request.Headers.Add("Cookie", string.Join("; ", page.Headers.GetValues("Set-Cookie").Select(c => c.Split(';')[0])));
        using var signedIn = await http.SendAsync(request, Stop);
        Assert.Equal(HttpStatusCode.Redirect, signedIn.StatusCode);
        var cookies = page.Headers.GetValues("Set-Cookie").Concat(signedIn.Headers.GetValues("Set-Cookie")).ToList();
        Assert.Equal(["__Host-care", "__Host-care-antiforgery"], cookies.Select(c => c.Split('=')[0]).Order().Distinct());
        Assert.All(cookies, c =>
        {
            foreach (var word in new[] { "; path=/", "; secure", "; httponly" }) Assert.Contains(word, c, StringComparison.OrdinalIgnoreCase);
            Assert.Matches("samesite=(lax|strict)", c.ToLowerInvariant());
            Assert.DoesNotContain("domain=", c, StringComparison.OrdinalIgnoreCase);
        });
    }
}
