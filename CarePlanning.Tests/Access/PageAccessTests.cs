using System.Net;
using CarePlanning.Core.Audit;
using CarePlanning.Tests.Architecture;
using CarePlanning.Tests.Funding;
using CarePlanning.Tests.Journeys;
using CarePlanning.Tests.Storage;
using Microsoft.EntityFrameworkCore;

namespace CarePlanning.Tests.Access;

/// <summary>Who gets which answer at which address; the addresses come from the route table, so that a new one must be entered in pages.txt.</summary>
public sealed class PageAccessTests(DemoPortal demo)
{
    [Fact]
    public async Task Every_address_answers_everybody_as_is_written_down()
    {
        var around = await PageVisitors.AroundAsync(demo);
        // What changes what the others find is asked last.
        var routes = Routes.Of(demo.Running).OrderBy(r => Array.IndexOf(Last, r.Name)).ToList();
        Dictionary<string, List<string>> cells = new(StringComparer.Ordinal);
        List<string> wrong = [];
        var refused = new HashSet<string>(StringComparer.Ordinal);
        var forms = new FormsOfPages();
        foreach (var method in (string[])["GET", "POST"])
        {
            // What others may send is tried by whoever may not, before anything is changed by those who may.
            if (method == "POST") wrong.AddRange(await forms.SentByWhoMayNotAsync(around, routes));
            foreach (var role in PageVisitors.Roles)
            {
                using var visitor = await around.AsAsync(role);
                foreach (var route in routes.Where(r => r.Takes(method) && (method == "GET" || !r.IsPage)))
                {
                    var path = around.Fill(route.Name, role);
                    using var answer = method == "GET" ? await visitor.GetAsync(path) : await SentAsync(visitor, path);
                    var got = LetterOf(answer);
                    if (got == "n" && role == "Stranger" && around.RoomOf(path) is { } room) refused.Add(room);
                    if (got == "o" && route.IsPage && FormsOfPages.Tellers.Contains(role)) await forms.ReadAsync(path, answer);
                    if (got is "n" or "s" or "u")
                    {
                        // A page that is not there takes no form either.
                        if (route.IsPage && await PostedAsync(visitor, path) is not ("n" or "s" or "u") and var posted) got += $"!{posted}";
                        if (!path.StartsWith("/sign-in", StringComparison.Ordinal) && (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Contains("Ashworth", StringComparison.Ordinal)) wrong.Add($"{method} {route.Name} for {role}: the answer names the person.");
                    }
                    if (role == "Emergency" && await HasAsync(answer, "43,210")) wrong.Add($"{method} {route.Name} shows an amount in an emergency.");
                    if (role == "Person" && route.Name == "/plans/{Id}/requests" && !await HasAsync(answer, "43,210")) wrong.Add("The person does not see what was asked for.");
                    var row = method == "GET" ? route.Name : $"POST {route.Name}";
                    if (!cells.TryGetValue(row, out var line)) cells[row] = line = [];
                    line.Add(got);
                }
            }
        }
        Sources.None(Matrix.Read("pages.txt").Against(PageVisitors.Roles, cells.Select(c => (c.Key, (IReadOnlyList<string>)c.Value))).Concat(wrong), "Decide in Access/pages.txt who gets which answer:");

        await using var db = demo.OpenDb();
        var kept = await db.AccessLog.Where(a => a.PlanId == around.House.PlanId && a.ActorId == around.House.Stranger.UserId && a.Kind == AccessKind.Refused).Select(a => a.What).ToListAsync(TestContext.Current.CancellationToken);
        Sources.None(refused.Select(Web.Security.PlanDoor.PatternOf).Distinct().Except(kept).Order(StringComparer.Ordinal), "Refused, and on no log:");
    }

    [Fact]
    public async Task Nobody_is_led_from_the_list_of_plans_to_a_page_that_is_not_there_for_them()
    {
        _ = demo.Address;
        var house = await FundingHouse.InAsync(demo.Running.Services);
        foreach (var (staff, begins) in new[] { (house.Home.Nia, true), (house.Owen, false), (await house.LeadAsync(), false) })
        {
            using var visitor = await Visitor.SignedInAsync(demo.Address, staff.UserId);
            var links = (await visitor.PageAsync("/plans")).QuerySelectorAll("main a[href]").Select(a => a.GetAttribute("href")!).Distinct().ToList();
            Assert.Equal((staff.Name, begins), (staff.Name, links.Contains("/plans/new")));
            foreach (var link in links) await visitor.PageAsync(link);
        }
    }

    [Fact]
    public async Task No_form_is_taken_without_its_token()
    {
        var around = PageVisitors.In(demo, await demo.AtTheTableAsync());
        var before = await around.House.EverythingAsync();
        using var visitor = await around.AsAsync("Professional");
        List<string> wrong = [];
        foreach (var route in Routes.Of(demo.Running).Where(r => r.Takes("POST")))
        {
            using var form = new FormUrlEncodedContent([KeyValuePair.Create("account", around.House.Nia.UserId.ToString()), KeyValuePair.Create("givenNames", "Nobody"), KeyValuePair.Create("number", "1"), KeyValuePair.Create("reason", "x"), KeyValuePair.Create("pin", Household.Pin)]);
            using var answer = await visitor.PostAsync(around.Fill(route.Name, "Professional"), form, withToken: false);
            if ((int)answer.StatusCode is not (>= 400 and < 500)) wrong.Add($"{route.Name}: {(int)answer.StatusCode}");
        }
        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
        Assert.Equal(before, await around.House.EverythingAsync());
    }

    private static readonly string[] Last = ["/plans/{id}/hand-over", "/emergency-access/end", "/sign-in", "/sign-out"];

    /// <summary>An empty form, or a file that is none where a file is taken.</summary>
    private static async Task<HttpResponseMessage> SentAsync(Visitor visitor, string path)
    {
        if (!Takers.Any(t => path.EndsWith(t, StringComparison.Ordinal))) return await visitor.PostFormAsync(path);
        using var form = new MultipartFormDataContent { { new ByteArrayContent("x"u8.ToArray()), "file", "x.pdf" } };
        return await visitor.PostAsync(path, form);
    }

    private static async Task<bool> HasAsync(HttpResponseMessage answer, string words) => (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Contains(words, StringComparison.Ordinal);

    private static readonly string[] Takers = ["/uploads", "/upload", "/photo"];

    /// <summary>What an empty form is answered with.</summary>
    internal static async Task<string> PostedAsync(Visitor visitor, string path)
    {
        using var answer = await visitor.PostFormAsync(path);
        return LetterOf(answer);
    }

    internal static string LetterOf(HttpResponseMessage answer) => LetterOf(answer.StatusCode, answer.Headers.Location?.ToString());

    internal static string LetterOf(HttpStatusCode status, string? to) => status switch
    {
        < HttpStatusCode.Ambiguous => "o",
        HttpStatusCode.Redirect when to!.Contains("/sign-in", StringComparison.Ordinal) => "s",
        HttpStatusCode.Redirect => "r",
        HttpStatusCode.NotFound => "n",
        HttpStatusCode.Unauthorized => "u",
        HttpStatusCode.Gone => "g",
        HttpStatusCode.BadRequest or HttpStatusCode.UnprocessableEntity or HttpStatusCode.UnsupportedMediaType => "b",
        _ => $"{(int)status}",
    };
}
