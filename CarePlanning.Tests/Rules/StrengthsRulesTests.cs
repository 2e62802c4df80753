using CarePlanning.Core.Plans;
using CarePlanning.Core.Plans.Sections;
using CarePlanning.Tests.Given;

namespace CarePlanning.Tests.Rules;

public sealed class StrengthsRulesTests
{
    [Fact]
    public void Q_09_allows_a_strength_in_the_list() =>
        ARule.Allows("Q-09", a => a.Get<Strengths>().List.Add(new Strength { Id = "s1", Text = "My son comes every Sunday" }));

    [Fact]
    public void Q_09_allows_a_strength_in_the_persons_words()
    {
        ARule.Allows("Q-09", a => a.Get<Strengths>().ProudOf = new Narrative { Words = "I built this house" });
        ARule.Allows("Q-09", a => a.Get<Strengths>().AroundMe = new Narrative { Words = "The choir" });
    }

    [Fact]
    public void Q_09_refuses_a_plan_without_any_strength() => Assert.Equal(Severity.Warn, ARule.Refuses("Q-09", "list", _ => { }).Severity);

    [Fact]
    public void Q_09_refuses_strengths_that_are_empty_or_taken_out() =>
        ARule.Refuses("Q-09", "list", a =>
        {
            var strengths = a.Get<Strengths>();
            strengths.ProudOf = new Narrative { Words = " " };
            strengths.List.Add(new Strength { Id = "s1", Kind = StrengthKind.Skill });
            strengths.List.Add(new Strength { Id = "s2", Text = "Bridge club", Removed = true });
        });

    [Theory]
    [InlineData(StrengthKind.Personal, StrengthRing.Community, StrengthRing.Own), InlineData(StrengthKind.Family, null, StrengthRing.Family)]
    [InlineData(StrengthKind.Community, null, StrengthRing.Community), InlineData(StrengthKind.Skill, StrengthRing.Family, StrengthRing.Family)]
    [InlineData(StrengthKind.Faith, null, StrengthRing.Own), InlineData(null, StrengthRing.Community, StrengthRing.Community)]
    public void A_strength_stands_where_its_kind_says_and_else_where_somebody_put_it(StrengthKind? kind, StrengthRing? ring, StrengthRing expected) =>
        Assert.Equal(expected, new Strength { Kind = kind, Ring = ring }.OnTheMap());
}
