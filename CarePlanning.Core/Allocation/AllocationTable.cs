using CarePlanning.Core.Plans.Sections;

namespace CarePlanning.Core.Allocation;

/// <summary>How points become money: so much for each point, or so much for each band of points.</summary>
public enum AllocationMode { PerPoint, Bands }

/// <summary>An amount for everybody whose points lie in a band, both ends included.</summary>
/// <param name="To">The last point of the band; null for the highest band, which has no end.</param>
/// <param name="WeeklyPence">The amount a week, in pence.</param>
public sealed record PointsBand(int From, int? To, long WeeklyPence);

/// <summary>One version of a table by which levels of need become a first amount of money; a published version never changes.</summary>
public sealed record AllocationTable
{
    /// <summary>The name that all versions of the table share, in letters, digits and hyphens.</summary>
    public required string Key { get; init; }
    public required int Version { get; init; }
    public required string Name { get; init; }

    /// <summary>Who answers for the table.</summary>
    public required string Owner { get; init; }

    /// <summary>The day from which it holds; null on a draft that has none yet.</summary>
    public DateOnly? From { get; init; }

    /// <summary>What people should know about it, for example that it is invented.</summary>
    public string? Note { get; init; }
    public required NeedsTool Tool { get; init; }

    /// <summary>Points by domain and level.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyDictionary<NeedLevel, int>> Points { get; init; }
    public required AllocationMode Mode { get; init; }

    /// <summary>Pence a week before any point counts; only where each point has its price.</summary>
    public long BaseWeeklyPence { get; init; }

    /// <summary>Pence a week for each point.</summary>
    public long PencePerPoint { get; init; }
    public IReadOnlyList<PointsBand> Bands { get; init; } = [];

    /// <summary>Pence taken off for each hour a week that carers say they are willing and able to give.</summary>
    public long PencePerCareHour { get; init; }

    /// <summary>The most hours a week that are taken off, whatever carers say.</summary>
    public decimal MostCareHours { get; init; }

    /// <summary>What care costs here beside what it costs elsewhere: 1 where there is no difference.</summary>
    public decimal AreaFactor { get; init; } = 1;

    /// <summary>The least a week, in pence.</summary>
    public long FloorWeeklyPence { get; init; }

    /// <summary>The most a week, in pence; null where there is no cap.</summary>
    public long? CapWeeklyPence { get; init; }

    /// <summary>The week's amount is rounded to the nearest of these steps, in pence; half a step goes up.</summary>
    public long RoundToPence { get; init; } = 1;

    /// <summary>The share of a year's amount that is set aside besides it for when things go wrong, in per cent.</summary>
    public decimal ContingencyPercent { get; init; }

    /// <summary>The table and its version as an allocation names them.</summary>
    public string Reference => $"{Key}/{Version}";
}
