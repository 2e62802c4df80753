using CarePlanning.Core.Plans;
using CarePlanning.Core.Plans.Sections;
using CarePlanning.Core.Reference;
using CarePlanning.Tests.Given;

namespace CarePlanning.Tests.Rules;

public sealed class LookingAheadRulesTests
{
    private static LookingAhead Ahead(PlanAnswers answers) => answers.Get<LookingAhead>();

    private static void AtHome(PlanAnswers answers, string? reason = "The cat is here", bool dated = true)
    {
        Ahead(answers).PlacesOfDeath.Add(new WishedPlaceOfDeath { Id = "p1", Rank = 1, Type = PlaceOfDeath.Home, Reason = reason });
        if (!dated) return;
        Ahead(answers).PlacesOfDeathSaidOn = PartialDate.From(ARule.Today);
        Ahead(answers).PlacesOfDeathWrittenBy = "Joan Marsh";
    }

    private static void LastDays(PlanAnswers answers, bool removed = false) =>
        answers.Get<Contingency>().Plans.Add(new ContingencyPlan { Id = "c1", Name = "The last days", ScenarioType = ScenarioType.Death, Removed = removed });

    [Fact]
    public void AP_01_allows_talking_about_it() => ARule.Allows("AP-01", a => Ahead(a).Readiness = Readiness.Yes);

    [Theory]
    [InlineData(Readiness.NotNow)]
    [InlineData(Readiness.No)]
    public void AP_01_refuses_nothing_and_only_says_that_this_is_a_whole_answer(Readiness answer) =>
        Assert.Equal(Severity.Inform, ARule.Refuses("AP-01", "readiness", a => Ahead(a).Readiness = answer).Severity);

    [Fact]
    public void AP_01_takes_an_answer_put_off_for_not_now() =>
        ARule.Refuses("AP-01", "readiness", a => Ahead(a).PutOff["readiness"] = PutOff.NotToday);

    [Theory]
    [InlineData(null)]
    [InlineData(Readiness.Yes)]
    [InlineData(Readiness.NotNow)]
    [InlineData(Readiness.No)]
    public void Whatever_the_answer_nothing_in_looking_ahead_stops_or_warns(Readiness? answer)
    {
        var answers = PlanAnswers.Empty();
        Ahead(answers).Readiness = answer;
        var problems = RuleBook.Check(new RuleInput(answers, Pathway.EndOfLife, ARule.Today, true), Stage.Agree, "looking-ahead");
        Assert.DoesNotContain(problems, p => p.Severity != Severity.Inform);
    }

    [Fact]
    public void Saying_not_now_later_on_quiets_every_other_rule()
    {
        var answers = PlanAnswers.Empty();
        AtHome(answers, reason: null, dated: false);
        Ahead(answers).OrganTissueDonation = OrganTissueDonation.Undecided;
        Ahead(answers).OtherDocuments.Add(new OtherDocument { Id = "d1", Name = "A letter" });
        Ahead(answers).UpdatedOn = new PartialDate { Day = 1, Month = 1, Year = 2020 };
        Ahead(answers).Readiness = Readiness.NotNow;
        var problems = RuleBook.Check(new RuleInput(answers, Pathway.EndOfLife, ARule.Today, true), Stage.Agree, "looking-ahead");
        Assert.Equal("AP-01", Assert.Single(problems).RuleId);
    }

    [Fact]
    public void Looking_ahead_is_offered_on_every_pathway_and_required_on_none() =>
        Assert.All(Enum.GetValues<Pathway>(), p => Assert.Equal(Asked.Offered, PlanSections.Of<LookingAhead>().AskedOn(p)));

    [Fact]
    public void AP_03_allows_a_place_with_words_a_date_and_who_wrote_it() => ARule.Allows("AP-03", a => AtHome(a));

    [Theory]
    [InlineData(PlaceOfDeath.NoPreference)]
    [InlineData(PlaceOfDeath.Undecided)]
    [InlineData(PlaceOfDeath.Declined)]
    [InlineData(PlaceOfDeath.UnableToExpress)]
    [InlineData(PlaceOfDeath.NotAppropriate)]
    public void AP_03_allows_an_answer_that_is_no_place_without_further_words(PlaceOfDeath answer) =>
        ARule.Allows("AP-03", a => { AtHome(a, reason: null); Ahead(a).PlacesOfDeath[0].Type = answer; });

    [Fact]
    public void AP_03_refuses_a_place_without_words() =>
        Assert.Equal(Severity.Warn, ARule.Refuses("AP-03", "placesOfDeath/p1/name", a => AtHome(a, reason: " ")).Severity);

    [Fact]
    public void AP_03_refuses_a_place_that_nobody_dated_or_signed_for() =>
        Assert.Equal(["placesOfDeathSaidOn/day", "placesOfDeathWrittenBy"],
            ARule.Finds("AP-03", a => AtHome(a, dated: false)).Select(p => p.Path));

    [Fact]
    public void AP_03_allows_a_place_that_was_taken_out() =>
        ARule.Allows("AP-03", a => { AtHome(a, reason: null, dated: false); Ahead(a).PlacesOfDeath[0].Removed = true; });

    private static void ACarer(PlanAnswers answers) =>
        answers.Get<Involved>().People.Add(new InvolvedPerson { Id = "i1", Name = "Ruth Ames", Types = [ContactType.Carer] });

    [Fact]
    public void AP_04_allows_dying_at_home_with_a_carer_and_a_plan_for_the_last_days() =>
        ARule.Allows("AP-04", a => { AtHome(a); LastDays(a); ACarer(a); a.Get<Recommendations>().MedicinesReady = MedicinesReady.Requested; });

