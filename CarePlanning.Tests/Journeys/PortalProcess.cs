using System.Diagnostics;

namespace CarePlanning.Tests.Journeys;

/// <summary>The portal as an operating-system process of its own, as a deployment runs several on one database.</summary>
internal sealed class PortalProcess : IAsyncDisposable
{
    private const string Listening = "Now listening on: ";
    private readonly Process process;

    private PortalProcess(Process process, Uri address) => (this.process, Address) = (process, address);

    public Uri Address { get; }

    public static async Task<PortalProcess> StartAsync(params string[] settings)
    {
        // beside its own list of files, which the copy in the folder of the tests has not
        var folder = AppContext.BaseDirectory.Replace("CarePlanning.Tests", "CarePlanning.Web", StringComparison.Ordinal);
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Path.Combine(Architecture.Sources.Root, "CarePlanning.Web") };
        foreach (var argument in (string[])[Path.Combine(folder, "CarePlanning.Web.dll"), "--urls", "http://127.0.0.1:0", .. settings]) start.ArgumentList.Add(argument);
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        start.Environment["Logging__LogLevel__Microsoft.Hosting.Lifetime"] = "Information";
        var process = Process.Start(start)!;
        var complaint = process.StandardError.ReadToEndAsync(CancellationToken.None);
        var said = new List<string>();
        while (await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            said.Add(line);
            if (line.IndexOf(Listening, StringComparison.Ordinal) is >= 0 and var at)
            {
                // read on, so that it never waits for a reader
                _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
                return new PortalProcess(process, new Uri(line[(at + Listening.Length)..].Trim()));
            }
        }
        process.Kill(entireProcessTree: true);
        throw new InvalidOperationException($"The portal did not start:\n{string.Join('\n', said)}\n{await complaint}");
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
    }
}
