using CarePlanning.Core.Plans;
using CarePlanning.Tests.Storage;

namespace CarePlanning.Tests.Live;

/// <summary>What an open page is told of others, on both databases.</summary>
public sealed class FollowServiceTests
{
    private const string AboutMe = "about-me";

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Only_what_is_new_is_told_with_who_and_the_number_of_the_change(Database kind)
    {
        await using var house = await Household.OnAsync(kind);
        var (seen, _) = (await SinceAsync(house, house.Nia, 0))!.Value;
        var saved = await house.SaveAsync(house.Anne, AboutMe, "mostImportant/words", "The cat", voice: Household.AnnesEntry);
        var (newest, places) = (await SinceAsync(house, house.Nia, seen))!.Value;
        Assert.Equal(saved.Sequence, newest);
        var words = places.Single(p => p.Path == "mostImportant/words");
        Assert.Equal(("The cat", "Anne", saved.Sequence), (words.Value, words.By, words.Sequence));
        Assert.Equal(Household.AnnesEntry, places.Single(p => p.Path == "mostImportant/voice").Value);
        // agreement was with the words as they stood, so a page learns that its own mark is gone
        Assert.Equal("", places.Single(p => p.Path == "mostImportant/standing/" + house.NiasId).Value);
        Assert.Empty((await SinceAsync(house, house.Nia, newest))!.Value.Places);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Nobody_is_told_what_they_may_not_see(Database kind)
    {
        await using var house = await Household.OnAsync(kind);
        await house.SaveAsync(house.Joyce, "sharing", "notToBeShared/words", "Not a word to my brother");
        Assert.Contains(await PlacesAsync(house.Nia), p => p.Value == "Not a word to my brother");
        Assert.DoesNotContain(await PlacesAsync(house.Anne), p => p.Path.StartsWith("notToBeShared", StringComparison.Ordinal));
        Assert.Null(await SinceAsync(house, house.Stranger, 0, "sharing"));

        async Task<IReadOnlyList<PlaceNow>> PlacesAsync(Core.Access.Actor who) => (await SinceAsync(house, who, 0, "sharing"))!.Value.Places;
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task An_entry_brings_its_fields_and_one_taken_out_only_that(Database kind)
    {
        await using var house = await Household.OnAsync(kind);
        await house.SaveAsync(house.Anne, "goals", "list/g1", "added");
        await house.SaveAsync(house.Anne, "goals", "list/g1/what", "Sit outside");
        var places = (await SinceAsync(house, house.Nia, 0, "goals"))!.Value.Places;
        Assert.Equal("added", places.Single(p => p.Path == "list/g1").Value);
        Assert.Equal("Sit outside", places.Single(p => p.Path == "list/g1/what").Value);
        var (seen, _) = (await SinceAsync(house, house.Nia, 0, "goals"))!.Value;
        await house.SaveAsync(house.Anne, "goals", "list/g1", "removed", "added");
        Assert.Equal("removed", Assert.Single((await SinceAsync(house, house.Nia, seen, "goals"))!.Value.Places).Value);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Who_is_here_is_told_without_the_reader_and_without_places_they_may_not_see(Database kind)
    {
        await using var house = await Household.OnAsync(kind);
        var follow = house.The<FollowService>();
        (Guid, string, string)[] pages =
        [
            (house.Joyce.UserId, "sharing", "notToBeShared/words"), (house.Nia.UserId, AboutMe, ""), (house.Nia.UserId, AboutMe, "mostImportant/words"),
            (house.Anne.UserId, AboutMe, ""), (house.Stranger.UserId, AboutMe, ""),
        ];
        Assert.Equal([("Joyce", ""), ("Nia", "mostImportant/words")], (await follow.Here(house.Anne, house.PlanId, pages)).Select(p => (p.Name, p.Path)).Order());
        Assert.Equal([("Anne", ""), ("Joyce", "notToBeShared/words")], (await follow.Here(house.Nia, house.PlanId, pages)).Select(p => (p.Name, p.Path)).Order());
        Assert.Empty(await follow.Here(house.Stranger, house.PlanId, pages));
        Assert.Equal("", Assert.Single(await follow.Here(house.Anne, house.PlanId, [(house.Nia.UserId, AboutMe, "no/such/place")])).Path);
    }

    private static Task<(long Seen, IReadOnlyList<PlaceNow> Places)?> SinceAsync(Household house, Core.Access.Actor who, long seen, string section = AboutMe) =>
        house.The<FollowService>().Since(who, house.PlanId, section, seen, DateTime.UtcNow.AddHours(-1));
}
