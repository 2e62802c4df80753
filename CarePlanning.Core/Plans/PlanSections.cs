using CarePlanning.Core.Plans.Sections;

namespace CarePlanning.Core.Plans;

/// <summary>The table of contents of every plan: wizard, task list, check page, document, history and export all read it.</summary>
public static class PlanSections
{
    public static IReadOnlyList<SectionDefinition> All { get; } =
    [
        Section<Involved>("who-is-involved", InvolvedRules.All),
        Section<AboutMe>("about-me", AboutMeRules.All),
        Section<Health>("health-at-a-glance", HealthRules.All),
        Section<Strengths>("strengths", StrengthsRules.All),
        Section<Needs>("what-is-hard", NeedsRules.All),
        Section<Goals>("goals", GoalsRules.All, after: ["what-is-hard"]),
        Section<LookingAhead>("looking-ahead", LookingAheadRules.All, asked: _ => Asked.Offered), // never required: AP-01
        Section<Legal>("legal-decisions", LegalRules.All, asked: _ => Asked.Offered),
        Section<Recommendations>("recommendations", RecommendationsRules.All, asked: _ => Asked.Offered),
        Section<Contingency>("if-things-go-wrong", ContingencyRules.All),
        Section<NeedsProfile>("needs-profile", NeedsProfileRules.All, asked: Pathways.WithLevels),
        Section<Money>("money", MoneyRules.All, after: ["goals"], asked: Pathways.WithMoney),
        Section<Risks>("risks", RisksRules.All),
        Section<Review>("review", ReviewRules.All),
        Section<Sharing>("sharing", SharingRules.All),
    ];

    /// <summary>The section with this slug, or null: what is not in the list does not exist.</summary>
    public static SectionDefinition? Find(string? slug) => All.FirstOrDefault(s => s.Slug == slug);

    public static SectionDefinition Of<T>() where T : PlanSection => All.Single(s => s.Type == typeof(T));

    private static SectionDefinition Section<T>(string slug, IReadOnlyList<Rule> rules, string[]? after = null, Func<Pathway, Asked>? asked = null)
        where T : PlanSection, new() => new(slug, typeof(T), rules, after, asked);
}
