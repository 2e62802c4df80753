namespace CarePlanning.Benchmarks.Pages;

/// <summary>What a page that somebody has open costs the server in memory.</summary>
internal static class CircuitMemory
{
    public static async Task<Table> Measure(bool isShort)
    {
        var circuits = isShort ? 20 : 100;
        var table = new Table($"Memory of an open page ({circuits} circuits, live heap after forced collections)",
            "page", "KB of live heap per circuit", "KB of working set per circuit", "KB drawn", "live heap, Mud = 1");
        var mud = await Of("/benchmark/mud", circuits);
        var ours = await Of(null, circuits);
        foreach (var (name, heap, set, drawn) in new[] { ("60 MudTextField", mud.Heap, mud.WorkingSet, mud.Drawn), ("a section page of ours (its fields are not in the circuit)", ours.Heap, ours.WorkingSet, ours.Drawn) })
            table.Row(name, Say.Kb(heap), Say.Kb(set), Say.Kb(drawn), Say.Times(heap, mud.Heap));
        table.Note("Target P6: at most 1 MB per circuit on the biggest section, and at most a third of MudBlazor's.");
        return table;
    }

    private static async Task<(double Heap, double WorkingSet, double Drawn)> Of(string? page, int count)
    {
        // A process for each page, so that neither pays for what the other left behind.
        await using var portal = await RunningPortal.Start(1);
        page ??= $"/plans/{portal.Plans.Filled[0]}/{Plans.BenchmarkPlans.Section}";
        for (var i = 0; i < 5; i++) await using (await Circuit.Open(portal.Http, page, portal.Cookie)) { }
        var (heap, set) = (await portal.Number("heap"), portal.WorkingSet);
        var open = new List<Circuit>();
        for (var i = 0; i < count; i++) open.Add(await Circuit.Open(portal.Http, page, portal.Cookie));
        // Drawing goes on for a moment after the page is there: answers to the server's calls, and what they lead to.
        await Task.Delay(TimeSpan.FromSeconds(1));
        var found = ((double)(await portal.Number("heap") - heap) / count, (double)(portal.WorkingSet - set) / count, open.Average(c => (double)c.Drawn));
        foreach (var circuit in open) await circuit.DisposeAsync();
        return found;
    }
}
