namespace CarePlanning.Core.Plans.Sections;

/// <summary>What a budget costs beside the money there is, in pence for the first year.</summary>
/// <param name="AllocatedPence">The first amount, or null where there is none.</param>
/// <param name="AgreedPence">What was agreed for the whole, or null while nobody has.</param>
/// <param name="DecidedPence">What decisions on requests have agreed so far.</param>
public sealed record BudgetBeside(long CostPence, long AsidePence, long? AllocatedPence, long? AgreedPence, long DecidedPence)
{
    /// <summary>Lines and the money set aside together.</summary>
    public long TogetherPence => CostPence + AsidePence;

    /// <summary>What it is measured against: what was agreed, before that the first amount.</summary>
    public long? MeasurePence => AgreedPence ?? AllocatedPence;

    /// <summary>What is left, or how much it is over where that is below nothing.</summary>
    public long? LeftPence => MeasurePence - TogetherPence;

    public static BudgetBeside Of(Money money) => new(money.FirstYearPence(), money.ContingencySumPence ?? 0, money.Allocated()?.YearlyPence, money.AgreedForItselfPence(), money.DecidedPence());

    /// <summary>What lines cost beyond what was decided, so that all parts together are the whole, with <paramref name="askedPence"/> for a request that still waits.</summary>
    public long OtherLinesPence(long askedPence) => Math.Max(0, CostPence - DecidedPence - askedPence);
}
