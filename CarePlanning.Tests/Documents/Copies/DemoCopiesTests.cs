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
        // Where it is short enough for another program, that one agrees: on a plan of few answers, and on what is sealed on one side.
        if (person == "Des Clarke" || (person == "Joyce Ashworth" && CopyList.Of(kind).OneSide)) Assert.Equal(HtmlTwinTests.OfTwin(html), HtmlTwinTests.OfPoppler(file));
    }

    [Theory]
    [InlineData("recorded", "Recorded, not yet agreed")]
    [InlineData("with facts", "Also latex")]
    [InlineData("not sealed", "not sealed")]
    [InlineData("in easy words", "I like my shed.")]
    public void A_copy_that_is_made_in_another_way_breaks_no_rule_and_says_the_words_of_its_twin(string name, string says)
    {
        var (file, html) = copies.Unusual[name];
        Assert.Empty(PdfRules.Broken(file.Bytes));
        Assert.Equal(HtmlTwinTests.OfTwin(html), HtmlTwinTests.OfFile(file));
        Assert.Contains(says, html, StringComparison.OrdinalIgnoreCase);
        if (name is "recorded" or "with facts")
        {
            using var pdf = UglyToad.PdfPig.PdfDocument.Open(file.Bytes);
            Assert.Equal(1, pdf.NumberOfPages);
        }
    }

    [Fact]
    public void A_seal_covers_every_byte_but_its_own_and_changes_none_that_was_there_before()
    {
        foreach (var kind in new[] { CopyKind.EmergencySheet, CopyKind.FullPlan })
        {
            var file = copies.Of("Joyce Ashworth", kind).File.Bytes;
            Assert.Empty(Uncovered(file));
            // The rule is heard: of a file that goes on after the seal, and of a seal that covers less.
            Assert.NotEmpty(Uncovered([.. file, .. "\n%%EOF\n"u8]));
            var less = (byte[])file.Clone();
            less[less.AsSpan().IndexOf("/ByteRange[0 "u8) + "/ByteRange[0 ".Length + 9] ^= 1;
            Assert.NotEmpty(Uncovered(less));
        }

        static IEnumerable<string> Uncovered(byte[] file)
        {
            var found = System.Text.RegularExpressions.Regex.Matches(System.Text.Encoding.Latin1.GetString(file), @"/ByteRange\[0 (\d{10}) (\d{10}) (\d{10})\]/Contents<([0-9A-F]+)>");
            if (found.Count != 1) yield return $"{found.Count} seals";
            foreach (System.Text.RegularExpressions.Match one in found)
            {
                var numbers = one.Groups.Values.Skip(1).Take(3).Select(g => int.Parse(g.Value, System.Globalization.CultureInfo.InvariantCulture)).ToArray();
                if (numbers[0] != one.Groups[4].Index - 1) yield return "what comes before";
                if (numbers[1] != one.Groups[4].Index + one.Groups[4].Length + 1) yield return "what comes after";
                if (numbers[1] + numbers[2] != file.Length) yield return "the end";
            }
        }
    }

    public static TheoryData<string, CopyKind> OnOneSide()
    {
        var each = new TheoryData<string, CopyKind>();
        foreach (var person in new[] { "Joyce Ashworth", "Des Clarke", "Tess Okonjo" })
            foreach (var copy in CopyList.All.Where(c => c.OneSide)) each.Add(person, copy.Kind);
        return each;
    }

    /// <summary>What is read in a hurry, in points: at arm's length in a kitchen at night, or on a ward; and the small print at the foot.</summary>
    private static double Readable(CopyKind kind) => kind == CopyKind.EmergencySheet ? 12 : 11;

    private const double SmallPrint = 10;

    /// <summary>The foot of a copy and the line under a wish, and no more.</summary>
    private const int LettersOfSmallPrint = 300;

    [Theory, MemberData(nameof(OnOneSide))]
    public void A_copy_for_one_side_is_on_one_side_in_type_that_can_be_read(string person, CopyKind kind)
    {
        using var pdf = UglyToad.PdfPig.PdfDocument.Open(copies.Of(person, kind).File.Bytes);
        Assert.Equal(1, pdf.NumberOfPages);
        var page = pdf.GetPage(1);
        Assert.InRange(page.Width, 594, 596);
        // The running lines at the head and foot are no part of what is read in a hurry.
        var read = page.Letters.Where(l => l.Location.Y > 50 && l.Location.Y < page.Height - 35).ToList();
        var small = read.Where(l => l.PointSize < Readable(kind)).ToList();
        Assert.True(read.Min(l => l.PointSize) >= SmallPrint, $"The smallest letter is of {read.Min(l => l.PointSize):0.0} points.");
        Assert.True(small.Count <= LettersOfSmallPrint, $"{small.Count} of {read.Count} letters: {string.Concat(small.Take(80).Select(l => l.Value))}");
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
