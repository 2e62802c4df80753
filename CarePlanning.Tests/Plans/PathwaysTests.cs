using CarePlanning.Core.Plans;
using CarePlanning.Core.Plans.Sections;

namespace CarePlanning.Tests.Plans;

/// <summary>Each pathway asks what it needs and hides the rest; what was answered is never hidden.</summary>
public sealed class PathwaysTests
{
    private static IReadOnlyList<string> Levels(Pathway pathway, NeedsProfile? answers = null) => PlanSections.Of<NeedsProfile>().QuestionsOn(pathway, answers ?? new NeedsProfile());

    [Fact]
    public void The_table_names_only_questions_that_there_are() =>
        Assert.All(Pathways.Named, n => Assert.Contains(n.Question, PlanSections.Find(n.Slug)!.Questions));

    [Theory]
    [InlineData(Pathway.AdultContinuingCare, "assessed,checklist,adult")]
    [InlineData(Pathway.FastTrack, "fastTrack")]
    [InlineData(Pathway.ChildContinuingCare, "assessed,child,ehcPlan")]
    [InlineData(Pathway.Section117AfterCare, "assessed,adult")]
    [InlineData(Pathway.JointFunded, "assessed,jointFundedFor,adult")]
    public void Levels_of_need_are_asked_as_the_pathway_needs_them(Pathway pathway, string questions) => Assert.Equal(questions.Split(','), Levels(pathway));

    [Theory]
    [InlineData(Pathway.AdultContinuingCare, Asked.Required, Asked.Required)]
    [InlineData(Pathway.FastTrack, Asked.Required, Asked.Required)]
    [InlineData(Pathway.ChildContinuingCare, Asked.Required, Asked.Required)]
    [InlineData(Pathway.Section117AfterCare, Asked.Offered, Asked.Required)]
    [InlineData(Pathway.JointFunded, Asked.Offered, Asked.Required)]
    [InlineData(Pathway.Wheelchair, Asked.Hidden, Asked.Required)]
    [InlineData(Pathway.OneOff, Asked.Hidden, Asked.Required)]
    [InlineData(Pathway.SocialCareOnly, Asked.Hidden, Asked.Required)]
    [InlineData(Pathway.EndOfLife, Asked.Hidden, Asked.Offered)]
    [InlineData(Pathway.NoBudget, Asked.Hidden, Asked.Hidden)]
    public void Each_pathway_has_the_sections_that_it_needs(Pathway pathway, Asked levels, Asked money) =>
        Assert.Equal((levels, money), (PlanSections.Of<NeedsProfile>().AskedOn(pathway), PlanSections.Of<Money>().AskedOn(pathway)));

    [Fact]
    public void A_question_that_was_answered_stays_in_reach_on_a_pathway_that_does_not_ask_it() =>
        Assert.Equal(["assessed", "adult", "child"], Levels(Pathway.Section117AfterCare, new NeedsProfile { Child = [new ChildNeed { Id = nameof(ChildDomain.Seizures), Level = NeedLevel.High }] }));

    [Fact]
    public void The_task_list_counts_only_what_the_pathway_asks()
    {
        var input = new RuleInput(PlanAnswers.Empty(), Pathway.FastTrack, new DateOnly(2026, 11, 28), true);
        Assert.Equal(1, TaskList.Of(PlanSections.Of<NeedsProfile>(), input).Questions);
        Assert.Equal(3, TaskList.Of(PlanSections.Of<NeedsProfile>(), input with { Pathway = Pathway.AdultContinuingCare }).Questions);
    }
}
