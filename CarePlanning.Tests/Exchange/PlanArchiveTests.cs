using System.IO.Compression;
using System.Text;
using CarePlanning.Core.Exchange;
using CarePlanning.Core.Storage;
using CarePlanning.Pdf;
using CarePlanning.Tests.Demo;
using CarePlanning.Tests.Storage;
using CarePlanning.Web.Commands;
using Microsoft.EntityFrameworkCore;

namespace CarePlanning.Tests.Exchange;

/// <summary>Files that are no plan's, were changed, or are made to do harm.</summary>
public sealed class PlanArchiveTests
{
    private static readonly SealCertificate Ours = SealCertificate.CreateSelfSigned("A hospice", DateTimeOffset.UtcNow.AddDays(-1));
    private static readonly Guid Plan = new("00000000-0000-7000-8000-000000000001");
    private static readonly DateTime Made = new(2026, 11, 22, 12, 0, 0, DateTimeKind.Utc);
    private static readonly Dictionary<string, byte[]> Parts = new() { ["plan.json"] = "{}"u8.ToArray(), ["versions/1.pdf"] = new byte[5000] };

    private static byte[] Good => PlanArchive.Write(Plan, "ABC234", Made, true, Parts, Ours);

    [Fact]
    public void A_file_reads_back_as_it_was_written()
    {
        var (archive, refusal, _) = PlanArchive.Read(Good, [Ours.Thumbprint]);
        Assert.Equal(ArchiveRefusal.None, refusal);
        Assert.Equal(Parts["versions/1.pdf"], archive!.Parts["versions/1.pdf"]);
    }

    [Fact]
    public void A_file_of_50_megabytes_is_refused_unread() => Assert.Equal(ArchiveRefusal.TooLarge, Refusal(new byte[50_000_000]));

    [Theory, InlineData(""), InlineData("hello"), InlineData("%PDF-1.7"), InlineData("PK\u0003\u0004 and no more")]
    public void What_is_no_zip_is_not_ours(string content) => Assert.Equal(ArchiveRefusal.NotOurs, Refusal(Encoding.Latin1.GetBytes(content)));

    [Fact]
    public void A_zip_of_something_else_is_not_ours() => Assert.Equal(ArchiveRefusal.NotOurs, Refusal(Zip(("holiday.txt", "sun"u8.ToArray()))));

    [Fact]
    public void A_seal_of_somebody_unknown_is_named_and_refused_until_it_is_trusted()
    {
        var theirs = SealCertificate.CreateSelfSigned("Another hospice", DateTimeOffset.UtcNow.AddDays(-1));
        var file = PlanArchive.Write(Plan, "ABC234", Made, true, Parts, theirs);
        var (_, refusal, sender) = PlanArchive.Read(file, [Ours.Thumbprint]);
        Assert.Equal(ArchiveRefusal.UnknownSender, refusal);
        Assert.Contains(theirs.Thumbprint, sender, StringComparison.Ordinal);
        Assert.Equal(ArchiveRefusal.None, PlanArchive.Read(file, [Ours.Thumbprint, theirs.Thumbprint]).Refusal);
    }

    [Fact]
    public void A_changed_byte_anywhere_is_refused_or_changes_nothing()
    {
        var good = Good;
        for (var i = 0; i < good.Length; i++)
        {
            var bad = (byte[])good.Clone();
            bad[i] ^= 0x20;
            var (archive, refusal, _) = PlanArchive.Read(bad, [Ours.Thumbprint]);
            // A zip has bytes that say nothing of its parts, such as times; what comes out is then what was sealed.
            if (refusal == ArchiveRefusal.None) Assert.All(Parts, p => Assert.Equal(p.Value, archive!.Parts[p.Key]));
        }
    }

    [Fact]
    public void A_part_that_was_changed_added_taken_out_or_doubled_is_refused()
    {
        var all = Entries(Good);
        Assert.Equal(ArchiveRefusal.Altered, Refusal(Zip([.. all.Select(e => e.Name == "plan.json" ? (e.Name, "{ }"u8.ToArray()) : e)])));
        Assert.Equal(ArchiveRefusal.Altered, Refusal(Zip([.. all, ("files/more", [1])])));
        Assert.Equal(ArchiveRefusal.Altered, Refusal(Zip([.. all.Where(e => e.Name != "versions/1.pdf")])));
        Assert.Equal(ArchiveRefusal.Altered, Refusal(Zip([.. all, all.Single(e => e.Name == "plan.json")])));
        Assert.Equal(ArchiveRefusal.Altered, Refusal(Zip([.. all.Select(e => e.Name == PlanArchive.SheetName ? (e.Name, [.. e.Content, (byte)' ']) : e)])));
        Assert.Equal(ArchiveRefusal.NotOurs, Refusal(Zip([.. all.Where(e => e.Name != PlanArchive.SealName)])));
    }

