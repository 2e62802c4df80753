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
        var said = Said(content);
        var read = new StringBuilder();
        for (var page = 0; page < file.Pages.Count; page++) foreach (var mark in file.Page(page).GetMarkedContents()) Read(read, mark);
        var found = Count([read.ToString()]);
        return [.. said.Where(s => found.GetValueOrDefault(s.Key) < s.Value).Select(s => $"U+{s.Key.Value:X4} said {s.Value} times and read {found.GetValueOrDefault(s.Key)} times")];
    }

    public static long Characters(PdfContent content) => Said(content).Values.Sum(v => (long)v);

    /// <summary>Counted text by text: half a pair at the end of one and half of another at the beginning of the next are no character.</summary>
    private static Dictionary<Rune, int> Said(PdfContent content) => Count(Words(content.Blocks));

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
        Heading h => Texts(h.Text),
        Paragraph p => Texts(p.Text),
        BulletList l => l.Items.SelectMany(Texts),
        KeyValueTable t => t.Rows.SelectMany(r => Texts(r.Value).Prepend(r.Key)).Append(t.Caption ?? ""),
        CarePlanning.Pdf.Table t => [t.Caption ?? "", .. t.Columns.Select(c => c.Heading), .. t.Rows.Append(t.Totals ?? []).SelectMany(r => r).SelectMany(Texts)],
        Callout c => Words(c.Blocks).Prepend(c.Title),
        Figure f => f.Caption is { } caption ? Texts(caption) : [],
        KeepTogether k => Words(k.Blocks),
        Columns c => Words(c.Left).Concat(Words(c.Right)),
        _ => (IEnumerable<string>)[],
    });

    private static IEnumerable<string> Texts(RichText text) => text.Runs.Select(r => r.Text);

    /// <summary>Every sign that is seen or heard. What only directs, joins or separates is not; what is no character is shown as the sign for that.</summary>
    private static Dictionary<Rune, int> Count(IEnumerable<string> texts)
    {
        var counts = new Dictionary<Rune, int>();
        foreach (var rune in texts.SelectMany(t => t.EnumerateRunes()))
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
