using CarePlanning.Core.Reference;

namespace CarePlanning.Core.Funding;

/// <summary>One request as figures count it; times in seconds as the family waited.</summary>
/// <param name="Month">The month of the decision, as year * 100 + month.</param>
public readonly record struct DecidedRequest(RequestRoute Route, int Month, RequestState Outcome, ReasonKind? Reason, long DecisionSeconds, long? StartSeconds);

/// <summary>The times of some requests: how many there are, and what half and nine of ten of them took at most.</summary>
public sealed record Times(int Count, long? MedianSeconds, long? P90Seconds)
{
    public static Times Of(IReadOnlyCollection<long> seconds) => new(seconds.Count, RequestFigures.At(seconds, 0.5), RequestFigures.At(seconds, 0.9));
}

/// <summary>One route in one month.</summary>
/// <param name="Month">As year * 100 + month.</param>
public sealed record MonthFigures(RequestRoute Route, int Month, Times ToDecision, Times ToCare, int Approved, int InPart, int Declined);

/// <summary>How many open requests are so old.</summary>
/// <param name="UnderDays">Younger than so many days; null for all older ones.</param>
public sealed record OpenAge(int? UnderDays, int Count);

/// <summary>Everything the figures page shows of one organisation.</summary>
/// <param name="BaselineHours">What each route took before, in hours; the target is half of it.</param>
/// <param name="IsOwnBaseline">False while an organisation has not set its own.</param>
public sealed record RequestFigures(IReadOnlyList<MonthFigures> Months, IReadOnlyDictionary<RequestRoute, int> BaselineHours, bool IsOwnBaseline,
    IReadOnlyList<OpenAge> Open, IReadOnlyDictionary<ReasonKind, int> Reasons)
{
    /// <summary>The bounds, in days, by which open requests are counted.</summary>
    private static readonly int?[] Bounds = [1, 3, 5, 10, 28, null];

    /// <summary>Half of what it took before, in hours.</summary>
    public double TargetHours(RequestRoute route) => BaselineHours[route] / 2.0;

    /// <summary>The figures of these requests.</summary>
    public static RequestFigures Of(IReadOnlyCollection<DecidedRequest> decided, IReadOnlyCollection<TimeSpan> open, IReadOnlyDictionary<RequestRoute, int> baseline) => new(
        [.. from d in decided
            group d by (d.Route, d.Month) into month
            orderby month.Key.Route, month.Key.Month
            select new MonthFigures(month.Key.Route, month.Key.Month,
                Times.Of([.. month.Select(d => d.DecisionSeconds)]), Times.Of([.. month.Where(d => d.StartSeconds is not null).Select(d => d.StartSeconds!.Value)]),
                month.Count(d => d.Outcome == RequestState.Approved), month.Count(d => d.Outcome == RequestState.ApprovedInPart), month.Count(d => d.Outcome == RequestState.Declined))],
        Enum.GetValues<RequestRoute>().ToDictionary(r => r, r => baseline.GetValueOrDefault(r, FundingLimits.Current.BaselineHours[r])), baseline.Count > 0,
        [.. Bounds.Select((under, i) => new OpenAge(under, open.Count(age => (under is null || age.TotalDays < under) && (i == 0 || age.TotalDays >= Bounds[i - 1]))))],
        decided.Where(d => d.Reason is not null).GroupBy(d => d.Reason!.Value).ToDictionary(g => g.Key, g => g.Count()));

    /// <summary>The value that this share of all does not exceed, so one that was measured (nearest rank); null where there is none.</summary>
    public static long? At(IReadOnlyCollection<long> values, double share)
    {
        if (values.Count == 0) return null;
        var sorted = values.ToArray();
        Array.Sort(sorted);
        return sorted[Math.Max(0, (int)Math.Ceiling(share * sorted.Length) - 1)];
    }
}
