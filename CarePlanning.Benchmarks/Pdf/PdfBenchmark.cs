using System.Diagnostics;
using System.Globalization;
using CarePlanning.Core.Documents;
using CarePlanning.Core.Signing;
using CarePlanning.Pdf;

namespace CarePlanning.Benchmarks.Pdf;

/// <summary>What the sealed document of a full plan costs, from answers to bytes.</summary>
internal static class PdfBenchmark
{
    private static readonly DateTime Now = DateTime.UtcNow.Date;

    private sealed record Stage(string Name, Action Do)
    {
        public Samples Times { get; } = new();
        public double Cpu { get; set; }
        public double Allocated { get; set; }
    }

    public static async IAsyncEnumerable<Table> Run(bool isShort)
    {
        var seal = new PdfSealer(SealCertificate.CreateSelfSigned("Benchmark", Now.AddDays(-1)));
        var renderer = new PdfRenderer(PlanPages.Fonts());
        var plan = PlanPages.Plan();
        PdfContent Compose() => PlanDocument.Compose(plan.Content, new Agreement(plan, Now), DateOnly.FromDateTime(Now));
        PdfFile Write(PdfContent content) => renderer.Render(content, new SealPlaceholder(seal.ReservedBytes, "Benchmark", "Agreed", Now));
        byte[] Seal(PdfFile file) => seal.Seal(file.Bytes, file.SealRange!.ContentsStart, file.SealRange.ContentsEnd);

        var before = PeakMemory.Begin();
        var content = Compose();
        var first = Stopwatch.GetTimestamp();
        var written = Write(content);
        var sealedBytes = Seal(written);
        var cold = Stopwatch.GetElapsedTime(first).TotalMilliseconds;

        var loop = new Stage("a fixed loop (20 million steps of xorshift)", FixedLoop);
        Stage[] stages =
        [
            loop, new("compose", () => Compose()), new("lay out and write", () => Write(content)), new("seal (RSA-3072, no time-stamp)", () => Seal(written)),
            new("the whole document", () => Seal(Write(Compose()))),
        ];
        foreach (var stage in stages) for (var i = 0; i < (isShort ? 15 : 40); i++) stage.Do();
        var (rounds, each) = isShort ? (4, 5) : (10, 8);
        for (var round = 0; round < rounds; round++) foreach (var stage in stages) Once(stage, each);

        var table = new Table($"A sealed plan of {written.Pages} pages ({rounds * each} documents, one thread, warm)",
            "part", "CPU ms", "p50 ms", "p95 ms", "least ms", "MB allocated", "CPU, the loop = 1");
        var documents = rounds * each;
        foreach (var s in stages)
            table.Row(s.Name, Say.Ms(s.Cpu / documents), Say.Ms(s.Times.Median), Say.Ms(s.Times.At(0.95)), Say.Ms(s.Times.Least), Say.Mb(s.Allocated / documents), Say.Times(s.Cpu, loop.Cpu));
        table.Note($"{Say.Kb(written.Bytes.Length)} KB unsealed, {Say.Kb(sealedBytes.Length)} KB sealed; the first document after the start {Say.Ms(cold)} ms. "
            + $"Peak working set {Say.Mb(PeakMemory.Now())} MB, of which {Say.Mb(before)} MB were there before the first document. Target P8: p95 at most 1 s for 10 pages, at most 300 KB.");

        yield return table;

        var throughput = new Table("Documents at once", "threads", "documents a second", "pages a second", "pages a second, one thread = 1");
        var single = 0.0;
        foreach (var threads in new[] { 1, 2 })
        {
            var count = isShort ? 30 : 120;
            var began = Stopwatch.GetTimestamp();
            Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = threads }, _ => Seal(Write(Compose())));
            var speed = count / Stopwatch.GetElapsedTime(began).TotalSeconds;
            if (threads == 1) single = speed;
            throughput.Row(threads.ToString(CultureInfo.InvariantCulture), Say.Count(speed), Say.Count(speed * written.Pages), Say.Times(speed, single));
        }
        yield return throughput;
        yield return await PdfPeers.Run(isShort);
        yield return await LongDocument.Run(isShort);
    }

    private static void Once(Stage stage, int each)
    {
        // Counted for the process, so that what the garbage collector does for a document is the document's.
        var (cpu, allocated) = (Process.GetCurrentProcess().TotalProcessorTime, GC.GetTotalAllocatedBytes(precise: true));
        for (var i = 0; i < each; i++)
        {
            var at = Stopwatch.GetTimestamp();
            stage.Do();
            stage.Times.Add(Stopwatch.GetElapsedTime(at).TotalMilliseconds);
        }
        stage.Cpu += (Process.GetCurrentProcess().TotalProcessorTime - cpu).TotalMilliseconds;
        stage.Allocated += GC.GetTotalAllocatedBytes(precise: true) - allocated;
    }

    private static void FixedLoop()
    {
        var x = 88172645463325252UL;
        for (var i = 0; i < 20_000_000; i++)
        {
            x ^= x << 13;
            x ^= x >> 7;
            x ^= x << 17;
        }
        if (x == 0) throw new InvalidOperationException("Xorshift never reaches nought.");
    }
}
