namespace CarePlanning.Core.Plans.Sections;

/// <summary>What registered clinicians recommend and where their forms are; and what staff need to know of the time ahead.</summary>
[Live]
public sealed record Recommendations : PlanSection
{
    [WrittenBy(Hand.Clinician)] public List<ClinicalRecommendation> List { get; set; } = [];

    [Asked("medicinesReady"), Held(Sensitivity.ClinicianOnly), WrittenBy(Hand.Clinician)] public MedicinesReady? MedicinesReady { get; set; }
    [Asked("medicinesReady"), Held(Sensitivity.ClinicianOnly), WrittenBy(Hand.Clinician)] public string? MedicinesPlace { get; set; }
    [Asked("medicinesReady"), Held(Sensitivity.ClinicianOnly), WrittenBy(Hand.Clinician)] public string? MedicinesBy { get; set; }
    [Asked("medicinesReady"), Held(Sensitivity.ClinicianOnly), WrittenBy(Hand.Clinician)] public PartialDate? MedicinesOn { get; set; }

    [Asked("register"), Held(Sensitivity.ClinicianOnly), WrittenBy(Hand.Clinician)] public bool? OnPalliativeRegister { get; set; }
    [Asked("register"), Held(Sensitivity.ClinicianOnly), WrittenBy(Hand.Clinician)] public GoldStandardStage? Stage { get; set; }

    [Asked("prognosis"), Held(Sensitivity.ClinicianOnly), WrittenBy(Hand.Clinician)] public Prognosis? Prognosis { get; set; }
    [Asked("prognosis"), Held(Sensitivity.ClinicianOnly), WrittenBy(Hand.Clinician), Long] public string? PrognosisInWords { get; set; }
    [Asked("prognosis"), Held(Sensitivity.ClinicianOnly), WrittenBy(Hand.Clinician)] public string? PrognosisBy { get; set; }
    [Asked("prognosis"), Held(Sensitivity.ClinicianOnly), WrittenBy(Hand.Clinician)] public PartialDate? PrognosisOn { get; set; }
    [Asked("prognosis"), Held(Sensitivity.ClinicianOnly), WrittenBy(Hand.Clinician)] public string? WhoKnows { get; set; }

    /// <summary>Everything that is recommended today.</summary>
    public IReadOnlyList<ClinicalRecommendation> Current() => [.. List.InUse().Where(r => r.Status == RecommendationStatus.Current).OrderBy(r => r.Type)];
}

/// <summary>One recommendation of a clinician, or that a form with one exists; the form itself is not reproduced.</summary>
public sealed record ClinicalRecommendation : PlanItem
{
    public RecommendationType? Type { get; set; }
    [ShownWhen("type", "Cpr", "Respect", "TreatmentEscalationPlan", "EmergencyHealthCarePlan")] public CprCode? CprCode { get; set; }
    [NamesIt, Long] public string? Recommends { get; set; }
    public PartialDate? DecidedOn { get; set; }
    public string? DecidedAt { get; set; }
    public string? Clinician { get; set; }
    public string? Grade { get; set; }
    public RegistrationBody? RegisteredWith { get; set; }
    public string? RegistrationNumber { get; set; }
    public string? SeniorClinician { get; set; }
    public PersonInvolved? PersonInvolved { get; set; }
    [Long] public string? HowInvolved { get; set; }
    public string? PeopleInformed { get; set; }
    public bool? MayGetBetter { get; set; }
    public PartialDate? ReviewDate { get; set; }
    public string? FormLocation { get; set; }
    public RecommendationStatus? Status { get; set; }

    /// <summary>True for what counts today about resuscitation, whichever form it stands on.</summary>
    public bool IsCurrentCpr => Status == RecommendationStatus.Current && (Type == RecommendationType.Cpr || CprCode is not null);
}

/// <summary>What kind of recommendation, or on which form it stands. EHCP is an emergency health care plan here, never the education plan of a child.</summary>
public enum RecommendationType { Cpr, Respect, TreatmentEscalationPlan, EmergencyHealthCarePlan }

/// <summary>What is recommended if the heart stops.</summary>
public enum CprCode { Attempt, DoNotAttempt, ModifiedForAChild }

/// <summary>Whether the person took part in it.</summary>
public enum PersonInvolved { Yes, CouldNotDecide, Declined, WouldHarm }

/// <summary>Whether a recommendation still counts.</summary>
public enum RecommendationStatus { Current, Superseded, Cancelled }

/// <summary>How far medicines kept ready at home have come.</summary>
public enum MedicinesReady { NotNeeded, Requested, Prescribed, InTheHome }

/// <summary>The stage of the Gold Standards Framework that a practice gives somebody.</summary>
public enum GoldStandardStage { Blue, Green, Yellow, Red }

/// <summary>How long a clinician thinks that somebody may live.</summary>
public enum Prognosis { Days, Weeks, Months, AboutAYear, MoreThanAYear }
