using System.Text.Json;
using System.Xml.Linq;

namespace CarePlanning.Tests.Architecture;

/// <summary>A public body runs this without a bill: every package, also those that others bring along, states a free licence, and the list of them is true.</summary>
public sealed class PackagesTests
{
    private static readonly string[] Free = ["MIT", "Apache-2.0", "BSD-3-Clause", "PostgreSQL"];
    private static readonly string[] FreeForTests = [.. Free, "MPL-2.0"];
    private static readonly string[] OfPortal = ["CarePlanning.Web", "CarePlanning.Core", "CarePlanning.Pdf"];

    private sealed record Package(string Name, string Version, bool Portal);

    [Fact]
    public void Every_package_of_the_lock_files_is_listed_with_its_licence_and_no_other()
    {
        var listed = Listed();
        var restored = Restored();
        Sources.None(
            [
                .. restored.Where(p => !listed.ContainsKey(p.Name)).Select(p => $"{p.Name} {p.Version} has no line."),
                .. listed.Keys.Where(l => restored.All(p => p.Name != l)).Select(l => $"{l} is restored no more."),
                .. restored.Where(p => listed.TryGetValue(p.Name, out var l) && l.Portal != p.Portal).Select(p => $"{p.Name} is of {(p.Portal ? "Portal" : "Tests")}."),
            ],
            "Put CarePlanning.Core/Safety/packages.md right:");
    }

    [Fact]
    public void Every_licence_is_a_free_one_and_the_one_that_the_package_states()
    {
        var listed = Listed();
        Sources.None(
            from package in Restored()
            where listed.ContainsKey(package.Name)
            let licence = listed[package.Name].Licence
            let states = Stated(package)
            where !(package.Portal ? Free : FreeForTests).Contains(licence) || (states is not null && !states.Split(" OR ").Contains(licence))
            select $"{package.Name} {package.Version}: listed as {licence}, states {states ?? "nothing that can be read here"}",
            "Licences:");
        // What is held against is really there: a machine that has built this has every package unpacked.
        Assert.All(Restored(), p => Assert.True(File.Exists(Nuspec(p)), p.Name));
    }

    [Fact]
    public void Known_weaknesses_of_packages_stop_the_build_where_the_feed_tells_of_them()
    {
        var properties = XDocument.Load(Path.Combine(Sources.Root, "Directory.Build.props")).Descendants().ToLookup(e => e.Name.LocalName, e => e.Value);
        Assert.Equal(("true", "all", "low", "true"), (properties["NuGetAudit"].Single(), properties["NuGetAuditMode"].Single(), properties["NuGetAuditLevel"].Single(), properties["TreatWarningsAsErrors"].Single()));
    }

    private static Dictionary<string, (string Licence, bool Portal)> Listed() => Sources.Lines("CarePlanning.Core/Safety/packages.md")
        .Where(l => l.StartsWith("| ", StringComparison.Ordinal)).Skip(1).Select(l => l.Split('|', StringSplitOptions.TrimEntries))
        .ToDictionary(p => p[1], p => (p[2], p[3] == "Portal"), StringComparer.OrdinalIgnoreCase);

    private static List<Package> Restored() =>
    [
        .. from file in Directory.GetFiles(Sources.Root, "packages.lock.json", SearchOption.AllDirectories)
           let project = Path.GetFileName(Path.GetDirectoryName(file))!
           from framework in JsonDocument.Parse(File.ReadAllBytes(file)).RootElement.GetProperty("dependencies").EnumerateObject()
           from package in framework.Value.EnumerateObject()
           where package.Value.GetProperty("type").GetString() != "Project"
           group (project, package) by package.Name.ToUpperInvariant() into one
           let newest = one.Select(p => p.package.Value.GetProperty("resolved").GetString()!).Order(StringComparer.Ordinal).Last()
           select new Package(one.First().package.Name, newest, one.Any(p => OfPortal.Contains(p.project))),
    ];

    private static string Nuspec(Package package) => Path.Combine(Environment.GetEnvironmentVariable("NUGET_PACKAGES") ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages"),
        package.Name.ToLowerInvariant(), package.Version, package.Name.ToLowerInvariant() + ".nuspec");

    /// <summary>The licence a package states as an expression; null for an old one that links to a page.</summary>
    private static string? Stated(Package package) => XDocument.Load(Nuspec(package)).Descendants().FirstOrDefault(e => e.Name.LocalName == "license" && e.Attribute("type")?.Value == "expression")?.Value;
}
