namespace CarePlanning.Core.Plans.Sections;

/// <summary>One time that a plan for when things go wrong was needed: what happened, and whether the plan held.</summary>
public sealed record ContingencyUse : PlanItem
{
    [LinksTo("if-things-go-wrong", "plans")] public SortedSet<string> PlanIds { get; set; } = [];
    public PartialDate? On { get; set; }
    [NamesIt, Long] public string? WhatHappened { get; set; }
    public PlanHeld? Held { get; set; }
    public CrisisAvoided? CrisisAvoided { get; set; }
    [Long] public string? WhatToChange { get; set; }
    public string? ToldBy { get; set; }
}

/// <summary>One time that people went through a plan together on a good day.</summary>
public sealed record ContingencyRehearsal : PlanItem
{
    [LinksTo("if-things-go-wrong", "plans")] public SortedSet<string> PlanIds { get; set; } = [];
    public PartialDate? On { get; set; }
    [NamesIt] public string? Supposed { get; set; }
    public string? By { get; set; }
    public PartialDate? NextOn { get; set; }
}

/// <summary>Something a plan lacks, found while going through it, and who puts it right.</summary>
public sealed record ContingencyGap : PlanItem
{
    [LinksTo("if-things-go-wrong", "plans")] public SortedSet<string> PlanIds { get; set; } = [];
    [NamesIt] public string? What { get; set; }
    public string? Owner { get; set; }
    public PartialDate? FoundOn { get; set; }
    public bool? PutRight { get; set; }
}

/// <summary>Whether a plan held when it was needed.</summary>
public enum PlanHeld { Held, InPart, DidNotHold }

/// <summary>Whether a plan kept something worse from happening.</summary>
public enum CrisisAvoided { Yes, No, NotSure }
