namespace CarePlanning.Pdf.Layout;

/// <summary>How strongly a strip holds on to the one after it; a stronger hold is given up later.</summary>
internal static class Keep
{
    public const int Free = 0;
    public const int Group = 1;
    public const int Whole = 2;
    public const int Short = 3;
    public const int Lines = 4;
    public const int Heading = 5;
    public const int Strongest = 5;
}

/// <summary>The smallest piece that a page break cannot cut: a line of text, a line of a table's row, a figure.</summary>
internal sealed class Strip
{
    private List<(HeadingPlace Place, double Y)>? headings;
    private List<(ContentsLine Line, double Y)>? contentsLines;
    private List<(StructNode Node, double X, double Y, double Width, double Height)>? figures;

    public double Height { get; set; }
    public double SpaceBefore { get; set; }
    public double SpaceAfter { get; set; }
    public int Hold { get; set; }
    public bool StartsPage { get; set; }
    public Frame? Frame { get; init; }
    public Repeat? Repeat { get; init; }
    public List<Placed> Operations { get; } = new(1);
    public List<(HeadingPlace Place, double Y)> Headings => headings ??= [];
    public List<(ContentsLine Line, double Y)> ContentsLines => contentsLines ??= [];
    public List<(StructNode Node, double X, double Y, double Width, double Height)> Figures => figures ??= [];

    public void Add(Operation operation, double y = 0) => Operations.Add(new Placed(operation, y));

    /// <summary>Gives a page what this strip holds besides what is painted; few strips hold anything.</summary>
    public void Hand(LaidPage page, double y)
    {
        if (headings is not null) page.Headings.AddRange(headings.Select(h => (h.Place, h.Y + y)));
        if (contentsLines is not null) page.ContentsLines.AddRange(contentsLines.Select(c => (c.Line, c.Y + y)));
        if (figures is not null) page.Figures.AddRange(figures.Select(f => (f.Node, f.X, f.Y + y, f.Width, f.Height)));
    }
}

/// <summary>A line of the contents list that waits for its page number.</summary>
internal sealed record ContentsLine(HeadingPlace Target, StructNode Link, double TextEnd, double Right, double Baseline, double Top, double Height, double X, TextStyle Style, string Text);

/// <summary>The kinds of frame that strips can stand in.</summary>
internal enum FrameKind { Thin, Band, Dashed, Bar }

/// <summary>A frame round strips; it is drawn once on every page that it reaches.</summary>
internal sealed class Frame(FrameKind kind, Frame? parent, double x, double width, double padTop, double padBottom, string colour, string? tint)
{
    public FrameKind Kind { get; } = kind;
    public Frame? Parent { get; } = parent;
    public int Depth { get; } = parent is null ? 1 : parent.Depth + 1;
    public double X { get; } = x;
    public double Width { get; } = width;
    public double PadTop { get; } = padTop;
    public double PadBottom { get; } = padBottom;
    public string Colour { get; } = colour;
    public string? Tint { get; } = tint;
    public double Top { get; set; }
    public bool Begun { get; set; }

    public bool Holds(Frame? other)
    {
        for (var f = other; f is not null && f.Depth >= Depth; f = f.Parent)
        {
            if (f == this)
            {
                return true;
            }
        }

        return false;
    }
}

/// <summary>Strips drawn again, as decoration, at the head of every further page that what they head reaches.</summary>
internal sealed class Repeat(Repeat? parent)
{
    public Repeat? Parent { get; } = parent;
    public List<Strip> Strips { get; } = [];

    /// <summary>Room between what is repeated and what goes on.</summary>
    public double After { get; set; }

    public double Height => Strips.Sum(s => s.Height) + After + (Parent?.Height ?? 0);
}
