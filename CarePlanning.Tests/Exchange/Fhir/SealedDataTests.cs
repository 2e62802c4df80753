using CarePlanning.Core.Documents;
using CarePlanning.Core.Exchange.Fhir;
using CarePlanning.Pdf;
using CarePlanning.Tests.Demo;
using CarePlanning.Tests.Pdf;
using CarePlanning.Tests.Signing;
using CarePlanning.Tests.Storage;
using Hl7.Fhir.Model;
using Hl7.Fhir.Validation;
using Microsoft.EntityFrameworkCore;

namespace CarePlanning.Tests.Exchange.Fhir;

/// <summary>The data inside the sealed document, and on its own.</summary>
public sealed class SealedDataTests
{
    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async System.Threading.Tasks.Task What_pdfdetach_takes_out_is_what_is_downloaded_alone_and_reads_strictly(Database kind)
    {
        await using var table = await SigningTable.On(kind);
        var version = await table.Agree();
        var (pdf, _) = (await table.Documents.Sealed(table.Nia, table.PlanId, version.Number))!.Value;
        Assert.Contains("1 embedded files", PdfTool.Run(new PdfFile(pdf, 0, null), "pdfdetach", "-list"), StringComparison.Ordinal);
        var attached = TakenOut(pdf);
        var bundle = FhirSamples.Read(attached);
        Assert.Empty(bundle.Validate());
        var (alone, name) = (await table.Documents.Data(table.Anne, table.PlanId, version.Number))!.Value;
        Assert.Equal(attached, alone);
        Assert.EndsWith("-v1.fhir.json", name, StringComparison.Ordinal);
        Assert.Null(await table.Documents.Data(table.Stranger, table.PlanId, version.Number));
        Assert.Null(await table.Documents.Data(table.Nia, table.PlanId, 2));
        // The person's signature and everybody else's are in it.
        Assert.Equal(version.Signings.Count, bundle.Entry.Select(e => e.Resource).OfType<Provenance>().Count(p => p.Signature.Count > 0));
    }

    [Fact]
    public async System.Threading.Tasks.Task Downloaded_alone_they_are_what_was_sealed_also_when_they_would_be_composed_otherwise_today()
    {
        await using var table = await SigningTable.On(Database.Sqlite);
        await table.Agree();
        var attached = TakenOut((await table.Documents.Sealed(table.Nia, table.PlanId, 1))!.Value.Bytes);
        await using (var db = table.Open())
        {
            var row = await db.Versions.SingleAsync(TestContext.Current.CancellationToken);
            row.SealedAtUtc = row.SealedAtUtc!.Value.AddDays(1);
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }
        Assert.Equal(attached, (await table.Documents.Data(table.Nia, table.PlanId, 1))!.Value.Bytes);
    }

    [Fact]
    public async System.Threading.Tasks.Task The_attachment_says_what_it_is_and_the_file_stays_sound_and_sealed()
    {
        await using var table = await SigningTable.On(Database.Sqlite);
        await table.Agree();
        var (pdf, _) = (await table.Documents.Sealed(table.Nia, table.PlanId, 1))!.Value;
        var text = System.Text.Encoding.Latin1.GetString(pdf);
        var whole = PdfTool.Run(new PdfFile(pdf, 0, null), "qpdf", "--json");
        Assert.Contains("/application/fhir+json", whole, StringComparison.Ordinal);
        Assert.Contains("\"/AFRelationship\": \"/Data\"", whole, StringComparison.Ordinal);
        Assert.Contains("No syntax or stream encoding errors found", PdfTool.Run(new PdfFile(pdf, 0, null), "qpdf", "--check"), StringComparison.Ordinal);
        Assert.Equal("current", Web.Pages.Verify.CopySaid.Of(await table.Verify.File(pdf)).Key);
        Assert.DoesNotContain("9990000", text, StringComparison.Ordinal);
    }

    [Fact]
    public async System.Threading.Tasks.Task The_data_of_the_demonstrations_plan_adds_little_to_its_document_and_names_nobody_who_must_not_be_named()
    {
        await using var demo = await FreshDemo.SeededAsync();
        var nia = await demo.Actor("Nia");
        var (pdf, _) = (await demo.Get<DocumentService>().Sealed(nia, (await demo.PlanOf(nia, "Joyce Ashworth")).Id, 1))!.Value;
        using var packed = new MemoryStream();
        using (var zlib = new System.IO.Compression.ZLibStream(packed, System.IO.Compression.CompressionLevel.Optimal, leaveOpen: true)) zlib.Write(TakenOut(pdf));
        Assert.InRange(packed.Length, 1, 25_000);
        Assert.True(pdf.AsSpan().IndexOf("\"resourceType\""u8) < 0, "The data stands in the file as it is, not compressed.");
        foreach (var word in new[] { "Derek", "Pike", "7391", "waterbutt" })
            Assert.DoesNotContain(word, System.Text.Encoding.UTF8.GetString(TakenOut(pdf)), StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>The data that are attached to a file.</summary>
    internal static byte[] TakenOut(byte[] pdf)
    {
        var to = Path.Combine(Path.GetTempPath(), $"careplanning-{Guid.NewGuid():N}.json");
        try
        {
            PdfTool.Run(new PdfFile(pdf, 0, null), "pdfdetach", "-savefile", PlanBundle.FileName, "-o", to, "{file}");
            return System.IO.File.ReadAllBytes(to);
        }
        finally { System.IO.File.Delete(to); }
    }
}
