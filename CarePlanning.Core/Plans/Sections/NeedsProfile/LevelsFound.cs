using CarePlanning.Core.Reference;
using CarePlanning.Core.Words;

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

    /// <summary>Levels kept in one line, as people read them: "Food and drink: High, Skin and wounds: Low; 50 hours a week from carers"; what is no such line stays as it is.</summary>
    public static string InWords(string oneLine)
    {
        var (levels, hours) = oneLine.Split("; ") is [var said, [.. var number, ' ', 'h']] ? (said, number) : (oneLine, "");
        var pairs = levels.Split(", ").Select(p => p.Split(' ')).ToList();
        if (pairs.Any(p => p.Length != 2)) return oneLine;
        Type[] tools = [typeof(NeedDomain), typeof(ChildDomain)];
        if (tools.FirstOrDefault(t => pairs.All(p => Enum.IsDefined(t, p[0]))) is not { } tool || pairs.Any(p => !Enum.IsDefined(typeof(NeedLevel), p[1]))) return oneLine;
        var words = PlanSections.Of<NeedsProfile>().Words;
        var inWords = string.Join(", ", pairs.Select(p => $"{words.Option(tool, p[0])}: {words.Option(typeof(NeedLevel), p[1])}"));
        return hours.Length == 0 ? inWords : $"{inWords}; {Texts.Allocation.Get(hours == "1" ? "putIn.hour" : "putIn.hours", hours)}";
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
