using System.Text.RegularExpressions;

namespace CarePlanning.Tests.Architecture;

/// <summary>What is left out of every file, and how long a file may be.</summary>
public sealed partial class WritingTests
{
    private static readonly string[] Written = ["CarePlanning.Core", "CarePlanning.Pdf", "CarePlanning.Web", "CarePlanning.Tests", "CarePlanning.Benchmarks"];

    /// <summary>Files that may be longer, each with the reason; a table that reads best whole, for example.</summary>
    private static readonly Dictionary<string, string> MayBeLonger = new(StringComparer.Ordinal)
    {
    };

    [Fact]
    public void Nothing_is_left_to_be_done_later() =>
        Sources.None(
            from file in Written.Append("CarePlanning.Benchmarks").Append("wwwroot-assets").SelectMany(f => Sources.Of(f, ".cs", ".razor", ".js", ".css", ".md"))
            where !IsThis(file)
            from found in Later().Matches(Sources.Text(file)).Select(m => m.Value)
            select $"{file}: {found}",
            "Do it, or write down why not where people will read it:");

    [Fact]
    public void Nothing_sleeps() => NoneSays(Written, @"\bThread\.Sleep\b", "Wait for what is awaited, never for time to pass:");

    [Fact]
    public void No_test_waits_for_time_to_pass() =>
        NoneSays(["CarePlanning.Tests"], @"\bTask\.Delay\(|\bWaitForTimeoutAsync\(", "Wait for what is awaited, never for time to pass:");

    [Fact]
    public void No_test_is_skipped() =>
        NoneSays(["CarePlanning.Tests"], @"\bSkip(When|Unless)?\s*=|\bAssert\.Skip|\bExplicit\s*=\s*true", "A test that does not run proves nothing:");

    [Fact]
    public void No_file_is_too_long_to_be_read_in_one_go() =>
        Sources.None(
            from file in Written.SelectMany(f => Sources.Of(f, ".cs", ".razor"))
            let most = file.EndsWith(".razor", StringComparison.Ordinal) ? 120 : 300
            let lines = Sources.Lines(file).Length
            where lines > most && !MayBeLonger.ContainsKey(file)
            select $"{file}: {lines} lines, at most {most}",
            "Split by subject:");

    [Fact]
    public void Files_that_may_be_longer_are_so_still() =>
        Sources.None(
            from file in MayBeLonger.Keys
            where !File.Exists(Path.Combine(Sources.Root, file)) || Sources.Lines(file).Length <= 300
            select file,
            "These need no exception any more:");

    private static void NoneSays(IEnumerable<string> folders, string pattern, string rule) =>
        Sources.None(
            from file in folders.SelectMany(f => Sources.Of(f, ".cs", ".razor"))
            where !IsThis(file)
            from Match found in Regex.Matches(Sources.Text(file), pattern)
            select $"{file}: {found.Value}",
            rule);

    // the one file that must write the words down
    private static bool IsThis(string file) => file.EndsWith("/Architecture/WritingTests.cs", StringComparison.Ordinal);

    [GeneratedRegex(@"\b(TODO|FIXME|HACK|XXX)\b")]
    private static partial Regex Later();
}
