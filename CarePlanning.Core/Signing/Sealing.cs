using CarePlanning.Pdf;

namespace CarePlanning.Core.Signing;

/// <summary>Where the organisation's certificate comes from.</summary>
/// <param name="Pfx">The PFX of the organisation, or null on a demonstration.</param>
/// <param name="OwnMade">Where a self-made certificate is kept when there is no PFX.</param>
/// <param name="TimestampServer">An RFC 3161 time-stamp server, or null.</param>
/// <param name="Earlier">Thumbprints of certificates that sealed before this one; their files stay ours.</param>
public sealed record SealSource(string? Pfx, string? Password, string OwnMade, Uri? TimestampServer, IReadOnlyList<string>? Earlier = null);

/// <summary>Holds the organisation's certificate and sets its seal.</summary>
public sealed class Sealing(SealSource source, TimeProvider time)
{
    /// <summary>The self-made certificate protects nothing that is not already in the data folder, so its password is no secret.</summary>
    private const string OwnPassword = "demonstration";

    private readonly Lazy<SealCertificate> certificate = new(() => Load(source, time));

    public SealCertificate Certificate => certificate.Value;

    /// <summary>Whether the certificate was made here for a demonstration.</summary>
    public bool IsSelfMade => source.Pfx is null;

    public PdfSealer Sealer() => new(Certificate, source.TimestampServer);

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
