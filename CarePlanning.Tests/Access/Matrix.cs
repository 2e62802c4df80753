using CarePlanning.Tests.Architecture;

namespace CarePlanning.Tests.Access;

/// <summary>A table of who may do what, written down by hand in a file: a line for each thing, a column for each who.</summary>
internal sealed record Matrix(IReadOnlyList<string> Columns, IReadOnlyDictionary<string, IReadOnlyList<string>> Rows)
{
    public static Matrix Read(string file, string folder = "Access")
    {
        var lines = Sources.Lines($"CarePlanning.Tests/{folder}/{file}").Where(l => l.Length > 0 && l[0] != '#').ToList();
        var rows = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var line in lines.Skip(1))
        {
            var parts = line.Split('|', StringSplitOptions.TrimEntries);
            rows.Add(parts[0], parts[1].Split(' ', StringSplitOptions.RemoveEmptyEntries));
        }
        return new(lines[0].Split('|', StringSplitOptions.TrimEntries)[1].Split(' ', StringSplitOptions.RemoveEmptyEntries), rows);
    }

    /// <summary>Where what is so differs from what is written down; what has no line, and lines of what is no more.</summary>
    public IEnumerable<string> Against(IReadOnlyList<string> columns, IEnumerable<(string Row, IReadOnlyList<string> Cells)> found)
    {
        if (!columns.SequenceEqual(Columns)) yield return $"The columns are {string.Join(' ', columns)} now.";
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (row, cells) in found)
        {
            seen.Add(row);
            if (!Rows.TryGetValue(row, out var expected)) yield return $"has no line, decide who: {row} | {string.Join(' ', cells)}";
            else if (!expected.SequenceEqual(cells)) yield return $"{row} | {string.Join(' ', cells)}     (written down: {string.Join(' ', expected)})";
        }
        foreach (var gone in Rows.Keys.Where(r => !seen.Contains(r))) yield return $"is no more: {gone}";
    }
}
