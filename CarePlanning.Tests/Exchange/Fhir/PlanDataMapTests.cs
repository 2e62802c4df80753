using System.Text.Json.Nodes;
using CarePlanning.Core.Exchange.Fhir;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Signing;
using CarePlanning.Tests.Documents;

namespace CarePlanning.Tests.Exchange.Fhir;

/// <summary>No field falls between the plan and its data: each one is carried, or named as withheld.</summary>
public sealed class PlanDataMapTests
{
    private static readonly PlanAnswers All = FilledPlan.Make();

    public static TheoryData<string> Slugs() => [.. PlanSections.All.Select(s => s.Slug)];

    [Fact]
    public void Every_field_of_every_section_is_in_the_map_once()
    {
        var map = PlanDataMap.Of(BundleCopy.FullPlan);
        Assert.Equal(PlanSections.All.SelectMany(s => s.AllFields).Select(f => f.ToString()).Count(), map.Count);
        var there = PlanSections.All.SelectMany(s => s.AllFields.Select(f => $"{s.Slug}/{f.Pattern}")).ToHashSet();
        Assert.Empty(PlanDataMap.Mapped.Except(there));
        Assert.All(map, f => Assert.Equal(!FrozenPlan.MayBeSigned(f.Field.Sensitivity), f.Withheld));
    }

    [Theory, MemberData(nameof(Slugs))]
    public void Every_answer_that_may_be_carried_is_in_the_data_and_no_other_is(string slug)
    {
        var section = PlanSections.Find(slug)!;
        var map = PlanDataMap.Of(BundleCopy.FullPlan).Where(f => f.Section == section).ToDictionary(f => f.Field);
        var whole = FhirSamples.Text(FhirSamples.Filled);
        var narrative = Narrative(whole);
        List<string> wrong = [];
        foreach (var place in SectionFields.Places(section, All[slug]))
        {
            var carried = map[place.Field];
            var without = Narrative(FhirSamples.Text(FhirSamples.VersionOf(All.With(slug, Without(section, All[slug], place.Path)))));
            if (carried.Withheld ? without != narrative : without == narrative) wrong.Add($"{place.Path} makes {(carried.Withheld ? "a" : "no")} difference to the narrative");
            if (place.Field.Kind is not (FieldKind.ShortText or FieldKind.LongText or FieldKind.Narrative)) continue;
            var word = FilledPlan.Word(slug, place.Path);
            if (whole.Contains(word, StringComparison.Ordinal) == carried.Withheld) wrong.Add($"{place.Path} is {(carried.Withheld ? "" : "not ")}in the data");
            if (carried.Element is { } element && !Values(whole, element).Any(v => v.Contains(word, StringComparison.Ordinal))) wrong.Add($"{place.Path} is not in {element}");
        }
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public void Every_element_that_the_map_names_is_there()
    {
        var whole = FhirSamples.Text(FhirSamples.Filled);
        Assert.All(PlanDataMap.Of(BundleCopy.FullPlan).Where(f => f.Element is not null), f => Assert.NotEmpty(Values(whole, f.Element!)));
    }

    [Theory, MemberData(nameof(Slugs))]
    public void A_copy_that_may_carry_one_section_only_holds_not_a_word_of_another(string slug)
    {
        var whole = FhirSamples.Text(FhirSamples.Filled, new BundleCopy("one", (s, f) => s.Slug == slug && FrozenPlan.MayBeSigned(f.Sensitivity)));
        FhirSamples.Read(System.Text.Encoding.UTF8.GetBytes(whole));
        foreach (var section in PlanSections.All)
            foreach (var place in SectionFields.Places(section, All[section.Slug]).Where(p => p.Field.Kind is FieldKind.ShortText or FieldKind.LongText or FieldKind.Narrative))
                Assert.Equal(section.Slug == slug && FrozenPlan.MayBeSigned(place.Field.Sensitivity), whole.Contains(FilledPlan.Word(section.Slug, place.Path), StringComparison.Ordinal));
    }

    [Fact]
    public void A_copy_without_amounts_holds_no_amount()
    {
        var whole = FhirSamples.Text(FhirSamples.Filled, new BundleCopy("no-money", (_, f) => f.Sensitivity == Sensitivity.Open));
        Assert.DoesNotContain("£", whole, StringComparison.Ordinal);
        Assert.Contains("£", FhirSamples.Text(FhirSamples.Filled), StringComparison.Ordinal);
    }

    private static string Narrative(string json) => string.Concat(Sections(JsonNode.Parse(json)!["entry"]![0]!["resource"]!).Select(s => $"{s!["title"]} {s["text"]?["div"]}"));

    private static IEnumerable<JsonNode?> Sections(JsonNode? of) => (of!["section"]?.AsArray() ?? []).SelectMany(s => Sections(s).Prepend(s));

    /// <summary>The values at an element of every resource of its kind.</summary>
    private static IEnumerable<string> Values(string json, string element)
    {
        var path = element.Split('.');
        return from entry in JsonNode.Parse(json)!["entry"]!.AsArray()
               let resource = entry!["resource"]!
               where (string)resource["resourceType"]! == path[0]
               from value in At(resource, path.Skip(1))
               select value.ToJsonString(SectionJson.Options);
    }

    private static IEnumerable<JsonNode> At(JsonNode? node, IEnumerable<string> path) => node switch
    {
        null => [],
        JsonArray list => list.SelectMany(n => At(n, path)),
        _ when !path.Any() => [node],
        _ => At(node[path.First()], path.Skip(1)),
    };

    private static PlanSection Without(SectionDefinition definition, PlanSection section, string path)
    {
        var copy = SectionJson.Read(definition, SectionJson.Write(section), SectionJson.Schema);
        var (field, _, _, entry) = SectionFields.Places(definition, copy).Single(p => p.Path == path);
        field.Property.SetValue(entry ?? (object)copy, field.Kind is FieldKind.Choices or FieldKind.Links ? Activator.CreateInstance(field.Property.PropertyType) : null);
        return copy;
    }
}
