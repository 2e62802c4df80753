using CarePlanning.Core.Plans;
using CarePlanning.Core.Plans.Sections;
using CarePlanning.Tests.Given;

namespace CarePlanning.Tests.Rules;

/// <summary>AD: a refusal of treatment ahead of time, from a wish to a paper that binds.</summary>
public sealed class AdvanceDecisionRulesTests
{
    /// <summary>A paper as the law asks for it, with one refusal of treatment that keeps somebody alive.</summary>
    private static Action<PlanAnswers> Paper(Action<AdvanceDecision>? change = null, Action<RefusedTreatment>? refusal = null, int bornYearsAgo = 70) => answers =>
    {
        var decision = new AdvanceDecision
        {
            Id = "d",
            Name = "Machines",
            Status = AdvanceDecisionStatus.SignedOriginalHeld,
            SignedOn = PartialDate.From(ARule.Today.AddDays(-10)),
            SignedBy = SignedBy.Self,
            WitnessName = "Maureen",
            WitnessAddress = "12 Lido Terrace",
            WitnessSawIt = true,
            CapacityAtSigning = CapacityAtSigning.Yes,
            DiscussedWith = "Callum",
            OriginalLocation = "Blue folder",
            SeenBy = "Nia",
        };
        var refused = new RefusedTreatment { Id = "r", DecisionIds = ["d"], Treatment = "A tube", Kind = TreatmentKind.BreathingTube, LifeSustaining = true, EvenIfLifeAtRisk = true };
        change?.Invoke(decision);
        refusal?.Invoke(refused);
        answers.Get<Legal>().Decisions.Add(decision);
        answers.Get<Legal>().Refusals.Add(refused);
        answers.Get<Involved>().DateOfBirth = PartialDate.From(ARule.Today.AddYears(-bornYearsAgo));
    };

    private static HowItStands Stands(Action<PlanAnswers> given)
    {
        var answers = PlanAnswers.Empty();
        given(answers);
        return RefusalStanding.Of(answers.Get<Legal>(), answers.Get<Legal>().Refusals[0]);
    }

    [Fact]
    public void AD_01_allows_an_adult_of_18_on_the_day_of_signing() => ARule.Allows("AD-01", Paper(d => d.SignedOn = PartialDate.From(ARule.Today), bornYearsAgo: 18));

    [Fact]
    public void AD_01_refuses_a_17_year_old_and_a_paper_signed_before_18()
    {
        ARule.Refuses("AD-01", "decisions/d/signedOn/day", Paper(bornYearsAgo: 17));
        ARule.Refuses("AD-01", "decisions/d/name", Paper(d => (d.SignedOn, d.Status) = (null, null), bornYearsAgo: 17));
        ARule.Refuses("AD-01", "decisions/d/signedOn/day", Paper(d => d.SignedOn = PartialDate.From(ARule.Today.AddDays(-1)), bornYearsAgo: 18));
    }

    [Fact]
    public void AD_02_allows_a_paper_that_names_a_treatment() => ARule.Allows("AD-02", Paper());

    [Fact]
    public void AD_02_refuses_a_paper_that_refuses_nothing() => ARule.Refuses("AD-02", "refusals", Paper(refusal: r => r.Treatment = null));

    [Fact]
    public void AD_03_allows_a_paper_as_the_law_asks_and_another_hand_that_was_told_to()
    {
        ARule.Allows("AD-03", Paper());
        ARule.Allows("AD-03", Paper(d => (d.SignedBy, d.SignedByName) = (SignedBy.SomebodyElse, "Peter")));
        ARule.Allows("AD-03", Paper(d => (d.SignedBy, d.WitnessName) = (null, null), r => r.LifeSustaining = false));
    }

    [Fact]
    public void AD_03_refuses_one_without_any_of_what_the_law_asks()
    {
        ARule.Refuses("AD-03", "refusals/r/evenIfLifeAtRisk", Paper(refusal: r => r.EvenIfLifeAtRisk = null));
        ARule.Refuses("AD-03", "decisions/d/signedOn/day", Paper(d => d.SignedOn = null));
        ARule.Refuses("AD-03", "decisions/d/signedBy", Paper(d => d.SignedBy = null));
        ARule.Refuses("AD-03", "decisions/d/signedByName", Paper(d => d.SignedBy = SignedBy.SomebodyElse));
        ARule.Refuses("AD-03", "decisions/d/witnessName", Paper(d => d.WitnessName = null));
        ARule.Refuses("AD-03", "decisions/d/witnessSawIt", Paper(d => d.WitnessSawIt = false));
    }

