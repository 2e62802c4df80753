using System.Diagnostics;
using System.Globalization;
using CarePlanning.Benchmarks.Browser;
using CarePlanning.Core.Documents;
using CarePlanning.Core.Exchange.Fhir;
using CarePlanning.Pdf;
using CarePlanning.Tests.Pdf.Signing;

namespace CarePlanning.Benchmarks.Pdf;

/// <summary>A plan of twelve pages by our own library and by a browser that prints the same words.</summary>
internal static class PdfPeers
{
    private const int Pages = 12;
    private static readonly DateTime Now = DateTime.UtcNow.Date;

    private sealed record Way(string Name, Func<byte[]> Do)
    {
        public Samples Times { get; } = new();
        public double Cpu { get; set; }
        public double Allocated { get; set; }
        public int Bytes { get; set; }
    }

    public static async Task<Table> Run(bool isShort)
    {
        var renderer = new PdfRenderer(PlanPages.Fonts());
        var plain = PlanPages.Of(Pages, renderer);
        var data = PlanBundle.Attach(PlanPages.Plan(), BundleCopy.FullPlan, Now);
        await using var server = await LoopbackTimestampServer.StartAsync();
        var ours = Ours(plain, data, server);
        var cold = new List<double>();
        for (var i = 0; i < ours.Length; i++)
        {
            await using var child = await ChildProcess.Again("first-pdf", i.ToString(CultureInfo.InvariantCulture), plain.Blocks.Count.ToString(CultureInfo.InvariantCulture));
            cold.Add(double.Parse(child.Said, CultureInfo.InvariantCulture));
        }
        // So many, because the runtime goes on compiling what is used most for a few hundred documents.
        foreach (var way in ours) for (var i = 0; i < (isShort ? 200 : 500); i++) way.Bytes = way.Do().Length;
        var (rounds, each) = isShort ? (4, 10) : (10, 20);
        for (var round = 0; round < rounds; round++) foreach (var way in ours) Once(way, each);
        var table = new Table($"A plan of {renderer.Render(plain).Pages} pages: ours, and Chromium's print of the page with the same words",
            "way", "CPU ms", "median ms", "KB", "MB allocated", "documents a second, 2 at once", "CPU, ours sealed = 1", "first of a process, ms");
        var documents = rounds * each;
        var (baseline, sealedCpu) = (ours[0].Cpu / documents, ours[3].Cpu / documents);
        foreach (var (way, first) in ours.Zip(cold))
            table.Row(way.Name, Say.Ms(way.Cpu / documents), Say.Ms(way.Times.Median), Say.Kb(way.Bytes), Say.Mb(way.Allocated / documents), Say.Count(AtOnce(way, isShort ? 60 : 200)), Say.Times(way.Cpu / documents, sealedCpu), Say.Ms(first));
        if (File.Exists(Chromium.Path)) await Print(table, HtmlTwin.Write(plain), isShort ? 4 : 20, sealedCpu);
        else table.Note($"There is no browser at {Chromium.Path}, so nothing of it was measured.");
        table.Note($"The data ({Say.Kb(data.Data.Length)} KB of FHIR R4) are made once; what is measured is laying out, writing and sealing. Tagged with data takes {Say.Times(ours[2].Cpu, ours[0].Cpu)} of the untagged processor time, sealed {Say.Times(sealedCpu, baseline)}. "
            + $"With a time-stamp the server of the same process is counted too, which signs with RSA-2048. The first document of a process is of a process of its own: fonts are read and everything is compiled; of Chromium it is from starting it. "
            + $"Nobody is ever given an untagged file; it is written here only to be measured. "
            + "Of the browser every process is counted, and only loading the page and printing it, warm. Targets: sealed under 130 KB; tagged with data at most 1.6 times untagged; at most 1/15 of Chromium's processor time.");
        return table;
    }