    [Fact]
    public void AP_04_refuses_dying_at_home_while_nobody_has_said_how_it_stands_with_medicines() =>
        ARule.Refuses("AP-04", "placesOfDeath/p1/type", a => { AtHome(a); LastDays(a); ACarer(a); });

    [Fact]
    public void AP_02_allows_what_was_told_to_somebody_who_wants_to_know() =>
        ARule.Allows("AP-02", a => (Ahead(a).WantsPrognosisInfo, Ahead(a).WhatIWasTold) = (WantsPrognosisInfo.Yes, new() { Words = "Months" }));

    [Theory]
    [InlineData(null)]
    [InlineData(WantsPrognosisInfo.No)]
    [InlineData(WantsPrognosisInfo.NotSure)]
    public void AP_02_refuses_it_while_the_person_has_not_said_that_they_want_to_know(WantsPrognosisInfo? answer) =>
        ARule.Refuses("AP-02", "whatIWasTold/words", a => (Ahead(a).WantsPrognosisInfo, Ahead(a).WhatIWasTold) = (answer, new() { Words = "Months" }));

    [Fact]
    public void AP_04_refuses_dying_at_home_with_a_plan_and_nobody_there() =>
        ARule.Refuses("AP-04", "placesOfDeath/p1/type", a => { AtHome(a); LastDays(a); });

    [Fact]
    public void AP_04_refuses_dying_at_home_without_a_plan_for_the_last_days() =>
        ARule.Refuses("AP-04", "placesOfDeath/p1/type", a => { AtHome(a); ACarer(a); });

    [Fact]
    public void AP_04_refuses_a_plan_for_the_last_days_that_was_taken_out() =>
        ARule.Refuses("AP-04", "placesOfDeath/p1/type", a => { AtHome(a); LastDays(a, removed: true); ACarer(a); });

    [Fact]
    public void AP_04_allows_a_hospice_as_the_first_choice_and_home_as_the_second() =>
        ARule.Allows("AP-04", a =>
        {
            AtHome(a);
            Ahead(a).PlacesOfDeath[0].Rank = 2;
            Ahead(a).PlacesOfDeath.Add(new WishedPlaceOfDeath { Id = "p2", Rank = 1, Type = PlaceOfDeath.Hospice });
        });

    [Fact]
    public void AP_05_allows_a_decision_about_donation() => ARule.Allows("AP-05", a => Ahead(a).OrganTissueDonation = OrganTissueDonation.No);

    [Fact]
    public void AP_05_refuses_nothing_and_tells_where_to_decide() =>
        Assert.Equal(Severity.Inform, ARule.Refuses("AP-05", "organTissueDonation", a => Ahead(a).OrganTissueDonation = OrganTissueDonation.Undecided).Severity);

    [Fact]
    public void AP_06_allows_a_paper_whose_place_is_known() =>
        ARule.Allows("AP-06", a => Ahead(a).OtherDocuments.Add(new OtherDocument { Id = "d1", Name = "A letter", Location = "The blue folder" }));

    [Fact]
    public void AP_06_refuses_a_paper_nobody_could_find() =>
        Assert.Contains("A letter", ARule.Refuses("AP-06", "otherDocuments/d1/location",
            a => Ahead(a).OtherDocuments.Add(new OtherDocument { Id = "d1", Name = "A letter" })).Sentence, StringComparison.Ordinal);

    [Fact]
    public void AP_07_allows_wishes_talked_about_since() =>
        ARule.Allows("AP-07", a =>
        {
            Ahead(a).UpdatedOn = PartialDate.From(ARule.Today.AddYears(-2));
            Ahead(a).Talks.Add(new TalkAboutAhead { Id = "t1", On = PartialDate.From(ARule.Today.AddMonths(-12)) });
        });

    [Fact]
    public void AP_07_refuses_wishes_from_before_a_stay_in_hospital() =>
        ARule.Refuses("AP-07", "updatedOn/day", a =>
        {
            Ahead(a).UpdatedOn = PartialDate.From(ARule.Today.AddDays(-20));
            a.Get<Review>().Reviews.Add(new() { Id = "v1", Type = ReviewType.AfterHospital, DueOn = PartialDate.From(ARule.Today.AddDays(-2)) });
        });

    [Fact]
    public void AP_07_refuses_wishes_from_before_somebody_said_that_they_were_in_hospital() =>
        ARule.Refuses("AP-07", "updatedOn/day", a =>
        {
            Ahead(a).UpdatedOn = PartialDate.From(ARule.Today.AddDays(-20));
            a.Get<Review>().Changes.Add(new() { Id = "c1", Why = Occasion.AfterHospital, On = PartialDate.From(ARule.Today) });
        });

    [Fact]
    public void AP_07_refuses_wishes_older_than_a_year() =>
        ARule.Refuses("AP-07", "updatedOn/day", a => Ahead(a).UpdatedOn = PartialDate.From(ARule.Today.AddMonths(-12).AddDays(-1)));

    [Fact]
    public void Every_answer_about_where_to_die_has_its_national_code_but_somewhere_else() =>
        Assert.Equal(Enum.GetValues<PlaceOfDeath>().Where(p => p != PlaceOfDeath.SomewhereElse),
            PlaceCodes.Current.Codes.Keys.Order());

    [Fact]
    public void No_two_places_share_a_code() => Assert.Distinct(PlaceCodes.Current.Codes.Values);
}
