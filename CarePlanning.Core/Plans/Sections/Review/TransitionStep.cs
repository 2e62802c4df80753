namespace CarePlanning.Core.Plans.Sections;

/// <summary>A step on the way from services for children to those for adults, in the order of the ages at which they are due.</summary>
public enum TransitionStep { PlanAhead, DecideThemselves, AdultChecklist, Adult }
