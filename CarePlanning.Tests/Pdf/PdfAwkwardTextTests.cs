using System.Text.RegularExpressions;
using CarePlanning.Pdf;
using CarePlanning.Pdf.Writing;
using UglyToad.PdfPig.Graphics.Operations.MarkedContent;
using Xunit;

namespace CarePlanning.Tests.Pdf;

public class PdfAwkwardTextTests
{
    public static TheoryData<string> Awkward => [
        "😀 👩‍👩‍👧 🏴󠁧󠁢󠁷󠁬󠁳󠁿 日本語 한국어 ไทย",
        "null \0 bell \a escape \u001b delete \u007f end",
        "half \ud83d pair \ude00 end",
        "<script>alert('x')</script> & \"quotes\" \\ ( ) [ ] < >",
        "\uFEFF\uFFFE\uFFFF\uE000 private and none",
        "tab\there no\u00A0break thin\u202Fspace zero\u200Bwidth soft\u00ADhyphen",
        "line\r\nline\rline\u2028line\u2029line\n\n\nline",
        "a\u0301\u0302\u0303\u0304\u0305\u0306\u0307 e\u0301 \u0301alone",
        "\u202Eoverride\u202C \u2067isolate\u2069 \u202B unclosed",
        "שלום (עולם) 123 abc! مرحبا 456 ١٢٣",
        " ", "\n", "\t\t\t", "\u200B", "\u00AD",
    ];

    [Theory]
    [MemberData(nameof(Awkward))]
    public void Awkward_text_gives_a_sound_file_wherever_it_stands(string text)
    {
        var content = PdfSamples.Content(
            new Heading(1, text), new Contents(text), new Paragraph(text), new Paragraph(text) { Style = ParagraphStyle.Quote }, new BulletList([text, text]), new KeyValueTable([(text, text)]) { Caption = text },
            new Table([new(text), new(text, 1, true)], [[text, text], [text, text]]) { Totals = [text], Caption = text },
            new Callout(text, [new Paragraph(text)]), new Figure(new Drawing(10, 10, [new Label(1, 1, text)]), text) { Caption = text },
            new Paragraph(new RichText([new Run(text) { Link = "https://example.org/?q=" + text, Language = "cy" }])));
        var file = PdfWriter.Write(
            content with { Title = "T" + text, Author = text, Subject = text, Header = new(text, text, text), Watermark = text, Attachments = [new("f" + text, "text/plain", text, [1], PdfSamples.At)] },
            PdfSamples.Fonts,
            PdfSamples.Seal with { Name = text, Reason = text });
        PdfTool.Run(file, "qpdf", "--check");
        Assert.Empty(PdfRules.Broken(file.Bytes));
        using var pdf = new PdfReading(file);
        Assert.DoesNotContain('\0', pdf.AllText());
        Assert.All(Enumerable.Range(0, file.Pages), p => Assert.DoesNotContain(pdf.Document.GetPage(p + 1).Letters, l => l.Value.Length == 0));
    }

    [Fact]
    public void A_character_no_font_has_is_shown_by_a_sign_and_read_as_itself()
    {
        using var pdf = new PdfReading(PdfSamples.Write(new Paragraph("A 😀 here, a \0 there.")));
        var substitutes = pdf.Operations(0).OfType<BeginMarkedContentWithProperties>().Where(b => b.Name.Data == "Span").Select(b => pdf.Text(b.Properties!, "ActualText")).ToList();
        Assert.Equal(2, substitutes.Count);
        Assert.Contains("D83DDE00", substitutes[0]!.Contains("D83D", StringComparison.Ordinal) ? substitutes[0]! : Convert.ToHexString(System.Text.Encoding.BigEndianUnicode.GetBytes(substitutes[0]!)), StringComparison.Ordinal);
        Assert.Equal("A 😀 here, a \uFFFD there.", pdf.PageText(0));
    }

