using System.Xml.Linq;
using CarePlanning.Core.Documents;
using CarePlanning.Core.People;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Words;
using Hl7.Fhir.Model;
using Narrative = Hl7.Fhir.Model.Narrative;

namespace CarePlanning.Core.Exchange.Fhir;

/// <summary>Every answer that may be carried, as words a person can read: one part for each section and question, so that a new field follows by itself.</summary>
internal static class BundleNarrative
{
    private static readonly XNamespace Html = "http://www.w3.org/1999/xhtml";

    public static Composition.SectionComponent Section(BundleParts parts, SectionDefinition section)
    {
        var at = new SectionReading(section, parts.Answers, parts.Plan.Voices);
        var made = new Composition.SectionComponent { Title = BundleParts.Clean(section.Words.Name) };
        if (section.Slug == "about-me") made.Code = BundleParts.Concept(BundleParts.Codes.AboutMe);
        // Whoever reads no resources must still read what makes a decision doubtful, and before the decision.
        foreach (var doubt in ThreeKinds.DoubtsIn(at)) made.Section.Add(new Composition.SectionComponent { Title = doubt.Title, Text = Paragraph(doubt.What) });
        foreach (var question in section.Questions)
        {
            if (Answers(at, question).ToList() is not { Count: > 0 } said) continue;
            made.Section.Add(new Composition.SectionComponent
            {
                Title = BundleParts.Clean(section.Words.Heading(question)),
                Code = section.Slug == "about-me" && BundleParts.Codes.AboutMeHeadings.TryGetValue(question, out var code) ? BundleParts.Concept(code) : null,
                Text = Said(said),
            });
        }
        made.Text = Said([new XElement(Html + "p", made.Section.Count > 0 ? BundleParts.Clean(section.Words.Name) : Texts.Documents["section.empty"])]);
        return made;
    }

    /// <summary>Text on lines of its own, escaped.</summary>
    public static Narrative Paragraph(string text) => Said([new XElement(Html + "p", Lines(text))]);

    private static Narrative Said(IEnumerable<XElement> blocks) => new()
    {
        Status = Narrative.NarrativeStatus.Additional,
        Div = new XElement(Html + "div", blocks).ToString(SaveOptions.DisableFormatting),
    };

    private static IEnumerable<XElement> Answers(SectionReading at, string question)
    {
        if (FieldText.PutOffSaid(at.Record, question) is { } putOff) yield return new XElement(Html + "p", putOff);
        var fields = at.Section.FieldsOf(question).ToList();
        var rows = Rows(at, fields.Where(f => f.Kind != FieldKind.Items), at.Record).ToList();
        if (rows.Count > 0) yield return new XElement(Html + "dl", rows);
        foreach (var list in fields.Where(f => f.Kind == FieldKind.Items))
        {
            var number = 0;
            foreach (var entry in list.EntriesOf(at.Record))
            {
                number++;
                if (Rows(at, list.Items, entry).ToList() is not { Count: > 0 } said) continue;
                yield return new XElement(Html + "h4", Lines(at.ShortName(list, entry) ?? at.Section.Words.Entry(list, number)));
                yield return new XElement(Html + "dl", said);
            }
        }
    }

    private static IEnumerable<XElement> Rows(SectionReading at, IEnumerable<FieldDefinition> fields, object owner)
    {
        foreach (var field in fields)
        {
            if (BundleParts.Clean(at.Rich(field, owner).Plain) is not { } said) continue;
            yield return new XElement(Html + "dt", Lines(at.Label(field)));
            yield return new XElement(Html + "dd", Lines(said));
        }
    }

    private static IEnumerable<object> Lines(string text)
    {
        var lines = BundleParts.Clean(text)!.Replace("\r\n", "\n", StringComparison.Ordinal).Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            if (i > 0) yield return new XElement(Html + "br");
            yield return lines[i].Replace('\r', ' ');
        }
    }
}
