using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.RegularExpressions;
using UglyToad.PdfPig.Graphics.Operations.TextShowing;
using UglyToad.PdfPig.Graphics.Operations.TextState;
using UglyToad.PdfPig.Tokens;

namespace CarePlanning.Tests.Pdf;

/// <summary>What holds for the fonts of a file and for every code that is shown with them.</summary>
internal static class PdfFontRules
{
    private sealed record ReadFont(Dictionary<int, string> Texts, Dictionary<int, double> Widths, Func<int, double> Advance);

    public static IReadOnlyList<PdfRule> All { get; } =
    [
        new("every font is in the file", pdf => Fonts(pdf).Where(f => Program(pdf, f) is null).Select(f => $"{pdf.Name(f, "BaseFont")}")),
        new("every code shown says which letters it is", pdf => Shown(pdf).Where(s => !s.Font.Texts.TryGetValue(s.Code, out var text) || text.Length == 0).Select(s => $"page {s.Page + 1}, code {s.Code}")),
        new("no code says nought or a sign that is none", pdf => Shown(pdf).Where(s => s.Font.Texts.TryGetValue(s.Code, out var text) && text.AsSpan().ContainsAny('\0', '\uFEFF', '\uFFFE')).Select(s => $"page {s.Page + 1}, code {s.Code}")),
        new("no code says a letter that only one maker knows", pdf => Shown(pdf).Where(s => s.Font.Texts.TryGetValue(s.Code, out var text) && text.EnumerateRunes().Any(r => Rune.GetUnicodeCategory(r) == UnicodeCategory.PrivateUse)).Select(s => $"page {s.Page + 1}, code {s.Code}")),
        new("the glyph for what is missing is never shown", pdf => Shown(pdf).Where(s => s.Code == 0).Select(s => $"page {s.Page + 1}")),
        new("widths are those of the font", pdf => Shown(pdf).Where(s => !s.Font.Widths.TryGetValue(s.Code, out var width) || Math.Abs(width - s.Font.Advance(s.Code)) > 1).Select(s => $"page {s.Page + 1}, code {s.Code}")),
    ];

    private static IEnumerable<DictionaryToken> FontsOf(PdfReading pdf, int page) =>
        pdf.Dictionary(pdf.Pages[page], "Resources") is { } r && pdf.Dictionary(r, "Font") is { } fonts ? fonts.Data.Keys.Select(k => pdf.Dictionary(fonts, k)!) : [];

    private static IEnumerable<DictionaryToken> Fonts(PdfReading pdf) => Enumerable.Range(0, pdf.Pages.Count).SelectMany(p => FontsOf(pdf, p)).Distinct();

    private static DictionaryToken? Descendant(PdfReading pdf, DictionaryToken font) => pdf.Array(font, "DescendantFonts").Select(pdf.Resolve).OfType<DictionaryToken>().FirstOrDefault();

    private static byte[]? Program(PdfReading pdf, DictionaryToken font) =>
        Descendant(pdf, font) is { } d && pdf.Dictionary(d, "FontDescriptor") is { } descriptor && pdf.Dictionary(descriptor, "FontFile2") is not null ? pdf.Stream(descriptor, "FontFile2") : null;

    private static readonly ConditionalWeakTable<PdfReading, List<(int Page, int Code, ReadFont Font)>> Known = [];

    private static List<(int Page, int Code, ReadFont Font)> Shown(PdfReading pdf) => Known.GetValue(pdf, p => [.. Find(p)]);

    private static IEnumerable<(int Page, int Code, ReadFont Font)> Find(PdfReading pdf)
    {
        var known = new Dictionary<string, ReadFont?>();
        var seen = new HashSet<(string, int)>();
        for (var p = 0; p < pdf.Pages.Count; p++)
        {
            var fonts = pdf.Dictionary(pdf.Dictionary(pdf.Pages[p], "Resources")!, "Font");
            var current = "";
            foreach (var operation in pdf.Operations(p))
                if (operation is SetFontAndSize set) current = set.Font.Data;
                else if (operation is ShowTextsWithPositioning show && fonts is not null)
                {
                    // A resource has the same name on every page of our files.
                    if (!known.TryGetValue(current, out var font)) known[current] = font = Read(pdf, pdf.Dictionary(fonts, current)!);
                    if (font is null) continue;
                    foreach (var code in show.Array.OfType<HexToken>().SelectMany(Codes))
                        if (seen.Add((current, code))) yield return (p, code, font);
                }
        }
    }

    private static IEnumerable<int> Codes(HexToken token)
    {
        var bytes = token.Bytes.ToArray();
        for (var i = 0; i + 1 < bytes.Length; i += 2) yield return (bytes[i] << 8) | bytes[i + 1];
    }

    private static ReadFont? Read(PdfReading pdf, DictionaryToken font)
    {
        if (Program(pdf, font) is not { } file) return null;
        var map = pdf.Dictionary(font, "ToUnicode") is null ? "" : Encoding.ASCII.GetString(pdf.Stream(font, "ToUnicode"));
        var texts = Regex.Matches(map, "<([0-9A-F]{4})> <([0-9A-F]+)>").Where(m => m.Groups[2].Value != "FFFF")
            .ToDictionary(m => int.Parse(m.Groups[1].Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture), m => Encoding.BigEndianUnicode.GetString(Convert.FromHexString(m.Groups[2].Value)));
        var widths = new Dictionary<int, double>();
        var list = pdf.Array(Descendant(pdf, font)!, "W");
        for (var i = 0; i + 1 < list.Count; i += 2) widths[((NumericToken)list[i]).Int] = ((NumericToken)((ArrayToken)list[i + 1]).Data[0]).Double;
        int U16(int at) => BinaryPrimitives.ReadUInt16BigEndian(file.AsSpan(at));
        var tables = Enumerable.Range(0, U16(4)).ToDictionary(i => Encoding.ASCII.GetString(file, 12 + (16 * i), 4), i => BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(20 + (16 * i))));
        var perEm = U16(tables["head"] + 18);
        var metrics = U16(tables["hhea"] + 34);
        return new ReadFont(texts, widths, glyph => glyph < metrics ? U16(tables["hmtx"] + (4 * glyph)) * 1000.0 / perEm : -1);
    }
}
