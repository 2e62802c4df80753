namespace CarePlanning.Core.Plans.Sections;

/// <summary>Goals and hopes with the steps towards them.</summary>
public sealed record Goals : PlanSection
{
    [Asked("goals")] public List<Goal> List { get; set; } = [];
    [Asked("steps")] public List<GoalStep> Steps { get; set; } = [];
}

/// <summary>One goal, in the person's words, with how much it matters (1 to 10).</summary>
public sealed record Goal : PlanItem
{
    [NamesIt, Long] public string? What { get; set; }
    [Long] public string? WhyItMatters { get; set; }
    [Scale(1, 10)] public int? Importance { get; set; }
    public GoalKind? Kind { get; set; }
    public GoalStatus? Status { get; set; }
    public PartialDate? By { get; set; }
    [LinksTo("what-is-hard", "list")] public SortedSet<string> NeedIds { get; set; } = [];
    [LinksTo("strengths", "list")] public SortedSet<string> StrengthIds { get; set; } = [];
}

/// <summary>One step towards a goal: who does what by when, and how sure the person is that it will happen (1 to 10).</summary>
public sealed record GoalStep : PlanItem
{
    [NamesIt, Long] public string? What { get; set; }
    [LinksTo("goals", "list")] public SortedSet<string> GoalIds { get; set; } = [];
    public string? Who { get; set; }
    public string? When { get; set; }
    [Scale(1, 10)] public int? Confidence { get; set; }
    [Long, ShownWhen("confidence", "1", "2", "3", "4", "5", "6")] public string? WhatWouldHelp { get; set; }
    public StepStatus? Status { get; set; }
}

public enum GoalKind { Health, Wellbeing, Social, Learning, EndOfLife, CarerWellbeing }

public enum GoalStatus { Proposed, Accepted, InProgress, OnHold, Achieved, PartlyAchieved, NotAchieved, Cancelled }

public enum StepStatus { Planned, InProgress, Done, Refused, Stopped }