    [Fact]
    public void A_character_of_private_use_is_read_as_itself_in_the_text_and_as_unknown_at_the_edges_of_the_page()
    {
        using var pdf = new PdfReading(PdfWriter.Write(PdfSamples.Content(new Paragraph("in \uE000 text")) with { Header = new("edge \uE001", "", "") }, PdfSamples.Fonts));
        Assert.Equal("in \uE000 text", string.Concat(pdf.TextInOrder().Select(t => t.Text)));
        Assert.Contains("edge \uFFFD", pdf.PageText(0), StringComparison.Ordinal);
    }

    [Fact]
    public void A_document_of_more_signs_than_a_font_can_number_is_refused_and_never_written_wrong()
    {
        var face = PdfSamples.Fonts.Chain(FontWeight.Regular, false)[0];
        var use = new FontUse(face, "F1");
        // Each is raised by another step, so that each is a sign of its own.
        WrittenWord Raised(int step) => use.Write(new ShapedWord(face, "a", [new Cluster(0, 1, 0, 500, [new GlyphPart(1, 0, step)])], 500, false));
        var room = 65_535 - face.GlyphCount;
        for (var step = 1; step <= room; step++) Raised(step);
        Raised(1);
        Assert.Throws<InvalidOperationException>(() => Raised(room + 1));
    }

    [Fact]
    public void Nothing_of_a_very_long_paragraph_is_lost()
    {
        var text = string.Join(' ', Enumerable.Range(0, 6000).Select(i => $"word{i}"));
        Assert.True(text.Length > 40_000);
        var file = PdfSamples.Write(new Paragraph(text));
        using var pdf = new PdfReading(file);
        Assert.Equal(text, string.Concat(Enumerable.Range(0, file.Pages).Select(pdf.PageText)));
    }

    [Fact]
    public void A_word_wider_than_the_page_is_cut_and_stays_inside_the_margins()
    {
        var word = string.Concat(Enumerable.Range(0, 5000).Select(i => (char)('a' + (i % 26))));
        var file = PdfSamples.Write(new Paragraph(word), new Table([new("A"), new("B")], [[word, "b"]]));
        using var pdf = new PdfReading(file);
        var letters = pdf.Document.GetPages().SelectMany(p => p.Letters).ToList();
        Assert.StartsWith(word, string.Concat(letters.Select(l => l.Value)), StringComparison.Ordinal);
        Assert.All(letters, l => Assert.InRange(l.EndBaseLine.X, 56, 595.3 - 56));
    }

    [Fact]
    public void A_leftward_word_wider_than_the_page_is_cut_without_loss()
    {
        var word = string.Concat(Enumerable.Repeat("ابتثجحخدذرز", 60));
        using var pdf = new PdfReading(PdfSamples.Write(new Paragraph(word)));
        Assert.Equal(word, string.Concat(pdf.Document.GetPages().SelectMany(p => p.Letters).Select(l => l.Value)));
    }

    [Fact]
    public void A_table_row_taller_than_a_page_goes_on_without_loss()
    {
        var text = string.Join(' ', Enumerable.Range(0, 3000).Select(i => $"w{i}"));
        var file = PdfSamples.Write(new Table([new("Name"), new("Text", 3)], [["short", text], ["next", "row"]]));
        using var pdf = new PdfReading(file);
        Assert.True(file.Pages > 2);
        var cell = pdf.Elements.Where(e => e.Type == "TD").First(e => e.Marks.Count > 1);
        Assert.Equal(file.Pages, cell.Marks.Select(m => m.Page).Distinct().Count());
        var found = Regex.Matches(pdf.AllText(), @"w(\d+)").Select(m => m.Groups[1].Value).ToHashSet();
        Assert.All(Enumerable.Range(0, 3000), i => Assert.Contains(i.ToString(System.Globalization.CultureInfo.InvariantCulture), found));
    }

