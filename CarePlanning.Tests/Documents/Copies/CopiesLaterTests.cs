using CarePlanning.Core.Documents.Copies;
using CarePlanning.Core.Plans;
using CarePlanning.Tests.Signing;
using CarePlanning.Tests.Storage;
using Microsoft.EntityFrameworkCore;

namespace CarePlanning.Tests.Documents.Copies;

/// <summary>What becomes of copies after they were made: who is told, what stays, and who is on them.</summary>
public sealed class CopiesLaterTests
{
    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Whoever_holds_an_old_copy_must_be_told_until_somebody_has(Database kind)
    {
        await using var table = await SigningTable.On(kind);
        await table.Agree();
        var (copies, facts) = (table.Get<CopyService>(), table.Get<LiveFactService>());
        await copies.Get(table.Nia, table.PlanId, CopyKind.EmergencySheet);
        var code = (await copies.Shelf(table.Nia, table.PlanId))!.Made.First(c => c.Kind == CopyKind.EmergencySheet).CheckCode;
        Assert.True(await facts.Give(table.Nia, table.PlanId, code, "Ambulance service", HowGiven.OnPaper));
        Assert.False(Assert.Single((await copies.Shelf(table.Nia, table.PlanId))!.Holders).MustBeTold);
        Assert.True(await facts.State(table.Nia, table.PlanId, LiveFactKind.Allergies, "Also latex", false));
        var holder = Assert.Single((await copies.Shelf(table.Nia, table.PlanId))!.Holders);
        Assert.True(holder.MustBeTold);
        Assert.True(await facts.Told(table.Nia, table.PlanId, holder.Id));
        Assert.False(Assert.Single((await copies.Shelf(table.Nia, table.PlanId))!.Holders).MustBeTold);
        Assert.Equal(0, await copies.StillToTell(table.Nia, table.PlanId));
        // What changes after that they have not heard of: another fact, a newer version, and that one taken back.
        Assert.True(await facts.State(table.Nia, table.PlanId, LiveFactKind.Allergies, "And penicillin", false));
        await MustBeToldAgainAsync();
        await table.Get<PlanService>().StartNewVersion(table.Nia, table.PlanId);
        Assert.Equal(0, await copies.StillToTell(table.Nia, table.PlanId));
        await table.Agree();
        await MustBeToldAgainAsync();
        SigningTable.Done(await table.Signing.Withdraw(table.Nia, table.PlanId, 2, "Wrong", "2580"));
        await MustBeToldAgainAsync();

        async Task MustBeToldAgainAsync()
        {
            Assert.Equal(1, await copies.StillToTell(table.Nia, table.PlanId));
            Assert.True(await facts.Told(table.Nia, table.PlanId, holder.Id));
            Assert.Equal(0, await copies.StillToTell(table.Nia, table.PlanId));
        }
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_signed_plan_beside_which_something_was_said_before_says_so_until_it_stands_in_the_plan(Database kind)
    {
        await using var table = await SigningTable.On(kind);
        var (copies, facts) = (table.Get<CopyService>(), table.Get<LiveFactService>());
        Assert.True(await facts.State(table.Nia, table.PlanId, LiveFactKind.Allergies, "Also latex", false));
        Assert.Equal(["Also latex"], (await facts.Standing(table.Anne, table.PlanId)).Select(f => f.Words));
        var agreed = await table.Agree();
        Assert.Equal(CopyStanding.ChangedSince, (await copies.Get(table.Nia, table.PlanId, CopyKind.FullPlan))!.Standing);
        Assert.True((await table.Verify.File((await table.Documents.Sealed(table.Nia, table.PlanId, agreed.Number))!.Value.Bytes)).ChangedSince);
        // The sheet says it, and is the latest.
        var sheet = (await copies.Get(table.Anne, table.PlanId, CopyKind.EmergencySheet))!;
        Assert.Contains("Also latex", sheet.Text, StringComparison.Ordinal);
        Assert.Equal(CopyStanding.Latest, sheet.Standing);
        var fact = (await copies.Shelf(table.Nia, table.PlanId))!.Facts.Single();
        Assert.True(await facts.End(table.Nia, table.PlanId, fact.Id));
        await table.Get<PlanService>().StartNewVersion(table.Nia, table.PlanId);
        await table.Agree();
        Assert.Equal(CopyStanding.Latest, (await copies.Get(table.Nia, table.PlanId, CopyKind.FullPlan))!.Standing);
    }

    [Fact]
    public async Task The_record_of_a_conversation_says_what_was_said_beside_the_plan()
    {
        await using var table = await SigningTable.On(Database.Sqlite);
        Assert.True(await table.Get<LiveFactService>().State(table.Nia, table.PlanId, LiveFactKind.Allergies, "Also latex", false));
        var sha256 = (await table.Get<Core.Ahead.ConversationService>().Seal(table.Nia, table.PlanId, aloud: true))!;
        await using var db = table.Open();
        using var record = UglyToad.PdfPig.PdfDocument.Open((await db.Uploads.SingleAsync(u => u.Sha256 == sha256, TestContext.Current.CancellationToken)).Content);
        Assert.Contains("Also latex", string.Concat(record.GetPages().Select(p => p.Text)), StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task What_was_recorded_before_a_plan_was_agreed_does_not_come_back_when_that_plan_is_taken_back(Database kind)
    {
        await using var table = await SigningTable.On(kind);
        var copies = table.Get<CopyService>();
        Assert.Equal(SheetRefusal.None, await copies.Record(table.Nia, table.PlanId));
        var sheet = (await copies.Get(table.Anne, table.PlanId, CopyKind.EmergencySheet))!;
        var record = (await table.Get<Core.Ahead.ConversationService>().Seal(table.Nia, table.PlanId, aloud: true))!;
        Assert.Equal((VersionStatus.Agreed, false), await FoundAsync(sheet.Pdf));
        table.Clock.Now += TimeSpan.FromMinutes(1);
        await table.Agree();
        Assert.Equal((VersionStatus.Agreed, true), await FoundAsync(sheet.Pdf));
        SigningTable.Done(await table.Signing.Withdraw(table.Nia, table.PlanId, 1, "The wrong person's", "2580"));

        Assert.Equal((VersionStatus.Superseded, false), await FoundAsync(sheet.Pdf));
        await using var db = table.Open();
        Assert.Equal((VersionStatus.Superseded, false), await FoundAsync((await db.Uploads.SingleAsync(u => u.Sha256 == record, TestContext.Current.CancellationToken)).Content));
        Assert.Null(await copies.Get(table.Anne, table.PlanId, CopyKind.EmergencySheet));
        Assert.Equal(CopyStanding.Older, (await copies.Shelf(table.Nia, table.PlanId))!.Made.Single(c => c.Issue == CopyIssue.Recorded).Standing);
        // What is recorded from now on holds until something is agreed.
        table.Clock.Now += TimeSpan.FromMinutes(1);
        Assert.Equal(SheetRefusal.None, await copies.Record(table.Nia, table.PlanId));
        Assert.Equal(CopyStanding.Latest, (await copies.Get(table.Anne, table.PlanId, CopyKind.EmergencySheet))!.Standing);

        async Task<(VersionStatus?, bool)> FoundAsync(byte[] file) => await table.Verify.File(file) is var found ? (found.Status, found.NewerExists) : default;
    }

    [Theory]
    [InlineData("keyHeldBy", "keyHeldByPhone")]
    [InlineData("dayAndNightWho", "dayAndNightNumber")]
    public async Task Whom_the_person_does_not_want_called_neither_holds_the_key_nor_is_rung_by_night(string name, string phone)
    {
        await using var table = await SigningTable.On(Database.Sqlite);
        SigningTable.Kept(await table.Edit(table.Nia, "if-things-go-wrong", name, await table.Answer("if-things-go-wrong", name), "Tom Brook"));
        SigningTable.Kept(await table.Edit(table.Nia, "if-things-go-wrong", phone, await table.Answer("if-things-go-wrong", phone), "01632 960999"));
        await table.Get<CopyService>().Record(table.Nia, table.PlanId);
        Assert.Contains("Tom Brook", (await table.Get<CopyService>().Get(table.Anne, table.PlanId, CopyKind.EmergencySheet))!.Text, StringComparison.Ordinal);
        SigningTable.Kept(await table.Edit(table.Nia, "who-is-involved", "people/tom/name", "", "Tom Brook"));
        SigningTable.Kept(await table.Edit(table.Nia, "who-is-involved", "people/tom/types/DoNotContact", "", "yes"));
        await table.Get<CopyService>().Record(table.Nia, table.PlanId);
        var text = (await table.Get<CopyService>().Get(table.Anne, table.PlanId, CopyKind.EmergencySheet))!.Text;
        Assert.DoesNotContain("Tom Brook", text, StringComparison.Ordinal);
        Assert.DoesNotContain("960999", text.Replace("\u00a0", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whom_the_person_does_not_want_called_is_on_no_sheet_of_people_to_call()
    {
        await using var table = await SigningTable.On(Database.Sqlite);
        SigningTable.Kept(await table.Edit(table.Nia, "if-things-go-wrong", "contacts/tom/name", "", "Tom Brook"));
        Assert.Equal(SheetRefusal.None, await table.Get<CopyService>().Record(table.Nia, table.PlanId));
        Assert.Contains("Tom Brook", (await table.Get<CopyService>().Get(table.Anne, table.PlanId, CopyKind.EmergencySheet))!.Text, StringComparison.Ordinal);
        SigningTable.Kept(await table.Edit(table.Nia, "who-is-involved", "people/tom/name", "", "Tom Brook"));
        SigningTable.Kept(await table.Edit(table.Nia, "who-is-involved", "people/tom/types/DoNotContact", "", "yes"));
        Assert.Equal(SheetRefusal.None, await table.Get<CopyService>().Record(table.Nia, table.PlanId));
        Assert.DoesNotContain("Tom Brook", (await table.Get<CopyService>().Get(table.Anne, table.PlanId, CopyKind.EmergencySheet))!.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_of_the_whole_plan_stays_as_it_was_when_its_file_was_sealed()
    {
        await using var table = await SigningTable.On(Database.Sqlite);
        await table.Agree();
        var before = (await table.Get<CopyService>().Get(table.Nia, table.PlanId, CopyKind.FullPlan))!;
        await using (var db = table.Open())
        {
            // As if the next release worded it otherwise.
            var row = await db.Versions.SingleAsync(TestContext.Current.CancellationToken);
            Assert.Equal((before.Html, before.Text), (row.Html, row.Text));
            (row.Html, row.Text) = ("<p>as it was</p>", "as it was");
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }
        var after = (await table.Get<CopyService>().Get(table.Nia, table.PlanId, CopyKind.FullPlan))!;
        Assert.Equal(("<p>as it was</p>", "as it was"), (after.Html, after.Text));
        await using (var db = table.Open())
            await db.Versions.ExecuteUpdateAsync(v => v.SetProperty(r => r.Html, (string?)null).SetProperty(r => r.Text, (string?)null), TestContext.Current.CancellationToken);
        Assert.Equal(before.Html, (await table.Get<CopyService>().Get(table.Nia, table.PlanId, CopyKind.FullPlan))!.Html);
    }
}
