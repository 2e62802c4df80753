namespace CarePlanning.Core.Reference;

/// <summary>What an employer pays on top of a wage in one tax year; amounts in pence a year.</summary>
/// <param name="From">The first day of the tax year.</param>
/// <param name="NationalInsuranceAbovePence">The part of a year's wage on which no National Insurance is paid.</param>
/// <param name="EmploymentAllowancePence">National Insurance that an employer of a carer at home need not pay, where they claim it.</param>
/// <param name="PensionTriggerPence">The year's wage from which somebody is put into a pension.</param>
public sealed record RatesOfYear(DateOnly From, decimal NationalInsurancePercent, long NationalInsuranceAbovePence, long EmploymentAllowancePence,
    decimal PensionPercent, long PensionFromPence, long PensionToPence, long PensionTriggerPence, decimal HolidayWeeks, long InsuranceYearlyPence, long PayrollYearlyPence);

/// <summary>What employing somebody costs besides the wage, by tax year.</summary>
public sealed record EmploymentRates(string Source, DateOnly Date, IReadOnlyList<RatesOfYear> Years)
{
    public static EmploymentRates Current { get; } = ReferenceFile.Read<EmploymentRates>("employment-rates");

    /// <summary>The rates of the tax year that a day lies in; the oldest known for a day before them.</summary>
    public RatesOfYear On(DateOnly day) => Years.LastOrDefault(y => y.From <= day) ?? Years[0];
}
