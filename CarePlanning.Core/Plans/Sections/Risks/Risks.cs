using CarePlanning.Core.Reference;

namespace CarePlanning.Core.Plans.Sections;

/// <summary>What could go wrong with the support or the money, and how everyone has agreed to handle it.</summary>
public sealed record Risks : PlanSection
{
    public List<Risk> List { get; set; } = [];

    [Asked("noneSignificant")] public bool? NoneSignificant { get; set; }
    [Asked("noneSignificant"), ShownWhen("noneSignificant", "yes")] public string? NoneSignificantSaidBy { get; set; }
    [Asked("noneSignificant"), ShownWhen("noneSignificant", "yes")] public string? NoneSignificantSaidByRole { get; set; }
    [Asked("noneSignificant"), ShownWhen("noneSignificant", "yes")] public PartialDate? NoneSignificantSaidOn { get; set; }
}

/// <summary>One risk, how likely and how bad it is (1 to 5), and what was agreed about it.</summary>
public sealed record Risk : PlanItem
{
    [NamesIt, Long] public string? Description { get; set; }
    public Narrative? PersonView { get; set; }
    public RiskType? Type { get; set; }
    [Scale(1, 5)] public int? Likelihood { get; set; }
    [Scale(1, 5)] public int? Impact { get; set; }
    [Long] public string? Mitigation { get; set; }
    [Long] public string? AgreedProcedure { get; set; }
    public string? Owner { get; set; }
    public PartialDate? ReviewDate { get; set; }

    /// <summary>A worry about somebody's safety may be about a reader of the plan, so the whole entry is held back.</summary>
    public override Sensitivity HeldAs => Type == RiskType.Safeguarding ? Sensitivity.Private : Sensitivity.Open;

    /// <summary>True when the risk is big enough to need an agreed procedure, or nobody has yet said how big it is.</summary>
    public bool IsSignificant() =>
        Likelihood is not { } likely || Impact is not { } bad
        || likely * bad >= RiskLimits.Current.SignificantScore || bad >= RiskLimits.Current.SignificantImpact;
}

/// <summary>What kind of risk it is.</summary>
public enum RiskType
{
    Health, Medical, Employment, Financial, ProviderComplaints, ProviderInsurance, Safeguarding, Environment, Restraint, Other,
}
