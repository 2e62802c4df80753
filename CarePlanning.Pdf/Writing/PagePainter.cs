using System.Globalization;
using System.Text;
using CarePlanning.Pdf.Layout;

namespace CarePlanning.Pdf.Writing;

/// <summary>Writes the content of one page, with every operator inside an element's mark or an artifact's.</summary>
internal sealed partial class PagePainter(int page, double pageHeight, Func<FontFace, FontUse> use)
{
    private readonly StringBuilder content = new();
    private readonly object operationOfItsOwn = new();
    private object? current;
    private bool inText;

    /// <summary>The element of each mark on this page, by the mark's number.</summary>
    public List<StructNode> Marks { get; } = [];

    public List<(LinkOperation Link, double Y)> Links { get; } = [];

    public HashSet<FontUse> Fonts { get; } = [];

    public byte[] Paint(LaidPage laid)
    {
        // Reading order inside the content, not only in the structure: some readers use the one, some the other.
        foreach (var placed in laid.Operations.OrderBy(o => o is { AsArtifact: true, Operation.Layer: Layer.Content } ? Layer.Running : o.Operation.Layer).ThenBy(o => Order(o)))
        {
            Paint(placed);
        }

        Enter(null, Artifact.Layout, close: true);
        return Encoding.ASCII.GetBytes(content.ToString());
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

        Enter(placed.AsArtifact ? null : operation.Node, operation.Artifact, instead: (operation as TextOperation)?.Instead);
        switch (operation)
        {
            case TextOperation text: Text(text, placed.Y); break;
            case BoxOperation box: Box(box, placed.Y); break;
            case StrokeOperation stroke: Stroke(stroke, placed.Y); break;
            case OutlineOperation outline: Outline(outline, placed.Y); break;
            case CircleOperation circle: Circle(circle, placed.Y); break;
        }
    }

    private void Enter(StructNode? node, Artifact artifact, bool close = false, string? instead = null)
    {
        object wanted = node is null ? artifact : node;
        if (!close && instead is null && wanted.Equals(current))
        {
            return;
        }

        LeaveText();
        if (current is not null)
        {
            content.Append("EMC\n");
        }

        // A substitute has a mark of its own, which its real words are written on.
        current = close ? null : instead is null ? wanted : operationOfItsOwn;
        if (close)
        {
            return;
        }

        if (node is null)
        {
            content.Append(artifact switch
            {
                Artifact.Header => "/Artifact <</Type/Pagination/Subtype/Header>> BDC\n",
                Artifact.Footer => "/Artifact <</Type/Pagination/Subtype/Footer>> BDC\n",
                Artifact.Watermark => "/Artifact <</Type/Pagination/Subtype/Watermark>> BDC\n",
                _ => "/Artifact <</Type/Layout>> BDC\n",
            });
            return;
        }

        var id = Marks.Count;
        Marks.Add(node);
        node.Kids.Add(new MarkedContent(page, id));
        node.Page = node.Page < 0 ? page : node.Page;
        for (var n = node; n is { Inline: true, Attached: false, Parent: not null }; n = n.Parent)
        {
            n.Attached = true;
            n.Parent.Kids.Add(n);
        }

        content.Append(CultureInfo.InvariantCulture, $"/{(instead is null ? node.Type : "Span")} <</MCID {id}{(instead is null ? "" : $"/ActualText<FEFF{PdfText.Hex(instead)}>")}>> BDC\n");
    }

    private void LeaveText()
    {
        if (inText)
        {
            content.Append("ET\n");
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
            content.Append("BT\n");
            inText = true;
        }

        var (cos, sin) = (Math.Cos(text.Angle), Math.Sin(text.Angle));
        content.Append(CultureInfo.InvariantCulture, $"{PdfText.Colour(text.Colour)} rg /{font.Resource} {PdfText.Number(text.Size)} Tf ");
        content.Append(text.Angle == 0 ? "1 0 0 1 " : $"{PdfText.Number(cos)} {PdfText.Number(sin)} {PdfText.Number(-sin)} {PdfText.Number(cos)} ");
        content.Append(CultureInfo.InvariantCulture, $"{PdfText.Number(text.X)} {PdfText.Number(baseline)} Tm\n");
        Words(text, font);
    }

    private void Words(TextOperation text, FontUse font)
    {
        var perEm = 1000.0 / font.Face.UnitsPerEm;
        double pen = 0, edge = 0;
        content.Append("[<");
        foreach (var word in text.Words)
        {
            // Leftward words are written in reading order too: the pen steps back before each cluster.
            var left = text.RightToLeft ? edge - word.Width : edge;
            foreach (var cluster in word.Clusters)
            {
                var (glyph, shift, advance) = font.Glyph(cluster, word);
                var back = pen - (left + cluster.X + shift);
                if (Math.Abs(back) > 0.01)
                {
                    content.Append('>').Append(PdfText.Number(back * perEm)).Append('<');
                }

                content.Append(glyph.ToString("X4", CultureInfo.InvariantCulture));
                pen = left + cluster.X + shift + advance;
            }

            edge = text.RightToLeft ? left : edge + word.Width;
        }

        content.Append(">]TJ\n");
    }
}
