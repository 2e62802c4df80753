namespace CarePlanning.Core.Plans.Sections;

/// <summary>What is to happen when things go wrong, first of all when the carer cannot be there.</summary>
public sealed record Contingency : PlanSection
{
    [Asked("carerAway")] public Narrative? IfCarerCouldNotBeHere { get; set; }
    [Asked("carerAway")] public string? WhoStepsIn { get; set; }
    [Asked("carerAway")] public string? WhoStepsInPhone { get; set; }
    [Asked("carerAway")] public bool? WhoStepsInHasAgreed { get; set; }

    [Live, Asked("dayAndNight")] public string? DayAndNightNumber { get; set; }
    [Live, Asked("dayAndNight")] public string? DayAndNightWho { get; set; }

    [Live, Asked("key")] public string? KeyHeldBy { get; set; }
    [Live, Asked("key")] public string? KeyHeldByPhone { get; set; }
    [Live, Asked("key"), Long, Held(Sensitivity.HomeAccess)] public string? HowToGetIn { get; set; }

    public List<ContingencyPlan> Plans { get; set; } = [];
    public List<ContingencyStep> Steps { get; set; } = [];
    [Live] public List<ContingencyContact> Contacts { get; set; } = [];

    [Live(IsLog = true), Asked("tried")] public List<ContingencyUse> Uses { get; set; } = [];
    [Live(IsLog = true), Asked("tried")] public List<ContingencyRehearsal> Rehearsals { get; set; } = [];
    [Live(IsLog = true), Asked("tried")] public List<ContingencyGap> Gaps { get; set; } = [];

    /// <summary>What the replacement care of all plans costs at most, as far as anyone has written it.</summary>
    public long ReplacementCarePence() => Plans.InUse().Sum(p => p.CostFromContingencyPence ?? 0);

    /// <summary>A plan's steps in the order they are taken.</summary>
    public IReadOnlyList<ContingencyStep> StepsOf(ContingencyPlan plan) =>
        [.. Steps.InUse().Where(s => s.PlanIds.Contains(plan.Id)).OrderBy(s => s.Order ?? int.MaxValue)];

    /// <summary>Who to call in a plan, the first to call first.</summary>
    public IReadOnlyList<ContingencyContact> ContactsOf(ContingencyPlan plan) =>
        [.. Contacts.InUse().Where(c => c.PlanIds.Contains(plan.Id)).OrderBy(c => c.Order ?? int.MaxValue)];

    /// <summary>The plans somebody has begun to write.</summary>
    public IReadOnlyList<ContingencyPlan> PlansInUse() => [.. Plans.InUse()];

    /// <summary>What was found missing and is not put right yet.</summary>
    public IReadOnlyList<ContingencyGap> OpenGaps() => [.. Gaps.InUse().Where(g => g.PutRight != true)];

    /// <summary>When somebody last went through a plan together; null while nobody has.</summary>
    public ContingencyRehearsal? LastRehearsalOf(ContingencyPlan plan) =>
        Rehearsals.InUse().Where(r => r.PlanIds.Contains(plan.Id) && r.On?.Date is not null).MaxBy(r => r.On!.Date);
}

/// <summary>One plan for one thing that may go wrong.</summary>
public sealed record ContingencyPlan : PlanItem
{
    [NamesIt] public string? Name { get; set; }
    public ScenarioType? ScenarioType { get; set; }
    [Long] public string? Triggers { get; set; }
    [Long] public string? EarlySigns { get; set; }
    public Urgency? Severity { get; set; }
    [Long] public string? Green { get; set; }
    [Long] public string? Amber { get; set; }
    [Long] public string? Red { get; set; }
    [Long] public string? CopingStrategies { get; set; }

    /// <summary>What of somebody's support goes into hospital with them, who stays, and who pays for it there.</summary>
    [Long, ShownWhen("scenarioType", "HospitalAdmission")] public string? GoesAlong { get; set; }
    public string? ReplacementCareSource { get; set; }
    public decimal? ReplacementCareHours { get; set; }
    [Money, Held(Sensitivity.Money)] public long? CostFromContingencyPence { get; set; }
    public string? AgreedWith { get; set; }
    public string? Responsibility { get; set; }
    public PartialDate? LastUpdated { get; set; }
    public PartialDate? ReviewDate { get; set; }
}

/// <summary>One step of a contingency plan: what to do, what not to do, and who does it.</summary>
public sealed record ContingencyStep : PlanItem
{
    [LinksTo("if-things-go-wrong", "plans")] public SortedSet<string> PlanIds { get; set; } = [];
    public int? Order { get; set; }
    [NamesIt, Long] public string? Do { get; set; }
    [Long] public string? Avoid { get; set; }
    public string? ByWhom { get; set; }
    public string? Phone { get; set; }
}

/// <summary>Somebody to call in a contingency plan, and in which order.</summary>
public sealed record ContingencyContact : PlanItem
{
    [LinksTo("if-things-go-wrong", "plans")] public SortedSet<string> PlanIds { get; set; } = [];
    public int? Order { get; set; }
    [NamesIt] public string? Name { get; set; }
    public string? Role { get; set; }
    public string? Phone { get; set; }
    public string? Hours { get; set; }
    public ReachedOn? ReachedOn { get; set; }
    [ShownWhen("reachedOn", "EveryDay", "Weekdays", "Weekends"), HourOfDay] public int? FromHour { get; set; }
    [ShownWhen("reachedOn", "EveryDay", "Weekdays", "Weekends"), HourOfDay] public int? UntilHour { get; set; }
}

/// <summary>What a contingency plan is for.</summary>
public enum ScenarioType
{
    CarerUnavailable, PaidCareFails, EquipmentOrPowerFailure, HealthWorse, MentalHealthCrisis, HospitalAdmission,
    MoneyOrPaymentProblem, SevereWeather, PetsOrDependants, Death, Other,
}

/// <summary>On which days somebody can be reached.</summary>
public enum ReachedOn { DayAndNight, EveryDay, Weekdays, Weekends }

/// <summary>How soon somebody has to act.</summary>
public enum Urgency { Watch, ActToday, Emergency }
