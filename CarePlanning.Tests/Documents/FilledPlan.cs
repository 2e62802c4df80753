using System.Globalization;
using CarePlanning.Core.People;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Plans.Sections;

namespace CarePlanning.Tests.Documents;

/// <summary>A plan in which every field of every section holds something of its own; made from the fields, so that a new one is filled too.</summary>
internal static class FilledPlan
{
    /// <summary>Two entries in each list; the second comes first where an order is asked, so that taking the order away shows.</summary>
    public const string First = "e1", Second = "e2";

    public static PlanAnswers Make() => new(PlanSections.All.ToDictionary(s => s.Slug, Section));

    public static PlanSection Section(SectionDefinition definition)
    {
        var section = definition.NewAnswers();
        foreach (var field in definition.Fields)
        {
            if (field.Kind != FieldKind.Items) { Fill(definition, section, field, field.Name, 0); continue; }
            foreach (var (id, number) in new[] { (First, 2), (Second, 1) })
                foreach (var inner in field.Items) Fill(definition, section, inner, $"{field.Name}/{id}/{inner.Name}", number);
        }
        return section;
    }

    private static void Fill(SectionDefinition definition, PlanSection section, FieldDefinition field, string path, int number)
    {
        var own = Number(definition.Slug + "/" + path);
        switch (field.Kind)
        {
            case FieldKind.Narrative:
                Write(definition, section, path + "/words", Word(definition.Slug, path));
                Write(definition, section, path + "/voice", Voices.Person);
                Write(definition, section, path + "/ownWords", "yes");
                break;
            case FieldKind.Date:
                Write(definition, section, path + "/day", Text(1 + (own % 28)));
                Write(definition, section, path + "/month", Text(1 + (own / 28 % 12)));
                Write(definition, section, path + "/year", Text(2001 + (own / 336 % 20)));
                break;
            case FieldKind.Choices:
                // Each of these would make the whole entry private.
                foreach (var option in Enum.GetNames(field.OptionsType!).Where(o => o != nameof(ContactType.DoNotContact))) Write(definition, section, $"{path}/{option}", "yes");
                break;
            case FieldKind.Links:
                Write(definition, section, $"{path}/{First}", "yes");
                break;
            default:
                Write(definition, section, path, field.Kind switch
                {
                    FieldKind.YesNo => "yes",
                    FieldKind.Choice => field.OptionsType == typeof(StrengthKind) ? nameof(StrengthKind.Skill)
                        : Enum.GetNames(field.OptionsType!)[(own % (Enum.GetNames(field.OptionsType!).Length - 1)) + 1] is var option && option != nameof(RiskType.Safeguarding) ? option : nameof(RiskType.Health),
                    FieldKind.Scale => Text(field.Scale!.From + number),
                    FieldKind.Number => Text(field.Name == "order" ? number : 3 + (own % 40)),
                    FieldKind.Money => Text(100 + (own % 9000)),
                    _ => Word(definition.Slug, path),
                });
                break;
        }
    }

    private static void Write(SectionDefinition definition, PlanSection section, string path, string value) =>
        Assert.Equal(Unreadable.None, SectionFields.Write(section, SectionPath.Find(definition, path)!, value));

    /// <summary>A word that stands nowhere else: letters only, so that nothing takes it for a number or a date.</summary>
    public static string Word(string slug, string path)
    {
        var number = Number(slug + "/" + path);
        var letters = "q";
        for (; number > 0; number /= 20) letters += "bcdfghjklmnpqrstvwxz"[number % 20];
        return letters + "q";
    }

    /// <summary>The same number for the same path in every run.</summary>
    private static int Number(string path) => path.Aggregate(17, (sum, c) => ((sum * 31) + c) & 0x3FFFFFF);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
