using CarePlanning.Core.Plans;
using CarePlanning.Core.Plans.Sections;

namespace CarePlanning.Tests.Plans;

public sealed class SectionFieldsTests
{
    private static readonly SectionDefinition Section = PlanSections.Of<Goals>();

    private static Unreadable Write(Goals goals, string path, string? value) => SectionFields.Write(goals, SectionPath.Find(Section, path)!, value);

    private static string Read(Goals goals, string path) => SectionFields.Read(goals, SectionPath.Find(Section, path)!);

    [Fact]
    public void Words_come_back_letter_for_letter()
    {
        var goals = new Goals();
        const string words = "Tea \"at four\" <b>not</b> 5 & ü 你好 👵\nوالشاي";
        Assert.Equal(Unreadable.None, Write(goals, "list/g1/what", words));
        Assert.Equal(words, Read(goals, "list/g1/what"));
    }

    [Fact]
    public void Writing_in_an_entry_that_is_not_there_yet_begins_it() =>
        Assert.Equal("Walk", WithGoal().List.Single(g => g.Id == "g1").What);

    [Fact]
    public void An_entry_that_was_taken_out_can_be_put_back_with_its_words()
    {
        var goals = WithGoal();
        Assert.Equal(Unreadable.None, Write(goals, "list/g1", "removed"));
        Assert.True(goals.List.Single().Removed);
        Assert.Equal(Unreadable.None, Write(goals, "list/g1", "added"));
        Assert.Equal("Walk", Read(goals, "list/g1/what"));
    }

    [Theory]
    [InlineData("list/g1/importance", "11", Unreadable.OutOfScale)]
    [InlineData("list/g1/importance", "many", Unreadable.NotANumber)]
    [InlineData("list/g1/kind", "Nonsense", Unreadable.NotAnOption)]
    [InlineData("list/g1/kind", "2", Unreadable.NotAnOption)]
    [InlineData("list/g1/by/day", "-1", Unreadable.NotANumber)]
    [InlineData("put-off/goals", "Never", Unreadable.NotAnOption)]
    [InlineData("list/g1/what", "a\0b", Unreadable.HiddenCharacter)]
    public void A_value_that_cannot_be_read_is_refused_and_changes_nothing(string path, string value, Unreadable why)
    {
        var goals = WithGoal();
        var before = SectionJson.Write(goals);
        Assert.Equal(why, Write(goals, path, value));
        Assert.Equal(before, SectionJson.Write(goals));
    }

    [Theory]
    [InlineData("list/g1/nothing")]
    [InlineData("list")]
    [InlineData("list/../what")]
    [InlineData("nothing")]
    [InlineData("put-off/nothing")]
    [InlineData("list/g1/by")]
    [InlineData("list/g1/by/hour")]
    [InlineData("")]
    public void A_place_that_does_not_exist_is_not_found(string path) => Assert.Null(SectionPath.Find(Section, path));

    [Theory]
    [InlineData("12.50", 1250L)]
    [InlineData("£1,200", 120000L)]
    [InlineData(" 0.05 ", 5L)]
    public void Money_is_kept_in_whole_pence(string typed, long pence)
    {
        var money = new Money();
        Assert.Equal(Unreadable.None, SectionFields.Write(money, SectionPath.Find(PlanSections.Of<Money>(), "agreedYearlyPence")!, typed));
        Assert.Equal(pence, money.AgreedYearlyPence);
    }

    [Theory]
    [InlineData("1.005")]
    [InlineData("-3")]
    [InlineData("a lot")]
    public void Money_that_is_not_pounds_and_pence_is_refused(string typed) =>
        Assert.Equal(Unreadable.NotMoney, SectionFields.Write(new Money(), SectionPath.Find(PlanSections.Of<Money>(), "agreedYearlyPence")!, typed));

    [Fact]
    public void Two_parts_of_a_date_can_be_kept_before_the_third_is_known()
    {
        var me = new AboutMe();
        var section = PlanSections.Of<AboutMe>();
        SectionFields.Write(me, SectionPath.Find(section, "updatedOn/month")!, "8");
        SectionFields.Write(me, SectionPath.Find(section, "updatedOn/year")!, "2026");
        Assert.Equal(new PartialDate { Month = 8, Year = 2026 }, me.UpdatedOn);
        SectionFields.Write(me, SectionPath.Find(section, "updatedOn/month")!, "");
        SectionFields.Write(me, SectionPath.Find(section, "updatedOn/year")!, "");
        Assert.Null(me.UpdatedOn);
    }

    private static Goals WithGoal()
    {
        var goals = new Goals();
        Write(goals, "list/g1/what", "Walk");
        return goals;
    }
}
