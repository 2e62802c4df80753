namespace CarePlanning.Core.Plans.Sections;

/// <summary>Wishes for a time when somebody may not be able to say them; offered, never required, and none of it is a legal decision.</summary>
public sealed record LookingAhead : PlanSection
{
    public Readiness? Readiness { get; set; }

    public Narrative? Values { get; set; }
    public Narrative? MostValue { get; set; }
    public Narrative? MostFear { get; set; }

    [Asked("comfortOrTime"), Scale(0, 10)] public int? ComfortOrTime { get; set; }
    [Asked("comfortOrTime")] public Narrative? ComfortOrTimeWords { get; set; }

    [Asked("howMuchToKnow")] public WantsPrognosisInfo? WantsPrognosisInfo { get; set; }
    [Asked("howMuchToKnow")] public Narrative? HowToTellMe { get; set; }

    /// <summary>Only of somebody who wants to know, and between them and the professionals on the plan.</summary>
    [Asked("howMuchToKnow"), ShownWhen("wantsPrognosisInfo", "Yes"), Held(Sensitivity.Private)] public Narrative? WhatIWasTold { get; set; }

    public List<PersonToAsk> PeopleToAsk { get; set; } = [];

    public List<WishedPlaceOfCare> PlacesOfCare { get; set; } = [];

    [Asked("placesOfDeath")] public List<WishedPlaceOfDeath> PlacesOfDeath { get; set; } = [];
    [Asked("placesOfDeath")] public PartialDate? PlacesOfDeathSaidOn { get; set; }
    [Asked("placesOfDeath")] public string? PlacesOfDeathWrittenBy { get; set; }

    public List<PlaceToAvoid> PlacesToAvoid { get; set; } = [];
    public Narrative? PeopleToBePresent { get; set; }
    public Narrative? SpiritualAndCultural { get; set; }
    public Narrative? PetsAndDependants { get; set; }
    public Narrative? DigitalAndPractical { get; set; }
    public Narrative? FuneralWishes { get; set; }
    public OrganTissueDonation? OrganTissueDonation { get; set; }

    [Asked("statement")] public bool? HasStatement { get; set; }
    [Asked("statement"), ShownWhen("hasStatement", "yes")] public Narrative? StatementText { get; set; }
    [Asked("statement"), ShownWhen("hasStatement", "yes")] public PartialDate? StatementDate { get; set; }
    [Asked("statement"), ShownWhen("hasStatement", "yes")] public string? StatementSignedBy { get; set; }
    [Asked("statement"), ShownWhen("hasStatement", "yes")] public string? StatementLocation { get; set; }

    [Live] public List<OtherDocument> OtherDocuments { get; set; } = [];
    public List<TalkAboutAhead> Talks { get; set; } = [];
    public PartialDate? UpdatedOn { get; set; }

    /// <summary>True when the person would rather not talk about it, which is a whole answer: nothing more is asked.</summary>
    public bool IsLeftAside() =>
        Readiness is Sections.Readiness.NotNow or Sections.Readiness.No || (Readiness is null && PutOff.ContainsKey("readiness"));

    /// <summary>The last day this was talked about or gone over, or null while nobody has written one.</summary>
    public DateOnly? LastGoneOver() => Talks.InUse().Select(t => t.On?.Date).Append(UpdatedOn?.Date).Max();
}

/// <summary>Somebody to ask about the person; it gives no legal authority.</summary>
public sealed record PersonToAsk : PlanItem
{
    [NamesIt] public string? Name { get; set; }
    public string? Relation { get; set; }
    [OfAnother] public string? Contact { get; set; }
    [Long] public string? AskAbout { get; set; }
}

/// <summary>A place where the person would like to be looked after, with its rank (1 is the first choice).</summary>
public sealed record WishedPlaceOfCare : PlanItem
{
    [Scale(1, 5)] public int? Rank { get; set; }
    public PlaceOfCare? Type { get; set; }
    [NamesIt] public string? Name { get; set; }
    [Long] public string? Reason { get; set; }
}

/// <summary>A place where the person would like to die, with its rank (1 is the first choice) and why, in their own words.</summary>
public sealed record WishedPlaceOfDeath : PlanItem
{
    [Scale(1, 5)] public int? Rank { get; set; }
    public PlaceOfDeath? Type { get; set; }
    [NamesIt] public string? Name { get; set; }
    [Long] public string? Reason { get; set; }
}

/// <summary>A place where the person would rather not be.</summary>
public sealed record PlaceToAvoid : PlanItem
{
    public PlaceOfCare? Type { get; set; }
    [NamesIt] public string? Name { get; set; }
    [Long] public string? Reason { get; set; }
}

/// <summary>A paper or recording with wishes in it, and where it is.</summary>
public sealed record OtherDocument : PlanItem
{
    [NamesIt] public string? Name { get; set; }
    public OtherDocumentType? Type { get; set; }
    public string? Location { get; set; }
    public string? Source { get; set; }
    public PartialDate? Date { get; set; }
}

/// <summary>One conversation about the time ahead.</summary>
public sealed record TalkAboutAhead : PlanItem
{
    public PartialDate? On { get; set; }
    [NamesIt] public string? With { get; set; }
    public TalkOutcome? Outcome { get; set; }
}

/// <summary>Whether somebody would like to talk about looking ahead.</summary>
public enum Readiness { Yes, NotNow, No }

/// <summary>How much somebody wants to be told about what may come.</summary>
public enum WantsPrognosisInfo { Yes, No, NotSure }

/// <summary>What somebody has said about donation.</summary>
public enum OrganTissueDonation { Yes, SomeOnly, No, Undecided }

/// <summary>A kind of place for care or for dying, coded in the reference data.</summary>
public enum PlaceOfCare
{
    Home, WhereILiveNow, CareHome, NursingHome, ResidentialHome, Hospice, Hospital, CommunityHospital,
    LearningDisabilityUnit, MentalHealthUnit, SomewhereElse,
}

/// <summary>Where somebody would like to die, with the answers that are not a place; codes stand in the reference file.</summary>
public enum PlaceOfDeath
{
    Home, WhereILiveNow, CareHome, NursingHome, ResidentialHome, Hospice, Hospital, CommunityHospital,
    LearningDisabilityUnit, MentalHealthUnit, SomewhereElse,
    NoPreference, Undecided, Declined, UnableToExpress, NotAppropriate,
}

/// <summary>What kind of paper something written elsewhere is.</summary>
public enum OtherDocumentType { LetterOrMessage, Recording, FuneralPlan, Will, PlanFromElsewhere, SomethingElse }

/// <summary>What came of a talk about looking ahead.</summary>
public enum TalkOutcome { Talked, TalkedWithCarer, TalkedWithFamily, NotRightNow, Declined }
