using System.Text.RegularExpressions;
using CarePlanning.Pdf;

namespace CarePlanning.Core.Documents;

/// <summary>Phone numbers as people wrote them: each can be rung by a touch and is never cut at the end of a line.</summary>
internal static partial class PhoneNumbers
{
    public static IEnumerable<Run> In(string? text)
    {
        var rest = 0;
        foreach (Match number in Number().Matches(text ?? ""))
        {
            if (number.Index > rest) yield return new Run(text![rest..number.Index]);
            yield return new Run(number.Value.Replace(' ', '\u00a0')) { Bold = true, Link = "tel:" + number.Value.Replace(" ", "", StringComparison.Ordinal) };
            rest = number.Index + number.Length;
        }
        if (rest < (text ?? "").Length) yield return new Run(text![rest..]);
    }

    [GeneratedRegex(@"\+?[0-9](?: ?[0-9]){2,14}")]
    private static partial Regex Number();
}
