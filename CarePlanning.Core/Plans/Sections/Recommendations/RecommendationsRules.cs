namespace CarePlanning.Core.Plans.Sections;

/// <summary>Rules of clinicians' recommendations (domain section 10, CR); CR-01 is in the write path, which asks for the registration.</summary>
public static class RecommendationsRules
{
    private const string Slug = "recommendations";

    public static IReadOnlyList<Rule> All { get; } =
    [
        Each("CR-02", Stage.Save, Severity.Block, (r, _, _) => r.IsCurrentCpr && LeftOut(r) ? ["status"] : []),
        Each("CR-03", Stage.Complete, Severity.Warn, (r, _, _) => r.IsCurrentCpr && r.CprCode == CprCode.DoNotAttempt && (r.PersonInvolved is null || !r.HowInvolved.IsWritten()) ? ["howInvolved"] : []),
        Each("CR-04", Stage.Complete, Severity.Warn, (r, _, input) =>
            r.Status == RecommendationStatus.Current && (r.ReviewDate?.Date < input.Today || (r.MayGetBetter == true && r.ReviewDate?.Date is null)) ? ["reviewDate/day"] : []),
        Each("CR-05", Stage.Save, Severity.Block, (r, all, _) => r.IsCurrentCpr && all.List.InUse().Count(o => o.IsCurrentCpr) > 1 ? ["status"] : []),
        Rule.Each<Recommendations>("CR-06", Slug, Stage.Agree, Severity.Block, (all, input) =>
            Conflict(all, input.Answers.Get<Legal>()) is { } cpr ? [new Finding($"list/{cpr.Id}/cprCode")] : []),
        Each("CR-07", Stage.Complete, Severity.Warn, (r, _, _) => r.Type is not (null or RecommendationType.Cpr) && r.Status == RecommendationStatus.Current && !r.FormLocation.IsWritten() ? ["formLocation"] : []),
    ];

    /// <summary>The recommendation to attempt resuscitation that stands against a decision of the person to refuse it, or null.</summary>
    public static ClinicalRecommendation? Conflict(Recommendations all, Legal legal) =>
        all.List.InUse().FirstOrDefault(r => r is { IsCurrentCpr: true, CprCode: CprCode.Attempt or CprCode.ModifiedForAChild }) is { } cpr
        && RefusedResuscitation(legal).Any() ? cpr : null;

    /// <summary>The refusals of resuscitation that are decisions.</summary>
    public static IEnumerable<RefusedTreatment> RefusedResuscitation(Legal legal) =>
        legal.Refusals.InUse().Where(r => r.Kind == TreatmentKind.Resuscitation && RefusalStanding.Of(legal, r) == HowItStands.Decision);

    private static Rule Each(string id, Stage stage, Severity severity, Func<ClinicalRecommendation, Recommendations, RuleInput, IEnumerable<string>> fields) =>
        Rule.Each<Recommendations>(id, Slug, stage, severity, (all, input) =>
            from one in all.List.InUse()
            from field in fields(one, all, input)
            select Found(one, field));

    /// <summary>Whether one is about resuscitation follows from its kind and its code, so these bring it about as the status does.</summary>
    private static Finding Found(ClinicalRecommendation one, string field) =>
        new($"list/{one.Id}/{field}", one.Recommends ?? "") { AlsoAt = field == "status" ? [$"list/{one.Id}/cprCode", $"list/{one.Id}/type"] : [] };

    /// <summary>Who recommends what, since when and under which registration: without these nobody at night can rely on it.</summary>
    private static bool LeftOut(ClinicalRecommendation r) =>
        r.CprCode is null || r.DecidedOn?.Date is null || !r.DecidedAt.IsWritten() || !r.Clinician.IsWritten()
        || !r.RegisteredWith.IsOfClinicians() || !r.RegistrationNumber.IsWritten();
}
