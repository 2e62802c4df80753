using System.Globalization;
using System.Text;
using CarePlanning.Pdf;
using CarePlanning.Tests.Pdf;
using UglyToad.PdfPig.Content;

namespace CarePlanning.Benchmarks.Fuzz;

/// <summary>What was to be said and cannot be read back from the structure of the file.</summary>
internal static class LostWords
{
    public static List<string> Find(PdfContent content, PdfReading file)
    {
        var said = Count(string.Concat(Words(content.Blocks)));
        var read = new StringBuilder();
        for (var page = 0; page < file.Pages.Count; page++) foreach (var mark in file.Page(page).GetMarkedContents()) Read(read, mark);
        var found = Count(read.ToString());
        return [.. said.Where(s => found.GetValueOrDefault(s.Key) < s.Value).Select(s => $"U+{s.Key.Value:X4} said {s.Value} times and read {found.GetValueOrDefault(s.Key)} times")];
    }

    public static long Characters(PdfContent content) => Count(string.Concat(Words(content.Blocks))).Values.Sum(v => (long)v);

    private static void Read(StringBuilder text, MarkedContentElement mark)
    {
        if (mark.IsArtifact) return;
        // What a glyph cannot say by itself is said for it.
        if (mark.ActualText is { } said) { text.Append(said); return; }
        foreach (var letter in mark.Letters) text.Append(letter.Value);
        foreach (var inner in mark.Children) Read(text, inner);
    }

    private static IEnumerable<string> Words(IEnumerable<Block> blocks) => blocks.SelectMany(block => block switch
    {
        Heading h => [h.Text.Plain],
        Paragraph p => [p.Text.Plain],
        BulletList l => l.Items.Select(i => i.Plain),
        KeyValueTable t => t.Rows.SelectMany(r => new[] { r.Key, r.Value.Plain }).Append(t.Caption ?? ""),
        CarePlanning.Pdf.Table t => [t.Caption ?? "", .. t.Columns.Select(c => c.Heading), .. t.Rows.Append(t.Totals ?? []).SelectMany(r => r).Select(c => c.Plain)],
        Callout c => Words(c.Blocks).Prepend(c.Title),
        Figure f => [f.Caption?.Plain ?? ""],
        KeepTogether k => Words(k.Blocks),
        Columns c => Words(c.Left).Concat(Words(c.Right)),
        _ => (IEnumerable<string>)[],
    });

    /// <summary>Every sign that is seen or heard. What only directs, joins or separates is not; what is no character is shown as the sign for that.</summary>
    private static Dictionary<Rune, int> Count(string text)
    {
        var counts = new Dictionary<Rune, int>();
        foreach (var rune in text.EnumerateRunes())
        {
            if (IsUnseen(rune)) continue;
            // A hyphen that must not break looks as any other.
            var shown = rune.Value == 0x2011 ? new Rune('-') : (rune.Value & 0xFFFE) == 0xFFFE ? Rune.ReplacementChar : rune;
            counts[shown] = counts.GetValueOrDefault(shown) + 1;
        }
        return counts;
    }

    private static bool IsUnseen(Rune rune) => Rune.IsWhiteSpace(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Format or UnicodeCategory.Control
        || rune.Value is 0x034F or (>= 0xFE00 and <= 0xFE0F) or (>= 0x180B and <= 0x180F) or (>= 0xE0000 and <= 0xE0FFF);
}
