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
            entries.Select(e => (e.ActorName, e.ActorAs, e.Kind, e.What)));

        var page = (await joyce.GetAsync($"/plans/{plan}/looked")).Body;
        Assert.Contains("data-reader=\"Nia\"", page, StringComparison.Ordinal);
        Assert.Contains("Samir, not on this plan", page, StringComparison.Ordinal);
        await using var db = portal.OpenDb();
        Assert.Null(await AccessLogService.FirstBreak(db, plan));
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
        Assert.Empty(tried.Select(t => t.ToLowerInvariant()).Except(logged).Except(["speak-up"]));
    }

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Parameter();

    private async Task<List<AccessEntryRow>> Entries(Guid plan)
    {
        await using var db = portal.OpenDb();
        return await db.AccessLog.AsNoTracking().Where(a => a.PlanId == plan).OrderBy(a => a.Sequence).ToListAsync(TestContext.Current.CancellationToken);
    }
}
