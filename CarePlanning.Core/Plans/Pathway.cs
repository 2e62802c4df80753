namespace CarePlanning.Core.Plans;

/// <summary>The route by which a plan, and any money, comes about.</summary>
public enum Pathway
{
    /// <summary>NHS continuing healthcare for adults.</summary>
    AdultContinuingCare,
    FastTrack,
    ChildContinuingCare,
    Section117AfterCare,
    Wheelchair,
    JointFunded,
    /// <summary>End of life outside continuing healthcare.</summary>
    EndOfLife,
    OneOff,
    SocialCareOnly,
    /// <summary>A plan without any budget.</summary>
    NoBudget,
}

/// <summary>What each pathway asks: one table of sections, and one of the questions that only some pathways need.</summary>
public static class Pathways
{
    /// <summary>Money is not asked where there is no budget, and only offered at the end of life outside continuing care.</summary>
    public static Asked WithMoney(Pathway pathway) => pathway switch
    {
        Pathway.NoBudget => Asked.Hidden,
        Pathway.EndOfLife => Asked.Offered,
        _ => Asked.Required,
    };

    /// <summary>Levels of need are asked where they decide about care, offered where they help to share its cost.</summary>
    public static Asked WithLevels(Pathway pathway) => pathway switch
    {
        Pathway.AdultContinuingCare or Pathway.FastTrack or Pathway.ChildContinuingCare => Asked.Required,
        Pathway.Section117AfterCare or Pathway.JointFunded => Asked.Offered,
        _ => Asked.Hidden,
    };

    /// <summary>Questions that are asked on these pathways only; a question that is not here is asked wherever its section is.</summary>
    private static readonly Dictionary<(string Slug, string Question), Pathway[]> Only = new()
    {
        [("needs-profile", "assessed")] = [Pathway.AdultContinuingCare, Pathway.ChildContinuingCare, Pathway.Section117AfterCare, Pathway.JointFunded],
        [("needs-profile", "jointFundedFor")] = [Pathway.JointFunded],
        [("needs-profile", "checklist")] = [Pathway.AdultContinuingCare],
        [("needs-profile", "fastTrack")] = [Pathway.FastTrack],
        [("needs-profile", "adult")] = [Pathway.AdultContinuingCare, Pathway.Section117AfterCare, Pathway.JointFunded],
        [("needs-profile", "child")] = [Pathway.ChildContinuingCare],
        [("needs-profile", "ehcPlan")] = [Pathway.ChildContinuingCare],
        [("money", "allocation")] = [Pathway.AdultContinuingCare, Pathway.FastTrack, Pathway.ChildContinuingCare, Pathway.Section117AfterCare, Pathway.Wheelchair, Pathway.JointFunded, Pathway.SocialCareOnly],
        [("money", "employing")] = [.. Enum.GetValues<Pathway>().Where(p => p is not Pathway.Wheelchair)],
    };

    /// <summary>True when a pathway asks this question; a table decides, and no section knows of it.</summary>
    public static bool Asks(this Pathway pathway, string slug, string question) =>
        !Only.TryGetValue((slug, question), out var on) || on.Contains(pathway);

    /// <summary>The questions of a section that a plan shows: those its pathway asks, and any that holds an answer already, so that no word is out of reach.</summary>
    public static IReadOnlyList<string> QuestionsOn(this SectionDefinition section, Pathway pathway, PlanSection answers) =>
        [.. section.Questions.Where(q => pathway.Asks(section.Slug, q) || TaskList.IsAnswered(section, answers, q))];

    /// <summary>The questions named in the table, for the test that finds names which are none any more.</summary>
    internal static IEnumerable<(string Slug, string Question)> Named => Only.Keys;
}
