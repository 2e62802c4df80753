using System.Diagnostics;
using CarePlanning.Pdf;
using Xunit;

namespace CarePlanning.Tests.Pdf;

/// <summary>Asks a program of another maker about a file; a program that is not installed fails the test and says so.</summary>
internal static class PdfTool
{
    public static string Run(PdfFile file, string tool, params string[] before)
    {
        var path = Path.Combine(Path.GetTempPath(), $"careplanning-{Guid.NewGuid():N}.pdf");
        File.WriteAllBytes(path, file.Bytes);
        try
        {
            var start = new ProcessStartInfo(tool) { RedirectStandardOutput = true, RedirectStandardError = true, StandardOutputEncoding = System.Text.Encoding.UTF8 };
            foreach (var argument in before.Contains("{file}") ? before.Select(b => b == "{file}" ? path : b) : before.Append(path))
            {
                start.ArgumentList.Add(argument);
            }

            using var process = Start(start);
            var errors = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            Assert.True(process.ExitCode == 0, $"{tool} found fault (exit code {process.ExitCode}):\n{output}\n{errors.Result}");
            Assert.Equal("", errors.Result);
            return output;
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Fail($"The program {start.FileName} is not installed. Install the Debian packages qpdf and poppler-utils, then run the tests again.");
            throw;
        }
    }
}
