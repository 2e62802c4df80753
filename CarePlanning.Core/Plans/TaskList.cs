namespace CarePlanning.Core.Plans;

/// <summary>How far a section is; always worked out from its answers, never stored.</summary>
public enum TaskState { NotStarted, InProgress, Completed, Offered, NotApplicable, ToPutRight }

/// <summary>One line of the task list.</summary>
/// <param name="Answered">Questions with an answer, a put-off answer included.</param>
public sealed record PlanTask(SectionDefinition Section, TaskState State, int Answered, int Questions);

/// <summary>The task list of a plan: every section in order with its state.</summary>
public static class TaskList
{
    public static IReadOnlyList<PlanTask> Of(RuleInput input) => [.. PlanSections.All.Select(s => Of(s, input))];

    /// <summary>The task list of a reader who may know of some questions and places only.</summary>
    public static IReadOnlyList<PlanTask> Of(RuleInput input, Func<SectionDefinition, IReadOnlyList<string>> questions, Func<string, string, bool> mayKnow) =>
        [.. PlanSections.All.Select(s => Of(s, input, questions(s), path => mayKnow(s.Slug, path)))];

    /// <summary>The state of one section.</summary>
    public static PlanTask Of(SectionDefinition section, RuleInput input) => Of(section, input, section.QuestionsOn(input.Pathway, input.Answers[section.Slug]), _ => true);

    private static PlanTask Of(SectionDefinition section, RuleInput input, IReadOnlyList<string> questions, Func<string, bool> mayKnow)
    {
        var answers = input.Answers[section.Slug];
        var asked = section.AskedOn(input.Pathway);
        var answered = questions.Count(q => IsAnswered(section, answers, q));
        var wrong = section.Rules.Any(r => r.Severity == Severity.Block && r.Stage <= Stage.Complete && r.Check(input).Any(f => mayKnow(f.Path)));
        var state = asked == Asked.Hidden ? TaskState.NotApplicable
            : wrong && answered > 0 ? TaskState.ToPutRight
            : answered == questions.Count ? TaskState.Completed
            : answered > 0 ? TaskState.InProgress
            : asked == Asked.Offered ? TaskState.Offered
            : TaskState.NotStarted;
        return new PlanTask(section, state, answered, questions.Count);
    }

    /// <summary>True when a question has an answer or was put off.</summary>
    public static bool IsAnswered(SectionDefinition section, PlanSection answers, string question) =>
        answers.PutOff.ContainsKey(question)
        || section.FieldsOf(question).Any(f => SectionFields.HasValue(f.Property.GetValue(answers)));
}
