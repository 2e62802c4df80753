namespace CarePlanning.Core.Plans.Sections;

/// <summary>Rules.</summary>
public static class MoneyRules
{
    public static IReadOnlyList<Rule> All { get; } = [];
}
