using CarePlanning.Core.Access;
using CarePlanning.Core.Audit;
using CarePlanning.Core.Documents;
using CarePlanning.Core.Documents.Copies;
using CarePlanning.Core.MovingOn;
using CarePlanning.Core.People;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Plans.Sections;
using CarePlanning.Core.Reference;
using CarePlanning.Tests.Storage;
using Microsoft.EntityFrameworkCore;

namespace CarePlanning.Tests.Allocation;

/// <summary>Moving from one way of support to the next carries over what was said and built.</summary>
public sealed class MovingOnTests
{
    private static async Task<Household> OnPathwayAsync(Database kind, Pathway pathway)
    {
        var house = await Household.OnAsync(kind);
        await using var db = house.OpenDb();
        await db.Plans.Where(p => p.Id == house.PlanId).ExecuteUpdateAsync(u => u.SetProperty(p => p.Pathway, pathway), TestContext.Current.CancellationToken);
        return house;
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task An_adults_plan_starts_from_the_childs_with_the_same_people_and_words(Database kind)
    {
        await using var house = await OnPathwayAsync(kind, Pathway.ChildContinuingCare);
        await house.SaveAsync(house.Joyce, "about-me", "mostImportant/words", "My band", voice: "person");
        await house.SaveAsync(house.Nia, "needs-profile", "child/Seizures/level", "High");
        await house.SaveAsync(house.Nia, "needs-profile", "hasEhcPlan", "yes");
        await house.SaveAsync(house.Nia, "money", "agreedYearlyPence", "100.00");
        await house.SaveAsync(house.Nia, "money", "lines/l/description", "An assistant");
        await house.SaveAsync(house.Nia, "review", "responsibleName", "Hollie");
        var before = await house.EverythingAsync();
        var (adult, refusal) = await house.The<MovingOnService>().BeginAdult(house.Nia, house.PlanId);
        Assert.Equal(MovingOnRefusal.None, refusal);
        Assert.Equal(adult, (await house.The<MovingOnService>().BeginAdult(house.Nia, house.PlanId)).PlanId);

        var view = (await house.The<PlanService>().Open(house.Joyce, adult!.Value))!;
        Assert.Equal((Pathway.AdultContinuingCare, PlanStatus.InPlanning, "Joyce Ashworth"), (view.Card.Pathway, view.Card.Status, view.Card.PersonName));
        Assert.Equal(("My band", "person"), (view.Answers.Get<AboutMe>().MostImportant!.Words, view.Answers.Get<AboutMe>().MostImportant!.Voice));
        Assert.Equal(("An assistant", null), (view.Answers.Get<Money>().Lines.Single().Description, view.Answers.Get<Money>().AgreedYearlyPence));
        Assert.Equal((0, true, null), (view.Answers.Get<NeedsProfile>().Child.Count, view.Answers.Get<NeedsProfile>().HasEhcPlan, view.Answers.Get<Review>().ResponsibleName));
        await using var db = house.OpenDb();
        Assert.Null(await AuditService.FirstBreak(db, adult.Value));
        Assert.Equal("My band", (await (from a in db.Audit join w in db.AuditWords on a.Id equals w.AuditId where a.PlanId == adult && a.Path == "mostImportant/words" select w).AsNoTracking().SingleAsync(TestContext.Current.CancellationToken)).After);
        Assert.Equal(adult, (await house.The<MovingOnService>().Beside(house.Nia, house.PlanId)).After!.Id);
        Assert.Equal(house.PlanId, (await house.The<MovingOnService>().Beside(house.Joyce, adult.Value)).Before!.Id);
        Assert.Equal(Without(before), Without(await house.EverythingAsync()));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task What_is_not_given_out_of_the_childs_plan_is_not_given_out_of_the_adults(Database kind)
    {
        await using var house = await OnPathwayAsync(kind, Pathway.ChildContinuingCare);
        Assert.True(await house.The<Core.Concerns.ConcernService>().Raise(house.Joyce, house.PlanId, Guid.NewGuid(), Core.Concerns.ConcernKind.Restriction, "Not to the school."));
        var adult = (await house.The<MovingOnService>().BeginAdult(house.Nia, house.PlanId)).PlanId!.Value;
        var circle = (await house.The<PlanService>().Open(house.Nia, adult))!.Circle;
        Assert.Equal((true, false, true), (circle.IsRestricted, PlanAccess.MayTakeOut(house.Nia, circle), PlanAccess.MayTakeOut(house.Joyce, circle)));
        Assert.Null(await house.The<Core.Exchange.PlanTransferService>().Take(house.Nia, adult));
        Assert.Contains((await house.The<HistoryService>().Of(house.Joyce, adult, 0)).Lines, l => l.Kind == AuditKind.Restricted);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task The_copies_of_a_childs_plan_are_older_once_the_adults_plan_is_agreed(Database kind)
    {
        await using var house = await OnPathwayAsync(kind, Pathway.ChildContinuingCare);
        await house.AgreeAsync();
        var file = (await house.The<DocumentService>().Sealed(house.Nia, house.PlanId, 1))!.Value.Bytes;
        var adult = (await house.The<MovingOnService>().BeginAdult(house.Nia, house.PlanId)).PlanId!.Value;
        Assert.False((await house.The<VerifyService>().File(file)).NewerExists);
        await using var db = house.OpenDb();
        var agreed = await db.Versions.AsNoTracking().SingleAsync(v => v.PlanId == house.PlanId, TestContext.Current.CancellationToken);
        (agreed.Id, agreed.PlanId, agreed.CheckCode, agreed.PdfSha256) = (Guid.NewGuid(), adult, "another", "another");
        db.Versions.Add(agreed);
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        Assert.True((await house.The<VerifyService>().File(file)).NewerExists);
        Assert.Equal(CopyStanding.Older, (await house.The<CopyService>().Get(house.Nia, house.PlanId, CopyKind.FullPlan))!.Standing);
        Assert.Equal(CopyStanding.Older, (await house.The<CopyService>().Shelf(house.Nia, house.PlanId))!.OfPlan);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Who_stood_for_the_child_is_on_the_adults_plan_as_a_carer_and_no_telephone_that_joined_goes_along(Database kind)
    {
        await using var house = await OnPathwayAsync(kind, Pathway.ChildContinuingCare);
        await using var db = house.OpenDb();
        await db.Members.Where(m => m.UserId == house.Anne.UserId).ExecuteUpdateAsync(u => u.SetProperty(m => m.Relation, Relation.Representative), TestContext.Current.CancellationToken);
        var guest = Guid.NewGuid();
        db.Members.Add(new() { PlanId = house.PlanId, MemberId = "guest", UserId = guest, Relation = Relation.Carer, ShownAs = "Toby", AddedAtUtc = DateTime.UtcNow });
        db.Joins.Add(new() { Id = guest, PlanId = house.PlanId, TokenSha256 = "t", MemberId = "guest", SessionUserId = guest, AdmittedAtUtc = DateTime.UtcNow });
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        var adult = (await house.The<MovingOnService>().BeginAdult(house.Nia, house.PlanId)).PlanId!.Value;
        var circle = (await house.The<PlanService>().Open(house.Nia, adult))!.Circle;
        Assert.Equal([(Household.AnnesEntry, Relation.Carer), (house.NiasId, Relation.Professional), (Voices.Person, Relation.Person)], circle.Members.Select(m => (m.Id, m.Relation)).OrderBy(m => m.Relation switch { Relation.Carer => 0, Relation.Professional => 1, _ => 2 }));
        Assert.False(PlanAccess.May(house.Anne, PlanAction.LiftRestriction, circle));
        Assert.Contains((await house.The<HistoryService>().Of(house.Joyce, adult, 0)).Lines, l => l is { Kind: AuditKind.StandsForEnded, By: "Nia", After: "Anne Ashworth" });
        Assert.Equal(Relation.Representative, (await house.SeenByAsync(house.Anne)).Me.Relation);
    }

    /// <summary>The child's plan as it is, but for the count that makes writers wait for each other.</summary>
    private static string Without(string everything) => System.Text.RegularExpressions.Regex.Replace(everything, @"Z \d+ ", "Z ");

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Only_a_professional_begins_it_and_only_from_a_childs_plan(Database kind)
    {
        await using var house = await OnPathwayAsync(kind, Pathway.ChildContinuingCare);
        Assert.Equal(MovingOnRefusal.NotYours, (await house.The<MovingOnService>().BeginAdult(house.Anne, house.PlanId)).Refusal);
        Assert.Equal(MovingOnRefusal.NotFound, (await house.The<MovingOnService>().BeginAdult(house.Stranger, house.PlanId)).Refusal);
        await using var grown = await OnPathwayAsync(Database.Sqlite, Pathway.JointFunded);
        Assert.Equal(MovingOnRefusal.NotAChild, (await grown.The<MovingOnService>().BeginAdult(grown.Nia, grown.PlanId)).Refusal);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_councils_budget_becomes_a_payer_and_lines_and_the_plan_one_of_joint_funding(Database kind)
    {
        await using var house = await OnPathwayAsync(kind, Pathway.SocialCareOnly);
        var (service, op) = (house.The<MovingOnService>(), Guid.NewGuid());
        var budget = new CouncilBudget("Aldersford Council", 960_000, [new("A sitter on Saturdays", 585_000), new("Laundry", null)]);
        for (var i = 0; i < 2; i++) Assert.Equal(MovingOnRefusal.None, await service.BringCouncilBudget(house.Nia, house.PlanId, op, budget));
        var view = await house.SeenByAsync(house.Nia);
        var money = view.Answers.Get<Money>();
        Assert.Equal((Pathway.JointFunded, 960_000, FunderType.LocalAuthority, 585_000), (view.Card.Pathway, money.Sources.Single().YearlyPence, money.Sources.Single().Type, money.FirstYearPence()));
        Assert.Equal(585_000, money.FirstYearPenceBySource()[money.Sources[0].Id]);
        Assert.Equal("Laundry", Assert.Single(money.NotCostedYet()).Description);
        // Changed on a page that the browser kept, and sent again.
        Assert.Equal(MovingOnRefusal.None, await service.BringCouncilBudget(house.Nia, house.PlanId, op, new CouncilBudget("Aldersford Council", 970_000, [new("A sitter on Sundays", 600_000)])));
        var changed = (await house.SeenByAsync(house.Nia)).Answers.Get<Money>();
        Assert.Equal((970_000, "A sitter on Sundays", 600_000), (changed.Sources.Single(s => !s.Removed).YearlyPence, changed.Lines.Single(l => !l.Removed).Description, changed.Lines.Single(l => !l.Removed).UnitCostPence));
        Assert.Equal(MovingOnRefusal.None, await service.BringCouncilBudget(house.Nia, house.PlanId, op, new CouncilBudget("Aldersford Council", 960_000, [new("A sitter on Saturdays", null), new("Laundry", 40_000)])));
        changed = (await house.SeenByAsync(house.Nia)).Answers.Get<Money>();
        Assert.Equal([("A sitter on Saturdays", null), ("Laundry", 40_000)], changed.Lines.Where(l => !l.Removed).Select(l => (l.Description, l.UnitCostPence)));
        Assert.Equal(MovingOnRefusal.NoCouncil, await service.BringCouncilBudget(house.Nia, house.PlanId, Guid.NewGuid(), budget with { Council = "" }));
        Assert.Equal(MovingOnRefusal.NoAmount, await service.BringCouncilBudget(house.Nia, house.PlanId, Guid.NewGuid(), budget with { YearlyPence = 0 }));
        Assert.Equal(MovingOnRefusal.NotYours, await service.BringCouncilBudget(house.Joyce, house.PlanId, Guid.NewGuid(), budget));
        await using var db = house.OpenDb();
        Assert.Equal(1, await db.Audit.CountAsync(a => a.PlanId == house.PlanId && a.Kind == AuditKind.PathwayChanged, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Each_step_to_adult_services_is_due_on_its_birthday_and_half_birthday()
    {
        var born = new DateOnly(2010, 8, 31);
        Assert.Equal([new(2024, 8, 31), new(2026, 8, 31), new(2028, 2, 29), new DateOnly(2028, 8, 31)], Enum.GetValues<TransitionStep>().Select(s => TransitionAges.Current.DueOn(s, born)));
        Assert.Null(TransitionAges.Current.Reached(born, new DateOnly(2024, 8, 30)));
        Assert.Equal(TransitionStep.DecideThemselves, TransitionAges.Current.Reached(born, new DateOnly(2028, 2, 28)));
    }
}
