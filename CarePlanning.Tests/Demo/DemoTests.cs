using CarePlanning.Core.Access;
using CarePlanning.Core.Audit;
using CarePlanning.Core.Demo;
using CarePlanning.Core.Documents;
using CarePlanning.Core.People;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Plans.Sections;
using CarePlanning.Core.Signing;
using CarePlanning.Core.Storage;
using CarePlanning.Tests.Storage;
using Microsoft.EntityFrameworkCore;

namespace CarePlanning.Tests.Demo;

/// <summary>The invented people that every fresh start, test and picture begins with.</summary>
public sealed class DemoTests
{
    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_fresh_demonstration_has_one_agreed_plan_and_two_on_the_way(Database kind)
    {
        await using var demo = await FreshDemo.SeededAsync(kind);
        await using var db = demo.Get<IOpenDb>().Open();
        var plans = await db.Plans.AsNoTracking().OrderBy(p => p.PersonName).Select(p => new { p.PersonName, p.Status }).ToListAsync(TestContext.Current.CancellationToken);
        Assert.Equal([("Des Clarke", PlanStatus.InPlanning), ("Joyce Ashworth", PlanStatus.Active), ("Tess Okonjo", PlanStatus.InPlanning)], plans.Select(p => (p.PersonName, p.Status)));
        var nia = await demo.Actor("Nia");
        var version = await demo.Get<SigningService>().Newest(nia, (await demo.PlanOf(nia, "Joyce Ashworth")).Id);
        Assert.Equal(VersionStatus.Agreed, version!.Status);
        Assert.Equal(["Joyce", "Anne", "Nia"], version.Parties.Select(p => p.ShownAs));
        Assert.All(version.Parties, p => Assert.Equal(SigningOutcome.Signed, version.SigningOf(p.Id)!.Outcome));
    }

    [Fact]
    public async Task Seeding_again_changes_nothing()
    {
        await using var demo = await FreshDemo.SeededAsync();
        var before = await Everything(demo);
        await demo.Get<DemoService>().Seed();
        Assert.Equal(before, await Everything(demo));
    }

    [Fact]
    public async Task Everybody_has_a_number_that_was_never_given_to_anybody()
    {
        await using var demo = await FreshDemo.SeededAsync();
        await using var db = demo.Get<IOpenDb>().Open();
        var numbers = await db.Plans.Select(p => p.PersonNhsNumber).ToListAsync(TestContext.Current.CancellationToken);
        Assert.Equal(3, numbers.Distinct().Count());
        Assert.All(numbers, n => Assert.True(NhsNumber.TryParse(n, out var number) && number.IsDemo, n));
    }

    [Theory, InlineData("Nia", "Joyce Ashworth"), InlineData("Nia", "Des Clarke"), InlineData("Samir", "Tess Okonjo")]
    public async Task Nothing_anybody_wrote_is_refused_on_saving_and_no_chain_is_broken(string professional, string person)
    {
        await using var demo = await FreshDemo.SeededAsync();
        var actor = await demo.Actor(professional);
        var card = await demo.PlanOf(actor, person);
        var view = (await demo.Get<PlanService>().Open(actor, card.Id))!;
        Assert.DoesNotContain(RuleBook.Check(view.Input, Stage.Save), p => p.Severity == Severity.Block);
        await using var db = demo.Get<IOpenDb>().Open();
        Assert.Null(await AuditService.FirstBreak(db, card.Id));
    }

    [Fact]
    public async Task Nothing_at_all_is_left_to_put_right_in_the_agreed_plan()
    {
        await using var demo = await FreshDemo.SeededAsync();
        var nia = await demo.Actor("Nia");
        var view = (await demo.Get<PlanService>().Open(nia, (await demo.PlanOf(nia, "Joyce Ashworth")).Id))!;
        Assert.Empty(RuleBook.Check(view.Input, Stage.Agree).Where(p => p.Severity != Severity.Inform).Select(p => $"{p.RuleId} {p.Path}: {p.Sentence}"));
    }

    [Fact]
    public async Task History_tells_each_answer_with_its_writer_and_makes_the_sections_again()
    {
        await using var demo = await FreshDemo.SeededAsync();
        var nia = await demo.Actor("Nia");
        var card = await demo.PlanOf(nia, "Joyce Ashworth");
        await using var db = demo.Get<IOpenDb>().Open();
        var rows = await (from a in db.Audit.AsNoTracking()
                          join w in db.AuditWords on a.Id equals w.AuditId
                          where a.PlanId == card.Id && a.Kind == AuditKind.Edited
                          orderby a.Sequence
                          select new { a, w }).ToListAsync(TestContext.Current.CancellationToken);
        var lines = rows.Select(r => new { r.a.ActorName, r.a.Section, r.a.Path, r.w.After }).ToList();
        Assert.Contains(lines, l => l is { Section: "about-me", Path: "myWellness/words", ActorName: "Anne" });
        Assert.Contains(lines, l => l is { Section: "about-me", Path: "howToSupportMe/standing/anne", ActorName: "Anne", After: nameof(Standing.SeesItDifferently) });
        var view = (await demo.Get<PlanService>().Open(nia, card.Id))!;
        foreach (var section in PlanSections.All.Where(s => s.Type != typeof(Involved)))
        {
            var again = section.NewAnswers();
            foreach (var line in lines.Where(l => l.Section == section.Slug))
                Assert.Equal(Unreadable.None, SectionFields.Write(again, SectionPath.Find(section, line.Path)!, line.After));
            Assert.Equal(SectionEdits.Of(section, view.Input.Answers[section.Slug]).Select(e => (e.Path, e.Value)), SectionEdits.Of(section, again).Select(e => (e.Path, e.Value)));
        }
    }

    [Fact]
    public async Task Each_of_the_staff_shows_who_they_are_with_the_pin_of_the_demonstration_and_nobody_else_has_one()
    {
        await using var demo = await FreshDemo.SeededAsync();
        foreach (var card in await demo.Get<AccountService>().All())
            Assert.Equal(card.Role is AccountRole.Professional or AccountRole.Approver or AccountRole.Lead,
                await demo.Get<ReauthenticationService>().IsRight((await demo.Get<AccountService>().Find(card.Id))!, DemoService.Pin));
    }

    [Fact]
    public async Task Those_who_decide_and_lead_are_on_no_plan()
    {
        await using var demo = await FreshDemo.SeededAsync();
        Assert.Empty(await demo.Get<PlanService>().Mine(await demo.Actor("Helen")));
        Assert.Empty(await demo.Get<PlanService>().Mine(await demo.Actor("Ravi")));
    }

    private static async Task<string> Everything(FreshDemo demo)
    {
        await using var db = demo.Get<IOpenDb>().Open();
        return $"{await db.Accounts.CountAsync()} {await db.Plans.CountAsync()} {await db.Audit.CountAsync()} {await db.Versions.CountAsync()} {string.Join(' ', await db.Plans.OrderBy(p => p.Id).Select(p => p.AuditHead).ToListAsync())}";
    }

    [Fact]
    public async Task Joyces_sealed_plan_is_handed_out_to_her_daughter()
    {
        await using var demo = await FreshDemo.SeededAsync();
        var anne = await demo.Actor("Anne");
        var (bytes, name) = (await demo.Get<DocumentService>().Sealed(anne, (await demo.PlanOf(anne, "Joyce Ashworth")).Id, 1))!.Value;
        Assert.StartsWith("%PDF-", System.Text.Encoding.ASCII.GetString(bytes, 0, 5), StringComparison.Ordinal);
        Assert.EndsWith("-v1.pdf", name, StringComparison.Ordinal);
    }
}
