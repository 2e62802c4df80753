namespace CarePlanning.Core.Plans.Sections;

/// <summary>Rules.</summary>
public static class SharingRules
{
    public static IReadOnlyList<Rule> All { get; } = [];
}
