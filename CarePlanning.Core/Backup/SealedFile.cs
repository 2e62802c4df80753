using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CarePlanning.Core.Exchange;

namespace CarePlanning.Core.Backup;

/// <summary>
/// A file of any length under a passphrase: AES-256-GCM in blocks, each bound to the header, to its number and to whether it is the last, so
/// that a changed, missing, moved or cut-off block shows before anything of it is used.
/// </summary>
internal static class SealedFile
{
    private const string FirstLine = "CAREPLANNING-BACKUP";
    private const int BlockBytes = 1 << 20, TagBytes = 16, NonceBytes = 12, Rounds = 600_000, MostOfHeader = 4096;

    private sealed record Header(string Kind, int Format, DateTime MadeAtUtc, string Salt, int Rounds);

    /// <summary>Writes everything of a stream.</summary>
    public static async Task Write(Stream from, Stream to, string passphrase, DateTime madeAtUtc)
    {
        var salt = RandomNumberGenerator.GetBytes(16);
        var header = JsonSerializer.SerializeToUtf8Bytes(new Header(FirstLine, 1, madeAtUtc, Convert.ToBase64String(salt), Rounds));
        var length = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, header.Length);
        await to.WriteAsync(Encoding.ASCII.GetBytes(FirstLine));
        await to.WriteAsync(length);
        await to.WriteAsync(header);
        using var aes = new AesGcm(Key(passphrase, salt, Rounds), TagBytes);
        var (block, next) = (new byte[BlockBytes], new byte[BlockBytes]);
        var read = await from.ReadAtLeastAsync(block, BlockBytes, throwOnEndOfStream: false);
        for (var number = 0L; ; number++)
        {
            var ahead = await from.ReadAtLeastAsync(next, BlockBytes, throwOnEndOfStream: false);
            var closed = new byte[read + TagBytes];
            aes.Encrypt(Nonce(number), block.AsSpan(0, read), closed.AsSpan(0, read), closed.AsSpan(read), Bound(header, number, ahead == 0));
            await to.WriteAsync(closed);
            if (ahead == 0) return;
            (block, next, read) = (next, block, ahead);
        }
    }

    /// <summary>Opens a file into another; says why not where it is damaged, not ours, or under another passphrase.</summary>
    public static async Task<BackupRefusal> Read(Stream from, Stream to, string passphrase)
    {
        var start = new byte[FirstLine.Length + 4];
        if (await from.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false) < start.Length || Encoding.ASCII.GetString(start, 0, FirstLine.Length) != FirstLine) return BackupRefusal.NotABackup;
        var length = BinaryPrimitives.ReadInt32BigEndian(start.AsSpan(FirstLine.Length));
        if (length is <= 0 or > MostOfHeader) return BackupRefusal.NotABackup;
        var text = new byte[length];
        if (await from.ReadAtLeastAsync(text, length, throwOnEndOfStream: false) < length || ReadHeader(text) is not var (salt, rounds)) return BackupRefusal.NotABackup;
        using var aes = new AesGcm(Key(passphrase, salt, rounds), TagBytes);
        var (block, next) = (new byte[BlockBytes + TagBytes], new byte[BlockBytes + TagBytes]);
        var read = await from.ReadAtLeastAsync(block, block.Length, throwOnEndOfStream: false);
        for (var number = 0L; ; number++)
        {
            var ahead = await from.ReadAtLeastAsync(next, next.Length, throwOnEndOfStream: false);
            if (read < TagBytes) return BackupRefusal.Damaged;
            var plain = new byte[read - TagBytes];
            try { aes.Decrypt(Nonce(number), block.AsSpan(0, plain.Length), block.AsSpan(plain.Length, TagBytes), plain, Bound(text, number, ahead == 0)); }
            catch (AuthenticationTagMismatchException) { return number == 0 ? BackupRefusal.WrongPassphraseOrDamaged : BackupRefusal.Damaged; }
            await to.WriteAsync(plain);
            if (ahead == 0) return BackupRefusal.None;
            (block, next, read) = (next, block, ahead);
        }
    }

    private static (byte[] Salt, int Rounds)? ReadHeader(byte[] text)
    {
        try
        {
            return JsonSerializer.Deserialize<Header>(text) is { Kind: FirstLine, Format: 1, Rounds: >= Rounds and <= 10_000_000 } header ? (Convert.FromBase64String(header.Salt), header.Rounds) : null;
        }
        catch (Exception e) when (e is JsonException or FormatException or ArgumentNullException) { return null; }
    }

    private static byte[] Key(string passphrase, byte[] salt, int rounds) =>
        Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(Passphrase.Normal(passphrase)), salt, rounds, HashAlgorithmName.SHA256, 32);

    // The key is used for one file only, so a counting number never comes twice.
    private static byte[] Nonce(long number)
    {
        var nonce = new byte[NonceBytes];
        BinaryPrimitives.WriteInt64BigEndian(nonce.AsSpan(4), number);
        return nonce;
    }

    private static byte[] Bound(byte[] header, long number, bool last)
    {
        var bound = new byte[header.Length + 9];
        header.CopyTo(bound, 0);
        BinaryPrimitives.WriteInt64BigEndian(bound.AsSpan(header.Length), number);
        bound[^1] = last ? (byte)1 : (byte)0;
        return bound;
    }
}
