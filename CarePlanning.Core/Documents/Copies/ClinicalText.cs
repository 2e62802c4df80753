using CarePlanning.Core.Plans;
using CarePlanning.Core.Signing;
using CarePlanning.Pdf;

namespace CarePlanning.Core.Documents.Copies;

/// <summary>The plan in plain lines, to be pasted into the record that a practice or a hospice keeps; a new field follows by itself.</summary>
internal static class ClinicalText
{
    public static IEnumerable<Block> Compose(FrozenPlan plan)
    {
        foreach (var section in PlanDocument.Sections(plan.Pathway))
        {
            var at = new SectionReading(section, plan.Answers, plan.Voices);
            var lines = section.Fields.SelectMany(f => Lines(at, f)).ToList();
            if (lines.Count == 0) continue;
            yield return new Heading(2, section.Words.Name);
            foreach (var doubt in ThreeKinds.DoubtsIn(at)) yield return doubt.Framed;
            yield return new BulletList(lines);
        }
    }

    private static IEnumerable<RichText> Lines(SectionReading at, FieldDefinition field)
    {
        if (field.Kind != FieldKind.Items)
        {
            var said = at.Rich(field, at.Record);
            if (said.Plain.Length > 0) yield return Line(at.Section.FieldsOf(field.Question).Count() == 1 ? at.Section.Words.Heading(field.Question) : at.Label(field), said);
            yield break;
        }
        var number = 0;
        foreach (var entry in field.EntriesOf(at.Record).Where(e => !e.Removed))
        {
            number++;
            var name = at.NameOf(field, entry);
            var rest = at.Rest(field, entry, field.Items.Where(f => f.NamesIt && name.Length > 0).Select(f => f.Name));
            if (name.Length == 0 && rest.Count == 0) continue;
            // Plain text has no frames, so the words say which of the three kinds a line is.
            if (ThreeKinds.InWords(at, entry) is { } kind) name = kind;
            yield return Line(name.Length > 0 ? name.TrimEnd('.') : at.Section.Words.Entry(field, number),
                string.Join("; ", rest.Select(r => $"{SectionReading.Labelled(r.Key)} {r.Value.Plain.Replace('\n', ' ').TrimEnd('.')}")));
        }
    }

    private static RichText Line(string label, RichText said) => said.Plain.Length == 0 ? label : new RichText([new Run(SectionReading.Labelled(label) + " ") { Bold = true }, .. said.Runs]);
}
