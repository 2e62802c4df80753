namespace CarePlanning.Core.Plans.Sections;

/// <summary>Answers.</summary>
public sealed record Involved : PlanSection
{
    public string? GivenNames { get; set; }
    public string? FamilyName { get; set; }
    public string? PreferredName { get; set; }
    public PartialDate? DateOfBirth { get; set; }
    public string? NhsNumber { get; set; }
    public string? AccessNeedNow { get; set; }
}
