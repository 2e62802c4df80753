using CarePlanning.Core.Plans;
using CarePlanning.Core.Plans.Sections;
using CarePlanning.Core.Words;
using CarePlanning.Pdf;

namespace CarePlanning.Core.Documents;

/// <summary>An advance decision as a paper to be signed in ink, with room for a witness who is present; it says that it is not signed.</summary>
internal static class DecisionPaper
{
    private static Texts T => Texts.Documents;

    public static PdfContent Compose(PlanAnswers answers, AdvanceDecision decision, string person, DateTime nowUtc)
    {
        var (legal, who) = (answers.Get<Legal>(), answers.Get<Involved>());
        List<Block> blocks = [new Heading(1, T["paper"]), new Callout(T["paper.unsigned"], [new Paragraph(T["paper.unsigned.what"])]) { Frame = CalloutFrame.Dashed, Colour = "#7a4b00", Tint = "#fff4df" }];
        List<(string, RichText)> rows = [(T["paper.name"], $"{who.GivenNames} {who.FamilyName}".Trim() is { Length: > 0 } name ? name : person)];
        if (who.DateOfBirth is { } born) rows.Add((T["cover.born"], FieldText.Date(born)));
        if (who.NhsNumber.IsWritten()) rows.Add((T["cover.nhsNumber"], FieldText.NhsNumber(who.NhsNumber!)));
        blocks.Add(new KeyValueTable(rows));
        if (decision.Words.IsWritten()) blocks.Add(new Paragraph(decision.Words!.Words!) { Style = ParagraphStyle.Quote });
        blocks.Add(new Heading(2, T["paper.refuse"]));
        foreach (var refusal in legal.RefusalsOf(decision).Where(r => r.WantOrRefuse != WantOrRefuse.Want && r.IsBasicCare != true))
            blocks.Add(new KeepTogether(
            [
                new Paragraph(new RichText([new Run(T.Get("kind.refuse", refusal.Treatment ?? "")) { Bold = true }])),
                new Paragraph(refusal.Circumstances.IsWritten() ? T.Get("kind.when", refusal.Circumstances!.TrimEnd('.')) : T["paper.always"]),
                .. refusal.LifeSustaining == false ? (Block[])[] : [new Paragraph(new RichText([new Run(T["paper.evenIf"]) { Bold = true }]))],
            ]));
        blocks.Add(new Paragraph(T["paper.basic"]) { Style = ParagraphStyle.Hint });
        blocks.Add(new Heading(2, T["paper.sign"]));
        blocks.Add(new Paragraph(T["paper.sign.what"]));
        blocks.AddRange(Lines("paper.me", "paper.date", "paper.other"));
        blocks.Add(new Paragraph(T["paper.witness.what"]));
        blocks.AddRange(Lines("paper.witness", "paper.witnessName", "paper.witnessAddress", "paper.date"));
        return new PdfContent
        {
            Title = T.Get("paper.title", person),
            CreatedAt = new DateTimeOffset(nowUtc, TimeSpan.Zero),
            Blocks = [.. Tongues.Told(blocks, who.Language)],
            Header = new RunningLine(person, "", T["paper.unsigned"]),
            Footer = new RunningLine(T["paper.unsigned"], "", T["running.page"]),
        };
    }

    private static IEnumerable<Block> Lines(params string[] keys) =>
        [new Table([new Column("", 1), new Column("", 2.4)], [.. keys.Select(k => (IReadOnlyList<RichText>)[T[k], "\n \n"])])];
}
