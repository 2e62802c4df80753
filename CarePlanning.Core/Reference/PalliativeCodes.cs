using CarePlanning.Core.Plans.Sections;

namespace CarePlanning.Core.Reference;

/// <summary>The national codes for what is written about the time ahead, beside its words; what has no code travels as words.</summary>
public sealed record PalliativeCodes(
    string Source,
    DateOnly Date,
    IReadOnlyDictionary<TalkOutcome, string> Talks,
    IReadOnlyDictionary<CprCode, string> Cpr,
    IReadOnlyDictionary<RecommendationType, string> Forms,
    IReadOnlyDictionary<Prognosis, string> Prognosis,
    IReadOnlyDictionary<GoldStandardStage, string> Stages,
    IReadOnlyDictionary<MedicinesReady, string> Medicines,
    string OnRegister,
    IReadOnlyDictionary<LegalAuthorityType, string> Authorities,
    string AdvanceDecision,
    string AdvanceDecisionLifeSustaining)
{
    public static PalliativeCodes Current { get; } = ReferenceFile.Read<PalliativeCodes>("palliative-codes");

    /// <summary>The code of a recommendation: what is recommended about resuscitation, or else the form it stands on.</summary>
    public string? Of(ClinicalRecommendation recommendation) =>
        recommendation.CprCode is { } cpr && Cpr.TryGetValue(cpr, out var code) ? code
        : recommendation.Type is { } type && Forms.TryGetValue(type, out var form) ? form : null;

    /// <summary>The code of an advance decision, for a refusal that stands as one.</summary>
    public string Of(RefusedTreatment refusal) => refusal.LifeSustaining == false ? AdvanceDecision : AdvanceDecisionLifeSustaining;
}
