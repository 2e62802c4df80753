using System.Globalization;
using CarePlanning.Core.Words;

namespace CarePlanning.Core.Plans;

/// <summary>Says an answer in words, the same on the check page, in the document and in the history.</summary>
public static class FieldText
{
    /// <summary>The answer as a reader would read it; empty when there is none. Words of a narrative are never tidied.</summary>
    public static string Say(SectionDefinition section, FieldDefinition field, object? value, PlanAnswers answers) => field.Kind switch
    {
        _ when !SectionFields.HasValue(value) => "",
        FieldKind.Narrative => ((Narrative)value!).Words!,
        FieldKind.Date => Date((PartialDate)value!),
        FieldKind.YesNo => Texts.Shared[(bool)value! ? "yes" : "no"],
        FieldKind.Choice => section.Words.Option(field.OptionsType!, value!.ToString()!),
        FieldKind.Choices => string.Join("; ", ((System.Collections.IEnumerable)value!).Cast<object>().Select(v => section.Words.Option(field.OptionsType!, v.ToString()!))),
        FieldKind.Scale => Texts.Shared.Get("scale", value!, field.Scale!.To),
        FieldKind.Money => Pounds((long)value!),
        FieldKind.Links => string.Join("; ", ((SortedSet<string>)value!).Select(id => NameOf(field.LinksTo!, id, answers)).Where(n => n.Length > 0)),
        FieldKind.Items => "",
        FieldKind.Number when field.IsHour => $"{value}:00",
        FieldKind.Number => ((IFormattable)value!).ToString("0.##", CultureInfo.CurrentCulture),
        _ when field.Name == "putIn" => LevelsInWords.Of((string)value!),
        _ when field.Name == "nhsNumber" => NhsNumber((string)value!),
        _ => (string)value!,
    };

    /// <summary>"Said: I would rather not say (6 August 2018)": what was answered instead of words and on which day, where it is known; null where nothing was.</summary>
    public static string? PutOffSaid(PlanSection section, string question) =>
        !section.PutOff.TryGetValue(question, out var putOff) ? null
        : section.PutOffOn?.TryGetValue(question, out var on) == true ? Texts.Shared.Get("putOff.on", Texts.Shared[$"PutOff.{putOff}.said"], Date(on))
        : Texts.Shared[$"PutOff.{putOff}.said"];

    /// <summary>A date in full, "6 August 2018"; a part that is missing is left out.</summary>
    public static string Date(PartialDate date) => date.Date is { } d ? Date(d)
        : string.Join(' ', new[] { date.Day?.ToString(CultureInfo.CurrentCulture),
            date.Month is >= 1 and <= 12 ? Month(date.Month.Value) : null, date.Year?.ToString(CultureInfo.InvariantCulture) }.Where(p => p is not null));

    public static string Date(DateOnly date) => $"{date.Day} {Month(date.Month)} {date.Year.ToString(CultureInfo.InvariantCulture)}";

    /// <summary>An instant as the clock in England shows it: "6 August 2018 at 14:05".</summary>
    public static string Moment(DateTime utc)
    {
        var local = PortalSettings.Local(utc);
        return Texts.Shared.Get("moment", Date(DateOnly.FromDateTime(local)), Clock(utc));
    }

    public static string Clock(DateTime utc) => PortalSettings.Local(utc).ToString("HH:mm", CultureInfo.InvariantCulture);

    /// <summary>Pence as an amount: 123456 is "£1,234.56".</summary>
    public static string Pounds(long pence) => (pence < 0 ? "-£" : "£") + (Math.Abs(pence) / 100m).ToString("N2", CultureInfo.GetCultureInfo("en-GB"));

    /// <summary>An NHS number as people read it: 999 000 0018.</summary>
    public static string NhsNumber(string? number) =>
        number is null ? "" : new string([.. number.Where(char.IsDigit)]) is { Length: 10 } d ? $"{d[..3]} {d[3..6]} {d[6..]}" : number;

    /// <summary>The name of an entry in another list, or empty when it was taken out.</summary>
    public static string NameOf(LinksToAttribute link, string id, PlanAnswers answers)
    {
        var section = PlanSections.Find(link.Slug)!;
        var list = section.Fields.First(f => f.Name == link.List);
        return list.EntriesOf(answers[link.Slug]).FirstOrDefault(e => e.Id == id && !e.Removed) is { } entry ? NameOf(list, entry) : "";
    }

    /// <summary>What an entry of a list is called.</summary>
    public static string NameOf(FieldDefinition list, PlanItem entry) =>
        list.Items.FirstOrDefault(f => f.NamesIt) is { } names
            ? names.Property.GetValue(entry) switch
            {
                Narrative n => n.Words ?? "",
                Enum option => PlanSections.All.Single(s => s.Type == list.Property.DeclaringType).Words.Option(option.GetType(), option.ToString()),
                var v => v?.ToString() ?? "",
            } : "";

    private static string Month(int month) => Texts.Shared[$"month.{month}"];
}
