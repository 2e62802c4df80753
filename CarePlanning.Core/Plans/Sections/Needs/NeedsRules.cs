namespace CarePlanning.Core.Plans.Sections;

/// <summary>Rules of what is hard (domain section 10, plan quality).</summary>
public static class NeedsRules
{
    private const string Slug = "what-is-hard";

    public static IReadOnlyList<Rule> All { get; } =
    [
        Rule.Each<Needs>("Q-10", Slug, Stage.Complete, Severity.Warn, (needs, input) =>
            from need in needs.List
            where !need.Removed && !string.IsNullOrWhiteSpace(need.What) && string.IsNullOrWhiteSpace(need.WhatWasDecided)
                && !input.Answers.Get<Goals>().List.Any(g => !g.Removed && g.NeedIds.Contains(need.Id))
            select new Finding($"list/{need.Id}/what", need.What!)),
    ];
}
