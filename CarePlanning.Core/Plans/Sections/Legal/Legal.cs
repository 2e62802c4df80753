namespace CarePlanning.Core.Plans.Sections;

/// <summary>What the law gives weight to: powers, decisions to refuse treatment, who can decide what, and what was decided for somebody.</summary>
[Live]
public sealed record Legal : PlanSection
{
    // What gives somebody the power to sign for the person is not their own to write.
    [WrittenBy(Hand.PersonOrProfessional)] public List<LegalAuthority> Authorities { get; set; } = [];
    [WrittenBy(Hand.PersonOrProfessional)] public List<AdvanceDecision> Decisions { get; set; } = [];
    [WrittenBy(Hand.PersonOrProfessional)] public List<RefusedTreatment> Refusals { get; set; } = [];
    [WrittenBy(Hand.Professional)] public List<CapacityAssessment> Capacity { get; set; } = [];
    [WrittenBy(Hand.Professional)] public List<BestInterestsDecision> BestInterests { get; set; } = [];

    /// <summary>For somebody under 16: whether they understand enough to decide this themselves, and who says so.</summary>
    [Long, WrittenBy(Hand.Professional)] public string? UnderSixteen { get; set; }

    /// <summary>The paper a refusal is in: the one it names, or the only one there is.</summary>
    public AdvanceDecision? DecisionOf(RefusedTreatment refusal)
    {
        var all = Decisions.InUse().ToList();
        return all.FirstOrDefault(d => refusal.DecisionIds.Contains(d.Id)) ?? (all.Count == 1 && refusal.DecisionIds.Count == 0 ? all[0] : null);
    }

    public IReadOnlyList<RefusedTreatment> RefusalsOf(AdvanceDecision decision) => [.. Refusals.InUse().Where(r => DecisionOf(r)?.Id == decision.Id)];

    /// <summary>What a signed paper says is not changed under it: a change of mind is a withdrawal, and then a new decision.</summary>
    public override bool IsSettled(SectionPath at)
    {
        var list = at.IsEntry ? at.Field! : at.Field?.List;
        if (list?.Name == "decisions" && Decisions.FirstOrDefault(d => d.Id == at.EntryId) is { IsOnPaper: true })
            return at.IsEntry || !AdvanceDecision.StaysOpen.Contains(at.Field!.Name);
        return list?.Name == "refusals" && Refusals.FirstOrDefault(r => r.Id == at.EntryId) is { } refusal && DecisionOf(refusal) is { IsOnPaper: true };
    }
}

/// <summary>A power that somebody holds to decide for the person, or is said to hold.</summary>
public sealed record LegalAuthority : PlanItem
{
    public LegalAuthorityType? Type { get; set; }
    [NamesIt] public string? Names { get; set; }
    public string? Contact { get; set; }
    public bool? Registered { get; set; }
    public LifeSustainingAuthority? LifeSustaining { get; set; }
    public HowAttorneysAct? Acts { get; set; }
    public PartialDate? MadeOn { get; set; }
    public PartialDate? RegisteredOn { get; set; }
    public string? Reference { get; set; }
    [Long] public string? Restrictions { get; set; }
    public HowItWasSeen? Seen { get; set; }
    public string? SeenBy { get; set; }
    public PartialDate? SeenOn { get; set; }
    public string? Location { get; set; }

    public bool IsForCare => Type is LegalAuthorityType.HealthAndWelfarePower or LegalAuthorityType.WelfareDeputy;
    public bool IsForMoney => Type is LegalAuthorityType.PropertyPower or LegalAuthorityType.PropertyDeputy or LegalAuthorityType.EnduringPower or LegalAuthorityType.Appointee;

    /// <summary>Lasting and enduring powers count once they are registered.</summary>
    public bool NeedsRegistering => Type is LegalAuthorityType.HealthAndWelfarePower or LegalAuthorityType.PropertyPower or LegalAuthorityType.EnduringPower;
}

/// <summary>One paper in which the person refuses treatment ahead of time, from the first thought of it to its end.</summary>
public sealed record AdvanceDecision : PlanItem
{
    /// <summary>What may still be written when the paper is signed.</summary>
    internal static readonly IReadOnlySet<string> StaysOpen = new HashSet<string>(StringComparer.Ordinal)
        { "copiesHeldBy", "lookedAtAgainOn", "laterPowerCovers", "mentalHealthAct", "originalLocation" };