    [Fact]
    public void Empty_blocks_leave_nothing_behind()
    {
        var file = PdfSamples.Write(new Paragraph(""), new BulletList([]), new KeyValueTable([]), new Table([], []), new Callout("", []), new KeepTogether([]), new Columns([], []), new Contents("Nothing"), new Heading(1, ""));
        using var pdf = new PdfReading(file);
        Assert.Equal(1, file.Pages);
        PdfTool.Run(file, "qpdf", "--check");
        Assert.False(pdf.Document.TryGetBookmarks(out _));
    }

    [Fact]
    public void A_document_without_blocks_has_one_page() => Assert.Equal(1, PdfSamples.Write().Pages);

    [Fact]
    public void A_space_that_must_not_break_does_not_break()
    {
        var text = string.Join(' ', Enumerable.Repeat("10\u00A0mg", 200));
        using var pdf = new PdfReading(PdfSamples.Write(new Paragraph(text)));
        var lines = pdf.Document.GetPage(1).Letters.GroupBy(l => Math.Round(l.StartBaseLine.Y)).Select(g => string.Concat(g.Select(l => l.Value)).Trim());
        Assert.All(lines, line => Assert.Matches("^(10\u00A0mg ?)+$", line));
    }

    [Fact]
    public void The_space_at_a_line_break_is_kept_so_that_words_do_not_join()
    {
        using var pdf = new PdfReading(PdfSamples.Write(new Paragraph(PdfSamples.Long(5) + "\nnext")));
        Assert.Equal(PdfSamples.Long(5) + " next", pdf.PageText(0));
    }

    [Fact]
    public void Narrow_places_stay_on_the_page()
    {
        Block nested = new Paragraph("Innermost words");
        for (var i = 0; i < 40; i++)
        {
            nested = i % 2 == 0 ? new Callout("Title", [nested]) : new Columns([nested, new BulletList(["one"])], [new Paragraph("side") { Style = ParagraphStyle.Quote }]);
        }

        var columns = Enumerable.Range(10, 20).Select(i => new Column($"c{i}")).ToList();
        using var pdf = new PdfReading(PdfSamples.Write(nested, new Table(columns, [[.. columns.Select(c => (RichText)c.Heading)]])));
        Assert.All(pdf.Document.GetPages().SelectMany(p => p.Letters), l => Assert.InRange(l.EndBaseLine.X, 50, 545));
        Assert.Equal(2, System.Text.RegularExpressions.Regex.Count(pdf.AllText(), "c29"));
    }

    [Fact]
    public void A_letter_with_thousands_of_marks_is_kept_whole_in_pieces()
    {
        var text = "a" + new string('\u0301', 5000) + "👩" + string.Concat(Enumerable.Repeat("\u200D👩", 500));
        var file = PdfSamples.Write(new Paragraph(text));
        PdfTool.Run(file, "qpdf", "--check");
        using var pdf = new PdfReading(file);
        var strings = pdf.Operations(0).OfType<BeginMarkedContentWithProperties>().Select(b => pdf.Text(b.Properties!, "ActualText")?.Length ?? 0);
        Assert.All(strings, s => Assert.InRange(s, 0, 300));
        Assert.Equal(5000, pdf.AllText().Count(c => c == '\u0301'));
    }

    [Fact]
    public void Header_and_footer_wrap_rather_than_lose_words()
    {
        var content = PdfSamples.Content(new Paragraph("Text")) with { Header = new(PdfSamples.Long(2), "centre", PdfSamples.Long(1)), Footer = new(PdfSamples.Long(2), "", "Page {page} of {pages}") };
        using var pdf = new PdfReading(PdfWriter.Write(content, PdfSamples.Fonts));
        var text = Regex.Replace(pdf.AllText(), @"\s+", " ");
        Assert.Equal(5, Regex.Count(text, "not the hospital"));
        Assert.All(pdf.Document.GetPage(1).Letters, l => Assert.InRange(l.StartBaseLine.Y, 10, 832));
    }
}
