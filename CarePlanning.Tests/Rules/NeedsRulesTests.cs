using CarePlanning.Core.Plans;
using CarePlanning.Core.Plans.Sections;
using CarePlanning.Tests.Given;

namespace CarePlanning.Tests.Rules;

public sealed class NeedsRulesTests
{
    private static Action<PlanAnswers> Stairs(Action<Need>? with = null, Goal? goal = null) => answers =>
    {
        var need = new Need { Id = "n1", What = "The stairs" };
        with?.Invoke(need);
        answers.Get<Needs>().List.Add(need);
        if (goal is not null) answers.Get<Goals>().List.Add(goal);
    };

    [Fact]
    public void Q_10_allows_a_need_that_a_goal_answers() =>
        ARule.Allows("Q-10", Stairs(goal: new Goal { Id = "g1", What = "Sleep upstairs", NeedIds = ["n1"] }));

    [Fact]
    public void Q_10_allows_a_need_that_was_decided_on() => ARule.Allows("Q-10", Stairs(n => n.WhatWasDecided = "Moving to the ground floor anyway"));

    [Fact]
    public void Q_10_allows_an_empty_need_and_one_taken_out()
    {
        ARule.Allows("Q-10", Stairs(n => n.What = null));
        ARule.Allows("Q-10", Stairs(n => n.Removed = true));
    }

    [Fact]
    public void Q_10_refuses_a_need_that_no_goal_answers()
    {
        var problem = ARule.Refuses("Q-10", "list/n1/what", Stairs(goal: new Goal { Id = "g1", What = "See the sea" }));
        Assert.Equal(Severity.Warn, problem.Severity);
        Assert.Contains("The stairs", problem.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Q_10_refuses_a_need_whose_goal_was_taken_out() =>
        ARule.Refuses("Q-10", "list/n1/what", Stairs(goal: new Goal { Id = "g1", What = "Sleep upstairs", NeedIds = ["n1"], Removed = true }));
}
