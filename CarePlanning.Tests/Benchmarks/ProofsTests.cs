using System.Diagnostics;
using System.Text.RegularExpressions;

namespace CarePlanning.Tests.Benchmarks;

/// <summary>The proofs that no word is lost, on the way or on paper, in their short form, as the commands that they are.</summary>
public sealed class ProofsTests
{
    private static readonly TimeSpan LongEnough = TimeSpan.FromMinutes(6);

    [Fact]
    public Task No_word_is_lost_in_any_of_eleven_faults_and_saved_is_never_said_falsely() =>
        HoldsAsync("faults", "^11 of 11 recovered, 0 false Saved, shown within [0-9.]+ s$");

    [Fact]
    public Task Nobody_overwrites_anybody_unseen_and_every_acknowledged_edit_is_in_the_history_once() =>
        HoldsAsync("interleave", "^80 interleavings on 2 databases, [1-9][0-9]+ acknowledged edits, 0 wrong$");

    [Fact]
    public Task What_was_acknowledged_survives_killing_the_server_while_it_saves() =>
        HoldsAsync("kill", "^2 kills, [1-9][0-9]+ acknowledged edits, 0 wrong$");

    [Fact]
    public Task Whatever_somebody_types_the_file_is_sound_and_no_character_is_lost() =>
        HoldsAsync("fuzz-pdf", "^40 documents, [1-9][0-9]+ characters, 0 wrong$");

    private static async Task HoldsAsync(string proof, string lastLine)
    {
        var program = Path.Combine(AppContext.BaseDirectory.Replace("CarePlanning.Tests", "CarePlanning.Benchmarks", StringComparison.Ordinal), "CarePlanning.Benchmarks.dll");
        var start = new ProcessStartInfo("dotnet", [program, proof, "--short"]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(LongEnough);
        try
        {
            var (said, complained) = (process.StandardOutput.ReadToEndAsync(patience.Token), process.StandardError.ReadToEndAsync(patience.Token));
            await process.WaitForExitAsync(patience.Token);
            var lines = (await said).TrimEnd().Split('\n');
            Assert.True(process.ExitCode == 0 && Regex.IsMatch(lines[^1], lastLine), $"{await said}\n{await complained}");
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
    }
}
