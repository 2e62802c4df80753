namespace CarePlanning.Core.Plans.Sections;

/// <summary>Rules of sharing and agreement (domain section 10, plan quality).</summary>
public static class SharingRules
{
    private const string Slug = "sharing";

    public static IReadOnlyList<Rule> All { get; } =
    [
        Rule.Each<Sharing>("Q-04", Slug, Stage.Agree, Severity.Block, (sharing, _) => NotDecided(sharing)),
        Rule.Each<Sharing>("Q-13", Slug, Stage.Agree, Severity.Block, (sharing, input) => NotExplained(sharing, input)),
    ];

    private static IEnumerable<Finding> NotDecided(Sharing sharing)
    {
        if (sharing.Decision is null) yield return new Finding("decision");
        if (sharing.Agreement is null) yield return new Finding("agreement");
    }

    private static IEnumerable<Finding> NotExplained(Sharing sharing, RuleInput input)
    {
        switch (sharing.Agreement)
        {
            case AgreementWithPerson.Disagreed or AgreementWithPerson.Partly when !sharing.AgreementReasons.IsWritten():
                yield return new Finding("agreementReasons/words");
                break;
            case AgreementWithPerson.CouldNotAsk when !sharing.RepresentativeName.IsWritten() && !FoundUnable(input.Answers.Get<Legal>()):
                yield return new Finding("representativeName");
                break;
        }
    }

    /// <summary>Somebody could not be asked because an assessment on record found that they cannot decide this.</summary>
    private static bool FoundUnable(Legal legal) => legal.Capacity.InUse().Any(c => c.Conclusion == CapacityConclusion.LacksCapacity);
}
