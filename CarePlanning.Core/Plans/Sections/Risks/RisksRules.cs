namespace CarePlanning.Core.Plans.Sections;

/// <summary>Rules.</summary>
public static class RisksRules
{
    public static IReadOnlyList<Rule> All { get; } = [];
}
