using CarePlanning.Core.Access;
using CarePlanning.Core.Audit;
using CarePlanning.Core.Concerns;
using CarePlanning.Core.People;
using CarePlanning.Tests.Family;
using CarePlanning.Tests.Storage;
using Microsoft.EntityFrameworkCore;

namespace CarePlanning.Tests.Concerns;

/// <summary>Anybody on a plan can speak up, and nobody on the plan finds out.</summary>
public sealed class ConcernServiceTests
{
    private const string Words = "Her money is gone every Friday.";

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_worry_goes_to_the_lead_and_is_answered_to_whoever_raised_it_and_stands_nowhere_in_the_plan(Database kind)
    {
        await using var table = await FamilyTable.OnAsync(kind);
        var (house, lead) = (table.House, new Actor(Guid.NewGuid(), "Ravi", AccountRole.Lead, table.House.Nia.OrganisationId));
        var before = await house.EverythingAsync();
        Assert.True(await table.Concerns.Raise(house.Anne, table.Plan, Guid.NewGuid(), ConcernKind.Safeguarding, Words));
        Assert.Equal(before, await house.EverythingAsync());
        Assert.Empty(table.Post.Letters);
        Assert.Equal(0, await table.Alerts.Tell());
        Assert.DoesNotContain("money", Assert.Single(table.Post.Letters).Body, StringComparison.Ordinal);
        var raised = Assert.Single((await table.Concerns.ForTheLead(lead))!);
        Assert.Equal((Words, "Anne"), (raised.Words, raised.By));
        foreach (var other in new[] { house.Joyce, house.Nia }) Assert.Empty(await table.Concerns.Mine(other, table.Plan));
        foreach (var other in new[] { house.Joyce, house.Nia, house.Stranger, house.Anne }) Assert.Null(await table.Concerns.ForTheLead(other));
        Assert.False(await table.Concerns.Answer(house.Nia, raised.Id, "Nothing"));
        Assert.True(await table.Concerns.Answer(lead, raised.Id, "I have rung the council's team today."));
        Assert.Equal("I have rung the council's team today.", Assert.Single(await table.Concerns.Mine(house.Anne, table.Plan)).Answer);
    }

    [Theory, InlineData("Willow hospice", "willow@example.org"), InlineData("Another organisation", "lead@example.org")]
    public async Task The_lead_of_the_plans_own_organisation_is_told_of_a_worry_and_of_emergency_access(string organisation, string told)
    {
        await using var table = await FamilyTable.OnAsync(Database.Sqlite, new NamedLeads(NamedLead.Of("lead@example.org")) { Own = new Dictionary<string, NamedLead> { [organisation] = NamedLead.Of("willow@example.org") } });
        var house = table.House;
        Assert.True(await table.Concerns.Raise(house.Anne, table.Plan, Guid.NewGuid(), ConcernKind.Safeguarding, Words));
        Assert.Equal(EmergencyOutcome.Open, (await table.Emergencies.Open(house.Stranger, "9990000018", new DateOnly(1948, 3, 9), "She has fallen and nobody answers.")).Outcome);
        await table.Alerts.Tell();
        Assert.Equal([told, told], table.Post.Letters.Select(l => l.To));
    }

