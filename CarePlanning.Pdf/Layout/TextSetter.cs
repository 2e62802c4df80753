using CarePlanning.Pdf.Writing;

namespace CarePlanning.Pdf.Layout;

/// <summary>Sets text into lines of a width.</summary>
internal sealed class TextSetter(FontSet fonts, Shaper shaper, Theme theme, string language)
{
    private const double Slack = 0.01;
    private static readonly System.Buffers.SearchValues<char> OddBreaks = System.Buffers.SearchValues.Create("\r\v\f\u0085\u2028\u2029");
    private readonly TextPieces pieces = new(fonts, shaper);

    public List<TextLine> Set(RichText text, TextStyle style, StructNode? node, double width, Align align = Align.Start, string? blockLanguage = null, Layer layer = Layer.Content, Artifact artifact = Artifact.Layout, bool links = true)
    {
        var lines = new List<TextLine>();
        var (whole, runs) = Join(text, style, node, blockLanguage ?? language, links);
        var from = 0;
        if (!whole.Contains('\n'))
        {
            SetParagraph(whole, runs, style, node, width, align, layer, artifact, false, IsLeftward(blockLanguage ?? language), lines);
            return lines;
        }

        while (true)
        {
            var to = whole.IndexOf('\n', from);
            var paragraph = whole[from..(to < 0 ? whole.Length : to)];
            var offset = from;
            var first = Math.Max(0, runs.FindLastIndex(r => r.Start <= offset));
            var own = new List<RunStyle>();
            for (var i = first; i < runs.Count && (runs[i].Start < offset + paragraph.Length || i == first); i++)
            {
                own.Add(new RunStyle(Math.Max(0, runs[i].Start - offset), runs[i].Style, runs[i].Node, runs[i].Language, runs[i].Link));
            }

            SetParagraph(paragraph, own, style, node, width, align, layer, artifact, to >= 0, IsLeftward(blockLanguage ?? language), lines);
            if (to < 0)
            {
                return lines;
            }

            from = to + 1;
        }
    }

    /// <summary>How wide the text is on one line.</summary>
    public double Measure(RichText text, TextStyle style)
    {
        var (whole, runs) = Join(text, style, null, language, false);
        whole = whole.Replace('\n', ' ');
        var (levels, _) = Bidi.Resolve(whole);
        return pieces.Cut(whole, runs, levels).Sum(a => a.Width);
    }

    /// <summary>How wide the widest part is that no line may end in; 0 where every part is sure to fit into the room.</summary>
    public double Widest(RichText text, TextStyle style, double room)
    {
        int longest = 0, length = 0;
        foreach (var letter in text.Runs.SelectMany(run => run.Text)) longest = Math.Max(longest, length = letter is ' ' or '\n' ? 0 : length + 1);

        // Few letters are wider than their size.
        if (longest * style.Size <= room) return 0;
        var (whole, runs) = Join(text, style, null, language, false);
        whole = whole.Replace('\n', ' ');
        double widest = 0, part = 0;
        foreach (var atom in pieces.Cut(whole, runs, Bidi.Resolve(whole).Levels))
        {
            if (!atom.IsSpace) widest = Math.Max(widest, part += atom.Width);
            if (atom.BreakAfter) part = 0;
        }

        return widest;
    }

    private static bool IsLeftward(string language) => (language.IndexOf('-', StringComparison.Ordinal) is >= 0 and var end ? language[..end] : language) is "ar" or "ur" or "fa" or "he" or "ps" or "sd" or "yi" or "ckb" or "ug" or "dv";

    private static (string Text, List<RunStyle> Runs) Join(RichText text, TextStyle style, StructNode? node, string language, bool links)
    {
        var runs = new List<RunStyle>();
        var whole = new System.Text.StringBuilder();
        if (text.Runs is [{ Bold: false, Italic: false, Link: null, Language: null, Colour: null } only])
        {
            runs.Add(new RunStyle(0, style, node, language, null));
            return (Clean(only.Text ?? ""), runs);
        }

        foreach (var run in text.Runs)
        {
            var words = Clean(run.Text ?? "");
            if (words.Length == 0)
            {
                continue;
            }

            var address = links ? LinkAddress.Allowed(run.Link) : null;
            var own = style with
            {
                Weight = run.Bold ? FontWeight.Bold : style.Weight,
                Italic = style.Italic || run.Italic,
                Colour = run.Colour ?? (address is null ? style.Colour : "link"),
            };
            var inner = node;
            if (node is not null && address is not null)
            {
                inner = new StructNode("Link", node, inline: true) { Language = run.Language };
            }
            else if (node is not null && run.Language is not null)
            {
                inner = new StructNode("Span", node, inline: true) { Language = run.Language };
            }

            runs.Add(new RunStyle(whole.Length, own, inner, run.Language ?? language, address));
            whole.Append(words);
        }

        if (runs.Count == 0)
        {
            runs.Add(new RunStyle(0, style, node, language, null));
        }

        return (whole.ToString(), runs);
    }

