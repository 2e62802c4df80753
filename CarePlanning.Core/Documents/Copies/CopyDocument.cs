using CarePlanning.Core.Plans;
using CarePlanning.Core.Signing;
using CarePlanning.Core.Words;
using CarePlanning.Pdf;

namespace CarePlanning.Core.Documents.Copies;

/// <summary>What a copy is made from beside the frozen plan.</summary>
/// <param name="Agreement">The round of signing, for copies that print it.</param>
/// <param name="Facts">What was said since, for copies that are about it.</param>
public sealed record CopyContents(Agreement? Agreement, IReadOnlyList<LiveFact> Facts)
{
    /// <summary>What people wrote in easy words beside the sections.</summary>
    public IReadOnlyList<EasyWords> Easy { get; init; } = [];

    /// <summary>The sections in which an answer of this copy is another one than was agreed.</summary>
    public IReadOnlyList<SectionDefinition> Changed { get; init; } = [];
}

/// <summary>A way to set a copy that must fit on one side.</summary>
/// <param name="Body">The size of the type in points.</param>
/// <param name="Spacing">The room between its parts, 1 as usual.</param>
/// <param name="Brief">Of what is told step by step only the first step, and that there are more.</param>
public sealed record CopyFit(double Body, double Spacing = 1, bool Brief = false);

/// <summary>Composes each copy of a plan as plain data; page, file and text are made from the same.</summary>
public static class CopyDocument
{
    private static Texts T => Texts.Documents;

    /// <summary>The copy that the stamp names, of the plan as it was frozen.</summary>
    /// <param name="fit">How it is set, for copies that must fit on one side.</param>
    public static PdfContent Compose(FrozenPlan whole, CopyStamp stamp, CopyContents with, CopyFit? fit = null)
    {
        // A copy that carries nothing of the review still says when to ask for a newer one.
        stamp = stamp with { ReviewOn = whole.Answers.Get<Plans.Sections.Review>().PlannedReviewDate?.Date };
        var facts = CopyList.Of(stamp.Kind).Of(with.Facts);
        var plan = LiveFacts.Standing(stamp.Kind, AudienceTable.Keep(stamp.Kind, whole), facts);
        return new PdfContent
        {
            Title = T.Get("copy.title", T[$"copy.{stamp.Kind}"], plan.PersonName),
            Author = plan.Organisation,
            Subject = stamp.Said,
            CreatedAt = new DateTimeOffset(stamp.MadeAtUtc, TimeSpan.Zero),
            Theme = stamp.Kind == CopyKind.LargePrint ? Theme.LargePrint : stamp.Kind == CopyKind.EasyRead ? EasyRead : fit is not null ? OneSide(fit) : Standard,
            Blocks = [.. Tongues.Told(Blocks(plan, stamp, with, facts, fit?.Brief == true), whole.Answers.Get<Plans.Sections.Involved>().Language)],
            Header = new RunningLine(plan.NhsNumber is null ? plan.PersonName : T.Get("running.person", plan.PersonName, FieldText.NhsNumber(plan.NhsNumber)), "",
                stamp.Kind == CopyKind.FullPlan ? stamp.Short : T.Get("running.copy", T[$"copy.{stamp.Kind}"], stamp.Short)),
            Footer = stamp.CheckCode is null ? new RunningLine(T[stamp.NotSealed ? "running.notSealed" : "running.draftCheck"], "", T["running.page"])
                : new RunningLine(T.Get("running.check", stamp.CheckCode, stamp.Address.Shown), "", T["running.page"]) { Mark = stamp.Address.Squares(stamp.CheckCode), MarkSize = 11 },
            Watermark = stamp.NotSealed ? T["watermark.notSealed"] : stamp.Issue == CopyIssue.Draft ? T["watermark.draft"] : null,
        };
    }

    // A little tighter than the library's own measure, so that what is needed at night stays on one page.
    private static Theme Standard { get; } = Theme.Standard with
    {
        Body = 10.5,
        Leading = 13.9,
        Lead = 12.5,
        LeadLeading = 16.5,
        Small = 9,
        SmallLeading = 11.8,
        Quote = 10.8,
        QuoteLeading = 14.4,
        Heading1 = 20,
        Heading2 = 14.5,
        Heading3 = 11.5,
        Margin = 16.5,
    };

