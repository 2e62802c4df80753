using CarePlanning.Core.Access;
using CarePlanning.Core.Ahead;
using CarePlanning.Core.Audit;
using CarePlanning.Core.Concerns;
using CarePlanning.Core.Documents;
using CarePlanning.Core.Documents.Copies;
using CarePlanning.Core.Exchange;
using CarePlanning.Core.Family;
using CarePlanning.Core.Funding;
using CarePlanning.Core.People;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Uploads;
using CarePlanning.Tests.Family;
using CarePlanning.Tests.Funding;
using CarePlanning.Tests.Storage;
using Microsoft.EntityFrameworkCore;

namespace CarePlanning.Tests.Concerns;

/// <summary>Keep it, but share nothing for now: what leaves the plan stops at once, in everybody's sight, until it is settled.</summary>
public sealed class RestrictionServiceTests
{
    private const string Words = "That I drink is not true.";

    private static Actor Lead(FamilyTable table) => new(Guid.NewGuid(), "Ravi", AccountRole.Lead, table.House.Nia.OrganisationId);

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task The_person_asks_and_no_copy_link_or_invitation_leaves_the_plan_until_they_allow_it(Database kind)
    {
        await using var table = await FamilyTable.OnAsync(kind);
        var house = table.House;
        await house.SaveAsync(house.Nia, "legal-decisions", "decisions/d/name", "Machines");
        await house.SaveAsync(house.Nia, "legal-decisions", "refusals/r/treatment", "A tube");
        var file = (await house.The<UploadService>().Add(house.Nia, table.Plan, "letter.pdf", "%PDF-1.7\n%%EOF"u8.ToArray())).File!.Sha256;
        await house.AgreeAsync();
        foreach (var who in new[] { house.Anne, house.Nia }) Assert.NotNull(await house.The<UploadService>().Open(who, table.Plan, file));
        Assert.NotNull(await house.The<DecisionService>().Paper(house.Nia, table.Plan, "d"));
        Assert.NotNull(await house.The<DirectPaymentService>().AsCsv(house.Nia, table.Plan));
        await table.Shares.Share(house.Nia, table.Plan, new NewShare(Guid.NewGuid(), "Maureen Pike", "maureen@example.org", null, CopyKind.AboutMe, 7));
        var link = table.Post.Token();
        await table.Shares.SendCode(link);
        Assert.Equal(EnterOutcome.In, await table.Shares.Open(link, table.Post.Code()));
        var invitation = await table.InviteAsync();

        Assert.True(await table.Concerns.Raise(house.Joyce, table.Plan, Guid.NewGuid(), ConcernKind.Restriction, Words));
        var letters = table.Post.Letters.Count;
        // Neither does the laptop's owner walk round it with the person's hand.
        var handed = house.Nia with { OnlyPlan = table.Plan, HandedOver = true };
        Assert.False(await table.Restrictions.Lift(handed, table.Plan, ""));
        foreach (var who in new[] { house.Anne, house.Nia, handed })
        {
            Assert.Null(await house.The<UploadService>().Open(who, table.Plan, file));
            Assert.Null(await house.The<DecisionService>().Paper(who, table.Plan, "d"));
            Assert.Null(await house.The<DirectPaymentService>().AsCsv(who, table.Plan));
            Assert.Null(await house.The<CopyService>().Get(who, table.Plan, CopyKind.AboutMe));
        }
        Assert.NotNull(await house.The<UploadService>().Open(house.Joyce, table.Plan, file));
        Assert.NotNull(await house.The<DecisionService>().Paper(house.Joyce, table.Plan, "d"));
        Assert.NotNull(await house.The<DirectPaymentService>().AsCsv(house.Joyce, table.Plan));
        foreach (var who in new[] { house.Joyce, house.Anne, house.Nia })
        {
            var seen = (await house.SeenByAsync(who)).Card;
            Assert.Equal("Joyce", seen.RestrictedBy);
            Assert.NotNull(seen.RestrictedAtUtc);
        }
        foreach (var who in new[] { house.Anne, house.Nia })
        {
            Assert.Null(await house.The<CopyService>().Get(who, table.Plan, CopyKind.FullPlan));
            Assert.Null(await house.The<CopyService>().Get(who, table.Plan, CopyKind.AboutMe));
            Assert.Null(await house.The<DocumentService>().Draft(who, table.Plan));
            Assert.Null(await house.The<DocumentService>().Sealed(who, table.Plan, 1));
            Assert.Null(await house.The<DocumentService>().Data(who, table.Plan, 1));
            Assert.Null(await house.The<PlanTransferService>().Take(who, table.Plan));
            Assert.Equal([CopyKind.EmergencySheet], (await house.The<CopyService>().Shelf(who, table.Plan))!.Offered.Select(c => c.Kind));
            // What may save a life is not held back.
            Assert.NotNull(await house.The<CopyService>().Get(who, table.Plan, CopyKind.EmergencySheet));
        }
        Assert.Equal(ShareRefusal.Restricted, (await table.Shares.Share(house.Joyce, table.Plan, new NewShare(Guid.NewGuid(), "Pat", "pat@example.org", null, CopyKind.EmergencySheet, 7))).Refusal);
        Assert.Equal(ShareState.Paused, (await table.Shares.Look(link))!.State);
        Assert.Null(await table.Shares.Copy(link, (await table.Shares.Look(link))!.Id));
        Assert.Equal(InvitationRefusal.Restricted, (await table.Invitations.Invite(house.Nia, table.Plan, FamilyTable.ForBeth(email: "toby@example.org"))).Refusal);
        Assert.Equal(InvitationState.Paused, (await table.Invited.Look(invitation))!.State);
        Assert.Equal(CodeSent.Gone, await table.Invited.SendCode(invitation));
        Assert.Equal(letters, table.Post.Letters.Count);
        // It stays the person's own plan.
        Assert.NotNull(await house.The<CopyService>().Get(house.Joyce, table.Plan, CopyKind.FullPlan));

        Assert.True(await table.Restrictions.Lift(house.Joyce, table.Plan, ""));
        Assert.NotNull(await house.The<CopyService>().Get(house.Anne, table.Plan, CopyKind.FullPlan));
        Assert.NotNull(await table.Shares.Copy(link, (await table.Shares.Look(link))!.Id));
        Assert.Equal(CodeSent.Sent, await table.Invited.SendCode(invitation));
    }

