using CarePlanning.Core.Plans;
using CarePlanning.Core.Plans.Sections;
using CarePlanning.Tests.Given;

namespace CarePlanning.Tests.Rules;

/// <summary>CR: what clinicians recommend; CR-01 is in the write path.</summary>
public sealed class RecommendationsRulesTests
{
    private static ClinicalRecommendation Cpr(string id = "r", CprCode code = CprCode.DoNotAttempt) => new()
    {
        Id = id,
        Type = RecommendationType.Cpr,
        CprCode = code,
        DecidedOn = PartialDate.From(ARule.Today),
        DecidedAt = "11:30",
        Clinician = "Dr Kaur",
        RegisteredWith = RegistrationBody.Gmc,
        RegistrationNumber = "0000012",
        PersonInvolved = PersonInvolved.Yes,
        HowInvolved = "She raised it",
        Status = RecommendationStatus.Current,
    };

    private static Action<PlanAnswers> With(params ClinicalRecommendation[] all) => answers => answers.Get<Recommendations>().List.AddRange(all);

    private static Action<PlanAnswers> With(Action<ClinicalRecommendation> change) => answers =>
    {
        var one = Cpr();
        change(one);
        With(one)(answers);
    };

    [Fact]
    public void CR_02_allows_a_recommendation_with_who_when_and_which_registration() => ARule.Allows("CR-02", With(Cpr()));

    [Fact]
    public void CR_02_refuses_one_that_counts_without_any_of_these()
    {
        Action<ClinicalRecommendation>[] changes = [r => r.CprCode = null, r => r.DecidedOn = null, r => r.DecidedAt = null, r => r.Clinician = " ", r => r.RegisteredWith = RegistrationBody.None, r => r.RegistrationNumber = null];
        Assert.All(changes, change => ARule.Refuses("CR-02", "list/r/status", With(change)));
    }

    [Fact]
    public void CR_02_allows_a_form_that_says_nothing_about_resuscitation() =>
        ARule.Allows("CR-02", With(new ClinicalRecommendation { Id = "r", Type = RecommendationType.Respect, Status = RecommendationStatus.Current }));

    [Theory, InlineData(RecommendationType.Respect), InlineData(RecommendationType.TreatmentEscalationPlan), InlineData(RecommendationType.EmergencyHealthCarePlan)]
    public void CR_02_and_CR_03_refuse_a_form_that_does_as_they_refuse_it_alone(RecommendationType form)
    {
        Action<ClinicalRecommendation>[] changes = [r => r.DecidedOn = null, r => r.DecidedAt = null, r => r.Clinician = " ", r => r.RegisteredWith = RegistrationBody.Swe, r => r.RegistrationNumber = null];
        Assert.All(changes, change => ARule.Refuses("CR-02", "list/r/status", With(r => { r.Type = form; change(r); })));
        ARule.Allows("CR-02", With(r => r.Type = form));
        ARule.Refuses("CR-03", "list/r/howInvolved", With(r => (r.Type, r.HowInvolved) = (form, null)));
    }

    [Fact]
    public void CR_03_allows_do_not_attempt_with_how_it_was_talked_about() => ARule.Allows("CR-03", With(Cpr()));

    [Fact]
    public void CR_03_refuses_it_with_no_word_of_a_conversation() => ARule.Refuses("CR-03", "list/r/howInvolved", With(r => r.HowInvolved = null));

    [Fact]
    public void CR_04_allows_a_date_ahead() => ARule.Allows("CR-04", With(r => (r.MayGetBetter, r.ReviewDate) = (true, PartialDate.From(ARule.Today))));

    [Fact]
    public void CR_04_refuses_a_date_past_and_none_for_somebody_who_may_get_better()
    {
        ARule.Refuses("CR-04", "list/r/reviewDate/day", With(r => r.ReviewDate = PartialDate.From(ARule.Today.AddDays(-1))));
        ARule.Refuses("CR-04", "list/r/reviewDate/day", With(r => r.MayGetBetter = true));
    }

    [Fact]
    public void CR_05_allows_one_that_counts_and_one_that_no_longer_does()
    {
        var old = Cpr("old");
        old.Status = RecommendationStatus.Superseded;
        ARule.Allows("CR-05", With(old, Cpr()));
    }

    [Fact]
    public void CR_05_refuses_two_that_count_at_once() => Assert.Equal(2, ARule.Finds("CR-05", With(Cpr("a"), Cpr("b", CprCode.Attempt))).Count);

    [Theory, InlineData(RecommendationType.Respect), InlineData(RecommendationType.TreatmentEscalationPlan), InlineData(RecommendationType.EmergencyHealthCarePlan)]
    public void CR_05_refuses_one_alone_beside_one_on_a_form(RecommendationType form)
    {
        var onForm = Cpr("form", CprCode.Attempt);
        onForm.Type = form;
        Assert.Equal(2, ARule.Finds("CR-05", With(Cpr("a"), onForm)).Count);
        onForm.CprCode = null;
        ARule.Allows("CR-05", With(Cpr("a"), onForm));
    }

    private static Action<PlanAnswers> Refused(AdvanceDecisionStatus status, CprCode code, RecommendationType type = RecommendationType.Cpr) => answers =>
    {
        var cpr = Cpr(code: code);
        cpr.Type = type;
        With(cpr)(answers);
        answers.Get<Legal>().Decisions.Add(new() { Id = "d", Name = "CPR", Status = status, SignedOn = PartialDate.From(ARule.Today), SignedBy = SignedBy.Self, WitnessName = "Bo", WitnessSawIt = true });
        answers.Get<Legal>().Refusals.Add(new() { Id = "x", Treatment = "Resuscitation", Kind = TreatmentKind.Resuscitation, LifeSustaining = true, EvenIfLifeAtRisk = true });
    };

    [Fact]
    public void CR_06_allows_a_recommendation_that_agrees_and_one_against_a_mere_draft()
    {
        ARule.Allows("CR-06", Refused(AdvanceDecisionStatus.SignedOriginalHeld, CprCode.DoNotAttempt));
        ARule.Allows("CR-06", Refused(AdvanceDecisionStatus.Draft, CprCode.Attempt));
    }

    [Theory, InlineData(RecommendationType.Cpr), InlineData(RecommendationType.Respect), InlineData(RecommendationType.TreatmentEscalationPlan), InlineData(RecommendationType.EmergencyHealthCarePlan)]
    public void CR_06_refuses_a_recommendation_to_attempt_what_was_refused_in_law(RecommendationType form)
    {
        ARule.Refuses("CR-06", "list/r/cprCode", Refused(AdvanceDecisionStatus.SignedOriginalHeld, CprCode.Attempt, form));
        ARule.Allows("CR-06", Refused(AdvanceDecisionStatus.SignedOriginalHeld, CprCode.DoNotAttempt, form));
    }

    [Fact]
    public void CR_07_allows_a_form_whose_place_is_known() => ARule.Allows("CR-07", With(r => (r.Type, r.FormLocation) = (RecommendationType.Respect, "Front of the folder")));

    [Fact]
    public void CR_07_refuses_a_form_nobody_could_find() => ARule.Refuses("CR-07", "list/r/formLocation", With(r => r.Type = RecommendationType.Respect));
}
