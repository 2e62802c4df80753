namespace CarePlanning.Core.Plans.Sections;

/// <summary>Rules.</summary>
public static class LookingAheadRules
{
    public static IReadOnlyList<Rule> All { get; } = [];
}
