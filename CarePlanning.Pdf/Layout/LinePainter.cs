using CarePlanning.Pdf.Writing;

namespace CarePlanning.Pdf.Layout;

/// <summary>Places the atoms of a line from left to right and gathers them, in reading order, into what is painted.</summary>
internal sealed class LinePainter(FontSet fonts, Theme theme, TextStyle style, StructNode? node, double width, Align align, Layer layer, Artifact artifact, int paragraph)
{
    public TextLine Paint(List<Atom> atoms)
    {
        var first = fonts.Chain(style.Weight, style.Italic)[0];
        double up = first.Ascent * style.Size / first.UnitsPerEm, down = first.Descent * style.Size / first.UnitsPerEm;
        var (above, below) = (((style.Leading - up - down) / 2) + up, style.Leading - (((style.Leading - up - down) / 2) + up));
        double total = 0, trailing = 0;
        var visible = atoms.Count;
        while (visible > 0 && atoms[visible - 1].IsSpace)
        {
            trailing += atoms[--visible].Width;
        }

        var turns = paragraph != 0;
        for (var i = 0; i < atoms.Count; i++)
        {
            turns |= atoms[i].Level != 0;
            total += atoms[i].Width;
            var (face, size) = (atoms[i].Word.Face, atoms[i].Run.Style.Size);
            if (face != first && !atoms[i].IsSpace)
            {
                above = Math.Max(above, face.Ascent * size / face.UnitsPerEm);
                below = Math.Max(below, face.Descent * size / face.UnitsPerEm);
            }
        }

        var leftward = paragraph % 2 == 1;
        var x = align switch
        {
            Align.Centre => ((width - total + trailing) / 2) - (leftward ? trailing : 0),
            Align.End when !leftward => width - total + trailing,
            Align.Start when leftward => width - total,
            _ => leftward ? -trailing : 0,
        };
        var left = leftward ? x + trailing : x;
        var places = new double[atoms.Count];
        if (turns)
        {
            // Rule L1: white space at the end of a line stands where the paragraph ends.
            foreach (var i in Bidi.VisualOrder([.. atoms.Select((a, i) => i >= visible ? paragraph : a.Level)]))
            {
                places[i] = x;
                x += atoms[i].Width;
            }
        }
        else
        {
            for (var i = 0; i < places.Length; i++)
            {
                places[i] = x;
                x += atoms[i].Width;
            }
        }

        var operations = new List<Operation>();
        Gather(atoms, places, above, operations);
        Links(atoms, visible, places, above, above + below, operations);
        return new TextLine(above + below, above, left, total - trailing, operations);
    }

    private void Gather(List<Atom> atoms, double[] places, double baseline, List<Operation> operations)
    {
        TextOperation? current = null;
        RunStyle? run = null;
        double edge = 0;
        for (var i = 0; i < atoms.Count; i++)
        {
            var atom = atoms[i];
            var leftward = atom.Word.RightToLeft;
            var start = leftward ? places[i] + atom.Width : places[i];
            if (current is null || current.Instead is not null || atom.Word.Instead is not null || run != atom.Run || current.RightToLeft != leftward || current.Words[^1].Face != atom.Word.Face || Math.Abs(edge - start) > 0.001)
            {
                var colour = atom.Run.Style.Colour == "link" ? theme.Brand : atom.Run.Style.Colour;
                current = new TextOperation(start, baseline, atom.Run.Style.Size, colour, leftward)
                {
                    Node = atom.Run.Node ?? node,
                    Layer = layer,
                    Artifact = artifact,
                    Instead = atom.Word.Instead,
                };
                operations.Add(current);
                run = atom.Run;
            }

            current.Words.Add(atom.Word);
            edge = leftward ? places[i] : places[i] + atom.Width;
        }
    }

    private void Links(List<Atom> atoms, int visible, double[] places, double baseline, double height, List<Operation> operations)
    {
        for (var i = 0; i < visible;)
        {
            var run = atoms[i].Run;
            var from = i;
            double left = places[i], right = places[i] + atoms[i].Width;
            for (i++; i < visible && atoms[i].Run == run; i++)
            {
                left = Math.Min(left, places[i]);
                right = Math.Max(right, places[i] + atoms[i].Width);
            }

            if (run.Link is { } address)
            {
                operations.Add(new StrokeOperation([(left, baseline + (run.Style.Size * 0.14)), (right, baseline + (run.Style.Size * 0.14))], theme.Brand, 0.6) { Layer = Layer.Frame });
                var words = string.Concat(atoms.GetRange(from, i - from).Select(a => a.Word.Instead ?? a.Word.Text)).Trim();
                operations.Add(new LinkOperation(left, 0, right - left, height, words.Length == 0 ? address : $"{words} ({address})") { Node = run.Node, Address = address });
            }
        }
    }
}
