namespace CarePlanning.Core.Family;

/// <summary>By which way something reaches somebody.</summary>
public enum Channel { Email, Text }

/// <summary>One letter or text to one person; neither its subject nor its address says anything about anybody's health.</summary>
public sealed record Letter(Channel By, string To, string Subject, string Body);

/// <summary>Sends letters and texts.</summary>
public interface IPost
{
    /// <summary>True when it is on its way; false when it could not be sent, which whoever asked for it is told.</summary>
    Task<bool> Send(Letter letter);

    /// <summary>True when texts to phones are sent from here.</summary>
    bool SendsTexts { get; }
}

/// <summary>Where somebody can be reached, as it is kept and as it is shown.</summary>
public static class Reach
{
    /// <summary>An e-mail address as it is kept, or null where it cannot be one.</summary>
    public static string? Email(string? typed)
    {
        var address = (typed ?? "").Trim().ToLowerInvariant();
        return address.Length is >= 6 and <= 254 && address.Count(c => c == '@') == 1 && address.All(c => c is > ' ' and < (char)127 and not ('<' or '>' or '"' or ',' or ';' or ':' or '\\' or '(' or ')' or '[' or ']'))
            && address.Split('@') is [{ Length: > 0 }, var domain] && domain.Contains('.', StringComparison.Ordinal) && !domain.StartsWith('.') && !domain.EndsWith('.') && !address.Contains("..", StringComparison.Ordinal)
            ? address : null;
    }

    /// <summary>A mobile number that can be texted, as +447700900341, or null where it cannot be one.</summary>
    public static string? Mobile(string? typed)
    {
        var digits = new string([.. (typed ?? "").Where(c => char.IsAsciiDigit(c) || c == '+')]);
        if ((typed ?? "").Any(c => !char.IsAsciiDigit(c) && c is not (' ' or '+' or '-' or '(' or ')'))) return null;
        if (digits.StartsWith("0044", StringComparison.Ordinal)) digits = "+44" + digits[4..];
        if (digits.StartsWith("07", StringComparison.Ordinal)) digits = "+44" + digits[1..];
        if (digits.StartsWith("+440", StringComparison.Ordinal)) digits = "+44" + digits[4..];
        return digits is ['+', ..] && digits.LastIndexOf('+') == 0 && digits.Length is >= 11 and <= 16 && (!digits.StartsWith("+44", StringComparison.Ordinal) || (digits.StartsWith("+447", StringComparison.Ordinal) && digits.Length == 13)) ? digits : null;
    }

    /// <summary>Enough of an address to be known again by whose it is, and by nobody else.</summary>
    public static string Hint(Channel by, string to) => by == Channel.Text ? $"••• {to[^3..]}"
        : to.Split('@') is [var name, var domain] ? $"{name[0]}•••@{domain[0]}•••{domain[domain.LastIndexOf('.')..]}" : "•••";
}
