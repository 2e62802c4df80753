using CarePlanning.Core.Plans;

namespace CarePlanning.Tests.Given;

/// <summary>Asks one rule of answers made for the test.</summary>
internal static class ARule
{
    public static readonly DateOnly Today = new(2026, 11, 22);

    /// <summary>What the rule finds in these answers.</summary>
    public static IReadOnlyList<Problem> Finds(string id, Action<PlanAnswers> given, Pathway pathway = Pathway.AdultContinuingCare, bool demo = true)
    {
        var answers = PlanAnswers.Empty();
        given(answers);
        return [.. RuleBook.Check(new RuleInput(answers, pathway, Today, demo), Stage.Agree).Where(p => p.RuleId == id)];
    }

    /// <summary>The rule has nothing to say.</summary>
    public static void Allows(string id, Action<PlanAnswers> given, Pathway pathway = Pathway.AdultContinuingCare, bool demo = true) =>
        Assert.Empty(Finds(id, given, pathway, demo));

    /// <summary>The rule says its sentence once, about this place.</summary>
    public static Problem Refuses(string id, string path, Action<PlanAnswers> given, Pathway pathway = Pathway.AdultContinuingCare, bool demo = true)
    {
        var problem = Assert.Single(Finds(id, given, pathway, demo));
        Assert.Equal(path, problem.Path);
        Assert.NotEmpty(problem.Sentence);
        return problem;
    }
}
