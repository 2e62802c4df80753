using System.Text.RegularExpressions;
using CarePlanning.Tests.Architecture;
using CarePlanning.Tests.Journeys;
using Microsoft.Playwright;

namespace CarePlanning.Tests.JavaScript;

/// <summary>Runs the tests of our JavaScript modules in a real browser, each as a test of its own.</summary>
public sealed partial class ModuleTests(Chromium chromium, ModuleServer server) : IClassFixture<ModuleServer>
{
    private static readonly TimeSpan LongEnough = TimeSpan.FromSeconds(60);

    public static TheoryData<string> Files() =>
        [.. Directory.GetFiles(Folder, "*.test.js").Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)];

    public static TheoryData<string, string> Tests() =>
        [.. from file in Files() from name in NamesIn(file.Data) select (file.Data, name)];

    [Theory, MemberData(nameof(Tests))]
    public async Task Holds(string file, string name)
    {
        await using var context = await chromium.NewContextAsync(server.Address);
        var (page, failures) = await OpenAsync(context);
        try
        {
            await page.EvaluateAsync(
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
        }
        Assert.True(failures.Count == 0, $"{file}: {name}\n{string.Join("\n", failures)}");
    }

    [Theory, MemberData(nameof(Files))]
    public async Task Every_test_of_a_file_is_run(string file)
    {
        await using var context = await chromium.NewContextAsync(server.Address);
        var (page, failures) = await OpenAsync(context);
        var names = await page.EvaluateAsync<string[]>(
            """async file => { await import(`/js/tests/${file}`); return (await import("/js/tests/harness.js")).names(); }""", file)
            .WaitAsync(LongEnough, TestContext.Current.CancellationToken);
        Assert.NotEmpty(names);
        Assert.Equal(names, NamesIn(file));
        Assert.Empty(failures);
    }

    private static string Folder => Path.Combine(Sources.ServedFolder, "js", "tests");

    private static string[] NamesIn(string file) =>
        [.. TestName().Matches(File.ReadAllText(Path.Combine(Folder, file))).Select(m => m.Groups[1].Value)];

    private static async Task<(IPage Page, List<string> Failures)> OpenAsync(IBrowserContext context)
    {
        var page = await context.NewPageAsync();
        var failures = new List<string>();
        page.PageError += (_, error) => failures.Add("outside the test: " + error);
        await page.GotoAsync("/");
        return (page, failures);
    }

    [GeneratedRegex("""^test\("([^"]+)",""", RegexOptions.Multiline)]
    private static partial Regex TestName();
}
