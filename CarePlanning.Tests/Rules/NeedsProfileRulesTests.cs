using CarePlanning.Core.Plans;
using CarePlanning.Core.Plans.Sections;
using CarePlanning.Core.Reference;
using CarePlanning.Tests.Given;

namespace CarePlanning.Tests.Rules;

public sealed class NeedsProfileRulesTests
{
    private static NeedsProfile Of(PlanAnswers answers) => answers.Get<NeedsProfile>();

    private static void Adult(PlanAnswers answers, params (NeedDomain Domain, NeedLevel Level)[] found) =>
        Of(answers).Adult.AddRange(found.Select(f => new AdultNeed { Id = f.Domain.ToString(), Level = f.Level, Evidence = "Seen on each of three days" }));

    private static void Child(PlanAnswers answers, params (ChildDomain Domain, NeedLevel Level)[] found) =>
        Of(answers).Child.AddRange(found.Select(f => new ChildNeed { Id = f.Domain.ToString(), Level = f.Level, Evidence = "Seen at home and at school" }));

    [Fact]
    public void NP_01_allows_every_level_that_a_domain_has() => ARule.Allows("NP-01", a =>
    {
        foreach (var (domain, levels) in NeedsGrid.Current.Adult) Adult(a, (domain, levels[^1]));
        foreach (var (domain, levels) in NeedsGrid.Current.Child) Child(a, (domain, levels[^1]));
    });

    [Theory]
    [InlineData(NeedDomain.Continence, NeedLevel.Severe)]
    [InlineData(NeedDomain.Mobility, NeedLevel.Priority)]
    [InlineData(NeedDomain.Consciousness, NeedLevel.Severe)]
    public void NP_01_refuses_a_level_that_an_adults_domain_does_not_have(NeedDomain domain, NeedLevel level) =>
        Assert.Equal(Severity.Block, ARule.Refuses("NP-01", $"adult/{domain}/level", a => Adult(a, (domain, level))).Severity);

    [Fact]
    public void NP_01_refuses_a_level_that_a_childs_domain_does_not_have() =>
        ARule.Refuses("NP-01", "child/Communication/level", a => Child(a, (ChildDomain.Communication, NeedLevel.Severe)), Pathway.ChildContinuingCare);

    [Fact]
    public void NP_02_allows_no_need_without_a_word_and_a_need_with_what_it_rests_on() => ARule.Allows("NP-02", a =>
    {
        Adult(a, (NeedDomain.Skin, NeedLevel.High));
        Of(a).Adult.Add(new AdultNeed { Id = nameof(NeedDomain.Mobility), Level = NeedLevel.None });
    });

    [Fact]
    public void NP_02_refuses_a_level_that_rests_on_nothing() =>
        ARule.Refuses("NP-02", "adult/Mobility/evidence", a => Of(a).Adult.Add(new AdultNeed { Id = nameof(NeedDomain.Mobility), Level = NeedLevel.Low }));

    [Fact]
    public void NP_03_allows_one_severe_and_many_high_without_a_word() => ARule.Allows("NP-03", a =>
        Adult(a, (NeedDomain.Skin, NeedLevel.Severe), (NeedDomain.Mobility, NeedLevel.High), (NeedDomain.Continence, NeedLevel.High), (NeedDomain.Communication, NeedLevel.High)));

    [Fact]
    public void NP_03_refuses_nothing_and_tells_what_a_team_would_normally_do()
    {
        Assert.Equal(Severity.Inform, ARule.Refuses("NP-03", "adult", a => Adult(a, (NeedDomain.Breathing, NeedLevel.Priority))).Severity);
        ARule.Refuses("NP-03", "adult", a => Adult(a, (NeedDomain.Skin, NeedLevel.Severe), (NeedDomain.Cognition, NeedLevel.Severe)));
    }

    [Fact]
    public void NP_03_C_allows_two_high_without_a_word() =>
        ARule.Allows("NP-03-C", a => Child(a, (ChildDomain.Skin, NeedLevel.High), (ChildDomain.Mobility, NeedLevel.High)), Pathway.ChildContinuingCare);

    [Fact]
    public void NP_03_C_refuses_nothing_and_tells_of_three_high_or_one_severe()
    {
        ARule.Refuses("NP-03-C", "child", a => Child(a, (ChildDomain.Skin, NeedLevel.High), (ChildDomain.Mobility, NeedLevel.High), (ChildDomain.Medicines, NeedLevel.High)), Pathway.ChildContinuingCare);
        Assert.Equal(Severity.Inform, ARule.Refuses("NP-03-C", "child", a => Child(a, (ChildDomain.Seizures, NeedLevel.Severe)), Pathway.ChildContinuingCare).Severity);
    }

    private static Action<PlanAnswers> Checklist(int? a, int? b, bool? star = null) => answers => (Of(answers).ChecklistAs, Of(answers).ChecklistBs, Of(answers).ChecklistStarredA) = (a, b, star);

    [Theory, InlineData(1, 3, false), InlineData(0, 4, null), InlineData(null, null, null)]
    public void NP_04_allows_a_checklist_below_every_border_without_a_word(int? a, int? b, bool? star) => ARule.Allows("NP-04", Checklist(a, b, star));

    [Theory, InlineData(2, 0, null), InlineData(0, 5, null), InlineData(1, 4, null), InlineData(1, 0, true)]
    public void NP_04_refuses_nothing_and_tells_that_an_assessment_would_normally_follow(int a, int b, bool? star) =>
        Assert.Equal(Severity.Inform, ARule.Refuses("NP-04", "checklistAs", Checklist(a, b, star)).Severity);

