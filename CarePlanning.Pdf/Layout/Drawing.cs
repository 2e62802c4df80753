namespace CarePlanning.Pdf;

/// <summary>A picture made of shapes, in units of its own with the origin at the top left.</summary>
public sealed record Drawing(double Width, double Height, IReadOnlyList<Shape> Shapes);

/// <summary>One shape of a drawing.</summary>
public abstract record Shape
{
    /// <summary>The colour inside as #rrggbb, or nothing.</summary>
    public string? Fill { get; init; }
    /// <summary>The colour of the line as #rrggbb, or nothing.</summary>
    public string? Stroke { get; init; }
    /// <summary>The width of the line in the drawing's units.</summary>
    public double StrokeWidth { get; init; } = 1;
}

/// <summary>A circle round a point.</summary>
public sealed record Circle(double X, double Y, double Radius) : Shape;

/// <summary>A photograph, filling its place.</summary>
public sealed record Photograph(double X, double Y, double Width, double Height, JpegImage Picture) : Shape;

/// <summary>A straight line between two points.</summary>
public sealed record Line(double X1, double Y1, double X2, double Y2) : Shape;

/// <summary>An open stroke through points, such as a signature drawn by hand.</summary>
public sealed record Polyline(IReadOnlyList<(double X, double Y)> Points) : Shape;

/// <summary>A rectangle, with round corners when asked.</summary>
public sealed record Rectangle(double X, double Y, double Width, double Height) : Shape
{
    /// <summary>The radius of its corners in the drawing's units.</summary>
    public double Corner { get; init; }
}

/// <summary>An outline written as SVG writes it, with the commands M, L, H, V, C and Z, in capitals or small letters; without a fill it is a stroke.</summary>
public sealed record Outline(string Data) : Shape;

/// <summary>Which part of a label stands at its point.</summary>
public enum LabelAnchor
{
    /// <summary>Its beginning.</summary>
    Start,

    /// <summary>Its middle.</summary>
    Middle,

    /// <summary>Its end.</summary>
    End,
}

/// <summary>Words in a drawing; Y is the baseline and Size is in the drawing's units.</summary>
public sealed record Label(double X, double Y, string Text) : Shape
{
    /// <summary>The size of the letters in the drawing's units.</summary>
    public double Size { get; init; } = 10;
    /// <summary>Set in bold.</summary>
    public bool Bold { get; init; }
    /// <summary>Which part of it stands at its point.</summary>
    public LabelAnchor Anchor { get; init; }
}
