using CarePlanning.Core.Plans;
using CarePlanning.Core.Plans.Sections;

namespace CarePlanning.Tests.Rules;

/// <summary>What every section asks can be written place by place, kept, and linked.</summary>
public sealed class SectionsKeptTests
{
    public static TheoryData<string> Slugs { get; } = WordsOfSectionsTests.Slugs;

    [Theory, MemberData(nameof(Slugs))]
    public void Every_field_takes_an_answer_and_is_the_same_after_keeping(string slug)
    {
        var definition = PlanSections.Find(slug)!;
        var written = definition.NewAnswers();
        var places = definition.AllFields.Where(f => f.Kind != FieldKind.Items).Select(f => Place(definition, f)).ToList();
        foreach (var (path, value) in places)
            Assert.Equal(Unreadable.None, SectionFields.Write(written, SectionPath.Find(definition, path)!, value));
        var kept = SectionJson.Read(definition, SectionJson.Write(written), SectionJson.Schema);
        Assert.All(places, p => Assert.Equal(p.Value, SectionFields.Read(kept, SectionPath.Find(definition, p.Path)!)));
    }

    [Theory, MemberData(nameof(Slugs))]
    public void Every_link_leads_to_a_list_whose_entries_have_a_name(string slug) =>
        Assert.All(PlanSections.Find(slug)!.AllFields.Where(f => f.LinksTo is not null), f =>
        {
            var list = PlanSections.Find(f.LinksTo!.Slug)!.Fields.Single(l => l.Name == f.LinksTo.List);
            Assert.Single(list.Items, i => i.NamesIt);
        });

    [Theory, MemberData(nameof(Slugs))]
    public void Every_list_names_its_entries_and_every_condition_names_a_neighbour_and_its_values(string slug)
    {
        var definition = PlanSections.Find(slug)!;
        Assert.All(definition.Fields.Where(f => f.Kind == FieldKind.Items), l => Assert.Single(l.Items, i => i.NamesIt));
        Assert.All(definition.AllFields.Where(f => f.ShownWhen is not null), f =>
        {
            var neighbour = (f.List?.Items ?? definition.Fields).Single(n => n.Name == f.ShownWhen!.Field);
            Assert.Equal(f.Question, neighbour.Question);
            Assert.All(f.ShownWhen!.Values, v => Assert.True(neighbour.Kind switch
            {
                FieldKind.YesNo => v is "yes" or "no",
                FieldKind.Choice => Enum.IsDefined(neighbour.OptionsType!, v),
                _ => neighbour.Kind == FieldKind.Scale,
            }, $"{f}: {v}"));
        });
    }

    [Fact]
    public void What_follows_from_the_answers_is_not_kept_beside_them()
    {
        var json = SectionJson.Write(new Involved { People = [new InvolvedPerson { Id = "p1", Types = [ContactType.DoNotContact] }] });
        Assert.DoesNotContain("heldAs", json, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("mustNotBeContacted", json, StringComparison.OrdinalIgnoreCase);
    }

    private static (string Path, string Value) Place(SectionDefinition definition, FieldDefinition field)
    {
        var path = field.List is null ? field.Name : $"{field.List.Name}/e1/{field.Name}";
        return field.Kind switch
        {
            FieldKind.Narrative => (path + "/words", "I like it here"),
            FieldKind.Date => (path + "/year", "2001"),
            FieldKind.YesNo => (path, "no"),
            FieldKind.Choice => (path, Enum.GetNames(field.OptionsType!)[^1]),
            FieldKind.Choices => ($"{path}/{Enum.GetNames(field.OptionsType!)[^1]}", "yes"),
            FieldKind.Links => (path + "/x1", "yes"),
            FieldKind.Scale or FieldKind.Number => (path, "5"),
            FieldKind.Money => (path, "14.20"),
            _ => (path, $"words for {definition.Slug}"),
        };
    }
}
