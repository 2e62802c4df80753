namespace CarePlanning.Core.Plans.Sections;

/// <summary>Rules of strengths (domain section 10, plan quality).</summary>
public static class StrengthsRules
{
    private const string Slug = "strengths";

    public static IReadOnlyList<Rule> All { get; } =
    [
        // Told in the person's own words, a strength is recorded as well as in the list.
        Rule.When<Strengths>("Q-09", Slug, Stage.Complete, Severity.Warn, "list", (strengths, _) =>
            strengths.List.All(s => s.Removed || string.IsNullOrWhiteSpace(s.Text))
            && strengths.ProudOf is null or { IsEmpty: true } && strengths.AroundMe is null or { IsEmpty: true }),
    ];
}
