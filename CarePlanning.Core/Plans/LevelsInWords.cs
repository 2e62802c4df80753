using CarePlanning.Core.Plans.Sections;
using CarePlanning.Core.Words;

namespace CarePlanning.Core.Plans;

/// <summary>Says levels of need that are kept in one line, as an allocation keeps what went into it.</summary>
public static class LevelsInWords
{
    /// <summary>The line as people read them: "Food and drink: High, Skin and wounds: Low; 50 hours a week from carers"; what is no such line stays as it is.</summary>
    public static string Of(string oneLine)
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
}
