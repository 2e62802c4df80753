using System.Runtime.InteropServices;

namespace CarePlanning.Benchmarks;

/// <summary>Where a run took place, and how busy it was there.</summary>
internal static class Machine
{
    public static string Name => $"{Environment.ProcessorCount} processors, {RuntimeInformation.OSDescription.Split('#')[0].Trim()}, {RuntimeInformation.FrameworkDescription}";

    /// <summary>The load average of the last minute, or a dash where the system tells none.</summary>
    public static string Load() => File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "-";
}
