namespace CarePlanning.Core.Plans.Sections;

/// <summary>As what a refusal may be shown today.</summary>
public enum HowItStands
{
    /// <summary>What the person would like; not signed, so not binding.</summary>
    Wish,
    /// <summary>The signed original is held.</summary>
    Decision,
    /// <summary>A refusal of treatment that does not keep somebody alive, said aloud and heard.</summary>
    Spoken,
    /// <summary>Others say that it exists; nobody here has seen it.</summary>
    Reported,
    /// <summary>Withdrawn, or another took its place.</summary>
    NotInForce,
}

/// <summary>Decides as what each refusal is shown: one place for the screen, the documents and every copy (AD-11, AD-13).</summary>
public static class RefusalStanding
{
    /// <summary>As what this refusal may be shown.</summary>
    public static HowItStands Of(Legal legal, RefusedTreatment refusal)
    {
        var decision = legal.DecisionOf(refusal);
        if (decision is { IsEnded: true }) return HowItStands.NotInForce;
        if (refusal.WantOrRefuse == WantOrRefuse.Want) return HowItStands.Wish;
        if (decision?.Status == AdvanceDecisionStatus.ReportedByOthers) return HowItStands.Reported;
        if (decision?.Status == AdvanceDecisionStatus.SignedOriginalHeld && !MissingFor(decision, [refusal]).Any()) return HowItStands.Decision;
        // Unanswered counts as life-sustaining: the stricter form is the safe one.
        return refusal.LifeSustaining == false && refusal.HeardBy.IsWritten() && refusal.HeardOn?.Date is not null ? HowItStands.Spoken : HowItStands.Wish;
    }

    /// <summary>Every refusal with how it stands, those no longer in force last.</summary>
    public static IReadOnlyList<(RefusedTreatment Refusal, HowItStands Stands)> All(Legal legal) =>
        [.. legal.Refusals.InUse().Select(r => (r, Of(legal, r))).OrderBy(p => p.Item2 == HowItStands.NotInForce)];

    /// <summary>What the signed form still lacks for these refusals, as field names of the decision, or of "refusals/id/...".</summary>
    public static IEnumerable<string> MissingFor(AdvanceDecision decision, IEnumerable<RefusedTreatment> refusals)
    {
        var lifeSustaining = refusals.Where(r => r.WantOrRefuse != WantOrRefuse.Want && r.LifeSustaining != false).ToList();
        if (lifeSustaining.Count == 0) yield break;
        foreach (var refusal in lifeSustaining.Where(r => r.EvenIfLifeAtRisk != true)) yield return $"refusals/{refusal.Id}/evenIfLifeAtRisk";
        if (decision.SignedOn?.Date is null) yield return "signedOn/day";
        if (decision.SignedBy is null) yield return "signedBy";
        if (decision.SignedBy == SignedBy.SomebodyElse && !decision.SignedByName.IsWritten()) yield return "signedByName";
        if (!decision.WitnessName.IsWritten()) yield return "witnessName";
        else if (IsOwnWitness(decision)) yield return "witnessName";
        if (decision.WitnessSawIt != true) yield return "witnessSawIt";
    }

    /// <summary>The powers of attorney, made later or on a day nobody wrote down, that may have taken the decision's place (AD-07).</summary>
    public static IReadOnlyList<LegalAuthority> LaterPowers(Legal legal, AdvanceDecision decision) =>
        decision.IsEnded || decision.LaterPowerCovers == false || decision.SignedOn?.Date is not { } signed ? []
        : [.. legal.Authorities.InUse().Where(a => a.Type == LegalAuthorityType.HealthAndWelfarePower && MayBeLater(a.MadeOn, signed)
            && (a.LifeSustaining != LifeSustainingAuthority.NotGiven || legal.RefusalsOf(decision).Any(r => r.LifeSustaining == false)))];

    /// <summary>True unless the power is known to have been made by that day: where its day is not known, it may be later.</summary>
    private static bool MayBeLater(PartialDate? made, DateOnly signed) => made?.Date is { } day ? day > signed
        : made?.Year is not { } year || year > signed.Year || (year == signed.Year && !(made.Month < signed.Month));

    /// <summary>Nobody is the witness of their own signature.</summary>
    private static bool IsOwnWitness(AdvanceDecision decision) =>
        decision.SignedBy == SignedBy.SomebodyElse
        && string.Equals(decision.WitnessName?.Trim(), decision.SignedByName?.Trim(), StringComparison.OrdinalIgnoreCase);
}
