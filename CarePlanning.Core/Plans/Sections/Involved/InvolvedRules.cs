namespace CarePlanning.Core.Plans.Sections;

/// <summary>Rules.</summary>
public static class InvolvedRules
{
    public static IReadOnlyList<Rule> All { get; } = [];
}
