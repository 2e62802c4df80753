using CarePlanning.Pdf.Writing;

namespace CarePlanning.Pdf.Layout;

/// <summary>Tables of both kinds.</summary>
internal sealed partial class BlockLayout
{
    private readonly record struct Cell(RichText Text, StructNode? Node, TextStyle Style, double X, double Width, Align Align);

    private double Between => Gap(14);

    private List<Strip> SetKeyValues(KeyValueTable table, Place place)
    {
        if (table.Rows.Count == 0)
        {
            return [];
        }

        var node = Node("Table", place.Parent, table);
        var strips = Caption(table.Caption, node, place, table.Language);
        var body = Node("TBody", node);
        var between = Math.Min(Between, place.Width * 0.1);
        var keyWidth = (place.Width - between) * 0.32;
        var key = BodyStyle with { Colour = theme.Soft };
        for (var i = 0; i < table.Rows.Count; i++)
        {
            var row = Node("TR", body);
            var (name, value) = table.Rows[i];
            strips.AddRange(Row(
                [
                    new Cell(name, Node("TH", row, scope: "Row"), key, place.X, keyWidth, Align.Start),
                    new Cell(value, Node("TD", row), BodyStyle, place.X + keyWidth + between, place.Width - keyWidth - between, Align.Start),
                ],
                place, Gap(4), i < table.Rows.Count - 1 ? 0.6 : 0, theme.Rule, table.Language));
        }

        return Finish(strips);
    }

    /// <summary>Each column has the share that it asks for; one in which a word or a number would be cut has as much as that needs, where all can have what they need.</summary>
    private double[] Widths(Table table, double room, TextStyle bold)
    {
        var shares = table.Columns.Select(c => Math.Max(0.01, c.Width)).ToArray();
        var needs = new double[shares.Length];
        var widths = Shared(_ => false);
        for (var c = 0; c < needs.Length; c++) needs[c] = CellsOf(c).Max(cell => setter.Widest(cell.Text, cell.Style, widths[c]));
        if (!needs.Where((need, c) => need > widths[c]).Any()) return widths;
        // One gives way to another, so that what each needs counts, also where it has room enough now.
        for (var c = 0; c < needs.Length; c++) needs[c] = CellsOf(c).Max(cell => setter.Widest(cell.Text, cell.Style, 0));
        if (needs.Sum() > room) return widths;
        var given = new bool[shares.Length];
        for (var more = true; more;)
        {
            widths = Shared(c => given[c]);
            more = false;
            for (var c = 0; c < widths.Length; c++)
            {
                if (given[c] || widths[c] >= needs[c]) continue;
                given[c] = more = true;
            }
        }

        return widths;

        IEnumerable<(RichText Text, TextStyle Style)> CellsOf(int c)
        {
            yield return (table.Columns[c].Heading, bold);
            foreach (var row in table.Rows) yield return (CellText(table, row, c), BodyStyle);
            if (table.Totals is { } totals) yield return (CellText(table, totals, c), bold);
        }

        double[] Shared(Func<int, bool> isGiven)
        {
            var left = room - Enumerable.Range(0, shares.Length).Where(isGiven).Sum(c => needs[c]);
            var asked = shares.Where((_, c) => !isGiven(c)).Sum();
            return [.. shares.Select((share, c) => isGiven(c) ? needs[c] : left * share / asked)];
        }
    }

