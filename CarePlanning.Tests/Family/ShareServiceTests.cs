using System.Text;
using CarePlanning.Core.Audit;
using CarePlanning.Core.Documents.Copies;
using CarePlanning.Core.Family;
using CarePlanning.Core.Signing;
using CarePlanning.Tests.Storage;
using Microsoft.EntityFrameworkCore;

namespace CarePlanning.Tests.Family;

/// <summary>One copy, one person, one link and their code; the plan's people see who opened it when.</summary>
public sealed class ShareServiceTests
{
    private static NewShare ForMaureen(CopyKind copy = CopyKind.EmergencySheet, int days = ShareService.Days, string? name = "Maureen Pike", string? email = "maureen@example.org", string? phone = "07700 900562") =>
        new(Guid.NewGuid(), name, email, phone, copy, days);

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_neighbour_opens_the_emergency_sheet_with_the_code_on_her_phone_and_joyce_sees_when(Database kind)
    {
        await using var table = await FamilyTable.OnAsync(kind);
        await table.House.AgreeAsync();
        Assert.Equal((ShareRefusal.None, true), await table.Shares.Share(table.House.Joyce, table.Plan, ForMaureen()));
        var token = table.Post.Token();
        var look = (await table.Shares.Look(token))!;
        Assert.Equal((ShareState.Open, "Joyce", CopyKind.EmergencySheet, "••• 562"), (look.State, look.SharedBy, look.Copy, look.CodeGoesTo));
        Assert.Equal(EnterOutcome.CodeIsOver, await table.Shares.Open(token, "2222-2222"));
        Assert.Equal(CodeSent.Sent, await table.Shares.SendCode(token));
        Assert.Equal((Channel.Text, "+447700900562"), (table.Post.Letters[^1].By, table.Post.Letters[^1].To));
        Assert.Equal(EnterOutcome.In, await table.Shares.Open(token, table.Post.Code()));
        var copy = (await table.Shares.Copy(token, look.Id))!;
        Assert.StartsWith("%PDF-", Encoding.ASCII.GetString(copy.Pdf, 0, 5), StringComparison.Ordinal);
        Assert.EndsWith("emergency-sheet", copy.FileName, StringComparison.Ordinal);
        Assert.Null(await table.Shares.Copy(token, Guid.NewGuid()));
        var line = Assert.Single(await table.Shares.Of(table.House.Nia, table.Plan));
        Assert.Equal(("Maureen Pike", ShareState.Open, 1), (line.Name, line.State, line.OpenedAtUtc.Count));
        await using var db = table.House.OpenDb();
        Assert.Equal([AccessKind.Shared, AccessKind.Refused, AccessKind.SharedOpened, AccessKind.Downloaded], await db.AccessLog.Where(a => a.PlanId == table.Plan).OrderBy(a => a.Sequence).Select(a => a.Kind).ToListAsync(TestContext.Current.CancellationToken));
        Assert.Null(await AccessLogService.FirstBreak(db, table.Plan));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task The_same_form_sent_twice_shares_once_and_with_somebody_else_in_it_it_shares_with_them_too(Database kind)
    {
        await using var table = await FamilyTable.OnAsync(kind);
        await table.House.AgreeAsync();
        var first = ForMaureen();
        foreach (var asked in new[] { first, first, first with { Name = "Dr Lin", Email = "lin@example.org" } }) Assert.Equal(ShareRefusal.None, (await table.Shares.Share(table.House.Nia, table.Plan, asked)).Refusal);
        Assert.Equal(["Dr Lin", "Maureen Pike"], (await table.Shares.Of(table.House.Nia, table.Plan)).Select(s => s.Name).Order());
    }

    [Fact]
    public async Task A_link_opens_nothing_after_its_days_after_it_was_ended_and_after_the_plan_was_taken_back()
    {
        await using var table = await FamilyTable.OnAsync(Database.Sqlite);
        await table.House.AgreeAsync();
        async Task<(string Token, Guid Id)> OpenedAsync(int days)
        {
            await table.Shares.Share(table.House.Nia, table.Plan, ForMaureen(days: days));
            var token = table.Post.Token();
            await table.Shares.SendCode(token);
            Assert.Equal(EnterOutcome.In, await table.Shares.Open(token, table.Post.Code()));
            return (token, (await table.Shares.Look(token))!.Id);
        }
        async Task OpensNothingAsync((string Token, Guid Id) link, ShareState state)
        {
            Assert.Equal(state, (await table.Shares.Look(link.Token))!.State);
            Assert.Equal(CodeSent.Gone, await table.Shares.SendCode(link.Token));
            Assert.Equal(EnterOutcome.Gone, await table.Shares.Open(link.Token, table.Post.Code()));
            Assert.Null(await table.Shares.Copy(link.Token, link.Id));
        }
        var (day, ended, taken) = (await OpenedAsync(1), await OpenedAsync(14), await OpenedAsync(14));
        table.Clock.Now += TimeSpan.FromDays(1);
        await OpensNothingAsync(day, ShareState.Expired);
        Assert.False(await table.Shares.End(table.House.Anne, table.Plan, ended.Id));
        Assert.True(await table.Shares.End(table.House.Joyce, table.Plan, ended.Id));
        await OpensNothingAsync(ended, ShareState.Ended);
        Assert.NotNull(await table.Shares.Copy(taken.Token, taken.Id));
        Assert.NotNull((await table.House.The<SigningService>().Withdraw(table.House.Nia, table.Plan, 1, "Signed by mistake", "2580")).Version);
        await OpensNothingAsync(taken, ShareState.Withdrawn);
    }

    public static TheoryData<string?, string?, string?, int, ShareRefusal> Wrong => new()
    {
        { " ", "maureen@example.org", null, 14, ShareRefusal.NoName },
        { "Maureen", null, "", 14, ShareRefusal.NoWay },
        { "Maureen", "maureen@", null, 14, ShareRefusal.BadEmail },
        { "Maureen", null, "999", 14, ShareRefusal.BadPhone },
        { "Maureen", "maureen@example.org", null, 0, ShareRefusal.BadDays },
        { "Maureen", "maureen@example.org", null, 365, ShareRefusal.BadDays },
    };

    [Theory, MemberData(nameof(Wrong))]
    public async Task What_cannot_be_shared_is_refused_with_its_reason(string? name, string? email, string? phone, int days, ShareRefusal why)
    {
        await using var table = await FamilyTable.OnAsync(Database.Sqlite);
        Assert.Equal(why, (await table.Shares.Share(table.House.Nia, table.Plan, ForMaureen(days: days, name: name, email: email, phone: phone))).Refusal);
    }

    [Fact]
    public async Task Nothing_is_shared_before_it_is_agreed_nor_by_somebody_who_may_not_nor_what_is_for_clinicians()
    {
        await using var table = await FamilyTable.OnAsync(Database.Sqlite);
        Assert.Equal(ShareRefusal.NoCopy, (await table.Shares.Share(table.House.Nia, table.Plan, ForMaureen())).Refusal);
        await table.House.AgreeAsync();
        Assert.Equal(ShareRefusal.NoCopy, (await table.Shares.Share(table.House.Nia, table.Plan, ForMaureen(CopyKind.ClinicalRecord))).Refusal);
        Assert.Equal(ShareRefusal.NotYours, (await table.Shares.Share(table.House.Anne, table.Plan, ForMaureen())).Refusal);
        Assert.Equal(ShareRefusal.NotYours, (await table.Shares.Share(table.House.Stranger, table.Plan, ForMaureen())).Refusal);
        Assert.Empty(await table.Shares.Of(table.House.Anne, table.Plan));
        var asked = ForMaureen(CopyKind.FullPlan);
        await table.Shares.Share(table.House.Nia, table.Plan, asked);
        await table.Shares.Share(table.House.Nia, table.Plan, asked);
        Assert.Single(table.Post.Letters);
        Assert.DoesNotContain("Joyce", table.Post.Letters[0].Subject + table.Post.Letters[0].Body, StringComparison.Ordinal);
    }
}
