using System.Net;
using CarePlanning.Core.Audit;
using CarePlanning.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace CarePlanning.Tests.Together;

/// <summary>From a browser's request to a line in the log.</summary>
public sealed class LooksAreKeptTests(TablePortal portal) : IClassFixture<TablePortal>
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

    private async Task<List<AccessEntryRow>> Entries(Guid plan)
    {
        await using var db = portal.OpenDb();
        return await db.AccessLog.AsNoTracking().Where(a => a.PlanId == plan).OrderBy(a => a.Sequence).ToListAsync(TestContext.Current.CancellationToken);
    }
}
