using HarfBuzzSharp;
using Buffer = HarfBuzzSharp.Buffer;

namespace CarePlanning.Pdf.Writing;

/// <summary>A glyph of a cluster and where it stands from the cluster's left edge, in font units.</summary>
internal readonly record struct GlyphPart(ushort Id, int X, int Y);

/// <summary>The glyphs of letters that cannot be told apart; X is its left edge from the left edge of its word.</summary>
internal readonly record struct Cluster(int TextFrom, int TextTo, int X, int Advance, GlyphPart[] Parts);

/// <summary>A stretch of text set in one face and one direction, its clusters in reading order.</summary>
internal sealed record ShapedWord(FontFace Face, string Text, Cluster[] Clusters, int Width, bool RightToLeft)
{
    /// <summary>What stands here really, when the glyphs are only a substitute.</summary>
    public string? Instead { get; init; }

    /// <summary>The word as the page's content says it, once it was painted: the same wherever it stands.</summary>
    public WrittenWord? Written { get; set; }

    public double WidthAt(double size) => Width * size / Face.UnitsPerEm;
}

/// <summary>The codes of a word with the steps between them; where its first glyph starts and its last one ends, in font units from its left edge.</summary>
internal sealed record WrittenWord(byte[] Codes, int First, int End);

/// <summary>Turns words into glyphs, remembering each word for the length of one document and no longer.</summary>
internal sealed class Shaper
{
    [ThreadStatic]
    private static Buffer? buffer;

    private readonly Dictionary<(FontFace Face, bool RightToLeft, string Language), Dictionary<string, ShapedWord>> known = [];
    private readonly Dictionary<string, Language> languages = [];

    public ShapedWord Shape(ReadOnlySpan<char> text, FontFace face, bool rightToLeft, string language)
    {
        if (!known.TryGetValue((face, rightToLeft, language), out var words))
        {
            known[(face, rightToLeft, language)] = words = [];
        }

        // A word that was met before is found without being copied first.
        var found = words.GetAlternateLookup<ReadOnlySpan<char>>();
        if (!found.TryGetValue(text, out var word))
        {
            words[text.ToString()] = word = Make(text.ToString(), face, rightToLeft, language);
        }

        return word;
    }

    /// <summary>A sign that stands for characters no font has; what they were stays readable for machines.</summary>
    public ShapedWord Substitute(string instead, string sign, FontFace face)
    {
        var word = Make(sign, face, false, "en");
        return word with { Instead = instead, Written = null };
    }

    private ShapedWord Make(string text, FontFace face, bool rightToLeft, string language)
    {
        var b = buffer ??= new Buffer();
        b.ClearContents();
        b.ClusterLevel = ClusterLevel.MonotoneGraphemes;
        b.Flags = BufferFlags.RemoveDefaultIgnorables;
        b.AddUtf16(text);
        b.Direction = rightToLeft ? Direction.RightToLeft : Direction.LeftToRight;
        if (!languages.TryGetValue(language, out var spoken))
        {
            languages[language] = spoken = new Language(language);
        }

        b.Language = spoken;
        b.GuessSegmentProperties();
        face.Font.Shape(b);

        var infos = b.GetGlyphInfoSpan();
        var positions = b.GetGlyphPositionSpan();
        var clusters = new List<Cluster>(infos.Length);
        var pen = 0;
        for (var i = 0; i < infos.Length;)
        {
            int from = i, left = pen;
            while (i < infos.Length && infos[i].Cluster == infos[from].Cluster)
            {
                pen += positions[i++].XAdvance;
            }

            var parts = new GlyphPart[i - from];
            for (int k = from, x = 0; k < i; k++)
            {
                parts[k - from] = new GlyphPart((ushort)infos[k].Codepoint, x + positions[k].XOffset, positions[k].YOffset);
                x += positions[k].XAdvance;
            }

            clusters.Add(new Cluster((int)infos[from].Cluster, 0, left, pen - left, parts));
        }

        if (rightToLeft)
        {
            // HarfBuzz hands leftward text over from left to right.
            clusters.Reverse();
        }

        for (int i = clusters.Count - 1, end = text.Length; i >= 0; end = clusters[i--].TextFrom)
        {
            clusters[i] = clusters[i] with { TextTo = end, TextFrom = i == 0 ? 0 : clusters[i].TextFrom };
        }

        return new ShapedWord(face, text, [.. clusters], pen, rightToLeft);
    }
}
