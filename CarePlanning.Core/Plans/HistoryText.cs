using CarePlanning.Core.People;
using CarePlanning.Core.Words;

namespace CarePlanning.Core.Plans;

/// <summary>Says where a change was made and what it was in the words of the plan, never in paths.</summary>
public static class HistoryText
{
    /// <summary>The question or field of a line, with the name of the entry it belongs to; empty where the reader may not know.</summary>
    public static string Place(HistoryLine line, PlanAnswers answers)
    {
        if (PlanSections.Find(line.Section) is not { } section || SectionPath.Find(section, line.Path) is not { } at) return "";
        if (at.Field is null) return section.Words.Heading(at.Part);
        var list = at.IsEntry ? at.Field : at.Field.List;
        if (list is null)
        {
            return section.FieldsOf(at.Field.Question).Count() == 1 ? section.Words.Heading(at.Field.Question) : section.Words.Label(at.Field);
        }
        var entries = list.EntriesOf(answers[section.Slug]).ToList();
        var entry = entries.FirstOrDefault(e => e.Id == at.EntryId);
        var name = entry is null ? "" : FieldText.NameOf(list, entry) is { Length: > 0 and <= 120 } called ? called : section.Words.Entry(list, entries.IndexOf(entry) + 1);
        return at.IsEntry ? name.Length > 0 ? name : section.Words.Heading(list.Question)
            : name.Length > 0 ? Texts.Shared.Get("entry.field", name, section.Words.Label(at.Field)) : section.Words.Label(at.Field);
    }

    /// <summary>A value as it travelled, as a reader would read it; empty when nothing was there.</summary>
    public static string Value(HistoryLine line, string? raw, PlanAnswers answers, IReadOnlyList<Voice> voices)
    {
        if (string.IsNullOrEmpty(raw) || PlanSections.Find(line.Section) is not { } section || SectionPath.Find(section, line.Path) is not { } at) return "";
        if (at.Field is null) return Enum.TryParse<PutOff>(raw, out var putOff) ? Texts.Shared[$"PutOff.{putOff}.said"] : raw;
        if (at.IsEntry) return Texts.Shared[raw == "removed" ? "entry.removed" : "entry.added"];
        return at.Field.Kind switch
        {
            FieldKind.YesNo => Texts.Shared[raw == "yes" ? "yes" : "no"],
            FieldKind.Choice => Option(section, at.Field, raw),
            FieldKind.Choices => raw == "yes" ? Option(section, at.Field, at.Part) : "",
            FieldKind.Links => raw == "yes" ? FieldText.NameOf(at.Field.LinksTo!, at.Part, answers) : "",
            FieldKind.Scale => Texts.Shared.Get("scale", raw, at.Field.Scale!.To),
            FieldKind.Money => "£" + raw,
            FieldKind.Date => raw.Contains('/', StringComparison.Ordinal) ? FieldText.Date(HistoryDates.Read(raw)) : Texts.Shared.Get($"date.{at.Part}", raw),
            FieldKind.Narrative => InWords(at.Part, raw, voices),
            _ => raw,
        };
    }

    /// <summary>Who a voice is.</summary>
    public static string NameOf(string voice, IReadOnlyList<Voice> voices) =>
        voice == Voices.Together ? Texts.Shared["voice.together"] : voices.FirstOrDefault(v => v.Id == voice)?.ShownAs ?? "";

    private static string InWords(string part, string raw, IReadOnlyList<Voice> voices) => part switch
    {
        "words" => raw,
        "voice" => NameOf(raw, voices),
        "ownWords" => Texts.Shared[raw == "yes" ? "ownWords.yes" : "ownWords.no"],
        _ => Enum.TryParse<Standing>(raw, out var standing) ? $"{NameOf(part["standing/".Length..], voices)} {Texts.Shared[$"Standing.{standing}"]}".Trim() : raw,
    };

    private static string Option(SectionDefinition section, FieldDefinition field, string value) =>
        Enum.IsDefined(field.OptionsType!, value) ? section.Words.Option(field.OptionsType!, value) : value;
}
