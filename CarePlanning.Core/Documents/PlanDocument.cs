using CarePlanning.Core.Documents.Copies;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Signing;
using CarePlanning.Core.Words;
using CarePlanning.Pdf;

namespace CarePlanning.Core.Documents;

/// <summary>Composes the whole plan as one document: plain data first, rendered afterwards.</summary>
public static class PlanDocument
{
    /// <summary>Sections that a reader looks for first; those not named follow in the plan's own order.</summary>
    private static readonly string[] First =
        ["about-me", "strengths", "what-is-hard", "goals", "looking-ahead", "legal-decisions", "recommendations", "if-things-go-wrong", "needs-profile", "money", "risks", "review", "health-at-a-glance", "who-is-involved", "sharing"];

    private static Texts T => Texts.Documents;

    /// <summary>The full plan as a document.</summary>
    /// <param name="agreement">The round of signing, or null for a draft, which says so on every page.</param>
    public static PdfContent Compose(FrozenPlan plan, Agreement? agreement, DateOnly today, CheckAddress? address = null)
    {
        var stamp = agreement is null
            ? new CopyStamp(CopyKind.FullPlan, CopyIssue.Draft, plan.Number, plan.Version, plan.FrozenAtUtc, null, today.ToDateTime(new TimeOnly(12, 0), DateTimeKind.Utc), null, address ?? CheckAddress.Local)
            : CopyStamp.Of(CopyKind.FullPlan, agreement.Version, agreement.SealedAtUtc, agreement.SealedAtUtc, agreement.Version.CheckCode, address ?? CheckAddress.Local);
        return CopyDocument.Compose(plan, stamp, new CopyContents(agreement, [])) with { Title = T.Get("title", plan.PersonName) };
    }

    /// <summary>The whole plan from cover to glossary.</summary>
    /// <param name="since">What is not as it was agreed, for a copy that was made later.</param>
    internal static IEnumerable<Block> Blocks(FrozenPlan plan, CopyStamp stamp, Agreement? agreement, IReadOnlyList<LiveFact> facts, IReadOnlyList<Block> since)
    {
        List<Block> blocks = [.. Cover(plan, stamp, since), .. EmergencyPage.Compose(plan, facts)];
        foreach (var section in Sections(plan.Pathway))
            blocks.AddRange(SectionDocument.Compose(section, plan.Answers, plan.Voices));
        blocks.AddRange(CarerDocument.Compose(plan.CarersSaid));
        if (agreement is not null) blocks.AddRange(AgreementPages.Compose(plan, agreement));
        blocks.AddRange(Rights());
        blocks.AddRange(Glossary());
        return blocks;
    }

    /// <summary>The sections of a document in the order a reader wants them.</summary>
    public static IEnumerable<SectionDefinition> Sections(Pathway pathway) =>
        PlanSections.All.Where(s => s.AskedOn(pathway) != Asked.Hidden)
            .OrderBy(s => Array.IndexOf(First, s.Slug) is >= 0 and var i ? i : First.Length);

    private static IEnumerable<Block> Cover(FrozenPlan plan, CopyStamp stamp, IReadOnlyList<Block> since)
    {
        yield return new Paragraph(plan.Organisation) { Style = ParagraphStyle.Hint };
        yield return new Space(14);
        foreach (var block in CopyFrame.Named(plan, 40, new Heading(1, plan.PersonName) { InContents = false },
            new Paragraph(stamp.Kind == CopyKind.FullPlan ? T["subtitle"] : T.Get("subtitle.copy", T[$"copy.{stamp.Kind}"])) { Style = ParagraphStyle.Lead })) yield return block;
        yield return new Space(10);
        List<(string, RichText)> rows = [];
        if (plan.BornOn is { } born) rows.Add((T["cover.born"], T.Get("bornWithAge", FieldText.Date(born), Age(born, DateOnly.FromDateTime(PortalSettings.Local(stamp.MadeAtUtc))))));
        if (plan.NhsNumber is not null) rows.Add((T["cover.nhsNumber"], FieldText.NhsNumber(plan.NhsNumber)));
        rows.Add((T["cover.version"], T.Get("cover.version.value", plan.Version, plan.Number)));
        rows.Add((T["cover.status"], stamp.Issue == CopyIssue.Agreed ? T.Get("cover.agreed", CopyStamp.Day(stamp.On)) : stamp.Said));
        rows.Add((T["cover.for"], T[$"copy.{stamp.Kind}.for"]));
        if (plan.Answers.Get<Plans.Sections.Review>().PlannedReviewDate?.Date is { } review) rows.Add((T["cover.review"], FieldText.Date(review)));
        if (stamp.CheckCode is not null) rows.Add((T["cover.check"], new RichText([new Run(stamp.CheckCode) { Bold = true }])));
        yield return new KeyValueTable(rows);
        foreach (var block in since) yield return block;
        List<Block> latest = stamp.CheckCode is { } code ? [.. CopyFrame.Latest(stamp)]
            : stamp.NotSealed ? [CopyFrame.NotSealed()]
            : [new Callout(T["cover.draft"], [new Paragraph(T["cover.draft.what"])]) { Frame = CalloutFrame.Dashed, Colour = "#7a4b00", Tint = "#fff4df" }];
        yield return new Columns([new Contents(T["contents"])], [new Space(14), .. latest]);
    }

    private static IEnumerable<Block> Rights() =>
    [
        new Heading(1, T["rights"]) { NewPage = true },
        new BulletList([.. Numbered("rights").Select(t => (RichText)t)]),
    ];

    private static IEnumerable<Block> Glossary() =>
    [
        new Heading(1, T["glossary"]),
        new KeyValueTable([.. Numbered("glossary").Select(t => t.Split(": ", 2)).Select(p => (p[0], (RichText)p[1]))]),
    ];

    private static IEnumerable<string> Numbered(string key)
    {
        for (var i = 1; T.Find($"{key}.{i}") is { } text; i++) yield return text;
    }

    /// <summary>Age in whole years.</summary>
    public static int Age(DateOnly born, DateOnly today) => today.Year - born.Year - (today < born.AddYears(today.Year - born.Year) ? 1 : 0);
}
