using CarePlanning.Pdf.Layout;

namespace CarePlanning.Pdf.Writing;

/// <summary>The shapes of a page: strokes, circles and boxes.</summary>
internal sealed partial class PagePainter
{
    private ByteText.Spot Point(double x, double y) => new(x, pageHeight - y);

    private void Stroke(StrokeOperation stroke, double y)
    {
        LeaveText();
        content.Add($"q {PdfText.Colour(stroke.Colour)} RG {stroke.Width} w ");
        content.Add(stroke.Dotted ? "1 J [0 4] 0 d " : stroke.Round ? "1 J 1 j " : "");
        for (var i = 0; i < stroke.Points.Count; i++)
        {
            content.Add($"{Point(stroke.Points[i].X, y + stroke.Points[i].Y)}{(i == 0 ? " m " : " l ")}");
        }

        content.Add("S Q\n");
    }

    private void Circle(CircleOperation circle, double y)
    {
        const double Round = 0.5522847498;
        LeaveText();
        double r = circle.Radius, k = r * Round, cx = circle.X, cy = y + circle.Y;
        content.Add("q ").Add(Colours(circle.Fill, circle.Stroke, circle.StrokeWidth));
        content.Add($"{Point(cx + r, cy)} m {Point(cx + r, cy + k)} {Point(cx + k, cy + r)} {Point(cx, cy + r)} c {Point(cx - k, cy + r)} {Point(cx - r, cy + k)} {Point(cx - r, cy)} c ");
        content.Add($"{Point(cx - r, cy - k)} {Point(cx - k, cy - r)} {Point(cx, cy - r)} c {Point(cx + k, cy - r)} {Point(cx + r, cy - k)} {Point(cx + r, cy)} c h ");
        content.Add(Ending(circle.Fill, circle.Stroke)).Add(" Q\n");
    }

    /// <summary>In the drawing's own measure, turned and moved as a whole: its numbers stay short, and a code of squares is on every page.</summary>
    private void Outline(OutlineOperation outline, double top)
    {
        LeaveText();
        content.Add("q ").Add(Colours(outline.Fill, outline.Stroke, outline.StrokeWidth / outline.Scale)).Add(outline.Stroke is null ? "" : "1 J 1 j ");
        content.Add($"{outline.Scale} 0 0 {-outline.Scale} {outline.X} {pageHeight - top} cm ");
        var steps = outline.Steps;
        for (var i = 0; i < steps.Count; i++)
        {
            if (Upright(steps, i) is var (width, height))
            {
                content.Add($"{Own(steps[i].X, steps[i].Y)} {Own(width, height)} re ");
                i += 4;
                continue;
            }

            switch (steps[i])
            {
                case { Kind: 'Z' }: content.Add("h "u8); break;
                case { Kind: 'C' } c: content.Add($"{Own(c.X1, c.Y1)} {Own(c.X2, c.Y2)} {Own(c.X, c.Y)} c "); break;
                case var to: content.Add($"{Own(to.X, to.Y)}{(to.Kind == 'M' ? " m " : " l ")}"); break;
            }
        }

        content.Add(Ending(outline.Fill, outline.Stroke)).Add(" Q\n");
    }

    private static ByteText.Spot Own(double x, double y) => new(x, y);

    /// <summary>A drawing of head or foot: the file holds it once, and every page points to it.</summary>
    private void Again(OutlineOperation outline, double top)
    {
        LeaveText();
        var number = shared.Of(outline, top, Outline, content, pageHeight);
        Drawings.Add(number);
        content.Add($"/X{number} Do\n");
    }

    private void Image(ImageOperation image, double y)
    {
        LeaveText();
        var number = shared.Of(image.Picture);
        Drawings.Add(number);
        content.Add($"q {image.Width} 0 0 {image.Height} {Point(image.X, y + image.Y + image.Height)} cm /X{number} Do Q\n");
    }

