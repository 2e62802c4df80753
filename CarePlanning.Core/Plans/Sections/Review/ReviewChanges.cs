namespace CarePlanning.Core.Plans.Sections;

/// <summary>Something that has changed, or a day that has come, for which parts of the plan are looked at again.</summary>
public sealed record ChangeSaid : PlanItem
{
    [NamesIt] public Occasion? Why { get; set; }
    [Long] public string? What { get; set; }
    public PartialDate? On { get; set; }
    public string? ToldBy { get; set; }
}

/// <summary>One part of the plan that somebody looked at again and found right.</summary>
public sealed record LookedAtAgain : PlanItem
{
    [LinksTo("review", "changes")] public SortedSet<string> ChangeIds { get; set; } = [];
    [NamesIt] public string? What { get; set; }
    public PartialDate? On { get; set; }
    public string? By { get; set; }
}

/// <summary>Why parts of a plan are looked at again before its date.</summary>
public enum Occasion
{
    AfterHospital, HealthChanged, CarerOrHomeChanged, SomethingElse,
    /// <summary>The birthdays from which planning for adult life, or the law, is another; they come by themselves.</summary>
    TurnsFourteen, TurnsSixteen, TurnsSeventeenAndAHalf,
    /// <summary>A year has gone by; it comes by itself.</summary>
    AYearOn,
}
