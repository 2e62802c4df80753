using CarePlanning.Core.Access;
using CarePlanning.Core.Audit;
using CarePlanning.Core.Family;
using CarePlanning.Core.People;
using CarePlanning.Core.Plans;
using CarePlanning.Tests.Storage;
using Microsoft.EntityFrameworkCore;

namespace CarePlanning.Tests.Family;

/// <summary>Who is invited comes in with a link and a code, onto one plan, and by nobody's leave but the person's and the team's.</summary>
public sealed class InvitationServiceTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_daughter_is_invited_accepts_with_the_code_on_her_phone_and_is_on_this_plan(Database kind)
    {
        await using var table = await FamilyTable.OnAsync(kind);
        var (beth, token) = await table.BethIsInAsync();
        var seen = await table.House.SeenByAsync(beth);
        Assert.Equal((Relation.Carer, "Beth", "Beth O'Connor"), (seen.Me.Relation, seen.Me.ShownAs, seen.Me.Name));
        Assert.Contains(seen.Voices, v => v.Id == seen.Me.Id);
        Assert.Equal(InvitationState.Accepted, (await table.Invited.Look(token))!.State);
        Assert.NotNull(await table.Sessions.Enter(await table.SignInAsync(beth), table.Plan));
        await using var db = table.House.OpenDb();
        Assert.Equal([AuditKind.Invited, AuditKind.InvitationAccepted], await db.Audit.Where(a => a.PlanId == table.Plan && (a.Kind == AuditKind.Invited || a.Kind == AuditKind.InvitationAccepted)).OrderBy(a => a.Sequence).Select(a => a.Kind).ToListAsync(Stop));
        Assert.Null(await AuditService.FirstBreak(db, table.Plan));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task The_same_form_sent_twice_invites_once_and_with_somebody_else_in_it_it_invites_them_too(Database kind)
    {
        await using var table = await FamilyTable.OnAsync(kind);
        var beth = FamilyTable.ForBeth(email: "beth@example.org", phone: null);
        var toby = beth with { GivenName = "Toby", Email = "toby@example.org" };
        foreach (var asked in new[] { beth, beth, toby }) Assert.Equal(InvitationRefusal.None, (await table.Invitations.Invite(table.House.Nia, table.Plan, asked)).Refusal);
        Assert.Equal(["beth@example.org", "toby@example.org"], table.Post.Letters.Select(l => l.To));
    }

    [Fact]
    public async Task The_link_goes_one_way_and_the_code_another_and_neither_letter_says_whose_plan_it_is()
    {
        await using var table = await FamilyTable.OnAsync(Database.Sqlite);
        await table.BethIsInAsync();
        var (link, code) = (table.Post.Letters[0], table.Post.Letters[1]);
        Assert.Equal((Channel.Email, "beth@example.org"), (link.By, link.To));
        Assert.Equal((Channel.Text, "+447700900341"), (code.By, code.To));
        Assert.All(table.Post.Letters, l => Assert.DoesNotContain("Joyce", l.Subject + l.Body, StringComparison.Ordinal));
        Assert.All(table.Post.Letters, l => Assert.DoesNotContain("Ashworth", l.Subject + l.Body, StringComparison.Ordinal));
        Assert.All(table.Post.Letters, l => Assert.DoesNotContain("Beth", l.Subject, StringComparison.Ordinal));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Of_two_who_accept_one_invitation_the_second_is_told_that_it_is_taken(Database kind)
    {
        await using var table = await FamilyTable.OnAsync(kind);
        var (_, token) = await table.BethIsInAsync();
        Assert.Equal(EnterOutcome.Taken, (await table.Invited.Accept(token, "2222-2222", "O'Connor")).Outcome);
        await using var db = table.House.OpenDb();
        Assert.Equal(1, await db.FamilyAccounts.CountAsync(Stop));
    }

    [Fact]
    public async Task A_code_without_the_surname_and_a_code_that_was_told_to_another_open_nothing()
    {
        await using var table = await FamilyTable.OnAsync(Database.Sqlite);
        var token = await table.InviteAsync();
        var other = await table.InviteAsync(FamilyTable.ForBeth(email: "peter@example.org", phone: null) with { GivenName = "Peter", FamilyName = "Ashworth" });
        await using var db = table.House.OpenDb();
        var peters = await db.Invitations.Where(i => i.GivenName == "Peter").Select(i => i.Id).SingleAsync(Stop);
        var code = (await table.Invitations.TellCode(table.House.Nia, table.Plan, peters))!;
        Assert.Equal(CodeSent.Gone, await table.Invited.SendCode(other));
        Assert.Equal(EnterOutcome.CodeIsOver, (await table.Invited.Accept(token, code, "O'Connor")).Outcome);
        Assert.Equal(EnterOutcome.WrongCode, (await table.Invited.Accept(other, code, "O'Connor")).Outcome);
        Assert.Equal(EnterOutcome.In, (await table.Invited.Accept(other, code, "ashworth")).Outcome);
    }

    [Fact]
    public async Task Somebody_can_say_no_without_a_code_and_then_nothing_opens()
    {
        await using var table = await FamilyTable.OnAsync(Database.Sqlite);
        var token = await table.InviteAsync();
        Assert.True(await table.Invited.Decline(token));
        Assert.True(await table.Invited.Decline(token));
        Assert.Equal(InvitationState.Declined, (await table.Invited.Look(token))!.State);
        Assert.Equal(CodeSent.Gone, await table.Invited.SendCode(token));
        Assert.Equal(EnterOutcome.Gone, (await table.Invited.Accept(token, "2222-2222", "O'Connor")).Outcome);
        Assert.Equal(InvitationState.Declined, Assert.Single(await table.Invitations.Of(table.House.Joyce, table.Plan)).State);
    }

    [Fact]
    public async Task SC_03_allows_an_answer_within_fourteen_days()
    {
        await using var table = await FamilyTable.OnAsync(Database.Sqlite);
        var token = await table.InviteAsync();
        table.Clock.Now += InvitationService.Waits - TimeSpan.FromMinutes(1);
        await table.Invited.SendCode(token);
        Assert.Equal(EnterOutcome.In, (await table.Invited.Accept(token, table.Post.Code(), "O'Connor")).Outcome);
    }

    [Fact]
    public async Task SC_03_refuses_an_answer_that_comes_too_late_until_the_invitation_is_sent_again()
    {
        await using var table = await FamilyTable.OnAsync(Database.Sqlite);
        var token = await table.InviteAsync();
        table.Clock.Now += InvitationService.Waits;
        Assert.Equal(InvitationState.Expired, (await table.Invited.Look(token))!.State);
        Assert.Equal(CodeSent.Gone, await table.Invited.SendCode(token));
        var id = Assert.Single(await table.Invitations.Of(table.House.Nia, table.Plan)).Id;
        Assert.True(await table.Invitations.SendAgain(table.House.Nia, table.Plan, id));
        Assert.Null(await table.Invited.Look(token));
        Assert.Equal(InvitationState.Open, (await table.Invited.Look(table.Post.Token()))!.State);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task The_link_brings_her_back_in_month_six_and_after_more_than_a_year_with_a_code_and_nobodys_help(Database kind)
    {
        await using var table = await FamilyTable.OnAsync(kind);
        var (beth, token) = await table.BethIsInAsync();
        table.Clock.Now += TimeSpan.FromDays(183);
        Assert.False((await table.Invited.Look(token))!.LinkIsOld);
        Assert.Equal(CodeSent.Sent, await table.Invited.SendCode(token));
        Assert.Equal(Channel.Text, table.Post.Letters[^1].By);
        Assert.Equal((EnterOutcome.In, beth, table.Plan), await table.Invited.Enter(token, table.Post.Code()));
        table.Clock.Now += InvitedService.LinkLives;
        Assert.True((await table.Invited.Look(token))!.LinkIsOld);
        await table.Invited.SendCode(token);
        Assert.Equal(beth, (await table.Invited.Enter(token, table.Post.Code())).Actor);
        Assert.False((await table.Invited.Look(token))!.LinkIsOld);
    }

    [Fact]
    public async Task Without_a_phone_on_record_the_code_goes_to_the_address_and_she_can_sign_in_by_it_too()
    {
        await using var table = await FamilyTable.OnAsync(Database.Sqlite);
        var (beth, token) = await table.BethIsInAsync();
        table.Post.SendsTexts = false;
        await table.Invited.SendCode(token);
        Assert.Equal((Channel.Email, "beth@example.org"), (table.Post.Letters[^1].By, table.Post.Letters[^1].To));
        await table.Accounts.SendCode(" BETH@example.org ", table.Browser);
        Assert.Equal(beth, await table.Accounts.Enter("beth@example.org", table.Post.Code(), table.Browser));
        var sent = table.Post.Letters.Count;
        await table.Accounts.SendCode("stranger@example.org", table.Browser);
        Assert.Equal(sent, table.Post.Letters.Count);
        Assert.Null(await table.Accounts.Enter("stranger@example.org", "2222-2222", table.Browser));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Of_several_who_accept_one_invitation_at_the_same_moment_one_is_on_the_plan(Database kind)
    {
        await using var table = await FamilyTable.OnAsync(kind);
        var token = await table.InviteAsync();
        await table.Invited.SendCode(token);
        var code = table.Post.Code();
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => table.Invited.Accept(token, code, "O'Connor"))));
        var beth = Assert.Single(answers, a => a.Outcome == EnterOutcome.In).Actor!;
        Assert.All(answers.Where(a => a.Outcome != EnterOutcome.In), a => Assert.True(a is { Actor: null, Outcome: EnterOutcome.CodeIsOver or EnterOutcome.Taken }, $"{a}"));
        Assert.Single((await table.Circles.Readers(table.House.Nia, table.Plan))!, r => r.Member.ShownAs == "Beth");
        Assert.NotNull(await table.House.The<PlanService>().Open(beth, table.Plan));
    }

    [Fact]
    public async Task The_person_invites_their_family_themselves_and_nobody_who_stands_for_them()
    {
        await using var table = await FamilyTable.OnAsync(Database.Sqlite);
        Assert.Equal(InvitationRefusal.NotTheirsToGive, (await table.Invitations.Invite(table.House.Joyce, table.Plan, FamilyTable.ForBeth(relation: Relation.Representative))).Refusal);
        Assert.Equal(InvitationRefusal.NotTheirsToGive, (await table.Invitations.Invite(table.House.Nia, table.Plan, FamilyTable.ForBeth(relation: Relation.Professional))).Refusal);
        Assert.Equal(InvitationRefusal.NotYours, (await table.Invitations.Invite(table.House.Anne, table.Plan, FamilyTable.ForBeth())).Refusal);
        Assert.Equal(InvitationRefusal.NotYours, (await table.Invitations.Invite(table.House.Stranger, table.Plan, FamilyTable.ForBeth())).Refusal);
        Assert.Empty(table.Post.Letters);
        await table.InviteAsync(by: table.House.Joyce);
    }

    public static TheoryData<string?, string?, string?, string?, InvitationRefusal> Wrong => new()
    {
        { "", "O'Connor", "beth@example.org", null, InvitationRefusal.NoName },
        { "Beth", "'-", "beth@example.org", null, InvitationRefusal.NoName },
        { "Beth", "O'Connor", "", " ", InvitationRefusal.NoWay },
        { "Beth", "O'Connor", "beth", null, InvitationRefusal.BadEmail },
        { "Beth", "O'Connor", "beth@example.org\r\nBcc: all@example.org", null, InvitationRefusal.BadEmail },
        { "Beth", "O'Connor", "beth@example.org,eve@example.org", null, InvitationRefusal.BadEmail },
        { "Beth", "O'Connor", null, "0115 496 0000", InvitationRefusal.BadPhone },
        { "Beth", "O'Connor", null, "07700 90034", InvitationRefusal.BadPhone },
    };

    [Theory, MemberData(nameof(Wrong))]
    public async Task What_cannot_reach_anybody_is_refused_with_its_reason(string? given, string? family, string? email, string? phone, InvitationRefusal why)
    {
        await using var table = await FamilyTable.OnAsync(Database.Sqlite);
        Assert.Equal(why, (await table.Invitations.Invite(table.House.Nia, table.Plan, FamilyTable.ForBeth(email: email, phone: phone) with { GivenName = given, FamilyName = family })).Refusal);
        Assert.Empty(table.Post.Letters);
    }

    [Fact]
    public async Task A_form_sent_twice_is_one_invitation_and_somebody_who_is_here_is_not_invited_again()
    {
        await using var table = await FamilyTable.OnAsync(Database.Sqlite);
        var asked = FamilyTable.ForBeth();
        await table.InviteAsync(asked);
        Assert.Equal(InvitationRefusal.None, (await table.Invitations.Invite(table.House.Nia, table.Plan, asked)).Refusal);
        Assert.Single(table.Post.Letters);
        Assert.Equal(InvitationRefusal.AlreadyHere, (await table.Invitations.Invite(table.House.Nia, table.Plan, FamilyTable.ForBeth())).Refusal);
        Assert.Equal(InvitationRefusal.AlreadyHere, (await table.Invitations.Invite(table.House.Nia, table.Plan, FamilyTable.ForBeth(relation: Relation.Person, email: "joyce@example.org"))).Refusal);
    }

    [Fact]
    public async Task A_letter_that_cannot_be_sent_is_said_and_the_invitation_stands()
    {
        await using var table = await FamilyTable.OnAsync(Database.Sqlite);
        table.Post.Works = false;
        Assert.Equal(new InvitationResult(InvitationRefusal.None, false), await table.Invitations.Invite(table.House.Nia, table.Plan, FamilyTable.ForBeth()));
        table.Post.Works = true;
        Assert.True(await table.Invitations.SendAgain(table.House.Nia, table.Plan, Assert.Single(await table.Invitations.Of(table.House.Nia, table.Plan)).Id));
        Assert.Single(table.Post.Letters);
    }

    [Fact]
    public async Task An_invitation_taken_back_opens_nothing_and_a_stranger_takes_none_back()
    {
        await using var table = await FamilyTable.OnAsync(Database.Sqlite);
        var token = await table.InviteAsync();
        var id = Assert.Single(await table.Invitations.Of(table.House.Nia, table.Plan)).Id;
        foreach (var other in new[] { table.House.Anne, table.House.Stranger })
        {
            Assert.False(await table.Invitations.End(other, table.Plan, id));
            Assert.False(await table.Invitations.SendAgain(other, table.Plan, id));
            Assert.Null(await table.Invitations.TellCode(other, table.Plan, id));
            Assert.Empty(await table.Invitations.Of(other, table.Plan));
        }
        Assert.True(await table.Invitations.End(table.House.Joyce, table.Plan, id));
        Assert.Equal(InvitationState.Ended, (await table.Invited.Look(token))!.State);
        Assert.Equal(EnterOutcome.Gone, (await table.Invited.Accept(token, "2222-2222", "O'Connor")).Outcome);
    }

    [Fact]
    public async Task Names_hold_no_lines_of_a_letters_head_and_no_link_is_kept_as_it_is()
    {
        await using var table = await FamilyTable.OnAsync(Database.Sqlite);
        var token = await table.InviteAsync(FamilyTable.ForBeth() with { GivenName = "Beth\r\nBcc: eve@example.org" });
        await using var db = table.House.OpenDb();
        var row = await db.Invitations.SingleAsync(Stop);
        Assert.Equal("Beth Bcc: eve@example.org", row.GivenName);
        Assert.NotEqual(token, row.TokenSha256);
        Assert.Equal(64, token.Length);
        foreach (var forged in new[] { token[..63] + (token[63] == '0' ? '1' : '0'), row.TokenSha256, "", "x", new string('0', 64) }) Assert.Null(await table.Invited.Look(forged));
    }
}
