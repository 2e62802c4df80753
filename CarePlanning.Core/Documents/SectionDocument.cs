using CarePlanning.Core.People;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Words;
using CarePlanning.Pdf;

namespace CarePlanning.Core.Documents;

/// <summary>Composes one section from what its record and its words say; a new section needs no code here.</summary>
public static class SectionDocument
{
    public static IEnumerable<Block> Compose(SectionDefinition section, PlanAnswers answers, IReadOnlyList<Voice> voices)
    {
        yield return new Heading(1, section.Words.Name) { NewPage = section.Slug is "about-me" or "if-things-go-wrong" or "money" };
        var any = false;
        foreach (var question in section.Questions)
            foreach (var block in Question(section, question, answers, voices)) { any = true; yield return block; }
        foreach (var block in SectionExtras.Of(section, answers)) { any = true; yield return block; }
        if (!any) yield return new Paragraph(Texts.Documents["section.empty"]) { Style = ParagraphStyle.Hint };
    }

    private static IEnumerable<Block> Question(SectionDefinition section, string question, PlanAnswers answers, IReadOnlyList<Voice> voices)
    {
        var record = answers[section.Slug];
        List<Block> body = [];
        if (record.PutOff.TryGetValue(question, out var putOff)) body.Add(new Paragraph(Texts.Shared[$"PutOff.{putOff}.said"]) { Style = ParagraphStyle.Hint });
        var fields = section.FieldsOf(question).ToList();
        List<(string, RichText)> rows = [];
        foreach (var field in fields)
        {
            var value = field.Property.GetValue(record);
            if (!SectionFields.HasValue(value)) continue;
            if (field.Kind is FieldKind.Narrative) body.AddRange(Words((Narrative)value!, voices, fields.Count > 1 ? section.Words.Label(field) : null));
            else if (field.Kind is FieldKind.Items) body.AddRange(Entries(section, field, answers, voices));
            else if (fields.Count == 1) body.Add(new Paragraph(FieldText.Say(section, field, value, answers)));
            else rows.Add((section.Words.Label(field), FieldText.Say(section, field, value, answers)));
        }
        if (rows.Count > 0) body.Insert(0, new KeyValueTable(rows));
        return body.Count == 0 ? [] : [new Heading(2, section.Words.Heading(question)) { InContents = false }, .. body];
    }

    private static IEnumerable<Block> Entries(SectionDefinition section, FieldDefinition list, PlanAnswers answers, IReadOnlyList<Voice> voices)
    {
        var number = 0;
        foreach (var entry in list.EntriesOf(answers[section.Slug]).Where(e => !e.Removed))
        {
            number++;
            var name = FieldText.NameOf(list, entry);
            yield return new Heading(3, name.Length is > 0 and <= 120 ? name : section.Words.Entry(list, number)) { InContents = false };
            List<(string, RichText)> rows = [];
            foreach (var field in list.Items)
            {
                var value = field.Property.GetValue(entry);
                if (!SectionFields.HasValue(value) || (field.NamesIt && name.Length is > 0 and <= 120 && field.Kind != FieldKind.Narrative)) continue;
                if (field.Kind is FieldKind.Narrative)
                    rows.Add((section.Words.Label(field), new RichText([new Run(((Narrative)value!).Words!), new Run("\n" + SaidBy((Narrative)value, voices)) { Colour = "#4b5b62" }])));
                else rows.Add((section.Words.Label(field), FieldText.Say(section, field, value, answers)));
            }
            if (rows.Count > 0) yield return new KeyValueTable(rows);
        }
    }

    /// <summary>Somebody's words as they were said, with whose they are and how others stand to them.</summary>
    internal static IEnumerable<Block> Words(Narrative n, IReadOnlyList<Voice> voices, string? label = null)
    {
        if (label is not null) yield return new Paragraph(new RichText([new Run(label) { Bold = true }]));
        yield return new Paragraph(n.Words!) { Style = ParagraphStyle.Quote };
        if (SaidBy(n, voices) is { Length: > 0 } by) yield return new Paragraph(by) { Style = ParagraphStyle.Small };
    }

    /// <summary>"Joyce, in own words. Anne agrees."; empty when nobody said whose words they are.</summary>
    public static string SaidBy(Narrative n, IReadOnlyList<Voice> voices)
    {
        List<string> said = [];
        if (Whose(n, voices) is { Length: > 0 } whose) said.Add(whose);
        foreach (var (member, standing) in n.Standings)
            if (voices.FirstOrDefault(v => v.Id == member) is { } voice) said.Add($"{voice.ShownAs} {Texts.Shared[$"Standing.{standing}"]}");
        return said.Count == 0 ? "" : string.Join(". ", said) + ".";
    }

    /// <summary>"Joyce, written down by Nia"; empty when nobody said whose words they are.</summary>
    public static string Whose(Narrative n, IReadOnlyList<Voice> voices)
    {
        var name = n.Voice == Voices.Together ? Texts.Shared["voice.together"] : voices.FirstOrDefault(v => v.Id == n.Voice)?.ShownAs ?? n.VoiceName;
        return name is null ? ""
            : n.OwnWords == true ? Texts.Shared.Get("voice.own", name)
            : n.WrittenBy is not null && n.WrittenBy != name ? Texts.Shared.Get("voice.writtenBy", name, n.WrittenBy)
            : Texts.Shared.Get("voice.said", name);
    }
}
