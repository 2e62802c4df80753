using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace CarePlanning.Pdf;

/// <summary>The certificate, private key and chain with which an organisation seals its documents.</summary>
public sealed record SealCertificate
{
    private const string DocumentSigning = "1.3.6.1.5.5.7.3.36";
    private const string EmailProtection = "1.3.6.1.5.5.7.3.4";
    private const int SmallestRsaKey = 3072;
    private const int LongestCommonName = 64;

    private SealCertificate(X509Certificate2 certificate, IReadOnlyList<X509Certificate2> chain)
    {
        Certificate = certificate;
        Chain = chain;
        Thumbprint = ThumbprintOf(certificate);
    }

    /// <summary>SHA-256 of the certificate in lower-case hex.</summary>
    public string Thumbprint { get; }

    /// <summary>Whom the certificate names.</summary>
    public string Subject => Certificate.Subject;

    /// <summary>From when on it is valid.</summary>
    public DateTimeOffset NotBefore => new(Certificate.NotBefore);

    /// <summary>Until when it is valid.</summary>
    public DateTimeOffset NotAfter => new(Certificate.NotAfter);

    /// <summary>Why this certificate cannot seal at a moment, or null when it can.</summary>
    public SealException? WhyNot(DateTimeOffset at) =>
        at > NotAfter ? new SealException($"The document was not sealed: the seal certificate expired on {Day(NotAfter)}.") { Fault = SealFault.Expired }
        : at < NotBefore ? new SealException($"The document was not sealed: the seal certificate is valid only from {Day(NotBefore)}.") { Fault = SealFault.NotYetValid }
        : null;

    internal X509Certificate2 Certificate { get; }

    internal bool IsElliptic => Certificate.GetKeyAlgorithm() == "1.2.840.10045.2.1";

    /// <summary>Issuing authorities from the nearest upwards, without the root, which a reader must hold itself to trust it.</summary>
    internal IReadOnlyList<X509Certificate2> Chain { get; }

