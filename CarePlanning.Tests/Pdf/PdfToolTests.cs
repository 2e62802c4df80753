using System.Text.RegularExpressions;
using Xunit;

namespace CarePlanning.Tests.Pdf;

public class PdfToolTests
{
    [Fact]
    public void Qpdf_finds_no_fault() => Assert.Contains("No syntax or stream encoding errors found", PdfTool.Run(PdfSamples.Whole, "qpdf", "--check"), StringComparison.Ordinal);

    [Fact]
    public void Every_font_is_embedded_subset_and_readable()
    {
        var fonts = PdfTool.Run(PdfSamples.Whole, "pdffonts").Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(2).ToList();
        Assert.NotEmpty(fonts);
        Assert.All(fonts, f => Assert.Matches(@"CID TrueType\s+Identity-H\s+yes yes yes", f));
    }

    [Fact]
    public void The_structure_reads_as_the_words_were_written()
    {
        var text = PdfTool.Run(PdfSamples.Whole, "pdfinfo", "-struct-text");
        Assert.Contains("میں گھر پر رہنا چاہتی ہوں، 12 نومبر 2026 تک۔ (Radio 3)", text, StringComparison.Ordinal);
        Assert.Contains("আমি বাড়িতে থাকতে চাই যতদিন সম্ভব।", text, StringComparison.Ordinal);
        Assert.Contains("(السلام عليكم)", text, StringComparison.Ordinal);
        Assert.Contains("\"😀\"", text, StringComparison.Ordinal);
        Assert.Contains("\"1 Example Street Exampleton\"", text, StringComparison.Ordinal);
        Assert.Contains($"\"{PdfSamples.Long(5)}\"", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Page 1 of", text, StringComparison.Ordinal);
        Assert.DoesNotContain("DRAFT", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Words_that_run_leftward_copy_whole()
    {
        var text = Regex.Replace(PdfTool.Run(PdfSamples.Whole, "pdftotext", "-layout", "{file}", "-"), "[\u202A-\u202E\u200E\u200F]", "");
        Assert.Contains("میں گھر پر رہنا چاہتی ہوں", text, StringComparison.Ordinal);
        Assert.Contains("السلام عليكم", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_program_that_is_missing_fails_the_test_with_a_clear_sentence()
    {
        var failure = Assert.ThrowsAny<Exception>(() => PdfTool.Run(PdfSamples.Whole, "no-such-program"));
        Assert.StartsWith("The program no-such-program is not installed.", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_attachments_can_be_taken_out()
    {
        var list = PdfTool.Run(PdfSamples.Whole, "pdfdetach", "-list");
        Assert.Contains("2 embedded files", list, StringComparison.Ordinal);
        Assert.Contains("plan.json", list, StringComparison.Ordinal);
    }

    [Fact]
    public void The_seal_is_seen_as_a_signature_that_certifies()
    {
        var file = PdfSamples.Whole;
        var info = PdfTool.Run(file, "qpdf", "--json", "--json-key=acroform");
        Assert.Contains("\"fullname\": \"Seal\"", info, StringComparison.Ordinal);
        Assert.Contains("\"fieldtype\": \"/Sig\"", info, StringComparison.Ordinal);
    }
}
