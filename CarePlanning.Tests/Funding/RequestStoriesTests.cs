using CarePlanning.Core.Access;
using CarePlanning.Core.Ahead;
using CarePlanning.Core.Audit;
using CarePlanning.Core.Documents;
using CarePlanning.Core.Funding;
using CarePlanning.Core.People;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Plans.Sections;
using CarePlanning.Core.Storage;
using CarePlanning.Pdf;
using CarePlanning.Tests.Storage;
using Microsoft.EntityFrameworkCore;
using UglyToad.PdfPig;

namespace CarePlanning.Tests.Funding;

/// <summary>Requests as they are lived: asked at a kitchen table, decided in an office, read on a phone.</summary>
public sealed class RequestStoriesTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_one_off_of_450_pounds_is_decided_the_same_day_by_a_team_lead_and_is_agreed_money_at_once(Database kind)
    {
        await using var house = await FundingHouse.OnAsync(kind);
        var request = await house.AskAsync(FundingHouse.Chair);
        var (queue, panels) = ((await house.Funding.Queue(house.Owen, all: false))!, (await house.Funding.Queue(house.Miriam, all: false))!);
        Assert.Equal([request], queue.Cards.Select(c => c.Id));
        Assert.Empty(panels.Cards);
        Assert.Null(await house.Funding.Open(house.Miriam, request));
        var words = await WordsAsync(house);

        Assert.Equal(RequestRefusal.None, await house.DecideAsync(house.Owen, request, RequestState.Approved, reason: ""));

        var seen = await house.SeenAsync(house.Home.Joyce, request);
        Assert.Equal((RequestState.Approved, RequestRoute.TeamLead), (seen.Card.State, seen.Card.Route));
        Assert.True(seen.Card.Clock.ByUtc - seen.Card.Clock.AskedAtUtc <= TimeSpan.FromHours(24));
        var money = (await house.Home.SeenByAsync(house.Home.Nia)).Answers.Get<Money>();
        var agreed = Assert.Single(money.Decided);
        Assert.Equal((45_000L, "Owen", 45_000L), (agreed.FirstYearPence, agreed.By, money.AgreedYearlyPence));
        Assert.Equal(words, await WordsAsync(house));
        Assert.Empty((await house.Funding.Queue(house.Owen, all: false))!.Cards);
        await using var db = house.Home.OpenDb();
        Assert.Null(await AuditService.FirstBreak(db, house.Home.PlanId));
        Assert.Contains(await db.Audit.Where(a => a.PlanId == house.Home.PlanId).Select(a => a.Kind).ToListAsync(Stop), k => k == AuditKind.RequestDecided);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_declined_line_is_looked_at_again_by_another_person_and_the_letters_say_how(Database kind)
    {
        await using var house = await FundingHouse.OnAsync(kind);
        var request = await house.AskAsync(FundingHouse.Physio);
        Assert.Equal(RequestRefusal.None, await house.DecideAsync(house.Owen, request, RequestState.Declined));
        var letter = Assert.Single((await house.SeenAsync(house.Home.Joyce, request)).Letters);
        var (pdf, html, _) = (await house.Funding.Letter(house.Home.Joyce, request, letter.CheckCode, null))!.Value;
        foreach (var said in new[] { FundingHouse.Reason, FundingHouse.Next, "Somebody else will look at it", "Physiotherapy at home" })
        {
            Assert.Contains(said, html.Replace("&#39;", "'", StringComparison.Ordinal), StringComparison.Ordinal);
            Assert.Contains(string.Concat(said.Where(char.IsLetter)), Letters(pdf), StringComparison.Ordinal);
        }
        Assert.Null(await house.Funding.Letter(house.Home.Stranger, request, letter.CheckCode, null));
        // Under its own plan's address, so that it stands in that plan's log, and under no other.
        Assert.NotNull(await house.Funding.Letter(house.Home.Joyce, request, letter.CheckCode, house.Home.PlanId));
        Assert.Null(await house.Funding.Letter(house.Home.Joyce, request, letter.CheckCode, Guid.NewGuid()));
        Assert.True((await house.Home.The<VerifyService>().File(pdf)) is { IsLetter: true, Seal: SealState.SealedByUs } && (await house.Home.The<VerifyService>().Code(letter.CheckCode)).IsLetter);
        Assert.Empty((await house.Home.SeenByAsync(house.Home.Nia)).Answers.Get<Money>().Decided);

        Assert.Equal(RequestRefusal.NotYours, await house.Funding.AskAgain(house.Home.Anne, request, "It is our stairs."));
        Assert.Equal(RequestRefusal.None, await house.Funding.AskAgain(house.Home.Joyce, request, "You did not know about the stairs to the garden."));
        Assert.Equal(RequestRefusal.TookPartBefore, await house.DecideAsync(house.Owen, request, RequestState.Approved));
        Assert.Empty((await house.Funding.Queue(house.Owen, all: false))!.Cards);
        Assert.Equal([request], (await house.Funding.Queue(house.Olu, all: false))!.Cards.Select(c => c.Id));
        Assert.Equal(RequestRefusal.None, await house.DecideAsync(house.Olu, request, RequestState.Approved));
        var seen = await house.SeenAsync(house.Home.Anne, request);
        Assert.Equal((RequestState.Approved, 2), (seen.Card.State, seen.Letters.Count));
        Assert.Equal(33_000, Assert.Single((await house.Home.SeenByAsync(house.Home.Nia)).Answers.Get<Money>().Decided).FirstYearPence);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_panel_of_five_with_one_absent_decides_without_meeting(Database kind)
    {
        await using var house = await FundingHouse.OnAsync(kind);
        await using (var db = house.Home.OpenDb())
        {
            // The fifth member is away and says nothing.
            db.Seats.Add(new SeatRow { AccountId = house.Olu.UserId, OrganisationId = house.Olu.OrganisationId, Seat = Seat.PanelMember });
            await db.SaveChangesAsync(Stop);
        }
        var request = await house.AskAsync(FundingHouse.Assistant);
        Assert.Null(await house.Funding.Open(house.Owen, request));
        Assert.Equal(RequestRefusal.None, await house.Funding.View(house.Miriam, request, RequestState.Approved, "It costs less than the nights in hospital would.", Household.Pin));
        Assert.Equal(RequestRefusal.None, await house.Funding.View(house.Tunde, request, RequestState.Declined, "I would first try the garden with a frame.", Household.Pin));
        Assert.Equal(RequestRefusal.NoQuorum, await house.DecideAsync(house.Helen, request, RequestState.Approved));
        Assert.Equal(RequestRefusal.NotYours, await house.DecideAsync(house.Miriam, request, RequestState.Approved));
        Assert.Equal(RequestRefusal.None, await house.Funding.View(house.Pat, request, RequestState.Approved, "The goal is clear and this serves it.", Household.Pin));
        Assert.Equal(RequestRefusal.None, await house.Funding.View(house.Helen, request, RequestState.Approved, "I agree with the other two.", Household.Pin));
        Assert.Equal(RequestRefusal.NotThePanelsView, await house.DecideAsync(house.Helen, request, RequestState.Declined));
        Assert.Equal(RequestRefusal.None, await house.DecideAsync(house.Helen, request, RequestState.Approved));
        // The panel speaks freely among itself: the family reads what was decided and by whom.
        Assert.DoesNotContain((await house.SeenAsync(house.Home.Joyce, request)).Steps, s => s.Kind == StepKind.View);
        Assert.Equal(4, (await house.SeenAsync(house.Pat, request)).Views.Count);
    }

    [Fact]
    public async Task A_member_of_the_panel_who_thinks_again_has_one_view()
    {
        await using var house = await FundingHouse.OnAsync(Database.Sqlite);
        var request = await house.AskAsync(FundingHouse.Assistant);
        var before = (await house.SeenAsync(house.Helen, request)).Newest;
        foreach (var view in new[] { RequestState.Declined, RequestState.Approved }) Assert.Equal(RequestRefusal.None, await house.Funding.View(house.Pat, request, view, FundingHouse.Reason, Household.Pin));
        Assert.Equal(RequestState.Approved, Assert.Single((await house.SeenAsync(house.Helen, request)).Views).Outcome);
        Assert.Equal(RequestRefusal.ChangedMeanwhile, await house.DecideAsync(house.Helen, request, RequestState.Approved, seen: before));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task On_the_fast_track_the_clinicians_tool_is_enough_nothing_stops_the_clock_and_nobody_declines(Database kind)
    {
        await using var house = await FundingHouse.OnAsync(kind, Pathway.FastTrack);
        var (nia, plan) = (house.Home.Nia, house.Home.PlanId);
        var asking = FundingHouse.Asks("Nights with somebody awake", FundingHouse.Assistant);
        Assert.Equal(RequestRefusal.NoClinician, (await house.Funding.Ask(nia, plan, asking)).Refusal);
        Assert.Equal(RequestRefusal.NoClinician, (await house.Funding.Ask(nia, plan, asking with { Tool = new FastTrackTool("Dr Ada Finch", "hospice doctor", "", DateOnly.FromDateTime(DateTime.UtcNow)) })).Refusal);
        var request = (await house.Funding.Ask(nia, plan, asking with { Tool = new FastTrackTool("Dr Ada Finch", "hospice doctor", "C9999999", DateOnly.FromDateTime(DateTime.UtcNow)) })).Id!.Value;
        var seen = await house.SeenAsync(house.Owen, request);
        Assert.Equal((RequestRoute.FastTrack, TimeSpan.FromHours(48)), (seen.Card.Route, seen.Card.Clock.ByUtc - seen.Card.Clock.AskedAtUtc));
        Assert.Equal(RequestRefusal.FastTrackGoesOn, await house.Funding.Question(house.Owen, request, "Which nights of the week are worst?", Household.Pin));
        Assert.Equal(RequestRefusal.FastTrackIsNotDeclined, await house.DecideAsync(house.Owen, request, RequestState.Declined));
        Assert.Equal(RequestRefusal.None, await house.Funding.Say(house.Owen, request, "Could two of the ten hours be nights?"));
        Assert.Equal(RequestRefusal.None, await house.DecideAsync(house.Owen, request, RequestState.Approved));
        // Decided is not yet done: the clock runs until care is in place.
        Assert.Equal(RequestRefusal.BadDay, await house.Funding.StartCare(nia, request, DateTime.UtcNow.AddHours(1)));
        var started = (await house.SeenAsync(nia, request)).Card.Clock.NowUtc;
        Assert.Equal(RequestRefusal.None, await house.Funding.StartCare(nia, request, started));
        Assert.Equal(RequestRefusal.AlreadyStarted, await house.Funding.StartCare(nia, request, started));
        Assert.Equal(started - seen.Card.Clock.AskedAtUtc, (await house.SeenAsync(nia, request)).Card.Clock.WithUs);
    }

    [Fact]
    public async Task Asked_for_more_the_clock_stands_with_us_and_the_familys_answer_sets_it_going()
    {
        await using var house = await FundingHouse.OnAsync(Database.Sqlite);
        var request = await house.AskAsync(FundingHouse.Chair);
        Assert.Equal(RequestRefusal.OneWord, await house.Funding.Question(house.Owen, request, "Why?", Household.Pin));
        Assert.Equal(RequestRefusal.None, await house.Funding.Question(house.Owen, request, "Which chair is it, and who measured her for it?", Household.Pin));
        var seen = await house.SeenAsync(house.Home.Anne, request);
        // They have it in writing, too.
        Assert.Contains("who measured her for it?", (await house.Funding.Letter(house.Home.Anne, request, Assert.Single(seen.Letters).CheckCode, null))!.Value.Html, StringComparison.Ordinal);
        Assert.True(seen.Card.Clock.Stands);
        Assert.Equal(1, (await house.Funding.Queue(house.Owen, all: false))!.Decided.Questioned);
        Assert.Equal(RequestRefusal.None, await house.Funding.Answer(house.Home.Anne, request, "The one from the clinic. The therapist measured her in May."));
        seen = await house.SeenAsync(house.Owen, request);
        Assert.Equal((RequestState.Waiting, false), (seen.Card.State, seen.Card.Clock.Stands));
        Assert.Contains(seen.Steps, s => s is { Kind: StepKind.Answered, By: "Anne" });
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Of_two_who_decide_at_the_same_moment_the_first_counts_and_the_other_is_told(Database kind)
    {
        await using var house = await FundingHouse.OnAsync(kind);
        var request = await house.AskAsync(FundingHouse.Chair);
        var seen = (await house.SeenAsync(house.Owen, request)).Newest;
        var both = await Task.WhenAll(
            Task.Run(() => house.DecideAsync(house.Owen, request, RequestState.Approved, seen: seen), Stop),
            Task.Run(() => house.DecideAsync(house.Olu, request, RequestState.Declined, seen: seen), Stop));
        Assert.Equal([RequestRefusal.None, RequestRefusal.AlreadyDecided], both.Order());
        var after = await house.SeenAsync(house.Home.Joyce, request);
        Assert.Single(after.Letters);
        Assert.Single(after.Steps, s => s.Kind == StepKind.Decided);
        Assert.Equal(after.Card.State == RequestState.Approved ? 1 : 0, (await house.Home.SeenByAsync(house.Home.Nia)).Answers.Get<Money>().Decided.Count);
    }

    [Fact]
    public async Task Nobody_decides_their_own_request()
    {
        await using var house = await FundingHouse.OnAsync(Database.Sqlite);
        await using (var db = house.Home.OpenDb())
        {
            // A professional with a seat; an approver by their work account is on no plan.
            await db.Accounts.Where(a => a.Id == house.Owen.UserId).ExecuteUpdateAsync(u => u.SetProperty(a => a.Role, AccountRole.Professional), Stop);
            db.Members.Add(new MemberRow { PlanId = house.Home.PlanId, MemberId = "owen", UserId = house.Owen.UserId, Relation = Relation.Professional, ShownAs = "Owen", AddedAtUtc = DateTime.UtcNow });
            await db.SaveChangesAsync(Stop);
        }
        var request = await house.AskAsync(FundingHouse.Chair);
        Assert.Equal(RequestRefusal.OwnRequest, await house.DecideAsync(house.Owen, request, RequestState.Approved));
        Assert.Empty((await house.Funding.Queue(house.Owen, all: false))!.Cards);
        // Off the plan again he still asked for it himself.
        var own = (await house.Funding.Ask(house.Owen, house.Home.PlanId, FundingHouse.Asks("Six sessions", FundingHouse.Physio))).Id!.Value;
        await using (var db = house.Home.OpenDb()) await db.Members.Where(m => m.MemberId == "owen").ExecuteDeleteAsync(Stop);
        Assert.Equal(RequestRefusal.OwnRequest, await house.DecideAsync(house.Owen, own, RequestState.Approved));
        Assert.Equal([request], (await house.Funding.Queue(house.Owen, all: false))!.Cards.Select(c => c.Id));
    }

    [Fact]
    public async Task A_part_is_approved_line_by_line_and_only_that_part_is_agreed_money()
    {
        await using var house = await FundingHouse.OnAsync(Database.Sqlite, Pathway.FastTrack);
        var tool = new FastTrackTool("Dr Ada Finch", "hospice doctor", "C9999999", DateOnly.FromDateTime(DateTime.UtcNow));
        var request = (await house.Funding.Ask(house.Home.Nia, house.Home.PlanId, FundingHouse.Asks("A chair and mornings", FundingHouse.Chair, FundingHouse.Assistant) with { Tool = tool })).Id!.Value;
        var asked = await house.SeenAsync(house.Owen, request);
        var (lines, newest) = (asked.Lines, asked.Newest);
        var chair = lines.Single(l => l.LineId == FundingHouse.Chair).Id;
        Assert.Equal(RequestRefusal.NoLinesChosen, await house.DecideAsync(house.Owen, request, RequestState.ApprovedInPart));
        Assert.Equal(RequestRefusal.NoLinesChosen, await house.DecideAsync(house.Owen, request, RequestState.ApprovedInPart, lines: [Guid.NewGuid()]));
        Assert.Equal(RequestRefusal.AllLinesChosen, await house.DecideAsync(house.Owen, request, RequestState.ApprovedInPart, lines: [.. lines.Select(l => l.Id)]));
        // A line that is left out may have a reason of its own, which is a sentence too.
        const string Own = "The district nurses come every morning until Christmas.";
        Task<RequestRefusal> PartAsync(string own) => house.Funding.Decide(house.Owen, request, new Deciding(RequestState.ApprovedInPart, [chair], ReasonKind.SomethingElse, FundingHouse.Reason, FundingHouse.Next, newest)
        { LineReasons = lines.ToDictionary(l => l.Id, l => l.Id == chair ? "" : own) }, Household.Pin);
        Assert.Equal(RequestRefusal.LineReason, await PartAsync("Nurses"));
        Assert.Equal(RequestRefusal.None, await PartAsync(Own));
        var told = await house.SeenAsync(house.Home.Joyce, request);
        Assert.Equal([(chair, null), (lines.Single(l => l.Id != chair).Id, Own)], told.Lines.Select(l => (l.Id, l.Reason)).OrderBy(l => l.Reason));
        Assert.Contains(Own, (await house.Funding.Letter(house.Home.Joyce, request, Assert.Single(told.Letters).CheckCode, null))!.Value.Html, StringComparison.Ordinal);
        await using (var db = house.Home.OpenDb())
        {
            // Whoever holds the file alone does not read it.
            var kept = await db.Database.SqlQueryRaw<string>("SELECT \"Reason\" AS \"Value\" FROM \"RequestLines\" WHERE \"Reason\" IS NOT NULL").ToListAsync(Stop);
            Assert.DoesNotContain("nurses", Assert.Single(kept), StringComparison.Ordinal);
        }
        Assert.Equal([chair], (await house.SeenAsync(house.Home.Joyce, request)).Lines.Where(l => l.IsApproved == true).Select(l => l.Id));
        Assert.Equal(45_000, Assert.Single((await house.Home.SeenByAsync(house.Home.Nia)).Answers.Get<Money>().Decided).FirstYearPence);
        // Looked at again and refused again, the part that was approved stays.
        Assert.Equal(RequestRefusal.None, await house.Funding.AskAgain(house.Home.Joyce, request, "The mornings are what keeps me at home."));
        Assert.Equal(RequestRefusal.None, await house.DecideAsync(house.Helen, request, RequestState.ApprovedInPart, lines: [chair]));
        Assert.Single((await house.Home.SeenByAsync(house.Home.Nia)).Answers.Get<Money>().Decided);
    }

    [Theory]
    [InlineData(null, RequestRefusal.NoWords), InlineData("   ", RequestRefusal.NoWords), InlineData("No", RequestRefusal.OneWord), InlineData("no no no no no", RequestRefusal.OneWord), InlineData("- - - - 12", RequestRefusal.OneWord)]
    public async Task A_reason_of_one_word_is_no_reason(string? reason, RequestRefusal why)
    {
        await using var house = await FundingHouse.OnAsync(Database.Sqlite);
        var request = await house.AskAsync(FundingHouse.Chair);
        Assert.Equal(why, await house.DecideAsync(house.Owen, request, RequestState.Declined, reason));
        Assert.Equal(RequestRefusal.NoNext, await house.DecideAsync(house.Owen, request, RequestState.Declined, FundingHouse.Reason, "None"));
        Assert.Equal(RequestRefusal.WrongPin, await house.DecideAsync(house.Owen, request, RequestState.Declined, pin: "0000"));
        Assert.Equal(RequestState.Waiting, (await house.SeenAsync(house.Owen, request)).Card.State);
    }

    [Fact]
    public async Task The_same_line_is_not_asked_for_twice_and_a_form_sent_twice_asks_once()
    {
        await using var house = await FundingHouse.OnAsync(Database.Sqlite);
        var asking = FundingHouse.Asks("A chair", FundingHouse.Chair);
        var first = await house.Funding.Ask(house.Home.Nia, house.Home.PlanId, asking);
        Assert.Equal(first.Id, (await house.Funding.Ask(house.Home.Nia, house.Home.PlanId, asking)).Id);
        Assert.Equal(RequestRefusal.AskedAlready, (await house.Funding.Ask(house.Home.Nia, house.Home.PlanId, FundingHouse.Asks("A chair", FundingHouse.Chair, FundingHouse.Physio))).Refusal);
        Assert.Equal(RequestRefusal.None, await house.Funding.Withdraw(house.Home.Joyce, first.Id!.Value));
        Assert.NotNull((await house.Funding.Ask(house.Home.Nia, house.Home.PlanId, FundingHouse.Asks("A chair", FundingHouse.Chair))).Id);
    }

    [Fact]
    public async Task What_the_rules_forbid_a_budget_to_pay_for_is_put_right_in_the_budget_first()
    {
        await using var house = await FundingHouse.OnAsync(Database.Sqlite);
        await house.Home.SaveAsync(house.Home.Nia, "money", $"lines/{FundingHouse.Chair}/restrictedUse", nameof(RestrictedUse.Gambling));
        var outcome = await house.Funding.Ask(house.Home.Nia, house.Home.PlanId, FundingHouse.Asks("A chair", FundingHouse.Chair));
        Assert.Equal((RequestRefusal.LineNotReady, "BU-05"), (outcome.Refusal, Assert.Single(outcome.Problems).RuleId));
        Assert.Equal(RequestRefusal.NotFound, (await house.Funding.Ask(house.Home.Stranger, house.Home.PlanId, FundingHouse.Asks("A chair", FundingHouse.Chair))).Refusal);
        Assert.Equal(RequestRefusal.NotYours, (await house.Funding.Ask(house.Home.Anne, house.Home.PlanId, FundingHouse.Asks("A chair", FundingHouse.Chair))).Refusal);
    }

    [Fact]
    public async Task When_the_person_has_died_nothing_is_decided_asked_or_counted_and_a_mistake_can_be_taken_back()
    {
        await using var house = await FundingHouse.OnAsync(Database.Sqlite);
        var request = await house.AskAsync(FundingHouse.Chair);
        var deaths = house.Home.The<DeathService>();
        Assert.Equal(DeathRefusal.None, await deaths.Record(house.Home.Nia, house.Home.PlanId, new DeathNews(PartialDate.From(DateOnly.FromDateTime(DateTime.UtcNow.AddDays(-1)))), Household.Pin));
        Assert.Equal(RequestState.Stopped, (await house.SeenAsync(house.Owen, request)).Card.State);
        Assert.Empty((await house.Funding.Queue(house.Owen, all: false))!.Cards);
        Assert.Equal(RequestRefusal.HasEnded, await house.DecideAsync(house.Owen, request, RequestState.Approved));
        Assert.Equal(0, (await house.Home.The<FiguresService>().Of(house.Ravi))!.Value.Figures.Open.Sum(o => o.Count));
        Assert.Equal(DeathRefusal.None, await deaths.Undo(house.Home.Nia, house.Home.PlanId, Household.Pin));
        Assert.Equal(RequestState.Waiting, (await house.SeenAsync(house.Owen, request)).Card.State);
    }

    private static string Letters(byte[] pdf)
    {
        using var document = PdfDocument.Open(pdf);
        return string.Concat(string.Concat(document.GetPages().Select(p => p.Text)).Where(char.IsLetter));
    }

    /// <summary>Everything that people wrote in the plan, without what the decision put there.</summary>
    private static async Task<string> WordsAsync(FundingHouse house)
    {
        var answers = (await house.Home.SeenByAsync(house.Home.Nia)).Answers;
        var money = answers.Get<Money>() with { Decided = [], AgreedYearlyPence = null };
        return string.Join('\n', PlanSections.All.Select(s => SectionJson.Write(s.Type == typeof(Money) ? money : answers[s.Slug])));
    }
}
