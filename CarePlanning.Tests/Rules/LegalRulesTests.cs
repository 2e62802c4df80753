using CarePlanning.Core.Plans;
using CarePlanning.Core.Plans.Sections;
using CarePlanning.Tests.Given;

namespace CarePlanning.Tests.Rules;

/// <summary>CP: who can decide, and who may decide for somebody.</summary>
public sealed class LegalRulesTests
{
    private static CapacityAssessment Lacking() => new()
    {
        Id = "c",
        Decision = "Whether to have a feeding tube this week",
        On = PartialDate.From(ARule.Today),
        Conclusion = CapacityConclusion.LacksCapacity,
        CanUnderstand = false,
        Evidence = "Said three different things in an hour",
        Impairment = Impairment.Yes,
        CausalLink = "The infection makes her muddled",
        SupportGiven = "Pictures, in the morning, with Anne",
    };

    private static LegalAuthority Power() => new()
    {
        Id = "l",
        Type = LegalAuthorityType.HealthAndWelfarePower,
        Names = "Anne",
        Contact = "07700 900341",
        Registered = true,
        LifeSustaining = LifeSustainingAuthority.Given,
        Seen = HowItWasSeen.PaperSeen,
        SeenBy = "Nia",
    };

    private static Action<PlanAnswers> Assessed(Action<CapacityAssessment>? change = null) => answers =>
    {
        var assessment = Lacking();
        change?.Invoke(assessment);
        answers.Get<Legal>().Capacity.Add(assessment);
    };

    private static Action<PlanAnswers> Decided(Action<BestInterestsDecision>? change = null, Action<LegalAuthority>? power = null) => answers =>
    {
        var (authority, decision) = (Power(), new BestInterestsDecision { Id = "b", Decision = "The tube", About = DecisionAbout.Care, AuthorityIds = ["l"], CapacityIds = ["c"] });
        power?.Invoke(authority);
        change?.Invoke(decision);
        answers.Get<Legal>().Authorities.Add(authority);
        answers.Get<Legal>().BestInterests.Add(decision);
    };

    [Fact]
    public void CP_02_allows_cannot_decide_with_all_that_it_rests_on() => ARule.Allows("CP-02", Assessed());

    [Fact]
    public void CP_02_allows_can_decide_without_reasons() => ARule.Allows("CP-02", a => a.Get<Legal>().Capacity.Add(new() { Id = "c", Conclusion = CapacityConclusion.HasCapacity }));

    [Fact]
    public void CP_02_refuses_cannot_decide_without_what_it_rests_on()
    {
        ARule.Refuses("CP-02", "capacity/c/evidence", Assessed(c => c.Evidence = null));
        ARule.Refuses("CP-02", "capacity/c/impairment", Assessed(c => c.Impairment = Impairment.Unsure));
        ARule.Refuses("CP-02", "capacity/c/causalLink", Assessed(c => c.CausalLink = " "));
        ARule.Refuses("CP-02", "capacity/c/supportGiven", Assessed(c => c.SupportGiven = null));
        ARule.Refuses("CP-02", "capacity/c/canUnderstand", Assessed(c => c.CanUnderstand = null));
    }

    [Fact]
    public void CP_03_allows_cannot_decide_where_one_answer_is_no() => ARule.Allows("CP-03", Assessed());

    [Fact]
    public void CP_03_refuses_cannot_decide_where_every_answer_is_yes() =>
        ARule.Refuses("CP-03", "capacity/c/conclusion", Assessed(c => c.CanUnderstand = c.CanRetain = c.CanUseOrWeigh = c.CanCommunicate = true));

    [Fact]
    public void CP_04_allows_one_named_decision() => ARule.Allows("CP-04", Assessed());

    [Theory]
    [InlineData(null)]
    [InlineData("General")]
    [InlineData(" everything. ")]
    public void CP_04_refuses_an_assessment_of_nothing_in_particular(string? decision) => ARule.Refuses("CP-04", "capacity/c/decision", Assessed(c => c.Decision = decision));

    [Fact]
    public void CP_05_allows_an_assessment_of_today() => ARule.Allows("CP-05", Assessed(c => c.ComesAndGoes = true));

    [Fact]
    public void CP_05_refuses_one_without_a_day_one_past_its_day_and_an_old_one_of_what_comes_and_goes()
    {
        ARule.Refuses("CP-05", "capacity/c/on/day", Assessed(c => c.On = null));
        ARule.Refuses("CP-05", "capacity/c/nextReview/day", Assessed(c => c.NextReview = PartialDate.From(ARule.Today.AddDays(-1))));
        ARule.Refuses("CP-05", "capacity/c/nextReview/day", Assessed(c => (c.On, c.ComesAndGoes) = (PartialDate.From(ARule.Today.AddDays(-91)), true)));
    }

