using CarePlanning.Core.Plans;
using CarePlanning.Core.Plans.Sections;
using CarePlanning.Core.Signing;
using CarePlanning.Pdf;

namespace CarePlanning.Core.Documents.Copies;

/// <summary>What the person wants for later, after what matters most to them now.</summary>
internal static class AdvanceCarePages
{
    public static IEnumerable<Block> Compose(FrozenPlan plan)
    {
        if (plan.Answers.Get<AboutMe>().MostImportant is { IsEmpty: false } most)
        {
            yield return new Heading(2, PlanSections.Of<AboutMe>().Words.Heading("mostImportant")) { InContents = false };
            foreach (var block in SectionDocument.Words(most, plan.Voices)) yield return block;
        }
        foreach (var section in new[] { PlanSections.Of<LookingAhead>(), PlanSections.Of<Legal>(), PlanSections.Of<Recommendations>() })
            foreach (var block in SectionDocument.Compose(section, plan.Answers, plan.Voices)) yield return block;
    }
}
