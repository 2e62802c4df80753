using CarePlanning.Core.Plans;
using CarePlanning.Core.Plans.Sections;
using Microsoft.EntityFrameworkCore;

namespace CarePlanning.Tests.Storage;

public sealed class VoicesTests
{
    private const string AboutMe = "about-me";
    private const string Words = "mostImportant/words";
    private const string Voice = "mostImportant/voice";

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Words_are_kept_as_those_of_whoever_said_them_and_not_of_whoever_typed(Database kind)
    {
        await using var house = await Household.OnAsync(kind);
        await house.SaveAsync(house.Nia, AboutMe, Words, "She loves the garden", voice: Household.AnnesEntry);
        var said = await SaidAsync(house);
        Assert.Equal((Household.AnnesEntry, "Anne", "Nia"), (said.Voice, said.VoiceName, said.WrittenBy));
        await house.SaveAsync(house.Nia, AboutMe, Words, "We love the garden", onValue: "She loves the garden", voice: "together");
        said = await SaidAsync(house);
        Assert.Equal(("together", null, "Nia"), (said.Voice, said.VoiceName, said.WrittenBy));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Choosing_another_voice_afterwards_changes_the_name_that_stays_with_the_words(Database kind)
    {
        await using var house = await Household.OnAsync(kind);
        await house.SaveAsync(house.Nia, AboutMe, Words, "The garden", voice: "person");
        await house.SaveAsync(house.Nia, AboutMe, Voice, Household.AnnesEntry, onValue: "person");
        Assert.Equal((Household.AnnesEntry, "Anne"), ((await SaidAsync(house)).Voice, (await SaidAsync(house)).VoiceName));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_voice_that_is_nobody_on_the_plan_is_not_taken_and_the_words_are_kept(Database kind)
    {
        await using var house = await Household.OnAsync(kind);
        await house.SaveAsync(house.Nia, AboutMe, Words, "The garden", voice: "the\0neighbour");
        Assert.Equal(("The garden", null), ((await SaidAsync(house)).Words, (await SaidAsync(house)).Voice));
        Assert.Equal(EditRefusal.WrongValue, Assert.IsType<EditOutcome.Refused>(await house.SendAsync(house.Nia, AboutMe, Voice, "the-neighbour")).Why);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Who_must_not_be_contacted_is_no_voice(Database kind)
    {
        await using var house = await Household.OnAsync(kind);
        await house.SaveAsync(house.Nia, "who-is-involved", "people/tom/name", "Tom Hidden");
        await house.SaveAsync(house.Nia, "who-is-involved", $"people/tom/types/{nameof(ContactType.Carer)}", "yes");
        Assert.Contains((await house.SeenByAsync(house.Nia)).Voices, v => v.Name == "Tom Hidden");
        await house.SaveAsync(house.Nia, "who-is-involved", $"people/tom/types/{nameof(ContactType.DoNotContact)}", "yes");
        Assert.DoesNotContain((await house.SeenByAsync(house.Nia)).Voices, v => v.Name == "Tom Hidden");
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task How_somebody_stands_to_anothers_words_is_set_by_their_own_hand_only(Database kind)
    {
        await using var house = await Household.OnAsync(kind);
        await house.SaveAsync(house.Joyce, AboutMe, Words, "The garden", voice: "person");
        var annes = $"mostImportant/standing/{Household.AnnesEntry}";
        foreach (var other in new[] { house.Nia, house.Joyce })
            Assert.Equal(EditRefusal.NotYours, Assert.IsType<EditOutcome.Refused>(await house.SendAsync(other, AboutMe, annes, nameof(Standing.Agrees))).Why);
        await house.SaveAsync(house.Anne, AboutMe, annes, nameof(Standing.SeesItDifferently));
        Assert.Equal(Standing.SeesItDifferently, (await SaidAsync(house)).Standings[Household.AnnesEntry]);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Agreement_ends_when_the_words_it_was_with_are_changed(Database kind)
    {
        await using var house = await Household.OnAsync(kind);
        await house.SaveAsync(house.Joyce, AboutMe, Words, "The garden", voice: "person");
        await house.SaveAsync(house.Anne, AboutMe, $"mostImportant/standing/{Household.AnnesEntry}", nameof(Standing.Agrees));
        await house.SaveAsync(house.Nia, AboutMe, "mostImportant/ownWords", "yes");
        Assert.NotEmpty((await SaidAsync(house)).Standings);
        await house.SaveAsync(house.Joyce, AboutMe, Words, "The garden and the cat", onValue: "The garden", voice: "person");
        Assert.Empty((await SaidAsync(house)).Standings);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Disagreement_stays_when_the_words_are_changed_and_is_said_to_be_of_earlier_ones(Database kind)
    {
        await using var house = await Household.OnAsync(kind);
        await house.SaveAsync(house.Joyce, AboutMe, Words, "The garden", voice: "person");
        await house.SaveAsync(house.Anne, AboutMe, $"mostImportant/standing/{Household.AnnesEntry}", nameof(Standing.SeesItDifferently));
        await house.SaveAsync(house.Nia, AboutMe, $"mostImportant/standing/{house.NiasId}", nameof(Standing.ToTalkAbout));
        // The same words again are no other words.
        await house.SaveAsync(house.Joyce, AboutMe, Words, "The garden", onValue: "The garden", voice: "person");
        Assert.Equal("The garden", (await SaidAsync(house)).Words);
        Assert.Null((await SaidAsync(house)).StoodToEarlier);
        await house.SaveAsync(house.Joyce, AboutMe, Words, "The garden and the cat", onValue: "The garden", voice: "person");
        var view = await house.SeenByAsync(house.Joyce);
        var by = Core.Documents.SectionDocument.SaidBy(view.Answers.Get<AboutMe>().MostImportant!, view.Voices);
        Assert.Contains("Anne saw it differently, before the words were changed", by, StringComparison.Ordinal);
        Assert.Contains("Nia wanted to talk about it, before the words were changed", by, StringComparison.Ordinal);
        Assert.Contains(NotAgreed.Of(view), n => n.Path == "mostImportant" && n.By.Count == 2);
        // Of these words nothing is said yet; said again, it is of the words as they are.
        await house.SaveAsync(house.Anne, AboutMe, $"mostImportant/standing/{Household.AnnesEntry}", nameof(Standing.SeesItDifferently));
        await house.SaveAsync(house.Nia, AboutMe, $"mostImportant/standing/{house.NiasId}", nameof(Standing.Agrees));
        var said = await SaidAsync(house);
        Assert.Equal((null, Standing.SeesItDifferently, Standing.Agrees), ((object?)said.StoodToEarlier, said.Standings[Household.AnnesEntry], said.Standings[house.NiasId]));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task The_history_tells_whose_words_each_change_was(Database kind)
    {
        await using var house = await Household.OnAsync(kind);
        await house.SaveAsync(house.Nia, AboutMe, Words, "The garden", voice: Household.AnnesEntry);
        await using var db = house.OpenDb();
        Assert.Equal(Household.AnnesEntry, await db.Audit.Where(a => a.Path == Words).Select(a => a.Voice).SingleAsync(TestContext.Current.CancellationToken));
    }

    private static async Task<Narrative> SaidAsync(Household house) => (await house.SeenByAsync(house.Joyce)).Answers.Get<AboutMe>().MostImportant!;
}
