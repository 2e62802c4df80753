using System.Diagnostics;
using System.Globalization;
using CarePlanning.Benchmarks.Faults;
using CarePlanning.Benchmarks.Funding;
using CarePlanning.Benchmarks.Fuzz;
using CarePlanning.Benchmarks.Interleave;
using CarePlanning.Benchmarks.Kill;
using CarePlanning.Benchmarks.Pages;
using CarePlanning.Benchmarks.Pdf;
using CarePlanning.Benchmarks.Saves;
using CarePlanning.Benchmarks.Start;

namespace CarePlanning.Benchmarks;

/// <summary>Measures the portal against a baseline measured in the same run.</summary>
internal static class Benchmarks
{
    private static readonly Dictionary<string, Func<bool, IAsyncEnumerable<Table>>> ByName = new(StringComparer.Ordinal)
    {
        ["pages"] = PagesBenchmark.Run,
        ["saves"] = SavesBenchmark.Run,
        ["pdf"] = PdfBenchmark.Run,
        ["start"] = StartBenchmark.Run,
        ["funding"] = FundingBenchmark.Run,
    };

    /// <summary>What is proved rather than measured: a promise holds or it does not.</summary>
    private static readonly Dictionary<string, Func<bool, Task<Proof>>> Proofs = new(StringComparer.Ordinal)
    {
        ["faults"] = FaultsProof.Run,
        ["interleave"] = InterleaveProof.Run,
        ["kill"] = KillProof.Run,
        ["fuzz-pdf"] = FuzzPdf.Run,
    };

    private static async Task<int> Main(string[] args)
    {
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en-GB");
        // The benchmarks start themselves again for the parts that need a process of their own.
        if (args is ["serve", ..]) return await BenchmarkPortal.Serve(args[1..]);
        if (args is ["hello", ..]) return await HelloApp.Serve(args[1..]);
        if (args is ["first-pdf", var way, var blocks]) return await PdfPeers.First(int.Parse(way, CultureInfo.InvariantCulture), int.Parse(blocks, CultureInfo.InvariantCulture));
        if (args is ["long-pdf", var pages]) return LongDocument.Write(int.Parse(pages, CultureInfo.InvariantCulture));

        var isShort = args.Contains("--short");
        if (args is [var what, ..] && Proofs.TryGetValue(what, out var prove)) return await Prove(what, isShort, args.Contains("--record"), prove);
        if (args is not [var name, ..] || (name != "all" && !ByName.ContainsKey(name)))
        {
            await Console.Error.WriteLineAsync($"Say what to measure: {string.Join(", ", ByName.Keys)} or all; or what to prove: {string.Join(", ", Proofs.Keys)}. --short does less.");
            return 2;
        }
        var parts = new List<string>();
        foreach (var (part, run) in ByName.Where(b => name == "all" || name == b.Key))
        {
            var watch = Stopwatch.StartNew();
            await foreach (var text in Describe(part, isShort, run))
            {
                parts.Add(text);
                Console.WriteLine(text);
            }
            await Console.Error.WriteLineAsync($"({part}: {watch.Elapsed.TotalSeconds:0} s)");
        }
        if (name == "all") ResultsFile.Write("results", string.Join('\n', parts));
        return 0;
    }

    /// <summary>Writes the tables and, as the very last line, what was found; the exit code says whether the promise holds.</summary>
    private static async Task<int> Prove(string name, bool isShort, bool record, Func<bool, Task<Proof>> run)
    {
        var watch = Stopwatch.StartNew();
        var before = Machine.Load();
        var proof = await run(isShort);
        var text = $"### {name}\n\n`dotnet run --project CarePlanning.Benchmarks -- {name}{(isShort ? " --short" : "")}` on {Machine.Name}; "
            + $"load average {before} before, {Machine.Load()} after; {watch.Elapsed.TotalSeconds:0} s.\n\n"
            + string.Join('\n', proof.Tables.Select(t => t.Markdown()));
        Console.WriteLine(text);
        if (record) ResultsFile.Write(name, $"{text}\n{proof.LastLine}");
        Console.WriteLine(proof.LastLine);
        return proof.Holds ? 0 : 1;
    }

    private static async IAsyncEnumerable<string> Describe(string name, bool isShort, Func<bool, IAsyncEnumerable<Table>> run)
    {
        yield return $"### {name}\n\n`dotnet run -c Release --project CarePlanning.Benchmarks -- {name}{(isShort ? " --short" : "")}` on {Machine.Name}; load average {Machine.Load()} before.\n";
        await foreach (var table in run(isShort)) yield return table.Markdown();
        yield return $"Load average {Machine.Load()} after.\n";
    }
}
