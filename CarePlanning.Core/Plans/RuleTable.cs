using System.Globalization;
using System.Text;

namespace CarePlanning.Core.Plans;

/// <summary>One rule as the README shows it.</summary>
/// <param name="Where">The section or page it belongs to.</param>
/// <param name="When">When it is asked.</param>
public sealed record WrittenRule(string Id, string Where, string When, Severity Severity, string Says);

/// <summary>Every rule as one table for the README: those of the plan, and those that stand beside it.</summary>
public static class RuleTable
{
    public static string Write(IEnumerable<WrittenRule> beside)
    {
        var table = new StringBuilder("| rule | section | asked | does | says |\n|---|---|---|---|---|\n");
        foreach (var rule in RuleBook.All.Select(Written).Concat(beside).OrderBy(r => r.Id, StringComparer.Ordinal).ThenBy(r => r.Severity))
        {
            var does = rule.Severity switch { Severity.Block => "stops", Severity.Warn => "warns", _ => "tells" };
            table.Append(CultureInfo.InvariantCulture, $"| {rule.Id} | {rule.Where} | {rule.When} | {does} | {rule.Says.ReplaceLineEndings(" ")} |\n");
        }
        return table.ToString();
    }

    private static WrittenRule Written(Rule rule) => new(rule.Id, PlanSections.Find(rule.Slug)?.Words.Name ?? "any",
        rule.Stage switch { Stage.Save => "at each save", Stage.Complete => "when a section is checked", _ => "before signing" }, rule.Severity, RuleBook.WordsOf(rule));
}
