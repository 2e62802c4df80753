using System.Text.RegularExpressions;

namespace CarePlanning.Tests.Architecture;

/// <summary>The hazard log names only controls that a test proves.</summary>
public sealed partial class HazardsTests
{
    private static readonly string[] Lines = [.. File.ReadAllLines(Path.Combine(Sources.Root, "CarePlanning.Core", "Safety", "hazards.md")).Where(l => Row().IsMatch(l))];

    private static readonly string[] TestNames =
        [.. from type in OurTypes.OfTests from method in type.GetMethods() where method.IsDefined(typeof(FactAttribute), inherit: true) select method.Name];

    [Fact]
    public void Every_test_that_a_hazard_names_is_there()
    {
        Assert.NotEmpty(Lines);
        Sources.None(
            from line in Lines
            let cells = line.Split('|', StringSplitOptions.TrimEntries)
            from test in cells[4].Split(',', StringSplitOptions.TrimEntries)
            where test.Length == 0 || !TestNames.Any(n => n == test || n.StartsWith(test + "_", StringComparison.Ordinal))
            select $"{cells[1]}: {test}",
            "A hazard names a test that does not exist:");
    }

    [Fact]
    public void Each_hazard_says_what_holds_it_in_check_and_is_there_once()
    {
        Assert.All(Lines, l => Assert.NotEmpty(l.Split('|', StringSplitOptions.TrimEntries)[3]));
        Assert.Distinct(Lines.Select(l => l.Split('|', StringSplitOptions.TrimEntries)[1]));
    }

    [Fact]
    public void None_of_the_first_twenty_is_missing() =>
        Assert.Empty(Enumerable.Range(1, 20).Select(n => $"H{n:00}").Except(Lines.Select(l => l.Split('|', StringSplitOptions.TrimEntries)[1])));

    [GeneratedRegex(@"^\| H\d\d \|")]
    private static partial Regex Row();
}
