using CarePlanning.Core.Access;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Plans.Sections;
using Microsoft.EntityFrameworkCore;

namespace CarePlanning.Tests.Storage;

public sealed class EditServiceTests
{
    private const string AboutMe = "about-me";
    private const string Words = "mostImportant/words";
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_saved_answer_is_there_for_everybody_with_whose_words_it_is_and_who_wrote_it(Database kind)
    {
        await using var house = await Household.OnAsync(kind);
        var saved = await house.SaveAsync(house.Nia, AboutMe, Words, "Being at home with the cat", voice: "person");
        Assert.Equal(("Being at home with the cat", false), (saved.Value, saved.Again));
        foreach (var reader in (Actor[])[house.Nia, house.Joyce, house.Anne])
        {
            var said = (await house.SeenByAsync(reader)).Answers.Get<AboutMe>().MostImportant!;
            Assert.Equal(("Being at home with the cat", "person", "Joyce", "Nia"), (said.Words, said.Voice, said.VoiceName, said.WrittenBy));
        }
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Not_today_and_rather_not_are_kept_with_the_day_they_were_said_and_go_with_it(Database kind)
    {
        await using var house = await Household.OnAsync(kind);
        async Task<PlanSection> NowAsync() => (await house.SeenByAsync(house.Nia)).Answers["looking-ahead"];
        await house.SaveAsync(house.Nia, "looking-ahead", "put-off/mostFear", nameof(PutOff.RatherNotSay));
        await house.SaveAsync(house.Nia, "looking-ahead", "put-off/readiness", nameof(PutOff.NotToday));
        var today = house.The<PortalSettings>().Today;
        Assert.Equal(["mostFear", "readiness"], (await NowAsync()).PutOffOn!.Keys);
        Assert.All((await NowAsync()).PutOffOn!.Values, on => Assert.Equal(today, on));
        Assert.Equal($"Said: not today ({FieldText.Date(today)})", FieldText.PutOffSaid(await NowAsync(), "readiness"));
        await house.SaveAsync(house.Nia, "looking-ahead", "put-off/mostFear", "", nameof(PutOff.RatherNotSay));
        Assert.Equal(["readiness"], (await NowAsync()).PutOffOn!.Keys);
        await house.SaveAsync(house.Nia, "looking-ahead", "put-off/readiness", "", nameof(PutOff.NotToday));
        Assert.Null((await NowAsync()).PutOffOn);
        Assert.Null(FieldText.PutOffSaid(await NowAsync(), "readiness"));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task The_same_edit_sent_twice_is_kept_once(Database kind)
    {
        await using var house = await Household.OnAsync(kind);
        await house.SaveAsync(house.Nia, AboutMe, Words, "The garden", opId: "same-op-id");
        var once = await house.EverythingAsync();
        var again = await house.SaveAsync(house.Nia, AboutMe, Words, "The garden", opId: "same-op-id");
        Assert.True(again.Again);
        Assert.Equal("The garden", again.Value);
        Assert.Equal(once, await house.EverythingAsync());
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task An_edit_sent_again_late_does_not_undo_what_came_after(Database kind)
    {
        await using var house = await Household.OnAsync(kind);
        await house.SaveAsync(house.Nia, AboutMe, Words, "The garden", opId: "sent-twice");
        await house.SaveAsync(house.Anne, AboutMe, Words, "The garden and the cat", onValue: "The garden");
        Assert.True((await house.SaveAsync(house.Nia, AboutMe, Words, "The garden", opId: "sent-twice")).Again);
        Assert.Equal("The garden and the cat", (await house.SeenByAsync(house.Nia)).Answers.Get<AboutMe>().MostImportant!.Words);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task An_edit_made_on_an_older_value_is_a_conflict_that_shows_both_and_decides_nothing(Database kind)
    {
        await using var house = await Household.OnAsync(kind);
        await house.SaveAsync(house.Anne, AboutMe, Words, "Sunday lunch");
        var before = await house.EverythingAsync();
        var conflict = Assert.IsType<EditOutcome.Conflict>(await house.SendAsync(house.Nia, AboutMe, Words, "The garden"));
        Assert.Equal(("Sunday lunch", "Anne", "The garden"), (conflict.Theirs, conflict.TheirsBy, conflict.Mine));
        Assert.NotNull(conflict.TheirsAtUtc);
        Assert.Equal(before, await house.EverythingAsync());
        await house.SaveAsync(house.Nia, AboutMe, Words, "Sunday lunch in the garden", onValue: conflict.Theirs);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task An_edit_told_to_be_a_conflict_is_not_applied_when_a_late_copy_of_it_meets_its_old_value_again(Database kind)
    {
        await using var house = await Household.OnAsync(kind);
        await house.SaveAsync(house.Anne, AboutMe, Words, "Sunday lunch");
        Assert.IsType<EditOutcome.Conflict>(await house.SendAsync(house.Nia, AboutMe, Words, "The garden", opId: "late-on-the-line"));
        // Nia leaves it at Anne's words; Anne takes them out, and so the place is as Nia first saw it.
        await house.SaveAsync(house.Anne, AboutMe, Words, "", onValue: "Sunday lunch");
        var before = await house.EverythingAsync();
        for (var copy = 0; copy < 2; copy++)
        {
            var conflict = Assert.IsType<EditOutcome.Conflict>(await house.SendAsync(house.Nia, AboutMe, Words, "The garden", opId: "late-on-the-line"));
            Assert.Equal(("", "The garden"), (conflict.Theirs, conflict.Mine));
        }
        Assert.Equal(before, await house.EverythingAsync());
        // The same words on what stands there now are a decision.
        await house.SaveAsync(house.Anne, AboutMe, Words, "The sea");
        await house.SaveAsync(house.Nia, AboutMe, Words, "The garden", onValue: "The sea", opId: "late-on-the-line");
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Two_who_write_the_same_are_no_conflict(Database kind)
    {
        await using var house = await Household.OnAsync(kind);
        await house.SaveAsync(house.Anne, AboutMe, Words, "Sunday lunch");
        await house.SaveAsync(house.Nia, AboutMe, Words, "Sunday lunch");
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_refused_edit_says_why_and_changes_nothing(Database kind)
    {
        await using var house = await Household.OnAsync(kind);
        await house.SaveAsync(house.Nia, "who-is-involved", "sessionDate/day", "30");
        var before = await house.EverythingAsync();
        (string Section, string Path, string Value, EditRefusal Why)[] wrong =
        [
            ("who-is-involved", "sessionDate/month", "2", EditRefusal.WrongValue),
            ("who-is-involved", "nhsNumber", "999 000 0019", EditRefusal.WrongValue),
            ("who-is-involved", "largePrintPoints", "big", EditRefusal.WrongValue),
            ("who-is-involved", "needsSupport", "perhaps", EditRefusal.WrongValue),
            ("who-is-involved", "preferredName", "Joy\0ce", EditRefusal.WrongValue),
            ("who-is-involved", "preferredName", new string('a', TextRules.AtMost + 1), EditRefusal.WrongValue),
            ("who-is-involved", "whereILive", "TheMoon", EditRefusal.WrongValue),
            ("looking-ahead", "comfortOrTime", "11", EditRefusal.WrongValue),
            ("money", "contingencySumPence", "a lot", EditRefusal.WrongValue),
            ("goals", "list/a1", "perhaps", EditRefusal.WrongValue),
            ("goals", "list/not an id/what", "x", EditRefusal.NoSuchPlace),
            ("goals", "list/a1\n/what", "x", EditRefusal.NoSuchPlace),
            ("about-me", "put-off/mostImportant", "Later", EditRefusal.WrongValue),
            ("about-me", "put-off/nothing", "NotToday", EditRefusal.NoSuchPlace),
            ("about-me", "mostImportant", "x", EditRefusal.NoSuchPlace),
            ("about-me", "__proto__/words", "x", EditRefusal.NoSuchPlace),
            ("about-me", "", "x", EditRefusal.NoSuchPlace),
            ("nowhere", "mostImportant/words", "x", EditRefusal.NoSuchPlace),
        ];
        foreach (var (section, path, value, why) in wrong)
        {
            var outcome = await house.SendAsync(house.Nia, section, path, value, path == "nhsNumber" ? "9990000018" : "");
            var refused = outcome is EditOutcome.Refused r ? r : throw new InvalidOperationException($"{section} {path} was answered {outcome}");
            Assert.True(why == refused.Why, $"{section} {path}: {refused.Why} instead of {why}");
            if (why == EditRefusal.WrongValue) Assert.All(refused.Problems, p => Assert.False(string.IsNullOrWhiteSpace(p.Sentence)));
            if (why == EditRefusal.WrongValue) Assert.NotEmpty(refused.Problems);
        }
        Assert.Equal(before, await house.EverythingAsync());
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Characters_a_database_cannot_hold_are_refused_wherever_they_stand(Database kind)
    {
        await using var house = await Household.OnAsync(kind);
        var before = await house.EverythingAsync();
        Assert.IsType<EditOutcome.Refused>(await house.SendAsync(house.Nia, AboutMe, Words, "x", opId: "op-id-\0-12345"));
        Assert.IsType<EditOutcome.Refused>(await house.SendAsync(house.Nia, AboutMe, Words, "half a \ud83d face"));
        Assert.IsType<EditOutcome.Refused>(await house.SendAsync(house.Nia, AboutMe, "mostImportant/voice", "per\0son"));
        Assert.IsType<EditOutcome.Refused>(await house.SendAsync(house.Nia, "goals", "list/a\0b/what", "x"));
        Assert.Equal(before, await house.EverythingAsync());
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Words_in_any_script_are_kept_to_the_letter(Database kind)
    {
        await using var house = await Household.OnAsync(kind);
        const string said = "  \t\"It's <b>home</b>\" & 'that' \\u0041 👩🏽‍🦽 e\u0301 שלום مرحبا {0} %s --; drop table \u202e abc\u202c\n\nlast line  ";
        await house.SaveAsync(house.Nia, AboutMe, Words, said.Replace("\n", "\r\n", StringComparison.Ordinal));
        Assert.Equal(said, (await house.SeenByAsync(house.Nia)).Answers.Get<AboutMe>().MostImportant!.Words);
        await using var db = house.OpenDb();
        Assert.Contains(await db.AuditWords.AsNoTracking().ToListAsync(Stop), w => w.After == said);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Who_is_not_on_the_plan_is_told_that_there_is_none(Database kind)
    {
        await using var house = await Household.OnAsync(kind);
        var before = await house.EverythingAsync();
        Assert.Equal(EditRefusal.NotFound, Assert.IsType<EditOutcome.Refused>(await house.SendAsync(house.Stranger, AboutMe, Words, "x")).Why);
        Assert.Null(await house.The<PlanService>().Open(house.Stranger, house.PlanId));
        Assert.Empty(await house.The<PlanService>().Mine(house.Stranger));
        Assert.Empty((await house.The<HistoryService>().Of(house.Stranger, house.PlanId, 0)).Lines);
        Assert.Equal(before, await house.EverythingAsync());
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task An_entry_taken_out_keeps_its_words_and_can_be_put_back(Database kind)
    {
        await using var house = await Household.OnAsync(kind);
        await house.SaveAsync(house.Joyce, "goals", "list/g1", "added");
        await house.SaveAsync(house.Joyce, "goals", "list/g1/what", "See the sea");
        await house.SaveAsync(house.Anne, "goals", "list/g1", "removed", onValue: "added");
        Assert.True((await house.SeenByAsync(house.Joyce)).Answers.Get<Goals>().List.Single().Removed);
        await house.SaveAsync(house.Nia, "goals", "list/g1/what", "See the sea in May", onValue: "See the sea");
        await house.SaveAsync(house.Joyce, "goals", "list/g1", "added", onValue: "removed");
        var goal = (await house.SeenByAsync(house.Joyce)).Answers.Get<Goals>().List.Single();
        Assert.Equal(("See the sea in May", false), (goal.What, goal.Removed));
    }
}