    [Fact]
    public async Task A_flood_of_worries_pushes_nobodys_out_of_the_leads_sight_and_is_one_letter()
    {
        await using var table = await FamilyTable.OnAsync(Database.Sqlite);
        var lead = new Actor(Guid.NewGuid(), "Ravi", AccountRole.Lead, table.House.Nia.OrganisationId);
        Assert.True(await table.Concerns.Raise(table.House.Joyce, table.Plan, Guid.NewGuid(), ConcernKind.Safeguarding, Words));
        await using (var db = table.House.OpenDb())
        {
            for (var n = 0; n < 600; n++) db.Concerns.Add(new Core.Storage.ConcernRow { Id = Guid.CreateVersion7(), PlanId = table.Plan, OrganisationId = lead.OrganisationId, ByUserId = table.House.Anne.UserId, ByName = "Anne", Kind = ConcernKind.Worry, Words = $"{n}", AtUtc = table.Clock.Now.UtcDateTime.AddMinutes(1) });
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }
        Assert.Contains((await table.Concerns.ForTheLead(lead))!, c => c.Words == Words);
        await table.Alerts.Tell();
        Assert.Single(table.Post.Letters);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Of_two_answers_at_once_one_counts_and_one_line_tells_of_it(Database kind)
    {
        await using var table = await FamilyTable.OnAsync(kind);
        var lead = new Actor(Guid.NewGuid(), "Ravi", AccountRole.Lead, table.House.Nia.OrganisationId);
        Assert.True(await table.Concerns.Raise(table.House.Anne, table.Plan, Guid.NewGuid(), ConcernKind.Worry, Words));
        var id = Assert.Single((await table.Concerns.ForTheLead(lead))!).Id;
        Assert.Single(await Task.WhenAll(Enumerable.Range(0, 6).Select(n => table.Concerns.Answer(lead, id, $"Answer {n}"))), taken => taken);
        await using var db = table.House.OpenDb();
        Assert.Equal(1, await db.AccessLog.CountAsync(a => a.Kind == AccessKind.ConcernAnswered, TestContext.Current.CancellationToken));
    }

    /// <summary>A mail server that is down for a night must not be why nobody came.</summary>
    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_letter_to_the_lead_that_did_not_leave_is_tried_again_until_it_does_and_then_no_more(Database kind)
    {
        await using var table = await FamilyTable.OnAsync(kind);
        table.Post.Works = false;
        Assert.True(await table.Concerns.Raise(table.House.Anne, table.Plan, Guid.NewGuid(), ConcernKind.Safeguarding, Words));
        Assert.Equal(EmergencyOutcome.Open, (await table.Emergencies.Open(table.House.Stranger, "9990000018", new DateOnly(1948, 3, 9), "She has fallen and nobody answers.")).Outcome);
        // Each time after twice as long, and of two processes one tries.
        for (var (times, pause) = (0, 1); times < 4; times++, pause *= 2)
        {
            Assert.Equal(2, (await Task.WhenAll(table.Alerts.Tell(), table.Alerts.Tell())).Sum());
            table.Clock.Now += TimeSpan.FromMinutes(pause) - TimeSpan.FromSeconds(1);
            Assert.Equal(0, await table.Alerts.Tell());
            table.Clock.Now += TimeSpan.FromSeconds(1);
        }
        table.Post.Works = true;
        Assert.Equal(0, await table.Alerts.Tell());
        Assert.Equal(2, table.Post.Letters.Count);
        table.Clock.Now += TimeSpan.FromDays(1);
        Assert.Equal(0, await table.Alerts.Tell());
        Assert.Equal(2, table.Post.Letters.Count);
    }

    [Fact]
    public async Task Whoever_speaks_up_need_not_wait_for_the_letter_and_it_leaves_by_itself()
    {
        await using var table = await FamilyTable.OnAsync(Database.Sqlite);
        var stop = TestContext.Current.CancellationToken;
        using var alerts = table.Alerts;
        await alerts.StartAsync(stop);
        Assert.True(await table.Concerns.Raise(table.House.Anne, table.Plan, Guid.NewGuid(), ConcernKind.Worry, Words));
        await table.Post.Sent.WaitAsync(stop);
        await alerts.StopAsync(stop);
        Assert.Single(table.Post.Letters);
    }

    [Fact]
    public async Task What_was_raised_and_answered_is_on_the_chain_without_its_words_and_on_no_plans_log()
    {
        await using var table = await FamilyTable.OnAsync(Database.Sqlite);
        var (house, id, lead) = (table.House, Guid.NewGuid(), new Actor(Guid.NewGuid(), "Ravi", AccountRole.Lead, table.House.Nia.OrganisationId));
        await table.Concerns.Raise(house.Anne, table.Plan, id, ConcernKind.Safeguarding, Words);
        await table.Concerns.Raise(house.Anne, table.Plan, id, ConcernKind.Safeguarding, Words);
        Assert.False(await table.Concerns.Answer(house.Nia, id, "Nothing"));
        Assert.True(await table.Concerns.Answer(lead, id, "I have rung."));
        await using var db = house.OpenDb();
        var lines = await db.AccessLog.OrderBy(a => a.Sequence).ToListAsync(TestContext.Current.CancellationToken);
        Assert.Equal([(AccessKind.ConcernRaised, "Anne"), (AccessKind.ConcernAnswered, "Ravi")], lines.Select(l => (l.Kind, l.ActorName)));
        Assert.All(lines, l => Assert.Equal((Guid.Empty, id.ToString("N"), 64), (l.PlanId, l.What, l.Detail.Length)));
        Assert.NotEqual(lines[0].Detail, lines[1].Detail);
    }

    [Fact]
    public async Task Who_has_an_account_finds_what_they_said_on_the_laptop_there_and_who_has_none_is_told_by_the_lead()
    {
        await using var table = await FamilyTable.OnAsync(Database.Sqlite);
        var house = table.House;
        var handed = house.Nia with { OnlyPlan = table.Plan, HandedOver = true, DeviceUser = Guid.NewGuid() };
        await table.Concerns.Raise(handed, table.Plan, Guid.NewGuid(), ConcernKind.Worry, "She hurries me.");
        Assert.Single(await table.Concerns.Mine(house.Joyce, table.Plan));
        foreach (var other in new[] { handed, house.Nia, house.Anne }) Assert.Empty(await table.Concerns.Mine(other, table.Plan));
        await using var db = house.OpenDb();
        await db.Members.Where(m => m.Relation == Relation.Person).ExecuteDeleteAsync(TestContext.Current.CancellationToken);
        await table.Concerns.Raise(handed, table.Plan, Guid.NewGuid(), ConcernKind.Worry, "Again.");
        Assert.Equal("Again.", (await db.Concerns.AsNoTracking().SingleAsync(c => c.ByUserId == handed.DeviceUser, TestContext.Current.CancellationToken)).Words);
    }

    [Fact]
    public async Task On_a_laptop_that_was_handed_over_the_person_speaks_and_its_owner_does_not_find_it()
    {
        await using var table = await FamilyTable.OnAsync(Database.Sqlite);
        var house = table.House;
        var key = await house.SignInAsync(house.Nia);
        var session = key.SessionId!.Value;
        Assert.True(await house.The<HandoverService>().HandOver(house.Nia, session, table.Plan));
        var handed = (await house.The<SessionService>().Find(key))!;
        Assert.True(await table.Concerns.Raise(handed, table.Plan, Guid.NewGuid(), ConcernKind.Worry, "She hurries me."));
        Assert.Empty(await table.Concerns.Mine(handed, table.Plan));
        Assert.Empty(await table.Concerns.Mine(house.Nia, table.Plan));
        var lead = new Actor(Guid.NewGuid(), "Ravi", AccountRole.Lead, house.Nia.OrganisationId);
        Assert.Equal("Joyce", Assert.Single((await table.Concerns.ForTheLead(lead))!).By);
    }

    [Fact]
    public async Task A_form_sent_twice_is_told_once_words_are_needed_and_a_stranger_is_not_heard()
    {
        await using var table = await FamilyTable.OnAsync(Database.Sqlite);
        var (house, id) = (table.House, Guid.NewGuid());
        Assert.True(await table.Concerns.Raise(house.Joyce, table.Plan, id, ConcernKind.Correction, Words));
        Assert.True(await table.Concerns.Raise(house.Joyce, table.Plan, id, ConcernKind.Correction, Words));
        Assert.Single(await table.Concerns.Mine(house.Joyce, table.Plan));
        await table.Alerts.Tell();
        Assert.Single(table.Post.Letters);
        Assert.True(await table.Concerns.Raise(house.Joyce, table.Plan, id, ConcernKind.Correction, Words + " All of it."));
        Assert.Equal(2, (await table.Concerns.Mine(house.Joyce, table.Plan)).Count);
        Assert.False(await table.Concerns.Raise(house.Joyce, table.Plan, Guid.NewGuid(), ConcernKind.Worry, " "));
        Assert.True(await table.Concerns.Raise(house.Joyce, table.Plan, Guid.NewGuid(), ConcernKind.Advocate, ""));
        Assert.False(await table.Concerns.Raise(house.Stranger, table.Plan, Guid.NewGuid(), ConcernKind.Worry, Words));
    }
}
