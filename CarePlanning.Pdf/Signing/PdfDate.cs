using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace CarePlanning.Pdf;

/// <summary>Reads the dates PDF writes as "(D:20260401093000+01'00')".</summary>
internal static partial class PdfDate
{
    private const int LongestDate = 40;

    public static DateTimeOffset? Read(ReadOnlySpan<byte> value)
    {
        if (value.Length > LongestDate || Form().Match(Encoding.Latin1.GetString(value)) is not { Success: true } match)
        {
            return null;
        }

        var offset = match.Groups["hours"].Success
            ? $"{match.Groups["hours"].Value}:{(match.Groups["minutes"].Success ? match.Groups["minutes"].Value : "00")}"
            : "+00:00";
        return DateTimeOffset.TryParseExact(
            match.Groups["time"].Value + offset, "yyyyMMddHHmmsszzz", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date
            : null;
    }

    [GeneratedRegex(@"^\(D:(?<time>[0-9]{14})(Z(00'?00'?)?|(?<hours>[+-][0-9]{2})'?((?<minutes>[0-9]{2})'?)?)?\)$", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
