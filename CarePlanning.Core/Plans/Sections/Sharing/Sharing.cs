namespace CarePlanning.Core.Plans.Sections;

/// <summary>Who may have a copy of the plan and of what, and whether the person agrees with it.</summary>
public sealed record Sharing : PlanSection
{
    public SharingDecision? Decision { get; set; }
    public List<CopyHolder> Copies { get; set; } = [];

    /// <summary>Naming a secret on a shared copy would give it away.</summary>
    [Held(Sensitivity.Private)] public Narrative? NotToBeShared { get; set; }

    [Asked("copyFormat")] public SortedSet<CopyFormat> CopyFormats { get; set; } = [];
    [Asked("copyFormat")] public string? CopyLanguage { get; set; }

    [Asked("agreement")] public AgreementWithPerson? Agreement { get; set; }
    [Asked("agreement"), ShownWhen("agreement", "Disagreed", "Partly", "CouldNotAsk")] public Narrative? AgreementReasons { get; set; }
    [Asked("agreement"), ShownWhen("agreement", "CouldNotAsk")] public string? RepresentativeName { get; set; }
    [Asked("agreement"), ShownWhen("agreement", "CouldNotAsk")] public string? RepresentativeRole { get; set; }
    [Asked("agreement")] public string? AgreementRecordedBy { get; set; }
    [Asked("agreement")] public PartialDate? AgreementOn { get; set; }
}

/// <summary>Somebody who may have a copy, and of which parts.</summary>
public sealed record CopyHolder : PlanItem
{
    [NamesIt] public string? Who { get; set; }
    public string? Relation { get; set; }
    public SortedSet<CopyOf> Parts { get; set; } = [];
    [Long, Held(Sensitivity.Private)] public string? ButNot { get; set; }
}

/// <summary>Whether the plan may be shared.</summary>
public enum SharingDecision { EveryoneWhoSupportsMe, OnlyThoseNamed, NoOne }

/// <summary>The parts of a plan that can be given to somebody.</summary>
public enum CopyOf { FullPlan, OnePageProfile, EmergencySheet, LookingAhead, MoneyOnly }

/// <summary>The forms in which somebody may like a copy.</summary>
public enum CopyFormat { Paper, Electronic, LargePrint, EasyRead, PlainText, Audio, Braille, BslVideo }

/// <summary>Whether the person agrees with the plan.</summary>
public enum AgreementWithPerson { Agreed, Disagreed, Partly, CouldNotAsk }
