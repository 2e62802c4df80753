namespace CarePlanning.Core.Plans.Sections;

/// <summary>The levels of need that professionals found, with what they rest on: the start of an allocation, never a decision about care.</summary>
public sealed partial record NeedsProfile : PlanSection
{
    [Asked("assessed"), WrittenBy(Hand.Professional)] public string? AssessedBy { get; set; }
    [Asked("assessed"), WrittenBy(Hand.Professional)] public string? AssessedByRole { get; set; }
    [Asked("assessed"), WrittenBy(Hand.Professional)] public PartialDate? AssessedOn { get; set; }
    [Asked("assessed"), Long, WrittenBy(Hand.Professional)] public string? PartTaken { get; set; }
    [Asked("assessed"), WrittenBy(Hand.Professional)] public string? KeptWhere { get; set; }

    [Asked("jointFundedFor"), WrittenBy(Hand.Professional)] public JointFundedFor? JointFundedFor { get; set; }

    [Asked("checklist"), WrittenBy(Hand.Professional)] public int? ChecklistAs { get; set; }
    [Asked("checklist"), WrittenBy(Hand.Professional)] public int? ChecklistBs { get; set; }
    [Asked("checklist"), WrittenBy(Hand.Professional)] public bool? ChecklistStarredA { get; set; }
    [Asked("checklist"), WrittenBy(Hand.Professional)] public string? ChecklistBy { get; set; }
    [Asked("checklist"), WrittenBy(Hand.Professional)] public PartialDate? ChecklistOn { get; set; }

    [Asked("fastTrack"), Held(Sensitivity.ClinicianOnly), WrittenBy(Hand.Professional)] public string? FastTrackBy { get; set; }
    [Asked("fastTrack"), Held(Sensitivity.ClinicianOnly), WrittenBy(Hand.Professional)] public FastTrackRole? FastTrackRole { get; set; }
    [Asked("fastTrack"), Held(Sensitivity.ClinicianOnly), WrittenBy(Hand.Professional)] public string? FastTrackRegistration { get; set; }
    [Asked("fastTrack"), Held(Sensitivity.ClinicianOnly), WrittenBy(Hand.Professional)] public PartialDate? FastTrackOn { get; set; }
    [Asked("fastTrack"), Held(Sensitivity.ClinicianOnly), WrittenBy(Hand.Professional)] public PartialDate? CareStartsOn { get; set; }

    [WrittenBy(Hand.Professional)] public List<AdultNeed> Adult { get; set; } = [];
    [WrittenBy(Hand.Professional)] public List<ChildNeed> Child { get; set; } = [];

    [Asked("ehcPlan")] public bool? HasEhcPlan { get; set; }
    [Asked("ehcPlan"), ShownWhen("hasEhcPlan", "yes")] public string? EhcCouncil { get; set; }
    [Asked("ehcPlan"), ShownWhen("hasEhcPlan", "yes"), Long] public string? EhcHealthPart { get; set; }
    [Asked("ehcPlan"), ShownWhen("hasEhcPlan", "yes"), LinksTo("goals", "list")] public SortedSet<string> EhcGoalIds { get; set; } = [];
    [Asked("ehcPlan"), ShownWhen("hasEhcPlan", "yes")] public PartialDate? EhcReviewOn { get; set; }
    [Asked("ehcPlan"), ShownWhen("hasEhcPlan", "yes")] public string? EhcKeptWhere { get; set; }
}

/// <summary>The level found in one domain of the adults' tool, and what it rests on; an entry whose id names the domain needs no other name.</summary>
public sealed record AdultNeed : PlanItem, IFoundLevel
{
    [NamesIt] public NeedDomain? Domain { get => field ?? (Enum.IsDefined(typeof(NeedDomain), Id) ? Enum.Parse<NeedDomain>(Id) : null); set; }
    public NeedLevel? Level { get; set; }
    [Long] public string? Evidence { get; set; }

    string? IFoundLevel.Domain => Domain?.ToString();
}

/// <summary>The level found in one domain of the children's tool, and what it rests on; an entry whose id names the domain needs no other name.</summary>
public sealed record ChildNeed : PlanItem, IFoundLevel
{
    [NamesIt] public ChildDomain? Domain { get => field ?? (Enum.IsDefined(typeof(ChildDomain), Id) ? Enum.Parse<ChildDomain>(Id) : null); set; }
    public NeedLevel? Level { get; set; }
    [Long] public string? Evidence { get; set; }

    string? IFoundLevel.Domain => Domain?.ToString();
}

/// <summary>A level in a domain, whichever tool it is of.</summary>
internal interface IFoundLevel
{
    string Id { get; }
    string? Domain { get; }
    NeedLevel? Level { get; }
    string? Evidence { get; }
}

/// <summary>Which tool the levels are of.</summary>
public enum NeedsTool { Adult, Child }

/// <summary>A level of need, from none up.</summary>
public enum NeedLevel { None, Low, Moderate, High, Severe, Priority }

/// <summary>The domains of the children's tool, in plain words.</summary>
public enum ChildDomain
{
    Breathing, EatingAndDrinking, Mobility, Continence, Skin, Communication, Medicines, Psychological, Seizures, Behaviour,
}

/// <summary>What the NHS and the council pay for together.</summary>
public enum JointFundedFor { Dementia, BrainInjury, LongTermCondition, MentalHealth, LearningDisability, Other }

/// <summary>Who completed the fast-track tool.</summary>
public enum FastTrackRole { Doctor, Nurse, Other }
