using System.Diagnostics;

namespace CarePlanning.Benchmarks;

/// <summary>A process of its own that ends when this one does: it stops as soon as nobody holds its input open.</summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    private readonly Process process;

    private ChildProcess(Process process) => this.process = process;

    /// <summary>The first line that it wrote.</summary>
    public string Said { get; private set; } = "";

    public long WorkingSet { get { process.Refresh(); return process.WorkingSet64; } }
    public TimeSpan Cpu { get { process.Refresh(); return process.TotalProcessorTime; } }

    /// <summary>Starts this program again and waits for its first line.</summary>
    public static async Task<ChildProcess> Again(params string[] args)
    {
        var child = Start([Path.Combine(AppContext.BaseDirectory, "CarePlanning.Benchmarks.dll"), .. args]);
        child.Said = await child.process.StandardOutput.ReadLineAsync()
            ?? throw new InvalidOperationException($"'{string.Join(' ', args)}' ended at once with code {child.process.ExitCode}.");
        return child;
    }

    /// <summary>Starts a program of this folder.</summary>
    public static ChildProcess Start(IEnumerable<string> args, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardInput = true, RedirectStandardOutput = true, WorkingDirectory = AppContext.BaseDirectory };
        foreach (var arg in args) start.ArgumentList.Add(arg);
        foreach (var (name, value) in environment ?? new Dictionary<string, string>()) start.Environment[name] = value;
        return new ChildProcess(Process.Start(start)!);
    }

    /// <summary>Reads what it writes without keeping it, so that it never waits for a reader.</summary>
    public ChildProcess Unheard()
    {
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        return this;
    }

    public async ValueTask DisposeAsync()
    {
        process.StandardInput.Close();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        try { await process.WaitForExitAsync(patience.Token); }
        catch (OperationCanceledException) { process.Kill(entireProcessTree: true); }
        process.Dispose();
    }

    /// <summary>Ends a program that does not watch its input.</summary>
    public async Task Kill()
    {
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
    }
}
