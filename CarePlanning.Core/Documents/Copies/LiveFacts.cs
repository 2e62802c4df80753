using CarePlanning.Core.Plans;
using CarePlanning.Core.Signing;
using CarePlanning.Core.Words;
using CarePlanning.Pdf;

namespace CarePlanning.Core.Documents.Copies;

/// <summary>Sets facts said since the agreement over what the plan says.</summary>
internal static class LiveFacts
{
    private static Texts T => Texts.Documents;

    /// <summary>The statements of a kind that hold, the newest first; one in place of the plan also takes the place of those before it.</summary>
    public static IReadOnlyList<LiveFact> Of(IReadOnlyList<LiveFact> facts, LiveFactKind kind)
    {
        var all = facts.Where(f => f.Kind == kind).OrderByDescending(f => f.AtUtc).ToList();
        return all.FindIndex(f => f.InPlaceOfPlan) is >= 0 and var at ? all[..(at + 1)] : all;
    }

    /// <summary>Whether what the plan says of this kind no longer holds.</summary>
    public static bool Replace(IReadOnlyList<LiveFact> facts, LiveFactKind kind) => facts.Any(f => f.Kind == kind && f.InPlaceOfPlan);

    /// <summary>The plan without the answers that no longer hold, for a page; the sheet sets the facts over them itself.</summary>
    public static FrozenPlan Standing(CopyKind copy, FrozenPlan plan, IReadOnlyList<LiveFact> facts)
    {
        var over = facts.Where(f => f.InPlaceOfPlan && !LiveFactTable.Of(f.Kind).IsNamedElsewhere).ToList();
        return copy == CopyKind.EmergencySheet || over.Count == 0 ? plan
            : plan with { Answers = Withholding.Keep(plan.Answers, (section, field, _) => !LiveFactTable.IsReplaced(over, section, field)) };
    }

    /// <summary>Each statement with its day and whose it is.</summary>
    public static RichText Said(IReadOnlyList<LiveFact> facts) => new([.. facts.SelectMany((f, i) => (Run[])
    [
        .. i > 0 ? [new Run("\n")] : (Run[])[],
        .. PhoneNumbers.In(InOneLine(f.Words)).Select(r => r with { Bold = true }),
        new Run(" " + T.Get("live.said", CopyStamp.Day(f.AtUtc), f.StatedBy)),
    ])]);

    /// <summary>What somebody stated is one statement with their name behind it: lines of its own would look like parts of the sheet.</summary>
    private static string InOneLine(string words) => string.Join(" \u00b7 ", words.Split(['\n', '\r', '\u2028', '\u2029', '\v', '\f', '\u0085'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));

    /// <summary>The statements over the plan's own words.</summary>
    public static RichText Over(IReadOnlyList<LiveFact> facts, LiveFactKind kind, RichText plan)
    {
        var said = Of(facts, kind);
        return said.Count == 0 ? plan : Replace(facts, kind) ? Said(said) : new RichText([.. Said(said).Runs, new Run("\n"), .. plan.Runs]);
    }
}
