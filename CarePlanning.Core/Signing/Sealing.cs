using CarePlanning.Pdf;
using Microsoft.Extensions.Logging;

namespace CarePlanning.Core.Signing;

/// <summary>Where the organisation's certificate comes from.</summary>
/// <param name="Pfx">The PFX of the organisation, or null on a demonstration.</param>
/// <param name="OwnMade">Where a self-made certificate is kept when there is no PFX.</param>
/// <param name="TimestampServer">An RFC 3161 time-stamp server, or null.</param>
/// <param name="Earlier">Thumbprints of certificates that sealed before this one; their files stay ours.</param>
public sealed record SealSource(string? Pfx, string? Password, string OwnMade, Uri? TimestampServer, IReadOnlyList<string>? Earlier = null);

/// <summary>Holds the organisation's certificate and sets its seal.</summary>
public sealed partial class Sealing(SealSource source, TimeProvider time, ILogger<Sealing> log)
{
    /// <summary>The self-made certificate protects nothing that is not already in the data folder, so its password is no secret.</summary>
    private const string OwnPassword = "demonstration";

    private readonly Lazy<SealCertificate> certificate = new(() => Load(source, time));

    public SealCertificate Certificate => certificate.Value;

    /// <summary>The file the certificate is kept in, for a backup; null while there is none.</summary>
    internal string? OwnFile() => (source.Pfx ?? source.OwnMade) is var file && File.Exists(file) ? file : null;

    /// <summary>Whether the certificate was made here for a demonstration.</summary>
    public bool IsSelfMade => source.Pfx is null;

    /// <summary>Renders a document and sets the seal in it; a time-stamp server that does not answer is gone without, because nobody's plan waits for it.</summary>
    /// <param name="render">Renders with room for the seal; asked again for a seal of another size.</param>
    public PdfFile Seal(Func<SealPlaceholder, PdfFile> render, string organisation, string reason, DateTime atUtc)
    {
        try
        {
            return Seal(new PdfSealer(Certificate, source.TimestampServer), render, organisation, reason, atUtc);
        }
        catch (SealException e) when (source.TimestampServer is not null)
        {
            // What was not the time-stamp's fault fails again, and is told.
            var file = Seal(new PdfSealer(Certificate, null), render, organisation, reason, atUtc);
            WithoutTimestamp(log, e);
            return file;
        }
    }

    private static PdfFile Seal(PdfSealer sealer, Func<SealPlaceholder, PdfFile> render, string organisation, string reason, DateTime atUtc)
    {
        var file = render(new SealPlaceholder(sealer.ReservedBytes, organisation, reason, atUtc));
        return file with { Bytes = sealer.Seal(file.Bytes, file.SealRange!.ContentsStart, file.SealRange.ContentsEnd) };
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A document was sealed without a time-stamp, because its server did not give one.")]
    private static partial void WithoutTimestamp(ILogger log, Exception e);

    /// <summary>The certificates whose seal counts as ours.</summary>
    public IReadOnlyCollection<string> Trusted => [Certificate.Thumbprint, .. source.Earlier ?? []];

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
