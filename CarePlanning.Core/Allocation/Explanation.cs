using System.Globalization;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Plans.Sections;
using CarePlanning.Core.Words;

namespace CarePlanning.Core.Allocation;

/// <summary>Says how an amount came about, line by line, in words that a family can follow.</summary>
public static class Explanation
{
    private static Texts T => Texts.Allocation;

    /// <summary>One line in words, without its amount.</summary>
    public static string Of(AllocationTable table, AllocationLine line) => line.Step switch
    {
        AllocationStep.Domain => T.Get(line.Points == 1 ? "line.Domain.one" : "line.Domain", TableCheck.DomainName(table.Tool, line.Domain!), TableCheck.LevelName(line.Level!.Value), line.Points),
        AllocationStep.Points when table.Mode == AllocationMode.PerPoint => T.Get("line.Points.each", line.Points, FieldText.Pounds(table.PencePerPoint)),
        AllocationStep.Points => T.Get("line.Points", line.Points),
        AllocationStep.Band when line.Band!.To is { } to => T.Get("line.Band", line.Band.From, to),
        AllocationStep.Band => T.Get("line.Band.last", line.Band!.From),
        AllocationStep.CareHours => T.Get("line.CareHours", line.Value.ToString("0.##", CultureInfo.CurrentCulture), FieldText.Pounds(table.PencePerCareHour)),
        AllocationStep.Area => T.Get(line.Pence > 0 ? "line.Area.more" : "line.Area.less", line.Value.ToString("0.####", CultureInfo.CurrentCulture)),
        AllocationStep.Cap or AllocationStep.Floor or AllocationStep.Rounding => T.Get($"line.{line.Step}", FieldText.Pounds((long)line.Value)),
        _ => T[$"line.{line.Step}"],
    };

    /// <summary>True for a line that has an amount of its own; points alone have none.</summary>
    public static bool HasAmount(AllocationTable table, AllocationLine line) =>
        line.Step != AllocationStep.Points && (line.Step != AllocationStep.Domain || table.Mode == AllocationMode.PerPoint);

    /// <summary>The whole way to the amount, one line for each step; kept with the amount and printed with the plan.</summary>
    public static string InWords(AllocationTable table, AllocationResult result) => string.Join('\n',
    [
        .. result.Lines.Select(l => HasAmount(table, l) ? T.Get("line.amount", Of(table, l), Signed(l.Pence)) : Of(table, l)),
        T.Get("line.week", FieldText.Pounds(result.WeeklyPence)),
        T.Get("line.year", FieldText.Pounds(result.WeeklyPence), FieldText.Pounds(result.YearlyPence)),
        .. result.ContingencyPence == 0 ? (string[])[] : [T.Get("line.contingency", table.ContingencyPercent.ToString("0.##", CultureInfo.CurrentCulture), FieldText.Pounds(result.ContingencyPence))],
    ]);

    /// <summary>The levels and hours as they are kept with the amount, so that it can be worked out again.</summary>
    public static string PutIn(NeedsProfile profile, NeedsTool tool, decimal careHours) =>
        $"{profile.LevelsInOneLine(tool)}; {careHours.ToString("0.##", CultureInfo.InvariantCulture)} h";

    /// <summary>What went in, read back from what is kept with the amount; null where it cannot be read.</summary>
    public static AllocationInput? ReadBack(NeedsTool tool, string? putIn)
    {
        if (putIn?.Split("; ") is not [var said, var hours] || !hours.EndsWith(" h", StringComparison.Ordinal)
            || !decimal.TryParse(hours[..^2], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var careHours)) return null;
        var levels = new Dictionary<string, NeedLevel>(StringComparer.Ordinal);
        foreach (var pair in said.Split(", ", StringSplitOptions.RemoveEmptyEntries))
        {
            if (pair.Split(' ') is not [var domain, var named] || !Enum.TryParse<NeedLevel>(named, out var level) || !Enum.IsDefined(level)) return null;
            levels[domain] = level;
        }
        return new AllocationInput(tool, levels, careHours);
    }

    private static string Signed(long pence) => pence > 0 ? "+ " + FieldText.Pounds(pence) : pence < 0 ? "− " + FieldText.Pounds(-pence) : FieldText.Pounds(0);
}
