namespace CarePlanning.Pdf.Layout;

/// <summary>The short way for plain text.</summary>
internal sealed partial class TextPieces
{
    // Letters, figures and signs of western Europe that stand alone, run rightward and are in the family's own face.
    private static readonly System.Buffers.SearchValues<char> PlainLetters = System.Buffers.SearchValues.Create(
        string.Concat(Enumerable.Range(0x20, 0x280 - 0x20).Where(c => c is not (>= 0x7F and < 0xA0) and not 0xAD).Select(c => (char)c)) + "\u2013\u2014\u2018\u2019\u201C\u201D\u2022\u2026");

    private static readonly System.Buffers.SearchValues<char> EndsWord = System.Buffers.SearchValues.Create(" -/\u2013\u2014");

    /// <summary>The short way for text that needs nothing of the long one: nearly all of it. Null where it does not serve.</summary>
    private List<Atom>? Plainly(string text, List<RunStyle> runs)
    {
        if (text.AsSpan().ContainsAnyExcept(PlainLetters))
        {
            return null;
        }

        var atoms = new List<Atom>((text.Length / 4) + 2);
        for (var r = 0; r < runs.Count; r++)
        {
            var run = runs[r];
            var from = r == 0 ? 0 : Math.Min(run.Start, text.Length);
            var to = r + 1 < runs.Count ? Math.Min(runs[r + 1].Start, text.Length) : text.Length;
            if (to <= from)
            {
                continue;
            }

            var face = fonts.Chain(run.Style.Weight, run.Style.Italic)[0];
            if (!face.CoversEach(text.AsSpan(from, to - from)))
            {
                return null;
            }

            while (from < to)
            {
                var (length, isSpace, breaks) = Piece(text, from, to);
                var word = shaper.Shape(text.AsSpan(from, length), face, false, run.Language);
                atoms.Add(new Atom(word, run, 0, isSpace, breaks || isSpace, word.WidthAt(run.Style.Size)));
                from += length;
            }
        }

        return atoms;
    }

    private static (int Length, bool IsSpace, bool Breaks) Piece(string text, int from, int to)
    {
        var most = Math.Min(to - from, LongestAtom);
        if (text[from] == ' ')
        {
            var spaces = text.AsSpan(from, most).IndexOfAnyExcept(' ');
            return (spaces < 0 ? most : spaces, true, true);
        }

        for (var at = from; at < from + most; at++)
        {
            var next = text.AsSpan(at, from + most - at).IndexOfAny(EndsWord);
            if (next < 0)
            {
                break;
            }

            at += next;
            if (text[at] == ' ')
            {
                return (at - from, false, false);
            }

            if (BreaksAfter(text, at + 1))
            {
                return (at + 1 - from, false, true);
            }
        }

        return (most, false, false);
    }
}
