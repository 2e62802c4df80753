using System.Text.RegularExpressions;

namespace CarePlanning.Tests.Architecture;

/// <summary>The table of security requirements names what is there, and leaves none out.</summary>
public sealed partial class AsvsTests
{
    private const int OfLevelsOneAndTwo = 253;
    private static readonly string[] OfLevelThree = ["2.3.5", "6.3.6", "7.5.3", "8.2.4", "8.3.2", "13.3.3", "14.2.6", "14.2.7", "15.4.2"];
    private static readonly string[] States = ["met", "partly", "not met", "deployer", "none here"];

    private sealed record Row(string Id, string Level, string About, string State, string Where)
    {
        public IEnumerable<string> Named => Quoted().Matches(Where).Select(m => m.Groups[1].Value).Where(n => n.Contains('.', StringComparison.Ordinal));
    }

    private static List<Row> Rows() => [.. Sources.Lines("CarePlanning.Core/Safety/asvs.md").Where(l => Line().IsMatch(l)).Select(l => l.Split('|', StringSplitOptions.TrimEntries)).Select(p => new Row(p[1], p[2], p[3], p[4], p[5]))];

    [Fact]
    public void Every_requirement_of_levels_one_and_two_has_its_row_once()
    {
        var rows = Rows();
        Assert.Equal(rows.Count, rows.DistinctBy(r => r.Id).Count());
        Assert.Equal(OfLevelsOneAndTwo, rows.Count(r => r.Level is "1" or "2"));
        Assert.All(OfLevelThree, id => Assert.Contains(rows, r => r.Id == id && r.Level == "3"));
    }

    [Fact]
    public void What_is_said_to_be_met_names_a_test_or_a_file_that_exists()
    {
        var tests = (from type in OurTypes.OfTests from method in type.GetMethods() where method.IsDefined(typeof(FactAttribute), inherit: true) select $"{type.Name}.{method.Name}").ToHashSet(StringComparer.Ordinal);
        Sources.None(
            [
                .. Rows().Where(r => !States.Contains(r.State)).Select(r => $"{r.Id}: what is '{r.State}'?"),
                .. Rows().Where(r => r.State == "met" && !r.Named.Any()).Select(r => $"{r.Id} names nothing."),
                .. from row in Rows()
                   from name in row.Named
                   where name.Contains('/', StringComparison.Ordinal) || !char.IsUpper(name[0]) || name.EndsWith(".md", StringComparison.Ordinal) || name.EndsWith(".props", StringComparison.Ordinal)
                       ? !File.Exists(Path.Combine(Sources.Root, name)) : !tests.Contains(name)
                   select $"{row.Id}: {name} is not there.",
            ],
            "Put CarePlanning.Core/Safety/asvs.md right:");
    }

    [GeneratedRegex(@"^\| \d+\.\d+\.\d+ \|")]
    private static partial Regex Line();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Quoted();
}
