using System.Globalization;
using CarePlanning.Benchmarks.Browser;

namespace CarePlanning.Benchmarks.Faults;

/// <summary>No word is lost: a real browser, a real server, and eleven things that happen between them.</summary>
internal static class FaultsProof
{
    private const int AtOnce = 3;

    /// <summary>Seconds within which a loss is shown, and edits made offline are saved after the signal's return (R3, R4).</summary>
    private const double Target = 10;

    public static async Task<Proof> Run(bool isShort)
    {
        if (!File.Exists(Chromium.Path)) return new Proof([], $"Nothing was tried: there is no browser at {Chromium.Path}; set CHROME_PATH to where Chromium or Chrome is.", false);
        var pauses = isShort ? new Matrix.Pauses(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(12)) : new Matrix.Pauses(TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(200));
        await using var browser = await Chromium.Open();
        var ending = Matrix.All.Where(f => f.EndsServer).ToList();
        // The longest first, so that nothing waits for it at the end.
        var staying = Matrix.All.Where(f => !f.EndsServer).OrderBy(f => !f.Name.Contains("{1}", StringComparison.Ordinal)).ToList();
        var outcomes = (await Task.WhenAll(Run(ending, browser, pauses, 1), Run(staying, browser, pauses, AtOnce))).SelectMany(o => o).ToDictionary();

        var table = new Table("What became of the words (typed in Chromium, 150 ms from the server)",
            "fault", "characters typed", "on screen at the end", "in the database at the end", "recovered", "false \"Saved\"", "page blocked", "seconds until shown", "seconds until all is saved, from the end of the fault");
        foreach (var fault in Matrix.All)
        {
            var o = outcomes[fault];
            table.Row(string.Format(CultureInfo.InvariantCulture, fault.Name, pauses.Cut.TotalSeconds, pauses.LongCut.TotalSeconds), Say.Count(o.Typed), Say.Count(o.Screen), Say.Count(o.Kept),
                o.Recovered ? "yes" : "NO", o.FalselySaved.Count == 0 ? "0" : $"{o.FalselySaved.Count}", o.Blocked ? "YES" : "no", Seconds(o.ShownAfter), Seconds(o.BackAfter ?? double.PositiveInfinity));
        }
        foreach (var (fault, o) in outcomes.Where(o => o.Value.FalselySaved.Count > 0)) table.Note($"{fault.Name}: {string.Join("; ", o.FalselySaved.Take(5))}");
        table.Note("A cut lasts at least as long as named and until the page has shown it. S8: the page is frozen, its clock put on by three hours, and the server started anew meanwhile, which forgets every circuit. "
            + "S11: the page's clock is put on by two minutes after each edit. \"Saved\" is false when the page says it and the database does not hold what stands in a field at that moment."
            + (isShort ? " This short run cuts for less time than the names of S1, S2 and S5 promise in a full one." : ""));
        var all = outcomes.Values.ToList();
        var (recovered, wrong, shown) = (all.Count(o => o.Recovered && !o.Blocked), all.Sum(o => o.FalselySaved.Count), all.Max(o => o.ShownAfter ?? 0));
        return new Proof([table], string.Create(CultureInfo.InvariantCulture, $"{recovered} of {all.Count} recovered, {wrong} false Saved, shown within {shown:0.0} s"),
            recovered == all.Count && wrong == 0 && double.IsFinite(shown) && (isShort || (shown <= Target && outcomes.Where(o => o.Key.Name.StartsWith("S11 ", StringComparison.Ordinal)).All(o => o.Value.BackAfter <= Target))));
    }

    private static async Task<IEnumerable<KeyValuePair<Matrix.Fault, Outcome>>> Run(List<Matrix.Fault> faults, Chromium browser, Matrix.Pauses pauses, int atOnce)
    {
        await using var house = await Household.MoveIn(faults.Count);
        using var turn = new SemaphoreSlim(atOnce);
        return await Task.WhenAll(faults.Select(async (fault, i) =>
        {
            await turn.WaitAsync();
            await using var sitting = new Sitting(house, house.Plans.Empties[i], fault.Section);
            try
            {
                var outcome = await fault.Happens(sitting, browser, pauses);
                await Console.Error.WriteLineAsync($"({outcome})");
                return KeyValuePair.Create(fault, outcome);
            }
            catch (Exception e) when (e is TimeoutException or InvalidOperationException)
            {
                await Console.Error.WriteLineAsync($"({fault.Name}: {e.Message})");
                return KeyValuePair.Create(fault, new Outcome(fault.Name, 0, 0, 0, false, [], false, double.PositiveInfinity, null));
            }
            finally { turn.Release(); }
        }));
    }

    private static string Seconds(double? seconds) => seconds is not { } s ? "-" : double.IsFinite(s) ? s.ToString("0.0", CultureInfo.InvariantCulture) : "never";
}
