using System.Globalization;

namespace CarePlanning.Core.Plans.Sections;

/// <summary>Rules of the amount that the levels of need came to (domain section 10, needs and allocation).</summary>
internal static class AllocationRules
{
    public static IReadOnlyList<Rule> All { get; } =
    [
        Rule.Each<Money>("NP-06", MoneyRules.Slug, Stage.Agree, Severity.Block, (money, _) =>
            from amount in money.Allocations.InUse()
            where !SaysWhereFrom(amount)
            select new Finding($"allocations/{amount.Id}/from")),
        Rule.Each<Money>("NP-07", MoneyRules.Slug, Stage.Agree, Severity.Block, (money, input) =>
            from amount in money.Allocations.InUse()
            where amount is { WeeklyPence: < 0 } or { YearlyPence: null or < 0 } or { ContingencyPence: < 0 } || RestsOnOtherLevels(amount, input)
            select new Finding($"allocations/{amount.Id}/from")),
        Rule.Each<Money>("NP-08", MoneyRules.Slug, Stage.Complete, Severity.Inform, (money, _) =>
            from amount in money.Allocations.InUse()
            select new Finding($"allocations/{amount.Id}/from")),
    ];

    private static bool SaysWhereFrom(AllocatedAmount amount) => amount.From.IsWritten() && amount.On?.Date is not null
        && (amount.Way == AllocationWay.WorkedOutElsewhere || (amount.Table.IsWritten() && amount.TableOwner.IsWritten() && amount.TableFrom?.Date is not null));

    /// <summary>What was worked out here can be worked out again only from the levels that stand in the plan, with no more hours taken off than carers say they give.</summary>
    private static bool RestsOnOtherLevels(AllocatedAmount amount, RuleInput input)
    {
        if (amount.Way != AllocationWay.WorkedOutHere) return false;
        var levels = input.Answers.Get<NeedsProfile>().LevelsInOneLine(NeedsProfile.ToolOn(input.Pathway));
        if (amount.PutIn is not { } putIn || (putIn != levels && !putIn.StartsWith(levels + ";", StringComparison.Ordinal))) return true;
        return decimal.TryParse(putIn[levels.Length..].TrimStart(';', ' ').Replace(" h", "", StringComparison.Ordinal), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var hours)
            && hours > input.Answers.Get<Involved>().CareHours();
    }
}
