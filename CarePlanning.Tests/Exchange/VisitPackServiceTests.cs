using CarePlanning.Core.Audit;
using CarePlanning.Core.Exchange;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Plans.Sections;
using CarePlanning.Tests.Storage;
using Microsoft.EntityFrameworkCore;

namespace CarePlanning.Tests.Exchange;

public sealed class VisitPackServiceTests
{
    private const string Me = "about-me", Words = "mostImportant/words", Key = "about-me/mostImportant";
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task What_nobody_changed_meanwhile_goes_in_with_one_button_and_the_history_says_how_it_came(Database kind)
    {
        await using var house = await Household.OnAsync(kind);
        var visit = (await Visit.SetOutAsync(house)).Write(Me, Words, "The garden", voice: "person").Write(Me, "mostImportant/voice", "person", "person")
            .Write("goals", "list/g1", "added").Write("goals", "list/g1/what", "To sit outside").Write("review", "put-off/responsible", "NotToday");
        var review = await visit.ReviewAsync();
        Assert.Equal(PackRefusal.None, review.Refusal);
        Assert.Equal([PackState.Ready, PackState.Ready, PackState.Ready, PackState.Ready], review.Changes.Select(c => c.State));
        var before = await house.EverythingAsync();
        Assert.Equal(before, await house.EverythingAsync());

        var result = await visit.TakeAsync(review);
        Assert.Equal((4, 0, true), (result.Taken, result.Left, result.After.AllIn));
        var answers = (await house.SeenByAsync(house.Joyce)).Answers;
        Assert.Equal(("The garden", "person", "Joyce"), (answers.Get<AboutMe>().MostImportant!.Words, answers.Get<AboutMe>().MostImportant!.Voice, answers.Get<AboutMe>().MostImportant!.VoiceName));
        Assert.Equal("To sit outside", Assert.Single(answers.Get<Goals>().List).What);
        var (lines, _, broken) = await house.The<HistoryService>().Of(house.Joyce, house.PlanId, 0);
        Assert.Null(broken);
        Assert.Equal(4, lines.Count(l => l.Kind == AuditKind.EditedByPack));
        Assert.Contains(lines, l => l is { Kind: AuditKind.PackTaken, By: "Nia" });
    }

