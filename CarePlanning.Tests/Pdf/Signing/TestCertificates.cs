using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using CarePlanning.Pdf;

namespace CarePlanning.Tests.Pdf.Signing;

/// <summary>Certificates made once for all tests of the seal, because an RSA key takes a while to find.</summary>
public static class TestCertificates
{
    public const string Password = "correct horse";

    private static readonly Lazy<SealCertificate> LazyRsa = new(() => SealCertificate.CreateSelfSigned("Aderyn Council", LastWeek));
    private static readonly Lazy<SealCertificate> LazyStranger = new(() => SealCertificate.CreateSelfSigned("Somebody Else", LastWeek));
    private static readonly Lazy<SealCertificate> LazyElliptic = new(MakeElliptic);
    private static readonly Lazy<SealCertificate> LazyWithChain = new(MakeWithChain);

    public static SealCertificate Rsa => LazyRsa.Value;

    public static SealCertificate Stranger => LazyStranger.Value;

    public static SealCertificate Elliptic => LazyElliptic.Value;

    public static SealCertificate WithChain => LazyWithChain.Value;

    public static DateTimeOffset LastWeek { get; } = DateTimeOffset.UtcNow.AddDays(-7);

    public static SealCertificate Named(string name) => name switch
    {
        nameof(Rsa) => Rsa,
        nameof(Elliptic) => Elliptic,
        nameof(WithChain) => WithChain,
        nameof(Stranger) => Stranger,
        _ => throw new ArgumentOutOfRangeException(nameof(name)),
    };

    /// <summary>Writes the certificates to a PFX file that is gone after use.</summary>
    public static T WithPfx<T>(Func<string, T> use, string password, params X509Certificate2[] certificates)
    {
        var path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.pfx");
        try
        {
            X509Certificate2Collection all = new(certificates);
            File.WriteAllBytes(path, all.ExportPkcs12(Pkcs12ExportPbeParameters.Pbes2Aes256Sha256, password));
            return use(path);
        }
        finally
        {
            File.Delete(path);
        }
    }

    public static X509Certificate2 EllipticWithKey(ECCurve curve)
    {
        using var key = ECDsa.Create(curve);
        var request = new CertificateRequest("CN=Aderyn Council", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
        return request.CreateSelfSigned(LastWeek, LastWeek.AddYears(10));
    }

    private static SealCertificate MakeElliptic()
    {
        using var certificate = EllipticWithKey(ECCurve.NamedCurves.nistP256);
        return WithPfx(path => SealCertificate.FromPfx(path, Password), Password, certificate);
    }

    // Root, issuing authority, organisation: the way a bought certificate comes.
    private static SealCertificate MakeWithChain()
    {
        using var rootKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var issuerKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var sealKey = RSA.Create(3072);
        var root = Authority("CN=Root", rootKey);
        using var rootCertificate = root.CreateSelfSigned(LastWeek, LastWeek.AddYears(20));
        using var issuer = Authority("CN=Issuing authority", issuerKey)
            .Create(rootCertificate, LastWeek, LastWeek.AddYears(15), [1, 2, 3]);
        var request = new CertificateRequest("CN=Aderyn Council", sealKey, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var issued = request.Create(
            issuer.SubjectName, X509SignatureGenerator.CreateForECDsa(issuerKey), LastWeek, LastWeek.AddYears(10), [4, 5, 6]);
        using var withKey = issued.CopyWithPrivateKey(sealKey);
        using var rootAlone = X509CertificateLoader.LoadCertificate(rootCertificate.RawData);
        return WithPfx(path => SealCertificate.FromPfx(path, Password), Password, rootAlone, withKey, issuer);
    }

    private static CertificateRequest Authority(string name, ECDsa key)
    {
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        return request;
    }
}
