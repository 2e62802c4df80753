using CarePlanning.Core.Ahead;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Plans.Sections;
using CarePlanning.Tests.Storage;

namespace CarePlanning.Tests.Ahead;

/// <summary>Anybody on the plan says that something has changed; each part it touches is looked at again in one press, and that is recorded.</summary>
public sealed class LookAgainServiceTests
{
    private static async Task<OpenChange> NowAsync(Household house, Core.Access.Actor who) =>
        Assert.Single(LookAgain.All((await house.SeenByAsync(who)).Answers, Pathway.NoBudget));

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Each_part_is_still_right_in_one_press_also_while_the_plan_is_agreed(Database kind)
    {
        await using var house = await Household.OnAsync(kind);
        await house.SaveAsync(house.Nia, "looking-ahead", "mostValue/words", "My own bed");
        await house.AgreeAsync();
        var (looking, op) = (house.The<LookAgainService>(), Guid.NewGuid());
        Assert.Equal(LookAgainOutcome.Kept, await looking.Say(house.Anne, house.PlanId, op, Occasion.AfterHospital, "Home since Friday"));
        Assert.Equal(LookAgainOutcome.Kept, await looking.Say(house.Anne, house.PlanId, op, Occasion.AfterHospital, "Home since Friday"));
        var change = await NowAsync(house, house.Joyce);
        Assert.Equal(("Home since Friday", "Anne", 0), (change.Change.What, change.Change.ToldBy, change.Done));
        Assert.Contains(change.Parts, p => p.Question == "mostValue");
        Assert.DoesNotContain(change.Parts, p => p.Question == "placesOfDeath");
        foreach (var part in change.Parts) Assert.Equal(LookAgainOutcome.Kept, await looking.StillRight(house.Joyce, house.PlanId, change.Change.Id, part.Section.Slug, part.Question));
        change = await NowAsync(house, house.Anne);
        Assert.True(change.IsDone);
        Assert.All(change.Parts, p => Assert.Equal("Joyce", p.Done!.By));
        Assert.Equal(PlanStatus.Active, (await house.SeenByAsync(house.Nia)).Card.Status);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Who_is_not_on_the_plan_says_nothing_and_what_says_nothing_is_asked_again(Database kind)
    {
        await using var house = await Household.OnAsync(kind);
        var (looking, before) = (house.The<LookAgainService>(), await house.EverythingAsync());
        Assert.Equal(LookAgainOutcome.NotFound, await looking.Say(house.Stranger, house.PlanId, Guid.NewGuid(), Occasion.HealthChanged, null));
        Assert.Equal(LookAgainOutcome.NothingSaid, await looking.Say(house.Anne, house.PlanId, Guid.NewGuid(), Occasion.SomethingElse, " "));
        Assert.Equal(LookAgainOutcome.TooLong, await looking.Say(house.Anne, house.PlanId, Guid.NewGuid(), Occasion.SomethingElse, new string('x', 1001)));
        Assert.Equal(LookAgainOutcome.NotFound, await looking.Say(house.Anne, house.PlanId, Guid.NewGuid(), Occasion.TurnsSixteen, null));
        Assert.Equal(LookAgainOutcome.NotFound, await looking.StillRight(house.Anne, house.PlanId, "nothing", "about-me", "mostImportant"));
        Assert.Equal(before.Split('\n')[1..], (await house.EverythingAsync()).Split('\n')[1..]);
    }
}
