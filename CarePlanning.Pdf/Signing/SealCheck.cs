namespace CarePlanning.Pdf;

/// <summary>What a file turned out to be when its seal was checked.</summary>
public enum SealState
{
    /// <summary>The file is not a PDF.</summary>
    NotAPdf,

    /// <summary>The file starts like a PDF but is cut short, damaged or too large to check.</summary>
    Unreadable,

    /// <summary>The file is a PDF that nobody sealed.</summary>
    NoSeal,

    /// <summary>The file holds a seal that no longer fits what is in the file.</summary>
    Changed,

    /// <summary>The file is unchanged since it was sealed with a certificate that is not one of ours.</summary>
    SealedByOthers,

    /// <summary>The file is, byte for byte, what we sealed.</summary>
    SealedByUs,
}

/// <summary>The answer to "is this the document that was sealed?", with a sentence that says why.</summary>
/// <param name="Subject">Who sealed it; known only where the seal's own signature holds.</param>
/// <param name="Thumbprint">SHA-256 of the sealing certificate in lower-case hex; known only where the seal's own signature holds.</param>
/// <param name="SignedAt">From the time-stamp where there is one, else the time the sealed file itself states.</param>
/// <param name="State">What the file turned out to be.</param>
/// <param name="Why">The reason in one sentence, for whoever runs the service.</param>
public sealed record SealCheck(
    SealState State,
    string? Subject,
    string? Thumbprint,
    DateTimeOffset? SignedAt,
    string Why)
{
    internal static SealCheck Without(SealState state, string why) => new(state, null, null, null, why);
}
