using CarePlanning.Core.Access;
using CarePlanning.Core.Ahead;
using CarePlanning.Core.AreaDirectory;
using CarePlanning.Core.Documents.Copies;
using CarePlanning.Core.Family;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Plans.Sections;
using CarePlanning.Core.Storage;
using CarePlanning.Tests.Storage;

namespace CarePlanning.Tests.Access;

/// <summary>Who may write in one section writes in that one, whatever else they may read, and does nothing that is about the whole plan.</summary>
public sealed class OneSectionTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static async Task AnneWritesInAsync(Household house, string[] sees, string writes) =>
        Assert.True(await house.The<CircleService>().ChangeRights(house.Nia, house.PlanId, Household.AnnesEntry, SectionRights.Of(sees, [writes])));

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Only_who_may_write_in_a_part_says_that_it_is_still_right(Database kind)
    {
        await using var house = await Household.OnAsync(kind);
        await house.MakeReadyAsync();
        await house.SaveAsync(house.Nia, "looking-ahead", "mostValue/words", "My own bed");
        var looking = house.The<LookAgainService>();
        Assert.Equal(LookAgainOutcome.Kept, await looking.Say(house.Nia, house.PlanId, Guid.NewGuid(), Occasion.AfterHospital, "Home since Friday"));
        var change = Assert.Single(LookAgain.All((await house.SeenByAsync(house.Nia)).Answers, Pathway.NoBudget));
        var seen = await house.SeenByAsync(house.Anne);
        var parts = change.Parts.Where(p => p.Section.FieldsOf(p.Question).Any(seen.MaySee)).DistinctBy(p => p.Section.Slug).ToList();
        Assert.True(parts.Count > 1);
        await AnneWritesInAsync(house, [.. parts.Select(p => p.Section.Slug)], parts[0].Section.Slug);
        foreach (var part in parts)
            Assert.Equal(part == parts[0] ? LookAgainOutcome.Kept : LookAgainOutcome.NotFound, await looking.StillRight(house.Anne, house.PlanId, change.Change.Id, part.Section.Slug, part.Question));
    }

    [Fact]
    public async Task Only_who_may_read_the_whole_plan_gives_copies_out_and_says_that_a_holder_was_told()
    {
        await using var house = await Household.OnAsync(Database.Sqlite);
        await house.AgreeAsync();
        var (copies, facts) = (house.The<CopyService>(), house.The<LiveFactService>());
        await copies.Get(house.Nia, house.PlanId, CopyKind.EmergencySheet);
        var code = (await copies.Shelf(house.Nia, house.PlanId))!.Made.First(c => c.Kind == CopyKind.EmergencySheet).CheckCode;
        Assert.True(await facts.Give(house.Anne, house.PlanId, code, "Ambulance service", HowGiven.OnPaper));
        var holder = Assert.Single((await copies.Shelf(house.Nia, house.PlanId))!.Holders).Id;
        await AnneWritesInAsync(house, ["goals", "who-is-involved"], "goals");
        Assert.False(await facts.Give(house.Anne, house.PlanId, code, "Maureen", HowGiven.OnPaper));
        Assert.False(await facts.Told(house.Anne, house.PlanId, holder));
        Assert.Null(Assert.Single((await copies.Shelf(house.Nia, house.PlanId))!.Holders).ToldAtUtc);
        Assert.True(await facts.Told(house.Nia, house.PlanId, holder));
    }

    [Fact]
    public async Task Who_reads_of_the_money_and_not_of_the_needs_sees_the_amount_and_no_level()
    {
        await using var house = await Allocation.AllocationServiceTests.WithLevelsAsync(Database.Sqlite);
        Assert.Equal(Core.Allocation.AllocationRefusal.None, await house.The<Core.Allocation.AllocationService>().WorkOut(house.Nia, house.PlanId, Guid.NewGuid(), "example-points/1", 0));
        async Task<AllocatedAmount> SeenAsync(params string[] sees)
        {
            Assert.True(await house.The<CircleService>().ChangeRights(house.Nia, house.PlanId, Household.AnnesEntry, SectionRights.Of(sees, [])));
            return (await house.SeenByAsync(house.Anne)).Answers.Get<Money>().Allocated()!;
        }
        var amount = await SeenAsync("money");
        Assert.Equal((true, null, null), (amount.YearlyPence > 0, amount.PutIn, amount.Working));
        // Nor in the copy that prints how the amount came about.
        Assert.Contains("needs-profile", AudienceTable.SectionsOf(CopyKind.Money));
        amount = await SeenAsync("money", "needs-profile");
        Assert.All([amount.PutIn, amount.Working], words => Assert.False(string.IsNullOrEmpty(words)));
    }

    [Fact]
    public async Task Going_through_a_plan_and_picking_from_the_directory_need_the_section_that_they_write_in()
    {
        await using var house = await Household.OnAsync(Database.Sqlite);
        await house.SaveAsync(house.Nia, "if-things-go-wrong", "plans/p/name", "Anne is ill");
        await AnneWritesInAsync(house, ["goals", "if-things-go-wrong", "strengths"], "strengths");
        var gone = new GoneThrough(Guid.NewGuid(), new Supposition("p", DayOfWeek.Sunday, 3), "Anne", 6, new Dictionary<string, string>());
        Assert.Equal(RehearsalOutcome.NotYours, await house.The<RehearsalService>().Record(house.Anne, house.PlanId, gone));
        var swim = new DirectoryEntry(Guid.NewGuid(), "Swimming", "The pool", "", "", "", default, default, 500, new DateOnly(2026, 1, 1));
        await using (var db = house.OpenDb())
        {
            db.Add(new DirectoryRow { Id = swim.Id, OrganisationId = house.Nia.OrganisationId, Service = swim.Service, Search = "swimming", CheckedOn = swim.CheckedOn, PricePence = swim.PricePence });
            await db.SaveChangesAsync(Stop);
        }
        Assert.False(await house.The<DirectoryService>().Pick(house.Anne, house.PlanId, Guid.NewGuid(), swim.Id, DirectoryPick.Line, null));
        Assert.True(await house.The<DirectoryService>().Pick(house.Anne, house.PlanId, Guid.NewGuid(), swim.Id, DirectoryPick.Strength, null));
        Assert.Empty((await house.SeenByAsync(house.Nia)).Answers.Get<Money>().Lines);
    }
}