    /// <summary>The ways in which a copy on one side is tried, the best first: sooner than in small type it is set tighter, and then says of each plan only what to do first. The last are smaller than they should be, and still better than a second side.</summary>
    public static IReadOnlyList<CopyFit> FitsOf(CopyKind kind) => CopyList.Of(kind).OneSide ? [.. Readable(kind), new(11.5, Tight, true), new(11, Tight, true)] : [];

    /// <summary>Those of them in which the copy can be read where it is needed: at arm's length, at night, it is never below 12 points.</summary>
    public static IReadOnlyList<CopyFit> Readable(CopyKind kind) => !CopyList.Of(kind).OneSide ? [] : kind == CopyKind.EmergencySheet
        ? [.. AtArmsLength, .. AtArmsLength.Select(f => f with { Brief = true })] : [.. AtArmsLength, new(11.5, Tight), new(11, Tight)];

    private const double Tight = 0.5;

    private static readonly CopyFit[] AtArmsLength = [new(13), new(12.5), new(12), new(12, 0.75), new(12, Tight)];

    /// <summary>Easy read is never smaller than 14 points, not even at the edge of the page.</summary>
    private static Theme EasyRead { get; } = Sized(14) with { Lead = 18, LeadLeading = 25, Small = 14, SmallLeading = 18, Running = 14, Margin = 18 };

    private static Theme OneSide(CopyFit fit)
    {
        var (theme, small) = (Sized(fit.Body) with { Spacing = fit.Spacing, Margin = 10 }, Math.Max(10, fit.Body * 0.84));
        theme = theme with { Small = small, SmallLeading = small * 1.2, Lead = fit.Body, LeadLeading = fit.Body * 1.3 };
        return fit.Spacing >= 1 ? theme : theme with { Leading = fit.Body * 1.17, Heading1 = fit.Body * 1.7 };
    }

    private static Theme Sized(double body) => Theme.Standard with
    {
        Body = body,
        Leading = body * 1.28,
        Lead = body * 1.2,
        LeadLeading = body * 1.6,
        Small = body * 0.9,
        SmallLeading = body * 1.16,
        Quote = body * 1.02,
        QuoteLeading = body * 1.38,
        Heading1 = body * 1.9,
        Heading2 = body * 1.3,
        Heading3 = body * 1.08,
        Margin = 12,
    };

    private static IEnumerable<Block> Blocks(FrozenPlan plan, CopyStamp stamp, CopyContents with, IReadOnlyList<LiveFact> facts, bool brief) => stamp.Kind switch
    {
        CopyKind.FullPlan => PlanDocument.Blocks(plan, stamp, with.Agreement, facts, []),
        CopyKind.LargePrint => Unfold([.. PlanDocument.Blocks(plan, stamp, with.Agreement, facts, [.. CopyFrame.Since(facts, with.Changed)])]),
        CopyKind.EmergencySheet => [.. EmergencyPage.Sheet(plan, facts, [.. CopyFrame.Opening(plan, stamp)], brief), CopyFrame.Foot(plan, stamp, with.Changed)],
        CopyKind.AboutMe => [.. CopyFrame.Opening(plan, stamp), .. AboutMePage.Compose(plan), CopyFrame.Foot(plan, stamp, with.Changed)],
        CopyKind.AdvanceCarePlan => [.. CopyFrame.Opening(plan, stamp), .. CopyFrame.Since(facts, with.Changed), .. AdvanceCarePages.Compose(plan)],
        CopyKind.Money => [.. CopyFrame.Opening(plan, stamp), .. CopyFrame.Since(facts, with.Changed), .. MoneyCopy.Compose(plan)],
        CopyKind.ClinicalRecord => [.. CopyFrame.Opening(plan, stamp), .. CopyFrame.Since(facts, with.Changed), .. ClinicalText.Compose(plan), CopyFrame.Foot(plan, stamp, [])],
        CopyKind.EasyRead => [.. CopyFrame.Opening(plan, stamp), .. CopyFrame.Since(facts, with.Changed), .. EasyReadPages.Compose(plan, with.Easy)],
        _ => throw new NotSupportedException($"Nothing composes the copy {stamp.Kind}."),
    };

    /// <summary>In large print nothing stands side by side.</summary>
    private static IEnumerable<Block> Unfold(IReadOnlyList<Block> blocks) => blocks.SelectMany(block => block switch
    {
        Columns c => Unfold([.. c.Left, .. c.Right]),
        Callout c => [c with { Blocks = [.. Unfold(c.Blocks)] }],
        KeepTogether k => [k with { Blocks = [.. Unfold(k.Blocks)] }],
        _ => [block],
    });
}
