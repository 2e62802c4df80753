namespace CarePlanning.Tests.Architecture;

/// <summary>The project's own files, found from where the tests run.</summary>
internal static class Sources
{
    /// <summary>The folder that holds the solution.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The folder of the files served from the portal's root.</summary>
    public static string ServedFolder { get; } = Path.Combine(Root, "wwwroot-assets");

    /// <summary>Files of a project (or any folder) with one of these endings, as paths from the root with forward slashes; what the tools generate is left out.</summary>
    public static IEnumerable<string> Of(string folder, params string[] endings) =>
        from file in Directory.EnumerateFiles(Path.Combine(Root, folder), "*", SearchOption.AllDirectories)
        let path = Path.GetRelativePath(Root, file).Replace('\\', '/')
        let parts = path.Split('/')
        where !parts.Contains("bin") && !parts.Contains("obj") && !parts.Contains("TestResults") && !parts.Contains("Migrations")
        where endings.Any(e => path.EndsWith(e, StringComparison.Ordinal)) && !path.EndsWith(".Designer.cs", StringComparison.Ordinal)
        orderby path
        select path;

    public static string Text(string path) => File.ReadAllText(Path.Combine(Root, path));

    public static string[] Lines(string path) => File.ReadAllLines(Path.Combine(Root, path));

    /// <summary>Fails with the list when there is anything in it.</summary>
    public static void None(IEnumerable<string> found, string rule)
    {
        var all = found.ToList();
        Assert.True(all.Count == 0, rule + "\n  " + string.Join("\n  ", all));
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "CarePlanning.sln")))
                return folder.FullName;
        }
        throw new InvalidOperationException($"No CarePlanning.sln above {AppContext.BaseDirectory}: run the tests from a checkout.");
    }
}
