using CarePlanning.Core.Plans;
using CarePlanning.Core.Plans.Sections;
using CarePlanning.Core.Reference;
using CarePlanning.Tests.Given;

namespace CarePlanning.Tests.Rules;

public sealed class MoneyRulesTests
{
    private static Money Of(PlanAnswers answers) => answers.Get<Money>();

    /// <summary>One line of £1,040 a year that serves a goal, paid by the NHS, as agreed.</summary>
    private static BudgetLine Swimming(PlanAnswers answers, long? agreed = 104_000)
    {
        answers.Get<Goals>().List.Add(new Goal { Id = "g1", What = "Swim again" });
        answers.Get<Needs>().List.Add(new Need { Id = "n1", What = "My legs are weak" });
        var line = new BudgetLine
        {
            Id = "l1",
            Description = "Swimming",
            Category = BudgetCategory.Activity,
            GoalIds = ["g1"],
            NeedIds = ["n1"],
            Quantity = 1,
            UnitCostPence = 2_000,
            Unit = BudgetUnit.Session,
            Frequency = BudgetFrequency.PerWeek,
            ManagedBy = ManagedBy.DirectPayment,
        };
        Of(answers).Lines.Add(line);
        Of(answers).AgreedYearlyPence = agreed;
        Of(answers).PaymentFrequency = PaymentFrequency.Monthly;
        Of(answers).Sources.Add(new FundingSource { Id = "s1", Who = "ICB", Type = FunderType.Nhs, YearlyPence = agreed });
        return line;
    }

    [Fact]
    public void Every_amount_is_held_back_from_copies_that_are_not_about_money() =>
        Assert.All(PlanSections.Of<Money>().AllFields.Where(f => f.Kind == FieldKind.Money), f => Assert.Equal(Sensitivity.Money, f.Sensitivity));

    [Fact]
    public void No_rule_about_money_speaks_where_there_is_no_budget() =>
        ARule.Allows("BU-01", a => Swimming(a).GoalIds.Clear(), Pathway.NoBudget);

    [Fact]
    public void BU_02_allows_lines_and_a_sum_set_aside_within_what_was_agreed() =>
        ARule.Allows("BU-02", a => { Swimming(a, 110_000); Of(a).ContingencySumPence = 6_000; });

    [Fact]
    public void BU_02_allows_a_budget_nobody_has_decided_on_yet() => ARule.Allows("BU-02", a => Swimming(a, null));

    [Fact]
    public void BU_02_refuses_one_penny_more_than_was_agreed() =>
        Assert.Equal(Severity.Block, ARule.Refuses("BU-02", "agreedYearlyPence", a => { Swimming(a, 110_000); Of(a).ContingencySumPence = 6_001; }).Severity);

    [Fact]
    public void BU_03_allows_money_that_covers_every_line() => ARule.Allows("BU-03", a => Swimming(a));

    [Fact]
    public void BU_03_refuses_money_that_is_a_penny_too_little() => ARule.Refuses("BU-03", "agreedYearlyPence", a => Swimming(a, 103_999));

    [Fact]
    public void BU_03_refuses_an_agreed_sum_while_a_line_has_no_cost() =>
        ARule.Refuses("BU-03", "lines/l2/unitCostPence", a => { Swimming(a); Of(a).Lines.Add(new BudgetLine { Id = "l2", Description = "A hoist" }); });

    private static void OneOff(PlanAnswers answers, decimal things = 5, BudgetUnit unit = BudgetUnit.Item, ManagedBy mode = ManagedBy.DirectPayment)
    {
        Of(answers).Kind = BudgetKind.OneOff;
        Of(answers).PaymentFrequency = PaymentFrequency.Once;
        Of(answers).Lines.Add(new BudgetLine { Id = "l1", Description = "Tablets", Quantity = things, Unit = unit, UnitCostPence = 10_000, Frequency = BudgetFrequency.Once, ManagedBy = mode });
    }

    [Fact]
    public void BU_06_allows_one_payment_for_five_things() => ARule.Allows("BU-06", a => OneOff(a));

    [Fact]
    public void BU_06_allows_a_course_of_ten_sessions_as_one_service() => ARule.Allows("BU-06", a => OneOff(a, 10, BudgetUnit.Session));

    [Fact]
    public void BU_06_allows_more_things_when_no_money_is_paid_out() => ARule.Allows("BU-06", a => OneOff(a, 9, mode: ManagedBy.Notional));

    [Fact]
    public void BU_06_refuses_a_sixth_thing() => ARule.Refuses("BU-06", "kind", a => OneOff(a, 6));

