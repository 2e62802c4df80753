using System.Globalization;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Plans.Sections;
using CarePlanning.Core.Reference;

namespace CarePlanning.Core.Allocation;

/// <summary>A table as the fields of a form; what was typed is kept as it was typed, also where it cannot be read yet.</summary>
public static class TableForm
{
    /// <summary>The most bands a form has room for.</summary>
    public const int MostBands = 20;

    /// <summary>The name of the field that holds a level's points.</summary>
    public static string PointsField(string domain, NeedLevel level) => $"points-{domain}-{level}";

    /// <summary>What a band's fields are: from how many points, to how many, and its amount.</summary>
    public static IReadOnlyList<string> BandParts { get; } = ["from", "to", "amount"];

    /// <summary>Every field that a table by this tool can have.</summary>
    public static IReadOnlyList<string> Names(NeedsTool tool) =>
    [
        "name", "owner", "note", "mode", "base", "perPoint", "careHour", "mostHours", "area", "floor", "cap", "roundTo", "contingency",
        .. from row in NeedsGrid.Current.Of(tool) from level in row.Levels select PointsField(row.Domain, level),
        .. from band in Enumerable.Range(0, MostBands) from part in BandParts select $"band-{band}-{part}",
    ];

    /// <summary>The fields that would have made this table.</summary>
    public static IReadOnlyDictionary<string, string> Of(AllocationTable table)
    {
        var fields = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["name"] = table.Name,
            ["owner"] = table.Owner,
            ["note"] = table.Note ?? "",
            ["mode"] = table.Mode.ToString(),
            ["base"] = SectionFields.Pence(table.BaseWeeklyPence),
            ["perPoint"] = SectionFields.Pence(table.PencePerPoint),
            ["careHour"] = SectionFields.Pence(table.PencePerCareHour),
            ["mostHours"] = Number(table.MostCareHours),
            ["area"] = Number(table.AreaFactor),
            ["floor"] = SectionFields.Pence(table.FloorWeeklyPence),
            ["cap"] = table.CapWeeklyPence is { } cap ? SectionFields.Pence(cap) : "",
            ["roundTo"] = SectionFields.Pence(table.RoundToPence),
            ["contingency"] = Number(table.ContingencyPercent),
        };
        foreach (var (domain, levels) in NeedsGrid.Current.Of(table.Tool))
            foreach (var level in levels)
                if (table.Points.GetValueOrDefault(domain) is { } points && points.TryGetValue(level, out var each)) fields[PointsField(domain, level)] = Number(each);
        for (var i = 0; i < table.Bands.Count; i++)
        {
            fields[$"band-{i}-from"] = Number(table.Bands[i].From);
            fields[$"band-{i}-to"] = table.Bands[i].To is { } to ? Number(to) : "";
            fields[$"band-{i}-amount"] = SectionFields.Pence(table.Bands[i].WeeklyPence);
        }
        return fields;
    }

    /// <summary>The table that the fields describe, on top of the draft's key, version and tool, and what cannot be read in them.</summary>
    public static (AllocationTable Table, IReadOnlyList<TableProblem> Problems) Read(AllocationTable draft, IReadOnlyDictionary<string, string> fields)
    {
        List<TableProblem> problems = [];
        string Text(string field) => fields.GetValueOrDefault(field)?.Trim() ?? "";
        decimal Figure(string field, decimal empty)
        {
            var typed = Text(field).Replace("£", "", StringComparison.Ordinal).Replace("%", "", StringComparison.Ordinal).Trim();
            if (typed.Length == 0) return empty;
            if (decimal.TryParse(typed, NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var number) && number <= 1_000_000m) return number;
            problems.Add(new(field, "unreadable", Text(field)));
            return empty;
        }
        long Pence(string field, long empty = 0)
        {
            var pounds = Figure(field, empty / 100m);
            if (pounds * 100 == decimal.Truncate(pounds * 100)) return (long)(pounds * 100);
            problems.Add(new(field, "unreadable", Text(field)));
            return empty;
        }
        int Whole(string field, int empty)
        {
            if (int.TryParse(Text(field), NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return number;
            if (Text(field).Length > 0) problems.Add(new(field, "unreadable", Text(field)));
            return empty;
        }
        var points = new SortedDictionary<string, IReadOnlyDictionary<NeedLevel, int>>(StringComparer.Ordinal);
        foreach (var (domain, levels) in NeedsGrid.Current.Of(draft.Tool))
        {
            var given = new SortedDictionary<NeedLevel, int>();
            foreach (var level in levels)
                if (Text(PointsField(domain, level)).Length > 0) given[level] = Whole(PointsField(domain, level), 0);
            points[domain] = given;
        }
        List<PointsBand> bands = [];
        for (var i = 0; i < MostBands; i++)
            if (Text($"band-{i}-from").Length > 0 || Text($"band-{i}-amount").Length > 0)
                bands.Add(new(Whole($"band-{i}-from", 0), Text($"band-{i}-to").Length == 0 ? null : Whole($"band-{i}-to", 0), Pence($"band-{i}-amount")));
        return (draft with
        {
            Name = Text("name"),
            Owner = Text("owner"),
            Note = Text("note") is { Length: > 0 } note ? note : null,
            Points = points,
            Mode = Enum.TryParse<AllocationMode>(Text("mode"), out var mode) && Enum.IsDefined(mode) ? mode : draft.Mode,
            BaseWeeklyPence = Pence("base"),
            PencePerPoint = Pence("perPoint"),
            Bands = bands,
            PencePerCareHour = Pence("careHour"),
            MostCareHours = Figure("mostHours", 0),
            AreaFactor = Figure("area", 1),
            FloorWeeklyPence = Pence("floor"),
            CapWeeklyPence = Text("cap").Length == 0 ? null : Pence("cap"),
            RoundToPence = Pence("roundTo", 1),
            ContingencyPercent = Figure("contingency", 0),
        }, problems);
    }

    private static string Number(decimal number) => number.ToString("0.####", CultureInfo.InvariantCulture);
}
