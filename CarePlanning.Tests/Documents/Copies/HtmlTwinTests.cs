using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using CarePlanning.Core.Documents;
using CarePlanning.Core.Documents.Copies;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Plans.Sections;
using CarePlanning.Pdf;
using CarePlanning.Tests.Pdf;

namespace CarePlanning.Tests.Documents.Copies;

/// <summary>The page and the file say the same words in the same order.</summary>
public sealed partial class HtmlTwinTests
{
    [Theory, MemberData(nameof(AudienceTableTests.Kinds), MemberType = typeof(AudienceTableTests))]
    public void The_words_of_the_file_in_the_order_of_its_structure_are_the_words_of_its_twin(CopyKind kind)
    {
        var content = Samples.Content(kind, FilledPlan.Make(), CopyIssue.Agreed, new LiveFact(Guid.NewGuid(), LiveFactKind.Contacts, "Ring Peter first: 07700 900562", false, "Nia Rees", Samples.Now));
        Assert.Equal(OfTwin(HtmlTwin.Write(content)), OfFile(Samples.Renderer.Render(content)));
    }

    [Fact]
    public void A_twin_needs_nothing_from_anywhere_else()
    {
        var html = HtmlTwin.Write(Samples.Content(CopyKind.FullPlan, FilledPlan.Make()));
        Assert.DoesNotMatch(@"<script|<link|<img|src=| style=|url\(|@import", html);
    }

    [Fact]
    public void What_somebody_wrote_is_never_taken_for_a_tag()
    {
        var answers = PlanAnswers.Empty();
        answers.Get<AboutMe>().MostImportant = new() { Words = "<script>alert(1)</script> & \"tea\"" };
        var html = HtmlTwin.Write(Samples.Content(CopyKind.AboutMe, answers));
        Assert.DoesNotContain("<script>", html, StringComparison.Ordinal);
        Assert.Contains("<script>alert(1)</script> & \"tea\"", string.Concat(Parse(html).DescendantNodes().OfType<XText>().Select(t => t.Value)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_banner_stands_above_the_copy_and_not_in_it()
    {
        var html = HtmlTwin.Write(Samples.Content(CopyKind.AboutMe, FilledPlan.Make()), "There is a newer version.");
        Assert.True(html.IndexOf("There is a newer version.", StringComparison.Ordinal) < html.IndexOf("<main>", StringComparison.Ordinal));
    }

    [Fact]
    public void The_plain_text_carries_every_word_of_the_copy()
    {
        var content = Samples.Content(CopyKind.ClinicalRecord, FilledPlan.Make());
        var text = Squeezed(PlainText.Write(content)).ToUpperInvariant();
        foreach (var line in Reading.Of(content.Blocks).Split('\n', '\t').Where(l => l.Length > 0)) Assert.Contains(Squeezed(line).ToUpperInvariant(), text, StringComparison.Ordinal);
    }

    private static XElement Parse(string html) => XDocument.Parse(html[html.IndexOf("<html", StringComparison.Ordinal)..]).Root!.Element("body")!.Element("main")!;

    internal static string OfTwin(string html)
    {
        var text = new StringBuilder();
        Add(text, Parse(html), "", 0);
        return Squeezed(text.ToString());
    }

    private static void Add(StringBuilder text, XElement element, string label, int number)
    {
        // A picture's words are its description in both, which poppler does not print.
        if (element.Name.LocalName == "svg") return;
        if (element.Name.LocalName == "li" && label != "toc") text.Append(label == "ol" ? $"{number}." : "\u2022");
        var inside = element.Name.LocalName is "ol" or "ul" ? label == "toc" ? "toc" : element.Name.LocalName : element.Name.LocalName == "nav" ? "toc" : label;
        var count = 0;
        foreach (var node in element.Nodes())
            if (node is XText words) text.Append(words.Value);
            else if (node is XElement inner) Add(text, inner, inside, ++count);
    }

    /// <summary>The words in the order of the structure; the page numbers of the contents are the file's own.</summary>
    internal static string OfFile(PdfFile file)
    {
        using var reading = new PdfReading(file);
        var text = new StringBuilder();
        foreach (var (element, words) in reading.TextInOrder())
            if (!element.IsIn("Figure")) text.Append(element.IsIn("TOC") ? PageNumber().Replace(words, "") : words);
        return Squeezed(text.ToString());
    }

    /// <summary>The same as poppler reads it, which takes minutes of the processor for a long file.</summary>
    internal static string OfPoppler(PdfFile file)
    {
        var text = new StringBuilder();
        int? toc = null, figure = null;
        foreach (var line in PdfTool.Run(file, "pdfinfo", "-struct-text").Split('\n'))
        {
            var indent = line.Length - line.TrimStart().Length;
            if (toc is { } t && indent <= t && line.Trim().Length > 0) toc = null;
            if (figure is { } f && indent <= f && line.Trim().Length > 0) figure = null;
            if (line.TrimStart().StartsWith("TOC ", StringComparison.Ordinal) || line.Trim() == "TOC") toc ??= indent;
            if (line.TrimStart().StartsWith("Figure", StringComparison.Ordinal))
            {
                figure = indent;
                continue;
            }
            if (figure is not null) continue;
            if (Words().Match(line) is { Success: true } words) text.Append(toc is not null ? PageNumber().Replace(words.Groups[1].Value, "") : words.Groups[1].Value);
        }
        return Squeezed(text.ToString());
    }

    // Where a line ends is the page's own affair.
    private static string Squeezed(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c) && c is not ('\u00a0' or '\u200b')));

    [GeneratedRegex("^\\s*\"(.*)\"\\s*$")]
    private static partial Regex Words();

    [GeneratedRegex(@"\s*\d+$")]
    private static partial Regex PageNumber();
}
