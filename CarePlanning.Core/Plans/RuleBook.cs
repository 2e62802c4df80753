namespace CarePlanning.Core.Plans;

/// <summary>Every rule, whichever section holds it.</summary>
public static class RuleBook
{
    public static IReadOnlyList<Rule> All { get; } = [.. PlanSections.All.SelectMany(s => s.Rules), .. TextRules.All];

    /// <summary>What is to be put right at this stage, block first, in the order of the plan.</summary>
    public static IReadOnlyList<Problem> Check(RuleInput input, Stage stage, string? slug = null) =>
        [.. from rule in All
            where rule.Stage <= stage && (slug is null || rule.Slug == slug)
            let section = PlanSections.Find(rule.Slug)
            where section is null || section.AskedOn(input.Pathway) != Asked.Hidden
            from finding in rule.Check(input)
            select Say(rule, finding)];

    /// <summary>What may have to be said of one place when it is saved; only the rules that say something then are asked.</summary>
    internal static IReadOnlyList<Problem> CheckPlace(RuleInput input, string slug, string path) =>
        [.. from rule in All
            where rule.Slug == TextRules.AnySection || (rule.Slug == slug && rule.Stage == Stage.Save)
            where rule.Slug != slug || PlanSections.Find(slug)!.AskedOn(input.Pathway) != Asked.Hidden
            // A rule of every text reads the section alone: with the rest of the plan it would be most of what a save costs.
            from finding in rule.Check(rule.Slug == slug ? input : input with { Answers = Nothing.With(slug, input.Answers[slug]) })
            where (rule.Slug == slug || finding.Names[0] == slug) && finding.AlsoAt.Prepend(finding.Path).Any(at => PathsOf.SamePlace(at, path))
            select Say(rule, finding)];

    private static readonly PlanAnswers Nothing = PlanAnswers.Empty();

    internal static Problem Say(Rule rule, Finding finding)
    {
        var slug = rule.Slug == TextRules.AnySection ? finding.Names[0] : rule.Slug;
        var sentence = rule.Slug == TextRules.AnySection
            ? Words.Texts.Rules.Get(rule.Id, [.. finding.Names.Skip(1)])
            : PlanSections.Find(slug)!.Words.Rule(rule.Id, finding.Names);
        return new Problem(rule.Id, slug, finding.Path, rule.Severity, rule.Stage, sentence);
    }

    /// <summary>A rule's sentence with its gaps left open, for tables of rules.</summary>
    public static string WordsOf(Rule rule) => rule.Slug == TextRules.AnySection
        ? Words.Texts.Rules[rule.Id] : PlanSections.Find(rule.Slug)!.Words.Rule(rule.Id);
}
