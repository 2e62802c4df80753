namespace CarePlanning.Core.Plans.Sections;

/// <summary>Answers.</summary>
public sealed record Review : PlanSection
{
    public PartialDate? PlannedReviewDate { get; set; }
}
