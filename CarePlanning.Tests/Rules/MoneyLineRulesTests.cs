using CarePlanning.Core.Plans;
using CarePlanning.Core.Plans.Sections;
using CarePlanning.Core.Reference;
using CarePlanning.Tests.Given;

namespace CarePlanning.Tests.Rules;

public sealed class MoneyLineRulesTests
{
    private static Action<PlanAnswers> ALine(Action<BudgetLine> changed) => answers =>
    {
        answers.Get<Goals>().List.Add(new Goal { Id = "g1", What = "Swim again" });
        var line = new BudgetLine { Id = "l1", Description = "Swimming", GoalIds = ["g1"], Quantity = 1, UnitCostPence = 2_000, Frequency = BudgetFrequency.PerWeek, ManagedBy = ManagedBy.Notional };
        changed(line);
        answers.Get<Money>().Lines.Add(line);
    };

    [Fact]
    public void BU_01_allows_a_line_that_serves_a_goal() => ARule.Allows("BU-01", ALine(_ => { }));

    [Fact]
    public void BU_01_refuses_a_line_that_serves_none() =>
        Assert.Contains("Swimming", ARule.Refuses("BU-01", "lines/l1/goalIds", ALine(l => l.GoalIds.Clear())).Sentence, StringComparison.Ordinal);

    [Fact]
    public void BU_01_refuses_a_line_whose_goal_was_taken_out() =>
        ARule.Refuses("BU-01", "lines/l1/goalIds", a => { ALine(_ => { })(a); a.Get<Goals>().List[0].Removed = true; });

    [Fact]
    public void BU_04_allows_a_line_that_somebody_manages() => ARule.Allows("BU-04", ALine(_ => { }));

    [Fact]
    public void BU_04_refuses_a_line_nobody_manages() => ARule.Refuses("BU-04", "lines/l1/managedBy", ALine(l => l.ManagedBy = null));

    [Fact]
    public void BU_05_allows_a_recovery_group_and_debt_advice_whatever_their_names() =>
        ARule.Allows("BU-05", ALine(l => { l.Description = "Alcohol recovery group, gambling and debt advice"; l.RestrictedUse = RestrictedUse.NoneOfThese; }));

    [Theory]
    [InlineData(RestrictedUse.Alcohol)]
    [InlineData(RestrictedUse.Tobacco)]
    [InlineData(RestrictedUse.Gambling)]
    [InlineData(RestrictedUse.DebtRepayment)]
    [InlineData(RestrictedUse.AgainstTheLaw)]
    public void BU_05_refuses_what_no_budget_pays_for(RestrictedUse use) =>
        Assert.Equal(Severity.Block, ARule.Refuses("BU-05", "lines/l1/restrictedUse", ALine(l => l.RestrictedUse = use)).Severity);

    [Fact]
    public void BU_05_W_allows_a_dentist_for_a_reason_of_health() =>
        ARule.Allows("BU-05-W", ALine(l => { l.RestrictedUse = RestrictedUse.DentalCare; l.ClinicalReason = "A bite guard against seizures"; }));

    [Theory]
    [InlineData(RestrictedUse.GpCare)]
    [InlineData(RestrictedUse.DentalCare)]
    [InlineData(RestrictedUse.EmergencyCare)]
    [InlineData(RestrictedUse.PrescriptionCharges)]
    [InlineData(RestrictedUse.PlannedSurgery)]
    [InlineData(RestrictedUse.Vaccination)]
    public void BU_05_W_refuses_what_the_health_service_gives_anyway_without_a_reason(RestrictedUse use) =>
        Assert.Equal(Severity.Warn, ARule.Refuses("BU-05-W", "lines/l1/clinicalReason", ALine(l => l.RestrictedUse = use)).Severity);

    [Fact]
    public void Every_restricted_use_is_either_never_paid_for_or_paid_for_with_a_reason()
    {
        var limits = MoneyLimits.Current;
        Assert.Equal(Enum.GetValues<RestrictedUse>().Except([RestrictedUse.NoneOfThese]), limits.NeverPaidFor.Concat(limits.PaidForWithClinicalReason).Order());
    }

    [Fact]
    public void BU_09_allows_a_relative_who_lives_somewhere_else() =>
        ARule.Allows("BU-09", ALine(l => l.ConnectedPerson = ConnectedPerson.OtherFamily));

    [Fact]
    public void BU_09_allows_somebody_of_the_same_home_with_reason_and_approval() =>
        ARule.Allows("BU-09", ALine(l => (l.ConnectedPerson, l.ExceptionReason, l.ExceptionApprovedBy) = (ConnectedPerson.SameHouseholdFamily, "Only she understands his signs", "Anne Cole, ICB")));

