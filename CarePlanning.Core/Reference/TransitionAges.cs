using CarePlanning.Core.Plans.Sections;

namespace CarePlanning.Core.Reference;

/// <summary>At which age, in months, each step on the way to adult services is due.</summary>
public sealed record TransitionAges(string Source, DateOnly Date, IReadOnlyDictionary<TransitionStep, int> StepMonths)
{
    public static TransitionAges Current { get; } = ReferenceFile.Read<TransitionAges>("transition-ages");

    /// <summary>The day on which a step is due for somebody born on a day.</summary>
    public DateOnly DueOn(TransitionStep step, DateOnly born) => born.AddMonths(StepMonths[step]);

    /// <summary>The latest step that is due on a day, or null before the first.</summary>
    public TransitionStep? Reached(DateOnly born, DateOnly today) =>
        Enum.GetValues<TransitionStep>().Where(s => DueOn(s, born) <= today).Select(s => (TransitionStep?)s).LastOrDefault();
}
