using CarePlanning.Core.Access;
using CarePlanning.Core.Documents.Copies;
using CarePlanning.Core.Family;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Signing;
using CarePlanning.Core.Storage;
using CarePlanning.Tests.Storage;
using Microsoft.EntityFrameworkCore;

namespace CarePlanning.Tests.Family;

/// <summary>Rights by section hold on every way to the plan's words, and whose they are to change changes them.</summary>
public sealed class CircleServiceTests
{
    private static readonly SectionRights Goals = SectionRights.Of(["goals", "who-is-involved"], ["goals"]);

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Somebody_who_sees_two_parts_finds_nothing_of_the_others_anywhere(Database kind)
    {
        await using var table = await FamilyTable.OnAsync(kind);
        var house = table.House;
        var (beth, _) = await table.BethIsInAsync(Goals);
        await house.SaveAsync(house.Nia, "about-me", "mostImportant/words", "Her garden");
        await house.SaveAsync(house.Nia, "if-things-go-wrong", "plans/fall/name", "If she falls");
        await house.The<EasyReadService>().Write(house.Nia, house.PlanId, "about-me", "I like my garden.");
        var seen = await house.SeenByAsync(beth);
        Assert.Null(seen.Answers.Get<Core.Plans.Sections.AboutMe>().MostImportant);
        Assert.Empty(seen.Answers.Get<Core.Plans.Sections.Contingency>().Plans);
        Assert.Equal(["who-is-involved", "goals"], seen.Tasks.Select(t => t.Section.Slug));
        Assert.DoesNotContain(seen.ToPutRight(Stage.Agree), p => p.Slug is not ("goals" or "who-is-involved"));
        Assert.Empty((await house.The<EasyReadService>().Words(beth, house.PlanId))!);
        Assert.Empty((await house.The<HistoryService>().Of(beth, house.PlanId, 0)).Lines);
        Assert.Null(await house.The<Core.Documents.DocumentService>().Draft(beth, house.PlanId));
        Assert.Equal(EditRefusal.NotYours, Assert.IsType<EditOutcome.Refused>(await house.SendAsync(beth, "about-me", "mostImportant/words", "Mine")).Why);
        Assert.Equal(EditRefusal.NotYours, Assert.IsType<EditOutcome.Refused>(await house.SendAsync(beth, "who-is-involved", "people/x/name", "Mine")).Why);
        await house.SaveAsync(beth, "goals", "list/g/what", "Walk to the pier");
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Who_does_not_see_who_is_involved_is_told_whose_plan_it_is_and_no_birthday_number_or_access_need(Database kind)
    {
        await using var table = await FamilyTable.OnAsync(kind);
        var house = table.House;
        await house.SaveAsync(house.Nia, "who-is-involved", "accessNeedNow", "Speak slowly");
        var (beth, _) = await table.BethIsInAsync(SectionRights.Of(["goals"], ["goals"]));
        var handed = house.Nia with { OnlyPlan = table.Plan, HandedOver = true };
        foreach (var (who, sees) in new[] { (beth, false), (house.Anne, true), (house.Joyce, true), (house.Nia, true), (handed, true) })
            foreach (var card in new[] { (await house.SeenByAsync(who)).Card, Assert.Single(await house.The<PlanService>().Mine(who)) })
                Assert.Equal(("Joyce Ashworth", sees ? new DateOnly(1948, 3, 9) : null, sees ? "9990000018" : null, sees ? "Speak slowly" : null), (card.PersonName, card.BornOn, card.NhsNumber, card.AccessNeed));
    }

    [Fact]
    public async Task What_is_private_is_every_professionals_on_the_plan_to_see_and_is_said_to_be()
    {
        await using var table = await FamilyTable.OnAsync(Database.Sqlite);
        var house = table.House;
        await house.SaveAsync(house.Nia, "who-is-involved", "concernRaised", "A neighbour");
        Assert.True(await table.Circles.AddColleague(house.Nia, table.Plan, house.Stranger.UserId));
        Assert.Equal("A neighbour", (await house.SeenByAsync(house.Stranger)).Answers.Get<Core.Plans.Sections.Involved>().ConcernRaised);
        var (who, ahead) = (PlanSections.Of<Core.Plans.Sections.Involved>(), PlanSections.Of<Core.Plans.Sections.LookingAhead>());
        string?[] said = [who.Words.Question("concernRaised"), who.Words.Hint(who.AllFields.Single(f => f.Pattern == "people/*/types")), ahead.Words.Hint(ahead.AllFields.Single(f => f.Pattern == "whatIWasTold")), Core.Words.Texts.Family["part.Private"]];
        Assert.All(said, words => Assert.Contains("the professionals on", words!, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_history_says_which_parts_somebody_could_see_before_and_which_since()
    {
        await using var table = await FamilyTable.OnAsync(Database.Sqlite);
        var house = table.House;
        Assert.True(await table.Circles.ChangeRights(house.Joyce, table.Plan, Household.AnnesEntry, Goals));
        var line = Assert.Single((await house.The<HistoryService>().Of(house.Joyce, table.Plan, 0)).Lines, l => l.Kind == Core.Audit.AuditKind.RightsChanged);
        Assert.Equal("Sees all of the plan. May write in all of it.", line.Before);
        Assert.Equal("Anne Ashworth\nSees only these parts: Who is involved, Goals and hopes. May write in: Goals and hopes.", line.After);
    }

    [Fact]
    public async Task Nobody_who_sees_some_parts_signs_or_has_a_copy_of_the_rest()
    {
        await using var table = await FamilyTable.OnAsync(Database.Sqlite);
        var (beth, _) = await table.BethIsInAsync(SectionRights.Of(["about-me", "who-is-involved"], []));
        await table.House.AgreeAsync();
        Assert.Equal(["Joyce Ashworth", "Anne Ashworth", "Nia Rees"], (await table.House.The<SigningService>().Newest(table.House.Nia, table.Plan))!.Parties.Select(p => p.Name));
        Assert.Null(await table.House.The<SigningService>().Newest(beth, table.Plan));
        Assert.Null(await table.House.The<Core.Documents.DocumentService>().Sealed(beth, table.Plan, 1));
        Assert.Equal([CopyKind.AboutMe], (await table.House.The<CopyService>().Shelf(beth, table.Plan))!.Offered.Select(c => c.Kind));
        Assert.Null(await table.House.The<CopyService>().Get(beth, table.Plan, CopyKind.FullPlan));
        Assert.NotNull(await table.House.The<CopyService>().Get(beth, table.Plan, CopyKind.AboutMe));
    }

    [Fact]
    public async Task What_somebody_who_stands_for_her_shared_ends_with_their_access_and_what_the_nurse_shared_does_not()
    {
        await using var table = await FamilyTable.OnAsync(Database.Sqlite);
        var house = table.House;
        await house.AgreeAsync();
        var token = await table.InviteAsync(FamilyTable.ForBeth(relation: Core.People.Relation.Representative));
        await table.Invited.SendCode(token);
        var (_, beth, _) = await table.Invited.Accept(token, table.Post.Code(), "O'Connor");
        await table.Shares.Share(beth!, table.Plan, new NewShare(Guid.NewGuid(), "Pat Ash", "pat@example.org", null, CopyKind.AboutMe, 7));
        var hers = table.Post.Token();
        await table.Shares.Share(house.Nia, table.Plan, new NewShare(Guid.NewGuid(), "Dr Malik", "malik@example.org", null, CopyKind.AboutMe, 7));
        var nias = table.Post.Token();
        Assert.Equal(ShareState.Open, (await table.Shares.Look(hers))!.State);
        Assert.True(await table.Circles.EndAccess(house.Joyce, table.Plan, (await house.SeenByAsync(beth!)).Me.Id));
        Assert.Equal(ShareState.Ended, (await table.Shares.Look(hers))!.State);
        Assert.Equal(ShareState.Open, (await table.Shares.Look(nias))!.State);
        // Both the history and the log of who looked say that it ended, and by whose hand.
        Assert.Equal(("Joyce", "Pat Ash"), (await house.The<HistoryService>().Of(house.Joyce, table.Plan, 0)).Lines.Where(l => l.Kind == Core.Audit.AuditKind.ShareEnded).Select(l => (l.By, l.After!)).Single());
        await using var db = house.OpenDb();
        Assert.Equal((house.Joyce.UserId, "Pat Ash"), await db.AccessLog.Where(a => a.Kind == Core.Audit.AccessKind.ShareEnded).Select(a => ValueTuple.Create(a.ActorId, a.Detail)).SingleAsync(TestContext.Current.CancellationToken));
        Assert.Empty((await house.The<Core.Audit.LogCheckService>().All()).Faults);
    }

    [Fact]
    public async Task The_person_changes_what_their_daughter_sees_and_ends_it_and_the_link_opens_nothing_any_more()
    {
        await using var table = await FamilyTable.OnAsync(Database.Sqlite);
        var (beth, token) = await table.BethIsInAsync();
        var id = (await table.House.SeenByAsync(beth)).Me.Id;
        Assert.True(await table.Circles.ChangeRights(table.House.Joyce, table.Plan, id, Goals));
        Assert.Equal(2, (await table.House.SeenByAsync(beth)).Tasks.Count);
        Assert.False(await table.Circles.ChangeRights(table.House.Joyce, table.Plan, id, SectionRights.Of([], [])));
        Assert.True(await table.Circles.ChangeRights(table.House.Joyce, table.Plan, id, SectionRights.All));
        Assert.Equal(PlanSections.All.Count, (await table.House.SeenByAsync(beth)).Tasks.Count);
        Assert.True(await table.Circles.EndAccess(table.House.Joyce, table.Plan, id));
        Assert.Null(await table.House.The<PlanService>().Open(beth, table.Plan));
        Assert.Equal(InvitationState.Ended, (await table.Invited.Look(token))!.State);
        Assert.Equal(CodeSent.Gone, await table.Invited.SendCode(token));
        // Invited again, it is the same account under the same address.
        var again = await table.BethIsInAsync();
        Assert.Equal(beth, again.Beth);
    }

    [Fact]
    public async Task A_telephone_that_was_let_in_for_somebody_goes_out_with_them()
    {
        await using var table = await FamilyTable.OnAsync(Database.Sqlite);
        var (beth, _) = await table.BethIsInAsync();
        var id = (await table.House.SeenByAsync(beth)).Me.Id;
        await using var db = table.House.OpenDb();
        var (hers, another) = (Join(id), Join(Household.AnnesEntry));
        db.Joins.AddRange(hers, another);
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        Assert.True(await table.Circles.EndAccess(table.House.Joyce, table.Plan, id));
        Assert.Equal([another.Id], await db.Joins.Where(j => j.EndedAtUtc == null).Select(j => j.Id).ToListAsync(TestContext.Current.CancellationToken));

        JoinRow Join(string member) => new() { Id = Guid.NewGuid(), PlanId = table.Plan, MemberId = member, TokenSha256 = $"{Guid.NewGuid():N}", AdmittedAtUtc = DateTime.UtcNow };
    }

    [Fact]
    public async Task The_person_comes_in_by_an_invitation_too_and_sees_all_that_is_theirs()
    {
        await using var table = await FamilyTable.OnAsync(Database.Sqlite);
        Assert.True(await table.Circles.EndAccess(table.House.Nia, table.Plan, Core.People.Voices.Person));
        var token = await table.InviteAsync(FamilyTable.ForBeth(Goals, Core.People.Relation.Person) with { GivenName = "Joyce", FamilyName = "Ashworth" });
        await table.Invited.SendCode(token);
        var (outcome, joyce, _) = await table.Invited.Accept(token, table.Post.Code(), "Ashworth");
        Assert.Equal(EnterOutcome.In, outcome);
        var seen = await table.House.SeenByAsync(joyce!);
        Assert.Equal((Core.People.Relation.Person, Core.People.Voices.Person, PlanSections.All.Count), (seen.Me.Relation, seen.Me.Id, seen.Tasks.Count));
        Assert.Null(await table.House.The<PlanService>().Open(table.House.Joyce, table.Plan));
    }

    [Fact]
    public async Task Nobody_changes_their_own_rights_a_professionals_or_the_persons()
    {
        await using var table = await FamilyTable.OnAsync(Database.Sqlite);
        var house = table.House;
        var (beth, _) = await table.BethIsInAsync(Goals);
        var bethsId = (await house.SeenByAsync(beth)).Me.Id;
        foreach (var (who, whom) in new[] { (beth, bethsId), (beth, Household.AnnesEntry), (house.Anne, bethsId), (house.Stranger, bethsId), (house.Joyce, house.NiasId), (house.Joyce, Core.People.Voices.Person), (house.Joyce, "nobody") })
        {
            Assert.False(await table.Circles.ChangeRights(who, table.Plan, whom, SectionRights.All));
            Assert.False(await table.Circles.EndAccess(who, table.Plan, whom));
        }
        Assert.False(await table.Circles.ChangeRights(house.Nia, table.Plan, Core.People.Voices.Person, Goals));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_plan_is_on_a_colleagues_caseload_from_when_they_are_let_in_until_they_leave(Database kind)
    {
        await using var table = await FamilyTable.OnAsync(kind);
        var (house, sam) = (table.House, table.House.Stranger);
        Assert.Equal(["Sam Other"], (await table.Circles.Colleagues(house.Nia, table.Plan)).Select(c => c.Name));
        foreach (var who in new[] { house.Joyce, house.Anne, sam, house.Nia with { OnlyPlan = table.Plan, HandedOver = true } })
        {
            Assert.Empty(await table.Circles.Colleagues(who, table.Plan));
            Assert.False(await table.Circles.AddColleague(who, table.Plan, sam.UserId));
        }
        // The last professional does not leave a plan alone.
        Assert.False(await table.Circles.EndAccess(house.Nia, table.Plan, house.NiasId));
        Assert.True(await table.Circles.AddColleague(house.Nia, table.Plan, sam.UserId));
        Assert.False(await table.Circles.AddColleague(house.Nia, table.Plan, sam.UserId));
        Assert.Equal(Core.People.Relation.Professional, (await house.SeenByAsync(sam)).Me.Relation);
        Assert.Single(await house.The<PlanService>().Mine(sam));
        Assert.Contains((await house.The<HistoryService>().Of(house.Joyce, table.Plan, 0)).Lines, l => l is { Kind: Core.Audit.AuditKind.MemberAdded, By: "Nia", After: "Sam Other" });
        Assert.True(await table.Circles.EndAccess(house.Nia, table.Plan, house.NiasId));
        Assert.Empty(await house.The<PlanService>().Mine(house.Nia));
        Assert.True(await table.Circles.AddColleague(sam, table.Plan, house.Nia.UserId));
        Assert.Equal(house.NiasId, (await house.SeenByAsync(house.Nia)).Me.Id);
    }

    [Fact]
    public async Task Nobody_of_another_organisation_no_carer_and_nobody_whose_access_ended_is_let_in_as_a_colleague()
    {
        await using var table = await FamilyTable.OnAsync(Database.Sqlite);
        var house = table.House;
        var elsewhere = Guid.NewGuid();
        await using (var db = house.OpenDb())
        {
            db.Organisations.Add(new Core.Storage.OrganisationRow { Id = elsewhere, Name = "Another hospice" });
            db.Accounts.Add(new Core.Storage.AccountRow { Id = elsewhere, OrganisationId = elsewhere, Name = "Lee Far", ShownAs = "Lee", Role = Core.People.AccountRole.Professional });
            (await db.Accounts.FindAsync([house.Stranger.UserId], TestContext.Current.CancellationToken))!.EndedAtUtc = DateTime.UtcNow;
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }
        Assert.Empty(await table.Circles.Colleagues(house.Nia, table.Plan));
        var (beth, _) = await table.BethIsInAsync();
        await table.Circles.EndAccess(house.Nia, table.Plan, (await house.SeenByAsync(beth)).Me.Id);
        foreach (var account in new[] { elsewhere, house.Stranger.UserId, beth.UserId, Guid.NewGuid() }) Assert.False(await table.Circles.AddColleague(house.Nia, table.Plan, account));
    }

    [Fact]
    public async Task The_page_of_who_may_see_what_is_the_table_that_decides()
    {
        await using var table = await FamilyTable.OnAsync(Database.Sqlite);
        var (beth, _) = await table.BethIsInAsync(Goals);
        var readers = (await table.Circles.Readers(table.House.Joyce, table.Plan))!;
        Assert.Equal(4, readers.Count);
        var circle = (await table.House.SeenByAsync(table.House.Joyce)).Circle;
        foreach (var (who, name) in new[] { (table.House.Joyce, "Joyce"), (table.House.Anne, "Anne"), (table.House.Nia, "Nia"), (beth, "Beth") })
        {
            var reader = readers.Single(r => r.Member.ShownAs == name);
            Assert.All(PlanSections.All, s => Assert.Equal(PlanAccess.MaySee(who, s.Slug, circle), reader.Sees.Contains(s)));
            Assert.All(PlanSections.All, s => Assert.Equal(PlanAccess.May(who, PlanAction.Edit, circle, s.Slug), reader.Writes.Contains(s)));
            Assert.All(Enum.GetValues<Sensitivity>().Except([Sensitivity.Open]), s => Assert.Equal(PlanSections.All.SelectMany(x => x.AllFields).Any(f => f.Sensitivity == s && PlanAccess.MaySee(who, f, circle)), reader.Parts.Contains(s)));
        }
        // Of the money she sees no section, so she is not said to see money.
        Assert.Equal([Sensitivity.HomeAccess], readers.Single(r => r.Member.ShownAs == "Beth").Parts);
        Assert.Contains(Sensitivity.Money, readers.Single(r => r.Member.ShownAs == "Anne").Parts);
        Assert.Equal("daughter", readers.Single(r => r.Member.ShownAs == "Beth").RelationInWords);
        Assert.Null(await table.Circles.Readers(table.House.Stranger, table.Plan));
    }
}
