namespace CarePlanning.Core.Plans.Sections;

/// <summary>Rules.</summary>
public static class StrengthsRules
{
    public static IReadOnlyList<Rule> All { get; } = [];
}
