using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;

namespace CarePlanning.Pdf;

/// <summary>
/// A time-stamp kept beside a file: an RFC 3161 server confirms that a file with this SHA-256 existed at a moment.
/// The file itself stays byte for byte as it is, so it can be asked for long after the file was handed out.
/// </summary>
public static class FileTime
{
    /// <summary>Asks a server for a time-stamp over a file and returns its token; throws <see cref="SealException"/> where it gives none.</summary>
    public static Task<byte[]> AskAsync(Uri server, byte[] sha256, TimeSpan patience, CancellationToken cancellation = default) =>
        new TimestampServer(server, PdfSealer.SharedClient, patience, "The time was not confirmed").StampHashAsync(sha256, cancellation);

    /// <summary>The moment that a token confirms for a file, or null when the token is not over this file or is damaged.</summary>
    public static DateTimeOffset? Read(byte[] token, byte[] sha256) =>
        Rfc3161TimestampToken.TryDecode(token, out var read, out _) && read.VerifySignatureForHash(sha256, HashAlgorithmName.SHA256, out _)
            ? read.TokenInfo.Timestamp
            : null;
}
