using System.Xml.Linq;

namespace CarePlanning.Tests.Architecture;

/// <summary>Which project may know which: Web -> Core -> Pdf.</summary>
public sealed class ProjectsTests
{
    [Theory]
    [InlineData("CarePlanning.Web", "CarePlanning.Core")]
    [InlineData("CarePlanning.Core", "CarePlanning.Pdf")]
    [InlineData("CarePlanning.Pdf")]
    public void A_project_refers_only_to_the_one_below_it(string project, params string[] below) =>
        Assert.Equal(below, Items(project, "ProjectReference").Select(r => Path.GetFileNameWithoutExtension(r.Replace('\\', '/'))));

    [Theory, InlineData("CarePlanning.Core"), InlineData("CarePlanning.Pdf")]
    public void What_lies_below_the_web_does_not_know_of_it(string project)
    {
        Assert.Empty(Items(project, "FrameworkReference"));
        Sources.None(
            from file in Sources.Of(project, ".cs")
            from line in Sources.Lines(file)
            where line.Contains("using Microsoft.AspNetCore.", StringComparison.Ordinal)
                && !line.Contains("using Microsoft.AspNetCore.DataProtection", StringComparison.Ordinal)
            select $"{file}: {line.Trim()}",
            $"{project} has no web in it (the keys that DataProtection keeps in the database are the one exception):");
    }

    private static IEnumerable<string> Items(string project, string name) =>
        XDocument.Load(Path.Combine(Sources.Root, project, project + ".csproj")).Descendants(name).Select(e => e.Attribute("Include")!.Value);
}
