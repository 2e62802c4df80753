using CarePlanning.Core.Documents;
using CarePlanning.Core.Documents.Copies;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Words;
using CarePlanning.Pdf;

namespace CarePlanning.Core.Funding;

/// <summary>What a letter about a decision says.</summary>
/// <param name="Round">1 for the first decision, more where it was asked again.</param>
public sealed record LetterFacts(string Organisation, string Person, string PlanNumber, string Request, string What, string Goal, DateTime AskedAtUtc, DateTime AtUtc, string By,
    RequestState Outcome, IReadOnlyList<RequestLine> Lines, string Reason, string Next, int Round, RequestRoute Route, string CheckCode, CheckAddress Address);

/// <summary>Composes the letter about a decision from approved wording: what was decided, why, what next, and how to ask again; or what more has to be known.</summary>
public static class LetterDocument
{
    private static Texts T => Texts.Funding;

    /// <summary>The letter as plain data; file and page are made from it.</summary>
    public static PdfContent Compose(LetterFacts facts) => new()
    {
        Title = T.Get("letter.title", facts.Request),
        Author = facts.Organisation,
        Subject = T[$"letter.{facts.Outcome}"],
        CreatedAt = new DateTimeOffset(facts.AtUtc, TimeSpan.Zero),
        Blocks = [.. Tongues.Told([.. Opening(facts), .. facts.Outcome == RequestState.Questioned ? Question(facts) : Decision(facts), .. Ending(facts)], null)],
        Header = new RunningLine(facts.Person, "", T.Get("letter.running", facts.Request)),
        Footer = new RunningLine(Texts.Documents.Get("running.check", facts.CheckCode, facts.Address.Shown), "", Texts.Documents["running.page"]),
    };

    private static IEnumerable<Block> Opening(LetterFacts facts)
    {
        var again = facts.Round > 1;
        yield return new Paragraph(facts.Organisation) { Style = ParagraphStyle.Hint };
        yield return new Paragraph(CopyStamp.Day(facts.AtUtc)) { Style = ParagraphStyle.Hint };
        yield return new Heading(1, T.Get(facts.Outcome == RequestState.Questioned ? "letter.h1.Questioned" : again ? "letter.h1.again" : "letter.h1", facts.What));
        yield return new Paragraph(T.Get("letter.dear", facts.Person));
        yield return new Paragraph(T.Get("letter.asked", CopyStamp.Day(facts.AskedAtUtc), facts.What, facts.Goal));
        yield return new Callout(T[$"letter.{facts.Outcome}"], [new Paragraph(T[again && facts.Outcome != RequestState.Questioned ? $"letter.{facts.Outcome}.again" : $"letter.{facts.Outcome}.what"])])
        { Frame = CalloutFrame.Band, Tint = "#eef5f6" };
    }

    private static IEnumerable<Block> Question(LetterFacts facts) =>
    [
        new Heading(2, T["letter.question"]),
        new Paragraph(facts.Reason) { Style = ParagraphStyle.Quote },
        new Heading(2, T["letter.next"]),
        new Paragraph(T["letter.question.next"]),
        new Paragraph(T["letter.question.wait"]),
    ];

    private static IEnumerable<Block> Decision(LetterFacts facts)
    {
        var approved = facts.Lines.Where(l => l.IsApproved == true).ToList();
        var not = facts.Lines.Where(l => l.IsApproved != true).ToList();
        if (approved.Count > 0)
        {
            yield return new Heading(2, T["letter.yes"]);
            yield return Amounts(approved);
            yield return new Paragraph(T[facts.Outcome == RequestState.Declined ? "letter.yes.before" : facts.Route == RequestRoute.FastTrack ? "letter.yes.fast" : "letter.yes.next"]);
        }
        if (not.Count > 0)
        {
            yield return new Heading(2, T["letter.no"]);
            yield return new BulletList([.. not.Select(l => (RichText)(string.IsNullOrEmpty(l.Reason) ? l.What : T.Get("letter.no.why", l.What, l.Reason)))]);
            yield return new Heading(2, T["letter.why"]);
            yield return new Paragraph(facts.Reason) { Style = ParagraphStyle.Quote };
            yield return new Heading(2, T["letter.next"]);
            yield return new Paragraph(facts.Next) { Style = ParagraphStyle.Quote };
            yield return new Heading(2, T["letter.again"]);
            yield return new BulletList([T["letter.again.1"], T["letter.again.2"], T["letter.again.3"]]);
        }
        else if (facts.Reason.Trim().Length > 0)
        {
            yield return new Heading(2, T["letter.words"]);
            yield return new Paragraph(facts.Reason) { Style = ParagraphStyle.Quote };
        }
    }

    private static IEnumerable<Block> Ending(LetterFacts facts) =>
    [
        new Heading(2, T["letter.help"]),
        new Paragraph(T["letter.help.what"]),
        new Paragraph(T.Get(facts.Outcome == RequestState.Questioned ? "letter.question.signed" : "letter.signed", facts.By, facts.Organisation)),
        new Paragraph(T.Get("letter.number", facts.Request, facts.PlanNumber)) { Style = ParagraphStyle.Small },
    ];

    private static Table Amounts(List<RequestLine> lines)
    {
        List<IReadOnlyList<RichText>> rows = [.. lines.Select(l => (IReadOnlyList<RichText>)[l.Supplier.Length > 0 ? T.Get("letter.line", l.What, l.Supplier) : l.What,
            l.WeeklyPence > 0 ? FieldText.Pounds(l.WeeklyPence) : T["letter.once"], FieldText.Pounds(l.FirstYearPence)])];
        return new Table([new(T["letter.for"], 3), new(T["letter.week"], 1, true), new(T["letter.year"], 1.1, true)], rows)
        { Totals = lines.Count > 1 ? [T["letter.total"], FieldText.Pounds(lines.Sum(l => l.WeeklyPence)), FieldText.Pounds(lines.Sum(l => l.FirstYearPence))] : null };
    }
}
