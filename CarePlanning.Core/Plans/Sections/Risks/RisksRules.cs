namespace CarePlanning.Core.Plans.Sections;

/// <summary>Rules of risks (domain section 10, direct payment, as far as they concern risks).</summary>
public static class RisksRules
{
    private const string Slug = "risks";

    public static IReadOnlyList<Rule> All { get; } =
    [
        Rule.Each<Risks>("DP-08", Slug, Stage.Agree, Severity.Block, (risks, input) => IsPaidDirectly(input) ? Open(risks) : []),
    ];

    /// <summary>True while a risk still has to be talked about, or a big one has no agreed procedure.</summary>
    public static bool IsOpen(PlanAnswers answers) => Open(answers.Get<Risks>()).Any();

    /// <summary>The law asks this before money is paid to somebody, not of every plan.</summary>
    private static bool IsPaidDirectly(RuleInput input) =>
        Pathways.WithMoney(input.Pathway) != Asked.Hidden
        && input.Answers.Get<Money>().Lines.InUse().Any(l => l.ManagedBy == ManagedBy.DirectPayment);

    private static IEnumerable<Finding> Open(Risks risks)
    {
        var talkedAbout = risks.List.InUse().ToList();
        if (talkedAbout.Count == 0 && risks.NoneSignificant != true)
            yield return new Finding("list");
        else if (talkedAbout.Count == 0 && !(risks.NoneSignificantSaidBy.IsWritten() && risks.NoneSignificantSaidByRole.IsWritten()))
            yield return new Finding(risks.NoneSignificantSaidBy.IsWritten() ? "noneSignificantSaidByRole" : "noneSignificantSaidBy");
        foreach (var risk in talkedAbout.Where(r => r.IsSignificant() && !r.AgreedProcedure.IsWritten()))
            yield return new Finding($"list/{risk.Id}/agreedProcedure");
    }
}
