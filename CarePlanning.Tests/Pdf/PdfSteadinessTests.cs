using CarePlanning.Pdf;
using Xunit;

namespace CarePlanning.Tests.Pdf;

public class PdfSteadinessTests
{
    [Fact]
    public void The_same_content_gives_the_same_bytes()
    {
        var again = PdfWriter.Write(PdfSamples.Everything(), PdfSamples.Fonts, PdfSamples.Seal);
        Assert.True(PdfSamples.Whole.Bytes.AsSpan().SequenceEqual(again.Bytes));
    }

    [Fact]
    public void Eight_threads_write_what_one_writes()
    {
        // A font set of its own, so that the threads also meet while it is still learning what it covers.
        var folder = new FontSet([.. Directory.EnumerateFiles(PdfSamples.FontPath, "Atkinson*.ttf").Order().Select(f => new FontFile("A", f.Contains("700", StringComparison.Ordinal), f.Contains("Italic", StringComparison.Ordinal), File.ReadAllBytes(f))), new FontFile("N", false, false, File.ReadAllBytes(Path.Combine(PdfSamples.FontPath, "NotoNaskhArabic_400Regular.ttf")))], "A", ["N"]);
        var results = new byte[8][];
        var threads = Enumerable.Range(0, 8).Select(i => new Thread(() =>
        {
            for (var round = 0; round < 4; round++)
            {
                results[i] = PdfWriter.Write(PdfSamples.Everything(), folder, PdfSamples.Seal).Bytes;
                GC.Collect(0);
            }
        })).ToList();
        threads.ForEach(t => t.Start());
        threads.ForEach(t => t.Join());
        var alone = PdfWriter.Write(PdfSamples.Everything(), folder, PdfSamples.Seal).Bytes;
        Assert.All(results, r => Assert.True(alone.AsSpan().SequenceEqual(r)));
    }

    [Theory]
    [InlineData("paragraphs")]
    [InlineData("rows")]
    [InlineData("one paragraph")]
    [InlineData("one word")]
    [InlineData("headings")]
    [InlineData("one callout")]
    [InlineData("kept together")]
    [InlineData("leftward")]
    [InlineData("brackets")]
    public void Twice_the_content_costs_about_twice_the_work(string kind)
    {
        Write(kind, 50);
        var (small, smallBytes) = Write(kind, 400);
        var (large, largeBytes) = Write(kind, 800);
        Assert.InRange((double)large / small, 1.3, 2.5);
        Assert.InRange((double)largeBytes / smallBytes, 1.0, 2.5);
    }

    private static (long Allocated, long Bytes) Write(string kind, int count)
    {
        var words = Enumerable.Range(0, count).Select(i => $"{i} {PdfSamples.Wish}").ToList();
        Block[] blocks = kind switch
        {
            "rows" => [new Table([new("A"), new("B", 3)], [.. words.Select(w => (IReadOnlyList<RichText>)["x", w])])],
            "one paragraph" => [new Paragraph(string.Join(' ', words))],
            "one word" => [new Paragraph(string.Concat(words).Replace(" ", "", StringComparison.Ordinal))],
            "headings" => [new Contents("All"), .. words.Select(w => new Heading(2, w))],
            "one callout" => [new Callout("Title", [.. words.Select(w => new Paragraph(w))])],
            "kept together" => [new KeepTogether([.. words.Select(w => new Paragraph(w))])],
            "leftward" => [new Paragraph(string.Join(' ', words.Select(w => "میں گھر (" + w + ") رہنا")))],
            "brackets" => [new Paragraph(string.Concat(words.Select(_ => "\u05D0([\u2067(a)\u2069\u202B")))],
            _ => [.. words.Select(w => new Paragraph(w))],
        };
        var before = GC.GetAllocatedBytesForCurrentThread();
        var file = PdfSamples.Write(blocks);
        return (GC.GetAllocatedBytesForCurrentThread() - before, file.Bytes.Length);
    }
}
