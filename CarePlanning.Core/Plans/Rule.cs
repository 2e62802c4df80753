namespace CarePlanning.Core.Plans;

/// <summary>The moment a rule is asked: at each save, when a section is complete, or before anyone signs.</summary>
public enum Stage { Save, Complete, Agree }

/// <summary>What a rule does: stops the named step, warns and lets on, or tells.</summary>
public enum Severity { Block, Warn, Inform }

/// <summary>One checkable rule with its id from the field's law and standards.</summary>
/// <param name="Id">The rule's id, for example "Q-03"; its words stand in the section's texts under the same id.</param>
/// <param name="Slug">The section whose answers put it right.</param>
/// <param name="Check">Finds the places where the rule is broken; the rule is a pure function of the answers.</param>
public sealed record Rule(string Id, string Slug, Stage Stage, Severity Severity, Func<RuleInput, IEnumerable<Finding>> Check)
{
    /// <summary>A rule over one section's answers that is broken when the test says so, at one field.</summary>
    public static Rule When<T>(string id, string slug, Stage stage, Severity severity, string path, Func<T, RuleInput, bool> broken)
        where T : PlanSection =>
        new(id, slug, stage, severity, input => broken(input.Answers.Get<T>(), input) ? [new Finding(path)] : []);

    /// <summary>A rule over one section's answers that may be broken in several places.</summary>
    public static Rule Each<T>(string id, string slug, Stage stage, Severity severity, Func<T, RuleInput, IEnumerable<Finding>> places)
        where T : PlanSection =>
        new(id, slug, stage, severity, input => places(input.Answers.Get<T>(), input));
}

/// <summary>What a rule is asked about.</summary>
/// <param name="Today">The date where the plan is made.</param>
/// <param name="Demo">True on a demonstration, which refuses real NHS numbers.</param>
/// <param name="PersonVoice">The member id under which the person's own words are kept; null where it is not known, and then nothing is said about it.</param>
public sealed record RuleInput(PlanAnswers Answers, Pathway Pathway, DateOnly Today, bool Demo, string? PersonVoice = null);

/// <summary>One place where a rule is broken: the field's path and what its sentence should name.</summary>
public sealed record Finding(string Path, params string[] Names)
{
    /// <summary>Other fields that bring it about as well, so that a save of one of them is asked too.</summary>
    public IReadOnlyList<string> AlsoAt { get; init; } = [];
}

/// <summary>Something to put right: which rule, where, and in plain words.</summary>
public sealed record Problem(string RuleId, string Slug, string Path, Severity Severity, Stage Stage, string Sentence);

/// <summary>All sections' answers of one plan.</summary>
public sealed class PlanAnswers
{
    private readonly IReadOnlyDictionary<string, Lazy<PlanSection>> bySlug;

    public PlanAnswers(IReadOnlyDictionary<string, PlanSection> bySlug) : this(bySlug.ToDictionary(p => p.Key, p => new Lazy<PlanSection>(p.Value))) { }

    private PlanAnswers(IReadOnlyDictionary<string, Lazy<PlanSection>> bySlug) => this.bySlug = bySlug;

    /// <summary>Answers that are read when they are first asked for: a save needs few of a plan's sections.</summary>
    internal static PlanAnswers ReadWhenAsked(Func<SectionDefinition, PlanSection> read) =>
        new(PlanSections.All.ToDictionary(s => s.Slug, s => new Lazy<PlanSection>(() => read(s))));

    public PlanSection this[string slug] => bySlug[slug].Value;
    public T Get<T>() where T : PlanSection => (T)this[PlanSections.Of<T>().Slug];
    public static PlanAnswers Empty() => new(PlanSections.All.ToDictionary(s => s.Slug, s => s.NewAnswers()));

    /// <summary>The same answers with one section replaced.</summary>
    public PlanAnswers With(string slug, PlanSection section) =>
        new(bySlug.ToDictionary(p => p.Key, p => p.Key == slug ? new Lazy<PlanSection>(section) : p.Value));
}
