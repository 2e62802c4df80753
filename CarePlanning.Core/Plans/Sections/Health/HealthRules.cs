namespace CarePlanning.Core.Plans.Sections;

/// <summary>Rules.</summary>
public static class HealthRules
{
    public static IReadOnlyList<Rule> All { get; } = [];
}
