using CarePlanning.Core.Ahead;
using CarePlanning.Core.Documents.Copies;
using CarePlanning.Core.Family;
using CarePlanning.Core.People;
using CarePlanning.Core.Plans;
using CarePlanning.Tests.Storage;

namespace CarePlanning.Tests.Family;

/// <summary>When somebody has died, no letter leaves the portal as if nothing had happened; and the family still comes in.</summary>
public sealed class AfterDeathLettersTests
{
    private static async Task DiesAsync(FamilyTable table) => Assert.Equal(DeathRefusal.None,
        await table.House.The<DeathService>().Record(table.House.Nia, table.Plan, new DeathNews(PartialDate.From(DateOnly.FromDateTime(DateTime.UtcNow).AddDays(-1))), Household.Pin));

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task No_invitation_no_link_and_no_code_goes_out_and_what_waited_is_shut(Database kind)
    {
        await using var table = await FamilyTable.OnAsync(kind);
        var house = table.House;
        await house.AgreeAsync();
        var id = Guid.NewGuid();
        var invitation = await table.InviteAsync(FamilyTable.ForBeth(id: id));
        await table.Shares.Share(house.Nia, table.Plan, new NewShare(Guid.NewGuid(), "Maureen Pike", "maureen@example.org", null, CopyKind.AboutMe, 7));
        var link = table.Post.Token();
        await table.Invited.SendCode(invitation);
        var code = table.Post.Code();
        var letters = table.Post.Letters.Count;

        await DiesAsync(table);
        Assert.Equal(InvitationRefusal.NotYours, (await table.Invitations.Invite(house.Nia, table.Plan, FamilyTable.ForBeth(email: "toby@example.org"))).Refusal);
        Assert.False(await table.Invitations.SendAgain(house.Nia, table.Plan, id));
        Assert.Null(await table.Invitations.TellCode(house.Nia, table.Plan, id));
        Assert.Equal(InvitationState.Paused, (await table.Invited.Look(invitation))!.State);
        Assert.Equal(CodeSent.Gone, await table.Invited.SendCode(invitation));
        Assert.Equal(EnterOutcome.Gone, (await table.Invited.Accept(invitation, code, "O'Connor")).Outcome);
        Assert.Equal(ShareRefusal.NoCopy, (await table.Shares.Share(house.Nia, table.Plan, new NewShare(Guid.NewGuid(), "Pat", "pat@example.org", null, CopyKind.AboutMe, 7))).Refusal);
        Assert.Equal(CodeSent.Gone, await table.Shares.SendCode(link));
        Assert.Equal(letters, table.Post.Letters.Count);

        // It was a mistake: what waited waits again.
        Assert.Equal(DeathRefusal.None, await house.The<DeathService>().Undo(house.Nia, table.Plan, Household.Pin));
        Assert.Equal(InvitationState.Open, (await table.Invited.Look(invitation))!.State);
        Assert.Equal(CodeSent.Sent, await table.Shares.SendCode(link));
    }

    [Fact]
    public async Task The_daughter_still_gets_her_code_and_nothing_is_written_to_the_person()
    {
        await using var table = await FamilyTable.OnAsync(Database.Sqlite);
        var (_, bethsLink) = await table.BethIsInAsync();
        await using (var db = table.House.OpenDb())
        {
            db.Members.Remove(db.Members.Single(m => m.PlanId == table.Plan && m.MemberId == Voices.Person));
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }
        var personsLink = await table.InviteAsync(new NewInvitation(Guid.NewGuid(), "Joyce", "Ashworth", Relation.Person, null, "joyce@example.org", "07700 900345", null, SectionRights.All));
        await table.Invited.SendCode(personsLink);
        Assert.Equal(EnterOutcome.In, (await table.Invited.Accept(personsLink, table.Post.Code(), "Ashworth")).Outcome);
        await table.Accounts.SendCode("joyce@example.org", new(Guid.NewGuid()));
        var letters = table.Post.Letters.Count;

        await DiesAsync(table);
        Assert.Equal(CodeSent.Gone, await table.Invited.SendCode(personsLink));
        await table.Accounts.SendCode("joyce@example.org", new(Guid.NewGuid()));
        Assert.Equal(letters, table.Post.Letters.Count);
        Assert.Equal(CodeSent.Sent, await table.Invited.SendCode(bethsLink));
        Assert.Equal(EnterOutcome.In, (await table.Invited.Enter(bethsLink, table.Post.Code())).Outcome);
        await table.Accounts.SendCode("beth@example.org", new(Guid.NewGuid()));
        Assert.Equal("beth@example.org", table.Post.Letters[^1].To);
    }
}
