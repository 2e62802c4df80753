using System.Globalization;
using CarePlanning.Core.Documents;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Words;
using CarePlanning.Pdf;

namespace CarePlanning.Core.Audit;

/// <summary>One entry whose words were erased.</summary>
internal sealed record ErasedEntry(long Sequence, DateTime AtUtc, string By, string Hash);

/// <summary>The paper that says what was erased, on whose decision, and that the rest of the record is whole; the words are not on it.</summary>
internal static class ErasureCertificate
{
    private static Texts T => Texts.Erasure;

    public static PdfContent Compose(ErasureOrder order, string organisation, IReadOnlyList<ErasedEntry> entries, IReadOnlyList<string> elsewhere, string head, long? broken, DateTime nowUtc) => new()
    {
        Title = T.Get("title.of", order.Plan),
        CreatedAt = new DateTimeOffset(nowUtc, TimeSpan.Zero),
        Header = new RunningLine(organisation, "", T["title"]),
        Footer = new RunningLine(order.Plan, "", Texts.Documents["running.page"]),
        Blocks = [.. Tongues.Told(
        [
            new Paragraph(organisation) { Style = ParagraphStyle.Hint },
            new Heading(1, T["title"]),
            new Paragraph(T["what"]) { Style = ParagraphStyle.Lead },
            new KeyValueTable(
            [
                (T["plan"], order.Plan), (T["when"], FieldText.Moment(nowUtc)), (T["decision"], order.Decision.Trim()), (T["by"], order.DecidedBy.Trim()), (T["why"], order.Why.Trim()),
            ]),
            new Paragraph(T["others"]),
            new Heading(2, T["entries"]),
            new Table([new Column(T["entry"], 1), new Column(T["written"], 3), new Column(T["written.by"], 3)],
                [.. entries.Select(e => (IReadOnlyList<RichText>)[e.Sequence.ToString(CultureInfo.InvariantCulture), FieldText.Moment(e.AtUtc), e.By])]),
            new Paragraph(broken is { } at ? T.Get("stays.broken", at) : T["stays"]),
            new Heading(2, T["elsewhere"]),
            .. elsewhere.Count == 0 ? (Block[])[new Paragraph(T["elsewhere.none"])] : [new Paragraph(T["elsewhere.some"]), new BulletList([.. elsewhere.Select(e => (RichText)e)])],
            new Paragraph(T["not.searched"]),
            new Paragraph(T["backups"]),
            new Heading(2, T["head"]),
            new Paragraph(T["head.what"]),
            new Paragraph(string.Join(' ', head.Chunk(8).Select(c => new string(c)))) { Style = ParagraphStyle.Hint },
        ], null)],
    };
}
