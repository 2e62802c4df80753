using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using UglyToad.PdfPig.Graphics.Operations.TextShowing;
using UglyToad.PdfPig.Graphics.Operations.TextState;
using UglyToad.PdfPig.Tokens;
using Xunit;

namespace CarePlanning.Tests.Pdf;

public class PdfFontTests
{
    [Fact]
    public void Every_code_shown_has_a_glyph_a_width_and_a_meaning()
    {
        using var pdf = new PdfReading(PdfSamples.Whole);
        for (var p = 0; p < pdf.Pages.Count; p++)
        {
            var fonts = pdf.Dictionary(pdf.Dictionary(pdf.Pages[p], "Resources")!, "Font")!;
            var read = fonts.Data.Keys.ToDictionary(k => k, k => Read(pdf, pdf.Dictionary(fonts, k)!));
            var current = "";
            foreach (var operation in pdf.Operations(p))
            {
                if (operation is SetFontAndSize font)
                {
                    current = font.Font.Data;
                }
                else if (operation is ShowTextsWithPositioning show)
                {
                    foreach (var code in show.Array.OfType<HexToken>().SelectMany(Codes))
                    {
                        var (texts, widths, advances) = read[current];
                        Assert.NotEqual(0, code);
                        Assert.True(texts.TryGetValue(code, out var text) && text.Length > 0, $"Code {code} of {current} says nothing.");
                        Assert.DoesNotContain(text, c => c is '\0' or '\uFEFF' or '\uFFFE');
                        Assert.Equal(advances[code], widths[code], 1.0);
                    }
                }
            }
        }
    }

    private static IEnumerable<int> Codes(HexToken token)
    {
        var bytes = token.Bytes.ToArray();
        for (var i = 0; i + 1 < bytes.Length; i += 2)
        {
            yield return (bytes[i] << 8) | bytes[i + 1];
        }
    }

    private static (Dictionary<int, string> Texts, Dictionary<int, double> Widths, Dictionary<int, double> Advances) Read(PdfReading pdf, DictionaryToken font)
    {
        Assert.Equal("Identity-H", pdf.Name(font, "Encoding"));
        var map = Encoding.ASCII.GetString(pdf.Stream(font, "ToUnicode"));
        var texts = Regex.Matches(map, "<([0-9A-F]{4})> <([0-9A-F]+)>").Where(m => m.Groups[2].Value != "FFFF")
            .ToDictionary(m => int.Parse(m.Groups[1].Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture), m => Encoding.BigEndianUnicode.GetString(Convert.FromHexString(m.Groups[2].Value)));
        var descendant = (DictionaryToken)pdf.Resolve(pdf.Array(font, "DescendantFonts")[0])!;
        Assert.Equal("Identity", pdf.Name(descendant, "CIDToGIDMap"));
        var widths = new Dictionary<int, double>();
        var list = pdf.Array(descendant, "W");
        for (var i = 0; i < list.Count; i += 2)
        {
            widths[((NumericToken)list[i]).Int] = ((NumericToken)((ArrayToken)list[i + 1]).Data[0]).Double;
        }

        var file = pdf.Stream(pdf.Dictionary(descendant, "FontDescriptor")!, "FontFile2");
        int U16(int at) => BinaryPrimitives.ReadUInt16BigEndian(file.AsSpan(at));
        var tables = Enumerable.Range(0, U16(4)).ToDictionary(i => Encoding.ASCII.GetString(file, 12 + (16 * i), 4), i => BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(20 + (16 * i))));
        var perEm = U16(tables["head"] + 18);
        Assert.True(U16(tables["hhea"] + 34) > texts.Keys.Max());
        return (texts, widths, texts.Keys.ToDictionary(g => g, g => U16(tables["hmtx"] + (4 * g)) * 1000.0 / perEm));
    }
}
