namespace CarePlanning.Core.Documents.Copies;

/// <summary>The copies that can be made of one version of a plan.</summary>
public enum CopyKind { FullPlan, AboutMe, EmergencySheet, AdvanceCarePlan, Money, LargePrint, ClinicalRecord, EasyRead }

/// <summary>For whom a copy is made; what it may carry follows from it.</summary>
public enum Audience
{
    /// <summary>The person and everybody on the plan.</summary>
    Circle,
    /// <summary>Anybody who helps the person, on any day.</summary>
    Helpers,
    /// <summary>Whoever stands in the kitchen at night: an ambulance crew, a neighbour.</summary>
    Emergency,
    /// <summary>Those with whom the person shares their wishes.</summary>
    Confidants,
    /// <summary>Those who pay.</summary>
    Payers,
    /// <summary>Registered professionals, for the record they keep.</summary>
    Clinicians,
}

/// <summary>One line of the list of copies.</summary>
/// <param name="Slug">The stable name in addresses.</param>
/// <param name="About">The live facts that make it out of date.</param>
/// <param name="OneSide">Whether its type shrinks, within reason, until it fits on one side.</param>
public sealed record CopyDefinition(CopyKind Kind, string Slug, Audience Audience, LiveFactKind[] About, bool OneSide = false)
{
    /// <summary>True for a copy that is made anew when it is asked for, with what holds by then; the full plan is the file that was signed and stays as it is.</summary>
    public bool IsMadeAnew => Kind != CopyKind.FullPlan;

    /// <summary>True for a copy that prints who signed and who did not; a helper, a neighbour or a payer need not know.</summary>
    public bool PrintsAgreement => Kind is CopyKind.FullPlan or CopyKind.LargePrint;

    /// <summary>The facts said since the agreement that stand on it.</summary>
    public IReadOnlyList<LiveFact> Of(IReadOnlyList<LiveFact> facts) => IsMadeAnew ? [.. facts.Where(f => About.Contains(f.Kind))] : [];
}

/// <summary>Every copy there is: page, downloads, audience table and tests read it.</summary>
public static class CopyList
{
    private static readonly LiveFactKind[] AllFacts = Enum.GetValues<LiveFactKind>();

    public static IReadOnlyList<CopyDefinition> All { get; } =
    [
        new(CopyKind.FullPlan, "full-plan", Audience.Circle, AllFacts),
        new(CopyKind.EmergencySheet, "emergency-sheet", Audience.Emergency, AllFacts, OneSide: true),
        new(CopyKind.AboutMe, "about-me", Audience.Helpers, [], OneSide: true),
        new(CopyKind.AdvanceCarePlan, "advance-care-plan", Audience.Confidants, [LiveFactKind.Place, LiveFactKind.Papers]),
        new(CopyKind.Money, "money", Audience.Payers, []),
        new(CopyKind.LargePrint, "large-print", Audience.Circle, AllFacts),
        new(CopyKind.EasyRead, "easy-read", Audience.Circle, AllFacts),
        new(CopyKind.ClinicalRecord, "clinical-record", Audience.Clinicians, AllFacts),
    ];

    /// <summary>The line of this kind.</summary>
    public static CopyDefinition Of(CopyKind kind) => All.Single(c => c.Kind == kind);

    /// <summary>The copy with this slug, or null.</summary>
    public static CopyDefinition? Find(string? slug) => All.FirstOrDefault(c => c.Slug == slug);
}