    /// <summary>The width and height of an upright rectangle that begins at this step: right, down, left and back.</summary>
    private static (double Width, double Height)? Upright(IReadOnlyList<OutlineStep> steps, int at)
    {
        if (at + 4 >= steps.Count || steps[at].Kind != 'M' || steps[at + 4].Kind != 'Z') return null;
        var (a, b, c, d) = (steps[at], steps[at + 1], steps[at + 2], steps[at + 3]);
        return (b.Kind, c.Kind, d.Kind) == ('L', 'L', 'L') && a.Y == b.Y && b.X == c.X && c.Y == d.Y && d.X == a.X ? (b.X - a.X, c.Y - b.Y) : null;
    }

    private static string Colours(string? fill, string? stroke, double width) =>
        (fill is null ? "" : PdfText.Colour(fill) + " rg ") + (stroke is null ? "" : $"{PdfText.Colour(stroke)} RG {PdfText.Number(width)} w ");

    private static string Ending(string? fill, string? stroke) => (fill, stroke) switch { (null, null) => "n", (null, _) => "S", (_, null) => "f", _ => "B" };

    private void Box(BoxOperation box, double y)
    {
        LeaveText();
        content.Add("q ").Add(Colours(box.Fill, box.Stroke, box.StrokeWidth)).Add(box.Dashed ? "[7 4] 0 d " : "");
        BoxPath(box, y + box.Y);
        content.Add(Ending(box.Fill, box.Stroke)).Add(" Q\n");
    }

    private void BoxPath(BoxOperation box, double top)
    {
        double left = box.X, right = box.X + box.Width, bottom = top + box.Height;
        var corner = Math.Min(box.Corner, Math.Min(box.Width, box.Height) / 2);
        var (t, b) = (box.RoundTop ? corner : 0, box.RoundBottom ? corner : 0);
        const double Round = 0.4477152502;
        if (box.Stroke is not null && (box.OpenTop || box.OpenBottom))
        {
            // The sides only: an edge that is not there says that the frame goes on.
            content.Add($"{Point(left, box.OpenTop ? top : top + t)} m {Point(left, bottom - b)} l ");
            if (b > 0)
            {
                Curve(b, left + b, bottom, left, bottom - (b * Round), left + (b * Round), bottom);
            }
            else if (!box.OpenBottom)
            {
                content.Add($"{Point(left, bottom)} l ");
            }

            content.Add($"{Point(right - b, bottom)}{(box.OpenBottom ? " m " : " l ")}");
            Curve(b, right, bottom - b, right - (b * Round), bottom, right, bottom - (b * Round));
            content.Add($"{Point(right, top + t)} l ");
            if (!box.OpenTop)
            {
                Curve(t, right - t, top, right, top + (t * Round), right - (t * Round), top);
                content.Add($"{Point(left + t, top)} l ");
                Curve(t, left, top + t, left + (t * Round), top, left, top + (t * Round));
            }

            return;
        }

        content.Add($"{Point(left + t, top)} m {Point(right - t, top)} l ");
        Curve(t, right, top + t, right - (t * Round), top, right, top + (t * Round));
        content.Add($"{Point(right, bottom - b)} l ");
        Curve(b, right - b, bottom, right, bottom - (b * Round), right - (b * Round), bottom);
        content.Add($"{Point(left + b, bottom)} l ");
        Curve(b, left, bottom - b, left + (b * Round), bottom, left, bottom - (b * Round));
        content.Add($"{Point(left, top + t)} l ");
        Curve(t, left + t, top, left, top + (t * Round), left + (t * Round), top);
        content.Add("h ");
    }

    // A corner that is not round needs no curve.
    private void Curve(double corner, double toX, double toY, double ax, double ay, double bx, double by)
    {
        if (corner > 0)
        {
            content.Add($"{Point(ax, ay)} {Point(bx, by)} {Point(toX, toY)} c ");
        }
    }
}