    private List<Strip> SetTable(Table table, Place place)
    {
        if (table.Columns.Count == 0)
        {
            return [];
        }

        var node = Node("Table", place.Parent, table);
        var strips = Caption(table.Caption, node, place, table.Language);
        var bold = BodyStyle with { Weight = FontWeight.Bold };
        var between = Math.Min(Between, place.Width * 0.3 / table.Columns.Count);
        var widths = Widths(table, place.Width - (between * (table.Columns.Count - 1)), bold);
        var edges = new double[table.Columns.Count];
        for (var c = 1; c < edges.Length; c++)
        {
            edges[c] = edges[c - 1] + widths[c - 1] + between;
        }

        // Without rows there is no body for the header to head.
        var headRow = Node("TR", table.Rows.Count > 0 ? Node("THead", node) : node);
        var head = Row(Cells(c => table.Columns[c].Heading, (c, _) => Node("TH", headRow, scope: "Column"), bold), place, Gap(5), 1.2, theme.Ink, table.Language);
        Hold(head, Keep.Lines)[^1].Hold = Keep.Lines;
        var repeat = new Repeat(place.Repeat);
        repeat.Strips.AddRange(head);
        strips.AddRange(head);

        // A header that would fill the page leaves no room for what it heads.
        var inside = repeat.Height < pageHeight / 4 ? place with { Repeat = repeat } : place;
        var body = table.Rows.Count > 0 ? Node("TBody", node) : node;
        foreach (var row in table.Rows)
        {
            var line = Node("TR", body);
            strips.AddRange(Row(Cells(c => CellText(table, row, c), (c, text) => FirstNamesRow(line, c, text), BodyStyle), inside, Gap(5.5), 0.6, theme.Rule, table.Language));
        }

        if (table.Totals is { } totals)
        {
            strips[^1].Hold = Math.Max(strips[^1].Hold, Keep.Lines);
            var line = Node("TR", table.Rows.Count > 0 ? Node("TFoot", node) : node);
            strips.AddRange(Row(Cells(c => CellText(table, totals, c), (c, text) => FirstNamesRow(line, c, text), bold), inside, Gap(5.5), 1.2, theme.Ink, table.Language));
        }

        return Finish(strips);

        Cell[] Cells(Func<int, RichText> text, Func<int, RichText, StructNode> cellNode, TextStyle style) => [.. Enumerable.Range(0, table.Columns.Count).Select(c =>
        {
            var words = text(c);
            return new Cell(words, cellNode(c, words), style, place.X + edges[c], widths[c], table.Columns[c].AlignRight ? Align.End : Align.Start);
        })];
    }

    private static RichText CellText(Table table, IReadOnlyList<RichText> row, int c) =>
        c >= row.Count ? RichText.Empty : c == table.Columns.Count - 1 && row.Count > table.Columns.Count ? FromCells(row, c) : row[c];

    // Cells beyond the last column have nowhere to stand, but no word is lost: they join the last cell.
    private static RichText FromCells(IReadOnlyList<RichText> row, int from) =>
        new([.. row.Skip(from).SelectMany((cell, i) => i == 0 ? cell.Runs : cell.Runs.Prepend(new Run("\n")))]);

    private StructNode FirstNamesRow(StructNode row, int column, RichText text) =>
        column == 0 && text.Plain.Length > 0 ? Node("TH", row, scope: "Row") : Node("TD", row);

    private List<Strip> Caption(string? caption, StructNode table, Place place, string? language)
    {
        if (string.IsNullOrEmpty(caption))
        {
            return [];
        }

        var style = BodyStyle with { Weight = FontWeight.SemiBold, Colour = theme.Ink };
        var strips = ToStrips(setter.Set(caption, style, Node("Caption", table), place.Width, blockLanguage: language), place, Gap(4), Gap(3));
        foreach (var strip in strips)
        {
            strip.Hold = Keep.Heading;
        }

        return strips;
    }

    private List<Strip> Finish(List<Strip> strips)
    {
        strips[0].SpaceBefore = Math.Max(strips[0].SpaceBefore, Gap(4));
        strips[^1].SpaceAfter = Gap(12);
        return strips;
    }

    /// <summary>A row is cut into one strip for each line of its cells, so that a tall row can go over pages without losing a word.</summary>
    private List<Strip> Row(Cell[] cells, Place place, double padding, double rule, string ruleColour, string? language)
    {
        var columns = cells.Select(c => setter.Set(c.Text, c.Style, c.Node, c.Width, c.Align, language)).ToArray();
        var count = columns.Max(c => c.Count);
        var strips = new List<Strip>(count);
        for (var i = 0; i < count; i++)
        {
            var strip = new Strip { Frame = place.Frame, Repeat = place.Repeat };
            var top = i == 0 ? padding : 0;
            var baseline = columns.Max(c => i < c.Count ? c[i].Baseline : 0);
            for (var c = 0; c < cells.Length; c++)
            {
                if (i < columns[c].Count)
                {
                    var line = columns[c][i];
                    Move(line, cells[c].X, top + baseline - line.Baseline, strip);
                    strip.Height = Math.Max(strip.Height, top + baseline - line.Baseline + line.Height);
                }
            }

            strips.Add(strip);
        }

        var last = strips[^1];
        last.Height += padding;
        if (rule > 0)
        {
            last.Add(new StrokeOperation([(place.X, last.Height), (place.X + place.Width, last.Height)], ruleColour, rule) { Layer = Layer.Frame });
        }

        if (strips.Sum(s => s.Height) < pageHeight * 0.4)
        {
            return Hold(strips, Keep.Lines);
        }

        if (strips.Count > 1)
        {
            strips[0].Hold = Keep.Lines;
            strips[^2].Hold = Keep.Lines;
        }

        return strips;
    }
}