    /// <summary>Reads the certificate with its private key from a PFX file, or says in one sentence why it cannot be used.</summary>
    public static SealCertificate FromPfx(string path, string? password)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SealException(
                e is FileNotFoundException or DirectoryNotFoundException
                    ? $"The seal certificate file \"{path}\" does not exist."
                    : $"The seal certificate file \"{path}\" could not be read.",
                e)
            { Fault = SealFault.NoFile };
        }

        X509Certificate2Collection all;
        try
        {
            all = X509CertificateLoader.LoadPkcs12Collection(bytes, password, StorageFlags());
        }
        catch (CryptographicException e)
        {
            throw new SealException(
                $"The seal certificate file \"{path}\" could not be opened: either the password is wrong or it is not a PFX file.", e)
            { Fault = SealFault.NotOpened };
        }

        return FromCollection(all, path);
    }

    /// <summary>Makes a certificate that vouches for itself, for an organisation that has none from an authority.</summary>
    public static SealCertificate CreateSelfSigned(string organisation, DateTimeOffset from, int years = 10)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(organisation);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(years);
        using var key = RSA.Create(SmallestRsaKey);
        var request = new CertificateRequest(NameOf(organisation), key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(
            X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.NonRepudiation, critical: true));

        // Readers built on NSS trust a document seal only if the certificate may also protect e-mail.
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension(
            [new Oid(DocumentSigning), new Oid(EmailProtection)], critical: false));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        return new SealCertificate(request.CreateSelfSigned(from, from.AddYears(years)), []);
    }

    /// <summary>Writes certificate, private key and chain as a PFX file under a password.</summary>
    public byte[] ToPfx(string password)
    {
        ArgumentException.ThrowIfNullOrEmpty(password);
        X509Certificate2Collection all = [Certificate, .. Chain];
        return all.ExportPkcs12(Pkcs12ExportPbeParameters.Pbes2Aes256Sha256, password);
    }

    // Records print and compare every property; here the thumbprint says it all, and a key has no place in a log.
    /// <inheritdoc/>
    public bool Equals(SealCertificate? other) => other is not null && Thumbprint == other.Thumbprint;

    /// <inheritdoc/>
    public override int GetHashCode() => Thumbprint.GetHashCode(StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => $"{Subject} ({Thumbprint})";

    internal static string ThumbprintOf(X509Certificate2 certificate) =>
        Convert.ToHexStringLower(SHA256.HashData(certificate.RawDataMemory.Span));

    internal static SealCertificate FromCollection(X509Certificate2Collection all, string path)
    {
        var holders = all.Where(one => one.HasPrivateKey).ToList();
        if (holders.Count != 1)
        {
            throw new SealException(holders.Count == 0
                ? $"The seal certificate file \"{path}\" holds no private key."
                : $"The seal certificate file \"{path}\" holds {holders.Count} private keys; it must hold one.")
            { Fault = SealFault.NoKey };
        }

        var certificate = holders[0];
        DemandSuitableKey(certificate, path);
        return new SealCertificate(certificate, ChainOf(certificate, all));
    }

    private static void DemandSuitableKey(X509Certificate2 certificate, string path)
    {
        using var rsa = certificate.GetRSAPublicKey();
        using var elliptic = certificate.GetECDsaPublicKey();
        var suitable = rsa is { KeySize: >= SmallestRsaKey }
            || elliptic?.ExportParameters(false).Curve.Oid.Value == "1.2.840.10045.3.1.7";
        if (!suitable)
        {
            throw new SealException(
                $"The key in the seal certificate file \"{path}\" cannot be used: it must be RSA of at least {SmallestRsaKey} bits or ECDSA P-256.")
            { Fault = SealFault.Unsuitable };
        }

        var usage = certificate.Extensions.OfType<X509KeyUsageExtension>().FirstOrDefault();
        if (usage is not null
            && (usage.KeyUsages & (X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.NonRepudiation)) == 0)
        {
            throw new SealException($"The certificate in \"{path}\" may not be used to sign documents (its key usage forbids it).")
            { Fault = SealFault.Unsuitable };
        }
    }

    private static List<X509Certificate2> ChainOf(X509Certificate2 certificate, X509Certificate2Collection all)
    {
        var chain = new List<X509Certificate2>();
        var child = certificate;
        while (!SameName(child.SubjectName, child.IssuerName) && chain.Count < all.Count)
        {
            var parent = all.FirstOrDefault(one => SameName(one.SubjectName, child.IssuerName));
            if (parent is null || SameName(parent.SubjectName, parent.IssuerName) || chain.Contains(parent))
            {
                break;
            }

            chain.Add(parent);
            child = parent;
        }

        return chain;
    }

    private static string Day(DateTimeOffset time) => time.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    private static bool SameName(X500DistinguishedName one, X500DistinguishedName other) =>
        one.RawData.AsSpan().SequenceEqual(other.RawData);

    private static X500DistinguishedName NameOf(string organisation)
    {
        var name = new X500DistinguishedNameBuilder();
        name.AddOrganizationName(Shortened(organisation));
        name.AddCommonName(Shortened(organisation));
        return name.Build();
    }

    // X.520 allows 64 characters; some readers refuse a certificate whose name is longer.
    private static string Shortened(string organisation)
    {
        var trimmed = organisation.Trim();
        if (trimmed.Length <= LongestCommonName)
        {
            return trimmed;
        }

        var end = char.IsHighSurrogate(trimmed[LongestCommonName - 1]) ? LongestCommonName - 1 : LongestCommonName;
        return trimmed[..end].TrimEnd();
    }

    // A private key that only lives in memory leaves nothing behind on disk; macOS has no such thing.
    private static X509KeyStorageFlags StorageFlags() =>
        X509KeyStorageFlags.Exportable
        | (OperatingSystem.IsMacOS() ? X509KeyStorageFlags.DefaultKeySet : X509KeyStorageFlags.EphemeralKeySet);
}
