using System.ComponentModel;
using System.Diagnostics;
using Xunit;

namespace CarePlanning.Tests.Pdf.Signing;

/// <summary>Runs a program by somebody else, so that our own reading of the standards does not only agree with itself.</summary>
public static class OutsideTool
{
    public static async Task<(int ExitCode, string Said)> RunAsync(string tool, string package, params string[] arguments)
    {
        var start = new ProcessStartInfo(tool, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };

        // Whoever runs the tests may hold certificates in a store of their own; they must not change the answer.
        start.Environment["HOME"] = Path.GetTempPath();
        Process? process = null;
        try
        {
            process = Process.Start(start);
        }
        catch (Win32Exception)
        {
            Assert.Fail($"This test needs the program \"{tool}\"; install the package \"{package}\".");
        }

        using (process)
        {
            var output = process!.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            return (process.ExitCode, await output + await errors);
        }
    }
}
