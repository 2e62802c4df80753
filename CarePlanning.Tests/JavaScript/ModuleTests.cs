using System.Text.RegularExpressions;
using CarePlanning.Tests.Architecture;
using Microsoft.Playwright;

namespace CarePlanning.Tests.JavaScript;

/// <summary>Runs the tests of our JavaScript modules in a real browser, each as a test of its own.</summary>
public sealed partial class ModuleTests(ModulePage modules) : IClassFixture<ModulePage>
{
    private static readonly TimeSpan LongEnough = TimeSpan.FromSeconds(60);

    public static TheoryData<string> Files() =>
        [.. Directory.GetFiles(Folder, "*.test.js").Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)];

    public static TheoryData<string, string> Tests() =>
        [.. from file in Files() from name in NamesIn(file.Data) select (file.Data, name)];

    [Theory, MemberData(nameof(Tests))]
    public async Task Holds(string file, string name)
    {
        var (frame, failures) = await modules.OpenAsync();
        try
        {
            await frame.EvaluateAsync(
                """
                async ([file, name]) => {
                  await import(`/js/tests/${file}`);
                  await (await import("/js/tests/harness.js")).run(name);
                }
                """, new[] { file, name }).WaitAsync(LongEnough, TestContext.Current.CancellationToken);
        }
        catch (Exception e) when (e is PlaywrightException or TimeoutException)
        {
            failures.Add(e is TimeoutException ? $"not done after {LongEnough.TotalSeconds} seconds" : e.Message);
            await modules.LeaveAsync();
        }
        Assert.True(failures.Count == 0, $"{file}: {name}\n{string.Join("\n", failures)}");
    }

    [Theory, MemberData(nameof(Files))]
    public async Task Every_test_of_a_file_is_run(string file)
    {
        var (frame, failures) = await modules.OpenAsync();
        var names = await frame.EvaluateAsync<string[]>(
            """async file => { await import(`/js/tests/${file}`); return (await import("/js/tests/harness.js")).names(); }""", file)
            .WaitAsync(LongEnough, TestContext.Current.CancellationToken);
        Assert.NotEmpty(names);
        Assert.Equal(names, NamesIn(file));
        Assert.Empty(failures);
    }

    private static string Folder => Path.Combine(Sources.ServedFolder, "js", "tests");

    private static string[] NamesIn(string file) =>
        [.. TestName().Matches(File.ReadAllText(Path.Combine(Folder, file))).Select(m => m.Groups[1].Value)];

    [GeneratedRegex("""^test\("([^"]+)",""", RegexOptions.Multiline)]
    private static partial Regex TestName();
}
