using CarePlanning.Core.Plans;
using CarePlanning.Web.Commands;

namespace CarePlanning.Tests.Architecture;

/// <summary>The README says what is so.</summary>
public sealed class ReadmeTests
{
    private static string Readme => File.ReadAllText(Path.Combine(Sources.Root, "README.md"));

    [Fact]
    public void The_table_of_rules_is_the_one_the_command_writes() =>
        Assert.Contains(RuleTable.Write(WrittenRules.Beside).Trim(), Readme.ReplaceLineEndings("\n"), StringComparison.Ordinal);

    [Fact]
    public void Every_folder_that_the_map_names_is_there()
    {
        foreach (var folder in new[] { "CarePlanning.Core", "CarePlanning.Pdf", "CarePlanning.Web", "CarePlanning.Tests", "CarePlanning.Benchmarks", "wwwroot-assets" })
        {
            Assert.Contains($"`{folder}`", Readme, StringComparison.Ordinal);
            Assert.True(Directory.Exists(Path.Combine(Sources.Root, folder)), folder);
        }
    }

    [Fact]
    public void Each_decision_is_one_page_with_its_reasons()
    {
        var decisions = Directory.GetFiles(Path.Combine(Sources.Root, "CarePlanning.Core", "Decisions"), "*.md");
        Assert.NotEmpty(decisions);
        Assert.All(decisions, d =>
        {
            var text = File.ReadAllText(d);
            Assert.Contains("**Context.**", text, StringComparison.Ordinal);
            Assert.Contains("**Decision.**", text, StringComparison.Ordinal);
            Assert.Contains("**Consequences.**", text, StringComparison.Ordinal);
        });
    }
}
