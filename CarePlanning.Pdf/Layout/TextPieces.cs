using System.Globalization;
using System.Text;
using CarePlanning.Pdf.Writing;

namespace CarePlanning.Pdf.Layout;

/// <summary>Cuts a paragraph into atoms: pieces of one style, direction and face between which a line may end.</summary>
internal sealed partial class TextPieces(FontSet fonts, Shaper shaper)
{
    private const int LongestAtom = 64;
    private const int LongestCluster = 32;
    private readonly Dictionary<string, bool> emptySigns = [];

    public List<Atom> Cut(string text, List<RunStyle> runs, byte[] levels)
    {
        if (Plainly(text, runs) is { } plain)
        {
            return plain;
        }

        var atoms = new List<Atom>();
        int run = 0, position = 0, start = 0;
        FontFace? face = null;
        var isSpace = false;
        var kept = new StringBuilder();
        while (position < text.Length)
        {
            while (run + 1 < runs.Count && runs[run + 1].Start <= position)
            {
                Flush(false);
                run++;
            }

            var length = ClusterLength(text, position);
            length = run + 1 < runs.Count ? Math.Min(length, runs[run + 1].Start - position) : length;
            var cluster = text.AsSpan(position, length);
            if (IsDropped(cluster))
            {
                position += length;
                if (cluster[0] == '\u200B')
                {
                    Flush(true);
                }

                continue;
            }

            var chain = fonts.Chain(runs[run].Style.Weight, runs[run].Style.Italic);
            var found = Pick(chain, cluster);
            // A mark may stand on a space, and is lost when the two are taken for a space.
            var space = length == 1 && IsBreakingSpace(cluster[0]);
            if (found is null)
            {
                Flush(false);
                if (space || (length == 1 && cluster[0] is '\u2007' or '\u202F' or '\u2011'))
                {
                    AddWord(shaper.Shape(space ? " " : cluster[0] == '\u2011' ? "-" : "\u00A0", chain[0], levels[position] % 2 == 1, runs[run].Language), levels[position], space, space);
                }
                else
                {
                    AddWord(Substitute(chain, cluster), levels[position], false, true);
                }

                position += length;
                start = position;
                continue;
            }

            if (kept.Length > 0 && (found != face || space != isSpace || levels[position] != levels[start] || kept.Length >= LongestAtom))
            {
                Flush(isSpace);
            }

            if (kept.Length == 0)
            {
                (start, face, isSpace) = (position, found, space);
            }

            kept.Append(space ? " " : cluster);
            position += length;
            if (!space && BreaksAfter(text, position))
            {
                Flush(true);
            }
        }

        Flush(isSpace);
        return atoms;

        void Flush(bool breakAfter)
        {
            if (kept.Length > 0)
            {
                AddWord(shaper.Shape(kept.ToString(), face!, levels[start] % 2 == 1, runs[run].Language), levels[start], isSpace, breakAfter || isSpace);
                kept.Clear();
            }
            else if (breakAfter && atoms.Count > 0)
            {
                atoms[^1] = atoms[^1] with { BreakAfter = true };
            }
        }

        void AddWord(ShapedWord word, int level, bool space, bool breakAfter) =>
            atoms.Add(new Atom(word, runs[run], level, space, breakAfter, word.WidthAt(runs[run].Style.Size)));
    }

    private static int ClusterLength(string text, int position)
    {
        var plain = text[position] < 0x300 && text[position] >= 0x20 && (position + 1 == text.Length || text[position + 1] < 0x300);
        if (plain)
        {
            return 1;
        }

        // A letter with more marks than any language has would make a string longer than the format allows.
        var length = StringInfo.GetNextTextElementLength(text.AsSpan(position));
        return length <= LongestCluster ? length : char.IsHighSurrogate(text[position + LongestCluster - 1]) ? LongestCluster - 1 : LongestCluster;
    }