    [Theory, InlineData("../../etc/passwd"), InlineData("/etc/passwd"), InlineData("C:\\x"), InlineData("versions/../../x.pdf"), InlineData("files/x"), InlineData("plan.json\n")]
    public void A_name_that_leads_elsewhere_is_refused_even_under_our_own_seal(string name) =>
        Assert.Equal(ArchiveRefusal.Altered, Refusal(PlanArchive.Write(Plan, "ABC234", Made, true, new Dictionary<string, byte[]> { ["plan.json"] = "{}"u8.ToArray(), [name] = [1] }, Ours)));

    [Fact]
    public void A_small_file_that_unpacks_to_very_much_is_refused_before_it_is_unpacked()
    {
        var bomb = new byte[190_000_000];
        var file = PlanArchive.Write(Plan, "ABC234", Made, true, new Dictionary<string, byte[]> { ["plan.json"] = bomb, ["versions/1.pdf"] = bomb }, Ours);
        Assert.True(file.Length < PlanArchive.MostBytes);
        Assert.True(PlanArchive.IsTooLarge(file));
        Assert.Equal(ArchiveRefusal.TooLarge, Refusal(file));
    }

    [Fact]
    public void A_list_that_unpacks_to_very_much_is_refused() =>
        Assert.Equal(ArchiveRefusal.TooLarge, Refusal(Zip((PlanArchive.SheetName, new byte[30_000_000]), (PlanArchive.SealName, [1]))));

    [Fact]
    public void Whoever_writes_a_file_of_more_parts_than_a_portal_takes_in_hears_of_it()
    {
        byte[] Of(int files) => PlanArchive.Write(Plan, "ABC234", Made, true, Enumerable.Range(0, files).Select(i => (Name: $"files/{i:x64}", Content: (byte[])[1])).Append(("plan.json", [1])).ToDictionary(p => p.Item1, p => p.Item2), Ours);
        var (most, more) = (Of(PlanArchive.MostParts - 3), Of(PlanArchive.MostParts - 2));
        Assert.Equal((false, ArchiveRefusal.None), (PlanArchive.IsTooLarge(most), Refusal(most)));
        Assert.Equal((true, ArchiveRefusal.TooLarge), (PlanArchive.IsTooLarge(more), Refusal(more)));
    }

    [Fact]
    public void A_list_nested_without_end_is_refused()
    {
        var deep = Encoding.UTF8.GetBytes(new string('[', 100_000));
        Assert.Equal(ArchiveRefusal.NotOurs, Refusal(Zip((PlanArchive.SheetName, deep), (PlanArchive.SealName, DetachedSeal.Make(Ours, deep)))));
    }

    [Theory]
    [InlineData("not json at all")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("{\"organisation\":{\"id\":\"00000000-0000-0000-0000-000000000009\",\"name\":\"x\"},\"accounts\":[],\"tables\":{}}")]
    [InlineData("{\"organisation\":{\"id\":\"00000000-0000-0000-0000-000000000009\",\"name\":\"x\"},\"accounts\":[],\"tables\":{\"DataProtectionKeys\":[]}}")]
    [InlineData("{\"organisation\":{\"id\":\"00000000-0000-0000-0000-000000000009\",\"name\":\"x\"},\"accounts\":[],\"tables\":{\"Plans\":[null]}}")]
    [InlineData("{\"organisation\":{\"id\":\"00000000-0000-0000-0000-000000000009\",\"name\":\"x\"},\"accounts\":[],\"tables\":{\"Plans\":[{\"id\":\"00000000-0000-0000-0000-000000000008\",\"number\":\"ABC234\"}]}}")]
    [InlineData("{\"organisation\":{\"id\":\"00000000-0000-0000-0000-000000000009\",\"name\":\"x\"},\"accounts\":[],\"tables\":{\"Plans\":[{\"id\":\"00000000-0000-7000-8000-000000000001\",\"number\":\"ABC234\",\"surprise\":1}]}}")]
    public async Task Contents_that_do_not_fit_are_refused_whole_even_under_a_trusted_seal(string json) => await RefusedWhole(Encoding.UTF8.GetBytes(json));

