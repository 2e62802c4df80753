using CarePlanning.Core.Documents;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Plans.Sections;
using CarePlanning.Core.Reference;
using Hl7.Fhir.Model;

namespace CarePlanning.Core.Exchange.Fhir;

/// <summary>What is written about the time ahead, with its code beside its words: talks as Observations; decisions that stand and recommendations that count as Flags. A wish is never a flag.</summary>
internal static class BundleAhead
{
    public static void Add(BundleParts parts)
    {
        var codes = PalliativeCodes.Current;
        foreach (var talk in parts.Answers.Get<LookingAhead>().Talks.InUse())
            if (talk.Outcome is { } outcome)
                parts.Add($"looking-ahead/talks/{talk.Id}", new Observation
                {
                    Status = ObservationStatus.Final,
                    Code = Coded(codes.Talks.GetValueOrDefault(outcome), PlanSections.Of<LookingAhead>().Words.Option(typeof(TalkOutcome), outcome.ToString())),
                    Subject = parts.Patient,
                    Effective = BundleParts.Date(talk.On) is { } on ? new FhirDateTime(on) : null,
                });
        var legal = parts.Answers.Get<Legal>();
        foreach (var (refusal, stands) in RefusalStanding.All(legal))
            if (stands == HowItStands.Decision && BundleParts.Clean(refusal.Treatment) is { } treatment)
                parts.Add($"legal-decisions/refusals/{refusal.Id}", Flag(parts, ThreeKinds.Decision([]).Title, Coded(codes.Of(refusal), treatment)));
        foreach (var one in parts.Answers.Get<Recommendations>().Current())
            if (BundleParts.Clean(one.Recommends) is { } words)
                parts.Add($"recommendations/list/{one.Id}", Flag(parts, ThreeKinds.Recommendation([]).Title, Coded(codes.Of(one), words)));
    }

    private static CodeableConcept Coded(string? code, string words) => code is null ? BundleParts.Words(words) : new(BundleParts.Codes.Snomed, code, null, BundleParts.Clean(words));

    private static Flag Flag(BundleParts parts, string category, CodeableConcept code) => new()
    {
        Status = Hl7.Fhir.Model.Flag.FlagStatus.Active,
        Category = [BundleParts.Words(category)],
        Code = code,
        Subject = parts.Patient,
        Author = parts.Custodian,
    };
}
