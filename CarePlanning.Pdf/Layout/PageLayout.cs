using CarePlanning.Pdf.Writing;

namespace CarePlanning.Pdf.Layout;

/// <summary>A document laid out: its pages, its structure and its headings.</summary>
internal sealed record LaidDocument(List<LaidPage> Pages, StructNode Root, List<HeadingPlace> Headings, double Width, double Height);

/// <summary>Lays out a whole document on A4, header and footer included.</summary>
internal static class PageLayout
{
    public const double Width = 595.276;
    public const double Height = 841.89;
    private const double PointsPerMillimetre = 72 / 25.4;

    public static LaidDocument Make(PdfContent content, FontSet fonts)
    {
        var theme = content.Theme;
        var shaper = new Shaper();
        var setter = new TextSetter(fonts, shaper, theme, content.Language);
        var margin = theme.Margin * PointsPerMillimetre;
        var width = Width - (2 * margin);
        var running = new RunningLines(content, setter, margin, width);
        double top = running.Top, bottom = running.Bottom;
        var root = new StructNode("Document", null);
        var blocks = new BlockLayout(content, setter, bottom - top);
        var strips = blocks.LayOut(root, margin, width);
        var pages = new Paginator(top, bottom).Paginate(strips);

        for (var p = 0; p < pages.Count; p++)
        {
            foreach (var (place, y) in pages[p].Headings)
            {
                (place.Page, place.Y) = (p, y);
            }

            foreach (var (node, x, y, w, h) in pages[p].Figures)
            {
                node.Box = (x, Height - y - h, x + w, Height - y);
            }
        }

        for (var p = 0; p < pages.Count; p++)
        {
            FillContents(pages[p], setter, theme);
            running.Paint(pages[p], p + 1, pages.Count);
            if (!string.IsNullOrWhiteSpace(content.Watermark))
            {
                Watermark(pages[p], content.Watermark, setter, theme);
            }
        }

        return new LaidDocument(pages, root, blocks.Headings, Width, Height);
    }

    private static void FillContents(LaidPage page, TextSetter setter, Theme theme)
    {
        foreach (var (line, y) in page.ContentsLines)
        {
            var number = (line.Target.Page + 1).ToString(System.Globalization.CultureInfo.InvariantCulture);
            var set = setter.Set(number, line.Style, line.Link, line.Right - line.X, Align.End)[0];
            foreach (var operation in set.Operations.OfType<TextOperation>())
            {
                page.Operations.Add(new Placed(operation with { X = operation.X + line.X }, y + line.Baseline - set.Baseline));
            }

            var (from, to) = (line.TextEnd + 6, line.X + set.Left - 6);
            if (to - from > 12)
            {
                page.Operations.Add(new Placed(new StrokeOperation([(from, line.Baseline - 1), (to, line.Baseline - 1)], theme.Rule, 1) { Dotted = true, Layer = Layer.Frame }, y));
            }

            page.Operations.Add(new Placed(new LinkOperation(line.X, line.Top, line.Right - line.X, line.Height, $"{line.Text}, {number}") { Node = line.Link, Target = line.Target }, y));
        }
    }

    private static void Watermark(LaidPage page, string words, TextSetter setter, Theme theme)
    {
        var style = new TextStyle(100, 120, theme.WatermarkColour, FontWeight.Bold);
        words = words.Replace('\n', ' ');
        var size = Math.Min(150, 100 * 620 / Math.Max(1, setter.Measure(words, style)));
        var line = setter.Set(words, style with { Size = size, Leading = size * 1.2 }, null, 1e6, layer: Layer.Watermark, artifact: Artifact.Watermark)[0];
        const double angle = Math.PI / 3.4;
        foreach (var text in line.Operations.OfType<TextOperation>())
        {
            // Turned about the middle of the page, with the middle of its capitals on it.
            var along = text.X - line.Left - (line.Width / 2);
            var x = (Width / 2) + (along * Math.Cos(angle)) + (size * 0.34 * Math.Sin(angle));
            var y = (Height / 2) - (along * Math.Sin(angle)) + (size * 0.34 * Math.Cos(angle));
            page.Operations.Add(new Placed(text with { X = x, Y = 0, Angle = angle }, y));
        }
    }
}
