using CarePlanning.Core.Plans;
using CarePlanning.Pdf;

namespace CarePlanning.Core.Documents;

/// <summary>What some sections show beside their answers: worked-out totals, a picture.</summary>
internal static class SectionExtras
{
    public static IEnumerable<Block> Of(SectionDefinition section, PlanAnswers answers) => [];
}
