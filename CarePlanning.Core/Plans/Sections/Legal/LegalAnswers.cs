namespace CarePlanning.Core.Plans.Sections;

/// <summary>A kind of power to decide for somebody.</summary>
public enum LegalAuthorityType { HealthAndWelfarePower, PropertyPower, WelfareDeputy, PropertyDeputy, EnduringPower, Appointee, ParentalResponsibility }

/// <summary>Whether a power reaches as far as treatment that keeps somebody alive; only the paper itself can say so.</summary>
public enum LifeSustainingAuthority { Given, NotGiven, NotKnown }

/// <summary>How several attorneys decide.</summary>
public enum HowAttorneysAct { Alone, Jointly, JointlyAndSeverally }

/// <summary>How a power was checked.</summary>
public enum HowItWasSeen { PaperSeen, OnlineService, Reported }

/// <summary>Where an advance decision is in its life.</summary>
public enum AdvanceDecisionStatus { Intended, Draft, PrintedForSigning, SignedOriginalHeld, ReportedByOthers, Withdrawn, Superseded }

/// <summary>Whose hand signed an advance decision.</summary>
public enum SignedBy { Self, SomebodyElse }

/// <summary>What the witness is to the person; the law forbids none of them, good practice does.</summary>
public enum WitnessIs { NoneOfThese, SpouseOrPartner, GainsFromTheWill, Attorney, CareProvider }

/// <summary>Whether anybody noted that the person could make the decision when they signed it.</summary>
public enum CapacityAtSigning { Yes, No, NotRecorded }

/// <summary>What a refused treatment is, so far as it is often mistaken for another.</summary>
public enum TreatmentKind { BreathingMask, BreathingTube, Resuscitation, FeedingTube, Antibiotics, HospitalStay, Other }

/// <summary>Not starting a treatment and stopping one are two decisions.</summary>
public enum StartOrStop { NotStart, Stop, Both }

/// <summary>A refusal binds; what is wanted is a wish.</summary>
public enum WantOrRefuse { Refuse, Want }

/// <summary>Whether there is an impairment of, or a disturbance in, the mind or brain.</summary>
public enum Impairment { Yes, No, Unsure }

/// <summary>What a capacity assessment found, for this decision at this time.</summary>
public enum CapacityConclusion { HasCapacity, LacksCapacity }

/// <summary>What a decision made for somebody is about.</summary>
public enum DecisionAbout { Care, LifeSustaining, Money }

/// <summary>Whether an independent mental capacity advocate was needed.</summary>
public enum ImcaAnswer { NotNeeded, Instructed }
