using CarePlanning.Core.Reference;

namespace CarePlanning.Core.Plans.Sections;

/// <summary>Rules of single lines of the budget (domain section 10, budget).</summary>
internal static class MoneyLineRules
{
    public static IReadOnlyList<Rule> All { get; } =
    [
        Line("BU-01", Stage.Complete, Severity.Block, "goalIds", (line, input) => !ServesAGoal(line, input)),
        Line("BU-04", Stage.Agree, Severity.Block, "managedBy", (line, _) => line.ManagedBy is null),
        Line("BU-05", Stage.Complete, Severity.Block, "restrictedUse", (line, _) =>
            line.RestrictedUse is { } use && MoneyLimits.Current.NeverPaidFor.Contains(use)),
        Line("BU-05-W", Stage.Complete, Severity.Warn, "clinicalReason", (line, _) =>
            line.RestrictedUse is { } use && MoneyLimits.Current.PaidForWithClinicalReason.Contains(use) && !line.ClinicalReason.IsWritten()),
        Line("BU-08-W", Stage.Agree, Severity.Warn, "dbsChecked", (line, _) =>
            line.Category == BudgetCategory.PersonalAssistant && (line.DbsChecked != true || line.ContractInPlace != true)),
        Line("BU-09", Stage.Agree, Severity.Block, "exceptionReason", (line, _) =>
            line.ConnectedPerson is ConnectedPerson.SameHouseholdFamily or ConnectedPerson.SameHouseholdFriend
            && !(line.ExceptionReason.IsWritten() && line.ExceptionApprovedBy.IsWritten())),
        Line("BU-10", Stage.Agree, Severity.Block, "cqcProviderId", (line, _) =>
            line.RegulatedActivity == true && line.Category != BudgetCategory.PersonalAssistant && !line.CqcProviderId.IsWritten()),
        Line("BU-11", Stage.Agree, Severity.Warn, "indemnityChecked", (line, _) =>
            (line.Category == BudgetCategory.Therapy || line.RegulatedActivity == true)
            && line.IndemnityChecked is not (IndemnityChecked.Yes or IndemnityChecked.NotNeeded)),
        Line("BU-12", Stage.Agree, Severity.Warn, "quoteSeen", (line, _) =>
            line.Category != BudgetCategory.PersonalAssistant && line.QuoteSeen != true
            && line.FirstYearPence() > MoneyLimits.Current.QuoteAbovePence),
        Line("BU-15", Stage.Complete, Severity.Warn, "whyTheseWeeks", (line, _) =>
            line.WeeksPerYear is not (null or BudgetLine.WeeksInAYear)
            && line.Frequency is BudgetFrequency.PerWeek or BudgetFrequency.PerFortnight or BudgetFrequency.PerMonth
            && !line.WhyTheseWeeks.IsWritten()),
        Line("BU-15-S", Stage.Save, Severity.Block, "weeksPerYear", (line, _) => line.WeeksPerYear is < 1 or > BudgetLine.WeeksInAYear),
        Line("BU-08-S", Stage.Save, Severity.Block, "onCostPercent", (line, _) => line.OnCostPercent is > MostOnCostPercent),
    ];

    /// <summary>Nobody pays more on top of a wage than the wage itself: such a number is a slip of the finger.</summary>
    private const decimal MostOnCostPercent = 100;

    private static Rule Line(string id, Stage stage, Severity severity, string field, Func<BudgetLine, RuleInput, bool> broken) =>
        Rule.Each<Money>(id, MoneyRules.Slug, stage, severity, (money, input) =>
            from line in money.Lines.InUse()
            where broken(line, input)
            select new Finding($"lines/{line.Id}/{field}", line.Description ?? ""));

    /// <summary>A link to a goal that was taken out since serves nothing.</summary>
    private static bool ServesAGoal(BudgetLine line, RuleInput input) =>
        input.Answers.Get<Goals>().List.InUse().Any(goal => line.GoalIds.Contains(goal.Id));
}
