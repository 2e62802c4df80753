namespace CarePlanning.Core.Plans.Sections;

/// <summary>Goals and hopes with the steps towards them.</summary>
public sealed record Goals : PlanSection
{
    [Asked("goals")] public List<Goal> List { get; set; } = [];
    [Asked("steps")] public List<GoalStep> Steps { get; set; } = [];

    // Few plans need these; they come last so that nobody has to pass through them to reach a goal.
    public List<Strategy> Strategies { get; set; } = [];
    public List<StageGoal> Stages { get; set; } = [];
    public List<GoalLevels> Levels { get; set; } = [];
    public List<GoalOutcome> Outcomes { get; set; } = [];
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
    public string? WhoRole { get; set; }
    public string? WhoTeam { get; set; }
    public string? When { get; set; }
    [Scale(1, 10)] public int? Confidence { get; set; }
    [Long, ShownWhen("confidence", "1", "2", "3", "4", "5", "6")] public string? WhatWouldHelp { get; set; }
    public StepStatus? Status { get; set; }
    public PartialDate? LookAgainOn { get; set; }
}

/// <summary>A way of doing things that makes steps easier.</summary>
public sealed record Strategy : PlanItem
{
    [NamesIt, Long] public string? What { get; set; }
    [LinksTo("goals", "steps")] public SortedSet<string> StepIds { get; set; } = [];
}

/// <summary>A smaller goal on the way, and what came of it.</summary>
public sealed record StageGoal : PlanItem
{
    [NamesIt, Long] public string? What { get; set; }
    [LinksTo("goals", "steps")] public SortedSet<string> StepIds { get; set; } = [];
    public GoalStatus? Status { get; set; }
    [Long] public string? Outcome { get; set; }
}

/// <summary>How one would tell how far a goal is reached (goal attainment scaling, from -2 to +2).</summary>
public sealed record GoalLevels : PlanItem
{
    [LinksTo("goals", "list")] public SortedSet<string> GoalIds { get; set; } = [];
    [NamesIt, Long] public string? AsHoped { get; set; }
    [Long] public string? Better { get; set; }
    [Long] public string? MuchBetter { get; set; }
    [Long] public string? Less { get; set; }
    [Long] public string? MuchLess { get; set; }
}

/// <summary>What came of a goal by a certain day.</summary>
public sealed record GoalOutcome : PlanItem
{
    [LinksTo("goals", "list")] public SortedSet<string> GoalIds { get; set; } = [];
    public PartialDate? On { get; set; }
    [NamesIt, Long] public string? WhatCameOfIt { get; set; }
    public Attainment? HowFar { get; set; }

    /// <summary>The score of goal attainment scaling, -2 to +2, or null while nobody has said.</summary>
    public int? Score() => HowFar is { } far ? (int)far - (int)Attainment.AsHoped : null;
}

/// <summary>What part of life a goal is about.</summary>
public enum GoalKind { Health, Wellbeing, Social, Learning, EndOfLife, CarerWellbeing }

/// <summary>How far a goal is.</summary>
public enum GoalStatus { Proposed, Accepted, InProgress, OnHold, Achieved, PartlyAchieved, NotAchieved, Cancelled }

/// <summary>How far a step is.</summary>
public enum StepStatus { Planned, InProgress, Done, Refused, Stopped }

/// <summary>How far a goal is reached, from the least to the most.</summary>
public enum Attainment { MuchLess, Less, AsHoped, Better, MuchBetter }
