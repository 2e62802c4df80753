using CarePlanning.Core.People;
using CarePlanning.Core.Plans;

namespace CarePlanning.Benchmarks.Plans;

/// <summary>Answers to everything a plan asks, so that nothing measured is small because it is empty.</summary>
internal static class FilledAnswers
{
    public const string Sentence = "She likes the window open a little at night, and her own pillow beside her bed";
    private const int EntriesOfAList = 3;

    public static PlanAnswers New() => new(PlanSections.All.ToDictionary(s => s.Slug, Section));

    public static PlanSection Section(SectionDefinition definition)
    {
        var section = definition.NewAnswers();
        foreach (var field in definition.Fields)
            foreach (var (path, value) in field.Kind == FieldKind.Items ? OfList(field) : OfField(field, field.Name))
            {
                var at = SectionPath.Find(definition, path) ?? throw new InvalidOperationException($"{definition.Slug} has no place {path}.");
                if (SectionFields.Write(section, at, value) is not Unreadable.None and var why)
                    throw new InvalidOperationException($"{definition.Slug}/{path} cannot take '{value}': {why}.");
            }
        return section;
    }

    private static IEnumerable<(string Path, string Value)> OfList(FieldDefinition list) =>
        from number in Enumerable.Range(1, EntriesOfAList)
        from place in list.Items.SelectMany(f => OfField(f, $"{list.Name}/{Entry(number)}/{f.Name}")).Prepend(($"{list.Name}/{Entry(number)}", "added"))
        select place;

    private static string Entry(int number) => $"entry{number}";

    private static IEnumerable<(string Path, string Value)> OfField(FieldDefinition field, string path) => field.Kind switch
    {
        FieldKind.ShortText => [(path, field.Name switch { "nhsNumber" => "9990000018", "givenNames" => "Joyce", "familyName" => "Ashworth", _ => "Joyce Ashworth" })],
        FieldKind.LongText => [(path, $"{Sentence}. {Sentence}.")],
        FieldKind.Narrative => [($"{path}/words", $"{Sentence}. {Sentence}."), ($"{path}/voice", Voices.Person)],
        FieldKind.Date => [($"{path}/day", "3"), ($"{path}/month", "5"), ($"{path}/year", field.Name == "dateOfBirth" ? "1941" : "2027")],
        FieldKind.YesNo => [(path, "yes")],
        FieldKind.Choice => [(path, Enum.GetNames(field.OptionsType!)[0])],
        FieldKind.Choices => Enum.GetNames(field.OptionsType!).Take(2).Select(n => ($"{path}/{n}", "yes")),
        FieldKind.Links => [($"{path}/{Entry(1)}", "yes"), ($"{path}/{Entry(2)}", "yes")],
        FieldKind.Scale => [(path, field.Scale!.To.ToString(System.Globalization.CultureInfo.InvariantCulture))],
        FieldKind.Number => [(path, "3")],
        FieldKind.Money => [(path, "125.00")],
        _ => throw new NotSupportedException($"No answer is known for {field.Kind}."),
    };
}
