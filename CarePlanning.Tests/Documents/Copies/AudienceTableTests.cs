using CarePlanning.Core.Documents;
using CarePlanning.Core.Documents.Copies;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Plans.Sections;

namespace CarePlanning.Tests.Documents.Copies;

/// <summary>Each copy, each field: what may stand on it does where it is taken whole, and what may not never does.</summary>
public sealed class AudienceTableTests
{
    public static TheoryData<CopyKind> Kinds() => [.. CopyList.All.Select(c => c.Kind)];

    public static TheoryData<CopyKind, string> KindsAndSections() =>
        new(from copy in CopyList.All from section in PlanSections.All select (copy.Kind, section.Slug));

    [Fact]
    public void Every_kind_of_copy_is_in_the_list_and_in_the_table() =>
        Assert.All(Enum.GetValues<CopyKind>(), kind => Assert.Contains(AudienceTable.Named, n => n.Copy == kind && CopyList.Of(kind).Slug.Length > 0));

    [Fact]
    public void Every_place_named_in_the_table_is_a_place_of_the_plan() =>
        Assert.All(AudienceTable.Named, named => Assert.True(
            PlanSections.All.Any(s => s.AllFields.Any(f => AudienceTable.Covers(named.Place, $"{s.Slug}/{f.Pattern}"))), $"{named.Copy} names {named.Place}, and there is no such place."));

    [Theory, MemberData(nameof(KindsAndSections))]
    public void SG_06_allows_each_field_on_the_copies_that_may_carry_it_and_on_no_other(CopyKind kind, string slug)
    {
        var (section, all) = (PlanSections.Find(slug)!, FilledPlan.Make());
        var read = Samples.Read(kind, all);
        List<string> leaked = [], lost = [];
        foreach (var place in SectionFields.Places(section, all[slug]).Where(p => p.Field.Kind is FieldKind.ShortText or FieldKind.LongText or FieldKind.Narrative))
        {
            var mark = place.Entry is { HeldAs: not Sensitivity.Open } entry ? entry.HeldAs : place.Field.Sensitivity;
            var may = AudienceTable.MayCarry(kind, section, place.Field, mark);
            var stands = read.Contains(FilledPlan.Word(slug, place.Path), StringComparison.Ordinal);
            if (stands && !may) leaked.Add(place.Path);
            if (!stands && may && Whole.Contains(kind)) lost.Add(place.Path);
        }
        Assert.True(leaked.Count == 0, $"{kind} may not carry {string.Join(", ", leaked)}");
        Assert.True(lost.Count == 0, $"{kind} leaves out {string.Join(", ", lost)}");
    }

    [Theory, MemberData(nameof(Kinds))]
    public void SG_06_refuses_amounts_dates_and_choices_that_a_copy_may_not_carry(CopyKind kind)
    {
        // What may not stand on a copy makes no difference to it, whatever kind of answer it is and wherever a part of it might be said.
        var without = FilledPlan.Make();
        var taken = 0;
        foreach (var section in PlanSections.All)
            foreach (var place in SectionFields.Places(section, without[section.Slug]).ToList())
            {
                var mark = place.Entry is { HeldAs: not Sensitivity.Open } entry ? entry.HeldAs : place.Field.Sensitivity;
                var property = place.Field.Property;
                if (place.Field.Kind == FieldKind.Items || AudienceTable.MayCarry(kind, section, place.Field, mark)) continue;
                property.SetValue(place.Entry ?? (object)without[section.Slug], property.PropertyType.IsGenericType && Nullable.GetUnderlyingType(property.PropertyType) is null ? Activator.CreateInstance(property.PropertyType) : null);
                taken++;
            }
        Assert.True(taken > 0);
        Assert.Equal(Samples.Read(kind, FilledPlan.Make()), Samples.Read(kind, without));
    }

    [Theory, MemberData(nameof(Kinds))]
    public void SG_06_refuses_what_is_held_back_by_its_mark_on_every_copy(CopyKind kind)
    {
        foreach (var section in PlanSections.All)
            foreach (var field in section.AllFields)
                foreach (var mark in new[] { Sensitivity.HomeAccess, Sensitivity.Private })
                    Assert.False(AudienceTable.MayCarry(kind, section, field, mark), $"{kind} {section.Slug}/{field} as {mark}");
    }

    [Fact]
    public void Amounts_stand_only_where_money_is_spoken_of()
    {
        var money = PlanSections.Of<Money>();
        var amount = money.AllFields.First(f => f.Sensitivity == Sensitivity.Money);
        Assert.Equal([CopyKind.FullPlan, CopyKind.Money, CopyKind.LargePrint, CopyKind.EasyRead],
            CopyList.All.Select(c => c.Kind).Where(k => AudienceTable.MayCarry(k, money, amount, amount.Sensitivity)).Order());
    }

    [Theory, MemberData(nameof(Kinds))]
    public void A_new_field_without_a_word_in_the_table_follows_its_section_and_its_mark(CopyKind kind)
    {
        // A section taken whole takes whatever is added to it; any other keeps it off.
        foreach (var section in PlanSections.All)
        {
            var whole = AudienceTable.Named.Any(n => n.Copy == kind && n.Place == $"{section.Slug}/**");
            Assert.Equal(whole, AudienceTable.Named.Any(n => n.Copy == kind && AudienceTable.Covers(n.Place, $"{section.Slug}/somethingNew")));
        }
    }

    [Fact]
    public void A_question_none_of_whose_answers_may_be_carried_was_not_asked_either()
    {
        var answers = PlanAnswers.Empty();
        answers.Get<Involved>().PutOff["concernRaised"] = PutOff.RatherNotSay;
        Assert.Empty(AudienceTable.Keep(CopyKind.FullPlan, Samples.Plan(answers)).Answers.Get<Involved>().PutOff);
    }

    [Fact]
    public void The_page_about_the_person_names_neither_number_nor_birthday_nor_illness()
    {
        var read = Samples.Read(CopyKind.AboutMe, FilledPlan.Make());
        foreach (var word in new[] { "999 000 0018", "1948", "NHS" }) Assert.DoesNotContain(word, read, StringComparison.Ordinal);
    }

    private static readonly CopyKind[] Whole = [CopyKind.FullPlan, CopyKind.LargePrint, CopyKind.EasyRead];
}
