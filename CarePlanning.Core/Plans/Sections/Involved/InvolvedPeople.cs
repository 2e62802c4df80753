namespace CarePlanning.Core.Plans.Sections;

/// <summary>Somebody in the person's own life: family, a carer, a friend, or somebody who must not be contacted.</summary>
public sealed record InvolvedPerson : PlanItem
{
    [NamesIt] public string? Name { get; set; }
    public string? Relation { get; set; }
    public SortedSet<ContactType> Types { get; set; } = [];
    [OfAnother] public string? Phone { get; set; }
    [OfAnother] public string? Email { get; set; }
    public bool? ConsultInEmergency { get; set; }
    [OfAnother] public int? WillingAbleToCareHours { get; set; }
    [OfAnother] public CarerAssessment? CarerAssessmentOffered { get; set; }
    [OfAnother] public bool? NeedsAccessSupport { get; set; }
    [OfAnother, ShownWhen("needsAccessSupport", "yes")] public string? AccessNeeds { get; set; }
    [OfAnother, Long] public string? Comments { get; set; }

    public bool MustNotBeContacted => Types.Contains(ContactType.DoNotContact);

    /// <summary>A shared copy that names somebody who must not be contacted could lead them to the person.</summary>
    public override Sensitivity HeldAs => MustNotBeContacted ? Sensitivity.Private : Sensitivity.Open;
}

/// <summary>Somebody who supports the person as their work.</summary>
public sealed record InvolvedProfessional : PlanItem
{
    [NamesIt] public string? Name { get; set; }
    public string? Role { get; set; }
    public bool? KeyWorker { get; set; }
    public bool? CareCoordinator { get; set; }
    public string? Phone { get; set; }
    public string? Email { get; set; }
    public string? Organisation { get; set; }
    public string? OrganisationOds { get; set; }
    public string? Team { get; set; }
    public string? Specialty { get; set; }
    public RegistrationBody? RegisteredWith { get; set; }
    [ShownWhen("registeredWith", "Gmc", "Nmc", "Hcpc", "Swe", "Gphc")] public string? RegistrationNumber { get; set; }
    public PartialDate? Start { get; set; }
    public PartialDate? End { get; set; }
}

/// <summary>Somebody who takes part in today's conversation.</summary>
public sealed record SessionParticipant : PlanItem
{
    [NamesIt] public string? Name { get; set; }
    public string? Role { get; set; }
    public string? PresentFor { get; set; }
}

/// <summary>One address of the person.</summary>
public sealed record PersonAddress : PlanItem
{
    public AddressUse? Use { get; set; }
    [NamesIt] public string? Line1 { get; set; }
    public string? Line2 { get; set; }
    public string? Line3 { get; set; }
    public string? Town { get; set; }
    public string? County { get; set; }
    public string? Postcode { get; set; }
}

/// <summary>One phone number of the person, with how much they like to be called on it.</summary>
public sealed record PersonPhone : PlanItem
{
    [NamesIt] public string? Number { get; set; }
    public PhoneUse? Use { get; set; }
    [Scale(1, 5)] public int? Preference { get; set; }
}

/// <summary>A number by which another service knows the person.</summary>
public sealed record OtherNumber : PlanItem
{
    [NamesIt] public string? Number { get; set; }
    public string? GivenBy { get; set; }
}

/// <summary>Something to be done differently, and what happens when it is not.</summary>
public sealed record ReasonableAdjustment : PlanItem
{
    public AdjustmentKind? Kind { get; set; }
    [NamesIt, Long] public string? WhatToDo { get; set; }
    [Long] public string? IfNotDone { get; set; }
}

/// <summary>Why there is no NHS number.</summary>
public enum NoNhsNumber { NotKnown, Overseas, Devolved }

/// <summary>The sex that clinical staff need to know, where they do.</summary>
public enum SexForClinicalUse { Female, Male, AskMe }

/// <summary>What an address is used for.</summary>
public enum AddressUse { Main, Temporary, Correspondence }

/// <summary>What kind of phone a number reaches.</summary>
public enum PhoneUse { Mobile, Home, Work, TextOnly, Relay }

/// <summary>How somebody would like to be reached.</summary>
public enum ContactMethod { Phone, Text, Email, Letter, FaceToFace }

/// <summary>The kind of home somebody lives in.</summary>
public enum Accommodation { OwnHome, RentedHome, FamilyHome, SupportedLiving, CareHome, NursingHome, Hospice, Hospital, Hostel, SomewhereElse }

/// <summary>What somebody is to the person, as far as it matters to a plan.</summary>
public enum ContactType
{
    Carer, NextOfKin, EmergencyContact, ParentalResponsibility, Attorney, Nominee, Representative, Dependant,
    /// <summary>Must not be told or called; the whole entry is private.</summary>
    DoNotContact,
}

/// <summary>Whether a carer was offered an assessment of their own.</summary>
public enum CarerAssessment { Yes, No, Declined }

/// <summary>The body a professional is registered with.</summary>
public enum RegistrationBody { Gmc, Nmc, Hcpc, Swe, Gphc, None }

/// <summary>What a register says of those on it.</summary>
public static class RegistrationBodies
{
    /// <summary>True for the registers of those who may sign a recommendation: doctors, nurses, and paramedics and other health professions; social workers and pharmacists are on others.</summary>
    public static bool IsOfClinicians(this RegistrationBody? body) => body is RegistrationBody.Gmc or RegistrationBody.Nmc or RegistrationBody.Hcpc;
}

/// <summary>A form in which somebody can read or hear what is written.</summary>
public enum AccessFormat { EasyRead, LargePrint, Audio, Braille, BslVideo, Electronic, PlainText }

/// <summary>Somebody whose work helps people to understand each other.</summary>
public enum CommunicationProfessional { LanguageInterpreter, BslInterpreter, DeafblindIntervener, Lipspeaker, SpeechToText, Advocate }

/// <summary>What helps somebody to communicate.</summary>
public enum CommunicationAid { HearingAid, HearingLoop, Lipreads, Bsl, Makaton, Pecs, CommunicationDevice, ClosedQuestions, ExtraTime, SomebodyWhoKnowsMe, QuietPlace }

/// <summary>What a reasonable adjustment is about.</summary>
public enum AdjustmentKind { GettingThere, Appointments, Place, Information, Communication, Senses, Support, SomethingElse }

/// <summary>Where people met to plan.</summary>
public enum SessionPlace { Home, Hospice, Clinic, CareHome, Hospital, Video, Phone, SomewhereElse }
