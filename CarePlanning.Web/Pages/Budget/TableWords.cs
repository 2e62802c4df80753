using System.Globalization;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Plans.Sections;
using CarePlanning.Core.Reference;
using CarePlanning.Web.Words;

namespace CarePlanning.Web.Pages.Budget;

/// <summary>What the fields of an allocation table are called.</summary>
internal static class TableWords
{
    /// <summary>The label of a field by its name in the form, also where it stands in a grid without a label of its own.</summary>
    public static string Label(NeedsTool tool, string field) => field.Split('-') switch
    {
        ["points", var domain, var level] => Said.Money.Get("grid.points", Domain(tool, domain), Level(level)),
        ["band", var row, var part] => Said.Money.Get($"bands.{part}.label", int.Parse(row, CultureInfo.InvariantCulture) + 1),
        _ => Said.Money[$"field.{field}"],
    };

    /// <summary>What was typed or chosen in a field, as its page says it.</summary>
    public static string Value(string field, string kept) => field == "mode" && kept.Length > 0 ? Said.Money[$"mode.{kept}"] : kept;

    public static string Domain(NeedsTool tool, string domain) => Words.Option(tool == NeedsTool.Adult ? typeof(NeedDomain) : typeof(ChildDomain), domain);

    public static string Level(string level) => Words.Option(typeof(NeedLevel), level);

    private static SectionWords Words => PlanSections.Of<NeedsProfile>().Words;
}