    [Fact]
    public void NP_04_S_allows_eleven_answers() => ARule.Allows("NP-04-S", Checklist(4, 7));

    [Fact]
    public void NP_04_S_refuses_more_answers_than_there_are_questions()
    {
        ARule.Refuses("NP-04-S", "checklistBs", Checklist(4, 8));
        ARule.Refuses("NP-04-S", "checklistAs", Checklist(12, null));
    }

    private static void FastTrack(PlanAnswers answers)
    {
        Of(answers).FastTrackBy = "Dr Owen Sharma";
        Of(answers).FastTrackRole = FastTrackRole.Doctor;
        Of(answers).FastTrackOn = PartialDate.From(ARule.Today);
        Of(answers).CareStartsOn = PartialDate.From(ARule.Today.AddDays(1));
    }

    [Fact]
    public void NP_05_allows_a_tool_completed_by_a_doctor() => ARule.Allows("NP-05", FastTrack, Pathway.FastTrack);

    [Fact]
    public void NP_05_allows_everything_where_nobody_is_on_the_fast_track() => ARule.Allows("NP-05", _ => { });

    [Fact]
    public void NP_05_refuses_a_tool_without_its_clinician_role_or_day()
    {
        ARule.Refuses("NP-05", "fastTrackRole", a => { FastTrack(a); Of(a).FastTrackRole = FastTrackRole.Other; }, Pathway.FastTrack);
        Assert.Equal(["fastTrackBy", "fastTrackRole", "fastTrackOn"], ARule.Finds("NP-05", _ => { }, Pathway.FastTrack).Select(p => p.Path));
    }

    [Fact]
    public void NP_05_W_allows_a_fast_track_with_the_day_on_which_care_starts() => ARule.Allows("NP-05-W", FastTrack, Pathway.FastTrack);

    [Fact]
    public void NP_05_W_refuses_nothing_and_warns_while_no_day_is_set() =>
        Assert.Equal(Severity.Warn, ARule.Refuses("NP-05-W", "careStartsOn", a => { FastTrack(a); Of(a).CareStartsOn = null; }, Pathway.FastTrack).Severity);

    private static AllocatedAmount Amount(PlanAnswers answers)
    {
        Adult(answers, (NeedDomain.Skin, NeedLevel.High), (NeedDomain.Mobility, NeedLevel.Low));
        var amount = new AllocatedAmount
        {
            Id = "a1",
            From = "Example A",
            Way = AllocationWay.WorkedOutHere,
            On = PartialDate.From(ARule.Today),
            WeeklyPence = 10_000,
            YearlyPence = 520_000,
            Table = "example-points/1",
            TableOwner = "Nobody",
            TableFrom = PartialDate.From(new DateOnly(2026, 1, 1)),
            PutIn = "Skin High, Mobility Low; 4 h",
        };
        answers.Get<Involved>().People.Add(new InvolvedPerson { Id = "c", WillingAbleToCareHours = 4 });
        answers.Get<Money>().Allocations.Add(amount);
        return amount;
    }

    [Fact]
    public void NP_06_allows_an_amount_whose_table_is_named_owned_and_dated() => ARule.Allows("NP-06", a => Amount(a));

    [Fact]
    public void NP_06_allows_an_amount_worked_out_elsewhere_with_its_source_and_day() =>
        ARule.Allows("NP-06", a => a.Get<Money>().Allocations.Add(new AllocatedAmount { Id = "a1", Way = AllocationWay.WorkedOutElsewhere, From = "The council's own table", On = PartialDate.From(ARule.Today), YearlyPence = 1 }));

    [Fact]
    public void NP_06_refuses_an_amount_that_nobody_answers_for() => ARule.Refuses("NP-06", "allocations/a1/from", a => Amount(a).TableOwner = " ");

    [Fact]
    public void NP_07_allows_an_amount_worked_out_from_the_levels_in_the_plan() => ARule.Allows("NP-07", a => Amount(a));

    [Fact]
    public void NP_07_refuses_hours_taken_off_that_no_carer_says_they_give() => ARule.Refuses("NP-07", "allocations/a1/from", a => { Amount(a); a.Get<Involved>().People.Single(p => p.Id == "c").WillingAbleToCareHours = 3; });

    [Fact]
    public void NP_07_refuses_an_amount_that_rests_on_other_levels_or_is_below_nothing()
    {
        ARule.Refuses("NP-07", "allocations/a1/from", a => { Amount(a); Of(a).Adult[0].Level = NeedLevel.Severe; });
        ARule.Refuses("NP-07", "allocations/a1/from", a => Amount(a).YearlyPence = -1);
    }

    [Fact]
    public void NP_08_allows_a_plan_without_an_amount_without_a_word() => ARule.Allows("NP-08", _ => { });

    [Fact]
    public void NP_08_refuses_nothing_and_tells_that_the_amount_may_change() => Assert.Equal(Severity.Inform, ARule.Refuses("NP-08", "allocations/a1/from", a => Amount(a)).Severity);

    [Fact]
    public void An_entry_whose_id_names_its_domain_needs_no_other_name()
    {
        Assert.Equal(NeedDomain.Breathing, new AdultNeed { Id = "Breathing" }.Domain);
        Assert.Equal(NeedDomain.Skin, new AdultNeed { Id = "Breathing", Domain = NeedDomain.Skin }.Domain);
        Assert.Null(new AdultNeed { Id = "1" }.Domain);
        Assert.Null(new ChildNeed { Id = "3f2a" }.Domain);
    }
}
