using CarePlanning.Core.Reference;

namespace CarePlanning.Core.Plans.Sections;

/// <summary>What was found in each domain, and what a team would normally make of it.</summary>
public sealed partial record NeedsProfile
{
    /// <summary>The levels found with one tool, by domain; the last word counts where a domain stands twice.</summary>
    public IReadOnlyDictionary<string, NeedLevel> LevelsFound(NeedsTool tool)
    {
        var levels = new Dictionary<string, NeedLevel>(StringComparer.Ordinal);
        foreach (var found in Found(tool))
            if (found is { Domain: { } domain, Level: { } level }) levels[domain] = level;
        return levels;
    }

    /// <summary>The levels in one line, in the order of the tool: "Breathing Severe, Nutrition High".</summary>
    public string LevelsInOneLine(NeedsTool tool)
    {
        var levels = LevelsFound(tool);
        return string.Join(", ", NeedsGrid.Current.Of(tool).Where(d => levels.ContainsKey(d.Domain)).Select(d => $"{d.Domain} {levels[d.Domain]}"));
    }

    /// <summary>Domains in which no level has been written yet.</summary>
    public IReadOnlyList<string> WithoutLevel(NeedsTool tool) =>
        [.. NeedsGrid.Current.Of(tool).Select(d => d.Domain).Where(d => !LevelsFound(tool).ContainsKey(d))];

    /// <summary>The tool whose levels are written down on a pathway.</summary>
    public static NeedsTool ToolOn(Pathway pathway) => pathway == Pathway.ChildContinuingCare ? NeedsTool.Child : NeedsTool.Adult;

    /// <summary>True when the levels are such that a team would normally recommend continuing care (NP-03).</summary>
    public bool IsUsuallyContinuingCare(NeedsTool tool)
    {
        var levels = LevelsFound(tool).Values;
        return (tool == NeedsTool.Adult ? NeedsGrid.Current.AdultUsually : NeedsGrid.Current.ChildUsually).Any(u => levels.Count(l => l >= u.Level) >= u.AtLeast);
    }

    /// <summary>True when a checklist of so many As and Bs normally leads to a full assessment (NP-04).</summary>
    public bool UsuallyLeadsToAssessment() => ChecklistStarredA == true
        || NeedsGrid.Current.ChecklistUsually.Any(u => (ChecklistAs ?? 0) >= u.As && (ChecklistBs ?? 0) >= u.Bs);

    internal IEnumerable<IFoundLevel> Found(NeedsTool tool) => tool == NeedsTool.Adult ? Adult.InUse() : Child.InUse();
}
