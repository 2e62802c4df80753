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
        ["about-me", "strengths", "what-is-hard", "goals", "looking-ahead", "legal-decisions", "recommendations", "if-things-go-wrong", "money", "risks", "review", "health-at-a-glance", "who-is-involved", "sharing"];

    private static Texts T => Texts.Documents;

    /// <param name="agreement">The round of signing, or null for a draft, which says so on every page.</param>
    public static PdfContent Compose(FrozenPlan plan, Agreement? agreement, DateOnly today)
    {
        List<Block> blocks = [.. Cover(plan, agreement, today), .. EmergencyPage.Compose(plan)];
        foreach (var section in Sections(plan.Pathway))
            blocks.AddRange(SectionDocument.Compose(section, plan.Answers, plan.Voices));
        if (agreement is not null) blocks.AddRange(AgreementPages.Compose(plan, agreement));
        blocks.AddRange(Rights());
        blocks.AddRange(Glossary());

        var name = plan.NhsNumber is null ? plan.PersonName : T.Get("running.person", plan.PersonName, FieldText.NhsNumber(plan.NhsNumber));
        var version = agreement is null ? T["running.draft"] : T.Get("running.version", plan.Number, plan.Version);
        var check = agreement is null ? T["running.draftCheck"] : T.Get("running.check", agreement.Version.CheckCode);
        return new PdfContent
        {
            Title = T.Get("title", plan.PersonName),
            Author = plan.Organisation,
            Subject = version,
            CreatedAt = new DateTimeOffset(agreement?.SealedAtUtc ?? plan.FrozenAtUtc, TimeSpan.Zero),
            // A little tighter than the library's own measure, so that what is needed at night stays on one page.
            Theme = Theme.Standard with { Margin = 16.5, Leading = 14.8 },
            Blocks = blocks,
            Header = new RunningLine(name, "", version),
            Footer = new RunningLine(check, "", T["running.page"]),
            Watermark = agreement is null ? T["watermark.draft"] : null,
        };
    }

    /// <summary>The sections of a document in the order a reader wants them.</summary>
    public static IEnumerable<SectionDefinition> Sections(Pathway pathway) =>
        PlanSections.All.Where(s => s.AskedOn(pathway) != Asked.Hidden)
            .OrderBy(s => Array.IndexOf(First, s.Slug) is >= 0 and var i ? i : First.Length);

    private static IEnumerable<Block> Cover(FrozenPlan plan, Agreement? agreement, DateOnly today)
    {
        yield return new Paragraph(plan.Organisation) { Style = ParagraphStyle.Hint };
        yield return new Space(36);
        yield return new Heading(1, plan.PersonName) { InContents = false };
        yield return new Paragraph(T["subtitle"]) { Style = ParagraphStyle.Lead };
        yield return new Space(10);
        List<(string, RichText)> rows = [];
        if (plan.BornOn is { } born) rows.Add((T["cover.born"], T.Get("bornWithAge", FieldText.Date(born), Age(born, today))));
        if (plan.NhsNumber is not null) rows.Add((T["cover.nhsNumber"], FieldText.NhsNumber(plan.NhsNumber)));
        rows.Add((T["cover.version"], T.Get("cover.version.value", plan.Version, plan.Number)));
        rows.Add((T["cover.status"], agreement is null ? T["cover.draft"] : T.Get("cover.agreed", FieldText.Date(DateOnly.FromDateTime(PortalSettings.Local(agreement.SealedAtUtc))))));
        if (plan.Answers.Get<Plans.Sections.Review>().PlannedReviewDate?.Date is { } review) rows.Add((T["cover.review"], FieldText.Date(review)));
        if (agreement is not null) rows.Add((T["cover.check"], new RichText([new Run(agreement.Version.CheckCode) { Bold = true }])));
        yield return new KeyValueTable(rows);
        yield return new Space(8);
        var latest = agreement is null
            ? new Callout(T["cover.draft"], [new Paragraph(T["cover.draft.what"])]) { Frame = CalloutFrame.Dashed, Colour = "#7a4b00", Tint = "#fff4df" }
            : new Callout(T["cover.latest"], [new Paragraph(T["cover.latest.what"])]) { Frame = CalloutFrame.Thin, Tint = "#e4f0f1" };
        yield return new Columns([new Contents(T["contents"])], [new Space(14), latest]);
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
