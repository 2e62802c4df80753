using CarePlanning.Core.Plans;
using CarePlanning.Core.Plans.Sections;
using CarePlanning.Core.Signing;
using CarePlanning.Core.Words;
using CarePlanning.Pdf;

namespace CarePlanning.Core.Documents.Copies;

/// <summary>One page about the person for anybody who helps, in their own words, in two columns.</summary>
internal static class AboutMePage
{
    private static Texts T => Texts.Documents;

    public static IEnumerable<Block> Compose(FrozenPlan plan)
    {
        var who = plan.Answers.Get<Involved>();
        var at = new SectionReading(PlanSections.Of<AboutMe>(), plan.Answers, plan.Voices);
        var groups = new List<IReadOnlyList<Block>>();
        if (Needs(plan, who) is { Count: > 0 } needs) groups.Add([Named(T["about.needs"]), .. needs]);
        foreach (var question in at.Section.Questions)
        {
            var fields = at.Section.FieldsOf(question).Where(f => SectionFields.HasValue(f.Property.GetValue(at.Record))).ToList();
            if (fields.Count == 0) continue;
            groups.Add([Named(at.Section.Words.Heading(question)), .. fields.SelectMany(f => f.Kind == FieldKind.Narrative
                ? SectionDocument.Words((Narrative)f.Property.GetValue(at.Record)!, plan.Voices)
                : [new Paragraph(at.Say(f, at.Record))])]);
        }
        if (groups.Count == 0) return [new Paragraph(T["section.empty"])];
        // Read down the left, then down the right; the columns break where they are nearest to even.
        var lengths = groups.Select(g => 90 + g.Sum(b => b is Paragraph p ? p.Text.Plain.Length : b is KeepTogether k ? k.Blocks.OfType<Paragraph>().Sum(p => p.Text.Plain.Length) : 0)).ToList();
        var half = Enumerable.Range(1, groups.Count).MinBy(n => Math.Abs(lengths.Take(n).Sum() - lengths.Skip(n).Sum()));
        return [new Columns([.. groups.Take(half).SelectMany(g => g)], [.. groups.Skip(half).SelectMany(g => g)])];
    }

    private static Heading Named(string words) => new(3, words) { InContents = false };

    private static List<Block> Needs(FrozenPlan plan, Involved who)
    {
        var at = new SectionReading(PlanSections.Of<Involved>(), plan.Answers, plan.Voices);
        List<Block> blocks = [];
        if (who.AccessNeedNow.IsWritten()) blocks.Add(new Paragraph(new RichText([new Run(who.AccessNeedNow!) { Bold = true }])));
        string[] shown = ["pronouns", "language", "interpreterRequired", "communicationSupport", "accessNotes"];
        foreach (var field in at.Section.Fields.Where(f => shown.Contains(f.Name)))
            if (at.Say(field, who) is { Length: > 0 } said)
                blocks.Add(new Paragraph(field.Name == "accessNotes" ? said : $"{SectionReading.Labelled(at.Label(field))} {said}"));
        return blocks;
    }
}
