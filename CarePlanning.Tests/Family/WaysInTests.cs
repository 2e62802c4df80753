using CarePlanning.Core.Access;
using CarePlanning.Core.Audit;
using CarePlanning.Core.Collaboration;
using CarePlanning.Core.Family;
using CarePlanning.Core.People;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Storage;
using CarePlanning.Tests.Storage;
using Microsoft.EntityFrameworkCore;

namespace CarePlanning.Tests.Family;

/// <summary>What opens an account or a plan is told to whom it belongs, is on the log, and ends when it should.</summary>
public sealed class WaysInTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static JoinService Joins(FamilyTable table) => new(table.House.The<IOpenDb>(), table.House.The<WriteQueue>(), new AuditService(table.Clock), new PortalSettings(true, table.Clock), table.House.The<PlanNews>());

    private static StaffSignInService Staff(FamilyTable table) => new(table.House.The<IOpenDb>(), table.House.The<WriteQueue>(), table.Clock, new AccessLogService(table.House.The<IOpenDb>(), table.House.The<WriteQueue>(), table.Clock), Joins(table));

    private static async Task<SessionKey> JoinedAsync(FamilyTable table, string member)
    {
        var joins = Joins(table);
        var (id, secret) = (await joins.Ask((await joins.MakeCode(table.House.Nia, table.Plan))!, member))!.Value;
        Assert.True(await joins.Admit(table.House.Nia, table.Plan, id));
        return new SessionKey((await joins.Enter(id, secret))!.Value.UserId, JoinId: id);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task An_ended_family_account_lets_nobody_in_by_a_code_a_passkey_or_a_telephone_that_joined(Database kind)
    {
        await using var table = await FamilyTable.OnAsync(kind);
        var (beth, token) = await table.BethIsInAsync();
        var phone = await JoinedAsync(table, (await table.House.SeenByAsync(beth)).Me.Id);
        Assert.Equal((beth.UserId, true), (phone.UserId, await table.Sessions.Find(phone) is not null));
        await table.Invited.SendCode(token);
        var byLink = table.Post.Code();
        await table.Accounts.SendCode("beth@example.org", table.Browser);
        var byMail = table.Post.Code();

        Assert.True(await Staff(table).EndAccess(beth.UserId));
        Assert.Null(await table.Sessions.Find(phone));
        Assert.Null(await table.Sessions.Enter(phone, table.Plan));
        Assert.Null(await table.Accounts.ActorOf(beth.UserId));
        Assert.Equal(EnterOutcome.Gone, (await table.Invited.Enter(token, byLink)).Outcome);
        Assert.Null(await table.Accounts.Enter("beth@example.org", byMail, table.Browser));
        var letters = table.Post.Letters.Count;
        Assert.Equal(CodeSent.Gone, await table.Invited.SendCode(token));
        await table.Accounts.SendCode("beth@example.org", table.Browser);
        Assert.Equal(letters, table.Post.Letters.Count);
        // Nor does a new code at the table, or a new invitation, which stays open for somebody who can use it.
        var again = (await Joins(table).MakeCode(table.House.Nia, table.Plan))!;
        var (asked, _) = (await Joins(table).Ask(again, (await table.House.SeenByAsync(table.House.Nia)).Circle.Members.Single(m => m.UserId == beth.UserId).Id))!.Value;
        Assert.False(await Joins(table).Admit(table.House.Nia, table.Plan, asked));
        Assert.True(await table.Circles.EndAccess(table.House.Nia, table.Plan, (await table.House.SeenByAsync(table.House.Nia)).Circle.Members.Single(m => m.UserId == beth.UserId).Id));
        var anew = await table.InviteAsync(FamilyTable.ForBeth());
        await table.Invited.SendCode(anew);
        Assert.Equal(EnterOutcome.Gone, (await table.Invited.Accept(anew, table.Post.Code(), "O'Connor")).Outcome);

        Assert.True(await Staff(table).GiveAccessAgain(beth.UserId));
        Assert.Equal(beth, await table.Accounts.ActorOf(beth.UserId));
        Assert.Null(await table.Sessions.Find(phone));
        await using var db = table.House.OpenDb();
        Assert.Equal([(AccessKind.AccountEnded, $"{beth.UserId:N}", "Beth O'Connor"), (AccessKind.AccountGivenBack, $"{beth.UserId:N}", "Beth O'Connor")],
            (await db.AccessLog.Where(a => a.Kind == AccessKind.AccountEnded || a.Kind == AccessKind.AccountGivenBack).OrderBy(a => a.Sequence).ToListAsync(Stop)).Select(a => (a.Kind, a.What, a.Detail)));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_new_passkey_is_told_to_the_accounts_address_and_stands_on_the_log_and_so_does_a_forgotten_one(Database kind)
    {
        await using var table = await FamilyTable.OnAsync(kind);
        var (beth, _) = await table.BethIsInAsync();
        var letters = table.Post.Letters.Count;
        var key = new FamilyPasskey([1, 2, 3], [4], "", table.Clock.Now.UtcDateTime, 0, [], true, true, true, [], []);
        Assert.True(await table.Accounts.Keep(beth.UserId, key));
        var told = Assert.Single(table.Post.Letters.Skip(letters));
        Assert.Equal((Channel.Email, "beth@example.org"), (told.By, told.To));
        Assert.DoesNotContain("Joyce", told.Subject + told.Body, StringComparison.Ordinal);
        // Used later, it is not a new one; another's is never taken over.
        Assert.True(await table.Accounts.Keep(beth.UserId, key with { SignCount = 1 }));
        Assert.False(await table.Accounts.Keep(table.House.Anne.UserId, key));
        Assert.False(await table.Accounts.Forget(table.House.Anne.UserId, key.Id));
        Assert.True(await table.Accounts.Forget(beth.UserId, key.Id));
        Assert.Equal(letters + 1, table.Post.Letters.Count);
        await using var db = table.House.OpenDb();
        Assert.Equal([AccessKind.PasskeyMade, AccessKind.PasskeyForgotten], await db.AccessLog.Where(a => a.ActorId == beth.UserId && a.PlanId == Guid.Empty).OrderBy(a => a.Sequence).Select(a => a.Kind).ToListAsync(Stop));
    }

    [Fact]
    public async Task That_an_invitation_was_sent_again_and_that_a_code_was_shown_stands_in_the_history()
    {
        await using var table = await FamilyTable.OnAsync(Database.Sqlite);
        await table.InviteAsync();
        var id = Assert.Single(await table.Invitations.Of(table.House.Nia, table.Plan)).Id;
        Assert.True(await table.Invitations.SendAgain(table.House.Joyce, table.Plan, id));
        Assert.NotNull(await table.Invitations.TellCode(table.House.Nia, table.Plan, id));
        var lines = (await table.House.The<HistoryService>().Of(table.House.Joyce, table.Plan, 0)).Lines;
        Assert.Equal([(AuditKind.CodeTold, "Nia", "Beth O'Connor"), (AuditKind.InvitationSentAgain, "Joyce", "Beth O'Connor")], lines.Take(2).Select(l => (l.Kind, l.By, l.After)));
    }

    [Theory]
    [InlineData(Database.Sqlite, "readers")]
    [InlineData(Database.Sqlite, "invite")]
    [InlineData(Database.Sqlite, "code")]
    [InlineData(Database.Postgres, "readers")]
    [InlineData(Database.Postgres, "invite")]
    [InlineData(Database.Postgres, "code")]
    public async Task Who_has_no_account_is_off_the_plan_when_the_time_of_their_telephone_is_over_and_can_be_invited(Database kind, string how)
    {
        await using var table = await FamilyTable.OnAsync(kind);
        var house = table.House;
        await house.SaveAsync(house.Nia, "who-is-involved", "people/toby/name", "Toby Ashworth");
        await house.SaveAsync(house.Nia, "who-is-involved", $"people/toby/types/{nameof(Core.Plans.Sections.ContactType.Carer)}", "yes");
        await JoinedAsync(table, "toby");
        var invitation = FamilyTable.ForBeth(email: "toby@example.org") with { GivenName = "Toby", FamilyName = "Ashworth", EntryId = "toby" };
        Assert.Contains((await table.Circles.Readers(house.Joyce, table.Plan))!, r => r.Member.Id == "toby");
        Assert.Equal(InvitationRefusal.AlreadyHere, (await table.Invitations.Invite(house.Nia, table.Plan, invitation)).Refusal);
        table.Clock.Now += SessionLimits.Joined.Longest;
        if (how == "readers") Assert.DoesNotContain((await table.Circles.Readers(house.Joyce, table.Plan))!, r => r.Member.Id == "toby");
        if (how == "invite") Assert.Equal(InvitationRefusal.None, (await table.Invitations.Invite(house.Nia, table.Plan, invitation)).Refusal);
        if (how == "code") Assert.NotNull(await Joins(table).MakeCode(house.Nia, table.Plan));
        await using var db = house.OpenDb();
        Assert.Equal(["toby"], await db.Members.Where(m => m.PlanId == table.Plan && m.EndedAtUtc != null).Select(m => m.MemberId).ToListAsync(Stop));
        Assert.Equal(["toby"], await db.Audit.Where(a => a.PlanId == table.Plan && a.Kind == AuditKind.DeviceEnded).Select(a => a.Voice).ToListAsync(Stop));
    }

    /// <summary>The phone that joined at the table is lost: it is theirs to see and to sign out like any browser.</summary>
    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_telephone_that_joined_as_somebody_is_among_where_they_are_signed_in(Database kind)
    {
        await using var table = await FamilyTable.OnAsync(kind);
        var (beth, _) = await table.BethIsInAsync();
        var own = new OwnSessionsService(table.House.The<IOpenDb>(), table.House.The<WriteQueue>(), table.Clock, SessionLimits.Usual, new AccessLogService(table.House.The<IOpenDb>(), table.House.The<WriteQueue>(), table.Clock), Joins(table));
        var me = (await table.Sessions.Find(await table.SignInAsync(beth)))!;
        var phone = await JoinedAsync(table, (await table.House.SeenByAsync(beth)).Me.Id);
        var annes = await JoinedAsync(table, "anne");
        var shown = (await own.Of(me))!.Single(s => !s.IsThis);
        Assert.Equal((phone.JoinId, OwnSessionsService.Joined), (shown.Id, shown.Way));
        Assert.False(await own.EndElsewhere(me, annes.JoinId));
        Assert.True(await own.EndElsewhere(me, null));
        Assert.Null(await table.Sessions.Find(phone));
        Assert.NotNull(await table.Sessions.Find(annes));
        Assert.Single((await own.Of(me))!);
        // Whoever is here by the telephone sees nothing of it.
        Assert.Null(await own.Of((await table.Sessions.Find(annes))!));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task The_telephones_that_somebody_let_in_go_with_their_access(Database kind)
    {
        await using var table = await FamilyTable.OnAsync(kind);
        var phone = await JoinedAsync(table, "anne");
        Assert.True(await Staff(table).EndAccess(table.House.Stranger.UserId));
        Assert.NotNull(await table.Sessions.Find(phone));
        Assert.True(await Staff(table).EndAccess(table.House.Nia.UserId));
        Assert.Null(await table.Sessions.Find(phone));
        await using var db = table.House.OpenDb();
        Assert.Equal(1, await db.Audit.CountAsync(a => a.PlanId == table.Plan && a.Kind == AuditKind.DeviceEnded, Stop));
    }

    /// <summary>It lies on the kitchen table for the ninety minutes of a visit, and not in a drawer for the rest of the day.</summary>
    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task SC_01_refuses_a_telephone_that_joined_two_hours_after_the_last_thing_done_on_it(Database kind)
    {
        await using var table = await FamilyTable.OnAsync(kind);
        var phone = await JoinedAsync(table, "anne");
        for (var times = 0; times < 3; times++)
        {
            table.Clock.Now += SessionLimits.Joined.Idle - TimeSpan.FromSeconds(1);
            var session = (await table.Sessions.Find(phone))!.Session!;
            Assert.Equal(table.Clock.Now.UtcDateTime, (await table.Sessions.SawJoined(session)).SeenAtUtc);
        }
        Assert.NotNull(await table.Sessions.Enter(phone, table.Plan));
        Assert.Contains(await Joins(table).Devices(table.House.Nia, table.Plan), d => d.Id == phone.JoinId);
        table.Clock.Now += SessionLimits.Joined.Idle;
        Assert.Null(await table.Sessions.Find(phone));
        Assert.Null(await table.Sessions.Enter(phone, table.Plan));
        Assert.DoesNotContain(await Joins(table).Devices(table.House.Nia, table.Plan), d => d.Id == phone.JoinId);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Who_is_invited_anew_with_another_number_gets_codes_there_and_not_on_the_old_one(Database kind)
    {
        await using var table = await FamilyTable.OnAsync(kind);
        var house = table.House;
        var (beth, _) = await table.BethIsInAsync();
        Assert.True(await table.Circles.EndAccess(house.Joyce, table.Plan, (await house.SeenByAsync(beth)).Me.Id));
        var token = await table.InviteAsync(FamilyTable.ForBeth(phone: "07700 900342"));
        await table.Invited.SendCode(token);
        Assert.Equal((EnterOutcome.In, beth, table.Plan), await table.Invited.Accept(token, table.Post.Code(), "O'Connor"));
        Assert.Equal(CodeSent.Sent, await table.Invited.SendCode(token));
        Assert.Equal("+447700900342", table.Post.Letters[^1].To);

        // Somebody who invites onto another plan does not choose where the codes for this one go.
        var other = await house.The<PlanService>().Begin(house.Stranger, new NewPlan("Des", "Clarke", null, null, Pathway.NoBudget));
        await table.Invitations.Invite(house.Stranger, other, FamilyTable.ForBeth(phone: "07700 900343"));
        var onto = table.Post.Token();
        await table.Invited.SendCode(onto);
        Assert.Equal(EnterOutcome.In, (await table.Invited.Accept(onto, table.Post.Code(), "O'Connor")).Outcome);
        foreach (var link in new[] { token, onto })
        {
            Assert.NotEqual(CodeSent.Gone, await table.Invited.SendCode(link));
            Assert.Equal("+447700900342", table.Post.Letters[^1].To);
        }
    }
}