    [Fact]
    public void AD_03_refuses_a_witness_who_is_the_one_who_signed()
    {
        ARule.Refuses("AD-03", "decisions/d/witnessName", Paper(d => (d.SignedBy, d.SignedByName, d.WitnessName) = (SignedBy.SomebodyElse, "Peter Ashworth", " peter ashworth ")));
        ARule.Refuses("AD-03", "decisions/d/witnessName", a =>
        {
            Paper(d => d.WitnessName = "joyce ashworth")(a);
            (a.Get<Involved>().GivenNames, a.Get<Involved>().FamilyName) = ("Joyce", "Ashworth");
        });
    }

    [Fact]
    public void AD_04_allows_a_paper_that_was_seen_and_can_be_found() => ARule.Allows("AD-04", Paper(d => (d.SeenBy, d.Scan) = (null, "ab12")));

    [Fact]
    public void AD_04_refuses_one_that_nobody_saw_or_nobody_finds()
    {
        ARule.Refuses("AD-04", "decisions/d/originalLocation", Paper(d => d.OriginalLocation = null));
        ARule.Refuses("AD-04", "decisions/d/originalLocation", Paper(d => d.SeenBy = null));
    }

    [Fact]
    public void AD_05_allows_a_witness_who_gains_nothing() => ARule.Allows("AD-05", Paper(d => d.WitnessIs = WitnessIs.NoneOfThese));

    [Theory]
    [InlineData(WitnessIs.SpouseOrPartner)]
    [InlineData(WitnessIs.GainsFromTheWill)]
    [InlineData(WitnessIs.Attorney)]
    [InlineData(WitnessIs.CareProvider)]
    public void AD_05_refuses_nobody_and_warns_of_a_witness_too_close(WitnessIs witness) =>
        Assert.Equal(Severity.Warn, ARule.Refuses("AD-05", "decisions/d/witnessIs", Paper(d => d.WitnessIs = witness)).Severity);

    [Fact]
    public void AD_06_allows_a_paper_talked_over_with_capacity_noted() => ARule.Allows("AD-06", Paper());

    [Fact]
    public void AD_06_refuses_nothing_and_warns_of_what_is_not_noted()
    {
        ARule.Refuses("AD-06", "decisions/d/capacityAtSigning", Paper(d => d.CapacityAtSigning = CapacityAtSigning.NotRecorded));
        ARule.Refuses("AD-06", "decisions/d/discussedWith", Paper(d => d.DiscussedWith = null));
        ARule.Refuses("AD-06", "decisions/d/witnessAddress", Paper(d => d.WitnessAddress = null));
    }

    private static Action<PlanAnswers> WithPower(int daysAgo, LifeSustainingAuthority given = LifeSustainingAuthority.Given, bool? covers = null) => answers =>
    {
        Paper(d => d.LaterPowerCovers = covers)(answers);
        answers.Get<Legal>().Authorities.Add(new() { Id = "l", Type = LegalAuthorityType.HealthAndWelfarePower, Names = "Anne", MadeOn = PartialDate.From(ARule.Today.AddDays(-daysAgo)), LifeSustaining = given });
    };

    [Fact]
    public void AD_07_allows_an_earlier_power_one_that_does_not_reach_so_far_and_one_that_was_looked_at()
    {
        ARule.Allows("AD-07", WithPower(11));
        ARule.Allows("AD-07", WithPower(2, LifeSustainingAuthority.NotGiven));
        ARule.Allows("AD-07", WithPower(2, covers: false));
    }

    [Fact]
    public void AD_07_refuses_a_later_power_over_the_same_treatment()
    {
        ARule.Refuses("AD-07", "decisions/d/laterPowerCovers", WithPower(2));
        ARule.Refuses("AD-07", "decisions/d/laterPowerCovers", WithPower(2, LifeSustainingAuthority.NotKnown));
    }

    private static Action<PlanAnswers> WithPowerMade(PartialDate? on) => answers =>
    {
        WithPower(11)(answers);
        answers.Get<Legal>().Authorities[0].MadeOn = on;
    };

    private static DateOnly Signed
    {
        get
        {
            var answers = PlanAnswers.Empty();
            Paper()(answers);
            return answers.Get<Legal>().Decisions[0].SignedOn!.Date!.Value;
        }
    }

