using CarePlanning.Pdf.Layout;

namespace CarePlanning.Pdf.Writing;

/// <summary>Writes the content of one page, with every operator inside an element's mark or an artifact's.</summary>
internal sealed partial class PagePainter(int page, double pageHeight, Func<FontFace, FontUse> use, ByteText content, SharedDrawings shared, bool tagged)
{
    private enum Inside { Nothing, Element, Artifact, Substitute }

    private Inside inside;
    private StructNode? element;
    private Artifact artifact;
    private bool inText;

    /// <summary>The element of each mark on this page, by the mark's number.</summary>
    public List<StructNode> Marks { get; } = [];

    public List<(LinkOperation Link, double Y)> Links { get; } = [];

    public HashSet<FontUse> Fonts { get; } = [];

    /// <summary>The shared drawings that stand on this page.</summary>
    public SortedSet<int> Drawings { get; } = [];

    /// <summary>Writes into the text that was handed over, which is cleared first.</summary>
    public void Paint(LaidPage laid)
    {
        content.Clear();
        // Reading order inside the content, not only in the structure: some readers use the one, some the other.
        var (placed, order) = (laid.Operations.ToArray(), new (int Layer, int Order, int At)[laid.Operations.Count]);
        for (var i = 0; i < order.Length; i++)
        {
            var layer = placed[i] is { AsArtifact: true, Operation.Layer: Layer.Content } ? Layer.Running : placed[i].Operation.Layer;
            order[i] = ((int)layer, Order(placed[i]), i);
        }

        Array.Sort(order, placed);
        foreach (var one in placed)
        {
            Paint(one);
        }

        Leave();
    }

    private static int Order(Placed placed)
    {
        var node = placed.AsArtifact ? null : placed.Operation.Node;
        while (node is { Inline: true })
        {
            node = node.Parent;
        }

        return node?.Order ?? 0;
    }

    private void Paint(Placed placed)
    {
        var operation = placed.Operation;
        if (operation is LinkOperation link)
        {
            Links.Add((link, placed.Y));
            return;
        }

        if ((placed.AsArtifact ? null : operation.Node) is { } node)
        {
            Enter(node, (operation as TextOperation)?.Instead);
        }
        else
        {
            Enter(operation.Artifact, (operation as TextOperation)?.Instead);
        }

        switch (operation)
        {
            case TextOperation text: Text(text, placed.Y); break;
            case BoxOperation box: Box(box, placed.Y); break;
            case StrokeOperation stroke: Stroke(stroke, placed.Y); break;
            case ImageOperation image: Image(image, placed.Y); break;
            case OutlineOperation { Layer: Layer.Running } outline: Again(outline, placed.Y); break;
            case OutlineOperation outline: Outline(outline, placed.Y); break;
            case CircleOperation circle: Circle(circle, placed.Y); break;
        }
    }

    private void Leave()
    {
        LeaveText();
        if (inside != Inside.Nothing)
        {
            content.Add("EMC\n"u8);
        }

        inside = Inside.Nothing;
    }

    private void Enter(Artifact kind, string? instead)
    {
        if (!tagged || (instead is null && inside == Inside.Artifact && artifact == kind))
        {
            return;
        }

        Leave();
        (inside, artifact) = (instead is null ? Inside.Artifact : Inside.Substitute, kind);
        content.Add(kind switch
        {
            Artifact.Header => "/Artifact <</Type/Pagination/Subtype/Header>> BDC\n"u8,
            Artifact.Footer => "/Artifact <</Type/Pagination/Subtype/Footer>> BDC\n"u8,
            Artifact.Watermark => "/Artifact <</Type/Pagination/Subtype/Watermark>> BDC\n"u8,
            _ => "/Artifact <</Type/Layout>> BDC\n"u8,
        });
    }

    private void Enter(StructNode node, string? instead)
    {
        if (!tagged || (instead is null && inside == Inside.Element && element == node))
        {
            return;
        }

        Leave();

        // A substitute has a mark of its own, which its real words are written on.
        (inside, element) = (instead is null ? Inside.Element : Inside.Substitute, node);
        var id = Marks.Count;
        Marks.Add(node);
        node.Kids.Add(new MarkedContent(page, id));
        node.Page = node.Page < 0 ? page : node.Page;
        for (var n = node; n is { Inline: true, Attached: false, Parent: not null }; n = n.Parent)
        {
            n.Attached = true;
            n.Parent.Kids.Add(n);
        }

        content.Add($"/{(instead is null ? node.Type : "Span")} <</MCID {id}");
        if (instead is not null)
        {
            content.Add($"/ActualText<FEFF{PdfText.Hex(instead)}>");
        }

        content.Add(">> BDC\n"u8);
    }

    private void LeaveText()
    {
        if (inText)
        {
            content.Add("ET\n"u8);
            inText = false;
        }
    }

    private void Text(TextOperation text, double y)
    {
        var baseline = pageHeight - y - text.Y;
        var font = use(text.Words[0].Face);
        Fonts.Add(font);
        if (!inText)
        {
            content.Add("BT\n"u8);
            inText = true;
        }

        content.Add($"{Colour(text.Colour)} rg /{font.Resource} {text.Size} Tf ");
        if (text.Angle == 0)
        {
            content.Add("1 0 0 1 "u8);
        }
        else
        {
            var (cos, sin) = (Math.Cos(text.Angle), Math.Sin(text.Angle));
            content.Add($"{cos} {sin} {-sin} {cos} ");
        }

        content.Add($"{text.X} {baseline} Tm\n");
        Words(text, font);
    }

    private (string Named, string Written) lastColour = ("", "");

    // Line after line is of one colour.
    private string Colour(string named) =>
        ReferenceEquals(named, lastColour.Named) ? lastColour.Written : (lastColour = (named, PdfText.Colour(named))).Written;

    private void Words(TextOperation text, FontUse font)
    {
        var perEm = 1000.0 / font.Face.UnitsPerEm;
        int pen = 0, edge = 0;
        content.Add("[<"u8);
        foreach (var word in text.Words)
        {
            // Leftward words are written in reading order too: the pen steps back before each cluster.
            var left = text.RightToLeft ? edge - word.Width : edge;
            var written = word.Written ??= font.Write(word);
            if (written.Codes.Length > 0)
            {
                var back = pen - (left + written.First);
                if (back != 0)
                {
                    content.Add($">{back * perEm}<");
                }

                content.Add(written.Codes);
                pen = left + written.End;
            }

            edge = text.RightToLeft ? left : edge + word.Width;
        }

        content.Add(">]TJ\n"u8);
    }
}
