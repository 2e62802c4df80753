namespace CarePlanning.Core.Plans.Sections;

/// <summary>What the support costs, which goals it serves, who pays and how the money is managed.</summary>
public sealed partial record Money : PlanSection
{
    [Asked("allocation"), WrittenBy(Hand.Step)] public List<AllocatedAmount> Allocations { get; set; } = [];

    public List<BudgetLine> Lines { get; set; } = [];

    [Asked("employing")] public string? EmployerName { get; set; }
    [Asked("employing")] public bool? InsuranceArranged { get; set; }
    [Asked("employing")] public string? PayrollBy { get; set; }
    [Asked("employing"), Long] public string? SicknessCover { get; set; }

    public List<FundingSource> Sources { get; set; } = [];

    [Asked("agreed")] public BudgetKind? Kind { get; set; }
    [Asked("agreed"), ShownWhen("kind", "OneOff")] public bool? OtherDirectPaymentThisYear { get; set; }
    [Asked("agreed"), Money, Held(Sensitivity.Money)] public long? AgreedYearlyPence { get; set; }

    [Asked("agreed"), WrittenBy(Hand.Step)] public List<AgreedMoney> Decided { get; set; } = [];

    [Money, Held(Sensitivity.Money)] public long? ContingencySumPence { get; set; }

    [Asked("payments")] public PaymentFrequency? PaymentFrequency { get; set; }
    [Asked("payments")] public PartialDate? StartDate { get; set; }
    [Asked("payments")] public PartialDate? EndDate { get; set; }
    [Asked("payments")] public PartialDate? FirstReviewDate { get; set; }
    [Asked("payments")] public int? NoticePeriodDays { get; set; }
    [Asked("payments")] public string? ThirdParty { get; set; }

    [Asked("enough")] public string? SufficiencyConfirmedBy { get; set; }
    [Asked("enough")] public PartialDate? SufficiencyConfirmedOn { get; set; }
}

/// <summary>One thing the money pays for, with the goals it serves.</summary>
public sealed partial record BudgetLine : PlanItem
{
    [NamesIt, Long] public string? Description { get; set; }
    public BudgetCategory? Category { get; set; }
    [LinksTo("goals", "list")] public SortedSet<string> GoalIds { get; set; } = [];
    public decimal? Quantity { get; set; }
    public BudgetUnit? Unit { get; set; }
    [Money, Held(Sensitivity.Money)] public long? UnitCostPence { get; set; }
    public BudgetFrequency? Frequency { get; set; }
    public ManagedBy? ManagedBy { get; set; }
    [FoldsFromHere] public string? Supplier { get; set; }
    public bool? QuoteSeen { get; set; }
    [LinksTo("money", "sources")] public SortedSet<string> SourceIds { get; set; } = [];
    [LinksTo("what-is-hard", "list")] public SortedSet<string> NeedIds { get; set; } = [];
    public int? WeeksPerYear { get; set; }
    [Long] public string? WhyTheseWeeks { get; set; }
    public decimal? OnCostPercent { get; set; }
    public PartialDate? Start { get; set; }
    public PartialDate? End { get; set; }
    [ShownWhen("category", "PersonalAssistant")] public bool? DbsChecked { get; set; }
    [ShownWhen("category", "PersonalAssistant")] public bool? ContractInPlace { get; set; }
    public ConnectedPerson? ConnectedPerson { get; set; }
    [Long, ShownWhen("connectedPerson", "SameHouseholdFamily", "SameHouseholdFriend")] public string? ExceptionReason { get; set; }
    [ShownWhen("connectedPerson", "SameHouseholdFamily", "SameHouseholdFriend")] public string? ExceptionApprovedBy { get; set; }
    public bool? RegulatedActivity { get; set; }
    [ShownWhen("regulatedActivity", "yes")] public string? CqcProviderId { get; set; }
    public IndemnityChecked? IndemnityChecked { get; set; }
    public RestrictedUse? RestrictedUse { get; set; }
    [Long, ShownWhen("restrictedUse", "GpCare", "DentalCare", "EmergencyCare", "PrescriptionCharges", "PlannedSurgery", "Vaccination")]
    public string? ClinicalReason { get; set; }
    public LineFor? ForWhom { get; set; }
    public PartialDate? PriceCheckedOn { get; set; }
    [Money, Held(Sensitivity.Money)] public long? OnCostYearlyPence { get; set; }
    public DuringHospitalStay? InHospital { get; set; }
}

