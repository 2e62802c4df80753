using CarePlanning.Core.Allocation;
using CarePlanning.Core.Audit;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Plans.Sections;
using CarePlanning.Core.Reference;
using CarePlanning.Core.Storage;
using CarePlanning.Tests.Storage;
using Microsoft.EntityFrameworkCore;

namespace CarePlanning.Tests.Allocation;

/// <summary>A first amount gets into a plan through a step of its own, with the way it came about.</summary>
public sealed class AllocationServiceTests
{
    internal static async Task<Household> WithLevelsAsync(Database kind)
    {
        var house = await Household.OnAsync(kind);
        await using var db = house.OpenDb();
        await db.Plans.Where(p => p.Id == house.PlanId).ExecuteUpdateAsync(u => u.SetProperty(p => p.Pathway, Pathway.AdultContinuingCare), TestContext.Current.CancellationToken);
        foreach (var domain in Enum.GetNames<NeedDomain>())
            await house.SaveAsync(house.Nia, "needs-profile", $"adult/{domain}/level", domain == nameof(NeedDomain.Breathing) ? "Priority" : "None");
        await house.SaveAsync(house.Nia, "needs-profile", "adult/Breathing/evidence", "A ventilator day and night");
        return house;
    }

    private static async Task<Money> MoneyAsync(Household house) => (await house.SeenByAsync(house.Nia)).Answers.Get<Money>();

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task An_amount_is_kept_with_its_table_its_levels_and_every_step(Database kind)
    {
        await using var house = await WithLevelsAsync(kind);
        Assert.Equal(AllocationRefusal.None, await house.The<AllocationService>().WorkOut(house.Nia, house.PlanId, Guid.NewGuid(), "example-points/1", 0));
        var amount = (await MoneyAsync(house)).Allocated()!;
        Assert.Equal((47_000, 2_444_000, 195_520, 16, "example-points/1", "Nia Rees"), (amount.WeeklyPence, amount.YearlyPence, amount.ContingencyPence, amount.Points, amount.Table, amount.By));
        Assert.Contains("Breathing, Priority: 16 points: + £412.00", amount.Working, StringComparison.Ordinal);
        Assert.Contains("A year is 52 weeks of £470.00: £24,440.00", amount.Working, StringComparison.Ordinal);
        var table = (await house.The<AllocationTableService>().Published(house.Nia.OrganisationId, amount.Table))!;
        Assert.Equal(amount.WeeklyPence, Allocating.WorkOut(table, Explanation.ReadBack(table.Tool, amount.PutIn)!).WeeklyPence);
        Assert.DoesNotContain(RuleBook.Check((await house.SeenByAsync(house.Nia)).Input, Stage.Agree), p => p.RuleId is "NP-06" or "NP-07");
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task No_more_hours_are_taken_off_than_carers_say_they_give(Database kind)
    {
        await using var house = await WithLevelsAsync(kind);
        await house.SaveAsync(house.Nia, "who-is-involved", $"people/{Household.AnnesEntry}/willingAbleToCareHours", "10");
        var service = house.The<AllocationService>();
        Assert.Equal(AllocationRefusal.MoreHours, await service.WorkOut(house.Nia, house.PlanId, Guid.NewGuid(), "example-points/1", 10.25m));
        Assert.Empty((await MoneyAsync(house)).Allocations);
        Assert.Equal(AllocationRefusal.None, await service.WorkOut(house.Nia, house.PlanId, Guid.NewGuid(), "example-points/1", 10));
        Assert.DoesNotContain(RuleBook.Check((await house.SeenByAsync(house.Nia)).Input, Stage.Agree), p => p.RuleId == "NP-07");
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task The_history_tells_of_it_the_amount_before_goes_and_the_same_form_is_kept_once(Database kind)
    {
        await using var house = await WithLevelsAsync(kind);
        var (service, op) = (house.The<AllocationService>(), Guid.NewGuid());
        for (var i = 0; i < 2; i++) Assert.Equal(AllocationRefusal.None, await service.WorkOut(house.Nia, house.PlanId, op, "example-points/1", 0));
        Assert.Equal(AllocationRefusal.None, await service.Told(house.Nia, house.PlanId, Guid.NewGuid(), new ToldAmount("The council's own table", new DateOnly(2026, 11, 2), 1_000_001, 5_000)));
        var money = await MoneyAsync(house);
        Assert.Equal((2, 1), (money.Allocations.Count, money.Allocations.InUse().Count()));
        Assert.Equal(("The council's own table", 1_000_001, 19_231), (money.Allocated()!.From, money.Allocated()!.YearlyPence, money.Allocated()!.WeeklyPence));
        await using var db = house.OpenDb();
        Assert.Null(await AuditService.FirstBreak(db, house.PlanId));
        Assert.Equal(1, await db.Audit.CountAsync(a => a.PlanId == house.PlanId && a.Path == $"allocations/{op:N}/working", TestContext.Current.CancellationToken));
        Assert.Equal(1, await db.Set<AllocationCaseRow>().CountAsync(c => c.OrganisationId == house.Nia.OrganisationId, TestContext.Current.CancellationToken));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Who_may_not_and_what_cannot_be_is_refused_and_nothing_is_kept(Database kind)
    {
        await using var house = await WithLevelsAsync(kind);
        var service = house.The<AllocationService>();
        await house.SaveAsync(house.Nia, "needs-profile", "adult/Skin/level", "", "None");
        var before = await house.EverythingAsync();
        Assert.Equal(AllocationRefusal.NotFound, await service.WorkOut(house.Stranger, house.PlanId, Guid.NewGuid(), "example-points/1", 0));
        Assert.Equal(AllocationRefusal.NotYours, await service.WorkOut(house.Joyce, house.PlanId, Guid.NewGuid(), "example-points/1", 0));
        Assert.Equal(AllocationRefusal.NotYours, await service.Told(house.Anne, house.PlanId, Guid.NewGuid(), new ToldAmount("Me", new DateOnly(2026, 1, 1), 1, null)));
        Assert.Equal(AllocationRefusal.NoTable, await service.WorkOut(house.Nia, house.PlanId, Guid.NewGuid(), "example-children/1", 0));
        Assert.Equal(AllocationRefusal.NoTable, await service.WorkOut(house.Nia, house.PlanId, Guid.NewGuid(), "no-such/9", 0));
        Assert.Equal(AllocationRefusal.NoLevels, await service.WorkOut(house.Nia, house.PlanId, Guid.NewGuid(), "example-points/1", 0));
        Assert.Equal(AllocationRefusal.NoSource, await service.Told(house.Nia, house.PlanId, Guid.NewGuid(), new ToldAmount(" ", new DateOnly(2026, 1, 1), 1, null)));
        Assert.Equal(AllocationRefusal.NoAmount, await service.Told(house.Nia, house.PlanId, Guid.NewGuid(), new ToldAmount("Us", new DateOnly(2026, 1, 1), null, null)));
        Assert.Equal(AllocationRefusal.LongSource, await service.Told(house.Nia, house.PlanId, Guid.NewGuid(), new ToldAmount(new string('x', AllocationService.LongestSource + 1), new DateOnly(2026, 1, 1), 1, null)));
        var today = house.The<PortalSettings>().Today;
        foreach (var day in new DateOnly?[] { null, default(DateOnly), today.AddYears(-21), today.AddDays(1), DateOnly.MaxValue })
            Assert.Equal(AllocationRefusal.NoDay, await service.Told(house.Nia, house.PlanId, Guid.NewGuid(), new ToldAmount("Us", day, 1, null)));
        Assert.Equal(before, await house.EverythingAsync());
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Changed_before_it_was_sent_again_it_is_another_amount_and_another_plan_takes_the_same_form(Database kind)
    {
        await using var house = await WithLevelsAsync(kind);
        var (service, op, day) = (house.The<AllocationService>(), Guid.NewGuid(), new DateOnly(2026, 11, 2));
        async Task TellAsync(int pence, int stands, int kept)
        {
            Assert.Equal(AllocationRefusal.None, await service.Told(house.Nia, house.PlanId, op, new ToldAmount("The council", day, pence, null)));
            var money = await MoneyAsync(house);
            Assert.Equal((stands, kept), (money.Allocated()!.YearlyPence, money.Allocations.Count));
        }
        await TellAsync(520_000, 520_000, 1);
        await TellAsync(990_000, 990_000, 2);
        await TellAsync(990_000, 990_000, 2);
        await TellAsync(520_000, 520_000, 3);
        Assert.Equal(AllocationRefusal.NoAmount, await service.Told(house.Nia, house.PlanId, op, new ToldAmount("The council", day, null, null)));
        // A colleague's is not displaced by what was sent before it and arrives again.
        Assert.Equal(AllocationRefusal.None, await service.Told(house.Nia, house.PlanId, Guid.NewGuid(), new ToldAmount("The panel", day, 700_000, null)));
        await TellAsync(520_000, 700_000, 4);
        var other = await house.The<PlanService>().Begin(house.Nia, new NewPlan("Ruth", "Ames", null, null, Pathway.AdultContinuingCare));
        foreach (var domain in Enum.GetNames<NeedDomain>()) await house.The<EditService>().Apply(house.Nia, other, new Edit(Household.NewOpId(), "needs-profile", $"adult/{domain}/level", "", "None", null));
        foreach (var plan in new[] { house.PlanId, other }) Assert.Equal(AllocationRefusal.None, await service.WorkOut(house.Nia, plan, op, "example-points/1", 0));
        await using var db = house.OpenDb();
        Assert.Equal(2, await db.Set<AllocationCaseRow>().CountAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Nobody_types_an_amount_of_their_own_into_the_step()
    {
        await using var house = await WithLevelsAsync(Database.Sqlite);
        Assert.Equal(EditRefusal.NotYours, Assert.IsType<EditOutcome.Refused>(await house.SendAsync(house.Nia, "money", "allocations/a/yearlyPence", "99999")).Why);
    }

    [Fact]
    public async Task A_level_that_a_domain_does_not_have_is_not_kept_and_says_why()
    {
        await using var house = await WithLevelsAsync(Database.Sqlite);
        var refused = Assert.IsType<EditOutcome.Refused>(await house.SendAsync(house.Nia, "needs-profile", "adult/Communication/level", "Priority", "None"));
        Assert.Equal("NP-01", Assert.Single(refused.Problems).RuleId);
        Assert.Equal(EditRefusal.NotYours, Assert.IsType<EditOutcome.Refused>(await house.SendAsync(house.Anne, "needs-profile", "adult/Communication/level", "Low", "None")).Why);
        Assert.Equal(12, NeedsGrid.Current.Adult.Count);
    }
}
