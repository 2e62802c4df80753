using CarePlanning.Core.Documents.Copies;
using CarePlanning.Core.People;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Signing;
using CarePlanning.Pdf;

namespace CarePlanning.Benchmarks.Fuzz;

/// <summary>A plan in which texts by chance stand in places by chance, and a copy of it; the same for the same seed.</summary>
internal static class RandomPlan
{
    private static readonly DateTime Now = new(2026, 11, 23, 9, 0, 0, DateTimeKind.Utc);

    private static readonly List<(SectionDefinition Section, string? List, FieldDefinition Field)> Places =
    [
        .. from section in PlanSections.All
           from field in section.Fields
           from place in field.Kind == FieldKind.Items ? field.Items.Select(inner => ((string?)field.Name, inner)) : [(null, field)]
           where place.Item2.Kind is FieldKind.ShortText or FieldKind.LongText or FieldKind.Narrative
           select (section, place.Item1, place.Item2),
    ];

    public static PdfContent Copy(int seed)
    {
#pragma warning disable CA5394 // Chance here must be repeatable, not secret.
        var chance = new Random(seed);
        var answers = PlanAnswers.Empty();
        for (var fields = chance.Next(2, 12); fields > 0; fields--)
        {
            var (section, list, field) = Places[chance.Next(Places.Count)];
            var path = list is null ? field.Name : $"{list}/e{chance.Next(3)}/{field.Name}";
            if (SectionPath.Find(section, field.Kind == FieldKind.Narrative ? path + "/words" : path) is { } at)
                SectionFields.Write(answers[section.Slug], at, RandomText.Some(chance, field.Kind == FieldKind.ShortText ? 6 : 40));
        }
        var kind = CopyList.All[chance.Next(CopyList.All.Count)].Kind;
        var agreed = chance.Next(2) == 0;
        var name = RandomText.Some(chance, 4);
        var plan = new FrozenPlan("ABC234", 1, Pathway.JointFunded, RandomText.Some(chance, 4), name, new DateOnly(1941, 5, 3), "9990000018", Now,
            [new Voice(Voices.Person, name, name, Relation.Person)], FrozenPlan.Split(answers).Signed);
#pragma warning restore CA5394
        var stamp = new CopyStamp(kind, agreed ? CopyIssue.Agreed : CopyIssue.Draft, "ABC234", 1, Now, null, Now, agreed ? "K7RM2-4TQH-9XWDE" : null, CheckAddress.Local);
        return CopyDocument.Compose(plan, stamp, new CopyContents(null, []));
    }
}
