using CarePlanning.Core.Allocation;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Plans.Sections;
using CarePlanning.Core.Reference;

namespace CarePlanning.Tests.Allocation;

/// <summary>The budget beside the money there is, supposing other numbers, unpaid beside paid, and what an employer pays on top.</summary>
public sealed class BudgetBesideTests
{
    private static readonly DateOnly Today = new(2026, 11, 28);

    private static BudgetLine Assistant(decimal hours = 10, long wage = 1300, int? weeks = null) => new()
    {
        Id = "a",
        Description = "Marek",
        Category = BudgetCategory.PersonalAssistant,
        Unit = BudgetUnit.Hour,
        Frequency = BudgetFrequency.PerWeek,
        Quantity = hours,
        UnitCostPence = wage,
        WeeksPerYear = weeks,
    };

    [Fact]
    public void What_was_agreed_counts_before_the_first_amount_and_money_set_aside_counts_too()
    {
        var money = new Money { Lines = [Assistant()], ContingencySumPence = 10_000, Allocations = [new AllocatedAmount { Id = "x", YearlyPence = 700_000 }] };
        Assert.Equal((676_000, 686_000, 700_000, 14_000), (BudgetBeside.Of(money).CostPence, BudgetBeside.Of(money).TogetherPence, BudgetBeside.Of(money).MeasurePence, BudgetBeside.Of(money).LeftPence));
        money.AgreedYearlyPence = 680_000;
        Assert.Equal(-6_000, BudgetBeside.Of(money).LeftPence);
        Assert.Null(BudgetBeside.Of(new Money()).LeftPence);
    }

    [Fact]
    public void What_decisions_agreed_so_far_is_no_budget_that_the_other_lines_are_too_much_for()
    {
        var money = new Money { Lines = [Assistant()], AgreedYearlyPence = 45_000, Decided = [new AgreedMoney { Id = "r", FirstYearPence = 45_000 }] };
        Assert.Equal((null, null, 45_000L, 631_000L), (BudgetBeside.Of(money).AgreedPence, BudgetBeside.Of(money).LeftPence, BudgetBeside.Of(money).DecidedPence, BudgetBeside.Of(money).OtherLinesPence(0)));
        money.Allocations = [new AllocatedAmount { Id = "x", YearlyPence = 700_000 }];
        Assert.Equal(24_000, BudgetBeside.Of(money).LeftPence);
        // An amount that somebody wrote is one.
        money.AgreedYearlyPence = 680_000;
        Assert.Equal((680_000L, 4_000L), (BudgetBeside.Of(money).AgreedPence, BudgetBeside.Of(money).LeftPence));
    }

    [Fact]
    public void Levels_kept_in_one_line_are_read_in_words()
    {
        Assert.Equal("Food and drink: High, Skin and wounds: Low; 35 hours a week from carers", LevelsInWords.Of("Nutrition High, Skin Low; 35 h"));
        Assert.Equal("Eating and drinking: High, Fits: None; 0 hours a week from carers", LevelsInWords.Of("EatingAndDrinking High, Seizures None; 0 h"));
        Assert.Equal("whatever; it is", LevelsInWords.Of("whatever; it is"));
    }

    [Fact]
    public void Supposing_other_numbers_leaves_the_plan_as_it_is()
    {
        var money = new Money { Lines = [Assistant(), new BudgetLine { Id = "b", Quantity = 1, UnitCostPence = 5_000, Frequency = BudgetFrequency.Once }] };
        var before = SectionJson.Write(money);
        var supposed = WhatIf.Suppose(money, new Dictionary<string, LineSupposed> { ["a"] = new(12, null, 50, false), ["b"] = new(null, null, null, true) });
        Assert.Equal(12 * 1300 * 50, supposed.FirstYearPence());
        Assert.Equal(before, SectionJson.Write(money));
    }

    [Fact]
    public void Unpaid_support_stands_beside_paid_under_the_goal_that_both_serve()
    {
        var answers = PlanAnswers.Empty();
        answers.Get<Strengths>().List.Add(new Strength { Id = "s", Text = "Barbara's sea swimmers" });
        answers.Get<Goals>().List.Add(new Goal { Id = "g", What = "Swim again", StrengthIds = ["s"] });
        answers.Get<Money>().Lines.AddRange([Assistant() with { GoalIds = ["g"] }, new BudgetLine { Id = "b", Description = "A ramp" }]);
        var support = SupportOfGoal.Of(answers);
        Assert.Equal(("Marek", "Barbara's sea swimmers"), (support[0].Paid.Single().Description, support[0].Unpaid.Single().Text));
        Assert.Equal((null, "A ramp"), (support[1].Goal, support[1].Paid.Single().Description));
    }

    [Fact]
    public void On_costs_are_worked_out_with_the_rates_of_the_year()
    {
        // 20 h x 13.00 = 260.00 a week; x 52 = 13,520.00. Holiday 5.6 x 260.00 = 1,456.00; together 14,976.00.
        // National Insurance 15 % of 14,976 - 5,000 = 1,496.40. Pension 3 % of 14,976 - 6,240 = 262.08.
        var costs = OnCosts.Of(Assistant(20), Today, claimsAllowance: false)!;
        var rates = EmploymentRates.Current.On(Today);
        Assert.Equal(new DateOnly(2026, 4, 6), rates.From);
        Assert.Equal([(OnCostKind.Holiday, 145_600L), (OnCostKind.NationalInsurance, 149_640), (OnCostKind.Pension, 26_208), (OnCostKind.Insurance, rates.InsuranceYearlyPence), (OnCostKind.Payroll, rates.PayrollYearlyPence)],
            costs.Lines.Select(l => (l.Kind, l.YearlyPence)));
        Assert.Equal(1_352_000, costs.WagePence);
        Assert.Equal(0, OnCosts.Of(Assistant(20), Today, claimsAllowance: true)!.Lines.Single(l => l.Kind == OnCostKind.NationalInsurance).YearlyPence);
    }

    [Fact]
    public void A_small_wage_has_no_pension_and_no_national_insurance_and_an_older_start_has_its_own_year()
    {
        var costs = OnCosts.Of(Assistant(4) with { Start = PartialDate.From(new DateOnly(2026, 4, 5)) }, Today, false)!;
        Assert.Equal(new DateOnly(2025, 4, 6), costs.Rates.From);
        Assert.Equal([0L, 0L], costs.Lines.Where(l => l.Kind is OnCostKind.Pension or OnCostKind.NationalInsurance).Select(l => l.YearlyPence));
        Assert.Null(OnCosts.Of(Assistant() with { Category = BudgetCategory.Agency }, Today, false));
    }
}
