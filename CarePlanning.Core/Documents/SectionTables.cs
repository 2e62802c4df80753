using CarePlanning.Core.Plans;
using CarePlanning.Core.Words;
using CarePlanning.Pdf;

namespace CarePlanning.Core.Documents;

/// <summary>Lists that read best as a table; whatever has no column of its own stands under the entry's name.</summary>
internal static class SectionTables
{
    private sealed record Shown(string Field, double Width, bool Bare = false);

    private static readonly Dictionary<(string Slug, string List), Shown[]> All = new()
    {
        [("who-is-involved", "people")] = [new("name", 2), new("relation", 1), new("phone", 1)],
        [("who-is-involved", "professionals")] = [new("name", 2), new("role", 1), new("phone", 1)],
        [("who-is-involved", "whoIsHere")] = [new("name", 1), new("role", 1), new("presentFor", 1.5)],
        [("who-is-involved", "addresses")] = [new("line1", 1.6), new("town", 1), new("postcode", 0.7)],
        [("who-is-involved", "phones")] = [new("number", 1.2), new("use", 1), new("preference", 1)],
        [("who-is-involved", "adjustments")] = [new("whatToDo", 1.2), new("ifNotDone", 1)],
        [("health-at-a-glance", "conditions")] = [new("what", 2), new("source", 1), new("asOf", 0.8)],
        [("health-at-a-glance", "allergies")] = [new("what", 2), new("source", 1), new("asOf", 0.8)],
        [("health-at-a-glance", "medicines")] = [new("what", 2), new("source", 1), new("asOf", 0.8)],
        [("health-at-a-glance", "devices")] = [new("what", 2), new("source", 1), new("asOf", 0.8)],
        [("health-at-a-glance", "infections")] = [new("what", 2), new("source", 1), new("asOf", 0.8)],
        [("what-is-hard", "list")] = [new("what", 1.2), new("howItAffects", 1)],
        [("looking-ahead", "peopleToAsk")] = [new("name", 1), new("contact", 1), new("askAbout", 1.2)],
        [("looking-ahead", "placesOfCare")] = [new("rank", 0.5, Bare: true), new("name", 1.3), new("reason", 1.3)],
        [("looking-ahead", "placesOfDeath")] = [new("rank", 0.5, Bare: true), new("name", 1.3), new("reason", 1.3)],
        [("looking-ahead", "placesToAvoid")] = [new("name", 1), new("reason", 1)],
        [("looking-ahead", "otherDocuments")] = [new("name", 1.4), new("location", 1.2), new("date", 0.8)],
        [("looking-ahead", "talks")] = [new("on", 0.8), new("with", 1), new("outcome", 1)],
        [("review", "changes")] = [new("why", 1), new("what", 1.4), new("on", 0.8), new("toldBy", 0.7)],
        [("review", "lookedAt")] = [new("what", 1.6), new("on", 0.8), new("by", 0.7)],
        [("sharing", "copies")] = [new("who", 1), new("relation", 0.8), new("parts", 1.3)],
    };

    public static bool Has(SectionDefinition section, FieldDefinition list) => All.ContainsKey((section.Slug, list.Name));

    /// <summary>The list as one table.</summary>
    public static IEnumerable<Block> Compose(SectionReading at, FieldDefinition list, IReadOnlyList<PlanItem> entries)
    {
        var columns = All[(at.Section.Slug, list.Name)];
        var shown = columns.Select(c => list.Items.First(f => f.Name == c.Field)).ToList();
        // What stands under an entry stands under its name, wherever that column is.
        var under = Math.Max(0, shown.FindIndex(f => f.NamesIt));
        var rows = new List<IReadOnlyList<RichText>>();
        for (var i = 0; i < entries.Count; i++)
        {
            var entry = entries[i];
            var cells = columns.Select((c, n) => c.Bare ? shown[n].Property.GetValue(entry)?.ToString() : at.Rich(shown[n], entry)).ToArray();
            var name = cells[under].Runs.Count > 0 ? cells[under].Runs.Select(r => r with { Bold = true }) : [new Run(at.Section.Words.Entry(list, i + 1)) { Bold = true }];
            cells[under] = new RichText([.. name, .. SectionReading.AsRuns(at.Rest(list, entry, columns.Select(c => c.Field)))]);
            rows.Add(cells);
        }
        yield return new Table([.. columns.Select(c => new Column(Heading(at, list, c.Field), c.Width))], rows);
    }

    /// <summary>A word or two where there is one; the field's own label otherwise.</summary>
    private static string Heading(SectionReading at, FieldDefinition list, string field) =>
        Texts.Documents.Find($"column.{list.Name}.{field}") ?? Texts.Documents.Find($"column.{field}") ?? at.Label(at.Field(list.Name, field));
}
