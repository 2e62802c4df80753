using System.Globalization;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Signing;
using CarePlanning.Core.Words;
using CarePlanning.Pdf;

namespace CarePlanning.Core.Documents;

/// <summary>Who agreed to what, when and how: the evidence of the signing round.</summary>
internal static class AgreementPages
{
    private static Texts T => Texts.Documents;

    public static IEnumerable<Block> Compose(FrozenPlan plan, Agreement agreement)
    {
        var version = agreement.Version;
        yield return new Heading(1, T["agreement"]) { NewPage = true };
        yield return new Paragraph(T["agreement.what"]) { Style = ParagraphStyle.Lead };
        foreach (var party in version.Parties)
            if (version.SigningOf(party.Id) is { } signing)
                yield return new KeepTogether([One(signing)]);
        yield return new Heading(3, T["agreement.seal"]) { InContents = false };
        yield return new KeyValueTable(
        [
            (T["agreement.version"], T.Get("cover.version.value", plan.Version, plan.Number)),
            (T["agreement.frozen"], FieldText.Moment(version.FrozenAtUtc)),
            (T["agreement.hash"], Grouped(version.ContentSha256)),
            (T["cover.check"], version.CheckCode),
        ]);
        yield return new Paragraph(T["agreement.seal.what"]) { Style = ParagraphStyle.Small };
    }

    private static Callout One(PartySigning s)
    {
        List<Block> blocks = [new Paragraph(s.Statement)];
        if (s.Mark == MarkKind.Drawn)
            blocks.Add(new Figure(Strokes(s.MarkData!), T.Get("mark.drawn", s.Name)) { Width = 60, Height = 20 });
        else if (s.Mark == MarkKind.Typed)
            blocks.Add(new Paragraph(new RichText([new Run(s.MarkData!) { Italic = true, Bold = true }])) { Style = ParagraphStyle.Lead });
        List<(string, RichText)> rows = [(T[$"outcome.{s.Outcome}.line"], FieldText.Moment(s.AtUtc))];
        if (!string.IsNullOrWhiteSpace(s.Witness)) rows.Add((T["sign.witness"], s.Witness));
        if (!string.IsNullOrWhiteSpace(s.Reason)) rows.Add((T["sign.reason"], s.Reason));
        blocks.Add(new KeyValueTable(rows));
        return new Callout(T.Get("sign.title", s.Name, T[$"role.{s.Role}"]), blocks);
    }

    /// <summary>The strokes as they were drawn on a field of 600 by 200.</summary>
    internal static Drawing Strokes(string data)
    {
        List<Shape> shapes = [];
        foreach (var stroke in data.Split(';', StringSplitOptions.RemoveEmptyEntries))
        {
            var points = stroke.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Point).OfType<(double, double)>().ToList();
            if (points.Count > 1) shapes.Add(new Polyline(points) { Stroke = "#1b2a30", StrokeWidth = 3 });
            else if (points.Count == 1) shapes.Add(new Circle(points[0].Item1, points[0].Item2, 2) { Fill = "#1b2a30" });
        }
        return new Drawing(600, 200, shapes);
    }

    private static (double, double)? Point(string pair) =>
        pair.Split(',') is [var x, var y] && double.TryParse(x, NumberStyles.Float, CultureInfo.InvariantCulture, out var px)
        && double.TryParse(y, NumberStyles.Float, CultureInfo.InvariantCulture, out var py) ? (Math.Clamp(px, 0, 600), Math.Clamp(py, 0, 200)) : null;

    private static string Grouped(string hex) => string.Join(' ', hex.Chunk(8).Select(c => new string(c)));
}
