using CarePlanning.Core.Plans;
using CarePlanning.Core.Plans.Sections;
using CarePlanning.Tests.Given;

namespace CarePlanning.Tests.Rules;

public sealed class ContingencyRulesTests
{
    private static void Whole(PlanAnswers answers, ScenarioType scenario = ScenarioType.CarerUnavailable)
    {
        var c = answers.Get<Contingency>();
        c.Plans.Add(new ContingencyPlan { Id = "p1", Name = "Maria is ill", ScenarioType = scenario, Triggers = "Maria rings in sick" });
        c.Steps.Add(new ContingencyStep { Id = "s1", PlanIds = ["p1"], Order = 1, Do = "Ring Tom" });
        c.Contacts.Add(new ContingencyContact { Id = "c1", PlanIds = ["p1"], Order = 1, Name = "Tom", Phone = "07700 900123" });
    }

    private static Contingency Of(PlanAnswers answers) => answers.Get<Contingency>();

    private static void Buys(PlanAnswers answers, BudgetCategory category) =>
        answers.Get<Money>().Lines.Add(new BudgetLine { Id = "l1", Description = "Something", Category = category });

    [Fact]
    public void The_first_question_is_what_happens_when_the_carer_could_not_be_here() =>
        Assert.Equal("carerAway", PlanSections.Of<Contingency>().Questions[0]);

    [Fact]
    public void CT_01_allows_a_plan_with_a_trigger() => ARule.Allows("CT-01", a => Whole(a));

    [Fact]
    public void CT_01_allows_a_plan_that_was_only_just_opened() => ARule.Allows("CT-01", a => Of(a).Plans.Add(new ContingencyPlan { Id = "p1" }));

    [Fact]
    public void CT_01_refuses_a_plan_that_nothing_sets_going() =>
        Assert.Equal(Severity.Block, ARule.Refuses("CT-01", "plans/p1/triggers", a => { Whole(a); Of(a).Plans[0].Triggers = null; }).Severity);

    [Fact]
    public void CT_02_allows_a_plan_with_a_step() => ARule.Allows("CT-02", a => Whole(a));

    [Fact]
    public void CT_02_refuses_a_plan_whose_only_step_was_taken_out() =>
        ARule.Refuses("CT-02", "steps", a => { Whole(a); Of(a).Steps[0].Removed = true; });

    [Fact]
    public void CT_02_refuses_a_plan_whose_step_belongs_to_another() =>
        ARule.Refuses("CT-02", "steps", a => { Whole(a); Of(a).Steps[0].PlanIds = ["p9"]; });

    [Fact]
    public void CT_03_allows_people_to_call_in_an_order() => ARule.Allows("CT-03", a =>
    {
        Whole(a);
        Of(a).Contacts.Add(new ContingencyContact { Id = "c2", PlanIds = ["p1"], Order = 2, Name = "Night nurses" });
    });

    [Fact]
    public void CT_03_allows_a_single_person_without_an_order() => ARule.Allows("CT-03", a => { Whole(a); Of(a).Contacts[0].Order = null; });

    [Fact]
    public void CT_03_refuses_a_plan_with_nobody_to_call() => ARule.Refuses("CT-03", "contacts", a => { Whole(a); Of(a).Contacts.Clear(); });

    [Fact]
    public void CT_03_refuses_somebody_to_call_without_a_number() =>
        ARule.Refuses("CT-03", "contacts/c1/phone", a => { Whole(a); Of(a).Contacts[0].Phone = ""; });

    [Theory]
    [InlineData(1, "contacts/c2/order")]
    [InlineData(null, "contacts/c2/order")]
    public void CT_03_refuses_two_who_would_both_be_called_first(int? order, string path) => ARule.Refuses("CT-03", path, a =>
    {
        Whole(a);
        Of(a).Contacts.Add(new ContingencyContact { Id = "c2", PlanIds = ["p1"], Order = order, Name = "Ana" });
    });

    [Fact]
    public void CT_04_allows_a_personal_assistant_with_a_plan_for_their_absence() =>
        ARule.Allows("CT-04", a => { Whole(a); Buys(a, BudgetCategory.PersonalAssistant); });

    [Fact]
    public void CT_04_allows_a_personal_assistant_with_a_plan_for_paid_care_that_fails() =>
        ARule.Allows("CT-04", a => { Whole(a, ScenarioType.PaidCareFails); Buys(a, BudgetCategory.PersonalAssistant); });

    [Fact]
    public void CT_04_allows_the_first_question_as_the_plan() => ARule.Allows("CT-04", a =>
    {
        Buys(a, BudgetCategory.PersonalAssistant);
        Of(a).IfCarerCouldNotBeHere = new Narrative { Words = "Tom comes over" };
        Of(a).WhoStepsIn = "Tom";
    });

    [Fact]
    public void CT_04_refuses_a_personal_assistant_whose_absence_nobody_thought_of() =>
        Assert.Equal(Severity.Warn, ARule.Refuses("CT-04", "ifCarerCouldNotBeHere/words", a => Buys(a, BudgetCategory.PersonalAssistant)).Severity);

