using CarePlanning.Core.Plans.Sections;
using CarePlanning.Core.Reference;

namespace CarePlanning.Core.Allocation;

/// <summary>What is wrong with a table, and which field of its form puts it right.</summary>
/// <param name="Key">The key of the sentence.</param>
public sealed record TableProblem(string Field, string Key, params object[] Names)
{
    /// <summary>The problem in plain words.</summary>
    public string Sentence => Words.Texts.Allocation.Get($"table.{Key}", Names);
}

/// <summary>Says what keeps a table from being published; a table that passes gives exactly one amount for any levels.</summary>
public static class TableCheck
{
    private const int MostPoints = 1000;
    private const long MostWeeklyPence = 10_000_000;

    public static IReadOnlyList<TableProblem> Of(AllocationTable table) => [.. Head(table), .. PointsOf(table), .. table.Mode == AllocationMode.Bands ? BandsOf(table) : PerPoint(table), .. Borders(table)];

    private static IEnumerable<TableProblem> Head(AllocationTable table)
    {
        if (string.IsNullOrWhiteSpace(table.Name)) yield return new("name", "name");
        if (string.IsNullOrWhiteSpace(table.Owner)) yield return new("owner", "owner");
    }

    private static IEnumerable<TableProblem> PointsOf(AllocationTable table)
    {
        foreach (var (domain, levels) in NeedsGrid.Current.Of(table.Tool))
        {
            var given = table.Points.GetValueOrDefault(domain);
            foreach (var level in levels)
            {
                if (given is null || !given.TryGetValue(level, out var points)) yield return new(TableForm.PointsField(domain, level), "points.missing", DomainName(table.Tool, domain), LevelName(level));
                else if (points is < 0 or > MostPoints) yield return new(TableForm.PointsField(domain, level), "points.range", DomainName(table.Tool, domain), LevelName(level));
            }
        }
    }

    private static IEnumerable<TableProblem> PerPoint(AllocationTable table)
    {
        if (table.PencePerPoint is <= 0 or > MostWeeklyPence) yield return new("perPoint", "perPoint");
        if (table.BaseWeeklyPence is < 0 or > MostWeeklyPence) yield return new("base", "base");
    }

    /// <summary>Bands begin at no points, follow each other without gap or overlap, and the last has no end.</summary>
    private static IEnumerable<TableProblem> BandsOf(AllocationTable table)
    {
        if (table.Bands.Count == 0) { yield return new("band-0-from", "bands.none"); yield break; }
        for (var i = 0; i < table.Bands.Count; i++)
        {
            var (from, to, pence) = table.Bands[i];
            if (pence is < 0 or > MostWeeklyPence) yield return new($"band-{i}-amount", "bands.amount", i + 1);
            if (to < from) yield return new($"band-{i}-to", "bands.turned", i + 1, from, to!);
            if (i == 0 && from != 0) yield return new("band-0-from", "bands.first", from);
            if (i == table.Bands.Count - 1) { if (to is not null) yield return new($"band-{i}-to", "bands.last", to); break; }
            var next = table.Bands[i + 1].From;
            if (to is null) yield return new($"band-{i}-to", "bands.open", i + 1);
            else if (next > to + 1) yield return new($"band-{i + 1}-from", next == to + 2 ? "bands.gap.one" : "bands.gap", to + 1, next - 1);
            else if (next <= to) yield return new($"band-{i + 1}-from", next == to ? "bands.overlap.one" : "bands.overlap", next, to);
        }
    }

    private static IEnumerable<TableProblem> Borders(AllocationTable table)
    {
        if (table.PencePerCareHour is < 0 or > MostWeeklyPence) yield return new("careHour", "careHour");
        if (table.MostCareHours is < 0 or > 168) yield return new("mostHours", "mostHours");
        if (table.AreaFactor is < 0.5m or > 2m) yield return new("area", "area");
        if (table.RoundToPence is < 1 or > 10_000) yield return new("roundTo", "roundTo");
        if (table.FloorWeeklyPence is < 0 or > MostWeeklyPence) yield return new("floor", "floor");
        if (table.CapWeeklyPence is <= 0 or > MostWeeklyPence) yield return new("cap", "cap");
        if (table.CapWeeklyPence < table.FloorWeeklyPence) yield return new("cap", "cap.below");
        // Otherwise rounding would lift an amount over the cap or drop it under the floor.
        else if (table.RoundToPence >= 1 && (table.CapWeeklyPence % table.RoundToPence is not (null or 0) || table.FloorWeeklyPence % table.RoundToPence != 0)) yield return new("roundTo", "roundTo.borders");
        if (table.ContingencyPercent is < 0 or > 100) yield return new("contingency", "contingency");
    }

    internal static string DomainName(NeedsTool tool, string domain) => Plans.PlanSections.Of<NeedsProfile>().Words.Option(tool == NeedsTool.Adult ? typeof(NeedDomain) : typeof(ChildDomain), domain);

    internal static string LevelName(NeedLevel level) => Plans.PlanSections.Of<NeedsProfile>().Words.Option(typeof(NeedLevel), level.ToString());
}
