using CarePlanning.Core.Access;
using CarePlanning.Core.Audit;
using CarePlanning.Core.Documents;
using CarePlanning.Core.Documents.Copies;
using CarePlanning.Core.Funding;
using CarePlanning.Core.People;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Signing;
using CarePlanning.Core.Uploads;
using CarePlanning.Tests.Family;
using CarePlanning.Tests.Storage;
using Microsoft.EntityFrameworkCore;

namespace CarePlanning.Tests.Access;

/// <summary>A plan is opened in an emergency with a reason, for an hour, in everybody's sight.</summary>
public sealed class BreakGlassServiceTests
{
    private static readonly DateOnly Born = new(1948, 3, 9);
    private const string Why = "Found on the floor, no carer there.";

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task SC_04_allows_an_hour_with_a_reason_that_the_person_sees_and_a_letter_that_says_nothing(Database kind)
    {
        await using var table = await FamilyTable.OnAsync(kind);
        var house = table.House;
        Assert.Null(await table.Sessions.Enter(await table.SignInAsync(house.Stranger), table.Plan));
        Assert.Equal((EmergencyOutcome.Open, table.Plan), await table.Emergencies.Open(house.Stranger, "999 000 0018", Born, Why));
        var entry = (await table.Sessions.Enter(await table.SignInAsync(house.Stranger), table.Plan))!;
        Assert.Equal(Relation.Emergency, entry.Circle.MemberFor(entry.Actor)!.Relation);
        Assert.Equal(EditRefusal.NotYours, Assert.IsType<EditOutcome.Refused>(await house.SendAsync(entry.Actor, "about-me", "mostImportant/words", "x")).Why);
        Assert.Equal(Why, Assert.Single(await table.Emergencies.Of(house.Joyce, table.Plan)).Reason);
        Assert.Contains((await house.The<HistoryService>().Of(house.Joyce, table.Plan, 0)).Lines, l => l is { Kind: AuditKind.BrokeGlass, After: Why });
        await using (var db = house.OpenDb())
        {
            // Nothing is ever taken out of the log, so no words are put into it; beside the plan they lie encrypted.
            Assert.Equal("", (await db.AccessLog.SingleAsync(a => a.Kind == AccessKind.OpenedInNeed, TestContext.Current.CancellationToken)).Detail);
            Assert.StartsWith("aes1:", await db.Database.SqlQueryRaw<string>("""SELECT "Reason" AS "Value" FROM "BreakGlass" """).SingleAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        }
        await table.Alerts.Tell();
        var alert = Assert.Single(table.Post.Letters);
        Assert.All(new[] { "Joyce", "Ashworth", "9990000018", "Sam", "floor" }, said => Assert.DoesNotContain(said, alert.Subject + alert.Body, StringComparison.OrdinalIgnoreCase));
        table.Clock.Now += BreakGlassService.Lasts;
        Assert.Null(await table.Sessions.Enter(await table.SignInAsync(house.Stranger), table.Plan));
    }

    [Fact]
    public async Task SC_04_allows_the_sheets_and_papers_that_are_needed_at_night()
    {
        var (table, nightly) = await OpenedOfAPlanWithMoneyAsync();
        await using var _ = table;
        var (house, copies) = (table.House, table.House.The<CopyService>());
        Assert.NotNull(await house.The<UploadService>().Open(nightly, table.Plan, Assert.Single(await house.The<UploadService>().All(nightly, table.Plan)).Sha256));
        var offered = (await copies.Shelf(nightly, table.Plan))!.Offered.Select(c => c.Kind).ToList();
        Assert.All(new[] { CopyKind.EmergencySheet, CopyKind.AdvanceCarePlan }, kind => Assert.Contains(kind, offered));
        foreach (var kind in offered)
        {
            var copy = (await copies.Get(nightly, table.Plan, kind))!;
            Assert.DoesNotContain("65,432.10", copy.Text + copy.Html, StringComparison.Ordinal);
        }
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Asked_for_many_times_at_once_it_is_one_and_ends_as_one(Database kind)
    {
        await using var table = await FamilyTable.OnAsync(kind);
        var house = table.House;
        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => table.Emergencies.Open(house.Stranger, "999 000 0018", Born, Why)));
        await using var db = house.OpenDb();
        Assert.Equal(1, await db.BreakGlass.CountAsync(b => b.UserId == house.Stranger.UserId && b.EndedAtUtc == null, TestContext.Current.CancellationToken));
        Assert.True(await table.Emergencies.End(house.Stranger));
        Assert.False(await table.Emergencies.End(house.Stranger));
    }