    private static string Clean(string text) => text.AsSpan().IndexOfAny(OddBreaks) < 0
        ? text
        : text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').Replace('\v', '\n').Replace('\f', '\n').Replace('\u0085', '\n').Replace('\u2028', '\n').Replace('\u2029', '\n');

    private void SetParagraph(string text, List<RunStyle> runs, TextStyle style, StructNode? node, double width, Align align, Layer layer, Artifact artifact, bool more, bool leftward, List<TextLine> lines)
    {
        var (levels, paragraph) = Bidi.Resolve(text, leftward);
        var atoms = pieces.Cut(text, runs, levels);
        if (more && (atoms.Count == 0 || !atoms[^1].IsSpace))
        {
            // The space is not seen, but without it the words on both sides of a line break join when the text is read out or copied.
            var space = shaper.Shape(" ", fonts.Chain(style.Weight, style.Italic)[0], paragraph == 1, language);
            atoms.Add(new Atom(space, atoms.Count == 0 ? runs[0] : atoms[^1].Run, paragraph, true, true, space.WidthAt(style.Size)));
        }

        var painter = new LinePainter(fonts, theme, style, node, width, align, layer, artifact, paragraph);
        var line = new List<Atom>();
        var at = 0;
        do
        {
            line.Clear();
            double used = 0;
            int breakAt = -1, breakCount = 0;
            var i = at;
            for (; i < atoms.Count; i++)
            {
                var atom = atoms[i];
                if (atom.IsSpace || used + atom.Width <= width + Slack)
                {
                    line.Add(atom);
                    used += atom.Width;
                    if (atom.BreakAfter)
                    {
                        (breakAt, breakCount) = (i + 1, line.Count);
                    }

                    continue;
                }

                if (breakAt >= 0)
                {
                    line.RemoveRange(breakCount, line.Count - breakCount);
                    i = breakAt;
                    break;
                }

                if (Split(atom, width - used, line.Count == 0) is var (head, tail))
                {
                    line.Add(head);
                    if (tail is { } rest)
                    {
                        atoms[i] = rest;
                    }
                    else
                    {
                        i++;
                    }
                }

                break;
            }

            at = i;
            lines.Add(painter.Paint(line));
        }
        while (at < atoms.Count);
    }

    // A word wider than its column is cut between letters: nothing may run off the page.
    private (Atom Head, Atom? Tail)? Split(Atom atom, double room, bool must)
    {
        var (word, size) = (atom.Word, atom.Run.Style.Size);
        var units = room * word.Face.UnitsPerEm / size;
        var cut = 0;
        if (word.Instead is null)
        {
            var starts = new SortedSet<int>(System.Globalization.StringInfo.ParseCombiningCharacters(word.Text)) { word.Text.Length };
            foreach (var cluster in word.Clusters)
            {
                var reach = word.RightToLeft ? word.Width - cluster.X : cluster.X + cluster.Advance;
                if (reach > units && cut > 0)
                {
                    break;
                }

                if (reach <= units && starts.Contains(cluster.TextTo))
                {
                    cut = cluster.TextTo;
                }
            }

            cut = cut == 0 && must ? starts.First(s => s > 0) : cut;
        }
        else if (must)
        {
            return (atom, null);
        }

        if (cut == 0 || cut == word.Text.Length)
        {
            return cut == 0 ? null : (atom, null);
        }

        return (Part(word.Text[..cut], true), Part(word.Text[cut..], atom.BreakAfter));

        Atom Part(string text, bool breakAfter)
        {
            var part = shaper.Shape(text, word.Face, word.RightToLeft, atom.Run.Language);
            return atom with { Word = part, Width = part.WidthAt(size), BreakAfter = breakAfter };
        }
    }
}
