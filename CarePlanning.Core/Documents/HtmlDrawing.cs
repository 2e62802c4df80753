using System.Globalization;
using System.Text;
using CarePlanning.Pdf;

namespace CarePlanning.Core.Documents;

/// <summary>A drawing as inline SVG, which reads out its description once and hides its parts.</summary>
internal static class HtmlDrawing
{
    public static string Write(Figure figure)
    {
        var d = figure.Drawing;
        var svg = new StringBuilder();
        var said = string.IsNullOrWhiteSpace(figure.Alt) ? "aria-hidden=\"true\"" : $"role=\"img\" aria-label=\"{HtmlTwin.Escape(figure.Alt)}\"";
        svg.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {d.Width:0.##} {d.Height:0.##}\" width=\"{figure.Width * 3.78:0}\" {said}>");
        foreach (var shape in d.Shapes) svg.Append(Shape(shape));
        return svg.Append("</svg>").ToString();
    }

    private static string Shape(Shape shape) => shape switch
    {
        Circle c => Say($"<circle cx=\"{c.X:0.##}\" cy=\"{c.Y:0.##}\" r=\"{c.Radius:0.##}\"{Look(c)}/>"),
        Photograph p => Say($"<image x=\"{p.X:0.##}\" y=\"{p.Y:0.##}\" width=\"{p.Width:0.##}\" height=\"{p.Height:0.##}\" href=\"data:image/jpeg;base64,{Convert.ToBase64String(p.Picture.Data)}\"/>"),
        Line l => Say($"<line x1=\"{l.X1:0.##}\" y1=\"{l.Y1:0.##}\" x2=\"{l.X2:0.##}\" y2=\"{l.Y2:0.##}\"{Look(l, open: true)}/>"),
        Polyline p => $"<polyline points=\"{string.Join(' ', p.Points.Select(q => Say($"{q.X:0.##},{q.Y:0.##}")))}\"{Look(p, open: true)}/>",
        Rectangle r => Say($"<rect x=\"{r.X:0.##}\" y=\"{r.Y:0.##}\" width=\"{r.Width:0.##}\" height=\"{r.Height:0.##}\" rx=\"{r.Corner:0.##}\"{Look(r)}/>"),
        Outline o => $"<path d=\"{HtmlTwin.Escape(o.Data)}\"{Look(o)}/>",
        Label l => Say($"<text x=\"{l.X:0.##}\" y=\"{l.Y:0.##}\" font-size=\"{l.Size:0.##}\" font-weight=\"{(l.Bold ? 700 : 400)}\" text-anchor=\"{l.Anchor.ToString().ToLowerInvariant()}\" fill=\"{l.Fill ?? "#1b2a30"}\">{HtmlTwin.Escape(l.Text)}</text>"),
        _ => "",
    };

    private static string Look(Shape shape, bool open = false)
    {
        var stroke = shape.Stroke ?? (shape.Fill is null || open ? "#1b2a30" : null);
        return $" fill=\"{(open ? "none" : shape.Fill ?? "none")}\"" + (stroke is null ? "" : Say($" stroke=\"{stroke}\" stroke-width=\"{shape.StrokeWidth:0.##}\" stroke-linecap=\"round\" stroke-linejoin=\"round\""));
    }

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
