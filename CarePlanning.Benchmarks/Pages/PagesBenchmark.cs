namespace CarePlanning.Benchmarks.Pages;

/// <summary>What pages cost: to draw, to ask for, to keep open, to follow, to type in.</summary>
internal static class PagesBenchmark
{
    public static async IAsyncEnumerable<Table> Run(bool isShort)
    {
        yield return await RenderTimes.Measure(isShort);
        yield return await PageRequests.Measure(isShort);
        yield return await CircuitMemory.Measure(isShort);
        yield return await FollowTimes.Measure(isShort);
        yield return await TypingTraffic.Measure();
    }
}
