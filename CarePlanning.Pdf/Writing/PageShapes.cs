using System.Globalization;
using CarePlanning.Pdf.Layout;

namespace CarePlanning.Pdf.Writing;

/// <summary>The shapes of a page: strokes, circles and boxes.</summary>
internal sealed partial class PagePainter
{
    private string Point(double x, double y) => $"{PdfText.Number(x)} {PdfText.Number(pageHeight - y)}";

    private void Stroke(StrokeOperation stroke, double y)
    {
        LeaveText();
        content.Append(CultureInfo.InvariantCulture, $"q {PdfText.Colour(stroke.Colour)} RG {PdfText.Number(stroke.Width)} w ");
        content.Append(stroke.Dotted ? "1 J [0 4] 0 d " : stroke.Round ? "1 J 1 j " : "");
        for (var i = 0; i < stroke.Points.Count; i++)
        {
            content.Append(Point(stroke.Points[i].X, y + stroke.Points[i].Y)).Append(i == 0 ? " m " : " l ");
        }

        content.Append("S Q\n");
    }

    private void Circle(CircleOperation circle, double y)
    {
        const double Round = 0.5522847498;
        LeaveText();
        double r = circle.Radius, k = r * Round, cx = circle.X, cy = y + circle.Y;
        content.Append("q ").Append(Colours(circle.Fill, circle.Stroke, circle.StrokeWidth));
        content.Append(CultureInfo.InvariantCulture, $"{Point(cx + r, cy)} m {Point(cx + r, cy + k)} {Point(cx + k, cy + r)} {Point(cx, cy + r)} c {Point(cx - k, cy + r)} {Point(cx - r, cy + k)} {Point(cx - r, cy)} c ");
        content.Append(CultureInfo.InvariantCulture, $"{Point(cx - r, cy - k)} {Point(cx - k, cy - r)} {Point(cx, cy - r)} c {Point(cx + k, cy - r)} {Point(cx + r, cy - k)} {Point(cx + r, cy)} c h ");
        content.Append(Ending(circle.Fill, circle.Stroke)).Append(" Q\n");
    }

    /// <summary>In the drawing's own measure, turned and moved as a whole: its numbers stay short, and a code of squares is on every page.</summary>
    private void Outline(OutlineOperation outline, double top)
    {
        LeaveText();
        content.Append("q ").Append(Colours(outline.Fill, outline.Stroke, outline.StrokeWidth / outline.Scale)).Append(outline.Stroke is null ? "" : "1 J 1 j ");
        content.Append(CultureInfo.InvariantCulture, $"{PdfText.Number(outline.Scale)} 0 0 {PdfText.Number(-outline.Scale)} {PdfText.Number(outline.X)} {PdfText.Number(pageHeight - top)} cm ");
        var steps = outline.Steps;
        for (var i = 0; i < steps.Count; i++)
        {
            if (Upright(steps, i) is var (width, height))
            {
                content.Append(CultureInfo.InvariantCulture, $"{Own(steps[i].X, steps[i].Y)} {Own(width, height)} re ");
                i += 4;
                continue;
            }

            content.Append(steps[i] switch
            {
                { Kind: 'Z' } => "h ",
                { Kind: 'C' } c => $"{Own(c.X1, c.Y1)} {Own(c.X2, c.Y2)} {Own(c.X, c.Y)} c ",
                var to => Own(to.X, to.Y) + (to.Kind == 'M' ? " m " : " l "),
            });
        }

        content.Append(Ending(outline.Fill, outline.Stroke)).Append(" Q\n");
    }

    private static string Own(double x, double y) => $"{PdfText.Number(x)} {PdfText.Number(y)}";

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
        content.Append("q ").Append(Colours(box.Fill, box.Stroke, box.StrokeWidth)).Append(box.Dashed ? "[7 4] 0 d " : "");
        BoxPath(box, y + box.Y);
        content.Append(Ending(box.Fill, box.Stroke)).Append(" Q\n");
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
            content.Append(CultureInfo.InvariantCulture, $"{Point(left, box.OpenTop ? top : top + t)} m {Point(left, bottom - b)} l ");
            content.Append(b > 0 ? Curve(left + b, bottom, left, bottom - (b * Round), left + (b * Round), bottom) : box.OpenBottom ? "" : Point(left, bottom) + " l ");
            content.Append(Point(right - b, bottom)).Append(box.OpenBottom ? " m " : " l ");
            content.Append(b > 0 ? Curve(right, bottom - b, right - (b * Round), bottom, right, bottom - (b * Round)) : "");
            content.Append(CultureInfo.InvariantCulture, $"{Point(right, top + t)} l ");
            if (!box.OpenTop)
            {
                content.Append(t > 0 ? Curve(right - t, top, right, top + (t * Round), right - (t * Round), top) : "");
                content.Append(CultureInfo.InvariantCulture, $"{Point(left + t, top)} l ");
                content.Append(t > 0 ? Curve(left, top + t, left + (t * Round), top, left, top + (t * Round)) : "");
            }

            return;
        }

        content.Append(CultureInfo.InvariantCulture, $"{Point(left + t, top)} m {Point(right - t, top)} l ");
        content.Append(t > 0 ? Curve(right, top + t, right - (t * Round), top, right, top + (t * Round)) : "");
        content.Append(CultureInfo.InvariantCulture, $"{Point(right, bottom - b)} l ");
        content.Append(b > 0 ? Curve(right - b, bottom, right, bottom - (b * Round), right - (b * Round), bottom) : "");
        content.Append(CultureInfo.InvariantCulture, $"{Point(left + b, bottom)} l ");
        content.Append(b > 0 ? Curve(left, bottom - b, left + (b * Round), bottom, left, bottom - (b * Round)) : "");
        content.Append(CultureInfo.InvariantCulture, $"{Point(left, top + t)} l ");
        content.Append(t > 0 ? Curve(left + t, top, left, top + (t * Round), left + (t * Round), top) : "");
        content.Append("h ");
    }

    private string Curve(double toX, double toY, double ax, double ay, double bx, double by) => $"{Point(ax, ay)} {Point(bx, by)} {Point(toX, toY)} c ";
}
