using CarePlanning.Core.Plans;
using CarePlanning.Core.Plans.Sections;
using CarePlanning.Tests.Given;

namespace CarePlanning.Tests.Rules;

public sealed class RisksRulesTests
{
    private static void PaidDirectly(PlanAnswers answers, ManagedBy mode = ManagedBy.DirectPayment) =>
        answers.Get<Money>().Lines.Add(new BudgetLine { Id = "l1", Description = "Support", ManagedBy = mode });

    private static Action<PlanAnswers> ARisk(int? likelihood, int? impact, string? procedure) => answers =>
    {
        PaidDirectly(answers);
        answers.Get<Risks>().List.Add(new Risk { Id = "r1", Description = "A fall", Likelihood = likelihood, Impact = impact, AgreedProcedure = procedure });
    };

    private static Action<PlanAnswers> None(string? by, string? role) => answers =>
    {
        PaidDirectly(answers);
        var risks = answers.Get<Risks>();
        (risks.NoneSignificant, risks.NoneSignificantSaidBy, risks.NoneSignificantSaidByRole) = (true, by, role);
    };

    [Fact]
    public void DP_08_allows_a_plan_without_direct_payments() => ARule.Allows("DP-08", a => PaidDirectly(a, ManagedBy.Notional));

    [Fact]
    public void DP_08_allows_a_big_risk_with_an_agreed_procedure() => ARule.Allows("DP-08", ARisk(4, 4, "Ring Tom, do not lift"));

    [Fact]
    public void DP_08_allows_a_small_risk_without_a_procedure() => ARule.Allows("DP-08", ARisk(1, 2, null));

    [Fact]
    public void DP_08_allows_that_a_professional_found_none() => ARule.Allows("DP-08", None("Joan Marsh", "District nurse"));

    [Fact]
    public void DP_08_refuses_direct_payments_before_risks_were_talked_about() =>
        Assert.Equal(Severity.Block, ARule.Refuses("DP-08", "list", a => PaidDirectly(a)).Severity);

    [Theory]
    [InlineData(null, null, "noneSignificantSaidBy")]
    [InlineData("Joan Marsh", null, "noneSignificantSaidByRole")]
    public void DP_08_refuses_none_that_no_professional_stands_for(string? by, string? role, string path) => ARule.Refuses("DP-08", path, None(by, role));

    [Theory]
    [InlineData(4, 2)]
    [InlineData(1, 5)]
    [InlineData(null, 2)]
    [InlineData(2, null)]
    public void DP_08_refuses_a_risk_that_is_big_or_unmeasured_without_a_procedure(int? likelihood, int? impact) =>
        ARule.Refuses("DP-08", "list/r1/agreedProcedure", ARisk(likelihood, impact, null));

    [Fact]
    public void A_worry_about_harm_by_somebody_is_held_back()
    {
        Assert.Equal(Sensitivity.Private, new Risk { Type = RiskType.Safeguarding }.HeldAs);
        Assert.Equal(Sensitivity.Open, new Risk { Type = RiskType.Health }.HeldAs);
    }
}
