using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace CarePlanning.Benchmarks;

/// <summary>The portal as it is run in earnest, `dotnet CarePlanning.Web.dll`, which can be killed, stopped and started again at one address.</summary>
internal sealed class PortalProcess(string folder) : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);
    private Process? process;

    public Uri Address { get; } = new($"http://127.0.0.1:{FreePort()}/");

    /// <summary>Starts it and waits until it answers.</summary>
    public async Task Start()
    {
        var start = new ProcessStartInfo("dotnet") { WorkingDirectory = AppContext.BaseDirectory, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var arg in new[] { Path.Combine(AppContext.BaseDirectory, "CarePlanning.Web.dll"), $"--urls={Address}", $"--Data:Folder={folder}", "--Logging:LogLevel:Default=Error" }) start.ArgumentList.Add(arg);
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Rehearsal";
        process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        using var http = new HttpClient { BaseAddress = Address };
        var began = Stopwatch.GetTimestamp();
        while (!await IsReady(http))
        {
            if (process.HasExited) throw new InvalidOperationException($"The portal ended with code {process.ExitCode} before it was ready.");
            if (Stopwatch.GetElapsedTime(began) > Patience) throw new TimeoutException($"The portal was not ready within {Patience.TotalSeconds:0} s.");
            await Task.Delay(20);
        }
    }

    /// <summary>Ends it in the middle of whatever it is doing.</summary>
    public async Task Kill()
    {
        if (process is null) return;
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        process = null;
    }

    /// <summary>Asks it to end, as a deployment does, and waits until it has.</summary>
    public async Task Stop()
    {
        // .NET can only kill; asking is the shell's.
        using (var ask = Process.Start("/bin/sh", ["-c", $"kill -TERM {process!.Id}"])) await ask.WaitForExitAsync();
        await process.WaitForExitAsync().WaitAsync(Patience);
        process.Dispose();
        process = null;
    }

    private static async Task<bool> IsReady(HttpClient http)
    {
        try
        {
            using var answer = await http.GetAsync(new Uri("/health/ready", UriKind.Relative));
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException) { return false; }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public async ValueTask DisposeAsync() => await Kill();
}
