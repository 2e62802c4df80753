using CarePlanning.Core.Plans.Sections;

namespace CarePlanning.Core.Allocation;

/// <summary>What an amount is worked out from.</summary>
/// <param name="Levels">The level in each domain, by the domain's name.</param>
/// <param name="CareHours">Hours a week of care that carers say they are willing and able to give.</param>
public sealed record AllocationInput(NeedsTool Tool, IReadOnlyDictionary<string, NeedLevel> Levels, decimal CareHours);

/// <summary>One step on the way to the amount.</summary>
public enum AllocationStep { Base, Domain, Points, Band, CareHours, Area, Cap, Floor, Rounding }

/// <summary>One line of the explanation; the pence of all lines together are the week's amount.</summary>
/// <param name="Pence">What the line adds, in pence a week; below nothing where it takes away.</param>
/// <param name="Points">The points of the line, where it is about points.</param>
/// <param name="Value">The figure that the line names: a price in pence, hours, a factor or a border in pence.</param>
/// <param name="Band">The band, where the line is about one.</param>
public sealed record AllocationLine(AllocationStep Step, long Pence, int Points = 0, string? Domain = null, NeedLevel? Level = null, decimal Value = 0, PointsBand? Band = null);

/// <summary>A first amount of money with every step that led to it.</summary>
/// <param name="WeeklyPence">Pence a week.</param>
/// <param name="YearlyPence">Pence a year of 52 weeks.</param>
/// <param name="ContingencyPence">Pence a year set aside besides, for when things go wrong.</param>
public sealed record AllocationResult(long WeeklyPence, long YearlyPence, long ContingencyPence, int Points, IReadOnlyList<AllocationLine> Lines);

/// <summary>Works an amount out of levels and a table: the same every time, to the penny, with nothing else looked at.</summary>
public static class Allocating
{
    /// <summary>The amount and its explanation; domains without a level have no points.</summary>
    /// <remarks>Each step is rounded to the penny before the next, half a penny going up, so that the lines add up by hand.</remarks>
    public static AllocationResult WorkOut(AllocationTable table, AllocationInput input)
    {
        var perPoint = table.Mode == AllocationMode.PerPoint;
        List<AllocationLine> lines = [];
        if (perPoint && table.BaseWeeklyPence != 0) lines.Add(new(AllocationStep.Base, table.BaseWeeklyPence));
        var points = 0;
        foreach (var (domain, _) in Reference.NeedsGrid.Current.Of(table.Tool))
        {
            if (!input.Levels.TryGetValue(domain, out var level)) continue;
            var each = table.Points.GetValueOrDefault(domain)?.GetValueOrDefault(level) ?? 0;
            points += each;
            lines.Add(new(AllocationStep.Domain, perPoint ? each * table.PencePerPoint : 0, each, domain, level, table.PencePerPoint));
        }
        lines.Add(new(AllocationStep.Points, 0, points));
        if (!perPoint && BandOf(table, points) is { } band) lines.Add(new(AllocationStep.Band, band.WeeklyPence, points, Band: band));

        var amount = lines.Sum(l => l.Pence);
        void Step(AllocationStep step, long to, decimal value)
        {
            if (to == amount) return;
            lines.Add(new(step, to - amount, Value: value));
            amount = to;
        }
        var hours = Math.Min(Math.Max(input.CareHours, 0), table.MostCareHours);
        Step(AllocationStep.CareHours, Math.Max(0, amount - Whole(hours * table.PencePerCareHour)), hours);
        Step(AllocationStep.Area, Whole(amount * table.AreaFactor), table.AreaFactor);
        if (table.CapWeeklyPence is { } cap) Step(AllocationStep.Cap, Math.Min(amount, cap), cap);
        Step(AllocationStep.Floor, Math.Max(amount, table.FloorWeeklyPence), table.FloorWeeklyPence);
        Step(AllocationStep.Rounding, Whole((decimal)amount / table.RoundToPence) * table.RoundToPence, table.RoundToPence);

        var year = amount * BudgetLine.WeeksInAYear;
        return new AllocationResult(amount, year, Whole(year * table.ContingencyPercent / 100), points, lines);
    }

    private static PointsBand? BandOf(AllocationTable table, int points) => table.Bands.FirstOrDefault(b => points >= b.From && (b.To is null || points <= b.To));

    private static long Whole(decimal pence) => (long)Math.Round(pence, MidpointRounding.AwayFromZero);
}
