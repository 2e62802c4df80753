using CarePlanning.Pdf.Writing;

namespace CarePlanning.Pdf.Layout;

/// <summary>What a piece of content is when it is not part of the text.</summary>
internal enum Artifact { Layout, Header, Footer, Watermark }

/// <summary>The order in which a page is painted: tints lie under the watermark, the watermark under everything that is read.</summary>
internal enum Layer { Tint, Watermark, Frame, Content, Running }

/// <summary>Something painted, in points from the top left of what holds it.</summary>
internal abstract record Operation
{
    public StructNode? Node { get; init; }
    public Artifact Artifact { get; init; } = Artifact.Layout;
    public Layer Layer { get; init; } = Layer.Content;
}

/// <summary>Words of one face, size and colour on one baseline; X is the left edge, or the right edge when they run leftwards.</summary>
internal sealed record TextOperation(double X, double Y, double Size, string Colour, bool RightToLeft) : Operation
{
    /// <summary>Moved in place while it belongs to nobody but the strip it is set into.</summary>
    public double X { get; set; } = X;

    public List<ShapedWord> Words { get; } = [];
    public double Angle { get; init; }

    /// <summary>What is to be read instead of the words, which are only a substitute.</summary>
    public string? Instead { get; init; }
}

/// <summary>A rectangle, with its corners rounded at the top, at the bottom, or both.</summary>
internal sealed record BoxOperation(double X, double Y, double Width, double Height) : Operation
{
    public string? Fill { get; init; }
    public string? Stroke { get; init; }
    public double StrokeWidth { get; init; } = 1;
    public double Corner { get; init; }
    public bool RoundTop { get; init; } = true;
    public bool RoundBottom { get; init; } = true;
    public bool OpenTop { get; init; }
    public bool OpenBottom { get; init; }
    public bool Dashed { get; init; }
}

/// <summary>A stroke through points.</summary>
internal sealed record StrokeOperation(IReadOnlyList<(double X, double Y)> Points, string Colour, double Width) : Operation
{
    public bool Dotted { get; init; }
    public bool Round { get; init; }
}

/// <summary>Lines and curves; the steps are in points from X and the top of what holds it.</summary>
internal sealed record OutlineOperation(double X, double Scale, IReadOnlyList<OutlineStep> Steps) : Operation
{
    public string? Fill { get; init; }
    public string? Stroke { get; init; }
    public double StrokeWidth { get; init; }
}

/// <summary>A picture in its place.</summary>
internal sealed record ImageOperation(double X, double Y, double Width, double Height, JpegImage Picture) : Operation;

/// <summary>A circle.</summary>
internal sealed record CircleOperation(double X, double Y, double Radius) : Operation
{
    public string? Fill { get; init; }
    public string? Stroke { get; init; }
    public double StrokeWidth { get; init; }
}

/// <summary>A place that can be followed: outside the document, or to one of its headings.</summary>
internal sealed record LinkOperation(double X, double Y, double Width, double Height, string Contents) : Operation
{
    public string? Address { get; init; }
    public HeadingPlace? Target { get; init; }
}

/// <summary>An operation with the height at which its origin lies.</summary>
internal readonly record struct Placed(Operation Operation, double Y, bool AsArtifact = false);

/// <summary>A heading and, once the pages are made, where it is.</summary>
internal sealed class HeadingPlace(Heading heading, int tagLevel)
{
    public Heading Heading { get; } = heading;
    public int TagLevel { get; } = tagLevel;
    public int Page { get; set; } = -1;
    public double Y { get; set; }
}
