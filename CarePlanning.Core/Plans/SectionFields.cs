using System.Collections;
using System.Globalization;

namespace CarePlanning.Core.Plans;

/// <summary>Why a value cannot be kept as typed.</summary>
public enum Unreadable { None, NotANumber, NotMoney, NotAnOption, OutOfScale, TooLong, HiddenCharacter, NoSuchEntry, NotYours }

/// <summary>Reads and writes one place of a section's answers; values travel as the text of an input.</summary>
public static class SectionFields
{
    /// <summary>What stands for an entry that is taken out.</summary>
    public const string Removed = "removed";

    /// <summary>The value at a place as an input would hold it; empty when nothing is there.</summary>
    public static string Read(PlanSection section, SectionPath at)
    {
        if (at.Field is null) return section.PutOff.TryGetValue(at.Part, out var p) ? p.ToString() : "";
        if (Owner(section, at, create: false) is not { } owner) return "";
        if (at.IsEntry) return ((PlanItem)owner).Removed ? Removed : "added";
        var value = at.Field.Property.GetValue(owner);
        return at.Field.Kind switch
        {
            FieldKind.Narrative => value is Narrative n ? ReadNarrative(n, at.Part) : "",
            FieldKind.Date => value is PartialDate d ? Text(at.Part switch { "day" => d.Day, "month" => d.Month, _ => d.Year }) : "",
            FieldKind.YesNo => value is bool b ? (b ? "yes" : "no") : "",
            FieldKind.Money => value is long pence ? Pence(pence) : "",
            FieldKind.Choices => ((IEnumerable)value!).Cast<object>().Any(v => v.ToString() == at.Part) ? "yes" : "",
            FieldKind.Links => ((SortedSet<string>)value!).Contains(at.Part) ? "yes" : "",
            _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
        };
    }

    /// <summary>Puts a value at a place; says why when it cannot, and then changes nothing.</summary>
    public static Unreadable Write(PlanSection section, SectionPath at, string? value)
    {
        var text = (value ?? "").Replace("\r\n", "\n", StringComparison.Ordinal);
        if (text.Length > TextRules.AtMost) return Unreadable.TooLong;
        if (!CanBeStored(text)) return Unreadable.HiddenCharacter;
        if (at.Field is null) return WritePutOff(section, at.Part, text);
        if (at.IsEntry && text is not ("added" or Removed)) return Unreadable.NotAnOption;
        if (Owner(section, at, create: text.Length > 0 && text != Removed) is not { } owner)
            return text.Length == 0 ? Unreadable.None : Unreadable.NoSuchEntry;
        if (at.IsEntry) { ((PlanItem)owner).Removed = text == Removed; return Unreadable.None; }
        return WriteField(owner, at, text);
    }

    /// <summary>Every text of a section with its path, those of entries taken out left aside.</summary>
    public static IEnumerable<(string Path, string Value)> Texts(SectionDefinition definition, PlanSection section) =>
        from place in Places(definition, section)
        let text = place.Field.Kind switch
        {
            FieldKind.ShortText or FieldKind.LongText => (string?)place.Value,
            FieldKind.Narrative => ((Narrative?)place.Value)?.Words,
            _ => null,
        }
        where !string.IsNullOrEmpty(text)
        select (place.Field.Kind == FieldKind.Narrative ? place.Path + "/words" : place.Path, text);

    /// <summary>Every date of a section with its path.</summary>
    public static IEnumerable<(string Path, PartialDate Value)> Dates(SectionDefinition definition, PlanSection section) =>
        from place in Places(definition, section)
        where place.Value is PartialDate
        select (place.Path, (PartialDate)place.Value!);

    /// <summary>Every field of a section that is in use, with its path and value.</summary>
    public static IEnumerable<(FieldDefinition Field, string Path, object? Value, PlanItem? Entry)> Places(SectionDefinition definition, PlanSection section)
    {
        foreach (var field in definition.Fields)
        {
            if (field.Kind != FieldKind.Items) { yield return (field, field.Name, field.Property.GetValue(section), null); continue; }
            foreach (var entry in field.EntriesOf(section).Where(e => !e.Removed))
                foreach (var inner in field.Items)
                    yield return (inner, $"{field.Name}/{entry.Id}/{inner.Name}", inner.Property.GetValue(entry), entry);
        }
    }

    /// <summary>True when a field holds an answer.</summary>
    public static bool HasValue(object? value) => value switch
    {
        null => false,
        string s => !string.IsNullOrWhiteSpace(s),
        Narrative n => !n.IsEmpty,
        PartialDate d => !d.IsEmpty,
        IEnumerable e => e.Cast<object>().Any(v => v is not PlanItem { Removed: true }),
        _ => true,
    };

    /// <summary>Pence as people write pounds: 1250 is "12.50".</summary>
    public static string Pence(long pence) => (pence / 100m).ToString("0.00", CultureInfo.InvariantCulture);

