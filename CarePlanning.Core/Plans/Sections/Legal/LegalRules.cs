using CarePlanning.Core.Reference;

namespace CarePlanning.Core.Plans.Sections;

/// <summary>Rules of who can decide and who may decide for somebody (domain section 10, CP); those of advance decisions stand beside them.</summary>
public static class LegalRules
{
    private const string Slug = "legal-decisions";

    private static readonly string[] NotADecision = ["general", "in general", "everything", "all decisions", "capacity", "mental capacity", "n/a", "-"];

    public static IReadOnlyList<Rule> All { get; } =
    [
        Capacity("CP-02", Stage.Complete, Severity.Block, (a, _) => Lacks(a) ? LeftOutOfLack(a) : []),
        Capacity("CP-03", Stage.Complete, Severity.Block, (a, _) => Lacks(a) && a.EveryAbility ? ["conclusion"] : []),
        Capacity("CP-04", Stage.Complete, Severity.Warn, (a, _) => !a.Decision.IsWritten() || NotADecision.Contains(a.Decision!.Trim().TrimEnd('.'), StringComparer.OrdinalIgnoreCase) ? ["decision"] : []),
        Capacity("CP-05", Stage.Complete, Severity.Warn, (a, input) => IsStale(a, input) ? [a.On?.Date is null ? "on/day" : "nextReview/day"] : []),
        Rule.When<Legal>("CP-06", Slug, Stage.Agree, Severity.Block, "underSixteen", (legal, input) =>
            input.Answers.Get<Involved>() is var who && who.IsUnder16(input.Today) && !legal.UnderSixteen.IsWritten() && !SomebodyIsResponsible(legal, who)),
        Rule.When<Legal>("CP-07", Slug, Stage.Complete, Severity.Inform, "capacity", (_, input) => input.Answers.Get<Involved>().Is16Or17(input.Today)),
        Authority("CP-08", (_, authority) => authority.NeedsRegistering && authority.Registered != true),
        Authority("CP-09", (decision, authority) => decision.About == DecisionAbout.LifeSustaining && authority.IsForCare && authority.LifeSustaining != LifeSustainingAuthority.Given),
        Authority("CP-10", (decision, authority) => decision.About == DecisionAbout.Money ? authority.IsForCare : decision.About is not null && authority.IsForMoney),
        Rule.Each<Legal>("CP-11", Slug, Stage.Complete, Severity.Block, (legal, _) =>
            from decision in legal.BestInterests.InUse()
            where Under(legal, decision).Any(a => a.IsForCare)
                && legal.Capacity.InUse().Any(c => decision.CapacityIds.Contains(c.Id) && c.Conclusion == CapacityConclusion.HasCapacity)
            select new Finding($"bestInterests/{decision.Id}/authorityIds", decision.Decision ?? "")),
        Rule.Each<Legal>("CP-12", Slug, Stage.Complete, Severity.Block, (legal, input) => PowersAndPeople(legal, input.Answers.Get<Involved>())),
        Rule.Each<Legal>("CP-13", Slug, Stage.Complete, Severity.Warn, (legal, _) =>
            from authority in legal.Authorities.InUse()
            where authority.Seen is null or HowItWasSeen.Reported || !authority.SeenBy.IsWritten()
            select new Finding($"authorities/{authority.Id}/{(authority.Seen is HowItWasSeen.PaperSeen or HowItWasSeen.OnlineService ? "seenBy" : "seen")}", authority.Names ?? "")),
        .. AdvanceDecisionRules.All,
    ];

    private static Rule Capacity(string id, Stage stage, Severity severity, Func<CapacityAssessment, RuleInput, IEnumerable<string>> fields) =>
        Rule.Each<Legal>(id, Slug, stage, severity, (legal, input) =>
            from assessment in legal.Capacity.InUse()
            from field in fields(assessment, input)
            select new Finding($"capacity/{assessment.Id}/{field}", assessment.Decision ?? ""));

    /// <summary>A rule about a power that was used to decide something.</summary>
    private static Rule Authority(string id, Func<BestInterestsDecision, LegalAuthority, bool> broken) =>
        Rule.Each<Legal>(id, Slug, Stage.Complete, Severity.Block, (legal, _) =>
            from decision in legal.BestInterests.InUse()
            where Under(legal, decision).Any(a => broken(decision, a))
            select new Finding($"bestInterests/{decision.Id}/authorityIds", decision.Decision ?? ""));

    private static IEnumerable<LegalAuthority> Under(Legal legal, BestInterestsDecision decision) =>
        legal.Authorities.InUse().Where(a => decision.AuthorityIds.Contains(a.Id));

    private static bool Lacks(CapacityAssessment a) => a.Conclusion == CapacityConclusion.LacksCapacity;

    /// <summary>What "cannot decide this" rests on: what they could not do, why not, and what was done to help.</summary>
    private static IEnumerable<string> LeftOutOfLack(CapacityAssessment a)
    {
        if (!a.AnyInability && !a.EveryAbility) yield return "canUnderstand";
        if (!a.Evidence.IsWritten()) yield return "evidence";
        if (a.Impairment != Impairment.Yes) yield return "impairment";
        if (!a.CausalLink.IsWritten()) yield return "causalLink";
        if (!a.SupportGiven.IsWritten()) yield return "supportGiven";
    }

    /// <summary>Without a day, past its own next day, or, where it comes and goes, older than the usual span.</summary>
    private static bool IsStale(CapacityAssessment a, RuleInput input) =>
        a.On?.Date is not { } on
        || a.NextReview?.Date < input.Today
        || ((a.ComesAndGoes == true || a.MayRegain == true) && a.NextReview?.Date is null && on < input.Today.AddDays(-ReviewIntervals.Current.CapacityDays));

    private static bool SomebodyIsResponsible(Legal legal, Involved who) =>
        who.People.InUse().Any(p => p.Types.Contains(ContactType.ParentalResponsibility))
        || legal.Authorities.InUse().Any(a => a.Type == LegalAuthorityType.ParentalResponsibility);

    /// <summary>A power names somebody who can be reached; somebody who is called an attorney has a power written down.</summary>
    private static IEnumerable<Finding> PowersAndPeople(Legal legal, Involved who)
    {
        var powers = legal.Authorities.InUse().Where(a => a.Type is LegalAuthorityType.HealthAndWelfarePower or LegalAuthorityType.PropertyPower or LegalAuthorityType.EnduringPower).ToList();
        foreach (var power in powers.Where(p => !p.Names.IsWritten() || !p.Contact.IsWritten()))
            yield return new Finding($"authorities/{power.Id}/{(power.Names.IsWritten() ? "contact" : "names")}", power.Names ?? "");
        if (powers.Count == 0)
            foreach (var person in who.People.InUse().Where(p => p.Types.Contains(ContactType.Attorney)).Take(1))
                yield return new Finding("authorities", person.Name ?? "");
    }
}
