using CarePlanning.Core.Plans;
using CarePlanning.Tests.Storage;

namespace CarePlanning.Tests.Plans;

/// <summary>Two plans about one person: told to the professional before anybody signs.</summary>
public sealed class SamePersonTests
{
    private static readonly DateOnly Born = new(1948, 3, 9);

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task ID_07_allows_somebody_else_of_the_same_name_and_a_plan_in_another_organisation(Database kind)
    {
        await using var house = await Household.OnAsync(kind);
        await BeginAsync(house, "Joyce", "Ashworth", Born.AddDays(1), null);
        await BeginAsync(house, "Joyce", "Ashworth", null, null);
        await BeginAsync(house, "Ruth", "Ames", Born, "9990000123");
        await BeginAsync(house, "Joyce", "Ashworth", Born, "9990000018", await ElsewhereAsync(house));
        Assert.Empty(await house.The<PlanService>().OthersOfTheSamePerson(house.Nia, await house.SeenByAsync(house.Nia)));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task ID_07_refuses_with_a_warning_the_same_number_or_the_same_name_and_birthday_and_tells_professionals_only(Database kind)
    {
        await using var house = await Household.OnAsync(kind);
        await BeginAsync(house, "J.", "Ashworth", null, "9990000018");
        await BeginAsync(house, "Joyce", "Ashworth", Born, null);
        Assert.Equal(2, (await house.The<PlanService>().OthersOfTheSamePerson(house.Nia, await house.SeenByAsync(house.Nia))).Count);
        Assert.Empty(await house.The<PlanService>().OthersOfTheSamePerson(house.Joyce, await house.SeenByAsync(house.Joyce)));
        Assert.Empty(await house.The<PlanService>().OthersOfTheSamePerson(house.Stranger, await house.SeenByAsync(house.Nia)));
    }

    private static async Task<Guid> ElsewhereAsync(Household house)
    {
        await using var db = house.OpenDb();
        var other = new Core.Storage.OrganisationRow { Id = Guid.CreateVersion7(), Name = "Another hospice" };
        db.Organisations.Add(other);
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        return other.Id;
    }

    private static Task<Guid> BeginAsync(Household house, string given, string family, DateOnly? born, string? number, Guid? organisation = null) =>
        house.The<PlanService>().Begin(house.Stranger with { OrganisationId = organisation ?? house.Stranger.OrganisationId }, new NewPlan(given, family, born is { } day ? Core.Plans.PartialDate.From(day) : null, number, Pathway.NoBudget));
}
