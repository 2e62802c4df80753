using Bunit;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Plans.Sections;
using CarePlanning.Tests.Given;
using CarePlanning.Web.Pages.Ahead;

namespace CarePlanning.Tests.Components;

public sealed class RehearsalsSoFarTests : BunitContext
{
    private AngleSharp.Dom.IElement Drawn(int days)
    {
        var answers = PlanAnswers.Empty();
        answers.Get<Contingency>().Plans.Add(new() { Id = "p", Name = "Anne is ill" });
        answers.Get<Contingency>().Rehearsals.Add(new() { Id = "r", PlanIds = ["p"], By = "Nia Rees", On = PartialDate.From(ARule.Today.AddMonths(-6)), NextOn = PartialDate.From(ARule.Today.AddDays(days)) });
        return Render<RehearsalsSoFar>(p => p.Add(r => r.Plan, AView.Of(answers))).Find("dl");
    }

    [Fact]
    public void A_day_to_go_through_a_plan_again_is_said_to_be_past_once_it_is()
    {
        Assert.Contains($"that was due on {FieldText.Date(ARule.Today.AddDays(-1))}", Drawn(-1).QuerySelector("[data-rehearsal-due]")!.TextContent, StringComparison.Ordinal);
        Assert.Null(Drawn(0).QuerySelector("[data-rehearsal-due]"));
        Assert.Contains($"Next time: {FieldText.Date(ARule.Today)}", Drawn(0).TextContent, StringComparison.Ordinal);
    }
}
