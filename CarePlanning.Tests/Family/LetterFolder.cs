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

    /// <summary>The code in the newest letter to an address, once it is there: whoever asked was answered before it was sent.</summary>
    public static async Task<string> CodeForAsync(string dataFolder, string to, CancellationToken stop, int letters = 1)
    {
        var came = System.Threading.Channels.Channel.CreateUnbounded<string>();
        using var folder = new FileSystemWatcher(Path.Combine(dataFolder, "mail"), "*.eml") { EnableRaisingEvents = true };
        folder.Renamed += (_, file) => came.Writer.TryWrite(file.FullPath);
        while (true)
        {
            var all = Of(dataFolder).Where(l => l.To == to && l.Code.Length > 0).ToList();
            if (all.Count >= letters) return all[^1].Code;
            await came.Reader.ReadAsync(stop);
        }
    }

    private static LetterRead Read(string file)
    {
        using var mail = MimeMessage.Load(file);
        return new LetterRead(mail.To.Mailboxes.Single().Address, mail.Subject!, mail.TextBody!);
    }
}
