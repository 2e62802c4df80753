namespace CarePlanning.Core.Plans.Sections;

/// <summary>The person, what they need so that they can take part, who is around them, and who is here today.</summary>
public sealed record Involved : PlanSection
{
    [Asked("name")] public string? Title { get; set; }
    [Asked("name")] public string? GivenNames { get; set; }
    [Asked("name")] public string? FamilyName { get; set; }
    [Asked("name")] public string? PreferredName { get; set; }
    [Asked("name")] public string? Pronouns { get; set; }
    public PartialDate? DateOfBirth { get; set; }
    [Asked("number")] public string? NhsNumber { get; set; }
    [Asked("number")] public NoNhsNumber? NoNhsNumberReason { get; set; }

    [Asked("access")] public bool? NeedsSupport { get; set; }

    /// <summary>What matters most right now, in one short line; it is shown at the top of every page.</summary>
    [Asked("access")] public string? AccessNeedNow { get; set; }
    [Asked("language")] public string? Language { get; set; }
    [Asked("language")] public bool? InterpreterRequired { get; set; }
    [Asked("language")] public SortedSet<CommunicationProfessional> ProfessionalsNeeded { get; set; } = [];
    [Asked("formats")] public SortedSet<AccessFormat> Formats { get; set; } = [];

    /// <summary>Who makes what the portal cannot: a recording, braille, a video (AC-02).</summary>
    [Asked("formats")] public string? FormatsHow { get; set; }
    [Asked("formats")] public int? LargePrintPoints { get; set; }
    [Asked("formats")] public SortedSet<ContactMethod> ContactMethodsNeeded { get; set; } = [];
    [Asked("communication")] public SortedSet<CommunicationAid> CommunicationSupport { get; set; } = [];
    [Asked("communication"), Long] public string? AccessNotes { get; set; }
    public List<ReasonableAdjustment> Adjustments { get; set; } = [];
    [Asked("accessChecked")] public PartialDate? AccessCheckedOn { get; set; }

    /// <summary>The person may ask that their needs are not flagged to everybody; unanswered counts as flagged.</summary>
    [Asked("accessChecked")] public bool? FlagOnRecord { get; set; }

    [Asked("address")] public bool? HasFixedAddress { get; set; }
    [Asked("address"), ShownWhen("hasFixedAddress", "no")] public string? WhereToFind { get; set; }
    [Asked("address")] public List<PersonAddress> Addresses { get; set; } = [];
    [Asked("reach")] public List<PersonPhone> Phones { get; set; } = [];
    [Asked("reach")] public string? Email { get; set; }
    [Asked("reach")] public string? OtherEmail { get; set; }
    [Asked("reach")] public ContactMethod? PreferredContactMethod { get; set; }
    [Asked("home")] public Accommodation? WhereILive { get; set; }
    [Asked("home"), ShownWhen("whereILive", "SomewhereElse")] public string? WhereILiveInWords { get; set; }
    [Asked("home")] public string? WhoILiveWith { get; set; }

    /// <summary>Who holds a key; seen on screen by those entitled and on no copy.</summary>
    [Held(Sensitivity.HomeAccess), Long] public string? HomeAccess { get; set; }
    [Asked("gp")] public bool? HasGp { get; set; }
    [Asked("gp"), ShownWhen("hasGp", "yes")] public string? GpPractice { get; set; }
    [Asked("gp"), ShownWhen("hasGp", "yes")] public string? GpName { get; set; }
    [Asked("gp"), ShownWhen("hasGp", "yes")] public string? GpOds { get; set; }
    [Asked("background")] public string? Ethnicity { get; set; }
    [Asked("background")] public string? Religion { get; set; }
    [Asked("background")] public string? PlaceOfBirth { get; set; }
    [Asked("background")] public string? MaritalStatus { get; set; }
    [Asked("background")] public string? Gender { get; set; }
    [Asked("background")] public SexForClinicalUse? SexForClinicalUse { get; set; }
    public List<OtherNumber> OtherNumbers { get; set; } = [];

    [Live] public List<InvolvedPerson> People { get; set; } = [];
    public List<InvolvedProfessional> Professionals { get; set; } = [];

    [Asked("meeting")] public PartialDate? SessionDate { get; set; }
    [Asked("meeting")] public SessionPlace? SessionPlace { get; set; }
    [Asked("meeting"), ShownWhen("sessionPlace", "SomewhereElse")] public string? SessionPlaceInWords { get; set; }
    [Asked("present")] public bool? PersonPresent { get; set; }
    [Asked("present"), ShownWhen("personPresent", "no"), Long] public string? ReasonNotPresent { get; set; }
    [Asked("present")] public bool? PersonChoseWhoInvolved { get; set; }
    [Asked("here")] public List<SessionParticipant> WhoIsHere { get; set; } = [];
    [Asked("here")] public SortedSet<CommunicationProfessional> SupportHere { get; set; } = [];
    [Asked("afterwards"), Long] public string? SessionNotes { get; set; }
    [Asked("afterwards"), Long] public string? WhatWentWell { get; set; }
    [Held(Sensitivity.Private), Long] public string? ConcernRaised { get; set; }

    /// <summary>What the person is called: the preferred name, else the given names.</summary>
    public string? CalledName() => string.IsNullOrWhiteSpace(PreferredName) ? GivenNames : PreferredName;

    /// <summary>Title, given names and family name in one line.</summary>
    public string FullName() => string.Join(' ', new[] { Title, GivenNames, FamilyName }.Where(n => !string.IsNullOrWhiteSpace(n)));

    /// <summary>The age in whole years, or null while the date of birth is not known; a birthday on 29 February falls on 28 February in other years.</summary>
    public int? Age(DateOnly today)
    {
        if (DateOfBirth?.Date is not { } born || born > today) return null;
        var years = today.Year - born.Year;
        return born.AddYears(years) > today ? years - 1 : years;
    }

    public bool IsUnder16(DateOnly today) => Age(today) < 16;

    public bool Is16Or17(DateOnly today) => Age(today) is 16 or 17;

    public bool IsAdult(DateOnly today) => Age(today) >= 18;

    /// <summary>Hours a week that carers say they are willing and able to give.</summary>
    public decimal CareHours() => People.Where(p => !p.Removed).Sum(p => (decimal)(p.WillingAbleToCareHours ?? 0));

    /// <summary>The unpaid carers who take part.</summary>
    public IEnumerable<InvolvedPerson> Carers() => People.Where(p => !p.Removed && p.Types.Contains(ContactType.Carer) && !p.MustNotBeContacted);
}
