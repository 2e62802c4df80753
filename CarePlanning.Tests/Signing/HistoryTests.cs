using CarePlanning.Core.Audit;
using CarePlanning.Core.People;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Plans.Sections;
using CarePlanning.Core.Signing;
using CarePlanning.Tests.Storage;
using Microsoft.EntityFrameworkCore;

namespace CarePlanning.Tests.Signing;

public sealed class HistoryTests
{
    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task What_is_held_back_shows_neither_its_words_nor_its_place(Database kind)
    {
        await using var table = await SigningTable.On(kind);
        var was = (await table.Get<PlanService>().Open(table.Joyce, table.PlanId))!.Answers.Get<Involved>().ConcernRaised ?? "";
        Assert.IsType<EditOutcome.Saved>(await table.Edit(table.Joyce, "who-is-involved", "concernRaised", was, "Somebody shouted at me"));
        var seen = (await Lines(table, table.Joyce))[0];
        Assert.Equal(("concernRaised", "Somebody shouted at me"), (seen.Path, seen.After));
        var hidden = (await Lines(table, table.Anne))[0];
        Assert.Equal((AuditKind.Edited, "", "", null, null), (hidden.Kind, hidden.Path, hidden.Voice, hidden.Before, hidden.After));
        Assert.Equal("", HistoryText.Place(hidden, PlanAnswers.Empty()));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Somebody_who_must_not_be_contacted_is_not_in_the_carers_history(Database kind)
    {
        await using var table = await SigningTable.On(kind);
        Assert.IsType<EditOutcome.Saved>(await table.Edit(table.Joyce, "who-is-involved", "people/derek/phone", "07700 900777", "07700 900778"));
        Assert.Equal("07700 900778", (await Lines(table, table.Joyce))[0].After);
        var hidden = (await Lines(table, table.Anne))[0];
        Assert.Equal(("", null), (hidden.Path, hidden.After));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_stranger_and_an_unknown_plan_have_no_history(Database kind)
    {
        await using var table = await SigningTable.On(kind);
        Assert.Empty(await Lines(table, table.Stranger));
        Assert.Empty((await table.Get<HistoryService>().Of(table.Nia, Guid.CreateVersion7(), 0)).Lines);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task The_history_comes_in_pages_newest_first_and_says_where_it_is_broken(Database kind)
    {
        await using var table = await SigningTable.On(kind);
        await table.Agree();
        var history = table.Get<HistoryService>();
        var (lines, more, broken) = await history.Of(table.Anne, table.PlanId, 0, 2);
        Assert.Equal((AuditKind.Agreed, true, null), (lines[0].Kind, more, broken));
        Assert.Equal(lines[1].Sequence - 1, (await history.Of(table.Anne, table.PlanId, 1, 2)).Lines[0].Sequence);
        await using (var db = table.Open())
        {
            await WithoutGuards.TakeOutAsync(db);
            (await db.AuditWords.ToListAsync(TestContext.Current.CancellationToken)).First(w => w.After == SigningOutcome.Signed.ToString()).After = "Disagrees";
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }
        Assert.NotNull((await history.Of(table.Anne, table.PlanId, 0)).BrokenAt);
    }

    [Theory]
    [InlineData("about-me", "mostImportant/words", "My garden", "My garden")]
    [InlineData("about-me", "mostImportant/voice", "together", "said together")]
    [InlineData("about-me", "mostImportant/standing/anne", "Agrees", "Anne agrees")]
    [InlineData("about-me", "put-off/mostImportant", "NotToday", "Said: not today")]
    [InlineData("who-is-involved", "dateOfBirth/day", "4", "day 4")]
    [InlineData("who-is-involved", "needsSupport", "yes", "Yes")]
    [InlineData("who-is-involved", "people/anne", "removed", "Taken out")]
    [InlineData("who-is-involved", "people/anne/types/Carer", "yes", "Cares for me, unpaid")]
    [InlineData("who-is-involved", "people/anne/types/Carer", "", "")]
    [InlineData("who-is-involved", "nowhere/at/all", "x", "")]
    public void Values_are_said_in_words(string section, string path, string raw, string said)
    {
        var voices = new[] { new Voice("anne", "Anne Ashworth", "Anne", Relation.Carer) };
        var line = new HistoryLine(1, DateTime.UnixEpoch, "Nia", AuditKind.Edited, section, path, "", "", raw);
        var value = HistoryText.Value(line, raw, PlanAnswers.Empty(), voices);
        Assert.Equal(said, value);
    }

    [Fact]
    public void A_place_is_named_by_its_question_and_its_entry()
    {
        var answers = PlanAnswers.Empty();
        answers.Get<Involved>().People.Add(new() { Id = "anne", Name = "Anne Ashworth" });
        Assert.StartsWith("Anne Ashworth: ", Place("who-is-involved", "people/anne/phone"), StringComparison.Ordinal);
        Assert.Equal("Anne Ashworth", Place("who-is-involved", "people/anne"));
        Assert.Equal(PlanSections.Find("about-me")!.Words.Heading("mostImportant"), Place("about-me", "mostImportant/words"));
        Assert.Equal("", Place("no-such-section", "mostImportant/words"));

        string Place(string section, string path) => HistoryText.Place(new HistoryLine(1, DateTime.UnixEpoch, "Nia", AuditKind.Edited, section, path, "", "", ""), answers);
    }

    [Fact]
    public void The_parts_of_a_date_written_in_one_go_are_told_as_one_date()
    {
        var told = HistoryDates.Whole([Born("year", "1950", "1951", 3), Born("month", "", "8", 2), Born("day", "", "6", 1), Born("day", "4", "", 0)]);
        var line = Assert.Single(told);
        Assert.Equal(("4 1950", "6 August 1951"), (Said(line, line.Before), Said(line, line.After)));
    }

    [Fact]
    public void Dates_of_two_people_two_fields_or_two_days_stay_lines_of_their_own()
    {
        Assert.Equal(2, HistoryDates.Whole([Born("month", "", "8", 2), Born("day", "", "6", 1) with { By = "Anne" }]).Count);
        Assert.Equal(2, HistoryDates.Whole([Born("month", "", "8", 2), Born("day", "", "6", 1) with { Path = "needsReviewedOn/day" }]).Count);
        Assert.Equal(2, HistoryDates.Whole([Born("month", "", "8", 20), Born("day", "", "6", 1)]).Count);
    }

    [Fact]
    public void What_is_no_part_of_a_date_or_may_not_be_read_is_left_as_it_is()
    {
        HistoryLine[] lines = [Born("month", "", "8", 3), Born("day", "", "6", 2) with { Before = null, After = null, Path = "" }, Born("day", "", "soon", 1)];
        Assert.Equal(lines, HistoryDates.Whole(lines));
    }

    private static HistoryLine Born(string part, string before, string after, int minute) =>
        new(minute, DateTime.UnixEpoch.AddMinutes(minute), "Nia", AuditKind.Edited, "who-is-involved", $"dateOfBirth/{part}", "", before, after);

    private static string Said(HistoryLine line, string? raw) => HistoryText.Value(line, raw, PlanAnswers.Empty(), []);

    private static async Task<IReadOnlyList<HistoryLine>> Lines(SigningTable table, Core.Access.Actor actor) => (await table.Get<HistoryService>().Of(actor, table.PlanId, 0)).Lines;
}
