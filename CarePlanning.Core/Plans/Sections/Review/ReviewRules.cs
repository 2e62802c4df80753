namespace CarePlanning.Core.Plans.Sections;

/// <summary>Rules.</summary>
public static class ReviewRules
{
    public static IReadOnlyList<Rule> All { get; } = [];
}
