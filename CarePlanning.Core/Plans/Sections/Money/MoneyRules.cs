using CarePlanning.Core.Reference;

namespace CarePlanning.Core.Plans.Sections;

/// <summary>Rules of the budget as a whole (domain section 10, budget); those of single lines stand in their own file.</summary>
public static class MoneyRules
{
    internal const string Slug = "money";

    public static IReadOnlyList<Rule> All { get; } =
    [
        .. MoneyLineRules.All,
        .. AllocationRules.All,
        Rule.When<Money>("BU-02", Slug, Stage.Agree, Severity.Block, "agreedYearlyPence", (money, _) =>
            money.FirstYearPence() + (money.ContingencySumPence ?? 0) > money.AgreedYearlyPence),
        Rule.Each<Money>("BU-03", Slug, Stage.Agree, Severity.Block, (money, _) => NotShownToBeEnough(money)),
        Rule.When<Money>("BU-06", Slug, Stage.Complete, Severity.Block, "kind", (money, _) => IsMoreThanOnePayment(money)),
        Rule.When<Money>("BU-07", Slug, Stage.Complete, Severity.Warn, "lines", (money, input) =>
            (money.Kind == BudgetKind.OneOff || input.Pathway == Pathway.OneOff) && money.OneOffPence() > MoneyLimits.Current.OneOffCapPence),
        Rule.Each<Money>("BU-08", Slug, Stage.Agree, Severity.Block, (money, _) => EmployingGaps(money)),
        Rule.When<Money>("BU-13", Slug, Stage.Agree, Severity.Block, "sources", (money, _) =>
            money.AgreedYearlyPence is { } agreed && money.SourcesYearlyPence() != agreed),
        Rule.Each<Money>("BU-14", Slug, Stage.Agree, Severity.Block, (money, input) => HasCouncilMoney(money) ? CareActGaps(money, input) : []),
        Rule.Each<Money>("BU-14-I", Slug, Stage.Agree, Severity.Inform, (money, input) =>
            input.Pathway == Pathway.JointFunded && !HasCouncilMoney(money) ? CareActGaps(money, input) : []),
    ];

    /// <summary>Once an amount is agreed it covers every line in full; a line without a cost leaves that open.</summary>
    private static IEnumerable<Finding> NotShownToBeEnough(Money money)
    {
        if (money.AgreedYearlyPence is not { } agreed) yield break;
        if (money.FirstYearPence() > agreed) yield return new Finding("agreedYearlyPence");
        foreach (var line in money.NotCostedYet()) yield return new Finding($"lines/{line.Id}/unitCostPence");
    }

    /// <summary>A one-off budget may go to an ordinary account only as one payment, for few things, beside no other direct payment that year.</summary>
    private static bool IsMoreThanOnePayment(Money money)
    {
        if (money.Kind != BudgetKind.OneOff) return false;
        var paid = money.Lines.InUse().Where(l => l.ManagedBy == ManagedBy.DirectPayment).ToList();
        return paid.Any(l => l.Frequency is not (null or BudgetFrequency.Once))
            || paid.Sum(Things) > MoneyLimits.Current.OneOffMostThings
            || (paid.Count > 0 && (money.OtherDirectPaymentThisYear == true || money.PaymentFrequency is not (null or PaymentFrequency.Once)));
    }

    private static decimal Things(BudgetLine line) => line.Unit == BudgetUnit.Item ? Math.Max(1, Math.Ceiling(line.Quantity ?? 1)) : 1;

    /// <summary>What somebody who employs a personal assistant sees to; on-costs are asked on each line, the rest once.</summary>
    private static IEnumerable<Finding> EmployingGaps(Money money)
    {
        var lines = money.Lines.InUse().Where(l => l.Category == BudgetCategory.PersonalAssistant).ToList();
        foreach (var line in lines.Where(l => l.OnCostPercent is null && l.OnCostYearlyPence is null)) yield return new Finding($"lines/{line.Id}/onCostPercent");
        if (lines.Count == 0) yield break;
        if (!money.EmployerName.IsWritten()) yield return new Finding("employerName");
        if (money.InsuranceArranged != true) yield return new Finding("insuranceArranged");
        if (!money.PayrollBy.IsWritten()) yield return new Finding("payrollBy");
        if (!money.SicknessCover.IsWritten()) yield return new Finding("sicknessCover");
    }

    private static bool HasCouncilMoney(Money money) => money.Sources.InUse().Any(s => s.Type == FunderType.LocalAuthority);

    /// <summary>What section 25 of the Care Act asks of the money: the budget, and for direct payments the needs, amount and how often.</summary>
    private static IEnumerable<Finding> CareActGaps(Money money, RuleInput input)
    {
        if (!input.Answers.Get<Goals>().List.InUse().Any()) yield return new Finding("lines");
        if (money.AgreedYearlyPence is null) yield return new Finding("agreedYearlyPence");
        var paid = money.Lines.InUse().Where(l => l.ManagedBy == ManagedBy.DirectPayment).ToList();
        var needs = input.Answers.Get<Needs>().List.InUse().Select(n => n.Id).ToList();
        foreach (var line in paid.Where(l => !l.NeedIds.Overlaps(needs))) yield return new Finding($"lines/{line.Id}/needIds");
        foreach (var line in paid.Where(l => !l.IsCosted)) yield return new Finding($"lines/{line.Id}/unitCostPence");
        if (paid.Count > 0 && money.PaymentFrequency is null) yield return new Finding("paymentFrequency");
    }
}
