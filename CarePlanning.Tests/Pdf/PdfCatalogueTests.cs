using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using CarePlanning.Pdf;
using UglyToad.PdfPig.Tokens;
using Xunit;

namespace CarePlanning.Tests.Pdf;

public class PdfCatalogueTests
{
    [Fact]
    public void The_catalogue_says_the_language_and_that_the_file_is_tagged()
    {
        using var pdf = new PdfReading(PdfSamples.Whole);
        Assert.Equal("en-GB", pdf.Text(pdf.Catalogue, "Lang"));
        Assert.True(((BooleanToken)pdf.Get(pdf.Dictionary(pdf.Catalogue, "MarkInfo")!, "Marked")!).Data);
        Assert.True(((BooleanToken)pdf.Get(pdf.Dictionary(pdf.Catalogue, "ViewerPreferences")!, "DisplayDocTitle")!).Data);
        Assert.Equal("Document", pdf.Root.Type);
    }

    [Fact]
    public void The_metadata_name_the_title_and_both_standards()
    {
        using var pdf = new PdfReading(PdfSamples.Whole);
        var text = Encoding.UTF8.GetString(pdf.Stream(pdf.Catalogue, "Metadata"));
        var xmp = XDocument.Parse(text[text.IndexOf("<x:", StringComparison.Ordinal)..text.LastIndexOf("<?", StringComparison.Ordinal)]);
        string Value(XNamespace space, string name) => xmp.Descendants(space + name).First().Value.Trim();
        Assert.Equal("Joyce's plan <draft> & more", Value("http://purl.org/dc/elements/1.1/", "title"));
        Assert.Equal("3", Value("http://www.aiim.org/pdfa/ns/id/", "part"));
        Assert.Equal("A", Value("http://www.aiim.org/pdfa/ns/id/", "conformance"));
        Assert.Equal("1", Value("http://www.aiim.org/pdfua/ns/id/", "part"));
        Assert.Equal("http://www.aiim.org/pdfua/ns/id/", Value("http://www.aiim.org/pdfa/ns/schema#", "namespaceURI"));
    }

    [Fact]
    public void The_old_properties_say_the_same_as_the_metadata()
    {
        using var pdf = new PdfReading(PdfSamples.Whole);
        var info = pdf.Document.Information;
        Assert.Equal(("Joyce's plan <draft> & more", "Example Council", "Care and support"), (info.Title, info.Author, info.Subject));
        Assert.Equal("D:20261112104200Z", info.CreationDate);
    }

    [Fact]
    public void A_colour_profile_is_carried_along()
    {
        using var pdf = new PdfReading(PdfSamples.Whole);
        var intent = (DictionaryToken)pdf.Resolve(pdf.Array(pdf.Catalogue, "OutputIntents")[0])!;
        Assert.Equal("GTS_PDFA1", pdf.Name(intent, "S"));
        var profile = pdf.Stream(intent, "DestOutputProfile");
        Assert.Equal("acsp", Encoding.ASCII.GetString(profile, 36, 4));
        Assert.Equal(profile.Length, System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(profile));
    }

    [Fact]
    public void The_trailer_has_an_identifier() =>
        Assert.Matches(@"/ID\[<[0-9A-F]{32}><[0-9A-F]{32}>\]", Encoding.Latin1.GetString(PdfSamples.Whole.Bytes));

    [Fact]
    public void Attachments_say_what_they_are_and_how_they_belong()
    {
        using var pdf = new PdfReading(PdfSamples.Whole);
        var specs = pdf.Array(pdf.Catalogue, "AF").Select(a => (DictionaryToken)pdf.Resolve(a)!).ToList();
        Assert.Equal(2, specs.Count);
        Assert.All(specs, spec =>
        {
            Assert.Equal("Data", pdf.Name(spec, "AFRelationship"));
            Assert.Equal(pdf.Text(spec, "F"), pdf.Text(spec, "UF"));
            var embedded = pdf.Dictionary(pdf.Dictionary(spec, "EF")!, "F")!;
            Assert.NotNull(pdf.Name(embedded, "Subtype"));
            Assert.Equal("D:20261112104200Z", pdf.Text(pdf.Dictionary(embedded, "Params")!, "ModDate"));
        });
        var names = pdf.Array(pdf.Dictionary(pdf.Dictionary(pdf.Catalogue, "Names")!, "EmbeddedFiles")!, "Names");
        Assert.Equal(4, names.Count);
        Assert.True(pdf.Document.Advanced.TryGetEmbeddedFiles(out var files));
        Assert.Contains(files, f => f.Name == "plan.json" && f.Bytes.SequenceEqual("{}"u8.ToArray()));
    }

    [Fact]
    public void Two_attachments_of_one_name_are_refused()
    {
        var twice = new Attachment("a.txt", "text/plain", "", [1], PdfSamples.At);
        Assert.Throws<ArgumentException>(() => PdfWriter.Write(PdfSamples.Content() with { Attachments = [twice, twice] }, PdfSamples.Fonts));
        Assert.Throws<ArgumentException>(() => PdfWriter.Write(PdfSamples.Content() with { Attachments = [twice with { FileName = "a\u0001" }, twice with { FileName = "a\u0002" }] }, PdfSamples.Fonts));
    }

    [Fact]
    public void A_document_without_a_title_is_refused() =>
        Assert.Throws<ArgumentException>(() => PdfWriter.Write(PdfSamples.Content() with { Title = " " }, PdfSamples.Fonts));

    [Fact]
    public void Bookmarks_follow_the_headings()
    {
        using var pdf = new PdfReading(PdfSamples.Whole);
        Assert.True(pdf.Document.TryGetBookmarks(out var bookmarks));
        var titles = bookmarks.GetNodes().Select(n => n.Title).ToList();
        Assert.Equal(["What matters to Joyce", "A level was skipped here", "I refuse a ventilator", "Scripts", "Left", "Right"], titles.Order(Comparer<string>.Create((a, b) => Place(a).CompareTo(Place(b)))));
        static int Place(string title) => Array.IndexOf(["What matters to Joyce", "A level was skipped here", "I refuse a ventilator", "Scripts", "Left", "Right"], title);
    }

    [Fact]
    public void The_header_and_footer_count_the_pages()
    {
        using var pdf = new PdfReading(PdfSamples.Whole);
        var pages = PdfSamples.Whole.Pages;
        Assert.Equal(pages, pdf.Document.NumberOfPages);
        for (var p = 0; p < pages; p++)
        {
            Assert.Contains($"Page {p + 1} of {pages}", Regex.Replace(pdf.PageText(p), @"\s+", " "), StringComparison.Ordinal);
        }
    }

    /// <summary>A head of a whole page would leave no room for what is said, and the file would be refused.</summary>
    [Fact]
    public void A_name_of_a_thousand_letters_in_the_head_leaves_the_page_to_its_words()
    {
        var name = string.Concat(Enumerable.Repeat("Llanfairpwllgwyngyll ", 100));
        var text = PdfSamples.Content(new Paragraph(PdfSamples.Long(60)));
        var content = text with { Header = new RunningLine(name, "", name), Footer = new RunningLine(name, name, "Page {page} of {pages}") };
        using var pdf = new PdfReading(PdfWriter.Write(content, PdfSamples.Fonts));
        Assert.InRange(pdf.Document.NumberOfPages, 1, PdfWriter.Write(text, PdfSamples.Fonts).Pages + 1);
        var first = Regex.Replace(pdf.PageText(0), @"\s+", " ");
        Assert.Contains("…", first, StringComparison.Ordinal);
        Assert.Contains("Page 1 of ", first, StringComparison.Ordinal);
    }
}
