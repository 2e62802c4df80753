using System.Security.Cryptography;
using System.Text;

namespace CarePlanning.Core.Keys;

/// <summary>AES-256-GCM with a random number before the bytes and the tag behind them.</summary>
internal static class Gcm
{
    public const int KeyBytes = 32;
    private const int NonceBytes = 12, TagBytes = 16;

    public static byte[] Close(byte[] key, ReadOnlySpan<byte> plain, string bound)
    {
        var all = new byte[NonceBytes + plain.Length + TagBytes];
        RandomNumberGenerator.Fill(all.AsSpan(0, NonceBytes));
        using var aes = new AesGcm(key, TagBytes);
        aes.Encrypt(all.AsSpan(0, NonceBytes), plain, all.AsSpan(NonceBytes, plain.Length), all.AsSpan(NonceBytes + plain.Length), Encoding.UTF8.GetBytes(bound));
        return all;
    }

    /// <summary>The bytes, or null when anything of them, or what they are bound to, is not what it was.</summary>
    public static byte[]? Open(byte[] key, ReadOnlySpan<byte> all, string bound)
    {
        if (all.Length < NonceBytes + TagBytes) return null;
        var plain = new byte[all.Length - NonceBytes - TagBytes];
        using var aes = new AesGcm(key, TagBytes);
        try { aes.Decrypt(all[..NonceBytes], all[NonceBytes..^TagBytes], all[^TagBytes..], plain, Encoding.UTF8.GetBytes(bound)); }
        catch (AuthenticationTagMismatchException) { return null; }
        return plain;
    }
}
