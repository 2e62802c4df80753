using CarePlanning.Core.Plans.Sections;

namespace CarePlanning.Core.Reference;

/// <summary>After how many months at most parts of a plan are gone over again.</summary>
/// <param name="ChangeDays">Days after which parts that a change touches are looked at, or it is said.</param>
/// <param name="BirthdayMonths">The ages, in months, at which planning for adult life or the law is another.</param>
public sealed record ReviewIntervals(string Source, DateOnly Date, int PlanMonths, int LookingAheadMonths, int ContingencyMonths, int AdvanceDecisionMonths, int CapacityDays,
    int ChangeDays, IReadOnlyDictionary<Occasion, int> BirthdayMonths)
{
    public static ReviewIntervals Current { get; } = ReferenceFile.Read<ReviewIntervals>("review-intervals");
}
