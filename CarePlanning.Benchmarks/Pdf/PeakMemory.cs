using System.Diagnostics;
using System.Globalization;

namespace CarePlanning.Benchmarks.Pdf;

/// <summary>The most memory that this process held at once since it was last asked to begin.</summary>
internal static class PeakMemory
{
    private const string Status = "/proc/self/status";

    /// <summary>Begins anew and answers with what is held now.</summary>
    public static long Begin()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        // Linux sets the high-water mark back when told so; elsewhere it is that of the whole process.
        if (File.Exists(Status)) File.WriteAllText("/proc/self/clear_refs", "5");
        return Environment.WorkingSet;
    }

    public static long Now() => File.Exists(Status)
        ? long.Parse(File.ReadLines(Status).First(l => l.StartsWith("VmHWM", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024
        : Process.GetCurrentProcess().PeakWorkingSet64;
}
