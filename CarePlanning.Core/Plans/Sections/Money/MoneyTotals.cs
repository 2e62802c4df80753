namespace CarePlanning.Core.Plans.Sections;

/// <summary>What a budget costs, worked out from its lines to the penny.</summary>
/// <remarks>
/// Every figure of a line is worked out in decimals and rounded once, half a penny going up;
/// a total is the sum of its lines' figures, so that the sheet adds up when checked by hand.
/// </remarks>
public sealed partial record Money
{
    /// <summary>What the lines cost a year, one-off costs aside.</summary>
    public long YearlyPence() => Lines.InUse().Sum(l => l.YearlyPence());

    /// <summary>What the lines cost a week, as an average over the 52 weeks of a year.</summary>
    public long WeeklyPence() => Lines.InUse().Sum(l => l.WeeklyPence());

    /// <summary>What the lines cost a month, as a twelfth of a year.</summary>
    public long MonthlyPence() => Lines.InUse().Sum(l => l.MonthlyPence());

    /// <summary>The amount that was worked out or told last, or null where there is none yet.</summary>
    public AllocatedAmount? Allocated() => Allocations.InUse().LastOrDefault();

    /// <summary>What decisions on requests have agreed so far for a first year, in pence.</summary>
    public long DecidedPence() => Decided.InUse().Sum(d => d.FirstYearPence ?? 0);

    /// <summary>The agreed yearly amount in pence; what only sums up decisions is no budget, because other lines still wait for theirs.</summary>
    public long? AgreedForItselfPence() => AgreedYearlyPence is { } agreed && Decided.InUse().Any() && agreed == DecidedPence() ? null : AgreedYearlyPence;

    /// <summary>What is paid once only.</summary>
    public long OneOffPence() => Lines.InUse().Sum(l => l.OneOffPence());

    /// <summary>What the first year costs: a year of everything ongoing, and what is paid once.</summary>
    public long FirstYearPence() => YearlyPence() + OneOffPence();

    /// <summary>Lines whose amount, price or frequency nobody has written yet, so that no total counts them.</summary>
    public IReadOnlyList<BudgetLine> NotCostedYet() => [.. Lines.InUse().Where(l => !l.IsCosted)];

    /// <summary>The first year's cost by funding source id; under the empty id what no source is named for.</summary>
    /// <remarks>A line with several sources is shared equally; pennies that do not divide go to the first.</remarks>
    public IReadOnlyDictionary<string, long> FirstYearPenceBySource()
    {
        var known = Sources.InUse().Select(s => s.Id).ToHashSet(StringComparer.Ordinal);
        var totals = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var line in Lines.InUse())
        {
            string[] ids = [.. line.SourceIds.Where(known.Contains)];
            if (ids.Length == 0) ids = [""];
            var (share, left) = Math.DivRem(line.FirstYearPence(), ids.Length);
            foreach (var id in ids)
            {
                totals[id] = totals.GetValueOrDefault(id) + share + left;
                left = 0;
            }
        }
        return totals;
    }

    /// <summary>The first year's cost by way of managing it; null holds the lines where nobody has said.</summary>
    public IReadOnlyList<(ManagedBy? Mode, long FirstYearPence)> ByMode() =>
        [.. from line in Lines.InUse()
            group line by line.ManagedBy into same
            orderby same.Key
            select (same.Key, same.Sum(l => l.FirstYearPence()))];

    /// <summary>Each source's share of what all of them give, in hundredths of a per cent; together exactly 100 %.</summary>
    /// <remarks>Every share is cut short; what is missing to the whole goes, a hundredth each, to those cut most.</remarks>
    public IReadOnlyDictionary<string, int> SharesOfSources()
    {
        const int Whole = 10_000;
        var sources = Sources.InUse().Where(s => s.YearlyPence > 0).ToList();
        var all = sources.Sum(s => (decimal)s.YearlyPence!.Value);
        if (all == 0) return new Dictionary<string, int>();
        var cut = sources.Select(s => (s.Id, Exact: s.YearlyPence!.Value * Whole / all)).ToList();
        var missing = Whole - cut.Sum(c => (int)decimal.Floor(c.Exact));
        var first = cut.OrderByDescending(c => c.Exact - decimal.Floor(c.Exact)).Take(missing).Select(c => c.Id).ToHashSet(StringComparer.Ordinal);
        return cut.ToDictionary(c => c.Id, c => (int)decimal.Floor(c.Exact) + (first.Contains(c.Id) ? 1 : 0));
    }

    /// <summary>What the sources give a year in all.</summary>
    public long SourcesYearlyPence() => Sources.InUse().Sum(s => s.YearlyPence ?? 0);
}

/// <summary>What one line costs.</summary>
public sealed partial record BudgetLine
{
    public const int WeeksInAYear = 52;
    private const int MonthsInAYear = 12;

    /// <summary>More than any budget holds: a slip of the finger shows as a huge total instead of stopping the page.</summary>
    private const decimal MostPence = 1_000_000_000_000_000m;

    private const int MostWeeks = 10_000;

    /// <summary>True when there is enough on the line to work out its cost.</summary>
    public bool IsCosted => Quantity is not null && UnitCostPence is not null && Frequency is not null;

    /// <summary>What the line costs a year; nothing when it is paid once or not costed yet.</summary>
    public long YearlyPence() => Spread(parts: 1);

    /// <summary>What the line costs a week, as an average over the 52 weeks of a year.</summary>
    public long WeeklyPence() => Spread(parts: WeeksInAYear);

    /// <summary>What the line costs a month, as a twelfth of a year.</summary>
    public long MonthlyPence() => Spread(parts: MonthsInAYear);

    /// <summary>What the line costs when it is paid once only; nothing otherwise.</summary>
    public long OneOffPence() => Frequency == BudgetFrequency.Once ? Rounded(ExactCost()) : 0;

    /// <summary>What the line costs in its first year, whichever way it is paid.</summary>
    public long FirstYearPence() => YearlyPence() + OneOffPence();

    /// <summary>A year's cost in even parts; divided last, so that no half penny is lost on the way.</summary>
    private long Spread(int parts)
    {
        var (times, over) = TimesPerYear();
        var onTop = times == 0 ? 0 : OnCostYearlyPence ?? 0;
        return Rounded(((ExactCost() * times / over) + (IsCosted ? onTop : 0)) / parts);
    }

    /// <summary>How often a year, as a fraction, with the weeks that it runs; twelve months are spread over 52 weeks.</summary>
    private (long Times, int Over) TimesPerYear()
    {
        long weeks = Math.Min(WeeksPerYear ?? WeeksInAYear, MostWeeks);
        return Frequency switch
        {
            BudgetFrequency.PerWeek => (weeks, 1),
            BudgetFrequency.PerFortnight => (weeks, 2),
            BudgetFrequency.PerMonth => (12 * weeks, WeeksInAYear),
            BudgetFrequency.PerYear => (1, 1),
            _ => (0, 1),
        };
    }

    /// <summary>Once: the amount at its price, with what is paid on top of a wage.</summary>
    private decimal ExactCost() => IsCosted ? Quantity!.Value * UnitCostPence!.Value * (1 + (OnCostPercent ?? 0) / 100) : 0;

    private static long Rounded(decimal pence) => (long)Math.Min(MostPence, Math.Round(pence, MidpointRounding.AwayFromZero));
}