    // What directs but does not show; the direction has been worked out before.
    private static bool IsDropped(ReadOnlySpan<char> cluster) => cluster.Length == 1
        && cluster[0] is '\u200B' or '\u200E' or '\u200F' or '\u061C' or '\u00AD' or '\u2060' or '\uFEFF' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');

    private static bool IsBreakingSpace(char c) => c is ' ' or '\t' or '\u1680' or (>= '\u2000' and <= '\u2006') or (>= '\u2008' and <= '\u200A') or '\u205F' or '\u3000';

    private static bool IsIgnorable(int c) => c is 0x200C or 0x200D or (>= 0xFE00 and <= 0xFE0F) or 0x034F or (>= 0x180B and <= 0x180F);

    private static bool BreaksAfter(string text, int next)
    {
        if (next >= text.Length || next < 2)
        {
            return false;
        }

        return text[next - 1] switch
        {
            '-' => char.IsLetter(text[next]) && char.IsLetter(text[next - 2]),
            '\u2010' or '\u2013' or '\u2014' => char.IsLetterOrDigit(text[next]),
            '/' => char.IsLetter(text[next]) && char.IsLetter(text[next - 2]),
            _ => false,
        };
    }

    private static FontFace? Pick(FontFace[] chain, ReadOnlySpan<char> cluster)
    {
        if (cluster is ['\t'])
        {
            return chain[0];
        }

        foreach (var face in chain)
        {
            if (CoversAll(face, cluster))
            {
                return face;
            }
        }

        if (cluster.Length > 1 && IsWellFormed(cluster))
        {
            var composed = cluster.ToString().Normalize(NormalizationForm.FormC);
            return Array.Find(chain, f => CoversAll(f, composed));
        }

        return null;
    }

    private static bool IsWellFormed(ReadOnlySpan<char> text)
    {
        for (; text.Length > 0;)
        {
            if (Rune.DecodeFromUtf16(text, out _, out var used) != System.Buffers.OperationStatus.Done)
            {
                return false;
            }

            text = text[used..];
        }

        return true;
    }

    private static bool CoversAll(FontFace face, ReadOnlySpan<char> cluster)
    {
        var any = false;
        while (cluster.Length > 0)
        {
            if (Rune.DecodeFromUtf16(cluster, out var rune, out var used) != System.Buffers.OperationStatus.Done)
            {
                return false;
            }

            cluster = cluster[used..];
            if (IsIgnorable(rune.Value))
            {
                continue;
            }

            if (rune.Value is < 0x20 or (>= 0x7F and < 0xA0) or (>= 0xE000 and <= 0xF8FF) or >= 0xF0000 || (rune.Value & 0xFFFE) == 0xFFFE || !face.Covers(rune.Value))
            {
                return false;
            }

            any = true;
        }

        return any;
    }

    private ShapedWord Substitute(FontFace[] chain, ReadOnlySpan<char> cluster)
    {
        var instead = new StringBuilder();
        foreach (var rune in cluster.ToString().EnumerateRunes())
        {
            // A control or a non-character would break the reader of the file, so that even the machine's copy gets the replacement sign.
            var bad = Rune.IsControl(rune) || (rune.Value & 0xFFFE) == 0xFFFE || rune.Value == 0xFEFF;
            instead.Append(bad ? "\uFFFD" : rune.ToString());
        }

        foreach (var sign in new[] { "\u25A1", "\uFFFD", "\u25CA", "?" })
        {
            var face = Array.Find(chain, f => f.Covers(sign[0]) && HasInk(sign, f));
            if (face is not null)
            {
                return shaper.Substitute(instead.ToString(), sign, face);
            }
        }

        return shaper.Substitute(instead.ToString(), "?", chain[0]);
    }

    private bool HasInk(string sign, FontFace face)
    {
        if (!emptySigns.TryGetValue(sign + face.Key, out var ink))
        {
            var word = shaper.Shape(sign, face, false, "en");
            emptySigns[sign + face.Key] = ink = word.Clusters is [{ Parts: [{ Id: not 0 } part] }] && face.Outline(part.Id).Length > 0;
        }

        return ink;
    }
}
