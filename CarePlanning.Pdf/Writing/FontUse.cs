using System.Globalization;
using System.Text;
using CarePlanning.Pdf.Layout;

namespace CarePlanning.Pdf.Writing;

/// <summary>
/// What a document uses of one face: its glyphs and what each of them says. A glyph that would have to say two things, and letters made
/// of several glyphs, become glyphs of their own, so that every code says exactly what is read.
/// </summary>
internal sealed class FontUse(FontFace face, string resource)
{
    // A font counts its glyphs in two bytes.
    private const int LastGlyph = ushort.MaxValue - 1;
    private readonly SortedDictionary<int, string> texts = [];
    private readonly Dictionary<(string Text, string Parts), int> known = [];
    private readonly SortedDictionary<int, GlyphPart[]> made = [];

    public FontFace Face { get; } = face;
    public string Resource { get; } = resource;
    public int Number { get; set; }

    /// <summary>The word as it stands in the file wherever it is shown.</summary>
    public WrittenWord Write(ShapedWord word)
    {
        var codes = new ByteText(8 * Math.Max(1, word.Clusters.Length));
        var perEm = 1000.0 / Face.UnitsPerEm;
        int first = 0, pen = 0;
        for (var i = 0; i < word.Clusters.Length; i++)
        {
            var (glyph, shift, advance) = Glyph(word.Clusters[i], word);
            var start = word.Clusters[i].X + shift;
            if (i == 0)
            {
                first = start;
            }
            else if (pen != start)
            {
                codes.Add($">{(pen - start) * perEm}<");
            }

            codes.AddGlyph(glyph);
            pen = start + advance;
        }

        return new WrittenWord(codes.Written.ToArray(), first, pen);
    }

    /// <summary>The glyph that shows the cluster and says its text, how far right of the cluster's edge it starts and how wide it is.</summary>
    private (int Glyph, int Shift, int Advance) Glyph(Cluster cluster, ShapedWord word)
    {
        // A letter that only its maker knows means nothing to a reader of codes; inside an element the mark says it all the same.
        var text = word.Instead is { } instead ? PdfText.Known(instead) : word.Text[cluster.TextFrom..cluster.TextTo];
        if (cluster.Parts is [{ Y: 0 } only] && (texts.TryAdd(only.Id, text) || texts[only.Id] == text))
        {
            return (only.Id, only.X, Face.Advance(only.Id));
        }

        var key = (text, string.Join(' ', cluster.Parts.Select(p => $"{p.Id},{p.X},{p.Y}")));
        if (!known.TryGetValue(key, out var glyph))
        {
            glyph = Face.GlyphCount + made.Count;
            if (glyph > LastGlyph)
            {
                throw new InvalidOperationException($"The document needs more signs of {Face.PostScriptName} than the {LastGlyph + 1} that a font can hold.");
            }

            known[key] = glyph;
            made[glyph] = cluster.Parts;
            texts[glyph] = text;
        }

        return (glyph, 0, Advance(glyph));
    }

    private int Advance(int glyph) => made.TryGetValue(glyph, out var parts) ? parts.Sum(p => Face.Advance(p.Id)) : Face.Advance(glyph);

    public void Write(ObjectStore store)
    {
        var glyphs = new SortedSet<int>(texts.Keys);
        var tag = Tag();
        var name = $"{tag}+{Face.PostScriptName}";
        var data = FontSubset.Make(Face, glyphs, made);
        var file = store.AddStream($"/Length1 {data.Length}", data);
        double Per(double units) => Math.Round(units * 1000 / Face.UnitsPerEm);
        var flags = 4 | (Face.ItalicAngle != 0 ? 64 : 0);
        var box = Face.Box;
        var descriptor = store.Add($"<</Type/FontDescriptor/FontName/{name}/Flags {flags}/FontBBox[{Per(box.Left)} {Per(box.Bottom)} {Per(box.Right)} {Per(box.Top)}]" +
            $"/ItalicAngle {PdfText.Number(Face.ItalicAngle)}/Ascent {Per(Face.Ascent)}/Descent {-Per(Face.Descent)}/CapHeight {Per(Face.CapHeight)}/StemV {50 + (Face.Weight / 8)}/FontFile2 {file} 0 R>>");
        var widths = new StringBuilder("[");
        foreach (var glyph in glyphs)
        {
            widths.Append(CultureInfo.InvariantCulture, $"{glyph}[{PdfText.Number(Advance(glyph) * 1000.0 / Face.UnitsPerEm)}]");
        }

        var descendant = store.Add($"<</Type/Font/Subtype/CIDFontType2/BaseFont/{name}/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor {descriptor} 0 R/DW 0/W {widths}]/CIDToGIDMap/Identity>>");
        var map = store.AddStream("", Encoding.ASCII.GetBytes(Map()));
        store.Set(Number, $"<</Type/Font/Subtype/Type0/BaseFont/{name}/Encoding/Identity-H/DescendantFonts[{descendant} 0 R]/ToUnicode {map} 0 R>>");
    }

    // Six letters that differ when the set of glyphs differs, the same on every run.
    private string Tag()
    {
        var hash = 2166136261u;
        foreach (var glyph in texts.Keys)
        {
            hash = unchecked((hash ^ (uint)glyph) * 16777619u);
        }

        var letters = new char[6];
        for (var i = 0; i < 6; i++)
        {
            letters[i] = (char)('A' + (hash % 26));
            hash /= 26;
        }

        return new string(letters);
    }

    private string Map()
    {
        var map = new StringBuilder("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CIDSystemInfo <</Registry (Adobe)/Ordering (UCS)/Supplement 0>> def\n/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n");
        foreach (var part in texts.Chunk(100))
        {
            map.Append(CultureInfo.InvariantCulture, $"{part.Length} beginbfchar\n");
            foreach (var (glyph, text) in part)
            {
                map.Append(CultureInfo.InvariantCulture, $"<{glyph:X4}> <{PdfText.Hex(text)}>\n");
            }

            map.Append("endbfchar\n");
        }

        return map.Append("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n").ToString();
    }
}
