using CarePlanning.Core.Documents;
using CarePlanning.Core.Documents.Copies;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Words;
using CarePlanning.Pdf;

namespace CarePlanning.Core.Funding;

/// <summary>What a notice about a direct payment says.</summary>
/// <param name="Pence">The new amount, or what is asked back, in pence; null where payments stop.</param>
/// <param name="By">From when it holds, or by when it is to be paid back.</param>
public sealed record NoticeFacts(string Organisation, string Person, string PlanNumber, NoticeKind Kind, string Reason, long? Pence, DateOnly By, string Payer, int NoticeDays, string GivenBy, DateTime AtUtc, string CheckCode, CheckAddress Address);

/// <summary>Composes the notice from approved wording: what changes, why, from when, who is asked, and how to have it looked at again (DP-13).</summary>
public static class NoticeDocument
{
    private static Texts T => Texts.Funding;

    /// <summary>The notice as plain data.</summary>
    public static PdfContent Compose(NoticeFacts facts) => new()
    {
        Title = T[$"notice.{facts.Kind}"],
        Author = facts.Organisation,
        CreatedAt = new DateTimeOffset(facts.AtUtc, TimeSpan.Zero),
        Blocks = [.. Tongues.Told(
        [
            new Paragraph(facts.Organisation) { Style = ParagraphStyle.Hint },
            new Paragraph(CopyStamp.Day(facts.AtUtc)) { Style = ParagraphStyle.Hint },
            new Heading(1, T[$"notice.{facts.Kind}"]),
            new Paragraph(T.Get("letter.dear", facts.Person)),
            new Callout(T[$"notice.{facts.Kind}.short"], [new Paragraph(T.Get($"notice.{facts.Kind}.what", FieldText.Pounds(facts.Pence ?? 0), FieldText.Date(facts.By), facts.Payer))]) { Frame = CalloutFrame.Band, Tint = "#eef5f6" },
            new Heading(2, T["letter.why"]),
            new Paragraph(facts.Reason) { Style = ParagraphStyle.Quote },
            new Heading(2, T["letter.again"]),
            new BulletList([T["notice.again.1"], T["letter.again.2"], T["letter.again.3"]]),
            new Heading(2, T["letter.help"]),
            new Paragraph(T["letter.help.what"]),
            new Paragraph(T.Get("notice.signed", facts.GivenBy, facts.Organisation)),
            new Paragraph(T.Get("notice.number", facts.PlanNumber)) { Style = ParagraphStyle.Small },
        ], null)],
        Header = new RunningLine(facts.Person, "", T["notice.running"]),
        Footer = new RunningLine(Texts.Documents.Get("running.check", facts.CheckCode, facts.Address.Shown), "", Texts.Documents["running.page"]),
    };
}