    [NamesIt] public string? Name { get; set; }
    public Narrative? Words { get; set; }
    public string? DiscussedWith { get; set; }
    public PartialDate? SignedOn { get; set; }
    public SignedBy? SignedBy { get; set; }
    [ShownWhen("signedBy", "SomebodyElse")] public string? SignedByName { get; set; }
    public string? WitnessName { get; set; }
    public string? WitnessAddress { get; set; }
    public bool? WitnessSawIt { get; set; }
    public WitnessIs? WitnessIs { get; set; }
    public CapacityAtSigning? CapacityAtSigning { get; set; }
    public string? OriginalLocation { get; set; }
    public string? CopiesHeldBy { get; set; }
    public PartialDate? LookedAtAgainOn { get; set; }
    public bool? LaterPowerCovers { get; set; }
    public bool? MentalHealthAct { get; set; }

    [WrittenBy(Hand.Step)] public AdvanceDecisionStatus? Status { get; set; }

    /// <summary>The SHA-256 of the scan among the plan's files.</summary>
    [WrittenBy(Hand.Step)] public string? Scan { get; set; }
    [WrittenBy(Hand.Step)] public string? SeenBy { get; set; }
    [WrittenBy(Hand.Step)] public PartialDate? WithdrawnOn { get; set; }
    [WrittenBy(Hand.Step)] public string? WithdrawnHeardBy { get; set; }

    public bool IsEnded => Status is AdvanceDecisionStatus.Withdrawn or AdvanceDecisionStatus.Superseded;

    /// <summary>True when ink is on paper, now or once.</summary>
    public bool IsOnPaper => Status == AdvanceDecisionStatus.SignedOriginalHeld || IsEnded;
}

/// <summary>One treatment that the person does not want, and when.</summary>
public sealed record RefusedTreatment : PlanItem
{
    [LinksTo("legal-decisions", "decisions")] public SortedSet<string> DecisionIds { get; set; } = [];
    [NamesIt, Long] public string? Treatment { get; set; }
    public TreatmentKind? Kind { get; set; }
    public StartOrStop? StartOrStop { get; set; }
    public WantOrRefuse? WantOrRefuse { get; set; }
    [Long] public string? Circumstances { get; set; }
    public bool? LifeSustaining { get; set; }
    [ShownWhen("lifeSustaining", "yes")] public bool? EvenIfLifeAtRisk { get; set; }
    public bool? IsBasicCare { get; set; }
    public string? HeardBy { get; set; }
    public PartialDate? HeardOn { get; set; }
}

/// <summary>Whether somebody could make one decision at one time, asked in the order the courts ask: what they can do first, then why not.</summary>
public sealed record CapacityAssessment : PlanItem
{
    [NamesIt, Long] public string? Decision { get; set; }
    public PartialDate? On { get; set; }
    public string? Assessor { get; set; }
    [Long] public string? SupportGiven { get; set; }
    public bool? CanUnderstand { get; set; }
    public bool? CanRetain { get; set; }
    public bool? CanUseOrWeigh { get; set; }
    public bool? CanCommunicate { get; set; }
    [Long] public string? Evidence { get; set; }
    public Impairment? Impairment { get; set; }
    [Long] public string? ImpairmentInWords { get; set; }
    [Long] public string? CausalLink { get; set; }
    public CapacityConclusion? Conclusion { get; set; }
    public bool? ComesAndGoes { get; set; }
    public bool? MayRegain { get; set; }
    public PartialDate? NextReview { get; set; }
    public string? AssessorRole { get; set; }
    public string? AssessorNumber { get; set; }
    public string? Place { get; set; }
    public string? Location { get; set; }

    public bool AnyInability => CanUnderstand == false || CanRetain == false || CanUseOrWeigh == false || CanCommunicate == false;
    public bool EveryAbility => CanUnderstand == true && CanRetain == true && CanUseOrWeigh == true && CanCommunicate == true;
}

/// <summary>What was decided for somebody who could not decide it, how, and who was asked.</summary>
public sealed record BestInterestsDecision : PlanItem
{
    [NamesIt, Long] public string? Decision { get; set; }
    public DecisionAbout? About { get; set; }
    [LinksTo("legal-decisions", "capacity")] public SortedSet<string> CapacityIds { get; set; } = [];
    [Long] public string? WishesConsidered { get; set; }
    [Long] public string? Consulted { get; set; }
    [Long] public string? Options { get; set; }
    [Long] public string? LeastRestrictive { get; set; }
    public string? DecisionMaker { get; set; }
    [LinksTo("legal-decisions", "authorities")] public SortedSet<string> AuthorityIds { get; set; } = [];
    public ImcaAnswer? Imca { get; set; }
    [Long] public string? Outcome { get; set; }
    public PartialDate? On { get; set; }
}