    [Theory]
    [InlineData(ConnectedPerson.SameHouseholdFamily, null, "Anne Cole")]
    [InlineData(ConnectedPerson.SameHouseholdFriend, "Only she understands his signs", null)]
    public void BU_09_refuses_somebody_of_the_same_home_without_both(ConnectedPerson who, string? reason, string? approver) =>
        ARule.Refuses("BU-09", "lines/l1/exceptionReason", ALine(l => (l.ConnectedPerson, l.ExceptionReason, l.ExceptionApprovedBy) = (who, reason, approver)));

    [Fact]
    public void BU_10_allows_a_registered_provider() =>
        ARule.Allows("BU-10", ALine(l => (l.RegulatedActivity, l.CqcProviderId) = (true, "1-101234567")));

    [Fact]
    public void BU_10_allows_personal_care_by_an_assistant_the_person_employs() =>
        ARule.Allows("BU-10", ALine(l => (l.RegulatedActivity, l.Category) = (true, BudgetCategory.PersonalAssistant)));

    [Fact]
    public void BU_10_refuses_personal_care_by_a_provider_without_a_number() =>
        ARule.Refuses("BU-10", "lines/l1/cqcProviderId", ALine(l => (l.RegulatedActivity, l.Category) = (true, BudgetCategory.Agency)));

    [Theory]
    [InlineData(IndemnityChecked.Yes)]
    [InlineData(IndemnityChecked.NotNeeded)]
    public void BU_11_allows_therapy_by_somebody_whose_insurance_was_checked(IndemnityChecked check) =>
        ARule.Allows("BU-11", ALine(l => (l.Category, l.IndemnityChecked) = (BudgetCategory.Therapy, check)));

    [Theory]
    [InlineData(null)]
    [InlineData(IndemnityChecked.No)]
    public void BU_11_refuses_therapy_by_somebody_whose_insurance_nobody_checked(IndemnityChecked? check) =>
        ARule.Refuses("BU-11", "lines/l1/indemnityChecked", ALine(l => (l.Category, l.IndemnityChecked) = (BudgetCategory.Therapy, check)));

    private static Action<PlanAnswers> Costing(long pence, bool? quote, BudgetCategory category = BudgetCategory.Equipment) =>
        ALine(l => (l.UnitCostPence, l.Frequency, l.QuoteSeen, l.Category) = (pence, BudgetFrequency.Once, quote, category));

    [Fact]
    public void BU_12_allows_a_small_cost_without_a_price_in_writing() => ARule.Allows("BU-12", Costing(MoneyLimits.Current.QuoteAbovePence, null));

    [Fact]
    public void BU_12_allows_a_great_cost_with_a_price_in_writing() => ARule.Allows("BU-12", Costing(MoneyLimits.Current.QuoteAbovePence + 1, true));

    [Fact]
    public void BU_12_allows_wages_without_a_price_in_writing() =>
        ARule.Allows("BU-12", Costing(MoneyLimits.Current.QuoteAbovePence + 1, null, BudgetCategory.PersonalAssistant));

    [Fact]
    public void BU_12_refuses_a_great_cost_without_a_price_in_writing() =>
        ARule.Refuses("BU-12", "lines/l1/quoteSeen", Costing(MoneyLimits.Current.QuoteAbovePence + 1, false));

    [Theory]
    [InlineData(null, null)]
    [InlineData(52, null)]
    [InlineData(39, "School terms")]
    public void BU_15_allows_a_whole_year_or_a_reason(int? weeks, string? why) =>
        ARule.Allows("BU-15", ALine(l => (l.WeeksPerYear, l.WhyTheseWeeks) = (weeks, why)));

    [Theory]
    [InlineData(39)]
    [InlineData(53)]
    public void BU_15_refuses_other_weeks_without_a_reason(int weeks) =>
        ARule.Refuses("BU-15", "lines/l1/whyTheseWeeks", ALine(l => l.WeeksPerYear = weeks));

    [Theory, InlineData(1), InlineData(52), InlineData(null)]
    public void BU_15_S_allows_as_many_weeks_as_a_year_has(int? weeks) => ARule.Allows("BU-15-S", ALine(l => l.WeeksPerYear = weeks));

    [Theory, InlineData(0), InlineData(53)]
    public void BU_15_S_refuses_a_year_of_no_weeks_or_of_53(int weeks)
    {
        var problem = ARule.Refuses("BU-15-S", "lines/l1/weeksPerYear", ALine(l => l.WeeksPerYear = weeks));
        Assert.Equal((Severity.Block, Stage.Save), (problem.Severity, problem.Stage));
    }

    [Fact]
    public void BU_08_S_allows_as_much_on_top_as_the_wage_itself() => ARule.Allows("BU-08-S", ALine(l => l.OnCostPercent = 100));

    [Fact]
    public void BU_08_S_refuses_more_on_top_than_the_wage_itself() => ARule.Refuses("BU-08-S", "lines/l1/onCostPercent", ALine(l => l.OnCostPercent = 100.01m));
}
