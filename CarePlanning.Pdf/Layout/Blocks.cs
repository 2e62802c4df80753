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
    /// <summary>Whether it starts a page of its own.</summary>
    public bool NewPage { get; init; }

    /// <summary>Whether the heading appears in the bookmarks and in a contents list.</summary>
    public bool InContents { get; init; } = true;
}

/// <summary>The look of a paragraph; Quote is for somebody's own words.</summary>
public enum ParagraphStyle
{
    /// <summary>Running text.</summary>
    Body,

    /// <summary>An opening, a little larger.</summary>
    Lead,

    /// <summary>Of the text's size, softer.</summary>
    Hint,

    /// <summary>Small print.</summary>
    Small,

    /// <summary>Somebody's own words, with a bar beside them.</summary>
    Quote,
}

/// <summary>Running text, in which a newline is a line break.</summary>
public sealed record Paragraph(RichText Text) : Block
{
    /// <summary>Its look.</summary>
    public ParagraphStyle Style { get; init; } = ParagraphStyle.Body;
}

/// <summary>A list with bullets, or with numbers.</summary>
public sealed record BulletList(IReadOnlyList<RichText> Items) : Block
{
    /// <summary>Numbers in place of bullets.</summary>
    public bool Numbered { get; init; }
}

/// <summary>Names on the left, what they are on the right.</summary>
public sealed record KeyValueTable(IReadOnlyList<(string Key, RichText Value)> Rows) : Block
{
    /// <summary>What the table is about, above it.</summary>
    public string? Caption { get; init; }
}

/// <summary>A table whose header is drawn again on every page it reaches, and whose tall rows may go over pages.</summary>
public sealed record Table(IReadOnlyList<Column> Columns, IReadOnlyList<IReadOnlyList<RichText>> Rows) : Block
{
    /// <summary>What the table is about, above it.</summary>
    public string? Caption { get; init; }
    /// <summary>A last row of sums, set apart.</summary>
    public IReadOnlyList<RichText>? Totals { get; init; }
}

/// <summary>A column of a table; widths are shares of the whole.</summary>
public sealed record Column(string Heading, double Width = 1, bool AlignRight = false);

/// <summary>How a callout is framed, chosen so that the kinds stay apart on a grey photocopy.</summary>
public enum CalloutFrame
{
    /// <summary>A thin line.</summary>
    Thin,

    /// <summary>The title white on a band of colour.</summary>
    Band,

    /// <summary>A thick, broken line.</summary>
    Dashed,
}

/// <summary>Something set apart in a frame of its own.</summary>
public sealed record Callout(string Title, IReadOnlyList<Block> Blocks) : Block
{
    /// <summary>How it is framed.</summary>
    public CalloutFrame Frame { get; init; } = CalloutFrame.Thin;
    /// <summary>The colour of frame and title.</summary>
    public string Colour { get; init; } = "#0b5d6b";
    /// <summary>The colour inside the frame.</summary>
    public string Tint { get; init; } = "#ffffff";
}

/// <summary>A drawing with a description for those who cannot see it; width and height in millimetres. Without a description it is decoration.</summary>
public sealed record Figure(Drawing Drawing, string Alt) : Block
{
    /// <summary>At most so wide, in millimetres.</summary>
    public double Width { get; init; } = 80;
    /// <summary>At most so tall, in millimetres.</summary>
    public double Height { get; init; } = 60;
    /// <summary>Words under the drawing.</summary>
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
