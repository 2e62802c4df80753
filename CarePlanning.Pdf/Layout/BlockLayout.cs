using CarePlanning.Pdf.Writing;

namespace CarePlanning.Pdf.Layout;

/// <summary>The column in which blocks are set and the element they belong to.</summary>
internal readonly record struct Place(double X, double Width, StructNode Parent, Frame? Frame = null, Repeat? Repeat = null);

/// <summary>Turns blocks into strips, and grows the structure tree alongside.</summary>
internal sealed partial class BlockLayout
{
    private readonly PdfContent content;
    private readonly Theme theme;
    private readonly TextSetter setter;
    private readonly double pageHeight;
    private readonly Queue<HeadingPlace> coming;
    private int lastTagLevel;
    private int order;

    public BlockLayout(PdfContent content, TextSetter setter, double pageHeight)
    {
        (this.content, this.setter, this.pageHeight) = (content, setter, pageHeight);
        theme = content.Theme;
        Headings = [];
        FindHeadings(content.Blocks);
        coming = new Queue<HeadingPlace>(Headings);
    }

    public List<HeadingPlace> Headings { get; }

    public List<Strip> LayOut(StructNode document, double x, double width) => Blocks(content.Blocks, new Place(x, width, document));

    private static double Gap(Theme theme, double points) => points * theme.Scale;

    private double Gap(double points) => Gap(theme, points);

    /// <summary>Room beside letters, which grows with them however tight the blocks are set.</summary>
    private double Beside(double points) => points * theme.Body / 11;

    private StructNode Node(string type, StructNode parent, Block? block = null, string? scope = null, string? numbering = null, string? alt = null) =>
        new(type, parent) { Order = ++order, Language = block?.Language, Scope = scope, ListNumbering = numbering, Alt = alt };

    private void FindHeadings(IReadOnlyList<Block> blocks, int depth = 1)
    {
        if (depth > PdfContent.DeepestNesting)
        {
            throw new ArgumentException($"Blocks stand more than {PdfContent.DeepestNesting} deep inside each other.", nameof(blocks));
        }

        foreach (var block in blocks)
        {
            switch (block)
            {
                case Heading heading:
                    // A level is never skipped in the tags, whatever the look asks for.
                    lastTagLevel = Math.Clamp(heading.Level, 1, Math.Min(6, lastTagLevel + 1));
                    Headings.Add(new HeadingPlace(heading, lastTagLevel));
                    break;
                case Callout callout: FindHeadings(callout.Blocks, depth + 1); break;
                case KeepTogether keep: FindHeadings(keep.Blocks, depth + 1); break;
                case Columns columns:
                    FindHeadings(columns.Left, depth + 1);
                    FindHeadings(columns.Right, depth + 1);
                    break;
            }
        }
    }

    private List<Strip> Blocks(IReadOnlyList<Block> blocks, Place place)
    {
        var strips = new List<Strip>();
        var startsPage = false;
        foreach (var block in blocks)
        {
            if (block is PageBreak)
            {
                startsPage = true;
                continue;
            }

            var made = Block(block, place);
            if (made.Count > 0 && startsPage)
            {
                made[0].StartsPage = true;
                startsPage = false;
            }

            strips.AddRange(made);
        }

        return strips;
    }

    private List<Strip> Block(Block block, Place place) => block switch
    {
        Heading heading => SetHeading(heading, place),
        Paragraph paragraph => SetParagraph(paragraph, place),
        BulletList list => SetList(list, place),
        KeyValueTable table => SetKeyValues(table, place),
        Table table => SetTable(table, place),
        Callout callout => SetCallout(callout, place),
        Figure figure => SetFigure(figure, place),
        KeepTogether keep => Hold(Blocks(keep.Blocks, place), keep.Whole ? Keep.Whole : Keep.Group),
        Contents contents => SetContents(contents, place),
        Columns columns => SetColumns(columns, place),
        Space space => [new Strip { Height = 0, SpaceBefore = Math.Max(0, space.Points), Frame = place.Frame, Repeat = place.Repeat }],
        _ => throw new NotSupportedException($"A block of the kind {block.GetType().Name} cannot be laid out."),
    };

    private static List<Strip> Hold(List<Strip> strips, int strength)
    {
        for (var i = 0; i + 1 < strips.Count; i++)
        {
            strips[i].Hold = Math.Max(strips[i].Hold, strength);
        }

        return strips;
    }

    /// <summary>Lines become strips of which the first two and the last two stay together.</summary>
    private static List<Strip> ToStrips(List<TextLine> lines, Place place, double before, double after)
    {
        var strips = new List<Strip>(lines.Count);
        for (var i = 0; i < lines.Count; i++)
        {
            var strip = new Strip
            {
                Height = lines[i].Height,
                Frame = place.Frame,
                Repeat = place.Repeat,
                SpaceBefore = i == 0 ? before : 0,
                SpaceAfter = i == lines.Count - 1 ? after : 0,
                Hold = i < lines.Count - 1 && (i == 0 || i == lines.Count - 2) ? Keep.Lines : Keep.Free,
            };
            Move(lines[i], place.X, 0, strip);
            strips.Add(strip);
        }

        return strips;
    }

