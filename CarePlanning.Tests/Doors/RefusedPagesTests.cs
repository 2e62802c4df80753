using System.Net;
using CarePlanning.Core.Storage;
using CarePlanning.Tests.Journeys;
using CarePlanning.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CarePlanning.Tests.Doors;

/// <summary>Forged, old and replayed: each is refused on a plain page that says what happened and loses nothing.</summary>
public sealed class RefusedPagesTests(DemoPortal demo)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_form_with_a_made_up_token_is_refused_and_the_page_says_so()
    {
        var house = await demo.MoveInAsync();
        using var nia = await Visitor.SignedInAsync(demo.Address, house.Nia.UserId);
        using var form = new FormUrlEncodedContent([new("shared", "yes"), new("__RequestVerificationToken", "made-up")]);
        using var answer = await nia.PostAsync("/device", form, withToken: false);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("This page was open for too long", await answer.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("/\t/evil.example")]
    [InlineData("/\r\n/evil.example")]
    [InlineData("https://evil.example")]
    [InlineData("evil.example")]
    public async Task Signing_in_and_out_leads_to_nobody_elses_site(string elsewhere)
    {
        var house = await demo.MoveInAsync();
        using var nia = new Visitor(demo.Address);
        using (var entered = await nia.PostFormAsync("/sign-in", ("account", house.Nia.UserId.ToString()), ("returnUrl", elsewhere))) Assert.Equal("/plans", entered.Headers.Location!.ToString());
        nia.ForgetToken();
        using (var left = await nia.PostFormAsync("/sign-out", ("returnUrl", elsewhere))) Assert.Equal("/", left.Headers.Location!.ToString());
        // The one function that the work account's way asks too.
        Assert.Equal("/plans", SignInForms.Local(elsewhere));
    }

    [Theory, InlineData("/"), InlineData("/plans/1/goals?problem=NoReason&page=2#end"), InlineData("/plans/new?name=Zo%C3%AB%20M")]
    public void Signing_in_leads_back_to_where_somebody_was(string here) => Assert.Equal(here, SignInForms.Local(here));

    [Fact]
    public async Task A_cookie_that_somebody_made_up_changed_or_kept_is_nobodys()
    {
        var house = await demo.MoveInAsync();
        using var nia = await Visitor.SignedInAsync(demo.Address, house.Nia.UserId);
        var cookie = nia.Cookies.Single(c => c.Name == "care").Value;
        Assert.Equal(HttpStatusCode.OK, await WithAsync(cookie));
        var middle = cookie.Length / 2;
        foreach (var forged in new[] { "made-up", cookie[..^1], cookie[..middle] + (cookie[middle] == 'A' ? 'B' : 'A') + cookie[(middle + 1)..] })
            Assert.Equal(HttpStatusCode.Unauthorized, await WithAsync(forged));
        (await nia.PostFormAsync("/sign-out")).Dispose();
        Assert.Equal(HttpStatusCode.Unauthorized, await WithAsync(cookie));

        async Task<HttpStatusCode> WithAsync(string value)
        {
            using var http = new HttpClient(new HttpClientHandler { UseCookies = false }) { BaseAddress = demo.Address };
            using var request = new HttpRequestMessage(HttpMethod.Get, "/alive");
            request.Headers.Add("Cookie", $"care={value}");
            using var answer = await http.SendAsync(request, Stop);
            return answer.StatusCode;
        }
    }

    [Fact]
    public async Task An_open_page_keeps_no_session_alive_and_somebody_who_touches_it_does()
    {
        var house = await demo.MoveInAsync();
        using var nia = await Visitor.SignedInAsync(demo.Address, house.Nia.UserId);
        await SeenAsync(minutesAgo: 10);
        using (var beat = await nia.GetAsync("/alive"))
            Assert.InRange(System.Text.Json.JsonDocument.Parse(await beat.Content.ReadAsStringAsync(Stop)).RootElement.GetProperty("expiresInSeconds").GetInt32(), 19 * 60, 20 * 60);
        using (var touched = new HttpRequestMessage(HttpMethod.Get, "/alive"))
        {
            touched.Headers.Add(SessionDoor.Active, "1");
            using var answer = await nia.SendAsync(touched);
            Assert.InRange(System.Text.Json.JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Stop)).RootElement.GetProperty("expiresInSeconds").GetInt32(), 29 * 60, 30 * 60);
        }
        await SeenAsync(minutesAgo: 31);
        using (var over = await nia.GetAsync("/alive")) Assert.Equal(HttpStatusCode.Unauthorized, over.StatusCode);
        using (var page = await nia.GetAsync($"/plans/{house.PlanId}/about-me"))
            Assert.Equal($"/sign-in?returnUrl=%2Fplans%2F{house.PlanId}%2Fabout-me", new Uri(demo.Address, page.Headers.Location!).PathAndQuery, ignoreCase: true);
        var sent = await nia.EditAsync(house.PlanId, "about-me", "mostImportant/words", "Kept on the page until she is back");
        Assert.Equal(HttpStatusCode.Unauthorized, sent.Status);
        using var form = await nia.PostAsync($"/plans/{house.PlanId}/agree/freeze", null);
        Assert.Contains("You are signed out", await form.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);

        async Task SeenAsync(int minutesAgo)
        {
            await using var db = demo.OpenDb();
            var then = DateTime.UtcNow.AddMinutes(-minutesAgo);
            await db.Sessions.Where(s => s.AccountId == house.Nia.UserId).ExecuteUpdateAsync(s => s.SetProperty(x => x.SeenAtUtc, then), Stop);
        }
    }
}