    private static Action<PlanAnswers> Aged(int years, Action<PlanAnswers>? with = null) => answers =>
    {
        answers.Get<Involved>().DateOfBirth = PartialDate.From(ARule.Today.AddYears(-years));
        with?.Invoke(answers);
    };

    [Fact]
    public void CP_06_allows_somebody_responsible_or_a_note_for_under_16_and_asks_nothing_from_16_on()
    {
        ARule.Allows("CP-06", Aged(15, a => a.Get<Involved>().People.Add(new() { Id = "p", Name = "Grace", Types = [ContactType.ParentalResponsibility] })));
        ARule.Allows("CP-06", Aged(15, a => a.Get<Legal>().UnderSixteen = "Understands it; Dr Shah, 2 November"));
        ARule.Allows("CP-06", Aged(16));
    }

    [Fact]
    public void CP_06_refuses_a_child_with_nobody_responsible() => ARule.Refuses("CP-06", "underSixteen", Aged(15));

    [Fact]
    public void CP_07_allows_silence_about_an_adult() => ARule.Allows("CP-07", Aged(18));

    [Fact]
    public void CP_07_refuses_nothing_and_tells_what_begins_at_18() => Assert.Equal(Severity.Inform, ARule.Refuses("CP-07", "capacity", Aged(17)).Severity);

    [Fact]
    public void CP_08_allows_a_registered_power_and_a_deputy_who_needs_none()
    {
        ARule.Allows("CP-08", Decided());
        ARule.Allows("CP-08", Decided(power: p => (p.Type, p.Registered) = (LegalAuthorityType.WelfareDeputy, null)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(null)]
    public void CP_08_refuses_a_decision_under_a_power_that_is_not_registered(bool? registered) =>
        ARule.Refuses("CP-08", "bestInterests/b/authorityIds", Decided(power: p => p.Registered = registered));

    [Fact]
    public void CP_09_allows_an_attorney_whose_paper_reaches_that_far() => ARule.Allows("CP-09", Decided(b => b.About = DecisionAbout.LifeSustaining));

    [Theory]
    [InlineData(LifeSustainingAuthority.NotGiven)]
    [InlineData(LifeSustainingAuthority.NotKnown)]
    [InlineData(null)]
    public void CP_09_refuses_an_attorney_whose_paper_does_not_say_so(LifeSustainingAuthority? given) =>
        ARule.Refuses("CP-09", "bestInterests/b/authorityIds", Decided(b => b.About = DecisionAbout.LifeSustaining, p => p.LifeSustaining = given));

    [Fact]
    public void CP_10_allows_a_power_for_what_it_is_about() => ARule.Allows("CP-10", Decided(b => b.About = DecisionAbout.Money, p => p.Type = LegalAuthorityType.PropertyPower));

    [Fact]
    public void CP_10_refuses_money_deciding_about_care_and_care_about_money()
    {
        ARule.Refuses("CP-10", "bestInterests/b/authorityIds", Decided(power: p => p.Type = LegalAuthorityType.PropertyPower));
        ARule.Refuses("CP-10", "bestInterests/b/authorityIds", Decided(b => b.About = DecisionAbout.Money));
    }

    [Fact]
    public void CP_11_allows_an_attorney_where_the_person_cannot_decide() => ARule.Allows("CP-11", a => { Assessed()(a); Decided()(a); });

    [Fact]
    public void CP_11_refuses_an_attorney_deciding_what_the_person_can_decide() =>
        ARule.Refuses("CP-11", "bestInterests/b/authorityIds", a => { Assessed(c => c.Conclusion = CapacityConclusion.HasCapacity)(a); Decided()(a); });

    [Fact]
    public void CP_12_allows_a_power_whose_holder_can_be_reached() => ARule.Allows("CP-12", Decided());

    [Fact]
    public void CP_12_refuses_a_power_nobody_can_be_reached_for_and_an_attorney_without_a_power()
    {
        ARule.Refuses("CP-12", "authorities/l/contact", Decided(power: p => p.Contact = null));
        ARule.Refuses("CP-12", "authorities", a => a.Get<Involved>().People.Add(new() { Id = "p", Name = "Anne", Types = [ContactType.Attorney] }));
    }

    [Fact]
    public void CP_13_allows_a_power_that_somebody_saw() => ARule.Allows("CP-13", Decided());

    [Fact]
    public void CP_13_refuses_one_only_told_about() => ARule.Refuses("CP-13", "authorities/l/seen", Decided(power: p => p.Seen = HowItWasSeen.Reported));
}
