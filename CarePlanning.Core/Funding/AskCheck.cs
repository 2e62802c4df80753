using CarePlanning.Core.Plans;
using CarePlanning.Core.Plans.Sections;

namespace CarePlanning.Core.Funding;

/// <summary>What a request needs before it is sent.</summary>
public static class AskCheck
{
    /// <summary>The lines of the budget that can be asked for.</summary>
    public static IReadOnlyList<BudgetLine> Lines(PlanAnswers answers) => [.. answers.Get<Money>().Lines.InUse()];

    /// <summary>The goals that a request can serve.</summary>
    public static IReadOnlyList<Goal> Goals(PlanAnswers answers) => [.. answers.Get<Goals>().List.InUse()];

    /// <summary>Why it cannot be asked like this; none when it can.</summary>
    public static RequestRefusal Problem(PlanAnswers answers, Pathway pathway, Asking asking, DateOnly today)
    {
        var lines = Lines(answers).Where(l => asking.LineIds.Contains(l.Id)).ToList();
        return lines.Count == 0 || lines.Count != asking.LineIds.Distinct().Count() ? RequestRefusal.NoLine
            : lines.Any(l => !l.IsCosted || l.FirstYearPence() <= 0) ? RequestRefusal.NoPrice
            : string.IsNullOrWhiteSpace(asking.What) ? RequestRefusal.NoWhat
            : string.IsNullOrWhiteSpace(asking.Why) ? RequestRefusal.NoWhy
            : new[] { asking.What, asking.Why, asking.InsteadOf }.Any(w => w?.Length > TextRules.MostCharacters) ? RequestRefusal.TooLong
            : GoalOf(answers, asking.GoalId).Length == 0 ? RequestRefusal.NoGoal
            : asking.DayIsWrong || asking.NeededBy < today ? RequestRefusal.BadDay
            : pathway == Pathway.FastTrack && !IsComplete(asking.Tool, today) ? RequestRefusal.NoClinician
            : RequestRefusal.None;
    }

    /// <summary>What the rules of the budget have against these lines; it is put right in the plan (BU-01, BU-05).</summary>
    public static IReadOnlyList<Problem> InTheWay(RuleInput input, IReadOnlyList<BudgetLine> lines) =>
        [.. RuleBook.Check(input, Stage.Complete, PlanSections.Of<Money>().Slug).Where(p => p.Severity == Severity.Block && lines.Any(l => p.Path.StartsWith($"lines/{l.Id}/", StringComparison.Ordinal)))];

    /// <summary>A clinician who is named, with a role, a registration number and a day: their word is enough.</summary>
    private static bool IsComplete(FastTrackTool? tool, DateOnly today) =>
        tool is { On: { } on } && on <= today && tool.Clinician.IsWritten() && tool.Role.IsWritten() && tool.Registration.IsWritten();

    /// <summary>The goal in the words of the plan, or nothing when there is none of this id.</summary>
    public static string GoalOf(PlanAnswers answers, string? goalId) =>
        Goals(answers).FirstOrDefault(g => g.Id == goalId) is { } goal ? FieldText.NameOf(PlanSections.Of<Goals>().Fields.First(f => f.Name == "list"), goal) : "";

    /// <summary>What the agreed yearly amount, or else the first amount, leaves for these lines when all others and the money set aside are paid, in pence; null where there is neither.</summary>
    public static long? Left(Money money, IReadOnlyCollection<BudgetLine> lines) =>
        (money.AgreedForItselfPence() ?? money.Allocated()?.YearlyPence) - (money.ContingencySumPence ?? 0) - money.Lines.InUse().Where(l => lines.All(asked => asked.Id != l.Id)).Sum(l => l.FirstYearPence());
}