    private static void Move(TextLine line, double dx, double dy, Strip strip)
    {
        foreach (var operation in line.Operations)
        {
            if (operation is TextOperation text)
            {
                // A line just set belongs to nobody else.
                text.X += dx;
                strip.Add(text, dy);
            }
            else
            {
                strip.Add(Moved(operation, dx), dy);
            }
        }
    }

    private static Operation Moved(Operation operation, double dx)
    {
        switch (operation)
        {
            case LinkOperation link:
                return link with { X = link.X + dx };
            case BoxOperation box:
                return box with { X = box.X + dx };
            case OutlineOperation outline:
                return outline with { X = outline.X + dx };
            case ImageOperation image:
                return image with { X = image.X + dx };
            case CircleOperation circle:
                return circle with { X = circle.X + dx };
            case StrokeOperation stroke:
                return stroke with { Points = [.. stroke.Points.Select(p => (p.X + dx, p.Y))] };
            default:
                return operation;
        }
    }

    private List<Strip> SetHeading(Heading heading, Place place)
    {
        var found = coming.Dequeue();
        var text = string.IsNullOrWhiteSpace(heading.Text.Plain) ? RichText.FromString("\u2013") : heading.Text;
        var (style, before, after) = heading.Level switch
        {
            <= 1 => (new TextStyle(theme.Heading1, theme.Heading1 * 1.18, theme.Ink, FontWeight.Bold), 22.0, 9.0),
            2 => (new TextStyle(theme.Heading2, theme.Heading2 * 1.25, theme.Ink, FontWeight.Bold), 22.0, 6.0),
            3 => (new TextStyle(theme.Heading3, theme.Heading3 * 1.3, theme.Brand, FontWeight.SemiBold), 15.0, 4.0),
            _ => (new TextStyle(theme.Body, theme.Leading, theme.Ink, FontWeight.Bold), 12.0, 3.0),
        };
        var node = Node("H" + found.TagLevel, place.Parent, heading);
        var strips = ToStrips(setter.Set(text, style, node, place.Width, blockLanguage: heading.Language), place, Gap(before), Gap(after));
        foreach (var strip in strips)
        {
            strip.Hold = Keep.Heading;
        }

        strips[0].StartsPage = heading.NewPage;
        strips[0].Headings.Add((found, 0));
        return strips;
    }

    private List<Strip> SetParagraph(Paragraph paragraph, Place place)
    {
        if (paragraph.Text.Plain.Length == 0)
        {
            return [];
        }

        var style = paragraph.Style switch
        {
            ParagraphStyle.Lead => new TextStyle(theme.Lead, theme.LeadLeading, theme.Ink),
            ParagraphStyle.Hint => new TextStyle(theme.Body, theme.Leading, theme.Soft),
            ParagraphStyle.Small => new TextStyle(theme.Small, theme.SmallLeading, theme.Soft),
            ParagraphStyle.Quote => new TextStyle(theme.Quote, theme.QuoteLeading, theme.Ink),
            _ => BodyStyle,
        };
        if (paragraph.Style != ParagraphStyle.Quote)
        {
            var node = Node("P", place.Parent, paragraph);
            return ToStrips(setter.Set(paragraph.Text, style, node, place.Width, blockLanguage: paragraph.Language), place, 0, Gap(6));
        }

        var bar = new Frame(FrameKind.Bar, place.Frame, place.X, place.Width, 2, 2, theme.BrandTint, null);
        var inset = Math.Min(Gap(14), place.Width / 4);
        var inner = place with { X = place.X + inset, Width = place.Width - inset, Frame = bar };
        var quote = Node("P", Node("BlockQuote", place.Parent, paragraph));
        return ToStrips(setter.Set(paragraph.Text, style, quote, inner.Width, blockLanguage: paragraph.Language), inner, Gap(3), Gap(9));
    }

    private TextStyle BodyStyle => new(theme.Body, theme.Leading, theme.Ink);

    private List<Strip> SetList(BulletList list, Place place)
    {
        if (list.Items.Count == 0)
        {
            return [];
        }

        var node = Node("L", place.Parent, list, numbering: list.Numbered ? "Decimal" : "Disc");
        var label = BodyStyle with { Colour = theme.Brand, Weight = list.Numbered ? FontWeight.SemiBold : FontWeight.Bold };
        var indent = Math.Min(place.Width / 3, list.Numbered ? setter.Measure($"{list.Items.Count}.", label) + Beside(9) : Beside(16));
        var strips = new List<Strip>();
        for (var i = 0; i < list.Items.Count; i++)
        {
            var item = Node("LI", node);
            var sign = setter.Set(list.Numbered ? $"{i + 1}." : "\u2022", label, Node("Lbl", item), indent, list.Numbered ? Align.End : Align.Start);
            var lines = setter.Set(list.Items[i], BodyStyle, Node("LBody", item), place.Width - indent, blockLanguage: list.Language);
            var made = ToStrips(lines, place with { X = place.X + indent }, 0, Gap(i == list.Items.Count - 1 ? 7 : 3));
            Move(sign[0], place.X + (list.Numbered ? -Beside(8) : Beside(3)), lines[0].Baseline - sign[0].Baseline, made[0]);
            strips.AddRange(made);
        }

        strips[0].Hold = strips.Count > 1 ? Keep.Lines : strips[0].Hold;
        return strips;
    }
}
