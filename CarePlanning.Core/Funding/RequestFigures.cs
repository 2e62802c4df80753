using CarePlanning.Core.Reference;

namespace CarePlanning.Core.Funding;

/// <summary>One request as figures count it; times in seconds as the family waited.</summary>
/// <param name="Month">The month of the decision, as year * 100 + month.</param>
public readonly record struct DecidedRequest(RequestRoute Route, int Month, RequestState Outcome, ReasonKind? Reason, long DecisionSeconds, long? StartSeconds);

/// <summary>The times of some requests: how many there are, and what half and nine of ten of them took at most.</summary>
public sealed record Times(int Count, long? MedianSeconds, long? P90Seconds)
{
    public static Times Of(IReadOnlyCollection<long> seconds)
    {
        long[] sorted = [.. seconds];
        Array.Sort(sorted);
        return new(sorted.Length, RequestFigures.OfSorted(sorted, 0.5), RequestFigures.OfSorted(sorted, 0.9));
    }
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

    /// <summary>The figures of these requests, counted in one go.</summary>
    public static RequestFigures Of(IEnumerable<DecidedRequest> decided, IReadOnlyCollection<TimeSpan> open, IReadOnlyDictionary<RequestRoute, int> baseline)
    {
        Dictionary<(RequestRoute Route, int Month), OneMonth> months = [];
        Dictionary<ReasonKind, int> reasons = [];
        foreach (var one in decided)
        {
            if (!months.TryGetValue((one.Route, one.Month), out var month)) months[(one.Route, one.Month)] = month = new OneMonth();
            month.Decisions.Add(one.DecisionSeconds);
            if (one.StartSeconds is { } started) month.Starts.Add(started);
            month.Outcomes[one.Outcome] = month.Outcomes.GetValueOrDefault(one.Outcome) + 1;
            if (one.Reason is { } reason) reasons[reason] = reasons.GetValueOrDefault(reason) + 1;
        }
        return new RequestFigures(
            [.. from month in months
                orderby month.Key.Route, month.Key.Month
                let outcomes = month.Value.Outcomes
                select new MonthFigures(month.Key.Route, month.Key.Month, Times.Of(month.Value.Decisions), Times.Of(month.Value.Starts),
                    outcomes.GetValueOrDefault(RequestState.Approved), outcomes.GetValueOrDefault(RequestState.ApprovedInPart), outcomes.GetValueOrDefault(RequestState.Declined))],
            FundingLimits.Current.BaselineHours, false, [], reasons).With(open, baseline);
    }

    /// <summary>The same decisions beside the requests that are open now, and what it took before.</summary>
    public RequestFigures With(IReadOnlyCollection<TimeSpan> open, IReadOnlyDictionary<RequestRoute, int> baseline) => this with
    {
        BaselineHours = Enum.GetValues<RequestRoute>().ToDictionary(r => r, r => baseline.GetValueOrDefault(r, FundingLimits.Current.BaselineHours[r])),
        IsOwnBaseline = baseline.Count > 0,
        Open = [.. Bounds.Select((under, i) => new OpenAge(under, open.Count(age => (under is null || age.TotalDays < under) && (i == 0 || age.TotalDays >= Bounds[i - 1]))))],
    };

    /// <summary>What is gathered of one route in one month.</summary>
    private sealed class OneMonth
    {
        public List<long> Decisions { get; } = [];
        public List<long> Starts { get; } = [];
        public Dictionary<RequestState, int> Outcomes { get; } = [];
    }

    /// <summary>The value that this share of all does not exceed, so one that was measured (nearest rank); null where there is none.</summary>
    public static long? At(IReadOnlyCollection<long> values, double share)
    {
        long[] sorted = [.. values];
        Array.Sort(sorted);
        return OfSorted(sorted, share);
    }

    internal static long? OfSorted(long[] sorted, double share) => sorted.Length == 0 ? null : sorted[Math.Max(0, (int)Math.Ceiling(share * sorted.Length) - 1)];
}
