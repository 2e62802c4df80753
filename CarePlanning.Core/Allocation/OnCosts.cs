using CarePlanning.Core.Plans.Sections;
using CarePlanning.Core.Reference;

namespace CarePlanning.Core.Allocation;

/// <summary>What an employer pays on top of a wage.</summary>
public enum OnCostKind { Holiday, NationalInsurance, Pension, Insurance, Payroll }

/// <summary>One on-cost, in pence a year.</summary>
public sealed record OnCost(OnCostKind Kind, long YearlyPence);

/// <summary>What somebody who is employed costs a year: the wage, and each thing on top of it; in pence.</summary>
public sealed record OnCosts(RatesOfYear Rates, long WagePence, IReadOnlyList<OnCost> Lines)
{
    /// <summary>Everything on top of the wage, in pence a year.</summary>
    public long OnTopPence => Lines.Sum(l => l.YearlyPence);

    /// <summary>The on-costs of a line that is a wage by the hour every week; null where they cannot be worked out from it.</summary>
    /// <remarks>Holiday is counted as so many weeks of pay besides the hours worked, because somebody else is paid meanwhile. Insurance and pension rest on wage and holiday together.</remarks>
    public static OnCosts? Of(BudgetLine line, DateOnly today, bool claimsAllowance)
    {
        if (line is not { Category: BudgetCategory.PersonalAssistant, Unit: BudgetUnit.Hour, Frequency: BudgetFrequency.PerWeek, Quantity: { } hours, UnitCostPence: { } wage }) return null;
        var rates = EmploymentRates.Current.On(line.Start?.Date ?? today);
        var weeks = line.WeeksPerYear ?? BudgetLine.WeeksInAYear;
        var week = hours * wage;
        var paid = Whole(week * weeks);
        var holiday = Whole(week * rates.HolidayWeeks * weeks / BudgetLine.WeeksInAYear);
        var bill = paid + holiday;
        var insurance = Whole(Math.Max(0, bill - rates.NationalInsuranceAbovePence) * rates.NationalInsurancePercent / 100);
        if (claimsAllowance) insurance = Math.Max(0, insurance - rates.EmploymentAllowancePence);
        var pension = bill < rates.PensionTriggerPence ? 0 : Whole((Math.Min(bill, rates.PensionToPence) - rates.PensionFromPence) * rates.PensionPercent / 100);
        return new OnCosts(rates, paid,
        [
            new(OnCostKind.Holiday, holiday), new(OnCostKind.NationalInsurance, insurance), new(OnCostKind.Pension, pension),
            new(OnCostKind.Insurance, rates.InsuranceYearlyPence), new(OnCostKind.Payroll, rates.PayrollYearlyPence),
        ]);
    }

    private static long Whole(decimal pence) => (long)Math.Round(pence, MidpointRounding.AwayFromZero);
}
