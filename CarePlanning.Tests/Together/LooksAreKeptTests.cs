using System.Net;
using System.Text.RegularExpressions;
using CarePlanning.Core.Audit;
using CarePlanning.Core.Storage;
using CarePlanning.Tests.Journeys;
using Microsoft.EntityFrameworkCore;

namespace CarePlanning.Tests.Together;

/// <summary>From a browser's request to a line in the log.</summary>
public sealed partial class LooksAreKeptTests(TablePortal portal) : IClassFixture<TablePortal>
{
    [Fact]
    public async Task A_page_a_download_and_a_closed_door_each_leave_a_line_that_the_person_can_read()
    {
        var plan = await portal.PlanOfAsync("Joyce Ashworth");
        using var nia = await Visitor.SignedInAsync(portal, "Nia Rees");
        using var samir = await Visitor.SignedInAsync(portal, "Samir Qureshi");
        using var joyce = await Visitor.SignedInAsync(portal, "Joyce Ashworth");
        await nia.GetAsync($"/plans/{plan}/goals");
        await nia.GetAsync($"/plans/{plan}/versions/1/plan.pdf");
        Assert.Equal(HttpStatusCode.NotFound, (await samir.GetAsync($"/plans/{plan}/money")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await samir.PostAsync($"/plans/{plan}/agree/freeze", await samir.GetAsync("/plans/new"))).Status);
        var entries = await Entries(plan);
        Assert.Equal([("Nia", "Professional", AccessKind.Viewed, "goals"), ("Nia", "Professional", AccessKind.Downloaded, "versions/1/plan.pdf"), ("Samir", "", AccessKind.Refused, "money"), ("Samir", "", AccessKind.Refused, "agree/freeze")],
            entries.Where(e => e.ActorName != "Joyce").Select(e => (e.ActorName, e.ActorAs, e.Kind, e.What)));

        var page = (await joyce.GetAsync($"/plans/{plan}/looked")).Body;
        Assert.Contains("data-reader=\"Nia\"", page, StringComparison.Ordinal);
        Assert.Contains("Samir, not on this plan", page, StringComparison.Ordinal);
        await using var db = portal.OpenDb();
        Assert.Null(await AccessLogService.FirstBreak(db, plan));
    }