    [Fact]
    public async Task No_money_is_asked_for_or_decided_until_it_is_settled_and_then_it_goes_on()
    {
        await using var house = await FundingHouse.OnAsync(Database.Sqlite);
        var (home, funding) = (house.Home, house.Funding);
        var asked = await house.AskAsync(FundingHouse.Physio);
        var declined = await house.AskAsync(FundingHouse.Chair);
        Assert.Equal(RequestRefusal.None, await house.DecideAsync(house.Owen, declined, RequestState.Declined));
        var letter = (await house.SeenAsync(home.Anne, declined)).Letters[0].CheckCode;
        Assert.NotNull(await funding.Letter(home.Anne, declined, letter, null));
        Assert.Single((await funding.Queue(house.Owen, all: false))!.Cards);

        await RestrictAsync(DateTime.UtcNow);
        Assert.Equal(RequestRefusal.Restricted, (await funding.Ask(home.Nia, home.PlanId, FundingHouse.Asks("Somebody in the mornings", FundingHouse.Assistant))).Refusal);
        Assert.Equal(RequestRefusal.Restricted, await house.DecideAsync(house.Owen, asked, RequestState.Approved));
        Assert.Equal(RequestRefusal.Restricted, (await house.SeenAsync(house.Owen, asked)).May(RequestAction.Decide));
        Assert.Empty((await funding.Queue(house.Owen, all: false))!.Cards);
        foreach (var who in new[] { home.Anne, home.Nia, house.Olu })
        {
            Assert.Null(await funding.Letter(who, declined, letter, null));
            Assert.Empty((await house.SeenAsync(who, declined)).Letters);
        }
        Assert.NotNull(await funding.Letter(home.Joyce, declined, letter, null));

        await RestrictAsync(null);
        Assert.Equal(RequestRefusal.None, await house.DecideAsync(house.Owen, asked, RequestState.Approved));
        Assert.Equal(RequestRefusal.None, (await funding.Ask(home.Nia, home.PlanId, FundingHouse.Asks("Somebody in the mornings", FundingHouse.Assistant))).Refusal);

        async Task RestrictAsync(DateTime? at)
        {
            await using var db = home.OpenDb();
            await db.Plans.Where(p => p.Id == home.PlanId).ExecuteUpdateAsync(u => u.SetProperty(p => p.RestrictedAtUtc, at), TestContext.Current.CancellationToken);
        }
    }

