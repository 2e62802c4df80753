using CarePlanning.Core.Ahead;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Plans.Sections;
using CarePlanning.Tests.Storage;

namespace CarePlanning.Tests.Ahead;

/// <summary>That a plan was gone through is kept in the plan, also while an agreed version stands.</summary>
public sealed class RehearsalServiceTests
{
    private const string Slug = "if-things-go-wrong";
    private static readonly Supposition Night = new("p", DayOfWeek.Sunday, 3);

    private static async Task<Household> WithAPlanAsync(Database kind)
    {
        var house = await Household.OnAsync(kind);
        await house.SaveAsync(house.Nia, Slug, "plans/p/name", "Anne is ill");
        await house.SaveAsync(house.Nia, Slug, "plans/p/triggers", "Anne rings");
        await house.SaveAsync(house.Nia, Slug, "steps/s/planIds/p", "yes");
        await house.SaveAsync(house.Nia, Slug, "steps/s/do", "Ring Maureen");
        await house.SaveAsync(house.Nia, Slug, "contacts/k/planIds/p", "yes");
        await house.SaveAsync(house.Nia, Slug, "contacts/k/name", "Maureen");
        await house.SaveAsync(house.Nia, Slug, "contacts/k/phone", "01632 960112");
        await house.SaveAsync(house.Nia, Slug, "contacts/k/order", "1");
        return house;
    }

    private static GoneThrough Gone(string? by = "Joyce and Anne", int next = 6, string owner = "Anne") =>
        new(Guid.NewGuid(), Night, by, next, new Dictionary<string, string> { ["StepOwner-s"] = owner });

    private static async Task<Contingency> ReadAsync(Household house) =>
        (await house.The<PlanService>().Open(house.Nia, house.PlanId))!.Answers.Get<Contingency>();

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task What_was_found_is_kept_with_its_owner_and_the_next_day(Database kind)
    {
        await using var house = await WithAPlanAsync(kind);
        Assert.Equal(RehearsalOutcome.Recorded, await house.The<RehearsalService>().Record(house.Nia, house.PlanId, Gone()));
        var c = await ReadAsync(house);
        var today = house.The<PortalSettings>().Today;
        var last = c.LastRehearsalOf(c.Plans[0])!;
        Assert.Equal(("Joyce and Anne", "Anne is ill, Sunday at 03:00", today, today.AddMonths(6)), (last.By, last.Supposed, last.On!.Date!.Value, last.NextOn!.Date!.Value));
        Assert.Equal("Anne", Assert.Single(c.Gaps, g => g.What!.Contains("Ring Maureen", StringComparison.Ordinal)).Owner);
        Assert.All(c.Gaps, g => Assert.Equal((today, false), (g.FoundOn!.Date, g.PutRight!.Value)));
        Assert.Contains(c.Gaps, g => g.Owner is null);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task What_is_found_in_another_section_is_kept_without_its_name_for_those_who_do_not_read_that_one(Database kind)
    {
        await using var house = await WithAPlanAsync(kind);
        await house.SaveAsync(house.Nia, "health-at-a-glance", "medicines/m/what", "Lithium");
        var gone = Gone();
        Assert.Contains(Rehearsal.Of((await house.SeenByAsync(house.Nia)).Answers, Night)!.Gaps, g => g.Kind == GapKind.MedicinePlace && g.Sentence.Contains("Lithium", StringComparison.Ordinal));
        Assert.Equal(RehearsalOutcome.Recorded, await house.The<RehearsalService>().Record(house.Nia, house.PlanId, gone));
        Assert.True(await house.The<Core.Access.CircleService>().ChangeRights(house.Nia, house.PlanId, Household.AnnesEntry, Core.Family.SectionRights.Of([Slug], [])));
        var seen = (await house.SeenByAsync(house.Anne)).Answers.Get<Contingency>();
        Assert.Contains(seen.Gaps, g => g.What!.Contains("where each medicine is kept", StringComparison.Ordinal));
        Assert.DoesNotContain("Lithium", string.Join(' ', seen.Gaps.Select(g => g.What)), StringComparison.Ordinal);
        // Put right on a page that the browser kept, and sent again, it takes the place of what was sent first.
        Assert.Equal(RehearsalOutcome.Recorded, await house.The<RehearsalService>().Record(house.Nia, house.PlanId, gone with { By = "Joyce alone" }));
        Assert.Equal("Joyce alone", Assert.Single((await ReadAsync(house)).Rehearsals).By);
        Assert.Equal(RehearsalOutcome.Recorded, await house.The<RehearsalService>().Record(house.Nia, house.PlanId, gone with { NextInMonths = int.MaxValue }));
        Assert.Equal((gone.By, null), Assert.Single((await ReadAsync(house)).Rehearsals) is var last ? (last.By, last.NextOn?.Date) : default);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task It_is_kept_once_however_often_it_is_sent_and_a_gap_found_again_is_open_again(Database kind)
    {
        await using var house = await WithAPlanAsync(kind);
        var gone = Gone();
        for (var i = 0; i < 2; i++) Assert.Equal(RehearsalOutcome.Recorded, await house.The<RehearsalService>().Record(house.Nia, house.PlanId, gone));
        var before = await ReadAsync(house);
        Assert.Single(before.Rehearsals);
        var gap = before.Gaps.Single(g => g.Owner == "Anne");
        await house.SaveAsync(house.Anne, Slug, $"gaps/{gap.Id}/putRight", "yes", "no");
        await house.The<RehearsalService>().Record(house.Anne, house.PlanId, Gone(by: null, next: 0, owner: ""));
        var after = await ReadAsync(house);
        Assert.Equal(before.Gaps.Count, after.Gaps.Count);
        Assert.Equal(("Anne", false), (after.Gaps.Single(g => g.Id == gap.Id).Owner, after.Gaps.Single(g => g.Id == gap.Id).PutRight!.Value));
        Assert.Equal(("Anne Ashworth", null), (after.Rehearsals[1].By, after.Rehearsals[1].NextOn));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task It_is_kept_and_a_use_is_logged_while_an_agreed_version_stands(Database kind)
    {
        await using var house = await WithAPlanAsync(kind);
        await house.AgreeAsync();
        Assert.Equal(RehearsalOutcome.Recorded, await house.The<RehearsalService>().Record(house.Nia, house.PlanId, Gone()));
        await house.SaveAsync(house.Anne, Slug, "uses/u/whatHappened", "Maureen came within ten minutes");
        await house.SaveAsync(house.Anne, Slug, "uses/u/held", nameof(PlanHeld.Held));
        await house.SaveAsync(house.Anne, Slug, "uses/u/crisisAvoided", nameof(CrisisAvoided.Yes));
        var c = await ReadAsync(house);
        Assert.Single(c.Rehearsals);
        Assert.Equal((PlanHeld.Held, CrisisAvoided.Yes), (c.Uses.Single().Held, c.Uses.Single().CrisisAvoided));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_stranger_finds_no_plan_and_nothing_is_kept(Database kind)
    {
        await using var house = await WithAPlanAsync(kind);
        var before = await house.EverythingAsync();
        Assert.Equal(RehearsalOutcome.NotFound, await house.The<RehearsalService>().Record(house.Stranger, house.PlanId, Gone()));
        Assert.Equal(RehearsalOutcome.NotFound, await house.The<RehearsalService>().Record(house.Nia, house.PlanId, Gone() with { Supposed = Night with { PlanId = "x" } }));
        Assert.Equal(before, await house.EverythingAsync());
    }
}
