namespace CarePlanning.Benchmarks;

/// <summary>The results in this folder's README, between two markers.</summary>
internal static class ResultsFile
{
    private const string Begin = "<!-- results -->";
    private const string End = "<!-- /results -->";

    public static void Write(string results)
    {
        var file = Find();
        var text = File.ReadAllText(file);
        var (from, to) = (text.IndexOf(Begin, StringComparison.Ordinal), text.IndexOf(End, StringComparison.Ordinal));
        if (from < 0 || to < from) throw new InvalidOperationException($"{file} does not have the markers {Begin} and {End}.");
        File.WriteAllText(file, $"{text[..(from + Begin.Length)]}\n\n{results}\n{text[to..]}");
        Console.WriteLine($"Written to {file}");
    }

    private static string Find()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
            if (Path.Combine(at.FullName, "CarePlanning.Benchmarks", "README.md") is var file && File.Exists(file)) return file;
        throw new FileNotFoundException("CarePlanning.Benchmarks/README.md was not found above the program.");
    }
}
