using System.Text;

namespace CarePlanning.Core.Plans;

/// <summary>Every rule as one table for the README.</summary>
public static class RuleTable
{
    public static string Write()
    {
        var table = new StringBuilder("| rule | section | asked | does | says |\n|---|---|---|---|---|\n");
        foreach (var rule in RuleBook.All.OrderBy(r => r.Id, StringComparer.Ordinal).ThenBy(r => r.Severity))
        {
            var section = PlanSections.Find(rule.Slug)?.Words.Name ?? "any";
            var asked = rule.Stage switch { Stage.Save => "at each save", Stage.Complete => "when a section is checked", _ => "before signing" };
            var does = rule.Severity switch { Severity.Block => "stops", Severity.Warn => "warns", _ => "tells" };
            table.Append(System.Globalization.CultureInfo.InvariantCulture, $"| {rule.Id} | {section} | {asked} | {does} | {RuleBook.WordsOf(rule).ReplaceLineEndings(" ")} |\n");
        }
        return table.ToString();
    }
}
