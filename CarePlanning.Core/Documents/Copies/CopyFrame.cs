using CarePlanning.Core.Plans;
using CarePlanning.Core.Signing;
using CarePlanning.Core.Words;
using CarePlanning.Pdf;

namespace CarePlanning.Core.Documents.Copies;

/// <summary>What every copy says first and last: whose it is, for whom, which version, and how to check it.</summary>
internal static class CopyFrame
{
    private static Texts T => Texts.Documents;

    public static IEnumerable<Block> Opening(FrozenPlan plan, CopyStamp stamp)
    {
        foreach (var block in Named(plan, CopyList.Of(stamp.Kind).OneSide ? 24 : 32,
            new Heading(1, plan.PersonName) { InContents = false },
            new Paragraph(new RichText([new Run(T[$"copy.{stamp.Kind}"]) { Bold = true }, new Run(" \u00b7 " + T[$"copy.{stamp.Kind}.for"])])) { Style = ParagraphStyle.Lead })) yield return block;
        if (stamp.NotSealed) yield return NotSealed();
        if (stamp.Issue != CopyIssue.Agreed)
            yield return new Callout(T[$"copy.{stamp.Issue}.title"], [new Paragraph(stamp.Issue == CopyIssue.Recorded ? T.Get("copy.Recorded.what", stamp.By ?? "") : T["copy.Draft.what"])])
            { Frame = CalloutFrame.Dashed, Colour = "#7a4b00", Tint = "#fff4df" };
        if (!CopyList.Of(stamp.Kind).OneSide)
        {
            List<(string, RichText)> rows = [];
            if (plan.BornOn is { } born) rows.Add((T["cover.born"], T.Get("bornWithAge", FieldText.Date(born), PlanDocument.Age(born, DateOnly.FromDateTime(PortalSettings.Local(stamp.MadeAtUtc))))));
            if (plan.NhsNumber is not null) rows.Add((T["cover.nhsNumber"], FieldText.NhsNumber(plan.NhsNumber)));
            rows.Add((T["cover.version"], stamp.Said));
            rows.Add((T["cover.organisation"], plan.Organisation));
            // Where its foot says so, it is not said twice.
            if (stamp.CheckCode is { } code && stamp.Kind != CopyKind.ClinicalRecord) rows.Add((T["cover.latest"], new RichText([.. Address(stamp, code), new Run("\n" + T["cover.latest.what"])])));
            yield return new KeyValueTable(rows);
        }
    }

    /// <summary>The name and what stands under it, with the person's photo beside them where there is one.</summary>
    /// <param name="millimetres">How tall the photo is.</param>
    public static IEnumerable<Block> Named(FrozenPlan plan, double millimetres, params Block[] name)
    {
        if (plan.Photo is null) return name;
        var photo = JpegImage.Read(plan.Photo);
        var drawing = new Drawing(photo.Width, photo.Height, [new Photograph(0, 0, photo.Width, photo.Height, photo)]);
        return [new Columns([.. name], [new Figure(drawing, T.Get("photo.alt", plan.PersonName)) { Height = millimetres, Width = millimetres * photo.Width / photo.Height }]) { LeftShare = 0.76 }];
    }

    /// <summary>Says of a copy that could not be sealed what it is not.</summary>
    public static Callout NotSealed() => new(T["copy.notSealed.title"], [new Paragraph(T["copy.notSealed.what"])]) { Frame = CalloutFrame.Dashed, Colour = "#7a4b00", Tint = "#fff4df" };

    /// <summary>What is different from what was agreed: facts said since, and the sections in which an answer took effect at once; nothing where nothing is.</summary>
    public static IEnumerable<Block> Since(IReadOnlyList<LiveFact> facts, IReadOnlyList<SectionDefinition> changed)
    {
        if (facts.Count + changed.Count == 0) yield break;
        yield return new Heading(2, T["live.title"]);
        yield return new BulletList(
        [
            .. facts.OrderByDescending(f => f.AtUtc).Select(f => new RichText(
                [new Run(SectionReading.Labelled(T[$"live.{f.Kind}"]) + " ") { Bold = true }, .. LiveFacts.Said([f]).Runs, .. f.InPlaceOfPlan ? [new Run(" " + T["live.instead"])] : (Run[])[]])),
            .. changed.Select(s => new RichText([new Run(SectionReading.Labelled(s.Words.Name) + " ") { Bold = true }, new Run(T["live.asItIs"])])),
        ]);
    }

    /// <summary>The last line of a copy on one side: version, what is not as it was agreed, day to check, and where.</summary>
    public static Paragraph Foot(FrozenPlan plan, CopyStamp stamp, IReadOnlyList<SectionDefinition> changed) => new(new RichText(
    [
        new Run($"{stamp.Said} {T.Get("copy.made", CopyStamp.Day(stamp.MadeAtUtc), plan.Organisation)} "),
        .. changed.Count > 0 ? [new Run(T.Get("live.changed", string.Join(", ", changed.Select(s => s.Words.Name))) + " ")] : (Run[])[],
        new Run(T.Get("copy.checkAgain", FieldText.Date(stamp.CheckAgainAfter))) { Bold = true },
        .. stamp.CheckCode is { } code ? Where(stamp, code) : [],
    ]))
    { Style = ParagraphStyle.Small };

    /// <summary>How anybody can ask whether this is the latest copy, with the code to be scanned, one under the other for a column.</summary>
    public static IEnumerable<Block> Latest(CopyStamp stamp)
    {
        if (stamp.CheckCode is not { } code) yield break;
        yield return new KeepTogether([new Callout(T["cover.latest"], [Code(stamp, code), new Paragraph(new RichText([.. Address(stamp, code)])), new Paragraph(T["cover.latest.what"])]) { Frame = CalloutFrame.Thin, Tint = "#ffffff" }]);
    }

    public static Figure Code(CopyStamp stamp, string code) => new(stamp.Address.Squares(code), T.Get("copy.code.alt", stamp.Address.Of(code))) { Width = 24, Height = 24 };

    private static IEnumerable<Run> Where(CopyStamp stamp, string code) => Address(stamp, code).Prepend(new Run(" "));

    private static IEnumerable<Run> Address(CopyStamp stamp, string code) =>
        [new Run(stamp.Address.Shown) { Link = stamp.Address.Of(code) }, new Run(" \u00b7 " + T.Get("copy.code", code))];
}