    [Fact]
    public async Task SC_04_refuses_every_version_draft_and_list_that_holds_an_amount()
    {
        var (table, nightly) = await OpenedOfAPlanWithMoneyAsync();
        await using var _ = table;
        var (house, documents, signing, funding) = (table.House, table.House.The<DocumentService>(), table.House.The<SigningService>(), table.House.The<FundingService>());
        foreach (var (who, sees) in new[] { (nightly, false), (house.Anne, true) })
        {
            Assert.Equal(sees, await documents.Sealed(who, table.Plan, 1) is not null);
            Assert.Equal(sees, await documents.Data(who, table.Plan, 1) is not null);
            Assert.Equal(sees, await documents.Draft(who, table.Plan) is not null);
            Assert.Equal(sees, await signing.Newest(who, table.Plan) is not null);
            Assert.Equal(sees, (await signing.All(who, table.Plan)).Count > 0);
            Assert.Equal(sees, await funding.Of(who, table.Plan) is not null);
            Assert.Equal(sees ? 6_543_210 : null, (await house.SeenByAsync(who)).Answers.Get<Core.Plans.Sections.Money>().ContingencySumPence);
        }
        Assert.Null(await house.The<CopyService>().Get(nightly, table.Plan, CopyKind.FullPlan));
    }

    /// <summary>An agreed plan with an amount and a scanned paper, and somebody who opened it in an emergency.</summary>
    private static async Task<(FamilyTable Table, Actor Nightly)> OpenedOfAPlanWithMoneyAsync()
    {
        var table = await FamilyTable.OnAsync(Database.Sqlite);
        var house = table.House;
        await house.SaveAsync(house.Nia, "money", "contingencySumPence", "65432.10");
        await house.The<UploadService>().Add(house.Nia, table.Plan, "refusal.pdf", "%PDF-1.7\n%%EOF"u8.ToArray());
        await house.AgreeAsync();
        Assert.Equal(EmergencyOutcome.Open, (await table.Emergencies.Open(house.Stranger, "9990000018", Born, Why)).Outcome);
        return (table, (await table.Sessions.Enter(await table.SignInAsync(house.Stranger), table.Plan))!.Actor);
    }

    [Fact]
    public async Task SC_04_refuses_without_a_reason_without_the_right_day_and_whoever_is_no_staff()
    {
        await using var table = await FamilyTable.OnAsync(Database.Sqlite);
        var house = table.House;
        Assert.Equal(EmergencyOutcome.NoReason, (await table.Emergencies.Open(house.Stranger, "9990000018", Born, "urgent")).Outcome);
        Assert.Equal(EmergencyOutcome.NoSuchPlan, (await table.Emergencies.Open(house.Stranger, "9990000018", Born.AddDays(1), Why)).Outcome);
        Assert.Equal(EmergencyOutcome.NoSuchPlan, (await table.Emergencies.Open(house.Stranger, "", Born, Why)).Outcome);
        Assert.Equal(EmergencyOutcome.NoSuchPlan, (await table.Emergencies.Open(house.Stranger with { OrganisationId = Guid.NewGuid() }, "9990000018", Born, Why)).Outcome);
        Assert.Equal(EmergencyOutcome.NotYours, (await table.Emergencies.Open(house.Anne, "9990000018", Born, Why)).Outcome);
        Assert.Equal(EmergencyOutcome.OnIt, (await table.Emergencies.Open(house.Nia, "9990000018", Born, Why)).Outcome);
        Assert.Empty(await table.Emergencies.Of(house.Joyce, table.Plan));
        Assert.Empty(table.Post.Letters);
    }

