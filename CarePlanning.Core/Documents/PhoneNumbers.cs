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

    /// <summary>As numbers are written here, with a country before them, or one of three digits: a dose and a year are none, and two that stand side by side are two.</summary>
    [GeneratedRegex(@"(?<![0-9.])(?:\+[0-9](?: ?[0-9]){8,13}|0(?: ?[0-9]){8,10}|111|112|999)(?![0-9]|\.[0-9])")]
    private static partial Regex Number();
}
