using CarePlanning.Core.People;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Words;
using CarePlanning.Pdf;

namespace CarePlanning.Core.Documents;

/// <summary>Composes one section from what its record and its words say; a new section needs no code here.</summary>
public static class SectionDocument
{
    /// <summary>An answer of so many characters can share a line with others.</summary>
    private const int InOneLine = 45;

    public static IEnumerable<Block> Compose(SectionDefinition section, PlanAnswers answers, IReadOnlyList<Voice> voices)
    {
        var at = new SectionReading(section, answers, voices);
        yield return new Heading(1, section.Words.Name) { NewPage = section.Slug == "about-me" };
        var body = Questions(at).ToList();
        if (body.Count == 0) yield return new Paragraph(Texts.Documents["section.empty"]) { Style = ParagraphStyle.Hint };
        else foreach (var block in SectionExtras.Opening(section).Concat(body)) yield return block;
    }

    /// <summary>What was answered to one question, without its heading; empty when it was not asked.</summary>
    internal static IReadOnlyList<Block> Answered(SectionDefinition section, PlanAnswers answers, IReadOnlyList<Voice> voices, string question) =>
        [.. Question(new SectionReading(section, answers, voices), question).Skip(1)];

    /// <summary>Short answers that follow each other stand in one table; words and lists stand under a heading of their own.</summary>
    private static IEnumerable<Block> Questions(SectionReading at)
    {
        List<(string, RichText)> rows = [];
        foreach (var question in at.Section.Questions)
        {
            if (Short(at, question) is { } row)
            {
                if (row.Plain.Length > 0) rows.Add((at.Section.Words.Heading(question), row));
                continue;
            }
            var blocks = Question(at, question);
            if (blocks.Count == 0) continue;
            if (rows.Count > 0) yield return new KeyValueTable([.. rows]);
            rows.Clear();
            foreach (var block in blocks) yield return block;
        }
        if (rows.Count > 0) yield return new KeyValueTable(rows);
    }

    /// <summary>The answers to a question as the value of one row, or null where they need more room than that.</summary>
    private static RichText? Short(SectionReading at, string question)
    {
        var fields = at.Section.FieldsOf(question).ToList();
        if (SectionExtras.Of(at.Section, question) is not null) return null;
        var answered = fields.Where(f => SectionFields.HasValue(f.Property.GetValue(at.Record))).ToList();
        if (answered.Any(f => f.Kind is FieldKind.Narrative or FieldKind.Items)) return null;
        List<Run> runs = [];
        if (FieldText.PutOffSaid(at.Record, question) is { } putOff) runs.Add(new Run(putOff) { Colour = SectionReading.Soft });
        var said = answered.Select(f => (f, Say: at.Say(f, at.Record))).Where(a => a.Say.Length > 0).ToList();
        var between = said.All(a => a.Say.Length < 50) ? " \u00b7 " : "\n";
        foreach (var (field, words) in said)
        {
            if (runs.Count > 0) runs.Add(new Run(between));
            // The row's name asks already, so an answer that is the question's only one needs no label.
            if (fields.Count > 1) runs.Add(new Run(SectionReading.Labelled(at.Label(field)) + " ") { Colour = SectionReading.Soft });
            runs.Add(new Run(words));
        }
        return new RichText(runs);
    }

    private static List<Block> Question(SectionReading at, string question)
    {
        var section = at.Section;
        List<Block> body = [];
        if (FieldText.PutOffSaid(at.Record, question) is { } putOff) body.Add(new Paragraph(putOff) { Style = ParagraphStyle.Hint });
        if (SectionExtras.Of(section, question) is { } own) body.AddRange(own(at));
        else body.AddRange(Answers(at, [.. section.FieldsOf(question)]));
        if (body.Count == 0 || SectionExtras.HeadsItself(section, question)) return body;
        return [new Heading(3, section.Words.Heading(question)) { InContents = false }, .. body];
    }

