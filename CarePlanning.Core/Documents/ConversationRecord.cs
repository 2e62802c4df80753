using CarePlanning.Core.Ahead;
using CarePlanning.Core.Documents.Copies;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Signing;
using CarePlanning.Core.Words;
using CarePlanning.Pdf;

namespace CarePlanning.Core.Documents;

/// <summary>The record of today's conversation: recorded on one professional's authority, with what was not asked said as plainly; the emergency page follows.</summary>
internal static class ConversationRecord
{
    private static Texts T => Texts.Documents;

    /// <param name="by">Who recorded it, with their job.</param>
    /// <param name="aloud">True when the person heard it and agreed aloud.</param>
    /// <param name="facts">What is stated beside the plan.</param>
    public static PdfContent Compose(FrozenPlan plan, string by, bool aloud, DateTime nowUtc, string code, CheckAddress address, IReadOnlyList<LiveFact> facts)
    {
        var when = FieldText.Moment(nowUtc);
        List<Block> blocks =
        [
            new Heading(1, T["record"]),
            new Callout(T[aloud ? "record.aloud" : "record.notAgreed"], [new Paragraph(T.Get("record.what", by, when))]) { Frame = CalloutFrame.Dashed, Colour = "#7a4b00", Tint = "#fff4df" },
            new KeyValueTable([.. Person(plan)]),
        ];
        foreach (var (slug, question) in FirstTalk.Questions)
        {
            var section = PlanSections.Find(slug)!;
            blocks.Add(new Heading(3, section.Words.Heading(question)) { InContents = false });
            var said = SectionDocument.Answered(section, plan.Answers, plan.Voices, question);
            if (said.Count == 0) blocks.Add(new Paragraph(T["record.notAsked"]) { Style = ParagraphStyle.Hint });
            else blocks.AddRange(said);
        }
        blocks.AddRange(EmergencyPage.Compose(plan, facts));
        var name = plan.NhsNumber is null ? plan.PersonName : T.Get("running.person", plan.PersonName, FieldText.NhsNumber(plan.NhsNumber));
        return new PdfContent
        {
            Title = T.Get("record.title", plan.PersonName),
            Author = plan.Organisation,
            CreatedAt = new DateTimeOffset(nowUtc, TimeSpan.Zero),
            Theme = Theme.Standard with { Margin = 16.5, Leading = 14.8 },
            Blocks = [.. Tongues.Told(blocks, plan.Answers.Get<Plans.Sections.Involved>().Language)],
            Header = new RunningLine(name, "", T.Get("record.running", when)),
            Footer = new RunningLine(T.Get("running.check", code, address.Shown), T[aloud ? "record.aloud" : "record.notAgreed"], T["running.page"]) { Mark = address.Squares(code), MarkSize = 11 },
        };
    }

    private static IEnumerable<(string, RichText)> Person(FrozenPlan plan)
    {
        yield return (T["paper.name"], plan.PersonName);
        if (plan.BornOn is { } born) yield return (T["cover.born"], FieldText.Date(born));
        if (plan.NhsNumber is not null) yield return (T["cover.nhsNumber"], FieldText.NhsNumber(plan.NhsNumber));
    }
}