    [Fact]
    public async Task Not_today_said_on_a_visit_has_the_day_of_the_visit_and_a_clock_that_is_wrong_gives_today()
    {
        await using var house = await Household.OnAsync(Database.Sqlite);
        var (now, today) = (DateTime.UtcNow, house.The<PortalSettings>().Today);
        var visit = (await Visit.SetOutAsync(house)).Write("looking-ahead", "put-off/readiness", nameof(PutOff.NotToday), at: now.AddDays(-2))
            .Write("looking-ahead", "put-off/mostFear", nameof(PutOff.RatherNotSay), at: now.AddDays(9)).Write("review", "put-off/responsible", nameof(PutOff.NotToday), at: now.AddYears(-30)).Longer(TimeSpan.FromDays(4));
        Assert.True((await visit.TakeAsync()).After.AllIn);
        var answers = (await house.SeenByAsync(house.Nia)).Answers;
        Assert.Equal((DateOnly.FromDateTime(PortalSettings.Local(now.AddDays(-2))), today, today), (answers["looking-ahead"].PutOffOn!["readiness"], answers["looking-ahead"].PutOffOn!["mostFear"], answers["review"].PutOffOn!["responsible"]));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_pack_uploaded_twice_is_recognised_and_changes_nothing(Database kind)
    {
        await using var house = await Household.OnAsync(kind);
        var visit = (await Visit.SetOutAsync(house)).Write(Me, Words, "The garden", voice: "person").Write(Me, "supportedBy", "Anne");
        await visit.TakeAsync();
        await house.SaveAsync(house.Anne, Me, "supportedBy", "Anne, at weekends", "Anne");
        var once = await house.EverythingAsync();
        Assert.True((await visit.ReviewAsync()).AllIn);
        Assert.Equal(0, (await visit.TakeAsync()).Taken);
        // only the counter that lets writers in one after another may move
        Assert.Equal(once, await house.EverythingAsync());
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task What_somebody_else_changed_stands_side_by_side_and_nothing_is_decided_silently(Database kind)
    {
        await using var house = await Household.OnAsync(kind);
        var visit = (await Visit.SetOutAsync(house)).Write(Me, Words, "The garden", voice: "person");
        await house.SaveAsync(house.Anne, Me, Words, "The cat", voice: Household.AnnesEntry);
        var change = Assert.Single((await visit.ReviewAsync()).Changes);
        Assert.Equal((PackState.Changed, "The garden", "The cat", "Anne", true), (change.State, change.Mine, change.Theirs, change.TheirsBy, change.CanKeepBoth));
        Assert.NotNull(change.TheirsAtUtc);
        var undecided = await visit.TakeAsync();
        Assert.Equal((0, 0, PackState.Changed), (undecided.Taken, undecided.Left, Assert.Single(undecided.After.Changes).State));
        Assert.Equal("The cat", (await house.SeenByAsync(house.Nia)).Answers.Get<AboutMe>().MostImportant!.Words);
    }

    [Fact]
    public async Task What_somebody_changed_after_it_was_shown_is_not_said_to_be_taken()
    {
        await using var house = await Household.OnAsync(Database.Sqlite);
        var visit = (await Visit.SetOutAsync(house)).Write(Me, Words, "The garden", voice: "person").Write(Me, "supportedBy", "Anne");
        var shown = await visit.ReviewAsync();
        await house.SaveAsync(house.Anne, Me, Words, "The cat", voice: Household.AnnesEntry);
        var result = await visit.TakeAsync(shown);
        Assert.Equal((1, 0, PackState.Changed), (result.Taken, result.Left, result.After.Changes.Single(c => c.Key == Key).State));
    }

    [Theory]
    [InlineData(PackChoice.KeepPack, "The garden", "person")]
    [InlineData(PackChoice.KeepPlan, "The cat", "anne")]
    [InlineData(PackChoice.KeepBoth, "The cat\n\nThe garden", "anne")]
    public async Task Each_choice_does_what_it_says_and_the_words_not_taken_stay_in_the_history(PackChoice choice, string words, string voice)
    {
        await using var house = await Household.OnAsync(Database.Sqlite);
        var visit = (await Visit.SetOutAsync(house)).Write(Me, Words, "The garden", voice: "person");
        await house.SaveAsync(house.Anne, Me, Words, "The cat", voice: Household.AnnesEntry);
        var result = await visit.TakeAsync((Key, choice));
        Assert.True(result.After.AllIn);
        var said = (await house.SeenByAsync(house.Nia)).Answers.Get<AboutMe>().MostImportant!;
        Assert.Equal((words, voice), (said.Words, said.Voice));
        var (lines, _, broken) = await house.The<HistoryService>().Of(house.Nia, house.PlanId, 0);
        Assert.Null(broken);
        Assert.Equal(choice == PackChoice.KeepPlan ? 1 : 0, lines.Count(l => l is { Kind: AuditKind.LeftByPack, Before: "The cat", After: "The garden" }));
        Assert.True((await visit.ReviewAsync()).AllIn);
    }

    [Fact]
    public async Task What_is_chosen_again_is_taken_although_the_plan_changed_once_while_it_was_chosen()
    {
        await using var house = await Household.OnAsync(Database.Sqlite);
        var visit = (await Visit.SetOutAsync(house)).Write(Me, Words, "The garden", voice: "person");
        await house.SaveAsync(house.Anne, Me, Words, "The cat");
        var shown = await visit.ReviewAsync();
        await house.SaveAsync(house.Anne, Me, Words, "The dog", onValue: "The cat");
        Assert.False((await visit.TakeAsync(shown, (Key, PackChoice.KeepPack))).After.AllIn);
        // Anne writes again what stood there when the choice was made first.
        await house.SaveAsync(house.Anne, Me, Words, "The cat", onValue: "The dog");
        Assert.True((await visit.TakeAsync((Key, PackChoice.KeepPack))).After.AllIn);
        Assert.Equal("The garden", (await house.SeenByAsync(house.Nia)).Answers.Get<AboutMe>().MostImportant!.Words);
    }

    [Fact]
    public async Task A_change_made_between_looking_and_pressing_the_button_is_asked_about_again()
    {
        await using var house = await Household.OnAsync(Database.Sqlite);
        var visit = (await Visit.SetOutAsync(house)).Write(Me, Words, "The garden").Write(Me, "supportedBy", "Anne");
        var shown = await visit.ReviewAsync();
        await house.SaveAsync(house.Anne, Me, Words, "The cat");
        var result = await visit.TakeAsync(shown);
        Assert.Equal("The cat", (await house.SeenByAsync(house.Nia)).Answers.Get<AboutMe>().MostImportant!.Words);
        Assert.Equal([PackState.Changed, PackState.AlreadyIn], result.After.Changes.Select(c => c.State));
    }

    [Fact]
    public async Task The_same_words_typed_by_both_are_no_conflict()
    {
        await using var house = await Household.OnAsync(Database.Sqlite);
        var visit = (await Visit.SetOutAsync(house)).Write(Me, "supportedBy", "Anne");
        await house.SaveAsync(house.Anne, Me, "supportedBy", "Anne");
        Assert.True((await visit.ReviewAsync()).AllIn);
    }

    [Fact]
    public async Task Half_of_one_date_and_half_of_another_are_never_put_together()
    {
        await using var house = await Household.OnAsync(Database.Sqlite);
        foreach (var (part, value) in new[] { ("day", "4"), ("month", "3"), ("year", "2027") }) await house.SaveAsync(house.Nia, "review", $"plannedReviewDate/{part}", value);
        var visit = (await Visit.SetOutAsync(house)).Write("review", "plannedReviewDate/day", "20", "4");
        await house.SaveAsync(house.Anne, "review", "plannedReviewDate/month", "5", "3");
        var change = Assert.Single((await visit.ReviewAsync()).Changes);
        Assert.Equal((PackState.Changed, "20 May 2027", "4 May 2027"), (change.State, change.Mine, change.Theirs));
    }

    [Fact]
    public async Task A_date_whose_parts_only_hold_together_goes_in_whole()
    {
        await using var house = await Household.OnAsync(Database.Sqlite);
        foreach (var (part, value) in new[] { ("day", "28"), ("month", "2"), ("year", "2027") }) await house.SaveAsync(house.Nia, "review", $"plannedReviewDate/{part}", value);
        var visit = (await Visit.SetOutAsync(house)).Write("review", "plannedReviewDate/day", "31", "28").Write("review", "plannedReviewDate/month", "3", "2");
        Assert.True((await visit.TakeAsync()).After.AllIn);
        Assert.Equal(new DateOnly(2027, 3, 31), (await house.SeenByAsync(house.Nia)).Answers.Get<Review>().PlannedReviewDate!.Date);
    }

    [Fact]
    public async Task A_value_the_plan_refuses_is_shown_with_the_reason_and_the_rest_goes_in()
    {
        await using var house = await Household.OnAsync(Database.Sqlite);
        var visit = (await Visit.SetOutAsync(house)).Write("review", "plannedReviewDate/day", "next week").Write(Me, "supportedBy", "Anne");
        var result = await visit.TakeAsync();
        Assert.Equal(1, result.Taken);
        Assert.Contains(result.After.Changes, c => c is { State: PackState.Ready, Mine.Length: > 0, Refused.Count: 1 });
    }

    [Theory, InlineData(PackChoice.KeepPack, false), InlineData(PackChoice.KeepPlan, true)]
    public async Task Words_for_an_entry_taken_out_meanwhile_are_kept_and_shown(PackChoice choice, bool staysOut)
    {
        await using var house = await Household.OnAsync(Database.Sqlite);
        await house.SaveAsync(house.Nia, "goals", "list/g1/what", "To sit outside");
        var visit = (await Visit.SetOutAsync(house)).Write("goals", "list/g1/what", "To sit in the garden", "To sit outside").Write("goals", "list/g1/whyItMatters", "The birds");
        await house.SaveAsync(house.Anne, "goals", "list/g1", "removed", "added");
        var change = Assert.Single((await visit.ReviewAsync()).Changes);
        Assert.Equal((PackState.TakenOut, "Anne"), (change.State, change.TheirsBy));
        Assert.Contains("The birds", change.Mine, StringComparison.Ordinal);
        Assert.Equal(0, (await visit.TakeAsync()).Taken);
        Assert.True((await visit.TakeAsync((change.Key, choice))).After.AllIn);
        var goal = Assert.Single((await house.SeenByAsync(house.Nia)).Answers.Get<Goals>().List);
        Assert.Equal((staysOut, "To sit in the garden", "The birds"), (goal.Removed, goal.What, goal.WhyItMatters));
    }

    [Fact]
    public async Task Nobody_takes_out_unseen_what_another_just_wrote()
    {
        await using var house = await Household.OnAsync(Database.Sqlite);
        await house.SaveAsync(house.Nia, "goals", "list/g1/what", "To sit outside");
        var visit = (await Visit.SetOutAsync(house)).Write("goals", "list/g1", "removed", "added");
        await house.SaveAsync(house.Anne, "goals", "list/g1/whyItMatters", "The birds");
        Assert.Equal((PackState.Changed, "Anne"), Assert.Single((await visit.ReviewAsync()).Changes) is var c ? (c.State, c.TheirsBy!) : default);
    }

    [Theory, InlineData("a-section-that-was", "words"), InlineData("money", "lines/a/what"), InlineData(Me, "aQuestionThatWas")]
    public async Task Words_without_a_place_any_more_are_kept_and_shown(string section, string path)
    {
        await using var house = await Household.OnAsync(Database.Sqlite);
        var visit = (await Visit.SetOutAsync(house)).Write(section, path, "Still worth reading");
        var result = await visit.TakeAsync();
        var change = Assert.Single(result.After.Changes);
        Assert.Equal((PackState.NoPlace, "Still worth reading", "A place in the pack"), (change.State, change.Mine, change.Place));
    }

    [Fact]
    public async Task A_tick_that_was_never_set_and_one_taken_away_are_the_same()
    {
        await using var house = await Household.OnAsync(Database.Sqlite);
        await house.SaveAsync(house.Nia, Me, Words, "The garden");
        await house.SaveAsync(house.Nia, Me, "mostImportant/ownWords", "no");
        var visit = (await Visit.SetOutAsync(house)).Write(Me, "mostImportant/ownWords", "yes");
        Assert.Equal(PackState.Ready, Assert.Single((await visit.ReviewAsync()).Changes).State);
        Assert.True((await visit.TakeAsync()).After.AllIn);
    }

    [Fact]
    public async Task What_somebody_chose_not_to_take_can_be_read_by_those_only_who_may_see_the_answer()
    {
        await using var house = await Household.OnAsync(Database.Sqlite);
        const string path = "notToBeShared/words";
        var visit = (await Visit.SetOutAsync(house)).Write("sharing", path, "Not even Anne");
        await house.SaveAsync(house.Nia, "sharing", path, "Ask first");
        await visit.TakeAsync(("sharing/notToBeShared", PackChoice.KeepPlan));
        async Task<HistoryLine> Seen(Core.Access.Actor by) => (await house.The<HistoryService>().Of(by, house.PlanId, 0)).Lines.Single(l => l.Kind == AuditKind.LeftByPack);
        Assert.Equal("Not even Anne", (await Seen(house.Nia)).After);
        Assert.Null((await Seen(house.Anne)).After);
    }

    [Fact]
    public async Task The_same_op_ids_stand_once_in_the_audit_chain()
    {
        await using var house = await Household.OnAsync(Database.Sqlite);
        var visit = (await Visit.SetOutAsync(house)).Write(Me, Words, "The garden");
        await house.SaveAsync(house.Anne, Me, Words, "The cat");
        var shown = await visit.ReviewAsync();
        await visit.TakeAsync(shown, (Key, PackChoice.KeepPlan));
        await visit.TakeAsync(shown, (Key, PackChoice.KeepPlan));
        await visit.TakeAsync(shown, (Key, PackChoice.KeepPack));
        Assert.Equal("The cat", (await house.SeenByAsync(house.Nia)).Answers.Get<AboutMe>().MostImportant!.Words);
        await using var db = house.OpenDb();
        Assert.Equal(1, await db.Audit.CountAsync(a => a.Kind == AuditKind.LeftByPack, Stop));
    }
}
