using System.Net;
using CarePlanning.Core.Collaboration;
using CarePlanning.Core.Documents;
using CarePlanning.Core.People;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Signing;
using CarePlanning.Core.Storage;
using Microsoft.EntityFrameworkCore;
using UglyToad.PdfPig;

namespace CarePlanning.Tests.Together;

/// <summary>One sentence is told between two people, and then looked for everywhere else.</summary>
public sealed class BetweenUsTests(TablePortal portal) : IClassFixture<TablePortal>
{
    private const string Canary = "Kookaburra";

    [Fact]
    public async Task A_note_is_seen_by_the_two_it_is_between_and_found_nowhere_else()
    {
        var plan = await portal.PlanOfAsync("Joyce Ashworth");
        var nia = await portal.ActorAsync("Nia Rees");
        await AddProfessionalAsync(plan, "Samir Qureshi");
        using var joyces = await Visitor.SignedInAsync(portal, "Joyce Ashworth");
        var written = await joyces.PostAsync($"/plans/{plan}/between-us", await joyces.GetAsync($"/plans/{plan}/between-us"), ("words", Canary));
        Assert.Equal($"/plans/{plan}/between-us", written.To);
        using var nias = await Visitor.SignedInAsync(portal, "Nia Rees");
        Assert.Contains(Canary, (await joyces.GetAsync($"/plans/{plan}/between-us")).Body, StringComparison.Ordinal);
        Assert.Contains(Canary, (await nias.GetAsync($"/plans/{plan}/between-us")).Body, StringComparison.Ordinal);

        foreach (var name in new[] { "Anne Ashworth", "Samir Qureshi", "Grace Okonjo", "Helen Castle", "Ravi Menon" })
        {
            using var other = await Visitor.SignedInAsync(portal, name);
            Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync($"/plans/{plan}/between-us")).Status);
            Assert.Equal(HttpStatusCode.NotFound, (await other.PostAsync($"/plans/{plan}/between-us", await other.GetAsync("/plans/new"), ("words", "x"))).Status);
            Assert.DoesNotContain("/between-us", (await other.GetAsync($"/plans/{plan}")).Body, StringComparison.Ordinal);
        }

        // Every other page of the plan, and of the two themselves; then what is printed, frozen, kept as words of the history.
        Assert.True(await portal.The<PlanService>().StartNewVersion(nia, plan));
        Assert.NotNull((await portal.The<SigningService>().Freeze(nia, plan)).Version);
        string[] rooms = ["", "/check", "/still-needed", "/history", "/changes", "/agree", "/agree/read", "/to-talk-about", "/carer", "/versions/1", .. PlanSections.All.Select(s => "/" + s.Slug)];
        foreach (var name in new[] { "Joyce Ashworth", "Anne Ashworth", "Nia Rees", "Samir Qureshi" })
        {
            using var visitor = await Visitor.SignedInAsync(portal, name);
            foreach (var room in rooms)
                Assert.DoesNotContain(Canary, (await visitor.GetAsync($"/plans/{plan}{room}")).Body, StringComparison.Ordinal);
        }
        using var draft = PdfDocument.Open((await portal.The<DocumentService>().Draft(nia, plan))!.Value.Pdf);
        Assert.All(draft.GetPages(), p => Assert.DoesNotContain(Canary, p.Text, StringComparison.Ordinal));
        await using var db = portal.OpenDb();
        Assert.DoesNotContain(await db.Versions.AsNoTracking().ToListAsync(TestContext.Current.CancellationToken), v => (v.Content + v.Withheld).Contains(Canary, StringComparison.Ordinal));
        Assert.DoesNotContain(await db.Sections.AsNoTracking().ToListAsync(TestContext.Current.CancellationToken), s => s.Json.Contains(Canary, StringComparison.Ordinal));
        Assert.DoesNotContain(await db.AuditWords.AsNoTracking().ToListAsync(TestContext.Current.CancellationToken), w => (w.Before + w.After).Contains(Canary, StringComparison.Ordinal));
    }

    [Fact]
    public async Task On_a_laptop_that_was_handed_over_a_note_can_be_written_but_earlier_ones_are_not_shown()
    {
        var plan = await portal.PlanOfAsync("Des Clarke");
        var (nia, des) = (await portal.ActorAsync("Nia Rees"), await portal.HandedAsync("Nia Rees", plan));
        var between = portal.The<BetweenUsService>();
        Assert.True(await between.Write(nia, plan, "Written by Nia."));
        Assert.True(await between.Write(des, plan, "Written by Des."));
        var his = (await between.Open(des, plan))!;
        Assert.Empty(his.Notes);
        Assert.Equal(("Nia", 2), (his.With, his.Kept));
        var hers = (await between.Open(nia, plan))!;
        Assert.Equal([("Nia", true), ("Des", false)], hers.Notes.Select(n => (n.By, n.IsMine)));
    }

    [Fact]
    public async Task Only_who_wrote_a_note_takes_it_out()
    {
        var plan = await portal.PlanOfAsync("Tess Okonjo");
        var (tess, samir, grace) = (await portal.ActorAsync("Tess Okonjo"), await portal.ActorAsync("Samir Qureshi"), await portal.ActorAsync("Grace Okonjo"));
        var between = portal.The<BetweenUsService>();
        Assert.True(await between.Write(tess, plan, "Only Samir."));
        var note = Assert.Single((await between.Open(tess, plan))!.Notes);
        Assert.False(await between.TakeOut(samir, plan, note.Id));
        Assert.False(await between.TakeOut(grace, plan, note.Id));
        Assert.True(await between.TakeOut(tess, plan, note.Id));
        Assert.Empty((await between.Open(samir, plan))!.Notes);
    }

    [Theory, InlineData(null), InlineData("   ")]
    public async Task A_note_that_says_nothing_is_not_kept(string? words)
    {
        var plan = await portal.PlanOfAsync("Des Clarke");
        Assert.False(await portal.The<BetweenUsService>().Write(await portal.ActorAsync("Desmond Clarke"), plan, words));
    }

    private async Task AddProfessionalAsync(Guid plan, string name)
    {
        var who = await portal.ActorAsync(name);
        await using var db = portal.OpenDb();
        db.Members.Add(new MemberRow { PlanId = plan, MemberId = "second", UserId = who.UserId, Relation = Relation.Professional, ShownAs = who.Name, AddedAtUtc = DateTime.UtcNow });
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
    }
}
