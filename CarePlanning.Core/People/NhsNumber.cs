using System.Text;
using System.Text.RegularExpressions;

namespace CarePlanning.Core.People;

/// <summary>An NHS number whose check digit is right.</summary>
public readonly partial record struct NhsNumber
{
    private readonly string? digits;

    private NhsNumber(string digits) => this.digits = digits;

    /// <summary>The ten digits without spaces, as they are stored and compared.</summary>
    public string Digits => digits ?? "";

    /// <summary>True in the range that is never given to anybody (999 000 0000 to 999 999 9999).</summary>
    public bool IsDemo => Digits.StartsWith("999", StringComparison.Ordinal);

    /// <summary>Reads a number as people type or paste it, with spaces and dashes anywhere.</summary>
    public static bool TryParse(string? text, out NhsNumber number)
    {
        number = default;
        var typed = Bare(text);
        if (typed.Length != 10 || !typed.All(char.IsAsciiDigit) || CheckDigit(typed) != typed[9] - '0') return false;
        number = new NhsNumber(typed);
        return true;
    }

    /// <summary>True for a National Insurance number, which people often have to hand instead.</summary>
    public static bool LooksLikeNationalInsurance(string? text) => NationalInsurance().IsMatch(Bare(text));

    /// <summary>The number as it is read aloud: 999 000 0018.</summary>
    public override string ToString() => digits is null ? "" : $"{digits[..3]} {digits[3..6]} {digits[6..]}";

    /// <summary>Modulus 11 over the first nine digits; 10 never equals a digit, so such a number is never valid.</summary>
    private static int CheckDigit(string ten)
    {
        var sum = 0;
        for (var i = 0; i < 9; i++) sum += (ten[i] - '0') * (10 - i);
        return (11 - sum % 11) % 11;
    }

    // Letters and web pages bring no-break spaces and typographic dashes along.
    private static string Bare(string? text)
    {
        var bare = new StringBuilder();
        foreach (var c in text ?? "")
        {
            var category = char.GetUnicodeCategory(c);
            if (!char.IsWhiteSpace(c) && category is not (System.Globalization.UnicodeCategory.DashPunctuation or System.Globalization.UnicodeCategory.Format))
                bare.Append(c);
        }
        return bare.ToString();
    }

    // Wider than the official prefixes on purpose: a mistyped one is still not an NHS number.
    [GeneratedRegex("^[A-Za-z]{2}[0-9]{6}[A-Da-d]?$")]
    private static partial Regex NationalInsurance();
}
