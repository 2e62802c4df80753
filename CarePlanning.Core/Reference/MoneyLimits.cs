using CarePlanning.Core.Plans.Sections;

namespace CarePlanning.Core.Reference;

/// <summary>What a budget may not pay for, and the figures of local policy above which a plan says more.</summary>
public sealed record MoneyLimits(
    string Source,
    DateOnly Date,
    IReadOnlyList<RestrictedUse> NeverPaidFor,
    IReadOnlyList<RestrictedUse> PaidForWithClinicalReason,
    int OneOffMostThings,
    long OneOffCapPence,
    string OneOffCapSource,
    long QuoteAbovePence)
{
    public static MoneyLimits Current { get; } = ReferenceFile.Read<MoneyLimits>("money-limits");
}
