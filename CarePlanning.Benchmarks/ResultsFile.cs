namespace CarePlanning.Benchmarks;

/// <summary>The results in this folder's README, each between two markers of its name.</summary>
internal static class ResultsFile
{
    public static void Write(string name, string results)
    {
        var (begin, end) = ($"<!-- {name} -->", $"<!-- /{name} -->");
        var file = Find();
        var text = File.ReadAllText(file);
        var (from, to) = (text.IndexOf(begin, StringComparison.Ordinal), text.IndexOf(end, StringComparison.Ordinal));
        if (from < 0 || to < from) throw new InvalidOperationException($"{file} does not have the markers {begin} and {end}.");
        File.WriteAllText(file, $"{text[..(from + begin.Length)]}\n\n{results}\n{text[to..]}");
        Console.WriteLine($"Written to {file}");
    }

    private static string Find()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
            if (Path.Combine(at.FullName, "CarePlanning.Benchmarks", "README.md") is var file && File.Exists(file)) return file;
        throw new FileNotFoundException("CarePlanning.Benchmarks/README.md was not found above the program.");
    }
}