    private static void Lives(PlanAnswers answers, ContactType with, string name = "Gareth Cole", string? phone = null) =>
        answers.Get<Involved>().People.Add(new InvolvedPerson { Id = "i1", Name = name, Phone = phone, Types = [with] });

    [Fact]
    public void CT_04_allows_an_unpaid_carer_with_a_plan_for_their_absence() =>
        ARule.Allows("CT-04", a => { Whole(a); Lives(a, ContactType.Carer); });

    [Fact]
    public void CT_04_refuses_an_unpaid_carer_with_only_a_plan_for_paid_care() =>
        ARule.Refuses("CT-04", "ifCarerCouldNotBeHere/words", a => { Whole(a, ScenarioType.PaidCareFails); Lives(a, ContactType.Carer); });

    [Fact]
    public void CT_05_refuses_oxygen_without_a_plan_for_when_it_fails() =>
        ARule.Refuses("CT-05", "plans", a => a.Get<Health>().Devices.Add(new HealthDevice { Id = "d1", Kind = DeviceKind.Oxygen }));

    [Fact]
    public void CT_05_allows_equipment_with_a_plan_for_when_it_fails() =>
        ARule.Allows("CT-05", a => { Whole(a, ScenarioType.EquipmentOrPowerFailure); Buys(a, BudgetCategory.Equipment); });

    [Fact]
    public void CT_05_refuses_equipment_without_a_plan_for_when_it_fails() =>
        ARule.Refuses("CT-05", "plans", a => { Whole(a); Buys(a, BudgetCategory.Equipment); });

    [Fact]
    public void CT_06_allows_a_number_for_day_and_night() => ARule.Allows("CT-06", a => Of(a).DayAndNightNumber = "0800 000 0000");

    [Fact]
    public void CT_06_refuses_a_night_without_a_number() => ARule.Refuses("CT-06", "dayAndNightNumber", _ => { });

    [Theory]
    [InlineData("Tom", "07700 900123")]
    [InlineData("Gareth Jones", null)]
    [InlineData("", "")]
    public void CT_07_allows_other_people(string name, string? phone) => ARule.Allows("CT-07", a =>
    {
        Whole(a);
        Lives(a, ContactType.DoNotContact, "Gareth Cole", "07700 900555");
        (Of(a).Contacts[0].Name, Of(a).Contacts[0].Phone) = (name, phone);
    });

    [Fact]
    public void CT_07_allows_a_namesake_of_somebody_known_by_one_name_only() =>
        ARule.Allows("CT-07", a => { Whole(a); Lives(a, ContactType.DoNotContact, "Tom"); Of(a).Contacts[0].Name = "Tom Baker"; });