    [Fact]
    public void BU_06_refuses_another_direct_payment_in_the_same_year() =>
        ARule.Refuses("BU-06", "kind", a => { OneOff(a); Of(a).OtherDirectPaymentThisYear = true; });

    [Fact]
    public void BU_06_refuses_a_one_off_budget_that_is_paid_monthly() =>
        ARule.Refuses("BU-06", "kind", a => { OneOff(a); Of(a).PaymentFrequency = PaymentFrequency.Monthly; });

    [Fact]
    public void BU_06_refuses_a_one_off_budget_with_a_line_that_comes_every_week() =>
        ARule.Refuses("BU-06", "kind", a => { OneOff(a); Of(a).Lines[0].Frequency = BudgetFrequency.PerWeek; });

    [Fact]
    public void BU_07_allows_a_one_off_payment_up_to_the_local_cap() => ARule.Allows("BU-07", a => OneOff(a));

    [Fact]
    public void BU_07_refuses_a_penny_above_the_local_cap() =>
        Assert.Equal(Severity.Warn, ARule.Refuses("BU-07", "lines", a => { OneOff(a, 1); Of(a).Lines[0].UnitCostPence = MoneyLimits.Current.OneOffCapPence + 1; }).Severity);

    private static void Employing(PlanAnswers answers)
    {
        var line = Swimming(answers);
        (line.Category, line.OnCostPercent, line.DbsChecked, line.ContractInPlace) = (BudgetCategory.PersonalAssistant, 0, true, true);
        var money = Of(answers);
        (money.EmployerName, money.InsuranceArranged, money.PayrollBy, money.SicknessCover) = ("Ruth Ames", true, "Tally Payroll", "The agency sends somebody");
    }

    [Fact]
    public void BU_08_allows_an_employer_who_has_seen_to_everything() => ARule.Allows("BU-08", Employing);

    [Fact]
    public void BU_08_refuses_to_employ_somebody_without_the_rest() =>
        Assert.Equal(["lines/l1/onCostPercent", "employerName", "insuranceArranged", "payrollBy", "sicknessCover"],
            ARule.Finds("BU-08", a => Swimming(a).Category = BudgetCategory.PersonalAssistant).Select(p => p.Path));

    [Fact]
    public void BU_08_W_allows_a_checked_assistant_with_a_contract() => ARule.Allows("BU-08-W", Employing);

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, null)]
    public void BU_08_W_refuses_an_assistant_without_check_or_contract(bool? check, bool? contract) =>
        Assert.Equal(Severity.Warn, ARule.Refuses("BU-08-W", "lines/l1/dbsChecked", a =>
        {
            Employing(a);
            (Of(a).Lines[0].DbsChecked, Of(a).Lines[0].ContractInPlace) = (check, contract);
        }).Severity);

    [Fact]
    public void BU_13_allows_sources_that_come_to_what_was_agreed() => ARule.Allows("BU-13", a => Swimming(a));

    [Fact]
    public void BU_13_refuses_sources_that_come_to_less() =>
        ARule.Refuses("BU-13", "sources", a => { Swimming(a); Of(a).Sources[0].YearlyPence = 103_999; });

    private static void Council(PlanAnswers answers)
    {
        Swimming(answers);
        Of(answers).Sources[0].Type = FunderType.LocalAuthority;
    }

    [Fact]
    public void BU_14_allows_council_money_with_all_that_the_care_act_asks() => ARule.Allows("BU-14", Council);

    [Fact]
    public void BU_14_refuses_council_money_without_saying_how_often_it_is_paid() =>
        Assert.Equal(Severity.Block, ARule.Refuses("BU-14", "paymentFrequency", a => { Council(a); Of(a).PaymentFrequency = null; }).Severity);

    [Fact]
    public void BU_14_refuses_council_money_without_the_needs_it_meets() =>
        ARule.Refuses("BU-14", "lines/l1/needIds", a => { Council(a); Of(a).Lines[0].NeedIds.Clear(); });

    [Fact]
    public void BU_14_refuses_council_money_for_a_need_that_was_taken_out() =>
        ARule.Refuses("BU-14", "lines/l1/needIds", a => { Council(a); a.Get<Needs>().List[0].Removed = true; });

    [Fact]
    public void BU_14_I_allows_health_money_alone() =>
        ARule.Allows("BU-14-I", a => { Swimming(a); Of(a).PaymentFrequency = null; });

    [Fact]
    public void BU_14_I_refuses_nothing_and_tells_a_joint_plan_what_the_council_will_ask() =>
        Assert.Equal(Severity.Inform, ARule.Refuses("BU-14-I", "paymentFrequency",
            a => { Swimming(a); Of(a).PaymentFrequency = null; }, Pathway.JointFunded).Severity);
}
