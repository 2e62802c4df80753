using Bunit;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Plans.Sections;
using CarePlanning.Web.Wizard;

namespace CarePlanning.Tests.Components;

public sealed class FieldViewTests : BunitContext
{
    private IRenderedComponent<FieldView> Draw(SectionDefinition section, FieldDefinition field, object? value = null, string? path = null) =>
        Render<FieldView>(p => p.Add(f => f.Plan, AView.Of(PlanAnswers.Empty())).Add(f => f.Section, section).Add(f => f.Field, field)
            .Add(f => f.Path, path ?? field.Pattern.Replace("*", "e1", StringComparison.Ordinal)).Add(f => f.Value, value).Add(f => f.Me, AView.Me));

    public static TheoryData<string, string> EveryField => new(
        from section in PlanSections.All from place in section.AllFields where place.Kind != FieldKind.Items select (section.Slug, place.Pattern));

    [Theory, MemberData(nameof(EveryField))]
    public void The_name_of_every_input_is_a_place_that_an_edit_can_reach(string slug, string pattern)
    {
        var section = PlanSections.Find(slug)!;
        var drawn = Draw(section, section.AllFields.Single(f => f.Pattern == pattern));
        var names = drawn.FindAll("input, textarea, select").Select(i => i.GetAttribute("name")!).Distinct().ToList();
        Assert.All(names, n => Assert.NotNull(SectionPath.Find(section, n)));
    }

    [Theory, MemberData(nameof(EveryField))]
    public void Every_input_has_a_name_that_a_screen_reader_can_say(string slug, string pattern)
    {
        var section = PlanSections.Find(slug)!;
        var drawn = Draw(section, section.AllFields.Single(f => f.Pattern == pattern));
        foreach (var input in drawn.FindAll("input, textarea, select"))
            Assert.True(input.Closest("label") is not null || drawn.FindAll($"label[for='{input.Id}']").Count == 1, $"{input.OuterHtml} has no label.");
        Assert.All(drawn.FindAll("fieldset"), f => Assert.NotNull(f.QuerySelector("legend")));
    }

    [Fact]
    public void What_a_rule_says_is_linked_to_the_input_before_it_is_said()
    {
        var section = PlanSections.Of<Involved>();
        var drawn = Draw(section, section.Fields.Single(f => f.Name == "nhsNumber"));
        var described = drawn.Find("input").GetAttribute("aria-describedby")!.Split(' ');
        var error = drawn.Find("p.error");
        Assert.Contains(error.Id, described);
        Assert.True(error.HasAttribute("hidden"));
    }

    [Fact]
    public void Words_stand_in_the_field_as_they_were_said()
    {
        var section = PlanSections.Of<AboutMe>();
        var drawn = Draw(section, section.Fields[0], new Narrative { Words = "<b>Tea</b> & toast\nat four", Voice = "person" });
        Assert.Equal("<b>Tea</b> & toast\nat four", drawn.Find("textarea").TextContent);
        Assert.True(drawn.Find("input[value='person']").HasAttribute("checked"));
    }

    [Fact]
    public void The_chips_name_people_as_they_name_themselves()
    {
        var section = PlanSections.Of<AboutMe>();
        var drawn = Draw(section, section.Fields[0]);
        Assert.Equal(["Joyce's", "Nia's", "Ours"], drawn.FindAll(".voice:not([hidden]) .chip span").Select(c => c.TextContent));
    }

    [Fact]
    public void A_voice_that_is_only_proposed_says_what_is_stored()
    {
        var section = PlanSections.Of<AboutMe>();
        Assert.Equal("", Draw(section, section.Fields[0]).Find(".voice").GetAttribute("data-base"));
    }

    [Fact]
    public void Only_somebody_else_is_asked_how_they_see_the_words()
    {
        var section = PlanSections.Of<AboutMe>();
        Assert.NotEmpty(Draw(section, section.Fields[0], new Narrative { Words = "Tea", Voice = "person" }).FindAll(".voice:not([hidden]) input[name$='/standing/nia']"));
        Assert.Empty(Draw(section, section.Fields[0], new Narrative { Words = "Tea", Voice = "nia" }).FindAll(".voice:not([hidden]) input[name$='/standing/nia']"));
    }

    [Fact]
    public void Money_is_shown_in_pounds_and_pence()
    {
        var section = PlanSections.Of<Money>();
        Assert.Equal("1250.05", Draw(section, section.Fields.Single(f => f.Name == "agreedYearlyPence"), 125005L).Find("input").GetAttribute("value"));
    }
}
