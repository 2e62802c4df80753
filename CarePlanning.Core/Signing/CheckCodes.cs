using System.Security.Cryptography;

namespace CarePlanning.Core.Signing;

/// <summary>The code on every page by which anybody can ask whether a copy is the latest.</summary>
public static class CheckCodes
{
    // No letter or figure that is mistaken for another.
    internal const string Letters = "23456789ABCDEFGHJKMNPQRSTVWXYZ";

    /// <summary>Fourteen of 30 letters: 68 random bits, written in groups.</summary>
    public static string New() => Written(Some(14));

    /// <summary>So many letters and figures at random, for a number that people read out and type.</summary>
    internal static string Some(int count) => RandomNumberGenerator.GetString(Letters, count);

    /// <summary>A code as somebody types it, brought to the form it is kept in; null when it cannot be one.</summary>
    public static string? Read(string? typed)
    {
        var letters = new string([.. (typed ?? "").ToUpperInvariant().Where(Letters.Contains)]);
        return letters.Length == 14 ? Written(letters) : null;
    }

    private static string Written(string letters) => $"{letters[..5]}-{letters[5..9]}-{letters[9..]}";
}