    [Fact]
    public async Task Whoever_runs_the_portal_takes_such_a_plan_only_where_they_say_so_and_its_history_keeps_that()
    {
        await using var house = await Household.OnAsync(Database.Sqlite);
        await using var db = house.OpenDb();
        var number = await db.Plans.Select(p => p.Number).SingleAsync(TestContext.Current.CancellationToken);
        Assert.Equal(TakeRefusal.None, (await house.The<PlanTransferService>().Take(number)).Refusal);
        await db.Plans.ExecuteUpdateAsync(u => u.SetProperty(p => p.RestrictedAtUtc, DateTime.UtcNow), TestContext.Current.CancellationToken);
        var (refusal, bytes) = await house.The<PlanTransferService>().Take(number);
        Assert.Equal((TakeRefusal.Restricted, 0), (refusal, bytes.Length));
        Assert.Equal(TakeRefusal.None, (await house.The<PlanTransferService>().Take(number, althoughRestricted: true)).Refusal);
        Assert.Equal(["", "although-restricted"], await db.Audit.Where(a => a.Kind == AuditKind.TakenWhole).OrderBy(a => a.Sequence).Select(a => a.Path).ToListAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Reading_and_writing_go_on_and_the_way_in_of_those_on_the_plan_stays()
    {
        await using var table = await FamilyTable.OnAsync(Database.Sqlite);
        var (beth, token) = await table.BethIsInAsync();
        Assert.True(await table.Concerns.Raise(table.House.Joyce, table.Plan, Guid.NewGuid(), ConcernKind.Restriction, Words));
        await table.House.SaveAsync(table.House.Anne, "about-me", "mostImportant/words", "The garden");
        Assert.Equal(CodeSent.Sent, await table.Invited.SendCode(token));
        Assert.Equal(EnterOutcome.In, (await table.Invited.Enter(token, table.Post.Code())).Outcome);
        Assert.NotNull(await table.House.The<PlanService>().Open(beth, table.Plan));
        Assert.True(await table.Circles.EndAccess(table.House.Joyce, table.Plan, (await table.Circles.Readers(table.House.Joyce, table.Plan))!.Single(r => r.Member.UserId == beth.UserId).Member.Id));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task It_is_in_the_history_and_in_the_log_without_the_words_and_the_lead_says_why_it_ended(Database kind)
    {
        await using var table = await FamilyTable.OnAsync(kind);
        var house = table.House;
        Assert.True(await table.Concerns.Raise(house.Joyce, table.Plan, Guid.NewGuid(), ConcernKind.Restriction, Words));
        var restricted = Assert.Single((await table.Restrictions.ForTheLead(Lead(table)))!);
        Assert.Equal((table.Plan, "Joyce"), (restricted.PlanId, restricted.By));
        Assert.False(await table.Restrictions.Lift(Lead(table), table.Plan, " "));
        Assert.True(await table.Restrictions.Lift(Lead(table), table.Plan, "The line was corrected with Joyce."));
        Assert.Empty((await table.Restrictions.ForTheLead(Lead(table)))!);
        var lines = (await house.The<HistoryService>().Of(house.Anne, table.Plan, 0)).Lines;
        Assert.Contains(lines, l => l is { Kind: AuditKind.Restricted, By: "Joyce" });
        Assert.Contains(lines, l => l is { Kind: AuditKind.RestrictionLifted, By: "Ravi", After: "The line was corrected with Joyce." });
        await using var db = house.OpenDb();
        var log = await db.AccessLog.AsNoTracking().Where(a => a.PlanId == table.Plan).ToListAsync(TestContext.Current.CancellationToken);
        Assert.Equal([AccessKind.Restricted, AccessKind.RestrictionLifted], log.OrderBy(a => a.Sequence).Select(a => a.Kind));
        Assert.Equal(["Person", "Lead"], log.OrderBy(a => a.Sequence).Select(a => a.ActorAs));
        // To decide about a plan is not to look at it.
        Assert.Empty((await house.The<LookedService>().Of(house.Joyce, table.Plan, 0, mine: true))!.Readers);
        Assert.All(log, a => Assert.Equal("", a.Detail));
        Assert.DoesNotContain(lines, l => l.After?.Contains("drink", StringComparison.Ordinal) == true);
        Assert.Null(await AuditService.FirstBreak(db, table.Plan));
        Assert.Null(await AccessLogService.FirstBreak(db, table.Plan));
    }

    [Fact]
    public async Task A_carer_asks_and_the_lead_decides_and_nobody_else_stops_or_allows_it()
    {
        await using var table = await FamilyTable.OnAsync(Database.Sqlite);
        var house = table.House;
        Assert.True(await table.Concerns.Raise(house.Anne, table.Plan, Guid.NewGuid(), ConcernKind.Restriction, Words));
        Assert.Null((await house.SeenByAsync(house.Joyce)).Card.RestrictedAtUtc);
        var concern = Assert.Single((await table.Concerns.ForTheLead(Lead(table)))!).Id;
        var elsewhere = Lead(table) with { OrganisationId = Guid.NewGuid() };
        foreach (var who in new[] { house.Nia, house.Anne, house.Stranger, elsewhere }) Assert.False(await table.Restrictions.RestrictFor(who, concern));
        Assert.True(await table.Restrictions.RestrictFor(Lead(table), concern));
        Assert.False(await table.Restrictions.RestrictFor(Lead(table), concern));
        foreach (var who in new[] { house.Nia, house.Anne, house.Stranger, elsewhere }) Assert.False(await table.Restrictions.Lift(who, table.Plan, "Enough"));
        foreach (var who in new[] { house.Nia, house.Anne, house.Joyce }) Assert.Null(await table.Restrictions.ForTheLead(who));
        Assert.NotNull((await house.SeenByAsync(house.Joyce)).Card.RestrictedAtUtc);
        Assert.True(await table.Restrictions.Lift(house.Joyce, table.Plan, null));
        Assert.False(await table.Restrictions.Lift(house.Joyce, table.Plan, null));
    }
}
