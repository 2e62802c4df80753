using System.Globalization;
using CarePlanning.Core.Audit;

namespace CarePlanning.Core.Plans;

/// <summary>Day, month and year travel as three edits; in the history they are told as the one date that was written.</summary>
public static class HistoryDates
{
    private static readonly TimeSpan OneGo = TimeSpan.FromMinutes(10);

    /// <summary>The lines with the parts of each date, written by one person in one go, as one line; newest first, as they came.</summary>
    public static List<HistoryLine> Whole(IEnumerable<HistoryLine> lines)
    {
        List<HistoryLine> told = [];
        List<HistoryLine> parts = [];
        foreach (var line in lines)
        {
            if (parts.Count > 0 && !(DateOf(line) is { } date && BelongsTo(parts[^1], line, date))) Tell();
            if (DateOf(line) is null) told.Add(line);
            else parts.Add(line);
        }
        if (parts.Count > 0) Tell();
        return told;

        void Tell()
        {
            told.Add(parts.Count == 1 ? parts[0] : Together(parts));
            parts = [];
        }
    }

    /// <summary>Reads a date as <see cref="Whole"/> writes it: "6/8/2018", a part that is not known left empty.</summary>
    internal static PartialDate Read(string written)
    {
        var parts = written.Split('/');
        return new() { Day = Number(parts[0]), Month = Number(parts[1]), Year = Number(parts[2]) };
    }

    private static HistoryLine Together(List<HistoryLine> parts) => parts[0] with
    {
        // The oldest line of a part knows what stood there, the newest what came of it.
        Before = Written(part => parts.LastOrDefault(l => PartOf(l) == part)?.Before),
        After = Written(part => parts.FirstOrDefault(l => PartOf(l) == part)?.After),
    };

    private static string Written(Func<string, string?> part) =>
        $"{part("day")}/{part("month")}/{part("year")}" is var date && date == "//" ? "" : date;

    private static bool BelongsTo(HistoryLine newer, HistoryLine line, string date) =>
        DateOf(newer) == date && line.By == newer.By && line.Voice == newer.Voice && newer.AtUtc - line.AtUtc < OneGo;

    /// <summary>The section and place of the date that a line is a part of, or null where it is no such part or not a number.</summary>
    private static string? DateOf(HistoryLine line) =>
        line is { Kind: AuditKind.Edited, Before: { } before, After: { } after } && IsNumber(before) && IsNumber(after)
        && PlanSections.Find(line.Section) is { } section && SectionPath.Find(section, line.Path) is { Field.Kind: FieldKind.Date }
            ? $"{line.Section}/{line.Path[..line.Path.LastIndexOf('/')]}" : null;

    private static string PartOf(HistoryLine line) => line.Path[(line.Path.LastIndexOf('/') + 1)..];

    private static bool IsNumber(string text) => text.Length == 0 || Number(text) is not null;

    private static int? Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
