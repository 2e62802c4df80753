using CarePlanning.Core.Exchange.Fhir;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Plans.Sections;
using CarePlanning.Core.Reference;

namespace CarePlanning.Tests.Exchange.Fhir;

/// <summary>What is written about the time ahead travels with its national code beside its words, and a wish is never a flag.</summary>
public sealed class BundleAheadTests
{
    private static string Data(Action<PlanAnswers> given)
    {
        var answers = PlanAnswers.Empty();
        given(answers);
        return System.Text.Encoding.UTF8.GetString(PlanBundle.Write(FhirSamples.VersionOf(answers), BundleCopy.FullPlan, FhirSamples.Sealed));
    }

    private static Action<PlanAnswers> ATube(AdvanceDecisionStatus status) => answers =>
    {
        answers.Get<Legal>().Decisions.Add(new() { Id = "d", Name = "Machines", Status = status, SignedOn = PartialDate.From(new DateOnly(2026, 1, 2)), SignedBy = SignedBy.Self, WitnessName = "Maureen", WitnessSawIt = true });
        answers.Get<Legal>().Refusals.Add(new() { Id = "r", Treatment = "A tube in my windpipe", LifeSustaining = true, EvenIfLifeAtRisk = true });
    };

    [Fact]
    public void A_refusal_whose_signed_paper_is_held_is_flagged_with_its_code() =>
        Assert.Contains(PalliativeCodes.Current.AdvanceDecisionLifeSustaining, Data(ATube(AdvanceDecisionStatus.SignedOriginalHeld)), StringComparison.Ordinal);

    [Theory, InlineData(AdvanceDecisionStatus.Draft), InlineData(AdvanceDecisionStatus.ReportedByOthers), InlineData(AdvanceDecisionStatus.Withdrawn)]
    public void Anything_else_is_words_only(AdvanceDecisionStatus status)
    {
        var data = Data(ATube(status));
        Assert.DoesNotContain(PalliativeCodes.Current.AdvanceDecisionLifeSustaining, data, StringComparison.Ordinal);
        Assert.Contains("A tube in my windpipe", data, StringComparison.Ordinal);
    }

    [Fact]
    public void A_recommendation_that_counts_and_a_talk_carry_their_codes()
    {
        var data = Data(answers =>
        {
            answers.Get<Recommendations>().List.Add(new() { Id = "c", Type = RecommendationType.Cpr, CprCode = CprCode.DoNotAttempt, Recommends = "No resuscitation", Status = RecommendationStatus.Current });
            answers.Get<Recommendations>().List.Add(new() { Id = "o", Type = RecommendationType.Cpr, CprCode = CprCode.Attempt, Recommends = "Resuscitate", Status = RecommendationStatus.Superseded });
            answers.Get<LookingAhead>().Talks.Add(new() { Id = "t", Outcome = TalkOutcome.Declined });
        });
        foreach (var code in new[] { PalliativeCodes.Current.Cpr[CprCode.DoNotAttempt], PalliativeCodes.Current.Talks[TalkOutcome.Declined] }) Assert.Contains(code, data, StringComparison.Ordinal);
        Assert.DoesNotContain(PalliativeCodes.Current.Cpr[CprCode.Attempt], data, StringComparison.Ordinal);
    }
}
