using CarePlanning.Core.Documents;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Plans.Sections;
using CarePlanning.Core.Reference;
using Hl7.Fhir.Model;
using Annotation = Hl7.Fhir.Model.Annotation;

namespace CarePlanning.Core.Exchange.Fhir;

/// <summary>What is written about the time ahead, with its code beside its words: talks and what clinicians note as Observations; decisions that stand as Consents and Flags; recommendations that count, powers to decide and what makes a decision doubtful as Flags. A wish is never a flag.</summary>
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
        Noted(parts, codes);
        var legal = parts.Answers.Get<Legal>();
        var doubts = ThreeKinds.Doubts(parts.Answers);
        foreach (var doubt in doubts)
            parts.Add($"legal-decisions/doubts/{doubt.Name}", Flag(parts, doubt.Title, BundleParts.Words(doubt.What)));
        foreach (var decision in legal.Decisions.InUse())
            if (Consent(parts, codes, legal, decision) is { } consent) parts.Add($"legal-decisions/decisions/{decision.Id}", Doubted(consent, doubts, decision));
        foreach (var power in legal.Authorities.InUse())
            parts.Add($"legal-decisions/authorities/{power.Id}", Power(parts, codes, power));
        foreach (var (refusal, stands) in RefusalStanding.All(legal))
            if (stands == HowItStands.Decision && BundleParts.Clean(refusal.Treatment) is { } treatment)
                parts.Add($"legal-decisions/refusals/{refusal.Id}", Doubted(Flag(parts, ThreeKinds.Decision([]).Title, Coded(codes.Of(refusal), treatment)), doubts, refusal));
        foreach (var one in parts.Answers.Get<Recommendations>().Current())
            if (BundleParts.Clean(one.Recommends) is { } words)
                parts.Add($"recommendations/list/{one.Id}", Doubted(Flag(parts, ThreeKinds.Recommendation([]).Title, Coded(codes.Of(one), words)), doubts, one));
    }

    /// <summary>The resource with what makes the entry doubtful in its own words too: it may be read without the others.</summary>
    private static DomainResource Doubted(DomainResource resource, IReadOnlyList<Doubt> doubts, PlanItem entry)
    {
        if (doubts.Where(d => d.About.Contains(entry)).Select(d => $"{d.Title}. {d.What}").ToList() is { Count: > 0 } said) resource.Text = BundleNarrative.Paragraph(string.Join('\n', said));
        return resource;
    }

    /// <summary>What clinicians note for each other; a copy that may not carry it has none of these answers.</summary>
    private static void Noted(BundleParts parts, PalliativeCodes codes)
    {
        var noted = parts.Answers.Get<Recommendations>();
        var words = PlanSections.Of<Recommendations>().Words;
        void Note(string question, string? code, string said, PartialDate? on = null, params string?[] notes) => parts.Add($"recommendations/{question}", new Observation
        {
            Status = ObservationStatus.Final,
            Code = Coded(code, said),
            Subject = parts.Patient,
            Effective = BundleParts.Date(on) is { } day ? new FhirDateTime(day) : null,
            Note = [.. notes.Select(BundleParts.Clean).OfType<string>().Select(n => new Annotation { Text = n })],
        });
        if (noted.Prognosis is { } prognosis) Note("prognosis", codes.Prognosis.GetValueOrDefault(prognosis), words.Option(typeof(Prognosis), prognosis.ToString()), noted.PrognosisOn, noted.PrognosisInWords);
        if (noted.Stage is { } stage) Note("stage", codes.Stages.GetValueOrDefault(stage), words.Option(typeof(GoldStandardStage), stage.ToString()));
        if (noted.OnPalliativeRegister == true) Note("onPalliativeRegister", codes.OnRegister, words.Heading("register"));
        if (noted.MedicinesReady is { } medicines) Note("medicinesReady", codes.Medicines.GetValueOrDefault(medicines), words.Option(typeof(MedicinesReady), medicines.ToString()), noted.MedicinesOn, noted.MedicinesPlace);
    }

    /// <summary>The paper whose signed original is held, with what it refuses; null for any other, of which only words travel.</summary>
    private static Consent? Consent(BundleParts parts, PalliativeCodes codes, Legal legal, AdvanceDecision decision)
    {
        var refused = legal.RefusalsOf(decision).Where(r => RefusalStanding.Of(legal, r) == HowItStands.Decision && BundleParts.Clean(r.Treatment) is not null).ToList();
        return refused.Count == 0 ? null : new Consent
        {
            Status = Hl7.Fhir.Model.Consent.ConsentState.Active,
            Scope = BundleParts.Concept(BundleParts.Codes.AdvanceDirectiveScope),
            Category = [BundleParts.Concept(BundleParts.Codes.AdvanceDirectiveCategory)],
            Patient = parts.Patient,
            DateTimeElement = BundleParts.Date(decision.SignedOn) is { } on ? new FhirDateTime(on) : null,
            Organization = [parts.Custodian],
            PolicyRule = BundleParts.Words(ThreeKinds.Decision([]).Title),
            Provision = new Consent.provisionComponent { Type = Hl7.Fhir.Model.Consent.ConsentProvisionType.Deny, Code = [.. refused.Select(r => Coded(codes.Of(r), r.Treatment!))] },
        };
    }

    /// <summary>A power that cannot be used yet is a flag that is not active, and says why.</summary>
    private static Flag Power(BundleParts parts, PalliativeCodes codes, LegalAuthority power)
    {
        var flag = Flag(parts, PlanSections.Of<Legal>().Words.Heading("authorities"),
            Coded(power.Type is { } type ? codes.Authorities.GetValueOrDefault(type) : null, $"{Powers.Holder(power)}: {Powers.Says(power)}"));
        if (power.NeedsRegistering && power.Registered != true) flag.Status = Hl7.Fhir.Model.Flag.FlagStatus.Inactive;
        return flag;
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
