using System.Diagnostics;
using System.Globalization;
using CarePlanning.Core.Documents;

namespace CarePlanning.Benchmarks.Pdf;

/// <summary>Whether a page of a long document costs what a page of a short one does, each length in a process of its own.</summary>
internal static class LongDocument
{
    private static readonly int[] Lengths = [12, 200, 2_000];

    public static async Task<Table> Run(bool isShort)
    {
        var table = new Table("The same plan at other lengths, written unsealed (each in a process of its own)", "pages", "CPU ms a page", "CPU a page, the shortest = 1", "KB a page", "most MB held by the process");
        var shortest = 0.0;
        foreach (var length in Lengths)
        {
            await using var child = await ChildProcess.Again("long-pdf", length.ToString(CultureInfo.InvariantCulture));
            var said = child.Said.Split(' ').Select(n => double.Parse(n, CultureInfo.InvariantCulture)).ToList();
            var (pages, cpu, bytes, peak) = (said[0], said[1], said[2], said[3]);
            shortest = shortest == 0 ? cpu / pages : shortest;
            table.Row(Say.Count(pages), Say.Ms(cpu / pages), Say.Times(cpu / pages, shortest), Say.Kb(bytes / pages), Say.Mb(peak));
        }
        table.Note("The processor time is the least of several documents in a warm process. Targets: nothing slower a page at 200 pages than at 12; 2,000 pages in under 400 MB.");
        return table;
    }

    /// <summary>Writes such a document in this process and says pages, processor time, bytes and the most memory held.</summary>
    public static int Write(int pages)
    {
        var renderer = new PdfRenderer(PlanPages.Fonts());
        var warm = PlanPages.Of(12, renderer);
        for (var i = 0; i < 40; i++) renderer.Render(warm);
        var content = PlanPages.Of(pages, renderer);
        PeakMemory.Begin();
        var (least, bytes, made) = (double.MaxValue, 0, 0);
        for (var i = 0; i < Math.Clamp(2_000 / pages, 2, 40); i++)
        {
            var before = Process.GetCurrentProcess().TotalProcessorTime;
            var file = renderer.Render(content);
            least = Math.Min(least, (Process.GetCurrentProcess().TotalProcessorTime - before).TotalMilliseconds);
            (bytes, made) = (file.Bytes.Length, file.Pages);
        }
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{made} {least} {bytes} {PeakMemory.Now()}"));
        return 0;
    }
}
