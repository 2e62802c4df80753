namespace CarePlanning.Core.Plans.Sections;

/// <summary>When the plan is looked at again, who sees to it, and how it went before.</summary>
public sealed record Review : PlanSection
{
    public PartialDate? PlannedReviewDate { get; set; }

    [Asked("responsible")] public string? ResponsibleName { get; set; }
    [Asked("responsible")] public string? ResponsibleRole { get; set; }
    [Asked("responsible")] public string? ResponsibleContact { get; set; }

    public Narrative? LookAgainSoonerIf { get; set; }
    public Narrative? HowTheLastOneWent { get; set; }
    public List<HeldReview> Reviews { get; set; } = [];

    [Live(IsLog = true), Asked("changes"), WrittenBy(Hand.Step)] public List<ChangeSaid> Changes { get; set; } = [];
    [Live(IsLog = true), Asked("changes"), WrittenBy(Hand.Step)] public List<LookedAtAgain> LookedAt { get; set; } = [];
}

/// <summary>One review, due or held, with what came of it.</summary>
public sealed record HeldReview : PlanItem
{
    [NamesIt] public ReviewType? Type { get; set; }
    public PartialDate? DueOn { get; set; }
    public PartialDate? HeldOn { get; set; }
    public string? By { get; set; }
    public string? Participants { get; set; }
    public bool? NeedsChanged { get; set; }
    [Long] public string? OutcomesProgress { get; set; }
    public bool? MoneyUsedEffectively { get; set; }
    public bool? AmountSufficient { get; set; }
    public bool? ConditionsMet { get; set; }
    [Long] public string? Decisions { get; set; }
    public PartialDate? NextDue { get; set; }
}

/// <summary>Why a plan is looked at again.</summary>
public enum ReviewType { ThreeMonth, Annual, ChangeOfHealth, OnRequest, AfterHospital, Transition, EndOfLife }
