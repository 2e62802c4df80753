namespace CarePlanning.Pdf;

/// <summary>A stretch of text in one style.</summary>
public sealed record Run(string Text)
{
    /// <summary>Set in bold.</summary>
    public bool Bold { get; init; }
    /// <summary>Set slanted.</summary>
    public bool Italic { get; init; }

    /// <summary>An http, https, mailto or tel address; anything else is set as plain text.</summary>
    public string? Link { get; init; }

    /// <summary>The language of these words where it is another than that of the block, as a BCP 47 tag.</summary>
    public string? Language { get; init; }
    /// <summary>The colour as #rrggbb.</summary>
    public string? Colour { get; init; }
}

/// <summary>Text made of runs; a plain string is the simplest case.</summary>
public sealed record RichText(IReadOnlyList<Run> Runs)
{
    /// <summary>No words.</summary>
    public static RichText Empty { get; } = new([]);

    /// <summary>Plain words as they are.</summary>
    public static implicit operator RichText(string? text) => FromString(text);

    /// <summary>Plain words as they are.</summary>
    public static RichText FromString(string? text) => string.IsNullOrEmpty(text) ? Empty : new([new Run(text)]);

    /// <summary>The words alone.</summary>
    public string Plain => Runs.Count switch { 0 => "", 1 => Runs[0].Text, _ => string.Concat(Runs.Select(r => r.Text)) };
}
