using CarePlanning.Core.People;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Words;
using CarePlanning.Pdf;

namespace CarePlanning.Core.Documents;

/// <summary>One section as a document reads it: its answers, the plan around it, and whose words they are.</summary>
internal sealed record SectionReading(SectionDefinition Section, PlanAnswers Answers, IReadOnlyList<Voice> Voices)
{
    public static string Soft => "#4b5b62";

    public PlanSection Record => Answers[Section.Slug];

    public T As<T>() where T : PlanSection => (T)Record;

    public FieldDefinition Field(string name) => Section.Fields.First(f => f.Name == name);

    public FieldDefinition Field(string list, string name) => Field(list).Items.First(f => f.Name == name);

    /// <summary>The short label for pages that are read; the question's own words where there is none.</summary>
    public string Label(FieldDefinition field) => Texts.Documents.Find($"label.{Section.Slug}.{field.WordsKey}") ?? Section.Words.Label(field);

    public string Say(FieldDefinition field, object owner) => FieldText.Say(Section, field, field.Property.GetValue(owner), Answers);

    /// <summary>What an entry is called, when that is short enough for a heading.</summary>
    public string? ShortName(FieldDefinition list, PlanItem entry) => NameOf(list, entry) is { Length: > 0 and <= 120 } name ? name : null;

    /// <summary>What an entry is called in the reader's words; an option is said as its label, never as its code.</summary>
    public string NameOf(FieldDefinition list, PlanItem entry) => list.Items.FirstOrDefault(f => f.NamesIt) is { } names ? Say(names, entry) : "";

    /// <summary>The answers of an entry that were not shown elsewhere, each with its label: nothing is lost when a field is new.</summary>
    public List<(string Key, RichText Value)> Rest(FieldDefinition list, PlanItem entry, params IEnumerable<string> shown) =>
        [.. from field in list.Items
            where !shown.Contains(field.Name) && SectionFields.HasValue(field.Property.GetValue(entry))
            let said = Rich(field, entry)
            where said.Plain.Length > 0
            select (Label(field), said)];

    /// <summary>An answer as text; words carry whose they are.</summary>
    public RichText Rich(FieldDefinition field, object owner)
    {
        var text = Say(field, owner);
        if (field.Kind != FieldKind.Narrative || text.Length == 0) return text;
        var by = SectionDocument.SaidBy((Narrative)field.Property.GetValue(owner)!, Voices);
        return by.Length == 0 ? text : new RichText([new Run(text), new Run("\n" + by) { Colour = Soft }]);
    }

    /// <summary>Labels and answers in one running text, for the cell of a table; what needs a sentence begins a line.</summary>
    public static IEnumerable<Run> AsRuns(IEnumerable<(string Key, RichText Value)> rows)
    {
        var room = 0;
        foreach (var (key, value) in rows)
        {
            var length = key.Length + value.Plain.Length;
            room += length;
            yield return new Run($"{(room == length || room > 70 ? "\n" : " \u00b7 ")}{Labelled(key)} ") { Colour = Soft };
            if (room > 70) room = length;
            foreach (var run in value.Runs) yield return run with { Colour = Soft };
        }
    }

    /// <summary>Labels and answers as one line of running text.</summary>
    public static Paragraph AsLine(IEnumerable<(string Key, RichText Value)> rows) =>
        new(string.Join(" \u00b7 ", rows.Select(r => $"{Labelled(r.Key)} {r.Value.Plain}"))) { Style = ParagraphStyle.Hint };

    /// <summary>A label that ends as a question does already needs no colon.</summary>
    public static string Labelled(string label) => label.EndsWith('?') ? label : Texts.Documents.Get("labelled", label);
}