    private static Way[] Ours(PdfContent plain, Attachment data, LoopbackTimestampServer server)
    {
        var renderer = new PdfRenderer(PlanPages.Fonts());
        var fonts = new Lazy<FontSet>(() => FontSet.FromFolder(PlanPages.Fonts()));
        var certificate = SealCertificate.CreateSelfSigned("Benchmark", Now.AddDays(-1));
        var (seal, stamped) = (new PdfSealer(certificate), new PdfSealer(certificate, server.Address, server.Client));
        var withData = plain with { Attachments = [data] };
        byte[] Sealed(PdfSealer sealer)
        {
            var file = renderer.Render(withData, new SealPlaceholder(sealer.ReservedBytes, "Benchmark", "Agreed", Now));
            return sealer.Seal(file.Bytes, file.SealRange!.ContentsStart, file.SealRange.ContentsEnd);
        }
        return
        [
            new("ours, untagged", () => PdfWriter.WriteUntagged(plain, fonts.Value).Bytes), new("ours, tagged", () => renderer.Render(plain).Bytes), new("ours, tagged with data", () => renderer.Render(withData).Bytes),
            new("ours, tagged with data, sealed (RSA-3072)", () => Sealed(seal)), new("ours, the same with a time-stamp", () => Sealed(stamped)),
        ];
    }

    /// <summary>Makes the first document of this process in one of our ways, and says how long that took in milliseconds.</summary>
    public static async Task<int> First(int way, int blocks)
    {
        await using var server = await LoopbackTimestampServer.StartAsync();
        var ours = Ours(PlanPages.First(PlanPages.Whole(), blocks), PlanBundle.Attach(PlanPages.Plan(), BundleCopy.FullPlan, Now), server);
        var began = Stopwatch.GetTimestamp();
        ours[way].Do();
        Console.WriteLine(Stopwatch.GetElapsedTime(began).TotalMilliseconds.ToString(CultureInfo.InvariantCulture));
        return 0;
    }

    private static void Once(Way way, int each)
    {
        var (cpu, allocated) = (Process.GetCurrentProcess().TotalProcessorTime, GC.GetTotalAllocatedBytes(precise: true));
        for (var i = 0; i < each; i++)
        {
            var at = Stopwatch.GetTimestamp();
            way.Do();
            way.Times.Add(Stopwatch.GetElapsedTime(at).TotalMilliseconds);
        }
        way.Cpu += (Process.GetCurrentProcess().TotalProcessorTime - cpu).TotalMilliseconds;
        way.Allocated += GC.GetTotalAllocatedBytes(precise: true) - allocated;
    }

    private static double AtOnce(Way way, int count)
    {
        var began = Stopwatch.GetTimestamp();
        Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = 2 }, _ => way.Do());
        return count / Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    private static async Task Print(Table table, string html, int prints, double sealedCpu)
    {
        var folder = Directory.CreateTempSubdirectory("careplanning-print-").FullName;
        try
        {
            var file = Path.Combine(folder, "twin.html");
            await File.WriteAllTextAsync(file, html);
            var began = Stopwatch.GetTimestamp();
            await using var browser = await Chromium.Open();
            var pages = new[] { await browser.NewPage(), await browser.NewPage() };
            await One(pages[0], file);
            var cold = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
            for (var i = 0; i < 2; i++) await One(pages[0], file);
            var (times, bytes, before) = (new Samples(), 0, ProcessTree.Cpu(browser.ProcessId));
            for (var i = 0; i < prints; i++)
            {
                var at = Stopwatch.GetTimestamp();
                bytes = await One(pages[0], file);
                times.Add(Stopwatch.GetElapsedTime(at).TotalMilliseconds);
            }
            var cpu = (ProcessTree.Cpu(browser.ProcessId) - before).TotalMilliseconds / prints;
            await One(pages[1], file);
            var together = Stopwatch.GetTimestamp();
            await Task.WhenAll(pages.Select(async p => { for (var i = 0; i < prints / 2; i++) await One(p, file); }));
            table.Row("Chromium, tagged, unsealed", Say.Ms(cpu), Say.Ms(times.Median), Say.Kb(bytes), "-", (prints / 2 * 2 / Stopwatch.GetElapsedTime(together).TotalSeconds).ToString("0.0", CultureInfo.InvariantCulture), Say.Times(cpu, sealedCpu), Say.Ms(cold));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<int> One(BrowserPage page, string file)
    {
        var loaded = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        page.Heard = (name, _) => { if (name == "Page.loadEventFired") loaded.TrySetResult(); };
        // An address that was not there before, so that the page is read anew.
        await page.Ask("Page.navigate", new { url = $"{new Uri(file).AbsoluteUri}?{Guid.NewGuid():N}" });
        await loaded.Task.WaitAsync(TimeSpan.FromSeconds(60));
        var printed = await page.Ask("Page.printToPDF", new { printBackground = true, preferCSSPageSize = true, generateTaggedPDF = true, generateDocumentOutline = true });
        return printed.GetProperty("data").GetBytesFromBase64().Length;
    }
}
