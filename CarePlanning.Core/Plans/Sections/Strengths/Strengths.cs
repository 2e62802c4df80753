namespace CarePlanning.Core.Plans.Sections;

/// <summary>What the person can do and lean on, before anything is said about what is hard.</summary>
public sealed record Strengths : PlanSection
{
    public Narrative? ProudOf { get; set; }
    public Narrative? AroundMe { get; set; }
    [Asked("strengths")] public List<Strength> List { get; set; } = [];
}

/// <summary>One strength: the person's own, their family's or their community's.</summary>
public sealed record Strength : PlanItem
{
    [NamesIt, Long] public string? Text { get; set; }
    public StrengthKind? Kind { get; set; }

    /// <summary>Whose strength it is, where its kind does not tell.</summary>
    [ShownWhen("kind", "Skill", "Faith", "Other")] public StrengthRing? Ring { get; set; }
    public string? Who { get; set; }
    [Long] public string? HowItHelps { get; set; }

    /// <summary>The ring of the strengths map it stands in; the person's own where nobody says otherwise.</summary>
    public StrengthRing OnTheMap() => Kind switch
    {
        StrengthKind.Personal => StrengthRing.Own,
        StrengthKind.Family => StrengthRing.Family,
        StrengthKind.Community => StrengthRing.Community,
        _ => Ring ?? StrengthRing.Own,
    };
}

/// <summary>What kind of strength it is.</summary>
public enum StrengthKind { Personal, Skill, Faith, Family, Community, Other }

/// <summary>How close to the person a strength is.</summary>
public enum StrengthRing { Own, Family, Community }
