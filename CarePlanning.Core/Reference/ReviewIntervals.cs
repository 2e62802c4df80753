namespace CarePlanning.Core.Reference;

/// <summary>After how many months at most parts of a plan are gone over again.</summary>
public sealed record ReviewIntervals(string Source, DateOnly Date, int PlanMonths, int LookingAheadMonths, int ContingencyMonths, int AdvanceDecisionMonths, int CapacityDays)
{
    public static ReviewIntervals Current { get; } = ReferenceFile.Read<ReviewIntervals>("review-intervals");
}
