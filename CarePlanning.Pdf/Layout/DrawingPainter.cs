using CarePlanning.Pdf.Writing;

namespace CarePlanning.Pdf.Layout;

/// <summary>Scales a drawing into its place on the page.</summary>
internal sealed class DrawingPainter(TextSetter setter, Theme theme)
{
    public IEnumerable<Operation> Paint(Drawing drawing, StructNode? node, double x, double width, double height)
    {
        var scale = Math.Min(width / Math.Max(0.001, drawing.Width), height / Math.Max(0.001, drawing.Height));
        foreach (var shape in drawing.Shapes)
        {
            var stroke = shape.StrokeWidth * scale;
            switch (shape)
            {
                case Circle c:
                    yield return new CircleOperation(x + (c.X * scale), c.Y * scale, c.Radius * scale) { Fill = c.Fill, Stroke = c.Stroke ?? (c.Fill is null ? theme.Ink : null), StrokeWidth = stroke, Node = node };
                    break;
                case Photograph p:
                    yield return new ImageOperation(x + (p.X * scale), p.Y * scale, p.Width * scale, p.Height * scale, p.Picture) { Node = node };
                    break;
                case Line l:
                    yield return new StrokeOperation([(x + (l.X1 * scale), l.Y1 * scale), (x + (l.X2 * scale), l.Y2 * scale)], l.Stroke ?? theme.Ink, stroke) { Node = node, Round = true };
                    break;
                case Polyline { Points.Count: > 0 } p:
                    var points = p.Points.Select(q => (x + (q.X * scale), q.Y * scale)).ToList();
                    if (points.Count == 1)
                    {
                        // A dot is a stroke of no length, which only its round ends make visible.
                        points.Add(points[0]);
                    }

                    yield return new StrokeOperation(points, p.Stroke ?? theme.Ink, stroke) { Node = node, Round = true };
                    break;
                case Rectangle r:
                    yield return new BoxOperation(x + (r.X * scale), r.Y * scale, r.Width * scale, r.Height * scale) { Fill = r.Fill, Stroke = r.Stroke ?? (r.Fill is null ? theme.Ink : null), StrokeWidth = stroke, Corner = r.Corner * scale, Node = node };
                    break;
                case Outline o:
                    yield return new OutlineOperation(x, scale, OutlineSteps.Read(o.Data)) { Fill = o.Fill, Stroke = o.Stroke ?? (o.Fill is null ? theme.Ink : null), StrokeWidth = stroke, Node = node };
                    break;
                case Label l:
                    foreach (var operation in Text(l, node, x, scale))
                    {
                        yield return operation;
                    }

                    break;
            }
        }
    }

    private IEnumerable<Operation> Text(Label label, StructNode? node, double x, double scale)
    {
        var size = label.Size * scale;
        var style = new TextStyle(size, size * 1.3, label.Fill ?? theme.Ink, label.Bold ? FontWeight.Bold : FontWeight.Regular);
        var top = label.Y * scale;
        foreach (var line in setter.Set(label.Text, style, node, 1e6))
        {
            var shift = label.Anchor switch { LabelAnchor.Middle => line.Width / 2, LabelAnchor.End => line.Width, _ => 0 };
            foreach (var operation in line.Operations.OfType<TextOperation>())
            {
                yield return operation with { X = x + (label.X * scale) + operation.X - line.Left - shift, Y = top };
            }

            top += line.Height;
        }
    }
}
