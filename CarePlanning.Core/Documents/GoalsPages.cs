using CarePlanning.Core.Plans;
using CarePlanning.Core.Plans.Sections;
using CarePlanning.Core.Words;
using CarePlanning.Pdf;

namespace CarePlanning.Core.Documents;

/// <summary>Each goal with the steps towards it.</summary>
internal static class GoalsPages
{
    private static Texts T => Texts.Documents;

    public static IEnumerable<Block> Goals(SectionReading at)
    {
        var goals = at.As<Goals>();
        var list = at.Field("list");
        var told = new HashSet<string>(StringComparer.Ordinal);
        var number = 0;
        // What matters most is read first.
        foreach (var goal in goals.List.InUse().OrderByDescending(g => g.Importance ?? 0))
        {
            number++;
            var name = at.ShortName(list, goal);
            List<Block> blocks = [new Heading(4, name ?? at.Section.Words.Entry(list, number)) { InContents = false }];
            if (goal.WhyItMatters.IsWritten()) blocks.Add(new Paragraph(goal.WhyItMatters!) { Style = ParagraphStyle.Quote });
            var rows = at.Rest(list, goal, name is null ? ["whyItMatters"] : ["whyItMatters", "what"]);
            if (rows.Count > 0) blocks.Add(SectionReading.AsLine(rows));
            var steps = goals.Steps.InUse().Where(s => s.GoalIds.Contains(goal.Id)).ToList();
            if (steps.Count > 0) blocks.Add(Steps(at, steps, told));
            yield return new KeepTogether(blocks);
        }
    }

    /// <summary>Steps towards no goal, or towards one that was taken out since.</summary>
    public static IEnumerable<Block> StepsWithoutGoal(SectionReading at)
    {
        var goals = at.As<Goals>();
        var known = goals.List.InUse().Select(g => g.Id).ToHashSet(StringComparer.Ordinal);
        var steps = goals.Steps.InUse().Where(s => !s.GoalIds.Overlaps(known)).ToList();
        if (steps.Count > 0) yield return Steps(at, steps, []);
    }

    /// <param name="told">Steps whose details stand under an earlier goal; they are named again, not told again.</param>
    private static Table Steps(SectionReading at, IReadOnlyList<GoalStep> steps, HashSet<string> told)
    {
        var list = at.Field("steps");
        return new Table([new(T["goals.step"], 2.4), new(T["goals.who"], 1.2), new(T["column.when"], 1.2), new(T["goals.sure"], 0.65)],
            [.. steps.Select((s, i) => (IReadOnlyList<RichText>)[Step(at, list, s, i + 1, told), Who(s), s.When, at.Say(at.Field("steps", "confidence"), s)])]);
    }

    private static RichText Step(SectionReading at, FieldDefinition list, GoalStep step, int number, HashSet<string> told) => new(
    [
        new Run(step.What.IsWritten() ? step.What! : at.Section.Words.Entry(list, number)),
        .. told.Add(step.Id) ? SectionReading.AsRuns(at.Rest(list, step, "what", "goalIds", "who", "whoRole", "whoTeam", "when", "confidence")) : [],
    ]);

    private static RichText Who(GoalStep step) => new(
    [
        new Run(step.Who ?? ""),
        new Run(string.Concat(new[] { step.WhoRole, step.WhoTeam }.Where(w => w.IsWritten()).Select(w => "\n" + w))) { Colour = SectionReading.Soft },
    ]);
}
