using CarePlanning.Core.Plans;
using CarePlanning.Core.Plans.Sections;
using CarePlanning.Tests.Given;

namespace CarePlanning.Tests.Rules;

public sealed class SharingRulesTests
{
    private static Action<PlanAnswers> Said(AgreementWithPerson? agreement, string? reasons = null, string? representative = null) => answers =>
    {
        var sharing = answers.Get<Sharing>();
        sharing.Decision = SharingDecision.OnlyThoseNamed;
        sharing.Agreement = agreement;
        sharing.AgreementReasons = reasons is null ? null : new Narrative { Words = reasons };
        sharing.RepresentativeName = representative;
    };

    [Fact]
    public void Q_04_allows_a_decision_and_an_agreement() => ARule.Allows("Q-04", Said(AgreementWithPerson.Agreed));

    [Fact]
    public void Q_04_allows_a_decision_to_share_with_nobody() =>
        ARule.Allows("Q-04", a => { Said(AgreementWithPerson.Agreed)(a); a.Get<Sharing>().Decision = SharingDecision.NoOne; });

    [Fact]
    public void Q_04_refuses_a_plan_nobody_was_asked_about_agreeing_to() =>
        Assert.Equal(Severity.Block, ARule.Refuses("Q-04", "agreement", Said(null)).Severity);

    [Fact]
    public void Q_04_refuses_a_plan_without_a_decision_about_sharing() =>
        ARule.Refuses("Q-04", "decision", a => a.Get<Sharing>().Agreement = AgreementWithPerson.Agreed);

    [Theory]
    [InlineData(AgreementWithPerson.Agreed, null, null)]
    [InlineData(AgreementWithPerson.Disagreed, "Too few nights", null)]
    [InlineData(AgreementWithPerson.Partly, "The money is too little", null)]
    [InlineData(AgreementWithPerson.CouldNotAsk, null, "Ruth Ames")]
    public void Q_13_allows_an_answer_that_is_explained(AgreementWithPerson agreement, string? reasons, string? representative) =>
        ARule.Allows("Q-13", Said(agreement, reasons, representative));

    [Fact]
    public void Q_13_allows_somebody_who_could_not_be_asked_when_an_assessment_found_why() => ARule.Allows("Q-13", a =>
    {
        Said(AgreementWithPerson.CouldNotAsk)(a);
        a.Get<Legal>().Capacity.Add(new CapacityAssessment { Id = "c1", Conclusion = CapacityConclusion.LacksCapacity });
    });

    [Theory]
    [InlineData(AgreementWithPerson.Disagreed, "agreementReasons/words")]
    [InlineData(AgreementWithPerson.Partly, "agreementReasons/words")]
    [InlineData(AgreementWithPerson.CouldNotAsk, "representativeName")]
    public void Q_13_refuses_an_answer_that_nobody_explained(AgreementWithPerson agreement, string path) =>
        Assert.Equal(Severity.Block, ARule.Refuses("Q-13", path, Said(agreement)).Severity);

    [Fact]
    public void What_must_not_be_shared_is_itself_held_back()
    {
        var fields = PlanSections.Of<Sharing>().AllFields.ToDictionary(f => f.Pattern);
        Assert.Equal(Sensitivity.Private, fields["notToBeShared"].Sensitivity);
        Assert.Equal(Sensitivity.Private, fields["copies/*/butNot"].Sensitivity);
    }
}
