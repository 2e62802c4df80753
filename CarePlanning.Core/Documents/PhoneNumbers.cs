using System.Text.RegularExpressions;
using CarePlanning.Pdf;

namespace CarePlanning.Core.Documents;

/// <summary>Phone numbers as people wrote them: each can be rung by a touch and is never cut at the end of a line.</summary>
internal static partial class PhoneNumbers
{
    public static IEnumerable<Run> In(string? text)
    {
        // Where nothing but a number stands, as in a field for one, it is one however it is written: a local one, or an extension.
        if (text is not null && AsWhole().IsMatch(text)) return [Ring(text.Trim())];
        return InWords(text);
    }

    private static IEnumerable<Run> InWords(string? text)
    {
        var rest = 0;
        foreach (Match number in Number().Matches(text ?? ""))
        {
            if (number.Index > rest) yield return new Run(text![rest..number.Index]);
            yield return Ring(number.Value);
            rest = number.Index + number.Length;
        }
        if (rest < (text ?? "").Length) yield return new Run(text![rest..]);
    }

    private static Run Ring(string number) => new(number.Replace(' ', '\u00a0')) { Bold = true, Link = "tel:" + number.Replace(" ", "", StringComparison.Ordinal) };

    [GeneratedRegex(@"^ *\+?[0-9](?: ?[0-9]){2,14} *$")]
    private static partial Regex AsWhole();

    /// <summary>As numbers are written here, with a country before them, or one of three digits: a dose and a year are none, and two that stand side by side are two.</summary>
    [GeneratedRegex(@"(?<![0-9.,£])(?:(?:\+|00)[1-9](?: ?[0-9]){8,12}|0800 ?1111|0(?: ?[0-9]){8,10}|116 ?[0-9]{3}|(?:111|112|999)(?! ?(?:mg|mcg|g|kg|ml|l|units?|tablets?|times)\b))(?![0-9]|[.,][0-9])")]
    private static partial Regex Number();
}
