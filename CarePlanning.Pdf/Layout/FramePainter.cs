namespace CarePlanning.Pdf.Layout;

/// <summary>Draws the part of a frame that lies on one page; an open edge shows that it goes on.</summary>
internal static class FramePainter
{
    public static void Paint(Frame frame, double bottom, bool ends, LaidPage page)
    {
        var height = bottom - frame.Top;
        switch (frame.Kind)
        {
            case FrameKind.Bar:
                Add(new BoxOperation(frame.X, 0, 3, height) { Fill = frame.Colour, Layer = Layer.Frame });
                break;
            case FrameKind.Thin:
                Add(Box(0.5) with { Fill = frame.Tint, Layer = Layer.Tint });
                Add(Box(0.5) with { Stroke = frame.Colour, StrokeWidth = 1, Layer = Layer.Frame });
                break;
            case FrameKind.Band:
                Add(Box(0.75) with { Fill = frame.Tint, Layer = Layer.Tint });
                Add(Box(0.75) with { Stroke = frame.Colour, StrokeWidth = 1.5, Layer = Layer.Frame });
                break;
            default:
                Add(Box(1.5) with { Fill = frame.Tint, Layer = Layer.Tint });
                Add(Box(1.5) with { Stroke = frame.Colour, StrokeWidth = 3, Dashed = true, Layer = Layer.Frame });
                break;
        }

        BoxOperation Box(double inset) => new(frame.X + inset, inset, frame.Width - (2 * inset), height - (2 * inset))
        {
            Corner = 5,
            RoundTop = !frame.Begun,
            RoundBottom = ends,
            OpenTop = frame.Begun,
            OpenBottom = !ends,
        };

        void Add(Operation operation) => page.Operations.Add(new Placed(operation, frame.Top));
    }
}
