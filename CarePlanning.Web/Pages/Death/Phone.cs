namespace CarePlanning.Web.Pages.Death;

/// <summary>Makes a number that stands in words into one that a phone dials.</summary>
internal static class Phone
{
    /// <summary>The address that dials the first number in a text.</summary>
    public static string Link(string written)
    {
        var digits = written.TakeWhile(c => char.IsAsciiDigit(c) || c is ' ' or '+' or '(' or ')' or '-').Where(c => char.IsAsciiDigit(c) || c == '+');
        return $"tel:{string.Concat(digits)}";
    }
}
