using CarePlanning.Core.Documents.Copies;
using CarePlanning.Pdf;
using CarePlanning.Tests.Pdf;

namespace CarePlanning.Tests.Documents.Copies;

/// <summary>Every rule, on every copy of every plan of the demonstration, and what programs of other makers say of it.</summary>
public sealed class DemoCopiesTests(DemoCopies copies) : IClassFixture<DemoCopies>
{
    public static TheoryData<string, CopyKind> Each()
    {
        var each = new TheoryData<string, CopyKind>();
        foreach (var person in new[] { "Joyce Ashworth", "Des Clarke", "Tess Okonjo" })
            foreach (var copy in CopyList.All) each.Add(person, copy.Kind);
        return each;
    }

    [Theory, MemberData(nameof(Each))]
    public void No_rule_is_broken(string person, CopyKind kind) => Assert.Empty(PdfRules.Broken(copies.Of(person, kind).File.Bytes));

    [Theory, MemberData(nameof(Each))]
    public void The_words_in_the_order_of_the_structure_are_those_of_the_twin(string person, CopyKind kind)
    {
        var (file, html, _) = copies.Of(person, kind);
        Assert.Equal(HtmlTwinTests.OfTwin(html), HtmlTwinTests.OfFile(file));
        // Des has answered little: enough for another program to agree, and short enough for it.
        if (person == "Des Clarke") Assert.Equal(HtmlTwinTests.OfTwin(html), HtmlTwinTests.OfPoppler(file));
    }

    public static TheoryData<string, CopyKind> OnOneSide()
    {
        var each = new TheoryData<string, CopyKind>();
        foreach (var person in new[] { "Joyce Ashworth", "Des Clarke", "Tess Okonjo" })
            foreach (var copy in CopyList.All.Where(c => c.OneSide)) each.Add(person, copy.Kind);
        return each;
    }

    /// <summary>The smallest type in points that somebody reads at arm's length in a kitchen at night.</summary>
    private const double Readable = 9;

    [Theory, MemberData(nameof(OnOneSide))]
    public void A_copy_for_one_side_is_on_one_side_in_type_that_can_be_read(string person, CopyKind kind)
    {
        using var pdf = UglyToad.PdfPig.PdfDocument.Open(copies.Of(person, kind).File.Bytes);
        Assert.Equal(1, pdf.NumberOfPages);
        var page = pdf.GetPage(1);
        Assert.InRange(page.Width, 594, 596);
        // The running lines at the head and foot are no part of what is read in a hurry.
        var small = page.Letters.Where(l => l.PointSize < Readable && l.Location.Y > 45 && l.Location.Y < page.Height - 40).ToList();
        Assert.True(small.Count == 0, $"{small.Count} letters, the smallest of {small.Select(l => l.PointSize).DefaultIfEmpty(0).Min():0.0} points: {string.Concat(small.Take(80).Select(l => l.Value))}");
    }

    [Theory, MemberData(nameof(Each))]
    public void Programs_of_other_makers_find_no_fault(string person, CopyKind kind)
    {
        var (file, _, isSealed) = copies.Of(person, kind);
        Assert.Contains("No syntax or stream encoding errors found", PdfTool.Run(file, "qpdf", "--check"), StringComparison.Ordinal);
        var fonts = PdfTool.Run(file, "pdffonts").Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(2).ToList();
        Assert.NotEmpty(fonts);
        Assert.All(fonts, f => Assert.Matches(@"CID TrueType\s+Identity-H\s+yes yes yes", f));
        Assert.Contains(isSealed ? "1 embedded files" : "0 embedded files", PdfTool.Run(file, "pdfdetach", "-list"), StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Each))]
    public async Task A_copy_of_what_is_agreed_is_sealed_and_a_draft_is_not(string person, CopyKind kind)
    {
        var (file, _, isSealed) = copies.Of(person, kind);
        Assert.Equal(person == "Joyce Ashworth", isSealed);
        Assert.Equal(isSealed ? SealState.SealedByUs : SealState.NoSeal, SealVerifier.Check(file.Bytes, [copies.Thumbprint]).State);
        var path = Path.Combine(Path.GetTempPath(), $"careplanning-{Guid.NewGuid():N}.pdf");
        try
        {
            await File.WriteAllBytesAsync(path, file.Bytes, TestContext.Current.CancellationToken);
            var (_, said) = await Tests.Pdf.Signing.OutsideTool.RunAsync("pdfsig", "poppler-utils", path);
            if (isSealed)
            {
                Assert.Contains("Signature is Valid", said, StringComparison.Ordinal);
                Assert.Contains("Total document signed", said, StringComparison.Ordinal);
            }
            else Assert.Contains("does not contain any signatures", said, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void A_thousand_changed_or_missing_bytes_of_the_sealed_plan_are_all_noticed()
    {
        var sealedPlan = copies.Of("Joyce Ashworth", CopyKind.FullPlan).File.Bytes;
        var chance = new Random(20261123);
        for (var i = 0; i < 1_000; i++)
        {
            var at = chance.Next(sealedPlan.Length);
            var changed = (byte[])sealedPlan.Clone();
            changed[at] ^= (byte)chance.Next(1, 256);
            // Every other one is taken out.
            if (i % 2 == 1) changed = [.. sealedPlan.AsSpan(0, at), .. sealedPlan.AsSpan(at + 1)];
            var state = SealVerifier.Check(changed, [copies.Thumbprint]).State;
            Assert.True(state is SealState.Changed or SealState.Unreadable or SealState.NotAPdf, $"Byte {at} of {sealedPlan.Length}, {(i % 2 == 1 ? "taken out" : "changed")}: {state}");
        }
    }
}
