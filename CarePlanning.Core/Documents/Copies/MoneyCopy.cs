using CarePlanning.Core.Plans;
using CarePlanning.Core.Plans.Sections;
using CarePlanning.Core.Signing;
using CarePlanning.Core.Words;
using CarePlanning.Pdf;

namespace CarePlanning.Core.Documents.Copies;

/// <summary>The money alone: what it pays for, what is set aside, and when it is looked at again.</summary>
internal static class MoneyCopy
{
    public static IEnumerable<Block> Compose(FrozenPlan plan)
    {
        foreach (var block in SectionDocument.Compose(PlanSections.Of<Money>(), plan.Answers, plan.Voices))
            yield return block is Heading { Level: 1 } h ? h with { NewPage = false } : block;
        var costs = plan.Answers.Get<Contingency>().Plans.InUse().Where(p => p.CostFromContingencyPence is not null && p.Name.IsWritten())
            .Select(p => (p.Name!, (RichText)FieldText.Pounds(p.CostFromContingencyPence!.Value))).ToList();
        if (costs.Count > 0)
        {
            yield return new Heading(2, Texts.Documents["money.contingency"]) { InContents = false };
            yield return new KeyValueTable(costs);
        }
        foreach (var block in SectionDocument.Compose(PlanSections.Of<Plans.Sections.Review>(), plan.Answers, plan.Voices)) yield return block;
    }
}
