using System.Globalization;
using CarePlanning.Core.Plans;

namespace CarePlanning.Tests.Given;

/// <summary>One answer for every place that the sections know: a sentence of its own where words are asked, a value that holds elsewhere.</summary>
internal static class EveryAnswer
{
    /// <summary>One place with what is written there.</summary>
    /// <param name="Token">What to look for when the answer is words; empty for other kinds.</param>
    public sealed record Place(SectionDefinition Section, FieldDefinition Field, string Path, string Value, string Token);

    /// <summary>Values that must fit each other, by section and path pattern; words cannot stand here.</summary>
    private static readonly Dictionary<string, string> Fitting = new(StringComparer.Ordinal)
    {
        ["who-is-involved/nhsNumber"] = "9990000018",
        ["who-is-involved/addresses/*/postcode"] = "ZZ1 1ZZ",
        ["who-is-involved/largePrintPoints"] = "18",
        ["money/lines/*/unitCostPence"] = "1.00",
        ["money/lines/*/quantity"] = "2",
        ["money/lines/*/weeksPerYear"] = "50",
        ["money/agreedYearlyPence"] = "5000.00",
        ["money/sources/*/yearlyPence"] = "5000.00",
        ["money/contingencySumPence"] = "100.00",
        ["if-things-go-wrong/plans/*/costFromContingencyPence"] = "50.00",
        ["legal-decisions/capacity/*/conclusion"] = "LacksCapacity",
        ["legal-decisions/capacity/*/canUnderstand"] = "no",
        ["legal-decisions/refusals/*/isBasicCare"] = "no",
    };

    public static IReadOnlyList<Place> All(DateOnly today)
    {
        List<Place> places = [];
        foreach (var section in PlanSections.All)
            foreach (var field in section.Fields)
                foreach (var one in (field.Kind == FieldKind.Items ? field.Items : [field]).Where(f => f.Hand != Hand.Step))
                    places.AddRange(Of(section, one, places.Count, today));
        return places;
    }

    private static IEnumerable<Place> Of(SectionDefinition section, FieldDefinition field, int n, DateOnly today)
    {
        var path = field.List is null ? field.Name : $"{field.List.Name}/{Entry(field.List.Name)}/{field.Name}";
        var fitting = Fitting.GetValueOrDefault($"{section.Slug}/{field.Pattern}");
        Place Made(string part, string value) => new(section, field, part.Length == 0 ? path : $"{path}/{part}", value, "");
        switch (field.Kind)
        {
            case FieldKind.ShortText or FieldKind.LongText when fitting is null:
                return [new(section, field, path, Sentence(n, field), Token(n))];
            case FieldKind.Narrative:
                return [new(section, field, path + "/words", Sentence(n, field), Token(n))];
            case FieldKind.Date:
                var date = (section.Slug, field.Name) switch
                {
                    ("who-is-involved", "dateOfBirth") => new DateOnly(1948, 3, 9),
                    ("review", "plannedReviewDate") => today.AddMonths(6),
                    _ => today.AddDays(-(n % 90)),
                };
                return [Made("day", Say(date.Day)), Made("month", Say(date.Month)), Made("year", Say(date.Year))];
            case FieldKind.YesNo: return [Made("", fitting ?? "yes")];
            case FieldKind.Choice: return [Made("", fitting ?? Enum.GetNames(field.OptionsType!)[0])];
            case FieldKind.Choices: return [Made(Enum.GetNames(field.OptionsType!)[0], "yes")];
            case FieldKind.Scale: return [Made("", Say(field.Scale!.To))];
            case FieldKind.Links: return [Made(Entry(field.LinksTo!.List), "yes")];
            default: return [Made("", fitting ?? (field.Kind == FieldKind.Money ? "12.50" : "3"))];
        }
    }

    private static string Entry(string list) => $"seam-{list.ToLowerInvariant()}";
    private static string Token(int n) => $"Zq{n:0000}";
    private static string Sentence(int n, FieldDefinition field) => $"{Token(n)} {field.Name}";
    private static string Say(int number) => number.ToString(CultureInfo.InvariantCulture);
}
