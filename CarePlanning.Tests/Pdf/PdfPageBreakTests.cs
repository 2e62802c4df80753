using CarePlanning.Pdf;
using CarePlanning.Pdf.Layout;
using Xunit;

namespace CarePlanning.Tests.Pdf;

public class PdfPageBreakTests
{
    [Fact]
    public void A_heading_is_never_the_last_thing_on_a_page()
    {
        for (var filler = 30; filler < 50; filler++)
        {
            foreach (var next in new Block[] { new Paragraph(PdfSamples.Long(4)), new Table([new("A")], [["one"], ["two"]]), new Callout("Note", [new Paragraph("x")]), new BulletList(["one", "two"]), new KeyValueTable([("a", "b")]), new Figure(new Drawing(10, 5, [new Circle(2, 2, 1), new Label(1, 1, "inside")]), "A circle") })
            {
                using var pdf = new PdfReading(PdfSamples.Write([.. Enumerable.Repeat(new Paragraph("Line"), filler - 12), new Heading(1, "Top"), new Heading(2, "Stay"), next]));
                var page = pdf.Elements.Where(e => e.Type[0] == 'H').SelectMany(e => e.Marks).Select(m => m.Page).Distinct().ToList();
                var following = pdf.Elements.SkipWhile(e => e.Type != "H2").Skip(1).First(e => e.Marks.Count > 0).Marks[0].Page;
                Assert.Equal([following], page);
            }
        }
    }

    [Fact]
    public void No_line_of_a_paragraph_is_left_alone()
    {
        for (var filler = 0; filler < 60; filler++)
        {
            var lines = new PageLines(PdfSamples.Content(new Paragraph("Top"), new Space(filler * 15), new Paragraph(PdfSamples.Long(6)), new Paragraph(PdfSamples.Long(50))));
            Assert.All(lines.OfEachParagraph(), counts => Assert.True(counts.Count == 1 || counts.TrueForAll(c => c >= 2), $"Space of {filler * 15} points leaves a line alone: {string.Join('/', counts)}"));
        }
    }

    [Fact]
    public void What_is_kept_together_shares_a_page()
    {
        for (var filler = 20; filler < 45; filler++)
        {
            using var pdf = new PdfReading(PdfSamples.Write([.. Enumerable.Repeat(new Paragraph("Line"), filler), new KeepTogether([.. Enumerable.Range(0, 8).Select(i => new Paragraph($"Kept {i}"))])]));
            var pages = Enumerable.Range(0, pdf.Pages.Count).Where(p => pdf.PageText(p).Contains("Kept", StringComparison.Ordinal));
            Assert.Single(pages);
        }
    }

    [Fact]
    public void What_cannot_share_a_page_is_broken_and_not_lost()
    {
        var file = PdfSamples.Write(new Paragraph("Before"), new KeepTogether([.. Enumerable.Range(0, 200).Select(i => new Paragraph($"Kept {i}."))]));
        using var pdf = new PdfReading(file);
        Assert.All(Enumerable.Range(0, 200), i => Assert.Contains($"Kept {i}.", pdf.AllText(), StringComparison.Ordinal));
    }

    [Fact]
    public void Nothing_is_painted_below_the_foot_of_the_page()
    {
        using var pdf = new PdfReading(PdfSamples.Whole);
        Assert.All(pdf.Document.GetPages().SelectMany(p => p.Letters).Where(l => l.PointSize < 30), l => Assert.InRange(l.StartBaseLine.Y, 25, 825));
    }

    [Fact]
    public void The_header_of_a_table_heads_every_page_it_reaches()
    {
        var file = PdfSamples.Write(new Table([new("Heading here"), new("B")], [.. Enumerable.Range(0, 120).Select(i => (IReadOnlyList<RichText>)[$"{i}", "x"])]));
        using var pdf = new PdfReading(file);
        Assert.True(file.Pages > 3);
        Assert.All(Enumerable.Range(0, file.Pages), p => Assert.Contains("Heading here", pdf.PageText(p), StringComparison.Ordinal));
    }

    [Fact]
    public void A_callout_that_goes_on_says_its_title_again()
    {
        var file = PdfSamples.Write(new Callout("My decision", [.. Enumerable.Range(0, 30).Select(_ => new Paragraph(PdfSamples.Long(4)))]) { Frame = CalloutFrame.Dashed });
        using var pdf = new PdfReading(file);
        Assert.True(file.Pages > 2);
        Assert.All(Enumerable.Range(0, file.Pages), p => Assert.Contains("My decision", pdf.PageText(p), StringComparison.Ordinal));
        Assert.Single(pdf.Elements.First(e => e.Type == "Sect").Children[0].Marks);
    }

    [Fact]
    public void A_callout_inside_a_callout_goes_on_inside_it()
    {
        var inner = new Callout("Inner title", [.. Enumerable.Range(0, 30).Select(_ => new Paragraph(PdfSamples.Long(4)))]);
        var page = PageLayout.Make(PdfSamples.Content(new Callout("Outer title", [inner])), PdfSamples.Fonts).Pages[1];
        double Baseline(string word) => page.Operations.Where(o => o is { AsArtifact: true, Operation: TextOperation text } && text.Words[0].Text == word).Select(o => o.Y + ((TextOperation)o.Operation).Y).Single();
        var top = page.Operations.Where(o => o.Operation is BoxOperation { Stroke: not null }).MinBy(o => ((BoxOperation)o.Operation).Width).Y;
        Assert.InRange(top, Baseline("Outer"), Baseline("Inner"));
    }

