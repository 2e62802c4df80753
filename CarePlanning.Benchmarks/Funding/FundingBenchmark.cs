namespace CarePlanning.Benchmarks.Funding;

/// <summary>What money asks of the portal: the queue and the figures of requests, then a table tried on past cases.</summary>
internal static class FundingBenchmark
{
    public static async IAsyncEnumerable<Table> Run(bool isShort)
    {
        await foreach (var table in RequestsBenchmark.Run(isShort)) yield return table;
        await foreach (var table in AllocationTrial.Run(isShort)) yield return table;
    }
}
