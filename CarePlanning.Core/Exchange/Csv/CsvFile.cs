using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;

namespace CarePlanning.Core.Exchange.Csv;

/// <summary>Why a CSV file cannot be read; each has a plain sentence.</summary>
public enum CsvRefusal { None, Empty, NotUtf8, TooManyRows, NotTable }

/// <summary>A table from a CSV file: its headings and rows, nothing in them ever worked out.</summary>
/// <param name="Rows">Each row with the number of its line in the file.</param>
public sealed record CsvTable(IReadOnlyList<string> Headings, IReadOnlyList<(int Line, IReadOnlyList<string> Cells)> Rows)
{
    /// <summary>The cell under a heading, whatever its capitals; empty where there is none.</summary>
    public string Cell(IReadOnlyList<string> cells, string heading)
    {
        for (var i = 0; i < Headings.Count && i < cells.Count; i++)
            if (Headings[i].Trim().Equals(heading, StringComparison.OrdinalIgnoreCase)) return cells[i].Trim();
        return "";
    }
}

/// <summary>Reads and writes CSV files: UTF-8 only, with a limit of rows, and with formulas taken for the words they are.</summary>
public static class CsvFile
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    // A spreadsheet takes a cell that begins so for a formula and works it out, whatever stands before it and however wide it is written.
    private const string Formulas = "=+-@\uFF1D\uFF0B\uFF0D\uFF20", Breaks = "\t\r\n";

    private static readonly string[] Delimiters = [",", ";", "\t"];

    /// <summary>The table in a file, or why it cannot be read; no more rows are looked at than may be.</summary>
    public static (CsvTable? Table, CsvRefusal Refusal) Read(Stream file, int mostRows)
    {
        try
        {
            using var text = new StreamReader(file, Strict, detectEncodingFromByteOrderMarks: false);
            return Read(text, mostRows);
        }
        catch (DecoderFallbackException)
        {
            return (null, CsvRefusal.NotUtf8);
        }
    }

    /// <summary>The table in words that were decoded already.</summary>
    public static (CsvTable? Table, CsvRefusal Refusal) Read(TextReader text, int mostRows)
    {
        var delimiter = Delimiter(text, out var first);
        if (first is null) return (null, CsvRefusal.Empty);
        using var csv = new CsvParser(new Joined(first, text), new CsvConfiguration(CultureInfo.InvariantCulture) { Delimiter = delimiter, BadDataFound = null, IgnoreBlankLines = true });
        if (!csv.Read()) return (null, CsvRefusal.Empty);
        var headings = csv.Record!;
        headings[0] = headings[0].TrimStart('\ufeff');
        if (headings.Any(h => h.Contains('\0', StringComparison.Ordinal))) return (null, CsvRefusal.NotUtf8);
        if (headings.Length < 2) return (null, CsvRefusal.NotTable);
        List<(int, IReadOnlyList<string>)> rows = [];
        while (csv.Read())
        {
            if (csv.Record!.All(string.IsNullOrWhiteSpace)) continue;
            if (csv.Record!.Any(c => c.Contains('\0', StringComparison.Ordinal))) return (null, CsvRefusal.NotUtf8);
            if (rows.Count == mostRows) return (null, CsvRefusal.TooManyRows);
            rows.Add((csv.RawRow, csv.Record!));
        }
        return rows.Count == 0 ? (null, CsvRefusal.Empty) : (new CsvTable(headings, rows), CsvRefusal.None);
    }

    /// <summary>A table as a file that spreadsheets open as UTF-8; a cell that would be taken for a formula is written as words.</summary>
    public static byte[] Write(IReadOnlyList<string> headings, IEnumerable<IReadOnlyList<string>> rows)
    {
        using var bytes = new MemoryStream();
        using (var text = new StreamWriter(bytes, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true)))
        using (var csv = new CsvWriter(text, new CsvConfiguration(CultureInfo.InvariantCulture) { ShouldQuote = ShouldQuote }))
        {
            foreach (var row in rows.Prepend(headings))
            {
                foreach (var cell in row) csv.WriteField(Harmless(cell));
                csv.NextRecord();
            }
        }
        return bytes.ToArray();
    }

    /// <summary>A number stays a number; anything else that looks like the start of a formula gets an apostrophe before it.</summary>
    public static string Harmless(string cell) =>
        BeginsAFormula(cell) && !decimal.TryParse(cell, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _) ? "'" + cell : cell;

    private static bool BeginsAFormula(string cell) =>
        cell.Length > 0 && (Breaks.Contains(cell[0], StringComparison.Ordinal) || (cell.TrimStart() is [var first, ..] && Formulas.Contains(first, StringComparison.Ordinal)));

    // Where semicolons part the cells, one inside a cell would begin the next.
    private static bool ShouldQuote(ShouldQuoteArgs args) => ConfigurationFunctions.ShouldQuote(args) || args.Field?.Contains(';', StringComparison.Ordinal) == true;

    /// <summary>Spreadsheets of some settings write semicolons or tabs.</summary>
    private static string Delimiter(TextReader text, out string? first)
    {
        first = text.ReadLine();
        var line = first ?? "";
        return Delimiters.MaxBy(d => line.Split(d).Length)!;
    }

    /// <summary>The first line, which was looked at, and then the rest.</summary>
    private sealed class Joined(string first, TextReader rest) : TextReader
    {
        private readonly StringReader head = new(first + "\n");

        public override int Peek() => head.Peek() is >= 0 and var c ? c : rest.Peek();
        public override int Read() => head.Read() is >= 0 and var c ? c : rest.Read();
        public override int Read(char[] buffer, int index, int count) => head.Read(buffer, index, count) is > 0 and var n ? n : rest.Read(buffer, index, count);
    }
}
