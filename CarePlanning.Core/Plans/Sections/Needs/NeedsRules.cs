namespace CarePlanning.Core.Plans.Sections;

/// <summary>Rules.</summary>
public static class NeedsRules
{
    public static IReadOnlyList<Rule> All { get; } = [];
}