    /// <summary>A database takes neither a null character nor half of one that is written in two.</summary>
    private static bool CanBeStored(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\0' || char.IsLowSurrogate(text[i])) return false;
            if (char.IsHighSurrogate(text[i]) && (++i == text.Length || !char.IsLowSurrogate(text[i]))) return false;
        }
        return true;
    }

    private static object? Owner(PlanSection section, SectionPath at, bool create)
    {
        var list = at.IsEntry ? at.Field : at.Field!.List;
        if (list is null) return section;
        var entries = (IList)list.Property.GetValue(section)!;
        var entry = entries.Cast<PlanItem>().FirstOrDefault(e => e.Id == at.EntryId);
        if (entry is null && create)
        {
            entry = (PlanItem)Activator.CreateInstance(list.Property.PropertyType.GetGenericArguments()[0])!;
            entry.Id = at.EntryId!;
            entries.Add(entry);
        }
        return entry;
    }

    private static string ReadNarrative(Narrative n, string part) => part switch
    {
        "words" => n.Words ?? "",
        "voice" => n.Voice ?? "",
        "ownWords" => n.OwnWords is { } own ? (own ? "yes" : "no") : "",
        // How somebody stood to earlier words is no answer to these.
        _ => part["standing/".Length..] is var member && n.StoodToEarlier?.Contains(member) != true && n.Standings.TryGetValue(member, out var s) ? s.ToString() : "",
    };

    private static Unreadable WritePutOff(PlanSection section, string question, string text)
    {
        if (text.Length == 0) { section.NotPutOff(question); return Unreadable.None; }
        if (!Enum.TryParse<PutOff>(text, out var answer) || !Enum.IsDefined(answer)) return Unreadable.NotAnOption;
        section.PutOff[question] = answer;
        return Unreadable.None;
    }

    private static Unreadable WriteField(object owner, SectionPath at, string text)
    {
        var p = at.Field!.Property;
        switch (at.Field.Kind)
        {
            case FieldKind.ShortText or FieldKind.LongText:
                p.SetValue(owner, text.Length == 0 ? null : text);
                return Unreadable.None;
            case FieldKind.Narrative:
                var narrative = (Narrative?)p.GetValue(owner);
                if (narrative is null) p.SetValue(owner, narrative = new Narrative());
                return WriteNarrative(narrative, at.Part, text);
            case FieldKind.Date:
                if (!Whole(text, out var part)) return Unreadable.NotANumber;
                var date = (PartialDate?)p.GetValue(owner) ?? new PartialDate();
                date = at.Part switch { "day" => date with { Day = part }, "month" => date with { Month = part }, _ => date with { Year = part } };
                p.SetValue(owner, date.IsEmpty ? null : date);
                return Unreadable.None;
            case FieldKind.YesNo:
                if (text is not ("" or "yes" or "no")) return Unreadable.NotAnOption;
                p.SetValue(owner, text.Length == 0 ? null : text == "yes");
                return Unreadable.None;
            case FieldKind.Choice:
                if (text.Length > 0 && !Enum.IsDefined(at.Field.OptionsType!, text)) return Unreadable.NotAnOption;
                p.SetValue(owner, text.Length == 0 ? null : Enum.Parse(at.Field.OptionsType!, text));
                return Unreadable.None;
            case FieldKind.Scale:
                if (!Whole(text, out var step)) return Unreadable.NotANumber;
                if (step < at.Field.Scale!.From || step > at.Field.Scale.To) return Unreadable.OutOfScale;
                p.SetValue(owner, step);
                return Unreadable.None;
            case FieldKind.Number:
                return WriteNumber(owner, p, text);
            case FieldKind.Money:
                if (!TryPence(text, out var pence)) return Unreadable.NotMoney;
                p.SetValue(owner, pence);
                return Unreadable.None;
            case FieldKind.Choices or FieldKind.Links:
                if (text is not ("" or "yes" or "no")) return Unreadable.NotAnOption;
                var set = p.GetValue(owner)!;
                object member = at.Field.Kind == FieldKind.Links ? at.Part : Enum.Parse(at.Field.OptionsType!, at.Part);
                set.GetType().GetMethod(text == "yes" ? "Add" : "Remove")!.Invoke(set, [member]);
                return Unreadable.None;
            default:
                throw new InvalidOperationException($"{at.Field} cannot be written as a whole.");
        }
    }

    private static Unreadable WriteNarrative(Narrative n, string part, string text)
    {
        switch (part)
        {
            case "words": n.Words = text.Length == 0 ? null : text; return Unreadable.None;
            case "voice": n.Voice = text.Length == 0 ? null : text; return Unreadable.None;
            case "ownWords":
                if (text is not ("" or "yes" or "no")) return Unreadable.NotAnOption;
                n.OwnWords = text.Length == 0 ? null : text == "yes";
                return Unreadable.None;
            default:
                var member = part["standing/".Length..];
                if (text.Length == 0) { n.Stand(member, null); return Unreadable.None; }
                if (!Enum.TryParse<Standing>(text, out var standing) || !Enum.IsDefined(standing)) return Unreadable.NotAnOption;
                n.Stand(member, standing);
                return Unreadable.None;
        }
    }

    private static Unreadable WriteNumber(object owner, System.Reflection.PropertyInfo p, string text)
    {
        if (p.PropertyType == typeof(int?))
        {
            if (!Whole(text, out var whole)) return Unreadable.NotANumber;
            p.SetValue(owner, whole);
            return Unreadable.None;
        }
        if (text.Trim().Length == 0) { p.SetValue(owner, null); return Unreadable.None; }
        if (!decimal.TryParse(text.Trim(), NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var number)
            || number > 1_000_000m) return Unreadable.NotANumber;
        p.SetValue(owner, number);
        return Unreadable.None;
    }

    private static bool Whole(string text, out int? number)
    {
        number = null;
        if (text.Trim().Length == 0) return true;
        if (!int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var n)) return false;
        number = n;
        return true;
    }

    private static bool TryPence(string text, out long? pence)
    {
        pence = null;
        var typed = text.Replace("£", "", StringComparison.Ordinal).Trim();
        if (typed.Length == 0) return true;
        if (!decimal.TryParse(typed, NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var pounds)
            || pounds * 100 != decimal.Truncate(pounds * 100) || pounds > 10_000_000m) return false;
        pence = (long)(pounds * 100);
        return true;
    }

    private static string Text(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";
}
