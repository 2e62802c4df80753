using CarePlanning.Pdf;
using UglyToad.PdfPig.Graphics.Operations.MarkedContent;
using UglyToad.PdfPig.Tokens;
using Xunit;

namespace CarePlanning.Tests.Pdf;

public class PdfStructureTests
{
    private static readonly HashSet<string> Painting = ["Tj", "TJ", "'", "\"", "S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "Do", "sh", "EI"];

    [Fact]
    public void Everything_painted_belongs_to_an_element_or_is_an_artifact()
    {
        using var pdf = new PdfReading(PdfSamples.Whole);
        for (var p = 0; p < pdf.Pages.Count; p++)
        {
            var open = new Stack<bool>();
            var painted = 0;
            foreach (var operation in pdf.Operations(p))
            {
                if (operation is BeginMarkedContentWithProperties begin)
                {
                    open.Push(begin.Name.Data == "Artifact" || begin.Properties!.Data.ContainsKey("MCID"));
                }
                else if (operation.Operator == "EMC")
                {
                    open.Pop();
                }
                else if (Painting.Contains(operation.Operator))
                {
                    painted++;
                    Assert.True(open.Contains(true), $"Page {p + 1}: {operation.Operator} is painted outside of any mark.");
                }
            }

            Assert.Empty(open);
            Assert.True(painted > 0);
        }
    }

    [Fact]
    public void Artifacts_and_elements_are_never_inside_each_other()
    {
        using var pdf = new PdfReading(PdfSamples.Whole);
        for (var p = 0; p < pdf.Pages.Count; p++)
        {
            var depth = 0;
            foreach (var operation in pdf.Operations(p))
            {
                depth += operation.Operator == "BDC" ? 1 : operation.Operator == "EMC" ? -1 : 0;
                Assert.InRange(depth, 0, 1);
            }
        }
    }

    [Fact]
    public void Text_and_marks_are_properly_nested()
    {
        using var pdf = new PdfReading(PdfSamples.Whole);
        for (var p = 0; p < pdf.Pages.Count; p++)
        {
            var open = new Stack<string>();
            foreach (var operation in pdf.Operations(p))
            {
                switch (operation.Operator)
                {
                    case "BT" or "BDC" or "q":
                        Assert.False(operation.Operator == "BT" && open.Contains("BT"));
                        Assert.False(operation.Operator == "q" && open.Contains("BT"));
                        open.Push(operation.Operator);
                        break;
                    case "ET": Assert.Equal("BT", open.Pop()); break;
                    case "EMC": Assert.Equal("BDC", open.Pop()); break;
                    case "Q": Assert.Equal("q", open.Pop()); break;
                }
            }

            Assert.Empty(open);
        }
    }

    [Fact]
    public void Marks_and_the_parent_tree_name_each_other()
    {
        using var pdf = new PdfReading(PdfSamples.Whole);
        var tree = pdf.ParentTree();
        var owners = pdf.Elements.SelectMany(e => e.Marks.Select(m => (Mark: m, e.Reference))).ToDictionary(x => x.Mark, x => x.Reference);
        var seen = 0;
        for (var p = 0; p < pdf.Pages.Count; p++)
        {
            Assert.Equal(p, pdf.Number(pdf.Pages[p], "StructParents"));
            var parents = ((ArrayToken)pdf.Resolve(tree[p])!).Data;
            var marks = pdf.Operations(p).OfType<BeginMarkedContentWithProperties>().Where(b => b.Properties!.Data.ContainsKey("MCID")).Select(b => pdf.Number(b.Properties!, "MCID")).ToList();
            Assert.Equal(Enumerable.Range(0, parents.Count), marks.Order());
            foreach (var mark in marks)
            {
                Assert.Equal(owners[(p, mark)], ((IndirectReferenceToken)parents[mark]).Data);
                seen++;
            }
        }

        Assert.Equal(owners.Count, seen);
    }

    [Fact]
    public void The_content_of_a_page_is_in_reading_order_too()
    {
        using var pdf = new PdfReading(PdfSamples.Whole);
        Assert.All(pdf.Reading.GroupBy(m => m.Page), page => Assert.Equal(page.Select(m => m.Id).Order(), page.Select(m => m.Id)));
    }

    [Fact]
    public void The_watermark_lies_under_everything_that_is_read()
    {
        using var pdf = new PdfReading(PdfSamples.Whole);
        for (var p = 0; p < pdf.Pages.Count; p++)
        {
            var marks = pdf.Operations(p).OfType<BeginMarkedContentWithProperties>().ToList();
            var watermark = marks.FindIndex(m => pdf.Name(m.Properties!, "Subtype") == "Watermark");
            Assert.InRange(watermark, 0, marks.FindIndex(m => m.Properties!.Data.ContainsKey("MCID")));
        }
    }

    [Fact]
    public void Every_element_names_its_parent()
    {
        using var pdf = new PdfReading(PdfSamples.Whole);
        Assert.All(pdf.Elements.Where(e => e.Parent is not null), e => Assert.Equal(e.Parent!.Reference, ((IndirectReferenceToken)e.Dictionary.Data["P"]).Data));
    }

    [Fact]
    public void Annotations_are_reached_in_reading_order_and_know_their_element()
    {
        using var pdf = new PdfReading(PdfSamples.Whole);
        var tree = pdf.ParentTree();
        var owners = pdf.Elements.SelectMany(e => e.Annotations.Select(a => (a, e))).ToDictionary(x => x.a, x => x.e);
        Assert.NotEmpty(owners);
        foreach (var (reference, annotation, page) in pdf.Annotations())
        {
            Assert.Equal("S", pdf.Name(pdf.Pages[page], "Tabs"));
            Assert.Equal(4, pdf.Number(annotation, "F") & 0b100111);
            var owner = owners[reference];
            Assert.Equal(owner.Reference, ((IndirectReferenceToken)tree[pdf.Number(annotation, "StructParent")]).Data);
            if (pdf.Name(annotation, "Subtype") == "Link")
            {
                Assert.Equal("Link", owner.Type);
                Assert.False(string.IsNullOrEmpty(pdf.Text(annotation, "Contents")));
            }
            else
            {
                Assert.Equal("Form", owner.Type);
                Assert.False(string.IsNullOrEmpty(pdf.Text(annotation, "TU")));
                Assert.NotNull(pdf.Dictionary(pdf.Dictionary(annotation, "AP")!, "N"));
            }
        }
    }

    [Fact]
    public void Figures_are_described_and_measured()
    {
        using var pdf = new PdfReading(PdfSamples.Whole);
        var figure = Assert.Single(pdf.Elements, e => e.Type == "Figure");
        Assert.Equal("Joyce in the middle", pdf.Text(figure.Dictionary, "Alt"));
        var box = pdf.Array(pdf.Dictionary(figure.Dictionary, "A")!, "BBox").Select(n => ((NumericToken)n).Double).ToList();
        Assert.True(box[0] < box[2] && box[1] < box[3]);
    }

    [Fact]
    public void A_drawing_without_a_description_is_decoration()
    {
        using var pdf = new PdfReading(PdfSamples.Write(new Figure(new Drawing(10, 10, [new Circle(5, 5, 2)]), "") { Caption = "Below" }));
        Assert.DoesNotContain(pdf.Elements, e => e.Type == "Figure");
        Assert.Contains(pdf.Operations(0), o => o.Operator == "S");
    }

    [Fact]
    public void List_items_hold_only_a_label_and_a_body()
    {
        using var pdf = new PdfReading(PdfSamples.Whole);
        var lists = pdf.Elements.Where(e => e.Type == "L").ToList();
        Assert.Equal(2, lists.Count);
        Assert.Equal(["Disc", "Decimal"], lists.Select(l => pdf.Name(pdf.Dictionary(l.Dictionary, "A")!, "ListNumbering")));
        Assert.All(lists.SelectMany(l => l.Children), item => Assert.Equal("LI:Lbl,LBody", $"{item.Type}:{string.Join(',', item.Children.Select(c => c.Type))}"));
    }

    [Fact]
    public void Tables_are_regular_and_their_headers_have_a_scope()
    {
        using var pdf = new PdfReading(PdfSamples.Whole);
        var tables = pdf.Elements.Where(e => e.Type == "Table").ToList();
        Assert.Equal(4, tables.Count);
        foreach (var table in tables)
        {
            Assert.All(table.Children, c => Assert.Contains(c.Type, new[] { "Caption", "THead", "TBody", "TFoot", "TR" }));
            Assert.True(table.Children.All(c => c.Type != "THead") || table.Children.Any(c => c.Type == "TBody"));
            var rows = table.Children.SelectMany(c => c.Type == "TR" ? [c] : c.Children).Where(r => r.Type == "TR").ToList();
            Assert.Single(rows.Select(r => r.Children.Count).Distinct());
            Assert.All(rows.SelectMany(r => r.Children), cell => Assert.Contains(cell.Type, new[] { "TH", "TD" }));
            Assert.All(rows.SelectMany(r => r.Children).Where(c => c.Type == "TH"), th => Assert.Contains(pdf.Name(pdf.Dictionary(th.Dictionary, "A")!, "Scope"), new[] { "Row", "Column" }));
        }
    }

    [Fact]
    public void Rows_with_too_few_or_too_many_cells_are_made_regular_without_losing_words()
    {
        var file = PdfSamples.Write(new Table([new("A"), new("B")], [["one"], ["two", "three", "four"], []]));
        using var pdf = new PdfReading(file);
        Assert.All(pdf.Elements.Where(e => e.Type == "TR"), row => Assert.Equal(2, row.Children.Count));
        Assert.Contains("four", pdf.AllText(), StringComparison.Ordinal);
    }

    [Fact]
    public void No_heading_level_is_skipped()
    {
        using var pdf = new PdfReading(PdfSamples.Write(new Heading(3, "First"), new Heading(6, "Deep"), new Heading(9, "Deeper"), new Heading(1, "Up"), new Heading(0, "Odd"), new Heading(3, "Down")));
        var levels = pdf.Elements.Where(e => e.Type[0] == 'H').Select(e => e.Type[1] - '0').ToList();
        Assert.Equal([1, 2, 3, 1, 1, 2], levels);
    }

    [Fact]
    public void Contents_lead_to_their_headings()
    {
        using var pdf = new PdfReading(PdfSamples.Whole);
        var items = pdf.Elements.Where(e => e.Type == "TOCI").ToList();
        Assert.Equal(6, items.Count);
        Assert.All(items, item => Assert.Single(Assert.Single(Assert.Single(item.Children).Children).Annotations));
        Assert.All(items, item => Assert.Equal("TOC", item.Parent!.Type));
    }

    [Fact]
    public void Another_language_is_named_where_it_is_spoken()
    {
        using var pdf = new PdfReading(PdfSamples.Whole);
        Assert.Equal(["cy", "ur", "bn"], pdf.Elements.Select(e => pdf.Text(e.Dictionary, "Lang")).Where(l => l is not null));
    }

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("file:///etc/passwd")]
    [InlineData("not an address")]
    public void Addresses_that_are_not_safe_are_set_as_plain_text(string address)
    {
        using var pdf = new PdfReading(PdfSamples.Write(new Paragraph(new RichText([new Run("here") { Link = address }]))));
        Assert.Empty(pdf.Annotations());
        Assert.Contains("here", pdf.AllText(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_repeated_header_of_a_table_is_not_read_twice()
    {
        using var pdf = new PdfReading(PdfSamples.Whole);
        var heads = pdf.Elements.Where(e => e.Type == "THead").SelectMany(h => h.Children).SelectMany(r => r.Children).ToList();
        Assert.Equal(3, heads.Count);
        Assert.All(heads, h => Assert.Single(h.Marks));
        Assert.True(pdf.Document.GetPages().Count(p => p.Text.Contains("What is done", StringComparison.Ordinal)) > 1);
    }
}
