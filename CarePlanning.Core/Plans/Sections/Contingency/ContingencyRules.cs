using CarePlanning.Core.Reference;

namespace CarePlanning.Core.Plans.Sections;

/// <summary>Rules of what happens when things go wrong (domain section 10, contingency).</summary>
public static class ContingencyRules
{
    private const string Slug = "if-things-go-wrong";

    public static IReadOnlyList<Rule> All { get; } =
    [
        Rule.Each<Contingency>("CT-01", Slug, Stage.Complete, Severity.Block, (c, _) =>
            from plan in c.Plans.InUse()
            where !plan.Triggers.IsWritten()
            select new Finding($"plans/{plan.Id}/triggers", plan.Name ?? "")),
        Rule.Each<Contingency>("CT-02", Slug, Stage.Complete, Severity.Block, (c, _) =>
            from plan in c.Plans.InUse()
            where !c.StepsOf(plan).Any(s => s.Do.IsWritten())
            select new Finding("steps", plan.Name ?? "")),
        Rule.Each<Contingency>("CT-03", Slug, Stage.Complete, Severity.Block, (c, _) =>
            from plan in c.Plans.InUse()
            from path in NobodyToCall(c.ContactsOf(plan))
            select new Finding(path, plan.Name ?? "")),
        Rule.When<Contingency>("CT-04", Slug, Stage.Complete, Severity.Warn, "ifCarerCouldNotBeHere/words", (c, input) =>
            LeansOnSomebody(c, input) && !CoversCarer(c)),
        Rule.When<Contingency>("CT-05", Slug, Stage.Complete, Severity.Warn, "plans", (c, input) =>
            HasEquipment(input) && !Has(c, ScenarioType.EquipmentOrPowerFailure)),
        Rule.When<Contingency>("CT-06", Slug, Stage.Complete, Severity.Warn, "dayAndNightNumber", (c, _) => !c.DayAndNightNumber.IsWritten()),
        ContingencyContactRules.NobodyWhoMustNotBeCalled,
        Rule.Each<Contingency>("CT-08", Slug, Stage.Complete, Severity.Warn, (c, input) =>
            from plan in c.Plans.InUse()
            where (plan.ReplacementCareSource.IsWritten() || plan.ReplacementCareHours > 0) && !IsFunded(plan, input)
            select new Finding($"plans/{plan.Id}/costFromContingencyPence", plan.Name ?? "")),
        Rule.Each<Contingency>("CT-09", Slug, Stage.Agree, Severity.Warn, (c, input) =>
            from plan in c.Plans.InUse()
            where plan.LastUpdated?.Date < input.Today.AddMonths(-ReviewIntervals.Current.ContingencyMonths)
            select new Finding($"plans/{plan.Id}/lastUpdated/day", plan.Name ?? "")),
        Rule.When<Contingency>("CT-10", Slug, Stage.Complete, Severity.Warn, "plans", (c, input) =>
            IsForAChild(input) && !Has(c, ScenarioType.HospitalAdmission)),
        Rule.Each<Contingency>("CT-11", Slug, Stage.Agree, Severity.Inform, (c, _) =>
            from plan in c.Plans.InUse()
            // Nobody is asked to act out the last days.
            where plan.ScenarioType != ScenarioType.Death && c.LastRehearsalOf(plan) is null
            select new Finding("rehearsals", plan.Name ?? "")),
        Rule.Each<Contingency>("CT-12", Slug, Stage.Complete, Severity.Inform, (c, input) =>
            from plan in c.Plans.InUse()
            where c.LastRehearsalOf(plan)?.NextOn?.Date < input.Today
            select new Finding("rehearsals", plan.Name ?? "")),
    ];

    /// <summary>Where to write who is called: nobody with a number yet, or two who would both be called first.</summary>
    private static IEnumerable<string> NobodyToCall(IReadOnlyList<ContingencyContact> contacts)
    {
        if (contacts.Count == 0) yield return "contacts";
        else if (!contacts.Any(c => c.Phone.IsWritten())) yield return $"contacts/{contacts[0].Id}/phone";
        if (contacts.Count < 2) yield break;
        foreach (var contact in contacts.GroupBy(c => c.Order).SelectMany(same => same.Key is null ? same : same.Skip(1)))
            yield return $"contacts/{contact.Id}/order";
    }

    private static bool Has(Contingency c, ScenarioType scenario) => c.Plans.InUse().Any(p => p.ScenarioType == scenario);

    private static bool CoversCarer(Contingency c) =>
        Has(c, ScenarioType.CarerUnavailable) || (c.IfCarerCouldNotBeHere.IsWritten() && c.WhoStepsIn.IsWritten());

    /// <summary>An unpaid carer, or somebody employed; for the latter a plan for when paid care fails is answer enough.</summary>
    private static bool LeansOnSomebody(Contingency c, RuleInput input) =>
        input.Answers.Get<Involved>().Carers().Any()
        || (Buys(input, BudgetCategory.PersonalAssistant) && !Has(c, ScenarioType.PaidCareFails));

    private static bool HasEquipment(RuleInput input) =>
        input.Answers.Get<Health>().DependsOnPowerOrOxygen() || Buys(input, BudgetCategory.Equipment);

    private static bool IsForAChild(RuleInput input) =>
        input.Pathway == Pathway.ChildContinuingCare || input.Answers.Get<Involved>().Age(input.Today) < 18;

    private static bool Buys(RuleInput input, BudgetCategory category) =>
        AsksAboutMoney(input) && input.Answers.Get<Money>().Lines.InUse().Any(l => l.Category == category);

    /// <summary>A cost is known, and where it is more than nothing there is a sum set aside to pay it from.</summary>
    private static bool IsFunded(ContingencyPlan plan, RuleInput input) =>
        plan.CostFromContingencyPence is { } cost
        && (cost == 0 || !AsksAboutMoney(input) || input.Answers.Get<Money>().ContingencySumPence > 0);

    private static bool AsksAboutMoney(RuleInput input) => Pathways.WithMoney(input.Pathway) != Asked.Hidden;
}
