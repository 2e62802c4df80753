using CarePlanning.Core.Plans.Sections;

namespace CarePlanning.Core.Reference;

/// <summary>So many domains at one level, or above it: what an assessment team would normally look at further.</summary>
public sealed record UsualLevel(NeedLevel Level, int AtLeast);

/// <summary>So many answers A and B on the checklist.</summary>
public sealed record UsualChecklist(int As, int Bs);

/// <summary>Which levels each domain has, and at which a team would normally look further; advice, never a decision.</summary>
public sealed record NeedsGrid(
    string Source,
    DateOnly Date,
    IReadOnlyDictionary<NeedDomain, IReadOnlyList<NeedLevel>> Adult,
    IReadOnlyDictionary<ChildDomain, IReadOnlyList<NeedLevel>> Child,
    IReadOnlyList<UsualLevel> AdultUsually,
    IReadOnlyList<UsualLevel> ChildUsually,
    IReadOnlyList<UsualChecklist> ChecklistUsually)
{
    /// <summary>The grid of this release.</summary>
    public static NeedsGrid Current { get; } = ReferenceFile.Read<NeedsGrid>("needs-grid");

    /// <summary>The domains of a tool in its order, by name, each with the levels that it has.</summary>
    public IReadOnlyList<(string Domain, IReadOnlyList<NeedLevel> Levels)> Of(NeedsTool tool) => tool == NeedsTool.Adult
        ? [.. Enum.GetValues<NeedDomain>().Select(d => (d.ToString(), Adult[d]))]
        : [.. Enum.GetValues<ChildDomain>().Select(d => (d.ToString(), Child[d]))];
}
