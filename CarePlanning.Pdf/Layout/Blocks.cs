namespace CarePlanning.Pdf;

/// <summary>One piece of a document, from top to bottom.</summary>
public abstract record Block
{
    /// <summary>The language of this block when it differs from the document's, as a BCP 47 tag.</summary>
    public string? Language { get; init; }
}

/// <summary>A heading, which is never left alone at the foot of a page.</summary>
public sealed record Heading(int Level, RichText Text) : Block
{
    public bool NewPage { get; init; }

    /// <summary>Whether the heading appears in the bookmarks and in a contents list.</summary>
    public bool InContents { get; init; } = true;
}

/// <summary>The look of a paragraph; Quote is for somebody's own words.</summary>
public enum ParagraphStyle { Body, Lead, Hint, Small, Quote }

/// <summary>Running text, in which a newline is a line break.</summary>
public sealed record Paragraph(RichText Text) : Block
{
    public ParagraphStyle Style { get; init; } = ParagraphStyle.Body;
}

/// <summary>A list with bullets, or with numbers.</summary>
public sealed record BulletList(IReadOnlyList<RichText> Items) : Block
{
    public bool Numbered { get; init; }
}

/// <summary>Names on the left, what they are on the right.</summary>
public sealed record KeyValueTable(IReadOnlyList<(string Key, RichText Value)> Rows) : Block
{
    public string? Caption { get; init; }
}

/// <summary>A table whose header is drawn again on every page it reaches, and whose tall rows may go over pages.</summary>
public sealed record Table(IReadOnlyList<Column> Columns, IReadOnlyList<IReadOnlyList<RichText>> Rows) : Block
{
    public string? Caption { get; init; }
    public IReadOnlyList<RichText>? Totals { get; init; }
}

/// <summary>A column of a table; widths are shares of the whole.</summary>
public sealed record Column(string Heading, double Width = 1, bool AlignRight = false);

/// <summary>How a callout is framed, chosen so that the kinds stay apart on a grey photocopy.</summary>
public enum CalloutFrame { Thin, Band, Dashed }

/// <summary>Something set apart in a frame of its own.</summary>
public sealed record Callout(string Title, IReadOnlyList<Block> Blocks) : Block
{
    public CalloutFrame Frame { get; init; } = CalloutFrame.Thin;
    public string Colour { get; init; } = "#0b5d6b";
    public string Tint { get; init; } = "#ffffff";
}

/// <summary>A drawing with a description for those who cannot see it; width and height in millimetres. Without a description it is decoration.</summary>
public sealed record Figure(Drawing Drawing, string Alt) : Block
{
    public double Width { get; init; } = 80;
    public double Height { get; init; } = 60;
    public RichText? Caption { get; init; }
}

/// <summary>Blocks that share one page, unless that would leave a large part of the page before empty.</summary>
public sealed record KeepTogether(IReadOnlyList<Block> Blocks) : Block
{
    /// <summary>True for what must be in view at once: it shares one page whenever it fits on one, whatever that leaves empty.</summary>
    public bool Whole { get; init; }
}

/// <summary>A list of the headings with their page numbers.</summary>
public sealed record Contents(string Title, int MaxLevel = 2) : Block;

/// <summary>What follows starts on a new page.</summary>
public sealed record PageBreak : Block;

/// <summary>Empty room, which vanishes at the head of a page.</summary>
public sealed record Space(double Points) : Block;

/// <summary>Two groups side by side where they fit on one page, and one after the other where they do not.</summary>
public sealed record Columns(IReadOnlyList<Block> Left, IReadOnlyList<Block> Right) : Block
{
    /// <summary>The left group's share of the width.</summary>
    public double LeftShare { get; init; } = 0.5;
}
