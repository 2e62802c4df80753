using CarePlanning.Core.Documents;
using CarePlanning.Core.People;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Signing;
using CarePlanning.Core.Words;

namespace CarePlanning.Tests.Documents;

/// <summary>No field falls between the wizard and the document: each one that holds something is read there, or is withheld by its mark.</summary>
public sealed class EveryFieldTests
{
    private static readonly IReadOnlyList<Voice> Table = [new(Voices.Person, "Joyce Ashworth", "Joyce", Relation.Person)];

    public static TheoryData<string> Slugs() => [.. PlanSections.All.Select(s => s.Slug)];

    [Theory, MemberData(nameof(Slugs))]
    public void Every_answer_that_may_be_signed_is_read_in_the_document_and_no_other_is(string slug)
    {
        var section = PlanSections.Find(slug)!;
        var all = FilledPlan.Make();
        var whole = Read(section, all);
        List<string> lost = [], shown = [];
        foreach (var place in SectionFields.Places(section, all[slug]).Where(p => p.Entry is null || p.Entry.Id == FilledPlan.Second))
        {
            Assert.True(SectionFields.HasValue(place.Value), $"{slug}/{place.Path} was not filled.");
            var without = Read(section, all.With(slug, Without(section, all[slug], place.Path)));
            var open = FrozenPlan.MayBeSigned(place.Entry is { HeldAs: not Sensitivity.Open } entry ? entry.HeldAs : place.Field.Sensitivity);
            if (open && without == whole) lost.Add(place.Path);
            if (!open && without != whole) shown.Add(place.Path);
            if (place.Field.Kind is FieldKind.ShortText or FieldKind.LongText or FieldKind.Narrative)
                Assert.Equal(open, whole.Contains(FilledPlan.Word(slug, place.Path), StringComparison.Ordinal));
        }
        Assert.True(lost.Count == 0, $"These answers are nowhere in the document: {string.Join(", ", lost)}");
        Assert.True(shown.Count == 0, $"These answers may not be in the document: {string.Join(", ", shown)}");
    }

    [Theory, MemberData(nameof(Slugs))]
    public void Every_answer_put_off_is_read_in_the_document(string slug)
    {
        var section = PlanSections.Find(slug)!;
        foreach (var question in section.Questions)
        {
            var answers = section.NewAnswers();
            answers.PutOff[question] = PutOff.RatherNotSay;
            Assert.Contains(Texts.Shared["PutOff.RatherNotSay.said"], Read(section, PlanAnswers.Empty().With(slug, answers)), StringComparison.Ordinal);
            answers.PutOffOnDay(question, new DateOnly(2026, 8, 6));
            Assert.Contains("I would rather not say (6 August 2026)", Read(section, PlanAnswers.Empty().With(slug, answers)), StringComparison.Ordinal);
        }
    }

    [Theory, MemberData(nameof(Slugs))]
    public void An_empty_section_says_that_nothing_is_written(string slug) =>
        Assert.Contains(Texts.Documents["section.empty"], Read(PlanSections.Find(slug)!, PlanAnswers.Empty()), StringComparison.Ordinal);

    [Fact]
    public void What_was_taken_out_is_not_in_the_document()
    {
        var all = FilledPlan.Make();
        foreach (var section in PlanSections.All)
        {
            foreach (var list in section.Fields.Where(f => f.Kind == FieldKind.Items))
                foreach (var entry in list.EntriesOf(all[section.Slug])) entry.Removed = true;
            var read = Read(section, all);
            foreach (var list in section.Fields.Where(f => f.Kind == FieldKind.Items))
                foreach (var text in list.Items.Where(i => i.Kind is FieldKind.ShortText or FieldKind.LongText or FieldKind.Narrative))
                    Assert.DoesNotContain(FilledPlan.Word(section.Slug, $"{list.Name}/{FilledPlan.First}/{text.Name}"), read, StringComparison.Ordinal);
        }
    }

    private static string Read(SectionDefinition section, PlanAnswers answers) =>
        Reading.Of(SectionDocument.Compose(section, FrozenPlan.Split(answers).Signed, Table));

    private static PlanSection Without(SectionDefinition definition, PlanSection section, string path)
    {
        var copy = SectionJson.Read(definition, SectionJson.Write(section), SectionJson.Schema);
        var (field, _, _, entry) = SectionFields.Places(definition, copy).Single(p => p.Path == path);
        field.Property.SetValue(entry ?? (object)copy, field.Kind is FieldKind.Choices or FieldKind.Links ? Activator.CreateInstance(field.Property.PropertyType) : null);
        return copy;
    }
}
