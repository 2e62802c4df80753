using CarePlanning.Core.Plans;
using CarePlanning.Core.Plans.Sections;
using CarePlanning.Tests.Given;

namespace CarePlanning.Tests.Rules;

public sealed class GoalsRulesTests
{
    private static void Garden(PlanAnswers answers, int? importance = 8, int? confidence = 9, string? help = null)
    {
        var goals = answers.Get<Goals>();
        goals.List.Add(new Goal { Id = "g1", What = "Have breakfast in the garden", Importance = importance });
        goals.Steps.Add(new GoalStep { Id = "s1", What = "Build a ramp", GoalIds = ["g1"], Confidence = confidence, WhatWouldHelp = help });
    }

    [Fact]
    public void Q_03_allows_a_plan_with_a_goal() => ARule.Allows("Q-03", a => Garden(a));

    [Fact]
    public void Q_03_allows_fast_track_without_a_goal() => ARule.Allows("Q-03", _ => { }, Pathway.FastTrack);

    [Fact]
    public void Q_03_refuses_to_sign_without_any_goal() =>
        Assert.Equal(Severity.Block, ARule.Refuses("Q-03", "list", _ => { }).Severity);

    [Fact]
    public void Q_03_refuses_when_the_only_goal_was_taken_out() =>
        ARule.Refuses("Q-03", "list", a => a.Get<Goals>().List.Add(new Goal { Id = "g1", What = "Walk", Removed = true }));

    [Fact]
    public void Q_06_allows_a_goal_with_a_step() => ARule.Allows("Q-06", a => Garden(a));

    [Fact]
    public void Q_06_refuses_a_goal_that_no_step_leads_to() =>
        ARule.Refuses("Q-06", "list/g2/what", a => { Garden(a); a.Get<Goals>().List.Add(new Goal { Id = "g2", What = "See the sea", Importance = 3 }); });

    [Fact]
    public void Q_07_allows_a_goal_whose_importance_is_known() => ARule.Allows("Q-07", a => Garden(a));

    [Fact]
    public void Q_07_refuses_a_goal_whose_importance_nobody_said() => ARule.Refuses("Q-07", "list/g1/importance", a => Garden(a, importance: null));

    [Fact]
    public void Q_08_allows_a_sure_step() => ARule.Allows("Q-08", a => Garden(a, confidence: 7));

    [Fact]
    public void Q_08_allows_an_unsure_step_with_what_would_help() => ARule.Allows("Q-08", a => Garden(a, confidence: 3, help: "A second pair of hands"));

    [Fact]
    public void Q_08_refuses_an_unsure_step_without_help() => ARule.Refuses("Q-08", "steps/s1/whatWouldHelp", a => Garden(a, confidence: 6));

    [Fact]
    public void Q_08_allows_an_unsure_step_that_a_strategy_makes_easier() =>
        ARule.Allows("Q-08", a =>
        {
            Garden(a, confidence: 6);
            a.Get<Goals>().Strategies.Add(new Strategy { Id = "w1", What = "In the morning", StepIds = ["s1"] });
        });

    [Fact]
    public void Q_08_refuses_an_unsure_step_whose_strategy_was_taken_out() =>
        ARule.Refuses("Q-08", "steps/s1/whatWouldHelp", a =>
        {
            Garden(a, confidence: 6);
            a.Get<Goals>().Strategies.Add(new Strategy { Id = "w1", What = "In the morning", StepIds = ["s1"], Removed = true });
        });

    [Theory]
    [InlineData(Attainment.MuchLess, -2), InlineData(Attainment.Less, -1), InlineData(Attainment.AsHoped, 0)]
    [InlineData(Attainment.Better, 1), InlineData(Attainment.MuchBetter, 2), InlineData(null, null)]
    public void What_came_of_a_goal_is_scored_from_minus_two_to_plus_two(Attainment? far, int? score) =>
        Assert.Equal(score, new GoalOutcome { HowFar = far }.Score());
}
