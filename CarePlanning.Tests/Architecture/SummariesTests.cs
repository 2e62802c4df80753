using System.Text.RegularExpressions;

namespace CarePlanning.Tests.Architecture;

/// <summary>Every public type of Core and Pdf says in one sentence what it is.</summary>
public sealed partial class SummariesTests
{
    [Theory, InlineData("CarePlanning.Core"), InlineData("CarePlanning.Pdf")]
    public void Every_public_type_says_what_it_is(string project)
    {
        var found = (from file in Sources.Of(project, ".cs")
                     let lines = Sources.Lines(file)
                     from i in Enumerable.Range(0, lines.Length)
                     let type = PublicType().Match(lines[i])
                     where type.Success
                     select (File: file, Name: type.Groups["name"].Value, Said: HasSummaryAbove(lines, i))).ToList();
        // a type in several files says it in one of them
        var said = found.Where(f => f.Said).Select(f => (Path.GetDirectoryName(f.File), f.Name)).ToHashSet();
        Sources.None(
            from f in found
            where !said.Contains((Path.GetDirectoryName(f.File), f.Name))
            select $"{f.File}: {f.Name}",
            "Say in a /// <summary> what the type is:");
    }

    [Theory]
    [InlineData(true, "/// <summary>A plan.</summary>", "public sealed record Plan")]
    [InlineData(true, "/// <summary>", "/// A plan.", "/// </summary>", "[Obsolete(", "    \"x\")]", "public sealed record Plan")]
    [InlineData(false, "/// <remarks>x</remarks>", "public sealed record Plan")]
    [InlineData(false, "/// <summary>Another.</summary>", "public enum Other { A }", "", "public sealed record Plan")]
    public void A_summary_is_looked_for_above_the_attributes(bool said, params string[] lines) =>
        Assert.Equal(said, HasSummaryAbove(lines, lines.Length - 1));

    private static bool HasSummaryAbove(string[] lines, int at)
    {
        var i = at - 1;
        // attributes, also over several lines: up to the nearest line that ends a comment, a blank line or other code
        while (i >= 0 && !lines[i].StartsWith("///", StringComparison.Ordinal)
            && lines[i].Length > 0 && (lines[i][0] is '[' or ' ' || lines[i].EndsWith(']')))
            i--;
        for (; i >= 0 && lines[i].StartsWith("///", StringComparison.Ordinal); i--)
        {
            if (lines[i].StartsWith("/// <summary>", StringComparison.Ordinal))
                return true;
        }
        return false;
    }

    [GeneratedRegex(@"^public (?:(?:sealed|static|abstract|partial|readonly|ref|unsafe) )*(?:class|record struct|record class|record|enum|interface|struct|delegate \S+) (?<name>\w+)")]
    private static partial Regex PublicType();
}
