using CarePlanning.Core.Reference;

namespace CarePlanning.Core.Plans.Sections;

/// <summary>Rules of the advance decision to refuse treatment (domain section 10, AD); AD-11 and AD-13 are in <see cref="RefusalStanding"/>.</summary>
public static class AdvanceDecisionRules
{
    private const string Slug = "legal-decisions";
    private const int Adult = 18;

    public static IReadOnlyList<Rule> All { get; } =
    [
        Paper("AD-01", Stage.Save, Severity.Block, (d, _, input) => IsByAChild(d, input) ? [d.SignedOn?.Date is null ? "name" : "signedOn/day"] : []),
        Paper("AD-02", Stage.Complete, Severity.Block, (d, legal, _) => d.Status == AdvanceDecisionStatus.ReportedByOthers || legal.RefusalsOf(d).Any(r => r.Treatment.IsWritten()) ? [] : ["/refusals"]),
        Paper("AD-03", Stage.Complete, Severity.Block, (d, legal, input) => d.Status == AdvanceDecisionStatus.SignedOriginalHeld ? NotAsTheLawAsks(d, legal, input) : []),
        Paper("AD-04", Stage.Complete, Severity.Block, (d, _, _) => d.Status == AdvanceDecisionStatus.SignedOriginalHeld && !IsHeld(d) ? ["originalLocation"] : []),
        Paper("AD-05", Stage.Complete, Severity.Warn, (d, _, _) => d.WitnessIs is not (null or WitnessIs.NoneOfThese) ? ["witnessIs"] : []),
        Paper("AD-06", Stage.Complete, Severity.Warn, (d, _, _) => d.SignedOn is null ? [] : NotNoted(d)),
        Paper("AD-07", Stage.Agree, Severity.Block, (d, legal, _) => RefusalStanding.LaterPowers(legal, d).Count > 0 ? ["laterPowerCovers"] : []),
        Refusal("AD-08", (r, _) => r.WantOrRefuse == WantOrRefuse.Want, "wantOrRefuse"),
        Refusal("AD-09", (r, _) => r.IsBasicCare == true && r.WantOrRefuse != WantOrRefuse.Want, "isBasicCare"),
        Paper("AD-10", Stage.Complete, Severity.Warn, (d, _, input) =>
            (d.LookedAtAgainOn?.Date ?? d.SignedOn?.Date) < input.Today.AddMonths(-ReviewIntervals.Current.AdvanceDecisionMonths) ? ["lookedAtAgainOn/day"] : []),
        Paper("AD-12", Stage.Complete, Severity.Warn, (d, _, _) => d.MentalHealthAct == true ? ["mentalHealthAct"] : []),
    ];

    /// <summary>What stands in the way of "the signed original is held": the rules that stop it, asked of a decision as it would then be.</summary>
    public static IReadOnlyList<Problem> BeforeHolding(RuleInput input, string decisionId)
    {
        var legal = (Legal)SectionJson.Read(PlanSections.Of<Legal>(), SectionJson.Write(input.Answers.Get<Legal>()), SectionJson.Schema);
        if (legal.Decisions.FirstOrDefault(d => d.Id == decisionId) is not { } decision) return [];
        decision.Status = AdvanceDecisionStatus.SignedOriginalHeld;
        var then = input with { Answers = input.Answers.With(Slug, legal) };
        return [.. from rule in All
                   where rule.Id is "AD-01" or "AD-02" or "AD-03" or "AD-04"
                   from finding in rule.Check(then)
                   where finding.Path.Contains(decisionId, StringComparison.Ordinal) || finding.Names.Contains(decisionId) || legal.RefusalsOf(decision).Any(r => finding.Path.Contains(r.Id, StringComparison.Ordinal))
                   select RuleBook.Say(rule, finding)];
    }

    /// <summary>A rule about one paper; a field that begins with "/" or names a refusal is a place of the section itself.</summary>
    private static Rule Paper(string id, Stage stage, Severity severity, Func<AdvanceDecision, Legal, RuleInput, IEnumerable<string>> fields) =>
        Rule.Each<Legal>(id, Slug, stage, severity, (legal, input) =>
            from decision in legal.Decisions.InUse()
            where !decision.IsEnded
            from field in fields(decision, legal, input)
            select new Finding(field[0] == '/' ? field[1..] : field.StartsWith("refusals/", StringComparison.Ordinal) ? field : $"decisions/{decision.Id}/{field}", decision.Name ?? "", decision.Id));

    private static Rule Refusal(string id, Func<RefusedTreatment, RuleInput, bool> broken, string field) =>
        Rule.Each<Legal>(id, Slug, Stage.Complete, Severity.Warn, (legal, input) =>
            from refusal in legal.Refusals.InUse()
            where legal.DecisionOf(refusal) is not { IsEnded: true } && broken(refusal, input)
            select new Finding($"refusals/{refusal.Id}/{field}", refusal.Treatment ?? ""));

    /// <summary>Under 18 on the day of signing, or today while nothing is signed.</summary>
    private static bool IsByAChild(AdvanceDecision d, RuleInput input) =>
        d.Status != AdvanceDecisionStatus.ReportedByOthers
        && input.Answers.Get<Involved>().DateOfBirth?.Date is { } born && (d.SignedOn?.Date ?? input.Today) < born.AddYears(Adult);

    private static List<string> NotAsTheLawAsks(AdvanceDecision d, Legal legal, RuleInput input)
    {
        var who = input.Answers.Get<Involved>();
        var missing = RefusalStanding.MissingFor(d, legal.RefusalsOf(d)).ToList();
        var isThePerson = d.WitnessName.IsWritten() && string.Equals(d.WitnessName!.Trim(), $"{who.GivenNames} {who.FamilyName}".Trim(), StringComparison.OrdinalIgnoreCase);
        return isThePerson && !missing.Contains("witnessName") && legal.RefusalsOf(d).Any(r => r.LifeSustaining != false) ? [.. missing, "witnessName"] : missing;
    }

    /// <summary>Somebody saw it, on paper or as a scan, and it can be found.</summary>
    private static bool IsHeld(AdvanceDecision d) => d.OriginalLocation.IsWritten() && (d.Scan.IsWritten() || d.SeenBy.IsWritten());

    private static IEnumerable<string> NotNoted(AdvanceDecision d)
    {
        if (d.CapacityAtSigning is null or CapacityAtSigning.NotRecorded) yield return "capacityAtSigning";
        if (!d.DiscussedWith.IsWritten()) yield return "discussedWith";
        if (d.WitnessName.IsWritten() && !d.WitnessAddress.IsWritten()) yield return "witnessAddress";
    }
}
