namespace CarePlanning.Pdf;

/// <summary>A stretch of text in one style.</summary>
public sealed record Run(string Text)
{
    public bool Bold { get; init; }
    public bool Italic { get; init; }

    /// <summary>An http, https, mailto or tel address; anything else is set as plain text.</summary>
    public string? Link { get; init; }

    public string? Language { get; init; }
    public string? Colour { get; init; }
}

/// <summary>Text made of runs; a plain string is the simplest case.</summary>
public sealed record RichText(IReadOnlyList<Run> Runs)
{
    public static RichText Empty { get; } = new([]);

    public static implicit operator RichText(string? text) => FromString(text);

    public static RichText FromString(string? text) => string.IsNullOrEmpty(text) ? Empty : new([new Run(text)]);

    /// <summary>The words alone.</summary>
    public string Plain => Runs.Count switch { 0 => "", 1 => Runs[0].Text, _ => string.Concat(Runs.Select(r => r.Text)) };
}
