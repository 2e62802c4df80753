using System.Globalization;

namespace CarePlanning.Benchmarks;

/// <summary>A process and all that it started, as Linux lists them.</summary>
internal static class ProcessTree
{
    private const double TicksASecond = 100;

    /// <summary>The processor time of them all that live, and of those that ended and were waited for.</summary>
    public static TimeSpan Cpu(int root)
    {
        var all = new Dictionary<int, (int Parent, double Ticks)>();
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var id)) continue;
            try
            {
                var text = File.ReadAllText(Path.Combine(folder, "stat"));
                // The name may hold spaces, so count from behind its bracket: state, parent, ..., user, system, and both of ended children.
                var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
                all[id] = (int.Parse(fields[1], CultureInfo.InvariantCulture), fields[11..15].Sum(f => double.Parse(f, CultureInfo.InvariantCulture)));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException) { /* it ended while it was asked */ }
        }
        return TimeSpan.FromSeconds(all.Where(p => Belongs(p.Key)).Sum(p => p.Value.Ticks) / TicksASecond);

        bool Belongs(int id) => id == root || (all.TryGetValue(id, out var process) && process.Parent > 1 && Belongs(process.Parent));
    }
}