    [Theory]
    [InlineData("Gareth Cole", null)]
    [InlineData("my husband (gareth  COLE)", null)]
    [InlineData("Dad", "+44 7700 900555")]
    [InlineData("Home", "01632 960001 or 07700900555")]
    public void CT_07_refuses_somebody_the_person_does_not_want_called(string name, string? phone)
    {
        var problem = ARule.Refuses("CT-07", "contacts/c1/name", a =>
        {
            Whole(a);
            Lives(a, ContactType.DoNotContact, "Gareth Cole", "07700 900555");
            (Of(a).Contacts[0].Name, Of(a).Contacts[0].Phone) = (name, phone);
        });
        Assert.Equal(Severity.Block, problem.Severity);
        Assert.DoesNotContain("Gareth", problem.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void CT_07_refuses_them_as_the_one_who_steps_in_or_has_the_key() =>
        Assert.Equal(["whoStepsIn", "keyHeldBy"], ARule.Finds("CT-07", a =>
        {
            Lives(a, ContactType.DoNotContact);
            (Of(a).WhoStepsIn, Of(a).KeyHeldBy) = ("Gareth Cole", "Gareth Cole");
        }).Select(p => p.Path));

    private static void Replaced(PlanAnswers answers, long? cost, long? setAside)
    {
        Whole(answers);
        Of(answers).Plans[0].ReplacementCareSource = "Rowan Care";
        Of(answers).Plans[0].CostFromContingencyPence = cost;
        answers.Get<Money>().ContingencySumPence = setAside;
    }

    [Theory]
    [InlineData(20_000L, 50_000L)]
    [InlineData(0L, null)]
    public void CT_08_allows_replacement_care_that_is_paid_for(long cost, long? setAside) => ARule.Allows("CT-08", a => Replaced(a, cost, setAside));

    [Fact]
    public void CT_08_allows_replacement_care_where_no_budget_is_asked_about() =>
        ARule.Allows("CT-08", a => Replaced(a, 20_000, null), Pathway.NoBudget);

    [Theory]
    [InlineData(null, 50_000L)]
    [InlineData(20_000L, null)]
    [InlineData(20_000L, 0L)]
    public void CT_08_refuses_replacement_care_that_nobody_pays_for(long? cost, long? setAside) =>
        ARule.Refuses("CT-08", "plans/p1/costFromContingencyPence", a => Replaced(a, cost, setAside));

    [Fact]
    public void CT_09_allows_a_plan_gone_over_this_year() =>
        ARule.Allows("CT-09", a => { Whole(a); Of(a).Plans[0].LastUpdated = PartialDate.From(ARule.Today.AddMonths(-12)); });

    [Fact]
    public void CT_09_refuses_a_plan_older_than_a_year() =>
        ARule.Refuses("CT-09", "plans/p1/lastUpdated/day", a => { Whole(a); Of(a).Plans[0].LastUpdated = PartialDate.From(ARule.Today.AddMonths(-12).AddDays(-1)); });

    [Fact]
    public void CT_10_allows_a_child_with_a_plan_for_hospital() =>
        ARule.Allows("CT-10", a => Whole(a, ScenarioType.HospitalAdmission), Pathway.ChildContinuingCare);

    [Fact]
    public void CT_10_allows_an_adult_without_one() => ARule.Allows("CT-10", a => Whole(a));

    [Fact]
    public void CT_10_refuses_somebody_of_seventeen_on_any_pathway() => ARule.Refuses("CT-10", "plans", a =>
    {
        Whole(a);
        a.Get<Involved>().DateOfBirth = PartialDate.From(ARule.Today.AddYears(-18).AddDays(1));
    });

    [Fact]
    public void CT_10_refuses_a_child_without_a_plan_for_hospital() =>
        ARule.Refuses("CT-10", "plans", a => Whole(a), Pathway.ChildContinuingCare);

    private static void GoneThrough(PlanAnswers answers, string plan = "p1", PartialDate? on = null) =>
        Of(answers).Rehearsals.Add(new ContingencyRehearsal { Id = "g1", PlanIds = [plan], On = on, By = "Nia Rees" });

    [Fact]
    public void CT_11_allows_a_plan_that_was_gone_through() =>
        ARule.Allows("CT-11", a => { Whole(a); GoneThrough(a, on: PartialDate.From(ARule.Today)); });

    [Fact]
    public void CT_11_allows_a_plan_for_the_last_days_without_acting_them_out() => ARule.Allows("CT-11", a => Whole(a, ScenarioType.Death));

    [Fact]
    public void CT_11_refuses_with_a_gentle_word_a_plan_that_nobody_went_through()
    {
        var problem = ARule.Refuses("CT-11", "rehearsals", a => { Whole(a); GoneThrough(a, "another", PartialDate.From(ARule.Today)); });
        Assert.Equal((Severity.Inform, Stage.Agree), (problem.Severity, problem.Stage));
    }

    [Fact]
    public void CT_11_refuses_a_time_without_a_day() => ARule.Refuses("CT-11", "rehearsals", a => { Whole(a); GoneThrough(a); });

    private static void GoneThroughAgain(PlanAnswers answers, int daysAgo, int days) =>
        Of(answers).Rehearsals.Add(new ContingencyRehearsal { Id = $"g{daysAgo}", PlanIds = ["p1"], On = PartialDate.From(ARule.Today.AddDays(-daysAgo)), NextOn = PartialDate.From(ARule.Today.AddDays(days)), By = "Nia Rees" });

    [Fact]
    public void CT_12_allows_a_day_ahead_and_one_that_was_kept() =>
        ARule.Allows("CT-12", a => { Whole(a); GoneThroughAgain(a, 90, -2); GoneThroughAgain(a, 2, 0); });

    [Fact]
    public void CT_12_refuses_with_a_gentle_word_a_day_that_has_passed()
    {
        var problem = ARule.Refuses("CT-12", "rehearsals", a => { Whole(a); GoneThroughAgain(a, 90, -1); });
        Assert.Equal((Severity.Inform, Stage.Complete), (problem.Severity, problem.Stage));
    }

    [Fact]
    public void Steps_and_contacts_come_in_their_order()
    {
        var answers = PlanAnswers.Empty();
        Whole(answers);
        Of(answers).Steps.Insert(0, new ContingencyStep { Id = "s2", PlanIds = ["p1"], Order = 2, Do = "Wait for Tom" });
        Of(answers).Contacts.Insert(0, new ContingencyContact { Id = "c2", PlanIds = ["p1"], Order = 2, Name = "Ana" });
        Assert.Equal(["s1", "s2"], Of(answers).StepsOf(Of(answers).Plans[0]).Select(s => s.Id));
        Assert.Equal(["c1", "c2"], Of(answers).ContactsOf(Of(answers).Plans[0]).Select(c => c.Id));
    }

    [Fact]
    public void Replacement_care_of_all_plans_adds_up()
    {
        var c = new Contingency { Plans = { new() { Id = "a", CostFromContingencyPence = 150 }, new() { Id = "b", CostFromContingencyPence = 25 }, new() { Id = "c", CostFromContingencyPence = 9, Removed = true } } };
        Assert.Equal(175, c.ReplacementCarePence());
    }

    [Fact]
    public void How_to_get_in_is_held_back_from_every_copy_but_who_has_the_key_is_not()
    {
        var fields = PlanSections.Of<Contingency>().Fields.ToDictionary(f => f.Name);
        Assert.Equal(Sensitivity.HomeAccess, fields["howToGetIn"].Sensitivity);
        Assert.Equal(Sensitivity.Open, fields["keyHeldBy"].Sensitivity);
    }
}
