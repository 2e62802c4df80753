using CarePlanning.Core.Reference;

namespace CarePlanning.Core.Plans.Sections;

/// <summary>Rules of the levels of need (domain section 10, needs and allocation); what they tell is advice, never a decision.</summary>
public static class NeedsProfileRules
{
    internal const string Slug = "needs-profile";

    public static IReadOnlyList<Rule> All { get; } =
    [
        Rule.Each<NeedsProfile>("NP-01", Slug, Stage.Save, Severity.Block, (profile, _) =>
            from at in Places(profile)
            where at.Found is { Level: { } level, Domain: { } domain } && !NeedsGrid.Current.Of(at.Tool).Single(d => d.Domain == domain).Levels.Contains(level)
            select new Finding($"{at.List}/{at.Found.Id}/level", DomainName(at.Tool, at.Found.Domain!))),
        Rule.Each<NeedsProfile>("NP-02", Slug, Stage.Complete, Severity.Block, (profile, _) =>
            from at in Places(profile)
            where at.Found.Level > NeedLevel.None && !at.Found.Evidence.IsWritten()
            select new Finding($"{at.List}/{at.Found.Id}/evidence", DomainName(at.Tool, at.Found.Domain ?? ""))),
        Rule.When<NeedsProfile>("NP-03", Slug, Stage.Complete, Severity.Inform, "adult", (profile, _) => profile.IsUsuallyContinuingCare(NeedsTool.Adult)),
        Rule.When<NeedsProfile>("NP-03-C", Slug, Stage.Complete, Severity.Inform, "child", (profile, _) => profile.IsUsuallyContinuingCare(NeedsTool.Child)),
        Rule.When<NeedsProfile>("NP-04", Slug, Stage.Complete, Severity.Inform, "checklistAs", (profile, _) => profile.UsuallyLeadsToAssessment()),
        Rule.Each<NeedsProfile>("NP-05", Slug, Stage.Agree, Severity.Block, (profile, input) => input.Pathway == Pathway.FastTrack ? FastTrackGaps(profile) : []),
        Rule.When<NeedsProfile>("NP-05-W", Slug, Stage.Complete, Severity.Warn, "careStartsOn", (profile, input) =>
            input.Pathway == Pathway.FastTrack && profile.FastTrackBy.IsWritten() && profile.CareStartsOn?.Date is null),
        // More than the checklist has questions is a slip of the finger.
        Rule.Each<NeedsProfile>("NP-04-S", Slug, Stage.Save, Severity.Block, (profile, _) =>
            (profile.ChecklistAs ?? 0) + (profile.ChecklistBs ?? 0) > ChecklistQuestions ? [new Finding(profile.ChecklistAs > ChecklistQuestions || profile.ChecklistBs is null ? "checklistAs" : "checklistBs")] : []),
    ];

    /// <summary>The checklist asks about one domain fewer than the full tool.</summary>
    private static readonly int ChecklistQuestions = Enum.GetValues<NeedDomain>().Length - 1;

    /// <summary>The fast-track tool counts when a doctor or a nurse who looks after the person has completed it.</summary>
    private static IEnumerable<Finding> FastTrackGaps(NeedsProfile profile)
    {
        if (!profile.FastTrackBy.IsWritten()) yield return new Finding("fastTrackBy");
        if (profile.FastTrackRole is not (FastTrackRole.Doctor or FastTrackRole.Nurse)) yield return new Finding("fastTrackRole");
        if (profile.FastTrackOn?.Date is null) yield return new Finding("fastTrackOn");
    }

    private static IEnumerable<(NeedsTool Tool, string List, IFoundLevel Found)> Places(NeedsProfile profile) =>
        [.. profile.Found(NeedsTool.Adult).Select(f => (NeedsTool.Adult, "adult", f)), .. profile.Found(NeedsTool.Child).Select(f => (NeedsTool.Child, "child", f))];

    private static string DomainName(NeedsTool tool, string domain) => domain.Length == 0 ? ""
        : PlanSections.Of<NeedsProfile>().Words.Option(tool == NeedsTool.Adult ? typeof(NeedDomain) : typeof(ChildDomain), domain);
}
