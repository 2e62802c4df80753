namespace CarePlanning.Core.Reference;

/// <summary>The times and sizes that decide about direct payments.</summary>
/// <param name="UnusedWeeks">More unused than so many weeks' payment is talked about.</param>
/// <param name="MostStatementLines">A file with more lines is no statement of one family.</param>
public sealed record DirectPaymentLimits(string Source, DateOnly Date, int FirstReviewMonths, int ReviewMonths, int UnusedWeeks, int ChildUnder, int MostStatementLines)
{
    public static DirectPaymentLimits Current { get; } = ReferenceFile.Read<DirectPaymentLimits>("direct-payment-limits");
}
