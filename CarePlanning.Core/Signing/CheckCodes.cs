using System.Security.Cryptography;

namespace CarePlanning.Core.Signing;

/// <summary>The code on every page by which anybody can ask whether a copy is the latest.</summary>
public static class CheckCodes
{
    // No letter or figure that is mistaken for another.
    internal const string Letters = "23456789ABCDEFGHJKMNPQRSTVWXYZ";

    /// <summary>Fourteen of 30 letters: 68 random bits, written in groups.</summary>
    public static string New() => Written(new string(RandomNumberGenerator.GetItems<char>(Letters, 14)));

    /// <summary>A code as somebody types it, brought to the form it is kept in; null when it cannot be one.</summary>
    public static string? Read(string? typed)
    {
        var letters = new string([.. (typed ?? "").ToUpperInvariant().Where(Letters.Contains)]);
        return letters.Length == 14 ? Written(letters) : null;
    }

    private static string Written(string letters) => $"{letters[..5]}-{letters[5..9]}-{letters[9..]}";
}