    [Fact]
    public void AD_07_allows_a_power_of_an_earlier_month_or_year_whose_day_nobody_knows()
    {
        ARule.Allows("AD-07", WithPowerMade(new() { Year = Signed.Year - 1 }));
        ARule.Allows("AD-07", WithPowerMade(new() { Month = Signed.AddMonths(-1).Month, Year = Signed.AddMonths(-1).Year }));
    }

    [Fact]
    public void AD_07_refuses_a_power_that_may_be_later_because_nobody_knows_its_day()
    {
        foreach (var on in new PartialDate?[] { null, new(), new() { Year = Signed.Year }, new() { Year = Signed.Year + 1 }, new() { Month = Signed.Month, Year = Signed.Year }, new() { Month = Signed.AddMonths(1).Month, Year = Signed.AddMonths(1).Year } })
            ARule.Refuses("AD-07", "decisions/d/laterPowerCovers", WithPowerMade(on));
    }

    [Fact]
    public void AD_08_allows_a_refusal() => ARule.Allows("AD-08", Paper(refusal: r => (r.WantOrRefuse, r.Treatment) = (WantOrRefuse.Refuse, "I want no tube")));

    [Fact]
    public void AD_08_refuses_a_demand_as_a_decision_and_keeps_it_as_a_wish()
    {
        var demand = Paper(refusal: r => (r.WantOrRefuse, r.Treatment) = (WantOrRefuse.Want, "Everything there is"));
        ARule.Refuses("AD-08", "refusals/r/wantOrRefuse", demand);
        Assert.Equal(HowItStands.Wish, Stands(demand));
    }

    [Fact]
    public void AD_09_allows_what_is_no_basic_care() => ARule.Allows("AD-09", Paper(refusal: r => r.IsBasicCare = false));

    [Fact]
    public void AD_09_refuses_comfort_and_food_by_mouth_as_something_to_refuse() => ARule.Refuses("AD-09", "refusals/r/isBasicCare", Paper(refusal: r => r.IsBasicCare = true));

    [Fact]
    public void AD_10_allows_an_old_paper_that_was_looked_at_again() =>
        ARule.Allows("AD-10", Paper(d => (d.SignedOn, d.LookedAtAgainOn) = (PartialDate.From(ARule.Today.AddYears(-9)), PartialDate.From(ARule.Today.AddMonths(-24)))));

    [Fact]
    public void AD_10_refuses_one_nobody_looked_at_for_two_years() =>
        ARule.Refuses("AD-10", "decisions/d/lookedAtAgainOn/day", Paper(d => d.SignedOn = PartialDate.From(ARule.Today.AddMonths(-24).AddDays(-1))));

    [Fact]
    public void AD_12_allows_a_paper_the_act_has_no_part_in() => ARule.Allows("AD-12", Paper(d => d.MentalHealthAct = false));

    [Fact]
    public void AD_12_refuses_nothing_and_warns_where_the_act_may_come_up() => ARule.Refuses("AD-12", "decisions/d/mentalHealthAct", Paper(d => d.MentalHealthAct = true));

    [Fact]
    public void AD_13_allows_a_decision_only_where_the_signed_original_is_held() => Assert.Equal(HowItStands.Decision, Stands(Paper()));

    [Theory]
    [InlineData(null, HowItStands.Wish)]
    [InlineData(AdvanceDecisionStatus.Intended, HowItStands.Wish)]
    [InlineData(AdvanceDecisionStatus.Draft, HowItStands.Wish)]
    [InlineData(AdvanceDecisionStatus.PrintedForSigning, HowItStands.Wish)]
    [InlineData(AdvanceDecisionStatus.ReportedByOthers, HowItStands.Reported)]
    [InlineData(AdvanceDecisionStatus.Withdrawn, HowItStands.NotInForce)]
    [InlineData(AdvanceDecisionStatus.Superseded, HowItStands.NotInForce)]
    public void AD_13_refuses_to_call_anything_else_a_decision(AdvanceDecisionStatus? status, HowItStands stands) => Assert.Equal(stands, Stands(Paper(d => d.Status = status)));

    [Fact]
    public void A_refusal_said_aloud_counts_where_life_does_not_hang_on_it()
    {
        Action<PlanAnswers> Said(bool? lifeSustaining) => Paper(d => d.Status = null, r => (r.LifeSustaining, r.HeardBy, r.HeardOn) = (lifeSustaining, "Nia", PartialDate.From(ARule.Today)));
        Assert.Equal(HowItStands.Spoken, Stands(Said(false)));
        Assert.Equal(HowItStands.Wish, Stands(Said(true)));
        Assert.Equal(HowItStands.Wish, Stands(Said(null)));
    }
}
