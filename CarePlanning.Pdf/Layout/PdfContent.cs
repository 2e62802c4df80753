namespace CarePlanning.Pdf;

/// <summary>What a document says and how it should feel, before anything is laid out.</summary>
public sealed record PdfContent
{
    /// <summary>How deep blocks may stand inside each other; deeper content is refused.</summary>
    public const int DeepestNesting = 100;

    /// <summary>The title, shown in the window and read out first; never empty.</summary>
    public required string Title { get; init; }
    /// <summary>The language of the document as a BCP 47 tag.</summary>
    public string Language { get; init; } = "en-GB";
    /// <summary>Who is named as the author in the properties.</summary>
    public string Author { get; init; } = "";
    /// <summary>What the properties say the document is about.</summary>
    public string Subject { get; init; } = "";
    /// <summary>When the document was made, as the properties say it; the same content with the same moment gives the same bytes.</summary>
    public required DateTimeOffset CreatedAt { get; init; }
    /// <summary>Sizes, colours and margins.</summary>
    public Theme Theme { get; init; } = Theme.Standard;
    /// <summary>What stands on the pages, from top to bottom.</summary>
    public IReadOnlyList<Block> Blocks { get; init; } = [];
    /// <summary>The line at the head of every page.</summary>
    public RunningLine? Header { get; init; }
    /// <summary>The line at the foot of every page.</summary>
    public RunningLine? Footer { get; init; }

    /// <summary>One or two words drawn pale and slanted behind every page, such as DRAFT.</summary>
    public string? Watermark { get; init; }

    /// <summary>Files carried inside; no two have the same name.</summary>
    public IReadOnlyList<Attachment> Attachments { get; init; } = [];

    /// <summary>The program named in the file's properties as its maker.</summary>
    public string Creator { get; init; } = "CarePlanning.Pdf";
}

/// <summary>The line at the head or foot of every page; {page} and {pages} are filled in, '\n' starts a second line, and what goes beyond eight lines ends there with an ellipsis.</summary>
public sealed record RunningLine(string Left, string Centre, string Right)
{
    /// <summary>A small square drawing before the words, such as a code to be scanned; the words must say the same, because it is not read aloud.</summary>
    public Drawing? Mark { get; init; }

    /// <summary>The side of the drawing in millimetres.</summary>
    public double MarkSize { get; init; } = 13;
}

/// <summary>A file carried inside the document, so that a machine can read what a person reads.</summary>
public sealed record Attachment(string FileName, string MediaType, string Description, byte[] Data, DateTimeOffset ModifiedAt)
{
    /// <summary>How the file relates to the document, in the words of PDF 2.0: Data, Source, Alternative, Supplement or Unspecified.</summary>
    public string Relationship { get; init; } = "Data";
}

/// <summary>Type sizes in points, colours as #rrggbb, and margins in millimetres.</summary>
public sealed record Theme
{
    /// <summary>Body text of 11 points.</summary>
    public static Theme Standard { get; } = new();

    /// <summary>Body text of 18 points, as the guidance on large print asks for.</summary>
    public static Theme LargePrint { get; } = new()
    {
        Body = 18,
        Leading = 25,
        Lead = 20,
        LeadLeading = 28,
        Small = 16,
        SmallLeading = 22,
        Quote = 19.5,
        QuoteLeading = 27,
        Heading1 = 30,
        Heading2 = 24,
        Heading3 = 20,
        Running = 13,
        Margin = 18,
    };

    /// <summary>Size of the text in points.</summary>
    public double Body { get; init; } = 11;
    /// <summary>From line to line of the text, in points.</summary>
    public double Leading { get; init; } = 15.5;
    /// <summary>Size of an opening paragraph in points.</summary>
    public double Lead { get; init; } = 13;
    /// <summary>From line to line of an opening paragraph, in points.</summary>
    public double LeadLeading { get; init; } = 18.5;
    /// <summary>Size of small print in points.</summary>
    public double Small { get; init; } = 9.5;
    /// <summary>From line to line of small print, in points.</summary>
    public double SmallLeading { get; init; } = 13;
    /// <summary>Size of somebody's own words in points.</summary>
    public double Quote { get; init; } = 12;
    /// <summary>From line to line of somebody's own words, in points.</summary>
    public double QuoteLeading { get; init; } = 17;
    /// <summary>Size of a heading of the first level in points.</summary>
    public double Heading1 { get; init; } = 24;
    /// <summary>Size of a heading of the second level in points.</summary>
    public double Heading2 { get; init; } = 16;
    /// <summary>Size of a heading of the third level in points; deeper ones have the size of the text.</summary>
    public double Heading3 { get; init; } = 12.5;
    /// <summary>Size of the lines at head and foot in points.</summary>
    public double Running { get; init; } = 8.5;
    /// <summary>Room at the left and right in millimetres, and at top and bottom where no line stands.</summary>
    public double Margin { get; init; } = 20;

    /// <summary>How much room stands between blocks and inside frames; 1 is the usual, less is tighter.</summary>
    public double Spacing { get; init; } = 1;
    /// <summary>The colour of the text.</summary>
    public string Ink { get; init; } = "#1b2a30";
    /// <summary>The colour of labels and small print.</summary>
    public string Soft { get; init; } = "#4b5b62";
    /// <summary>The colour of smaller headings, bullets and links.</summary>
    public string Brand { get; init; } = "#0b5d6b";
    /// <summary>The colour of the bar beside a quotation.</summary>
    public string BrandTint { get; init; } = "#b9d9dd";
    /// <summary>The colour of lines in tables and at head and foot.</summary>
    public string Rule { get; init; } = "#d8d1c5";
    /// <summary>The colour of the watermark.</summary>
    public string WatermarkColour { get; init; } = "#ebeeee";

    /// <summary>Everything in the standard look is sized against this, so that large print grows its spaces too.</summary>
    internal double Scale => Body / 11 * Spacing;
}
