namespace CarePlanning.Benchmarks.Pages;

/// <summary>What pages cost: to draw, to ask for, to keep open, to type in.</summary>
internal static class PagesBenchmark
{
    public static async Task<IReadOnlyList<Table>> Run(bool isShort) =>
        [await RenderTimes.Measure(isShort), await PageRequests.Measure(isShort), await CircuitMemory.Measure(isShort), await TypingTraffic.Measure()];
}
