using System.Globalization;
using System.Text;
using CarePlanning.Pdf.Layout;

namespace CarePlanning.Pdf.Writing;

/// <summary>What a document uses of one face: its glyphs and what each of them says.</summary>
internal sealed class FontUse(FontFace face, string resource)
{
    private readonly SortedDictionary<int, string> texts = [];

    public FontFace Face { get; } = face;
    public string Resource { get; } = resource;
    public int Number { get; set; }

    /// <summary>Notes a word's glyphs; false when they alone do not say the word.</summary>
    public bool Note(ShapedWord word)
    {
        var says = word is { OneToOne: true, Instead: null };
        foreach (var glyph in word.Glyphs)
        {
            var text = word.Text[glyph.TextFrom..glyph.TextTo];
            if (texts.TryGetValue(glyph.Id, out var known))
            {
                says &= known == text;
            }
            else
            {
                texts[glyph.Id] = text.Length == 0 ? "\u00A0" : text;
            }
        }

        return says;
    }

    public void Write(ObjectStore store)
    {
        var glyphs = new SortedSet<int>(texts.Keys);
        var tag = Tag();
        var name = $"{tag}+{Face.PostScriptName}";
        var data = FontSubset.Make(Face, glyphs);
        var file = store.AddStream($"/Length1 {data.Length}", data);
        double Per(double units) => Math.Round(units * 1000 / Face.UnitsPerEm);
        var flags = 4 | (Face.ItalicAngle != 0 ? 64 : 0);
        var box = Face.Box;
        var descriptor = store.Add($"<</Type/FontDescriptor/FontName/{name}/Flags {flags}/FontBBox[{Per(box.Left)} {Per(box.Bottom)} {Per(box.Right)} {Per(box.Top)}]" +
            $"/ItalicAngle {PdfText.Number(Face.ItalicAngle)}/Ascent {Per(Face.Ascent)}/Descent {-Per(Face.Descent)}/CapHeight {Per(Face.CapHeight)}/StemV {50 + (Face.Weight / 8)}/FontFile2 {file} 0 R>>");
        var widths = new StringBuilder("[");
        foreach (var glyph in glyphs)
        {
            widths.Append(CultureInfo.InvariantCulture, $"{glyph}[{PdfText.Number(Face.Advance(glyph) * 1000.0 / Face.UnitsPerEm)}]");
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
