namespace CarePlanning.Core.Plans.Sections;

/// <summary>The few facts about health that somebody new must know at once, each with where it comes from and when; not a record.</summary>
public sealed record Health : PlanSection
{
    public List<HealthCondition> Conditions { get; set; } = [];

    [Live, Asked("allergies")] public AllergyAnswer? AllergiesKnown { get; set; }
    [Live, Asked("allergies"), ShownWhen("allergiesKnown", "NoneKnown")] public string? NoneKnownSource { get; set; }
    [Live, Asked("allergies"), ShownWhen("allergiesKnown", "NoneKnown")] public PartialDate? NoneKnownAsOf { get; set; }

    // Always shown, so that an allergy stays in sight beside a "none known" it contradicts.
    [Live, Asked("allergies")] public List<Allergy> Allergies { get; set; } = [];

    [Live] public List<VitalMedicine> Medicines { get; set; } = [];
    public List<HealthDevice> Devices { get; set; } = [];
    public List<InfectionRisk> Infections { get; set; } = [];

    /// <summary>True when something the person depends on stops with the electricity or the oxygen.</summary>
    public bool DependsOnPowerOrOxygen() => Devices.Any(d => !d.Removed
        && (d.NeedsPower == true || d.Kind is DeviceKind.Oxygen or DeviceKind.Ventilator or DeviceKind.Suction));
}

/// <summary>A fact about health with where it comes from and the day it was true.</summary>
internal interface IHealthFact
{
    string? What { get; }
    string? Source { get; }
    PartialDate? AsOf { get; }
}

/// <summary>A main condition.</summary>
public sealed record HealthCondition : PlanItem, IHealthFact
{
    [NamesIt] public string? What { get; set; }
    [Long] public string? GoodToKnow { get; set; }
    public string? Source { get; set; }
    public PartialDate? AsOf { get; set; }
}

/// <summary>Something the person must not be given or come near, and what happens otherwise.</summary>
public sealed record Allergy : PlanItem, IHealthFact
{
    [NamesIt] public string? What { get; set; }
    public string? WhatHappens { get; set; }
    public string? Source { get; set; }
    public PartialDate? AsOf { get; set; }
}

/// <summary>A medicine that must not stop suddenly.</summary>
public sealed record VitalMedicine : PlanItem, IHealthFact
{
    [NamesIt] public string? What { get; set; }
    [Long] public string? IfItStops { get; set; }
    public string? KeptWhere { get; set; }
    public string? Source { get; set; }
    public PartialDate? AsOf { get; set; }
}

/// <summary>A device in or on the person, or one they depend on.</summary>
public sealed record HealthDevice : PlanItem, IHealthFact
{
    public DeviceKind? Kind { get; set; }
    [NamesIt] public string? What { get; set; }
    [Long] public string? GoodToKnow { get; set; }
    public bool? NeedsPower { get; set; }
    public string? Source { get; set; }
    public PartialDate? AsOf { get; set; }
}

/// <summary>A risk of infection, for the person or for others, and what to do about it.</summary>
public sealed record InfectionRisk : PlanItem, IHealthFact
{
    [NamesIt] public string? What { get; set; }
    [Long] public string? WhatToDo { get; set; }
    public string? Source { get; set; }
    public PartialDate? AsOf { get; set; }
}

/// <summary>Whether allergies are known; none known is an answer too.</summary>
public enum AllergyAnswer { SomeKnown, NoneKnown }

/// <summary>A device that whoever helps must know of.</summary>
public enum DeviceKind
{
    Defibrillator, Pacemaker, Oxygen, Ventilator, FeedingTube, SyringePump, Suction, Line, Catheter, Stoma, Shunt, SomethingElse,
}
