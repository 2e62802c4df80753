using System.Globalization;

namespace CarePlanning.Pdf.Layout;

/// <summary>The lines at the head and foot of the pages, and the room they leave.</summary>
internal sealed class RunningLines
{
    /// <summary>A name of a thousand letters must not push the words of the page aside; it stands whole where the document names it.</summary>
    private const int MostLines = 8;

    private readonly PdfContent content;
    private readonly TextSetter setter;
    private readonly double margin;
    private readonly double width;
    private readonly double edge;
    private readonly double headHeight;
    private readonly double footHeight;

    public RunningLines(PdfContent content, TextSetter setter, double margin, double width)
    {
        (this.content, this.setter, this.margin, this.width) = (content, setter, margin, width);
        edge = margin * 0.55;
        var room = Math.Min(20, margin * 0.6);

        // Three digits stand for the numbers that are known only once the pages are made.
        headHeight = Heights(content.Header);
        footHeight = Heights(content.Footer);
        Top = content.Header is null ? margin : Math.Max(margin, edge + headHeight + room);
        Bottom = PageLayout.Height - (content.Footer is null ? margin : Math.Max(margin, edge + footHeight + room));
        if (Bottom - Top < 200)
        {
            throw new ArgumentException("The header and footer are so tall that they leave no room for the text.", nameof(content));
        }
    }

    public double Top { get; }
    public double Bottom { get; }

    private TextStyle Style => new(content.Theme.Running, content.Theme.Running * 1.35, content.Theme.Soft);

    public void Paint(LaidPage page, int number, int pages)
    {
        if (content.Header is { } header)
        {
            Paint(page, header, edge, Artifact.Header, number, pages);
            Rule(page, edge + headHeight + 5, Artifact.Header);
        }

        if (content.Footer is { } footer)
        {
            var top = PageLayout.Height - edge - footHeight;
            Rule(page, top - 5, Artifact.Footer);
            Paint(page, footer, top, Artifact.Footer, number, pages);
        }
    }

    /// <summary>A mark is read once, however many pages it stands on.</summary>
    private readonly Dictionary<RunningLine, IReadOnlyList<Operation>> marks = new(ReferenceEqualityComparer.Instance);

    private void Rule(LaidPage page, double y, Artifact artifact) =>
        page.Operations.Add(new Placed(new StrokeOperation([(margin, 0), (margin + width, 0)], content.Theme.Rule, 0.6) { Artifact = artifact, Layer = Layer.Running }, y));

    private double Heights(RunningLine? line) => line is null ? 0 : Math.Max(Side(line), Set(line, 888, 888, Artifact.Header).Max(part => part.Sum(l => l.Height)));

    private static double Side(RunningLine line) => line.Mark is null ? 0 : line.MarkSize * 72 / 25.4;

    private static double Indent(RunningLine line) => line.Mark is null ? 0 : Side(line) + 9;

    private void Paint(LaidPage page, RunningLine line, double top, Artifact artifact, int number, int pages)
    {
        if (line.Mark is { } mark)
        {
            if (!marks.TryGetValue(line, out var drawn))
            {
                marks[line] = drawn = [.. new DrawingPainter(setter, content.Theme).Paint(mark, null, margin, Side(line), Side(line)).Select(o => o with { Artifact = artifact, Layer = Layer.Running })];
            }

            page.Operations.AddRange(drawn.Select(o => new Placed(o, top)));
        }

        foreach (var part in Set(line, number, pages, artifact))
        {
            // Beside a drawing the words stand in its middle.
            var y = top + Math.Max(0, (Side(line) - part.Sum(l => l.Height)) / 2);
            foreach (var set in part)
            {
                foreach (var operation in set.Operations.OfType<TextOperation>())
                {
                    page.Operations.Add(new Placed(operation with { X = operation.X + margin + Indent(line) }, y));
                }

                y += set.Height;
            }
        }
    }

    /// <summary>The line that was set last; most say the same on every page.</summary>
    private readonly Dictionary<RunningLine, (string[] Words, List<TextLine>[] Parts)> set = new(ReferenceEqualityComparer.Instance);

    private List<TextLine>[] Set(RunningLine line, int number, int pages, Artifact artifact)
    {
        string[] words = [Fill(line.Left, number, pages), Fill(line.Centre, number, pages), Fill(line.Right, number, pages)];
        if (set.TryGetValue(line, out var last) && last.Words.SequenceEqual(words)) return last.Parts;
        var parts = Set(line, words, artifact);
        set[line] = (words, parts);
        return parts;
    }

    private List<TextLine>[] Set(RunningLine line, string[] words, Artifact artifact)
    {
        var width = this.width - Indent(line);
        var widths = words.Select(w => w.Split('\n').Max(part => setter.Measure(part, Style))).ToArray();

        // Each part has the room it asks for; only when they would meet do they wrap.
        var (left, centre, right) = (widths[0], widths[1], widths[2]);
        var fits = centre > 0
            ? Math.Max(left, right) + (centre / 2) + 12 <= width / 2
            : left + right + (left > 0 && right > 0 ? 12 : 0) <= width;
        if (fits)
        {
            return [Part(words[0], width, Align.Start), Part(words[1], width, Align.Centre), Part(words[2], width, Align.End)];
        }

        if (centre > 0)
        {
            var third = (width - 24) / 3;
            return [Part(words[0], third, Align.Start), Shift(Part(words[1], third, Align.Centre), third + 12), Shift(Part(words[2], third, Align.End), (2 * third) + 24)];
        }

        var share = width - 12;
        var rightWidth = Math.Min(right, Math.Max(share / 2, share - left));
        var leftWidth = share - rightWidth;
        return [Part(words[0], leftWidth, Align.Start), [], Shift(Part(words[2], rightWidth, Align.End), leftWidth + 12)];

        List<TextLine> Part(string text, double room, Align align)
        {
            if (text.Length == 0) return [];
            var lines = Lines(text);
            if (lines.Count <= MostLines) return lines;

            var ends = StringInfo.ParseCombiningCharacters(text);
            var (fits, tooLong) = (0, ends.Length);
            while (tooLong - fits > 1)
            {
                var middle = (fits + tooLong) / 2;
                if (Lines(Cut(middle)).Count <= MostLines) fits = middle;
                else tooLong = middle;
            }

            return Lines(Cut(fits));

            string Cut(int letters) => text[..ends[letters]].TrimEnd() + "…";

            List<TextLine> Lines(string words) => setter.Set(words, Style, null, room, align, layer: Layer.Running, artifact: artifact);
        }
    }

    private static List<TextLine> Shift(List<TextLine> lines, double dx) =>
        [.. lines.Select(l => l with { Operations = [.. l.Operations.OfType<TextOperation>().Select(o => o with { X = o.X + dx })] })];

    private static string Fill(string text, int page, int pages) => text
        .Replace("{page}", page.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
        .Replace("{pages}", pages.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
}
