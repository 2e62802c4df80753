using CarePlanning.Pdf.Writing;

namespace CarePlanning.Pdf.Layout;

/// <summary>How a stretch of text is set.</summary>
internal sealed record TextStyle(double Size, double Leading, string Colour, FontWeight Weight = FontWeight.Regular, bool Italic = false);

/// <summary>Where text stands between the edges of its column.</summary>
internal enum Align { Start, End, Centre }

/// <summary>A line of set text: its height, how far its words reach, and what is painted, from the top left of the column.</summary>
internal sealed record TextLine(double Height, double Baseline, double Left, double Width, List<Operation> Operations);

/// <summary>A piece of a paragraph that no style, direction or line break divides.</summary>
internal readonly record struct Atom(ShapedWord Word, RunStyle Run, int Level, bool IsSpace, bool BreakAfter, double Width);

/// <summary>A run of the source text with the style and element that its words get.</summary>
internal sealed class RunStyle(int start, TextStyle style, StructNode? node, string language, string? link)
{
    public int Start { get; } = start;
    public TextStyle Style { get; } = style;
    public StructNode? Node { get; } = node;
    public string Language { get; } = language;
    public string? Link { get; } = link;
}