    [Fact]
    public async Task Contents_nested_without_end_are_refused_whole() => await RefusedWhole(Encoding.UTF8.GetBytes("{\"tables\":" + new string('[', 200_000)));

    [Theory]
    [InlineData("content", "Version 1 is not what was signed.")]
    [InlineData("chain", "The record of changes does not hold at entry")]
    [InlineData("section", "There is no section nowhere here.")]
    public async Task A_plan_that_contradicts_its_own_hashes_is_refused_whole(string what, string why)
    {
        await using var from = await Signing.SigningTable.On(Database.Sqlite);
        await from.Agree();
        await using (var db = from.Open())
        {
            await WithoutGuards.TakeOutAsync(db);
            if (what == "content") await db.Versions.ExecuteUpdateAsync(u => u.SetProperty(v => v.Withheld, "{\"x\":1}"), TestContext.Current.CancellationToken);
            if (what == "chain") await db.Audit.Where(a => a.Sequence == 1).ExecuteUpdateAsync(u => u.SetProperty(a => a.ActorName, "Somebody else"), TestContext.Current.CancellationToken);
            if (what == "section") await db.Sections.Where(s => s.Slug == "goals").ExecuteUpdateAsync(u => u.SetProperty(s => s.Slug, "nowhere"), TestContext.Current.CancellationToken);
        }
        var file = await from.Get<PlanTransferService>().WriteFor(from.PlanId, _ => true);
        await using var to = await FreshDemo.EmptyAsync();
        var result = await to.Get<PlanTransferService>().Import(file, PlanTransferTests.Trusting(from));
        Assert.Equal(ArchiveRefusal.DoesNotFit, result.Refusal);
        Assert.StartsWith(why, result.Why, StringComparison.Ordinal);
        await Empty(to);
    }

    [Fact]
    public void Each_refusal_has_a_sentence_of_its_own_that_says_that_nothing_changed()
    {
        var sentences = Enum.GetValues<ArchiveRefusal>().Where(r => r != ArchiveRefusal.None).Select(r => TransferCommands.Said(new ImportResult(r, "ABC234", "x"))).ToList();
        Assert.Equal(sentences.Count, sentences.Distinct().Count());
        Assert.All(sentences, s => Assert.Matches("Nothing was (taken in|changed)\\.$", s));
    }

    private static async Task RefusedWhole(byte[] json)
    {
        await using var to = await FreshDemo.EmptyAsync();
        var file = PlanArchive.Write(Plan, "ABC234", Made, true, new Dictionary<string, byte[]> { ["plan.json"] = json }, Ours);
        Assert.Equal(ArchiveRefusal.DoesNotFit, (await to.Get<PlanTransferService>().Import(file, [Ours.Thumbprint])).Refusal);
        await Empty(to);
    }

    private static async Task Empty(FreshDemo portal)
    {
        await using var db = portal.Get<IOpenDb>().Open();
        var stop = TestContext.Current.CancellationToken;
        Assert.Equal(0, await db.Organisations.CountAsync(stop) + await db.Plans.CountAsync(stop) + await db.Accounts.CountAsync(stop) + await db.Audit.CountAsync(stop) + await db.Sections.CountAsync(stop) + await db.Versions.CountAsync(stop));
    }

    private static ArchiveRefusal Refusal(byte[] file) => PlanArchive.Read(file, [Ours.Thumbprint]).Refusal;

    private static (string Name, byte[] Content)[] Entries(byte[] file)
    {
        using var zip = new ZipArchive(new MemoryStream(file));
        return [.. zip.Entries.Select(e =>
        {
            using var from = e.Open();
            using var to = new MemoryStream();
            from.CopyTo(to);
            return (e.FullName, to.ToArray());
        })];
    }

    private static byte[] Zip(params (string Name, byte[] Content)[] entries)
    {
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (name, content) in entries)
                using (var to = zip.CreateEntry(name).Open()) to.Write(content);
        return file.ToArray();
    }
}
