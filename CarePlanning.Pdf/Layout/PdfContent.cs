namespace CarePlanning.Pdf;

/// <summary>What a document says and how it should feel, before anything is laid out.</summary>
public sealed record PdfContent
{
    public required string Title { get; init; }
    public string Language { get; init; } = "en-GB";
    public string Author { get; init; } = "";
    public string Subject { get; init; } = "";
    public required DateTimeOffset CreatedAt { get; init; }
    public Theme Theme { get; init; } = Theme.Standard;
    public IReadOnlyList<Block> Blocks { get; init; } = [];
    public RunningLine? Header { get; init; }
    public RunningLine? Footer { get; init; }

    /// <summary>One or two words drawn pale and slanted behind every page, such as DRAFT.</summary>
    public string? Watermark { get; init; }

    public IReadOnlyList<Attachment> Attachments { get; init; } = [];

    /// <summary>The program named in the file's properties as its maker.</summary>
    public string Creator { get; init; } = "CarePlanning.Pdf";
}

/// <summary>The line at the head or foot of every page; {page} and {pages} are filled in and '\n' starts a second line.</summary>
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

    public double Body { get; init; } = 11;
    public double Leading { get; init; } = 15.5;
    public double Lead { get; init; } = 13;
    public double LeadLeading { get; init; } = 18.5;
    public double Small { get; init; } = 9.5;
    public double SmallLeading { get; init; } = 13;
    public double Quote { get; init; } = 12;
    public double QuoteLeading { get; init; } = 17;
    public double Heading1 { get; init; } = 24;
    public double Heading2 { get; init; } = 16;
    public double Heading3 { get; init; } = 12.5;
    public double Running { get; init; } = 8.5;
    public double Margin { get; init; } = 20;
    public string Ink { get; init; } = "#1b2a30";
    public string Soft { get; init; } = "#4b5b62";
    public string Brand { get; init; } = "#0b5d6b";
    public string BrandTint { get; init; } = "#b9d9dd";
    public string Rule { get; init; } = "#d8d1c5";
    public string WatermarkColour { get; init; } = "#ebeeee";

    /// <summary>Everything in the standard look is sized against this, so that large print grows its spaces too.</summary>
    internal double Scale => Body / 11;
}
