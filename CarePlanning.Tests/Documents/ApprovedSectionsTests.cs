using System.Text.Json.Nodes;
using CarePlanning.Core.Plans;
using CarePlanning.Tests.Architecture;

namespace CarePlanning.Tests.Documents;

/// <summary>
/// One file for each section as it was first written, which must open for ever. A file here is never written again: when one no longer
/// opens, the program is mended. A new section's first file is written when CAREPLANNING_APPROVE names its slug, and only where there is none.
/// </summary>
public sealed class ApprovedSectionsTests
{
    private static readonly string Folder = Path.Combine(Sources.Root, "CarePlanning.Tests", "Approved", "sections");

    public static TheoryData<string> Files() => [.. Directory.GetFiles(Folder, "*.json").Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)];

    public static TheoryData<string> Slugs() => [.. PlanSections.All.Select(s => s.Slug)];

    [Theory, MemberData(nameof(Slugs))]
    public void Every_section_has_a_file_of_its_first_schema(string slug)
    {
        var file = Path.Combine(Folder, $"{slug}.schema1.json");
        if (!File.Exists(file) && Environment.GetEnvironmentVariable("CAREPLANNING_APPROVE") == slug)
            File.WriteAllText(file, JsonNode.Parse(SectionJson.Write(FilledPlan.Section(PlanSections.Find(slug)!)))!.ToJsonString(new(SectionJson.Options) { WriteIndented = true }) + "\n");
        Assert.True(File.Exists(file), $"There is no {file}. Run this test once with CAREPLANNING_APPROVE={slug}, read what it wrote and commit it.");
    }

    [Theory, MemberData(nameof(Files))]
    public void A_file_of_an_old_schema_opens_with_every_answer_in_its_place(string file)
    {
        var (slug, schema) = (file.Split('.')[0], int.Parse(file.Split('.')[1]["schema".Length..], System.Globalization.CultureInfo.InvariantCulture));
        var definition = PlanSections.Find(slug);
        Assert.True(definition is not null, $"Plans hold a section '{slug}', and this program knows none.");
        var text = File.ReadAllText(Path.Combine(Folder, file));
        var section = SectionJson.Read(definition, text, schema);
        var expected = OldAnswers.Of(definition, JsonNode.Parse(text)!.AsObject()).ToList();
        Assert.NotEmpty(expected);
        foreach (var (path, value) in expected)
        {
            var at = SectionPath.Find(definition, path);
            Assert.True(at is not null, $"{file} holds {path}, and there is no such place any more.");
            Assert.Equal((path, value), (path, SectionFields.Read(section, at)));
        }
    }
}
