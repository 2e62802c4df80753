using CarePlanning.Core.Access;
using CarePlanning.Core.Audit;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Plans.Sections;

namespace CarePlanning.Tests.Storage;

/// <summary>What the person tells one professional stays between them: no page, no history and no answer to an edit tells the family.</summary>
public sealed class RedactionTests
{
    private const string Secret = "She is afraid of Anne";

    public static TheoryData<Database, string, string> SecretPlaces()
    {
        var places = new TheoryData<Database, string, string>();
        foreach (var kind in Enum.GetValues<Database>())
        {
            places.Add(kind, "who-is-involved", "concernRaised");
            places.Add(kind, "sharing", "notToBeShared/words");
            places.Add(kind, "sharing", "copies/c1/butNot");
            places.Add(kind, "risks", "list/r1/mitigation");
            places.Add(kind, "who-is-involved", "people/tom/comments");
        }
        return places;
    }

    [Theory, MemberData(nameof(SecretPlaces))]
    public async Task A_secret_is_told_to_the_family_nowhere(Database kind, string section, string path)
    {
        await using var house = await Household.OnAsync(kind);
        await HoldBackAsync(house);
        await house.SaveAsync(house.Nia, section, path, Secret);
        Assert.Contains(Secret, Everything(await house.SeenByAsync(house.Nia)), StringComparison.Ordinal);
        Assert.Contains(Secret, Everything(await house.SeenByAsync(house.Joyce)), StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, Everything(await house.SeenByAsync(house.Anne)), StringComparison.Ordinal);

        Assert.Contains(await HistoryAsync(house, house.Nia), l => l.After == Secret);
        var lines = await HistoryAsync(house, house.Anne);
        Assert.DoesNotContain(lines, l => l.After == Secret || l.Before == Secret);
        Assert.DoesNotContain(lines, l => l.Path == path);
        Assert.Contains(lines, l => l.Kind == AuditKind.Edited && l.Section == section && l.Path.Length == 0 && l.After is null);
    }

    [Theory, MemberData(nameof(SecretPlaces))]
    public async Task No_answer_to_an_edit_of_the_family_tells_a_secret(Database kind, string section, string path)
    {
        await using var house = await Household.OnAsync(kind);
        await HoldBackAsync(house);
        await house.SaveAsync(house.Nia, section, path, Secret);
        await house.SaveAsync(house.Anne, "about-me", "mostImportant/words", "The garden", opId: "an-op-id-of-hers");
        var before = await house.EverythingAsync();
        EditOutcome[] outcomes =
        [
            await house.SendAsync(house.Anne, section, path, "a guess"),
            await house.SendAsync(house.Anne, section, path, "a guess", onValue: Secret),
            await house.SendAsync(house.Anne, section, path, Secret),
            await house.SendAsync(house.Anne, section, path, "a guess", opId: "an-op-id-of-hers"),
        ];
        Assert.All(outcomes, o => Assert.Equal(EditRefusal.NotYours, Assert.IsType<EditOutcome.Refused>(o).Why));
        Assert.Equal(before, await house.EverythingAsync());
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task How_to_get_into_the_home_is_shown_to_the_family_and_signed_by_nobody(Database kind)
    {
        await using var house = await Household.OnAsync(kind);
        await house.SaveAsync(house.Nia, "who-is-involved", "homeAccess", "The key safe is behind the water butt");
        Assert.Null((await house.SeenByAsync(house.Anne)).Answers.Get<Involved>().HomeAccess);
        Assert.Equal("The key safe is behind the water butt", (await house.The<Core.Ahead.WayInService>().Look(house.Anne, house.PlanId))!.HomeAccess);
        await house.MakeReadyAsync();
        var (content, withheld) = await house.FreezeAsync();
        Assert.DoesNotContain("water butt", content, StringComparison.Ordinal);
        Assert.Contains("who-is-involved/homeAccess", withheld, StringComparison.Ordinal);
    }

    private static async Task HoldBackAsync(Household house)
    {
        await house.SaveAsync(house.Nia, "risks", "list/r1/description", "A worry");
        await house.SaveAsync(house.Nia, "risks", "list/r1/type", nameof(RiskType.Safeguarding));
        await house.SaveAsync(house.Nia, "who-is-involved", "people/tom/name", "Tom Hidden");
        await house.SaveAsync(house.Nia, "who-is-involved", $"people/tom/types/{nameof(ContactType.DoNotContact)}", "yes");
    }

    private static string Everything(PlanView seen) => string.Join('\n', PlanSections.All.Select(s => SectionJson.Write(seen.Answers[s.Slug])));

    private static async Task<IReadOnlyList<HistoryLine>> HistoryAsync(Household house, Actor reader) =>
        (await house.The<HistoryService>().Of(reader, house.PlanId, 0, 200)).Lines;
}
