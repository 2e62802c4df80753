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
        var code = (await copies.Shelf(table.Nia, table.PlanId))!.Newest(CopyKind.EmergencySheet)!.CheckCode;
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
