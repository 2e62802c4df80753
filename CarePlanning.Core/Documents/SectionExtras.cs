using CarePlanning.Core.Plans;
using CarePlanning.Pdf;

namespace CarePlanning.Core.Documents;

/// <summary>Questions that have a composer of their own, in place of the general one; each shows every answer of its question.</summary>
internal static class SectionExtras
{
    private static readonly Dictionary<(string Slug, string Question), Func<SectionReading, IEnumerable<Block>>> Own = new()
    {
        [("strengths", "strengths")] = StrengthsPages.Strengths,
        [("goals", "goals")] = GoalsPages.Goals,
        [("goals", "steps")] = GoalsPages.StepsWithoutGoal,
        [("legal-decisions", "refusals")] = ThreeKinds.Refusals,
        [("recommendations", "list")] = ThreeKinds.Recommendations,
        [("if-things-go-wrong", "plans")] = ContingencyPages.Plans,
        [("if-things-go-wrong", "steps")] = ContingencyPages.StepsWithoutPlan,
        [("if-things-go-wrong", "contacts")] = ContingencyPages.ContactsWithoutPlan,
        [("money", "lines")] = MoneyPages.Lines,
        [("money", "sources")] = MoneyPages.Sources,
    };

    /// <summary>The composer of a question, or null where the general one serves.</summary>
    public static Func<SectionReading, IEnumerable<Block>>? Of(SectionDefinition section, string question) => Own.GetValueOrDefault((section.Slug, question));

    /// <summary>True where the question's own name would only stand above pages that have names of their own.</summary>
    public static bool HeadsItself(SectionDefinition section, string question) => (section.Slug, question) is ("if-things-go-wrong", "plans");

    /// <summary>What stands under a section's name before its answers.</summary>
    public static IEnumerable<Block> Opening(SectionDefinition section) => section.Slug == "looking-ahead" ? [Wishes.Explained()] : [];
}