    [Fact]
    public void A_row_of_one_line_that_is_nearly_as_tall_as_the_page_is_laid_out()
    {
        var content = PdfSamples.Content(new Table([new("A")], [["B"]]), new Paragraph("after")) with { Theme = new Theme { Body = 150, Leading = 400 } };
        using var pdf = new PdfReading(PdfWriter.Write(content, PdfSamples.Fonts));
        Assert.Equal(["A", "B", "after"], pdf.TextInOrder().Select(t => t.Text));
    }

    [Fact]
    public void A_repeated_title_stands_on_its_band_and_not_under_it()
    {
        using var pdf = new PdfReading(PdfSamples.Write(new Callout("My decision", [.. Enumerable.Range(0, 30).Select(_ => new Paragraph(PdfSamples.Long(4)))]) { Frame = CalloutFrame.Band }));
        for (var p = 0; p < pdf.Pages.Count; p++)
        {
            var operations = pdf.Operations(p).Select(o => o.Operator).ToList();
            Assert.InRange(operations.LastIndexOf("f"), 0, operations.IndexOf("TJ"));
        }
    }

    [Fact]
    public void Headings_and_page_breaks_start_pages_and_never_leave_one_empty()
    {
        var file = PdfSamples.Write(new PageBreak(), new Heading(1, "One") { NewPage = true }, new PageBreak(), new PageBreak(), new Heading(1, "Two") { NewPage = true }, new Space(5000), new Paragraph("Three"), new Space(5000));
        using var pdf = new PdfReading(file);
        Assert.Equal(["One", "Two", "Three"], Enumerable.Range(0, file.Pages).Select(pdf.PageText));
    }

    [Fact]
    public void Deeply_nested_callouts_are_laid_out()
    {
        Block block = new Paragraph("Innermost");
        for (var i = 0; i < 12; i++)
        {
            block = new Callout($"Level {i}", [block]);
        }

        using var pdf = new PdfReading(PdfSamples.Write(block));
        Assert.Contains("Innermost", pdf.AllText(), StringComparison.Ordinal);
    }

    [Fact]
    public void Blocks_nested_without_end_are_refused_and_do_not_end_the_process()
    {
        Block Nested(int deep) => Enumerable.Range(1, deep - 1).Aggregate((Block)new Paragraph("Innermost"), (inner, i) => i % 2 == 0 ? new KeepTogether([inner]) : new Callout("", [inner]));
        using var pdf = new PdfReading(PdfSamples.Write(Nested(PdfContent.DeepestNesting)));
        Assert.Equal("Innermost", pdf.PageText(0));
        Assert.Throws<ArgumentException>(() => PdfSamples.Write(Nested(PdfContent.DeepestNesting + 1)));
        Assert.Throws<ArgumentException>(() => PdfSamples.Write(Nested(100_000)));
    }

    [Fact]
    public void Contents_name_the_page_that_the_heading_is_on()
    {
        var file = PdfSamples.Write(new Contents("Inside"), new Heading(1, "First"), new Paragraph(PdfSamples.Long(60)), new Heading(2, "Second"), new Heading(2, "Hidden") { InContents = false });
        using var pdf = new PdfReading(file);
        var page = pdf.Elements.Single(e => e.Type == "H2" && e.Marks[0].Page > 0 && pdf.Elements.First(x => x.Type == "H2") == e).Marks[0].Page + 1;
        Assert.Contains($"Second{page}", pdf.PageText(0), StringComparison.Ordinal);
        Assert.DoesNotContain("Hidden", pdf.PageText(0), StringComparison.Ordinal);
    }

    private sealed class PageLines(PdfContent content)
    {
        /// <summary>For each paragraph, how many of its lines each page carries.</summary>
        public List<List<int>> OfEachParagraph()
        {
            var pages = PageLayout.Make(content, PdfSamples.Fonts).Pages;
            return [.. pages.SelectMany((page, p) => page.Operations.Where(o => o.Operation is TextOperation).Select(o => (p, o)))
                .GroupBy(x => x.o.Operation.Node!)
                .Select(g => g.GroupBy(x => x.p).Select(on => on.Select(x => Math.Round(x.o.Y + ((TextOperation)x.o.Operation).Y)).Distinct().Count()).ToList())];
        }
    }

    /// <summary>A telephone number in two halves is read out wrong by whoever reads it in the night.</summary>
    [Fact]
    public void A_column_in_which_a_number_would_be_cut_is_given_the_room_that_the_others_can_spare()
    {
        const string Number = "01632\u00a0960\u00a0400\u00a0960";
        PdfContent Of(string number, double share) => PdfSamples.Content(new Table([new("Who", 3), new("Phone", share), new("When", 2)], [["Anne", number, "by day"]])) with { Theme = Theme.LargePrint };
        using var pdf = new PdfReading(PdfWriter.Write(Of(Number, 0.4), PdfSamples.Fonts));
        var figures = pdf.Document.GetPage(1).Letters.Where(l => l.Value.Length == 1 && char.IsAsciiDigit(l.Value[0]) && l.StartBaseLine.Y > 100 && l.StartBaseLine.Y < 780).ToList();
        Assert.Equal(14, figures.Count);
        Assert.Single(figures.Select(l => Math.Round(l.StartBaseLine.Y)).Distinct());
        Assert.All(pdf.Document.GetPage(1).Letters, l => Assert.InRange(l.EndBaseLine.X, 0, 595));
        // Where all cannot have what they need, words are cut as before and none runs off the page.
        using var cut = new PdfReading(PdfWriter.Write(Of(new string('7', 300), 0.4), PdfSamples.Fonts));
        Assert.Equal(300, Enumerable.Range(0, cut.Document.NumberOfPages).Sum(p => cut.PageText(p).Count(c => c == '7')));
        Assert.All(cut.Document.GetPage(1).Letters, l => Assert.InRange(l.EndBaseLine.X, 0, 595));
    }
}
