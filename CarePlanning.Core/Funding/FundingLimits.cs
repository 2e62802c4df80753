using CarePlanning.Core.Reference;

namespace CarePlanning.Core.Funding;

/// <summary>Up to which amount, in pence, one seat decides alone.</summary>
public sealed record Delegated(Seat Seat, RequestKind Kind, long UpToPence);

/// <summary>Who may decide how much alone, by when requests are decided, and how many of a panel it takes.</summary>
/// <param name="HoursToDecide">Elapsed hours from asking; on the fast track to care in place.</param>
/// <param name="Quorum">How many members of a panel must have given their view.</param>
/// <param name="BaselineHours">What figures are held against until an organisation sets its own.</param>
public sealed record FundingLimits(
    string Source,
    DateOnly Date,
    IReadOnlyList<Delegated> Delegated,
    IReadOnlyDictionary<RequestRoute, int> HoursToDecide,
    int Quorum,
    int FewestWordsOfAReason,
    IReadOnlyDictionary<RequestRoute, int> BaselineHours,
    string BaselineSource)
{
    public static FundingLimits Current { get; } = ReferenceFile.Read<FundingLimits>("funding-limits");

    /// <summary>True when this seat decides this amount of this kind alone.</summary>
    public bool Covers(Seat seat, RequestKind kind, long pence) => Delegated.Any(d => d.Seat == seat && d.Kind == kind && pence <= d.UpToPence);

    /// <summary>Where a request goes: to the fast track, to somebody who decides that much alone, or to a panel.</summary>
    public RequestRoute RouteOf(bool fastTrack, RequestKind kind, long pence) =>
        fastTrack ? RequestRoute.FastTrack : Covers(Seat.TeamLead, kind, pence) ? RequestRoute.TeamLead : RequestRoute.Panel;
}
