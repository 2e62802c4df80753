namespace CarePlanning.Core.Plans.Sections;

/// <summary>Answers.</summary>
public sealed record LookingAhead : PlanSection;
