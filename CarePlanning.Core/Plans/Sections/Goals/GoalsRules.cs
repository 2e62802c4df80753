namespace CarePlanning.Core.Plans.Sections;

/// <summary>Rules of goals and hopes (domain section 10, plan quality).</summary>
public static class GoalsRules
{
    private const string Slug = "goals";

    /// <summary>At or below this confidence (1 to 10) a step asks what would help; a figure a team can argue about, from PRSB practice.</summary>
    public const int LowConfidence = 6;

    public static IReadOnlyList<Rule> All { get; } =
    [
        Rule.When<Goals>("Q-03", Slug, Stage.Agree, Severity.Block, "list",
            (goals, input) => input.Pathway != Pathway.FastTrack && !In(goals).Any()),
        Rule.Each<Goals>("Q-06", Slug, Stage.Complete, Severity.Warn, (goals, _) =>
            from goal in In(goals)
            where !goals.Steps.Any(s => !s.Removed && s.GoalIds.Contains(goal.Id))
            select new Finding($"list/{goal.Id}/what", goal.What ?? "")),
        Rule.Each<Goals>("Q-07", Slug, Stage.Complete, Severity.Warn, (goals, _) =>
            from goal in In(goals)
            where goal.Importance is null
            select new Finding($"list/{goal.Id}/importance", goal.What ?? "")),
        Rule.Each<Goals>("Q-08", Slug, Stage.Complete, Severity.Warn, (goals, _) =>
            from step in goals.Steps
            where !step.Removed && step.Confidence <= LowConfidence && string.IsNullOrWhiteSpace(step.WhatWouldHelp)
                && !goals.Strategies.Any(s => !s.Removed && !string.IsNullOrWhiteSpace(s.What) && s.StepIds.Contains(step.Id))
            select new Finding($"steps/{step.Id}/whatWouldHelp", step.What ?? "")),
    ];

    private static IEnumerable<Goal> In(Goals goals) => goals.List.Where(g => !g.Removed && !string.IsNullOrWhiteSpace(g.What));
}