/// <summary>The first amount of money that the levels of need came to, or that somebody else worked out; it may change.</summary>
public sealed record AllocatedAmount : PlanItem
{
    /// <summary>The table it was worked out from, or who worked it out elsewhere.</summary>
    [NamesIt] public string? From { get; set; }
    public AllocationWay? Way { get; set; }
    public PartialDate? On { get; set; }
    public string? By { get; set; }
    [Money, Held(Sensitivity.Money)] public long? WeeklyPence { get; set; }
    [Money, Held(Sensitivity.Money)] public long? YearlyPence { get; set; }
    [Money, Held(Sensitivity.Money)] public long? ContingencyPence { get; set; }
    public int? Points { get; set; }

    /// <summary>The table's key and version, by which the same amount is worked out again at any time.</summary>
    public string? Table { get; set; }
    public string? TableOwner { get; set; }
    public PartialDate? TableFrom { get; set; }

    /// <summary>Everything that went in: the levels in the order of the tool, then the hours that carers give.</summary>
    [Long, AlsoIn("needs-profile")] public string? PutIn { get; set; }

    /// <summary>How the amount comes about, one line for each step.</summary>
    [Long, Held(Sensitivity.Money), AlsoIn("needs-profile")] public string? Working { get; set; }
}

/// <summary>Where an allocation was worked out.</summary>
public enum AllocationWay { WorkedOutHere, WorkedOutElsewhere }

/// <summary>Whom a line helps: the person, or whoever cares for them.</summary>
public enum LineFor { Person, Carer, Both }

/// <summary>What becomes of a line while the person is in hospital.</summary>
public enum DuringHospitalStay { GoesAlong, Pauses, NotYetAgreed }

/// <summary>Money that was agreed by deciding a request.</summary>
public sealed record AgreedMoney : PlanItem
{
    [NamesIt, Long] public string? What { get; set; }
    public string? Request { get; set; }
    public PartialDate? On { get; set; }
    public string? By { get; set; }
    [Money, Held(Sensitivity.Money)] public long? FirstYearPence { get; set; }
    [Money, Held(Sensitivity.Money)] public long? WeeklyPence { get; set; }
}

/// <summary>Somebody who pays, and how much a year.</summary>
public sealed record FundingSource : PlanItem
{
    [NamesIt] public string? Who { get; set; }
    public FunderType? Type { get; set; }
    public string? OrganisationCode { get; set; }
    [Money, Held(Sensitivity.Money)] public long? YearlyPence { get; set; }
    [Long] public string? Conditions { get; set; }
}

/// <summary>Whether a budget goes on or is paid once.</summary>
public enum BudgetKind { Ongoing, OneOff }

/// <summary>What a budget line buys, declared by whoever writes it.</summary>
public enum BudgetCategory
{
    PersonalAssistant, Agency, Therapy, Equipment, Respite, Activity, Transport, Training, PayrollAndInsurance, Adaptation, Technology, Other,
}

/// <summary>What is counted in a budget line.</summary>
public enum BudgetUnit { Hour, Session, Night, Item, Month }

/// <summary>How often a line is bought.</summary>
public enum BudgetFrequency { PerWeek, PerFortnight, PerMonth, PerYear, Once }

/// <summary>Who holds the money of a line.</summary>
public enum ManagedBy { Notional, ThirdParty, DirectPayment }

/// <summary>How often money is paid.</summary>
public enum PaymentFrequency { Weekly, FourWeekly, Monthly, Quarterly, Once }

/// <summary>Whether the one who is paid is family or lives in the same household.</summary>
public enum ConnectedPerson { No, SameHouseholdFamily, SameHouseholdFriend, OtherFamily }

/// <summary>Whether cover for nursing or therapy tasks was checked.</summary>
public enum IndemnityChecked { Yes, No, NotNeeded }

/// <summary>What kind of body or person pays.</summary>
public enum FunderType { Nhs, LocalAuthority, Education, Charity, Self }

/// <summary>What a budget usually does not pay for; somebody says so, no words are searched.</summary>
public enum RestrictedUse
{
    NoneOfThese, Alcohol, Tobacco, Gambling, DebtRepayment, AgainstTheLaw,
    GpCare, DentalCare, EmergencyCare, PrescriptionCharges, PlannedSurgery, Vaccination,
}