    private static IEnumerable<Block> Answers(SectionReading at, IReadOnlyList<FieldDefinition> fields)
    {
        var answered = fields.Where(f => SectionFields.HasValue(f.Property.GetValue(at.Record))).ToList();
        var rows = answered.Where(f => f.Kind is not (FieldKind.Narrative or FieldKind.Items)).ToList();
        // The heading asks already, so an answer that is the question's only one needs no label.
        if (fields.Count == 1 && rows.Count == 1) yield return new Paragraph(at.Say(rows[0], at.Record));
        else if (rows.Count > 0) yield return new KeyValueTable([.. rows.Select(f => (at.Label(f), (RichText)at.Say(f, at.Record)))]);
        foreach (var field in answered.Except(rows))
        {
            if (field.Kind is FieldKind.Narrative)
                foreach (var block in Words((Narrative)field.Property.GetValue(at.Record)!, at.Voices, fields.Count > 1 ? at.Label(field) : null)) yield return block;
            else
                foreach (var block in Entries(at, field, [.. field.EntriesOf(at.Record).Where(e => !e.Removed)])) yield return block;
        }
    }

    /// <summary>The entries of a list: as a table where one is set up, else one after the other under their names.</summary>
    internal static IEnumerable<Block> Entries(SectionReading at, FieldDefinition list, IReadOnlyList<PlanItem> entries)
    {
        if (SectionTables.Has(at.Section, list))
        {
            foreach (var block in SectionTables.Compose(at, list, entries)) yield return block;
            yield break;
        }
        for (var i = 0; i < entries.Count; i++)
        {
            var name = at.ShortName(list, entries[i]);
            var rest = at.Rest(list, entries[i], list.Items.Where(f => f.NamesIt && name is not null).Select(f => f.Name));
            List<Block> blocks = [new Heading(4, name ?? at.Section.Words.Entry(list, i + 1)) { InContents = false }];
            // What is said in a word or two shares one line under what needs sentences.
            if (rest.Where(r => r.Value.Plain.Length > InOneLine).ToList() is { Count: > 0 } rows) blocks.Add(new KeyValueTable(rows));
            if (rest.Where(r => r.Value.Plain.Length <= InOneLine).ToList() is { Count: > 0 } few) blocks.Add(SectionReading.AsLine(few));
            yield return new KeepTogether(blocks);
        }
    }

    /// <summary>Somebody's words as they were said, with whose they are and how others stand to them.</summary>
    internal static IEnumerable<Block> Words(Narrative n, IReadOnlyList<Voice> voices, string? label = null)
    {
        var by = SaidBy(n, voices);
        List<Block> blocks = [new Paragraph(new RichText([new Run(n.Words!), .. by.Length > 0 ? [new Run("\n" + by) { Colour = SectionReading.Soft }] : (Run[])[]])) { Style = ParagraphStyle.Quote }];
        if (label is not null) blocks.Insert(0, new Heading(4, label) { InContents = false });
        // Words and whose they are stay on one page, unless somebody said a great deal.
        return n.Words!.Length < 1500 ? [new KeepTogether(blocks)] : blocks;
    }

    /// <summary>"Joyce, in own words. Anne agrees."; empty when nobody said whose words they are.</summary>
    public static string SaidBy(Narrative n, IReadOnlyList<Voice> voices)
    {
        List<string> said = [];
        if (Whose(n, voices) is { Length: > 0 } whose) said.Add(whose);
        foreach (var member in n.Standings.Keys)
            if (voices.FirstOrDefault(v => v.Id == member) is { } voice) said.Add($"{voice.ShownAs} {Texts.Shared[n.StandingKey(member)]}");
        return said.Count == 0 ? "" : char.ToUpper(said[0][0], System.Globalization.CultureInfo.CurrentCulture) + string.Join(". ", said)[1..] + ".";
    }

    /// <summary>"Joyce, written down by Nia"; empty when nobody said whose words they are.</summary>
    public static string Whose(Narrative n, IReadOnlyList<Voice> voices)
    {
        var name = n.Voice == Voices.Together ? Texts.Shared["voice.together"] : voices.FirstOrDefault(v => v.Id == n.Voice)?.ShownAs ?? n.VoiceName;
        var byAnother = n.WrittenBy is not null && n.WrittenBy != name;
        return name is null ? ""
            : n.OwnWords == true ? byAnother ? Texts.Shared.Get("voice.ownWrittenBy", name, n.WrittenBy!) : Texts.Shared.Get("voice.own", name)
            : byAnother ? Texts.Shared.Get("voice.writtenBy", name, n.WrittenBy!)
            : Texts.Shared.Get("voice.said", name);
    }
}
