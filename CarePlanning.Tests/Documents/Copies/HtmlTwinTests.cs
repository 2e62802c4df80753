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
    public void Words_in_other_scripts_say_their_language_and_run_their_own_way_on_the_page_and_in_the_file()
    {
        (string[] OfPage, string[] OfFile) Languages(string? recorded)
        {
            var answers = AwkwardPlans.Of("five scripts");
            answers.Get<Involved>().Language = recorded;
            var content = Samples.Content(CopyKind.AboutMe, answers);
            using var file = new PdfReading(Samples.Renderer.Render(content));
            return ([.. Parse(HtmlTwin.Write(content)).Descendants("span").Select(s => (string?)s.Attribute("lang")).OfType<string>().Distinct().Order()],
                [.. file.Elements.Select(e => file.Text(e.Dictionary, "Lang")).OfType<string>().Distinct().Order()]);
        }
        Assert.Equal<string>(["ar", "bn", "ur"], Languages(null).OfPage);
        Assert.Equal<string>(["ar", "bn", "ur"], Languages(null).OfFile);
        Assert.Equal<string>(["bn", "fa"], Languages("Farsi, and some English").OfPage);
        Assert.Equal<string>(["as", "ur"], Languages("Urdu, Assamese").OfFile);
    }

    [Fact]
    public void Only_the_words_of_another_script_leave_the_language_of_the_document_and_none_is_lost()
    {
        var told = ((Paragraph)Tongues.Told([new Paragraph(new RichText([new Run("At 10:30 \u0645\u064E\u0627, 3 \u0645 (yes) \u0986\u09AE\u09BF!") { Bold = true }]))], null).Single()).Text.Runs;
        Assert.Equal<(string, string?)>([("At 10:30 ", null), ("\u0645\u064E\u0627, 3 \u0645", "ar"), (" (yes) ", null), ("\u0986\u09AE\u09BF", "bn"), ("!", null)], told.Select(r => (r.Text, r.Language)));
        Assert.All(told, r => Assert.True(r.Bold));
    }

    [Theory]
    [InlineData("An α-blocker, 5 μg", "")]
    [InlineData("καλημέρα", "el")]
    [InlineData("家に帰りたい", "ja")]
    [InlineData("我想回家", "zh")]
    public void A_Greek_letter_in_a_dose_is_no_Greek_and_Chinese_signs_among_kana_are_Japanese(string words, string languages) =>
        Assert.Equal(languages, string.Join(' ', ((Paragraph)Tongues.Told([new Paragraph(words)], null).Single()).Text.Runs.Select(r => r.Language).OfType<string>().Distinct()));

    [Fact]
    public void Every_text_of_a_twin_runs_its_own_way_and_a_block_in_another_language_says_so()
    {
        var content = new PdfContent
        {
            Title = "T",
            CreatedAt = Samples.Now,
            Blocks =
            [
                new Heading(1, "h") { Language = "cy" }, new Paragraph("p") { Language = "cy" }, new Paragraph("q") { Style = ParagraphStyle.Quote, Language = "cy" }, new BulletList(["li"]) { Language = "cy" },
                new KeyValueTable([("k", "v")]) { Caption = "c", Language = "cy" }, new Table([new("k")], [["v"]]) { Caption = "c", Language = "cy" }, new Callout("t", [new Paragraph("x")]) { Language = "cy" },
                new Figure(new Drawing(1, 1, []), "a") { Caption = "c", Language = "cy" },
            ],
        };
        var page = Parse(HtmlTwin.Write(content));
        var texts = page.Descendants().Where(e => e.Name.LocalName is "h1" or "p" or "li" or "th" or "td" or "caption" or "figcaption").ToList();
        Assert.Equal(7, texts.Select(e => e.Name.LocalName).Distinct().Count());
        Assert.All(texts, e => Assert.Equal((e.Name.LocalName, "auto"), (e.Name.LocalName, (string?)e.Attribute("dir"))));
        Assert.All(texts, e => Assert.Contains(e.AncestorsAndSelf(), a => (string?)a.Attribute("lang") == "cy"));
    }

    [Fact]
    public void A_banner_stands_above_the_copy_and_not_in_it()
    {
        var html = HtmlTwin.Write(Samples.Content(CopyKind.AboutMe, FilledPlan.Make()), "There is a newer version.");
        Assert.True(html.IndexOf("There is a newer version.", StringComparison.Ordinal) < html.IndexOf("<main>", StringComparison.Ordinal));
    }

    [Theory, MemberData(nameof(AudienceTableTests.Kinds), MemberType = typeof(AudienceTableTests))]
    public void The_plain_text_carries_every_word_of_the_copy(CopyKind kind)
    {
        var content = Samples.Content(kind, FilledPlan.Make());
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
