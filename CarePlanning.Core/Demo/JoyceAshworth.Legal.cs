using CarePlanning.Core.Plans;
using CarePlanning.Core.Plans.Sections;

namespace CarePlanning.Core.Demo;

/// <summary>What Joyce has refused in the form the law asks for, who may decide for her, and what a doctor recommends.</summary>
internal static partial class JoyceAshworth
{
    private static Legal Legal(DemoDays days) => new()
    {
        Authorities =
        [
            new() { Id = "anne-health", Type = LegalAuthorityType.HealthAndWelfarePower, Names = "Anne Ashworth", Contact = "07700 900341", Registered = true, LifeSustaining = LifeSustainingAuthority.NotGiven,
                Acts = HowAttorneysAct.Alone, MadeOn = days.Ago(380), RegisteredOn = days.Ago(310), Seen = HowItWasSeen.PaperSeen, SeenBy = "Nia Rees", SeenOn = days.Ago(9), Location = "Blue folder in the dresser" },
        ],
        Decisions =
        [
            new() { Id = "machines", Name = "My decision about breathing machines", Words = Joyce.Wrote("The mask is mine and I can push it off. A tube is somebody else's, and I cannot."), DiscussedWith = "Callum Oyelaran, home breathing team",
                SignedOn = days.Ago(30), SignedBy = SignedBy.Self, WitnessName = "Maureen Duffy", WitnessAddress = "12 Lido Terrace", WitnessSawIt = true, WitnessIs = WitnessIs.NoneOfThese,
                CapacityAtSigning = CapacityAtSigning.Yes, OriginalLocation = "blue folder in the dresser", CopiesHeldBy = "Mill Pool Surgery", Status = AdvanceDecisionStatus.SignedOriginalHeld, SeenBy = "Nia Rees" },
        ],
        Refusals =
        [
            new() { Id = "tube", DecisionIds = ["machines"], Treatment = "a breathing machine with a tube", Kind = TreatmentKind.BreathingTube, StartOrStop = StartOrStop.Both, WantOrRefuse = WantOrRefuse.Refuse,
                LifeSustaining = true, EvenIfLifeAtRisk = true, IsBasicCare = false },
        ],
    };

    private static Recommendations Recommendations(DemoDays days) => new()
    {
        List =
        [
            new() { Id = "cpr", Type = RecommendationType.Cpr, CprCode = CprCode.DoNotAttempt, Recommends = "Comfort at home", DecidedOn = days.Ago(9), DecidedAt = "11:30", Clinician = "Dr Kaur", Grade = "Consultant in palliative medicine",
                RegisteredWith = RegistrationBody.Gmc, RegistrationNumber = "0000012", PersonInvolved = PersonInvolved.Yes, HowInvolved = "Joyce raised it herself. Anne was there.", PeopleInformed = "Anne", MayGetBetter = false, ReviewDate = days.In(120),
                FormLocation = "blue folder", Status = RecommendationStatus.Current },
        ],
        MedicinesReady = MedicinesReady.Requested,
        MedicinesBy = "Nia Rees",
        MedicinesOn = days.Ago(9),
    };
}
