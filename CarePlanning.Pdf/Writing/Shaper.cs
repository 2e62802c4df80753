using System.Runtime.InteropServices;
using HarfBuzzSharp;
using Buffer = HarfBuzzSharp.Buffer;

namespace CarePlanning.Pdf.Writing;

/// <summary>A glyph in reading order; X and Y are where it stands from the left edge of its word, in font units.</summary>
internal readonly record struct Glyph(ushort Id, int X, int Y, int TextFrom, int TextTo);

/// <summary>A stretch of text set in one face and one direction.</summary>
internal sealed record ShapedWord(FontFace Face, string Text, Glyph[] Glyphs, int Width, bool RightToLeft)
{
    /// <summary>False where letters and glyphs do not match one to one, so that the words must be given beside the glyphs.</summary>
    public bool OneToOne { get; init; }

    /// <summary>What stands here really, when the glyphs are only a substitute.</summary>
    public string? Instead { get; init; }

    public double WidthAt(double size) => Width * size / Face.UnitsPerEm;
}

/// <summary>Turns words into glyphs, remembering each word for the length of one document and no longer.</summary>
internal sealed class Shaper
{
    [ThreadStatic]
    private static Buffer? buffer;

    private readonly Dictionary<(string Text, FontFace Face, bool RightToLeft, string Language), ShapedWord> known = [];
    private readonly Dictionary<string, Language> languages = [];

    public ShapedWord Shape(string text, FontFace face, bool rightToLeft, string language)
    {
        var key = (text, face, rightToLeft, language);
        ref var word = ref CollectionsMarshal.GetValueRefOrAddDefault(known, key, out _);
        return word ??= Make(text, face, rightToLeft, language);
    }

    /// <summary>A sign that stands for characters no font has; what they were stays readable for machines.</summary>
    public ShapedWord Substitute(string instead, string sign, FontFace face)
    {
        var word = Make(sign, face, false, "en");
        return word with { OneToOne = false, Instead = instead };
    }

    private ShapedWord Make(string text, FontFace face, bool rightToLeft, string language)
    {
        var b = buffer ??= new Buffer();
        b.ClearContents();
        b.ClusterLevel = ClusterLevel.MonotoneCharacters;
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
        var glyphs = new Glyph[infos.Length];
        int pen = 0;
        for (var i = 0; i < infos.Length; i++)
        {
            // Reading order: HarfBuzz hands leftward text over from left to right.
            var at = rightToLeft ? infos.Length - 1 - i : i;
            glyphs[at] = new Glyph((ushort)infos[i].Codepoint, pen + positions[i].XOffset, positions[i].YOffset, (int)infos[i].Cluster, 0);
            pen += positions[i].XAdvance;
        }

        var oneToOne = true;
        var end = text.Length;
        for (var i = glyphs.Length - 1; i >= 0; i--)
        {
            var shared = i > 0 && glyphs[i - 1].TextFrom == glyphs[i].TextFrom;
            oneToOne &= !shared;
            glyphs[i] = glyphs[i] with { TextTo = end };
            end = shared ? end : glyphs[i].TextFrom;
        }

        return new ShapedWord(face, text, glyphs, pen, rightToLeft) { OneToOne = oneToOne && (glyphs.Length == 0 || glyphs[0].TextFrom == 0) };
    }
}
