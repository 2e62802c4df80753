namespace CarePlanning.Core.Allocation;

/// <summary>The figures of an amount that was worked out before.</summary>
public sealed record PastCase(Guid Id, string Table, string PutIn, long WeeklyPence);

/// <summary>One past case under a new table.</summary>
public sealed record TriedCase(string Table, string PutIn, int Points, long BeforePence, long AfterPence)
{
    /// <summary>Pence a week more, or less where it is below nothing.</summary>
    public long ChangePence => AfterPence - BeforePence;
}

/// <summary>So many cases whose week changes by amounts between two borders, in pence.</summary>
public sealed record ChangeBand(long? FromPence, long? BelowPence, int Cases);

/// <summary>What a table would have done to past cases: pence a week before and after, and how many lose or gain.</summary>
public sealed record TableTrial(int Cases, int Unreadable, int Up, int Same, int Down, long BeforePence, long AfterPence, long MedianChangePence,
    IReadOnlyList<ChangeBand> Bands, IReadOnlyList<TriedCase> MostUp, IReadOnlyList<TriedCase> MostDown)
{
    private const int Shown = 5;

    private static readonly long?[] Borders = [null, -20_000, -10_000, -2_500, 0, 1, 2_501, 10_001, 20_001, null];

    /// <summary>Works every case out anew; a case whose levels cannot be read is counted and left out.</summary>
    public static TableTrial Of(AllocationTable table, IReadOnlyList<PastCase> cases)
    {
        List<TriedCase> tried = [];
        foreach (var past in cases)
        {
            if (Explanation.ReadBack(table.Tool, past.PutIn) is not { } input) continue;
            var result = Allocating.WorkOut(table, input);
            tried.Add(new TriedCase(past.Table, past.PutIn, result.Points, past.WeeklyPence, result.WeeklyPence));
        }
        tried.Sort((a, b) => a.ChangePence.CompareTo(b.ChangePence));
        return new TableTrial(tried.Count, cases.Count - tried.Count, tried.Count(t => t.ChangePence > 0), tried.Count(t => t.ChangePence == 0), tried.Count(t => t.ChangePence < 0),
            tried.Sum(t => t.BeforePence), tried.Sum(t => t.AfterPence), tried.Count == 0 ? 0 : tried[tried.Count / 2].ChangePence,
            [.. Enumerable.Range(0, Borders.Length - 1).Select(i => Band(tried, Borders[i], Borders[i + 1]))],
            [.. tried.Where(t => t.ChangePence > 0).Reverse().Take(Shown)],
            [.. tried.Where(t => t.ChangePence < 0).Take(Shown)]);
    }

    private static ChangeBand Band(List<TriedCase> tried, long? least, long? below) =>
        new(least, below, tried.Count(t => (least is null || t.ChangePence >= least) && (below is null || t.ChangePence < below)));
}