    /// <summary>A form that cannot be taken is answered with its page, and that is read as well.</summary>
    [Fact]
    public async Task A_page_that_answers_a_form_is_a_look_like_any_other()
    {
        var plan = await portal.PlanOfAsync("Tess Okonjo");
        using var samir = await Visitor.SignedInAsync(portal, "Samir Qureshi");
        var page = await samir.GetAsync("/plans");
        Guid request;
        await using (var db = portal.OpenDb()) request = await db.Requests.Where(r => r.PlanId == plan).Select(r => r.Id).FirstAsync(TestContext.Current.CancellationToken);
        foreach (var (room, status, fields) in new (string, HttpStatusCode, (string, string)[])[]
        {
            ("direct-payment", HttpStatusCode.UnprocessableEntity, [("_handler", "save"), ("do", "save"), ("amount", "much")]),
            ("copies/fact", HttpStatusCode.UnprocessableEntity, [("kind", "Allergies"), ("words", "")]),
            ("budget", HttpStatusCode.OK, [("_handler", "suppose")]),
        })
        {
            var answer = await samir.PostAsync($"/plans/{plan}/{room}", page, fields);
            Assert.Equal((room, status), (room, answer.Status));
            Assert.Contains(await Entries(plan), e => e.Kind == AccessKind.Viewed && e.What == room && e.ActorName == "Samir");
        }
        using var owen = await Visitor.SignedInAsync(portal, "Owen Brandt");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await owen.PostAsync($"/requests/{request}", await owen.GetAsync("/plans"), ("_handler", "say"), ("do", "say"), ("words", ""))).Status);
        Assert.Contains(await Entries(plan), e => e.Kind == AccessKind.Viewed && e.What == $"requests/{request}" && e.ActorName == "Owen");
        using var ravi = await Visitor.SignedInAsync(portal, "Ravi Menon");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await ravi.PostAsync("/concerns/answer", await ravi.GetAsync("/plans"))).Status);
        Assert.Contains(await Entries(Guid.Empty), e => e.Kind == AccessKind.Viewed && e.What == "concerns" && e.ActorName == "Ravi");
        // An address is the same with a slash behind it.
        await ravi.GetAsync("/requests/");
        Assert.Contains(await Entries(Guid.Empty), e => e.Kind == AccessKind.Viewed && e.What == "requests" && e.ActorName == "Ravi");
        // Words of somebody's own choice are not written into the log for the person to read.
        await samir.GetAsync($"/plans/{plan}/uploads/what-a-plan");
        Assert.DoesNotContain(await Entries(plan), e => e.What.Contains("what-a-plan", StringComparison.Ordinal));
        Assert.Contains(await Entries(plan), e => e.Kind == AccessKind.Refused && e.What == "uploads/*");
    }

    [Fact]
    public async Task A_file_of_which_no_line_can_be_kept_is_not_given_out()
    {
        var plan = await portal.PlanOfAsync("Joyce Ashworth");
        using var joyce = await Visitor.SignedInAsync(portal, "Joyce Ashworth");
        await using var db = portal.OpenDb();
        await db.Database.ExecuteSqlRawAsync("ALTER TABLE \"AccessLog\" RENAME TO \"Gone\"", TestContext.Current.CancellationToken);
        try { Assert.NotEqual(HttpStatusCode.OK, (await joyce.GetAsync($"/plans/{plan}/direct-payment/statement.csv")).Status); }
        finally { await db.Database.ExecuteSqlRawAsync("ALTER TABLE \"Gone\" RENAME TO \"AccessLog\"", TestContext.Current.CancellationToken); }
        Assert.Equal(HttpStatusCode.OK, (await joyce.GetAsync($"/plans/{plan}/direct-payment/statement.csv")).Status);
    }

    [Fact]
    public async Task Every_address_of_somebody_elses_plan_is_closed_and_every_try_is_in_its_log()
    {
        var plan = await portal.PlanOfAsync("Tess Okonjo");
        using var nia = await Visitor.SignedInAsync(portal, "Nia Rees");
        var page = await nia.GetAsync("/plans/new");
        List<string> wrong = [], tried = [];
        foreach (var route in Routes.Of(portal).Where(r => r.Name.StartsWith("/plans/{", StringComparison.Ordinal)))
        {
            var room = Parameter().Replace(route.Name["/plans/{Id}".Length..].TrimStart('/').Replace("{Slug}", "goals", StringComparison.OrdinalIgnoreCase), "1");
            tried.Add(room);
            foreach (var method in route.Methods)
            {
                var answer = method == "GET" ? await nia.GetAsync($"/plans/{plan}/{room}") : await nia.PostAsync($"/plans/{plan}/{room}", page);
                if (answer.Status != HttpStatusCode.NotFound) wrong.Add($"{method} {route.Name}: {(int)answer.Status}");
            }
        }
        Assert.Empty(wrong);
        Assert.True(tried.Count > 40);
        var logged = (await Entries(plan)).Where(e => e is { Kind: AccessKind.Refused, ActorName: "Nia", ActorAs: "" }).Select(e => e.What).ToHashSet();
        // Speaking up leaves no line, not even one that was turned away: nobody's log may tell that somebody had a worry.
        Assert.Empty(tried.Select(t => Web.Security.PlanDoor.PatternOf(t.ToLowerInvariant())).Except(logged).Except(["speak-up"]));
    }

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Parameter();

    private async Task<List<AccessEntryRow>> Entries(Guid plan)
    {
        await using var db = portal.OpenDb();
        return await db.AccessLog.AsNoTracking().Where(a => a.PlanId == plan).OrderBy(a => a.Sequence).ToListAsync(TestContext.Current.CancellationToken);
    }
}
