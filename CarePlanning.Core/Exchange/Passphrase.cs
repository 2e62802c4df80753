using System.Text;
using System.Text.RegularExpressions;

namespace CarePlanning.Core.Exchange;

/// <summary>What is wrong with a chosen passphrase.</summary>
public enum PassphraseProblem { None, Short, Plain, Differs }

/// <summary>The passphrase of a visit pack: chosen once, never stored, typed on another machine later.</summary>
public static partial class Passphrase
{
    /// <summary>So many characters are long enough, whatever they are made of.</summary>
    public const int LeastCharacters = 12;

    /// <summary>So many words are enough, and easier to remember.</summary>
    public const int LeastWords = 4;

    private const int LeastDifferent = 5;

    /// <summary>What is wrong with a passphrase typed twice.</summary>
    public static PassphraseProblem Check(string? typed, string? again, params string?[] known)
    {
        var text = Normal(typed);
        if (text.Length < LeastCharacters && text.Split(' ').Count(w => w.Length > 1) < LeastWords) return PassphraseProblem.Short;
        if (text.Distinct().Count() < LeastDifferent || known.Any(k => Normal(k).Length > 0 && Letters(text) == Letters(Normal(k)))) return PassphraseProblem.Plain;
        return text == Normal(again) ? PassphraseProblem.None : PassphraseProblem.Differs;
    }

    /// <summary>The passphrase as the key is made from it: a second space, or another keyboard's way of writing é, must not lock anybody out. The pack's script does the same.</summary>
    public static string Normal(string? typed) => Spaces().Replace((typed ?? "").Normalize(NormalizationForm.FormKC), " ").Trim();

    private static string Letters(string text) => new([.. text.Where(char.IsLetterOrDigit).Select(char.ToLowerInvariant)]);

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
