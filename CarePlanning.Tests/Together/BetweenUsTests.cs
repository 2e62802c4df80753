using System.Net;
using CarePlanning.Core.Access;
using CarePlanning.Core.Collaboration;
using CarePlanning.Core.Documents;
using CarePlanning.Core.People;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Signing;
using CarePlanning.Core.Storage;
using CarePlanning.Tests.Storage;
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

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task What_the_person_told_one_professional_stays_theirs_when_that_one_has_left(Database kind)
    {
        await using var house = await Household.OnAsync(kind);
        var (between, circles) = (house.The<BetweenUsService>(), house.The<CircleService>());
        Assert.True(await between.Write(house.Joyce, house.PlanId, Canary));
        Assert.True(await between.Write(house.Nia, house.PlanId, "Thank you for telling me."));
        Assert.True(await circles.AddColleague(house.Nia, house.PlanId, house.Stranger.UserId));
        Assert.True(await circles.EndAccess(house.Nia, house.PlanId, house.NiasId));
        Assert.True(await between.Write(house.Joyce, house.PlanId, "For Sam"));
        Assert.Equal(["For Sam"], (await between.Open(house.Stranger, house.PlanId))!.Notes.Select(n => n.Words));
        Assert.Null(await between.Open(house.Nia, house.PlanId));
        var hers = (await between.Open(house.Joyce, house.PlanId))!;
        Assert.Equal(("Sam", 0), (hers.With, hers.Kept));
        Assert.Equal([(Canary, true, "Nia"), ("Thank you for telling me.", false, "Nia"), ("For Sam", true, null)], hers.Notes.Select(n => (n.Words, n.IsMine, n.With)));
        Assert.False(await between.TakeOut(house.Stranger, house.PlanId, hers.Notes[0].Id));
        Assert.False(await between.TakeOut(house.Joyce, house.PlanId, hers.Notes[1].Id));
        Assert.True(await between.TakeOut(house.Joyce, house.PlanId, hers.Notes[0].Id));

        // Nobody is there to write to, and what was written is still theirs to read and take out.
        await using var db = house.OpenDb();
        await db.Accounts.Where(a => a.Id == house.Stranger.UserId).ExecuteUpdateAsync(u => u.SetProperty(a => a.EndedAtUtc, DateTime.UtcNow), TestContext.Current.CancellationToken);
        hers = (await between.Open(house.Joyce, house.PlanId))!;
        Assert.Equal("", hers.With);
        Assert.Equal(["Nia", "Sam"], hers.Notes.Select(n => n.With));
        Assert.False(await between.Write(house.Joyce, house.PlanId, "To nobody"));
        Assert.True(await between.TakeOut(house.Joyce, house.PlanId, hers.Notes[1].Id));
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
