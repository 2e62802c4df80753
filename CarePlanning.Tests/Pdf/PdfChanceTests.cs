using System.Text;
using CarePlanning.Pdf;
using Xunit;

namespace CarePlanning.Tests.Pdf;

/// <summary>Documents put together by chance; the seed of a failure is in the test's name.</summary>
public class PdfChanceTests
{
    private static readonly string[] Scraps =
    [
        "word", "a", "Ŵyth", "żółw", "میں", "گھر", "שלום", "আমি", "সম্ভব", "😀", "日本", "\0", "\u00A0", " ", "  ", "\n", "\t", "(", ")", "[x]", "12.5%", "٣٤", "\u202E", "\u2067", "\u2069", "\u202C", "\u200D", "\u0301", "\ud83d", "—", "-", "/", "<b>", "&",
        "https://example.org/a/very/long/address/without/any/space/in/it/that/does/not/fit/on/one/line/of/the/page", "I want to be at home.",
    ];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 20)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Whatever_comes_the_file_is_sound_and_complete(int seed)
    {
#pragma warning disable CA5394 // Chance here must be repeatable, not secret.
        var random = new Random(seed);
        var content = PdfSamples.Content([.. Enumerable.Range(0, random.Next(1, 25)).Select(_ => Block(random, 0))]) with
        {
            Theme = seed % 3 == 0 ? Theme.LargePrint : Theme.Standard,
            Header = seed % 2 == 0 ? new(Words(random, 4), Words(random, 3), "{page}/{pages}") : null,
            Watermark = seed % 5 == 0 ? Words(random, 2) : null,
        };
#pragma warning restore CA5394
        var file = PdfWriter.Write(content, PdfSamples.Fonts, seed % 4 == 0 ? PdfSamples.Seal : null);
        Assert.True(file.Bytes.AsSpan().SequenceEqual(PdfWriter.Write(content, PdfSamples.Fonts, seed % 4 == 0 ? PdfSamples.Seal : null).Bytes));
        PdfTool.Run(file, "qpdf", "--check");

        using var pdf = new PdfReading(file);
        Assert.All(pdf.Reading.GroupBy(m => m.Page), page => Assert.Equal(Enumerable.Range(0, page.Count()), page.Select(m => m.Id)));
        var shown = Count(pdf.AllText());
        foreach (var (letter, times) in Count(Spoken(content.Blocks)))
        {
            Assert.True(shown.GetValueOrDefault(letter) >= times, $"U+{letter.Value:X4} was written {times} times and is shown {shown.GetValueOrDefault(letter)} times.");
        }
    }

#pragma warning disable CA5394
    private static Block Block(Random random, int depth) => random.Next(depth > 2 ? 6 : 11) switch
    {
        0 => new Heading(random.Next(1, 5), Words(random, 5)) { NewPage = random.Next(6) == 0 },
        1 or 2 => new Paragraph(Rich(random, random.Next(1, 200))) { Style = (ParagraphStyle)random.Next(5) },
        3 => new BulletList([.. Enumerable.Range(0, random.Next(1, 8)).Select(_ => Rich(random, random.Next(1, 40)))]) { Numbered = random.Next(2) == 0 },
        4 => new KeyValueTable([.. Enumerable.Range(0, random.Next(1, 6)).Select(_ => (Words(random, 3), Rich(random, random.Next(1, 60))))]),
        5 => new Table([.. Enumerable.Range(0, random.Next(1, 5)).Select(_ => new Column(Words(random, 2), random.Next(1, 4), random.Next(3) == 0))], [.. Enumerable.Range(0, random.Next(0, 30)).Select(_ => (IReadOnlyList<RichText>)[.. Enumerable.Range(0, random.Next(0, 6)).Select(_ => Rich(random, random.Next(0, 30)))])]),
        6 => new Callout(Words(random, 3), Blocks(random, depth)) { Frame = (CalloutFrame)random.Next(3) },
        7 => new KeepTogether(Blocks(random, depth)),
        8 => new Columns(Blocks(random, depth), Blocks(random, depth)),
        9 => new Contents(Words(random, 2), random.Next(1, 5)),
        _ => random.Next(2) == 0 ? new PageBreak() : new Space(random.Next(0, 900)),
    };

    private static List<Block> Blocks(Random random, int depth) => [.. Enumerable.Range(0, random.Next(0, 6)).Select(_ => Block(random, depth + 1))];

    private static string Words(Random random, int count)
    {
        var words = new StringBuilder();
        for (var i = 0; i < count; i++)
        {
            words.Append(Scraps[random.Next(Scraps.Length)]).Append(random.Next(3) > 0 ? " " : "");
        }

        return words.ToString();
    }

    private static RichText Rich(Random random, int count) =>
        new([.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => new Run(Words(random, count)) { Bold = random.Next(4) == 0, Italic = random.Next(4) == 0, Link = random.Next(9) == 0 ? "https://example.org" : null, Language = random.Next(9) == 0 ? "cy" : null })]);
#pragma warning restore CA5394

    private static string Spoken(IReadOnlyList<Block> blocks) => string.Concat(blocks.Select(block => block switch
    {
        Heading h => h.Text.Plain,
        Paragraph p => p.Text.Plain,
        BulletList l => string.Concat(l.Items.Select(i => i.Plain)),
        KeyValueTable k => string.Concat(k.Rows.Select(r => r.Key + r.Value.Plain)),
        Table t => string.Concat(t.Columns.Select(c => c.Heading)) + string.Concat(t.Rows.SelectMany(r => r).Select(c => c.Plain)),
        Callout c => c.Title + Spoken(c.Blocks),
        KeepTogether k => Spoken(k.Blocks),
        Columns c => Spoken(c.Left) + Spoken(c.Right),
        _ => "",
    }));

    // Letters and digits are counted; what only directs, separates or stands for something broken is not shown as itself.
    private static Dictionary<Rune, int> Count(string text) =>
        text.EnumerateRunes().Where(r => Rune.IsLetterOrDigit(r) || r.Value == 0x1F600).GroupBy(r => r).ToDictionary(g => g.Key, g => g.Count());
}
