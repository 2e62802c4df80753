using System.Security.Cryptography;
using CarePlanning.Pdf;
using Microsoft.Extensions.Logging;

namespace CarePlanning.Core.Signing;

/// <summary>Where the organisation's certificate comes from.</summary>
/// <param name="Pfx">The PFX of the organisation, or null on a demonstration.</param>
/// <param name="OwnMade">Where a self-made certificate is kept when there is no PFX.</param>
/// <param name="TimestampServer">An RFC 3161 time-stamp server, or null.</param>
/// <param name="Earlier">Thumbprints of certificates that sealed before this one; their files stay ours.</param>
public sealed record SealSource(string? Pfx, string? Password, string OwnMade, Uri? TimestampServer, IReadOnlyList<string>? Earlier = null);

/// <summary>A document with its seal.</summary>
/// <param name="TimeMissing">True when a time-stamp is wanted and there is none in the file.</param>
public sealed record SealedDocument(PdfFile File, bool TimeMissing)
{
    public byte[] Bytes => File.Bytes;

    /// <summary>By which the file is known again wherever it comes back.</summary>
    public string Sha256 { get; } = Convert.ToHexStringLower(SHA256.HashData(File.Bytes));
}

/// <summary>Holds the organisation's certificate and sets its seal.</summary>
public sealed partial class Sealing(SealSource source, TimeProvider time, ILogger<Sealing> log)
{
    /// <summary>The self-made certificate protects nothing that is not already in the data folder, so its password is no secret.</summary>
    internal const string OwnPassword = "demonstration";

    /// <summary>Somebody waits for the document, so a server that is slow is gone without.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>After a failure the server is left in peace for so long, and nobody waits for it in vain.</summary>
    private static readonly TimeSpan Peace = TimeSpan.FromMinutes(5);

    /// <summary>From so many days before its end a certificate is spoken of at start.</summary>
    private const int DaysOfWarning = 30;

    private readonly Lock loading = new();
    private SealCertificate? loaded;
    private DateTimeOffset notAskedUntil;

    /// <summary>The certificate; one that could not be used is read anew, so that a better file needs no new start.</summary>
    public SealCertificate Certificate
    {
        get
        {
            lock (loading) return loaded is { } usable && usable.WhyNot(DateTimeOffset.UtcNow) is null ? usable : loaded = Load(source, time);
        }
    }

    /// <summary>The file the certificate is kept in, for a backup; null while there is none.</summary>
    internal string? OwnFile() => (source.Pfx ?? source.OwnMade) is var file && File.Exists(file) ? file : null;

    /// <summary>Whether the certificate was made here for a demonstration.</summary>
    public bool IsSelfMade => source.Pfx is null;

    /// <summary>The server that confirms times, or null.</summary>
    internal Uri? TimestampServer => source.TimestampServer;

    /// <summary>Why nothing can be sealed now, or null when all is well.</summary>
    public SealException? Trouble()
    {
        try { return Certificate.WhyNot(DateTimeOffset.UtcNow); }
        catch (SealException e) { return e; }
    }

    /// <summary>Tells whoever starts the portal that nothing can be sealed, or soon no longer.</summary>
    public void SayAtStart()
    {
        if (Trouble() is { } trouble) CannotSeal(log, trouble.Message);
        else if ((Certificate.NotAfter - DateTimeOffset.UtcNow).TotalDays is var days && days < DaysOfWarning) SoonOver(log, (int)days);
    }

    /// <summary>Renders a document and sets the seal in it; a time-stamp server that does not answer is gone without, because nobody's plan waits for it. It may take seconds, so that nothing is locked meanwhile.</summary>
    /// <param name="render">Renders with room for the seal; asked again for a seal of another size.</param>
    public SealedDocument Seal(Func<SealPlaceholder, PdfFile> render, string organisation, string reason, DateTime atUtc)
    {
        if (source.TimestampServer is { } server && time.GetUtcNow() >= notAskedUntil)
        {
            try
            {
                return new SealedDocument(Seal(new PdfSealer(Certificate, server) { TimestampPatience = Patience }, render, organisation, reason, atUtc), false);
            }
            catch (SealException e) when (e.Fault == SealFault.TimestampServer)
            {
                notAskedUntil = time.GetUtcNow() + Peace;
                WithoutTimestamp(log, e);
            }
        }
        return SealAtOnce(render, organisation, reason, atUtc);
    }

    /// <summary>The same inside somebody's write, where others wait: without asking the server, which confirms the time of the file afterwards.</summary>
    public SealedDocument SealAtOnce(Func<SealPlaceholder, PdfFile> render, string organisation, string reason, DateTime atUtc) =>
        new(Seal(new PdfSealer(Certificate), render, organisation, reason, atUtc), source.TimestampServer is not null);

    /// <summary>The server answered elsewhere, so that the next seal may ask it again.</summary>
    internal void ServerAnswers() => notAskedUntil = default;

    private static PdfFile Seal(PdfSealer sealer, Func<SealPlaceholder, PdfFile> render, string organisation, string reason, DateTime atUtc)
    {
        var file = render(new SealPlaceholder(sealer.ReservedBytes, organisation, reason, atUtc));
        return file with { Bytes = sealer.Seal(file.Bytes, file.SealRange!.ContentsStart, file.SealRange.ContentsEnd) };
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A document was sealed without a time-stamp, because its server did not give one. It is asked again later.")]
    private static partial void WithoutTimestamp(ILogger log, Exception e);

    [LoggerMessage(Level = LogLevel.Error, Message = "Nothing can be sealed until this is put right; drafts can still be made. {Why}")]
    private static partial void CannotSeal(ILogger log, string why);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The seal certificate can be used for {Days} more days. Set a new one, and name this one in Seal:Earlier.")]
    private static partial void SoonOver(ILogger log, int days);

    /// <summary>The certificates whose seal counts as ours; the present one counts only while it can be read, and none is made to find out.</summary>
    public IReadOnlyCollection<string> Trusted
    {
        get
        {
            if (source.Pfx is null && OwnFile() is null) return source.Earlier ?? [];
            try { return [Certificate.Thumbprint, .. source.Earlier ?? []]; }
            catch (SealException) { return source.Earlier ?? []; }
        }
    }

    private static SealCertificate Load(SealSource source, TimeProvider time)
    {
        if (!string.IsNullOrEmpty(source.Pfx)) return SealCertificate.FromPfx(source.Pfx, source.Password);
        if (!File.Exists(source.OwnMade))
        {
            var made = SealCertificate.CreateSelfSigned("CarePlanning demonstration", time.GetUtcNow().AddDays(-1));
            Directory.CreateDirectory(Path.GetDirectoryName(source.OwnMade)!);
            var beside = $"{source.OwnMade}.{Guid.NewGuid():N}";
            File.WriteAllBytes(beside, made.ToPfx(OwnPassword));
            // Two processes that start at once must end with one certificate.
            try { File.Move(beside, source.OwnMade, overwrite: false); }
            catch (IOException) { File.Delete(beside); }
        }
        return SealCertificate.FromPfx(source.OwnMade, OwnPassword);
    }
}
