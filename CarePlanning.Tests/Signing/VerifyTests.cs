using System.Text;
using CarePlanning.Core.Documents;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Signing;
using CarePlanning.Pdf;
using CarePlanning.Tests.Storage;
using CarePlanning.Web.Pages.Verify;

namespace CarePlanning.Tests.Signing;

public sealed class VerifyTests
{
    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task RV_05_allows_the_newest_copy_to_be_current_by_file_and_by_code(Database kind)
    {
        await using var table = await SigningTable.On(kind);
        var version = await table.Agree();
        Assert.Equal("current", await File(table, await Pdf(table, 1)));
        Assert.Equal("current", await Code(table, version.CheckCode));
        Assert.Equal("current", await Code(table, version.CheckCode.ToLowerInvariant().Replace('-', ' ')));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task RV_05_refuses_an_older_copy_that_does_not_say_that_a_newer_one_exists(Database kind)
    {
        await using var table = await SigningTable.On(kind);
        var first = await table.Agree();
        await table.Get<PlanService>().StartNewVersion(table.Nia, table.PlanId);
        Assert.Equal("current", await Code(table, first.CheckCode));
        var second = await table.Agree();
        Assert.Equal("older", await File(table, await Pdf(table, 1)));
        Assert.Equal("older", await Code(table, first.CheckCode));
        SigningTable.Done(await table.Signing.Withdraw(table.Nia, table.PlanId, 2, "Wrong", "2580"));
        Assert.Equal("replaced", await Code(table, first.CheckCode));
        Assert.Equal("replaced", await File(table, await Pdf(table, 1)));
        Assert.Equal("withdrawn", await Code(table, second.CheckCode));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_copy_taken_back_and_a_version_never_agreed_are_told_apart(Database kind)
    {
        await using var table = await SigningTable.On(kind);
        var open = await table.Freeze();
        Assert.Equal("notAgreed", await Code(table, open.CheckCode));
        await table.Record(SigningTable.Act(open, "person", SigningOutcome.Disagrees, reason: "No"));
        Assert.Equal("notAgreed", await Code(table, open.CheckCode));
        await table.Agree();
        var pdf = await Pdf(table, 2);
        SigningTable.Done(await table.Signing.Withdraw(table.Nia, table.PlanId, 2, "Wrong", "2580"));
        Assert.Equal("withdrawn", await File(table, pdf));
    }

    [Fact]
    public async Task A_file_changed_or_sealed_elsewhere_or_not_at_all_is_no_copy()
    {
        await using var table = await SigningTable.On(Database.Sqlite);
        await table.Agree();
        var pdf = await Pdf(table, 1);
        var changed = (byte[])pdf.Clone();
        changed[changed.Length / 3] ^= 1;
        Assert.Equal("changed", await File(table, changed));
        Assert.Equal("unreadable", await File(table, pdf[..20_000]));
        Assert.Equal("noSeal", await File(table, (await table.Documents.Draft(table.Nia, table.PlanId))!.Value.Pdf));
        Assert.Equal("notPdf", await File(table, Encoding.UTF8.GetBytes("Dear all")));
        Assert.Equal("notPdf", await File(table, []));
        await using var other = await SigningTable.On(Database.Sqlite, ownSeal: true);
        await other.Agree();
        Assert.Equal("others", await File(table, await Pdf(other, 1)));
    }

    [Fact]
    public async Task A_file_we_sealed_that_is_in_no_record_is_unknown_here()
    {
        await using var table = await SigningTable.On(Database.Sqlite);
        await table.Agree();
        var pdf = await Pdf(table, 1);
        await using (var db = table.Open())
        {
            db.Signings.RemoveRange(db.Signings);
            db.Versions.RemoveRange(db.Versions);
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }
        Assert.Equal("unknownHere", await File(table, pdf));
    }

    [Theory, InlineData(""), InlineData("AAAAA-BBBB-CCCCC"), InlineData("hello"), InlineData("' or 1=1")]
    public async Task A_code_that_is_none_of_ours_is_unknown(string typed)
    {
        await using var table = await SigningTable.On(Database.Sqlite);
        Assert.Equal("unknownCode", await Code(table, typed));
    }

    [Fact]
    public void Every_answer_has_its_words() =>
        Assert.All(from seal in Enum.GetValues<SealState>().Cast<SealState?>().Append(null)
                   from status in Enum.GetValues<VersionStatus>().Cast<VersionStatus?>().Append(null)
                   select CopySaid.Of(new CopyCheck(seal, status, null, null, false, "")).Key,
            key => Assert.NotEmpty(Web.Words.Said.Verify[key] + Web.Words.Said.Verify[$"{key}.what"]));

    private static async Task<byte[]> Pdf(SigningTable table, int number) => (await table.Documents.Sealed(table.Nia, table.PlanId, number))!.Value.Bytes;

    private static async Task<string> File(SigningTable table, byte[] file) => CopySaid.Of(await table.Verify.File(file)).Key;

    private static async Task<string> Code(SigningTable table, string typed) => CopySaid.Of(await table.Verify.Code(typed)).Key;
}
