using System.Globalization;
using System.Text;

namespace CarePlanning.Benchmarks;

/// <summary>One table of results, with what it was made by.</summary>
internal sealed class Table(string title, params string[] heads)
{
    private readonly List<string[]> rows = [];
    private readonly List<string> notes = [];

    public void Row(params string[] cells) => rows.Add(cells);

    public void Note(string sentence) => notes.Add(sentence);

    public string Markdown()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"**{title}**\n\n");
        text.Append("| ").AppendJoin(" | ", heads).Append(" |\n|").Append(string.Concat(heads.Select((_, i) => i == 0 ? "---|" : "---:|"))).Append('\n');
        foreach (var row in rows) text.Append("| ").AppendJoin(" | ", row).Append(" |\n");
        foreach (var note in notes) text.Append('\n').Append(note).Append('\n');
        return text.ToString();
    }
}

/// <summary>Numbers as the tables show them.</summary>
internal static class Say
{
    public static string Ms(double ms) => ms < 10 ? Number(ms, "0.00") : Number(ms, "0.0");
    public static string Kb(double bytes) => Number(bytes / 1024, bytes < 10 * 1024 ? "0.0" : "#,0");
    public static string Mb(double bytes) => Number(bytes / 1024 / 1024, "0.0");
    public static string Count(double count) => Number(count, "#,0");

    /// <summary>How many times the second the first is.</summary>
    public static string Times(double value, double baseline) =>
        baseline <= 0 ? "-" : Number(value / baseline, value / baseline < 10 ? "0.00" : "#,0") + "x";

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
