using System.Text.Json.Nodes;
using CarePlanning.Core.Collaboration;
using CarePlanning.Core.People;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Signing;
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

    private static readonly string Frozen = Path.Combine(Sources.Root, "CarePlanning.Tests", "Approved", "frozen.schema1.json");

    [Fact]
    public void A_text_that_was_signed_under_the_first_schema_opens_with_everything_in_its_place()
    {
        if (!File.Exists(Frozen) && Environment.GetEnvironmentVariable("CAREPLANNING_APPROVE") == "frozen")
            File.WriteAllText(Frozen, new FrozenPlan("K7RM2T", 2, Pathway.FastTrack, "Willow hospice", "Joyce Ashworth", new DateOnly(1948, 3, 9), "9990000018", new DateTime(2026, 11, 23, 10, 42, 7, DateTimeKind.Utc),
                [.. Enum.GetValues<Relation>().Select(r => new Voice($"id-{r}", $"Name of {r}", $"Called {r}", r))], FilledPlan.Make())
            { CarersSaid = [new CarerSaid("Anne Ashworth", CarerPart.WhatINeed, "A night off")], Photo = [1, 2, 3] }.Write());
        Assert.True(File.Exists(Frozen), $"There is no {Frozen}. Run this test once with CAREPLANNING_APPROVE=frozen, read what it wrote and commit it.");
        var text = File.ReadAllText(Frozen);
        var plan = FrozenPlan.Read(text);
        Assert.Equal(("K7RM2T", 2, Pathway.FastTrack, "Willow hospice", "Joyce Ashworth", new DateOnly(1948, 3, 9), "9990000018", new DateTime(2026, 11, 23, 10, 42, 7, DateTimeKind.Utc)),
            (plan.Number, plan.Version, plan.Pathway, plan.Organisation, plan.PersonName, plan.BornOn, plan.NhsNumber, plan.FrozenAtUtc));
        var all = JsonNode.Parse(text)!.AsObject();
        Assert.Equal(all["voices"]!.AsArray().Select(v => (string)v!["relation"]!), plan.Voices.Select(v => v.Relation.ToString()));
        Assert.Equal(all["carers"]!.AsArray().Count, plan.CarersSaid.Count);
        Assert.Equal([1, 2, 3], plan.Photo!);
        foreach (var (slug, section) in all["sections"]!.AsObject())
        {
            var definition = PlanSections.Find(slug);
            Assert.True(definition is not null, $"A signed text holds a section '{slug}', and this program knows none.");
            foreach (var (path, value) in OldAnswers.Of(definition, section!.AsObject()))
                Assert.Equal((path, value), (path, SectionPath.Find(definition, path) is { } at ? SectionFields.Read(plan.Answers[slug], at) : "no such place"));
        }
    }
}
