using System.Globalization;
using CarePlanning.Core.Exchange.Csv;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Plans.Sections;
using CarePlanning.Core.Words;

namespace CarePlanning.Core.AreaDirectory;

/// <summary>Something that can be bought or is free in the area.</summary>
/// <param name="PricePence">Pence for one unit; nothing where it is free.</param>
/// <param name="CheckedOn">The day on which somebody last checked the price.</param>
public sealed record DirectoryEntry(Guid Id, string Service, string Provider, string WhatFor, string Area, string Contact, BudgetCategory Category, BudgetUnit Unit, long PricePence, DateOnly CheckedOn)
{
    public bool IsFree => PricePence == 0;
}

/// <summary>One row of a file that cannot be taken in, and why.</summary>
public sealed record DirectoryProblem(int Line, string Key, params object[] Names)
{
    public string Sentence => Texts.Directory.Get("line", Line, Texts.Directory.Get($"problem.{Key}", Names));
}

/// <summary>Reads a directory from a table and writes it as one.</summary>
public static class DirectoryList
{
    /// <summary>More than any area offers; a longer file is somebody's mistake.</summary>
    public const int MostRows = 20_000;
    private const int Longest = 500;
    private static readonly char[] BetweenWords = [' ', ',', '.', ';', ':', '(', ')', '/', '\n', '\'', '"', '?'];
    private static readonly string[] Days = ["yyyy-MM-dd", "d/M/yyyy"];

    /// <summary>The headings of a file, in the order in which they are written.</summary>
    public static IReadOnlyList<string> Headings { get; } = ["service", "provider", "what for", "kind", "price", "unit", "area", "contact", "checked on"];

    /// <summary>Every entry of a table; where anything is wrong, what and in which line.</summary>
    public static (IReadOnlyList<DirectoryEntry> Entries, IReadOnlyList<DirectoryProblem> Problems) Read(CsvTable table, DateOnly today)
    {
        List<DirectoryEntry> entries = [];
        List<DirectoryProblem> problems = [];
        foreach (var heading in Headings.Take(6).Append("checked on"))
            if (!table.Headings.Any(h => h.Trim().Equals(heading, StringComparison.OrdinalIgnoreCase))) problems.Add(new(1, "heading", heading));
        if (problems.Count > 0) return ([], problems);
        foreach (var (line, cells) in table.Rows)
        {
            string Cell(string heading) => table.Cell(cells, heading);
            void Wrong(string key, params object[] names) => problems.Add(new(line, key, names));
            if (Cell("service").Length == 0) Wrong("service");
            if (cells.FirstOrDefault(c => c.Length > Longest) is not null) Wrong("long", Longest);
            if (!TryOption<BudgetCategory>(Cell("kind"), out var category)) Wrong("kind", Cell("kind"));
            if (!TryOption<BudgetUnit>(Cell("unit"), out var unit)) Wrong("unit", Cell("unit"));
            if (!TryPence(Cell("price"), out var pence)) Wrong("price", Cell("price"));
            if (!DateOnly.TryParseExact(Cell("checked on"), Days, CultureInfo.InvariantCulture, DateTimeStyles.None, out var on)) Wrong("day", Cell("checked on"));
            else if (on > today) Wrong("future", Cell("checked on"));
            entries.Add(new DirectoryEntry(Guid.CreateVersion7(), Cell("service"), Cell("provider"), Cell("what for"), Cell("area"), Cell("contact"), category, unit, pence, on));
        }
        return (entries, problems);
    }

    /// <summary>The directory as a file that can be taken in again.</summary>
    public static byte[] Write(IEnumerable<DirectoryEntry> entries) => CsvFile.Write(Headings, entries.Select(e => (IReadOnlyList<string>)
        [e.Service, e.Provider, e.WhatFor, OptionName(e.Category), e.IsFree ? "0" : SectionFields.Pence(e.PricePence), OptionName(e.Unit), e.Area, e.Contact, e.CheckedOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)]));

    /// <summary>The words somebody looks for, in small letters: short and common ones say nothing.</summary>
    public static IReadOnlyList<string> WordsOf(string? text)
    {
        var common = Texts.Directory["common"].Split(' ');
        return [.. (text ?? "").ToLowerInvariant().Split(BetweenWords, StringSplitOptions.RemoveEmptyEntries).Where(w => w.Length > 2 && !common.Contains(w)).Distinct().Take(12)];
    }

    /// <summary>How an option is written in a file: its name as people read it, or its own.</summary>
    private static string OptionName<T>(T option) where T : struct, Enum => PlanSections.Of<Money>().Words.Option(typeof(T), option.ToString());

    private static bool TryOption<T>(string typed, out T option) where T : struct, Enum
    {
        foreach (var each in Enum.GetValues<T>())
            if (typed.Equals(each.ToString(), StringComparison.OrdinalIgnoreCase) || typed.Equals(OptionName(each), StringComparison.OrdinalIgnoreCase)) { option = each; return true; }
        option = default;
        return false;
    }

    private static bool TryPence(string typed, out long pence)
    {
        pence = 0;
        var bare = typed.Replace("£", "", StringComparison.Ordinal).Trim();
        if (bare.Length == 0 || bare.Equals(Texts.Directory["free"], StringComparison.OrdinalIgnoreCase)) return true;
        if (!decimal.TryParse(bare, NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var pounds) || pounds > 100_000m || pounds * 100 != decimal.Truncate(pounds * 100)) return false;
        pence = (long)(pounds * 100);
        return true;
    }
}
