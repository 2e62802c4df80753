using CarePlanning.Core.Plans;
using CarePlanning.Core.Plans.Sections;
using Microsoft.EntityFrameworkCore;

namespace CarePlanning.Tests.Storage;

/// <summary>Edits that come late, twice or in the wrong order: each is kept once or answered with both versions.</summary>
public sealed class LateEditsTests
{
    private const string AboutMe = "about-me";
    private const string Words = "mostImportant/words";

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Two_edits_of_one_hand_that_arrive_in_the_wrong_order_end_as_they_were_written(Database kind)
    {
        await using var house = await Household.OnAsync(kind);
        var early = Assert.IsType<EditOutcome.Conflict>(await house.The<EditService>().Apply(house.Nia, house.PlanId,
            new Edit("second-edit", AboutMe, Words, "The garden", "The garden and the cat", null) { After = "first-edit" }));
        Assert.Equal("", early.Theirs);
        await house.SaveAsync(house.Nia, AboutMe, Words, "The garden", opId: "first-edit");
        Assert.False((await house.SaveAsync(house.Nia, AboutMe, Words, "The garden and the cat", onValue: "The garden", opId: "second-edit")).Again);
        Assert.True((await house.SaveAsync(house.Nia, AboutMe, Words, "The garden", opId: "first-edit")).Again);
        Assert.Equal("The garden and the cat", (await house.SeenByAsync(house.Nia)).Answers.Get<AboutMe>().MostImportant!.Words);
        await using var db = house.OpenDb();
        Assert.Equal(["first-edit", "second-edit"], await db.Audit.Where(a => a.OpId.EndsWith("-edit")).OrderBy(a => a.Sequence).Select(a => a.OpId).ToListAsync(TestContext.Current.CancellationToken));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Words_for_an_entry_taken_out_meanwhile_are_kept_and_whoever_wrote_them_is_told(Database kind)
    {
        await using var house = await Household.OnAsync(kind);
        Assert.Empty((await house.SaveAsync(house.Joyce, "goals", "list/g1/what", "See the sea")).Problems);
        await house.SaveAsync(house.Anne, "goals", "list/g1", "removed", onValue: "added");
        var told = Assert.Single((await house.SaveAsync(house.Nia, "goals", "list/g1/what", "See the sea in May", onValue: "See the sea")).Problems);
        Assert.Equal(("TX-20", "list/g1/what", Severity.Warn), (told.RuleId, told.Path, told.Severity));
        Assert.InRange(told.Sentence.Length, 15, 250);
        var goal = (await house.SeenByAsync(house.Nia)).Answers.Get<Goals>().List.Single();
        Assert.Equal(("See the sea in May", true), (goal.What, goal.Removed));
        await house.SaveAsync(house.Nia, "goals", "list/g1", "added", onValue: "removed");
        Assert.Empty((await house.SaveAsync(house.Nia, "goals", "list/g1/what", "See the sea in June", onValue: "See the sea in May")).Problems);
    }
}
