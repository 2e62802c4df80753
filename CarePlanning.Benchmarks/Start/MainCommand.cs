using System.Diagnostics;

namespace CarePlanning.Benchmarks.Start;

/// <summary>The README's first command in a fresh clone: restores, builds, makes the database, fills it, serves.</summary>
internal static class MainCommand
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);

    public static async Task<Table> Measure(Func<int> freePort)
    {
        var table = new Table("`dotnet run --project CarePlanning.Web`, from pressing Enter to the first 200 of /health/ready", "state", "seconds");
        var folder = Directory.CreateTempSubdirectory("careplanning-clone-").FullName;
        try
        {
            if (Root() is not { } root || !await Clone(root, folder))
            {
                table.Note("Not measured: this is no clone, or git is not there.");
                return table;
            }
            foreach (var (state, data) in new[] { ("a fresh clone, nothing built, no data (the packages are in the user's cache)", "data"), ("again, built, no data", "more"), ("again, built, data there", "more") })
                table.Row(state, (await Once(folder, Path.Combine(folder, "data", data), freePort())).ToString("0.0", System.Globalization.CultureInfo.InvariantCulture));
        }
        finally { Directory.Delete(folder, recursive: true); }
        return table;
    }

    private static async Task<double> Once(string clone, string data, int port)
    {
        var start = new ProcessStartInfo("dotnet", ["run", "--project", "CarePlanning.Web", "--", $"--urls=http://127.0.0.1:{port}", $"--Data:Folder={data}"])
        { WorkingDirectory = clone, RedirectStandardOutput = true, RedirectStandardError = true };
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}/") };
        var began = Stopwatch.GetTimestamp();
        using var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            while (!await StartBenchmark.IsReady(http))
            {
                if (process.HasExited) throw new InvalidOperationException($"The main command ended with {process.ExitCode}.");
                if (Stopwatch.GetElapsedTime(began) > Patience) throw new TimeoutException("The main command was not ready in time.");
                await Task.Delay(50);
            }
            return Stopwatch.GetElapsedTime(began).TotalSeconds;
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }
    }

    private static async Task<bool> Clone(string root, string into)
    {
        try
        {
            using var git = Process.Start(new ProcessStartInfo("git", ["clone", "--quiet", "--no-hardlinks", root, into]) { RedirectStandardError = true })!;
            await git.WaitForExitAsync();
            return git.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception) { return false; }
    }

    private static string? Root()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "CarePlanning.sln")) && Path.Exists(Path.Combine(folder.FullName, ".git"))) return folder.FullName;
        return null;
    }
}
