namespace CarePlanning.Core.Funding;

/// <summary>The times of one request: how long it is with us, how long the family has waited in all, and by when it is decided.</summary>
/// <param name="FromUtc">From when this round's clock runs.</param>
/// <param name="PausedSeconds">How long the clock stood before, in seconds.</param>
/// <param name="NowUtc">The moment it is read at.</param>
public sealed record RequestClock(RequestRoute Route, int Round, DateTime AskedAtUtc, DateTime FromUtc, DateTime? PausedAtUtc, long PausedSeconds, DateTime DueAtUtc,
    DateTime? DecidedAtUtc, DateTime? CareStartedAtUtc, DateTime NowUtc)
{
    /// <summary>The moment at which both clocks stop: the first decision, or care in place on the fast track.</summary>
    private DateTime End => (Route == RequestRoute.FastTrack && Round == 1 ? CareStartedAtUtc : Round == 1 ? DecidedAtUtc : null) ?? NowUtc;

    /// <summary>How long it was or is with us; it stands while the family is asked for more, save on the fast track.</summary>
    public TimeSpan WithUs => Route == RequestRoute.FastTrack ? End - FromUtc
        : (PausedAtUtc is { } at && at < End ? at : End) - FromUtc - TimeSpan.FromSeconds(PausedSeconds);

    /// <summary>How long the family has waited since they first asked, whoever had it.</summary>
    public TimeSpan Waited => End - AskedAtUtc;

    /// <summary>True while the clock stands because the family is asked for more.</summary>
    public bool Stands => PausedAtUtc is not null && Route != RequestRoute.FastTrack;

    /// <summary>By when it is decided, or care is in place; later by as long as the clock stood.</summary>
    public DateTime ByUtc => Route == RequestRoute.FastTrack ? DueAtUtc
        : DueAtUtc.AddSeconds(PausedSeconds) + (PausedAtUtc is { } at ? NowUtc - at : TimeSpan.Zero);

    /// <summary>True when that moment is past and it is not done.</summary>
    public bool IsLate => End == NowUtc && !Stands && NowUtc > ByUtc;
}
