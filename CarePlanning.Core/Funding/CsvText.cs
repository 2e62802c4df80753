using System.Globalization;
using System.Text;

namespace CarePlanning.Core.Funding;

/// <summary>Tables as text that a spreadsheet opens: read as words only, and written so that no cell is taken for a formula.</summary>
public static class CsvText
{
    private const string BeginsAFormula = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";

    /// <summary>Rows as text, with the mark by which spreadsheets know the encoding.</summary>
    public static string Write(IEnumerable<IEnumerable<string>> rows) => "\uFEFF" + string.Concat(rows.Select(r => string.Join(',', r.Select(Cell)) + "\r\n"));

    /// <summary>One cell: words that a spreadsheet would calculate get an apostrophe in front, a number stays a number.</summary>
    public static string Cell(string text)
    {
        var plain = text.TrimStart();
        if (plain.Length > 0 && BeginsAFormula.Contains(plain[0], StringComparison.Ordinal) && !decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out _)) text = "'" + text;
        return text.AsSpan().IndexOfAny("\",;\r\n") >= 0 || text != text.Trim() ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
    }

    /// <summary>The words of a file, or null where it is in an encoding that cannot be told for sure.</summary>
    public static string? Decode(byte[] file)
    {
        try
        {
            if (file.AsSpan().StartsWith<byte>([0xFF, 0xFE])) return new UnicodeEncoding(false, true, true).GetString(file.AsSpan(2));
            if (file.AsSpan().StartsWith<byte>([0xFE, 0xFF])) return new UnicodeEncoding(true, true, true).GetString(file.AsSpan(2));
            var text = new UTF8Encoding(false, true).GetString(file).TrimStart('\uFEFF');
            return text.Contains('\0', StringComparison.Ordinal) ? null : text;
        }
        catch (ArgumentException) { return null; }
    }

    /// <summary>The rows of a text, with its own separator: comma, semicolon or tab. A file with more rows than this is cut off there.</summary>
    public static IEnumerable<IReadOnlyList<string>> Read(string text, int most)
    {
        var first = text.AsSpan(0, text.AsSpan().IndexOfAny('\r', '\n') is >= 0 and var end ? end : text.Length);
        var separator = first.Count(';') > first.Count(',') ? ';' : first.Count('\t') > first.Count(',') ? '\t' : ',';
        List<string> row = [];
        var cell = new StringBuilder();
        var (quoted, rows) = (false, 0);
        for (var i = 0; i <= text.Length; i++)
        {
            var c = i < text.Length ? text[i] : '\n';
            if (quoted && i < text.Length)
            {
                if (c != '"') cell.Append(c);
                else if (i + 1 < text.Length && text[i + 1] == '"') { cell.Append('"'); i++; }
                else quoted = false;
            }
            else if (c == '"' && cell.Length == 0 && i < text.Length) quoted = true;
            else if (c == separator) { row.Add(cell.ToString().Trim()); cell.Clear(); }
            else if (c == '\n')
            {
                row.Add(cell.ToString().Trim());
                cell.Clear();
                if (row.Any(r => r.Length > 0)) { yield return row; if (++rows >= most) yield break; }
                row = [];
            }
            else if (c != '\r') cell.Append(c);
        }
    }
}
