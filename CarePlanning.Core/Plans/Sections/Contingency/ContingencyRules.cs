namespace CarePlanning.Core.Plans.Sections;

/// <summary>Rules.</summary>
public static class ContingencyRules
{
    public static IReadOnlyList<Rule> All { get; } = [];
}
