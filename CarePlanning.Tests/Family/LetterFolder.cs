using System.Text.RegularExpressions;
using MimeKit;

namespace CarePlanning.Tests.Family;

/// <summary>One letter as it lies in a portal's folder.</summary>
internal sealed partial record LetterRead(string To, string Subject, string Body)
{
    /// <summary>The token of the link in it.</summary>
    public string Token => Link().Match(Body).Groups[1].Value;

    /// <summary>The code in it.</summary>
    public string Code => CodeIn().Match(Body).Value;

    [GeneratedRegex("/(?:invited|shared)/([0-9a-f]{64})")]
    public static partial Regex Link();

    [GeneratedRegex("[2-9A-Z]{4}-[2-9A-Z]{4}")]
    private static partial Regex CodeIn();
}

/// <summary>Reads the letters that a portal puts into its folder.</summary>
internal static class LetterFolder
{
    public static IReadOnlyList<LetterRead> Of(string dataFolder) =>
        [.. Directory.GetFiles(Path.Combine(dataFolder, "mail"), "*.eml").Order(StringComparer.Ordinal).Select(Read)];

    /// <summary>The newest letter, or the newest with a link to this address.</summary>
    public static LetterRead Newest(string dataFolder, string? to = null) => Of(dataFolder).Last(l => to is null || (l.To == to && LetterRead.Link().IsMatch(l.Body)));

    private static LetterRead Read(string file)
    {
        using var mail = MimeMessage.Load(file);
        return new LetterRead(mail.To.Mailboxes.Single().Address, mail.Subject!, mail.TextBody!);
    }
}
