namespace CarePlanning.Core.Plans.Sections;

/// <summary>What is hard for the person, one thing at a time and in somebody's words.</summary>
public sealed record Needs : PlanSection
{
    [Asked("needs")] public List<Need> List { get; set; } = [];
}

/// <summary>One thing that is hard: in whose words, what it does to the day, and what was decided where no goal is to follow.</summary>
public sealed record Need : PlanItem
{
    [NamesIt, Long] public string? What { get; set; }
    public NeedVoice? InWhoseWords { get; set; }
    [ShownWhen("inWhoseWords", "Carer", "Professional")] public string? TheirName { get; set; }
    [Long] public string? HowItAffects { get; set; }
    public NeedDomain? Domain { get; set; }
    [Long] public string? WhatWasDecided { get; set; }
}

/// <summary>In whose words a need is written.</summary>
public enum NeedVoice { Person, Carer, Professional, Together }

/// <summary>The part of life a need is about: the areas of the adult assessment, in plain words.</summary>
public enum NeedDomain
{
    Breathing, Nutrition, Continence, Skin, Mobility, Communication, Psychological, Cognition, Behaviour, Medicines, Consciousness, Other,
}
