using CarePlanning.Core.Plans;
using CarePlanning.Core.Plans.Sections;

namespace CarePlanning.Tests.Rules;

/// <summary>Legal papers and recommendations with something wrong for every rule about them.</summary>
internal static class LegalGaps
{
    private static readonly PartialDate Long = new() { Day = 1, Month = 2, Year = 2020 };

    public static void AddTo(PlanAnswers answers)
    {
        var legal = answers.Get<Legal>();
        legal.Authorities.Add(new() { Id = "l1", Type = LegalAuthorityType.HealthAndWelfarePower, Names = "Ana", MadeOn = new() { Day = 1, Month = 2, Year = 2021 } });
        legal.Authorities.Add(new() { Id = "l2", Type = LegalAuthorityType.PropertyPower, Names = "Ana", Contact = "01632 960001" });
        legal.Capacity.Add(new() { Id = "p1", Decision = "General", Conclusion = CapacityConclusion.LacksCapacity, CanUnderstand = true, CanRetain = true, CanUseOrWeigh = true, CanCommunicate = true });
        legal.Capacity.Add(new() { Id = "p2", Decision = "Where to live", Conclusion = CapacityConclusion.HasCapacity });
        legal.BestInterests.Add(new() { Id = "b1", Decision = "The tube", About = DecisionAbout.LifeSustaining, AuthorityIds = ["l1", "l2"], CapacityIds = ["p2"] });
        legal.Decisions.Add(new() { Id = "d1", Name = "Machines", Status = AdvanceDecisionStatus.SignedOriginalHeld, SignedOn = Long, WitnessIs = WitnessIs.Attorney, MentalHealthAct = true });
        legal.Decisions.Add(new() { Id = "d2", Name = "Nothing in it" });
        legal.Refusals.Add(new() { Id = "r1", DecisionIds = ["d1"], Treatment = "A tube", LifeSustaining = true });
        legal.Refusals.Add(new() { Id = "r2", DecisionIds = ["d1"], Treatment = "Soup", IsBasicCare = true });
        legal.Refusals.Add(new() { Id = "r3", DecisionIds = ["d1"], Treatment = "Every treatment there is", WantOrRefuse = WantOrRefuse.Want });
        legal.Decisions.Add(new() { Id = "d3", Name = "Resuscitation", Status = AdvanceDecisionStatus.SignedOriginalHeld, SignedOn = Long, SignedBy = SignedBy.Self, WitnessName = "Bo", WitnessSawIt = true, OriginalLocation = "Drawer", SeenBy = "Nia" });
        legal.Refusals.Add(new() { Id = "r4", DecisionIds = ["d3"], Treatment = "Resuscitation", Kind = TreatmentKind.Resuscitation, LifeSustaining = true, EvenIfLifeAtRisk = true });
        var recommended = answers.Get<Recommendations>();
        recommended.List.Add(new() { Id = "c1", Type = RecommendationType.Cpr, CprCode = CprCode.Attempt, Status = RecommendationStatus.Current, MayGetBetter = true });
        recommended.List.Add(new() { Id = "c2", Type = RecommendationType.Cpr, CprCode = CprCode.DoNotAttempt, Status = RecommendationStatus.Current });
        recommended.List.Add(new() { Id = "c3", Type = RecommendationType.Respect, Status = RecommendationStatus.Current });
    }
}
