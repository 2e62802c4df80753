using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace CarePlanning.Benchmarks.Start;

/// <summary>How long the main command takes until the portal is ready.</summary>
internal static class StartBenchmark
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static async IAsyncEnumerable<Table> Run(bool isShort)
    {
        var runs = isShort ? 3 : 5;
        var (hello, first, again) = (new Samples(), new Samples(), new Samples());
        var cpu = new Samples[] { new(), new(), new() };
        for (var run = 0; run < runs; run++)
        {
            var folder = Directory.CreateTempSubdirectory("careplanning-benchmark-").FullName;
            await Once(["CarePlanning.Benchmarks.dll", "hello"], hello, cpu[0]);
            await Once(["CarePlanning.Web.dll", $"--Data:Folder={folder}"], first, cpu[1]);
            await Once(["CarePlanning.Web.dll", $"--Data:Folder={folder}"], again, cpu[2]);
            Directory.Delete(folder, recursive: true);
        }
        var table = new Table($"From starting the process to the first 200 of /health/ready ({runs} runs, in turns)",
            "program", "median ms", "least ms", "CPU ms, median", "median, hello = 1");
        foreach (var (name, times, used) in new[] { ("an empty ASP.NET program", hello, cpu[0]), ("the portal, empty data folder: makes, migrates, fills", first, cpu[1]), ("the portal, data there", again, cpu[2]) })
            table.Row(name, Say.Count(times.Median), Say.Count(times.Least), Say.Count(used.Median), Say.Times(times.Median, hello.Median));
        table.Note("`dotnet CarePlanning.Web.dll`, not published, the files in the system's cache.");
        yield return table;
        yield return await MainCommand.Measure(FreePort);
    }

    private static async Task Once(string[] program, Samples times, Samples cpu)
    {
        var address = new Uri($"http://127.0.0.1:{FreePort()}/");
        using var http = new HttpClient { BaseAddress = address };
        var began = Stopwatch.GetTimestamp();
        var process = ChildProcess.Start([.. program, $"--urls={address}"], new Dictionary<string, string> { ["ASPNETCORE_ENVIRONMENT"] = "Development" }).Unheard();
        await using (process)
        {
            while (!await IsReady(http))
            {
                if (Stopwatch.GetElapsedTime(began) > Patience) throw new TimeoutException($"{program[0]} was not ready within {Patience.TotalSeconds:0} s.");
                await Task.Delay(5);
            }
            times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            cpu.Add(process.Cpu.TotalMilliseconds);
            await process.Kill();
        }
    }

    internal static async Task<bool> IsReady(HttpClient http)
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
}