    [Fact]
    public async Task Whoever_tries_numbers_leaves_a_line_on_the_log_that_says_nothing_of_what_was_typed()
    {
        await using var table = await FamilyTable.OnAsync(Database.Sqlite);
        var house = table.House;
        await table.Emergencies.Open(house.Stranger, "9990000018", Born.AddDays(1), Why);
        await table.Emergencies.Open(house.Stranger, "9990000026", Born, Why);
        await table.Emergencies.Open(house.Anne, "9990000018", Born, Why);
        await using var db = house.OpenDb();
        var lines = await db.AccessLog.Where(a => a.What == "emergency-access").OrderBy(a => a.Sequence).ToListAsync(TestContext.Current.CancellationToken);
        Assert.Equal([(house.Stranger.UserId, nameof(EmergencyOutcome.NoSuchPlan)), (house.Stranger.UserId, nameof(EmergencyOutcome.NoSuchPlan)), (house.Anne.UserId, nameof(EmergencyOutcome.NotYours))], lines.Select(l => (l.ActorId, l.Detail)));
        Assert.All(lines, l => Assert.Equal((Guid.Empty, AccessKind.Refused), (l.PlanId, l.Kind)));
        Assert.All(lines, l => Assert.DoesNotContain(new[] { "999", "1948", "floor" }, typed => $"{l.ActorName} {l.What} {l.Detail}".Contains(typed, StringComparison.Ordinal)));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Who_opens_another_plan_is_done_with_the_first_and_its_history_says_so(Database kind)
    {
        await using var table = await FamilyTable.OnAsync(kind);
        var house = table.House;
        await house.The<PlanService>().Begin(house.Nia, new NewPlan("Des", "Clarke", Core.Plans.PartialDate.From(Born), "9990000026", Pathway.NoBudget));
        await table.Emergencies.Open(house.Stranger, "9990000018", Born, Why);
        table.Clock.Now += TimeSpan.FromMinutes(5);
        Assert.Equal(EmergencyOutcome.Open, (await table.Emergencies.Open(house.Stranger, "9990000026", Born, Why)).Outcome);
        Assert.Equal(1, await EndedAsync());
        // One that ran out by itself is not said to have lasted until somebody opened the next.
        await table.Emergencies.Open(house.Stranger, "9990000018", Born, Why);
        table.Clock.Now += BreakGlassService.Lasts * 3;
        Assert.Equal(EmergencyOutcome.Open, (await table.Emergencies.Open(house.Stranger, "9990000026", Born, Why)).Outcome);
        Assert.Equal(1, await EndedAsync());
        Assert.Equal(BreakGlassService.Lasts, (await table.Emergencies.Of(house.Joyce, table.Plan))[0] is var use ? use.EndedAtUtc - use.AtUtc : null);
        await using var db = house.OpenDb();
        Assert.Null(await AuditService.FirstBreak(db, table.Plan));

        async Task<int> EndedAsync() => (await house.The<HistoryService>().Of(house.Joyce, table.Plan, 0)).Lines.Count(l => l.Kind == AuditKind.BreakGlassEnded);
    }

    [Fact]
    public async Task Who_is_done_is_out_at_once_and_only_the_lead_sees_every_use()
    {
        await using var table = await FamilyTable.OnAsync(Database.Sqlite);
        var house = table.House;
        await table.Emergencies.Open(house.Stranger, "9990000018", Born, Why);
        Assert.True(await table.Emergencies.End(house.Stranger));
        Assert.False(await table.Emergencies.End(house.Stranger));
        Assert.Null(await table.Sessions.Enter(await table.SignInAsync(house.Stranger), table.Plan));
        Assert.Null(await table.Emergencies.ForTheLead(house.Nia));
        var lead = new Actor(Guid.NewGuid(), "Ravi", AccountRole.Lead, house.Nia.OrganisationId);
        Assert.Contains("Joyce Ashworth", Assert.Single((await table.Emergencies.ForTheLead(lead))!).Plan, StringComparison.Ordinal);
        Assert.Empty((await table.Emergencies.ForTheLead(lead with { OrganisationId = Guid.NewGuid() }))!);
    }
}
