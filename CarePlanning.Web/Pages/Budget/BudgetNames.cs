using CarePlanning.Core.Plans;
using CarePlanning.Core.Plans.Sections;

namespace CarePlanning.Web.Pages.Budget;

/// <summary>What a line of the budget is called.</summary>
internal static class BudgetNames
{
    private static readonly SectionDefinition Section = PlanSections.Of<Money>();
    private static readonly FieldDefinition List = Section.Fields.First(f => f.Name == "lines");

    /// <summary>Its own name, and its number among the others where it has none.</summary>
    public static string Of(BudgetLine line, IReadOnlyList<BudgetLine> all) =>
        FieldText.NameOf(List, line) is { Length: > 0 } name ? name : Section.Words.Entry(List, all.TakeWhile(l => l != line).Count() + 1);
}
