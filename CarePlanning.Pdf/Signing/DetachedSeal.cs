using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;

namespace CarePlanning.Pdf;

/// <summary>An organisation's seal on bytes that are no document, kept in a file beside them.</summary>
public static class DetachedSeal
{
    /// <summary>Seals the bytes; the certificate travels in the seal.</summary>
    public static byte[] Make(SealCertificate certificate, byte[] content)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        ArgumentNullException.ThrowIfNull(content);
        var message = new SignedCms(new ContentInfo(content), detached: true);
        message.ComputeSignature(new CmsSigner(SubjectIdentifierType.IssuerAndSerialNumber, certificate.Certificate)
        {
            DigestAlgorithm = new Oid("2.16.840.1.101.3.4.2.1"),
            IncludeOption = System.Security.Cryptography.X509Certificates.X509IncludeOption.EndCertOnly,
        });
        return message.Encode();
    }

    /// <summary>Whose seal this is, if it holds for these bytes; null when it does not. Whether that certificate is trusted is for the caller to say.</summary>
    public static (string Thumbprint, string Subject)? Check(byte[] seal, byte[] content)
    {
        ArgumentNullException.ThrowIfNull(seal);
        ArgumentNullException.ThrowIfNull(content);
        try
        {
            var message = new SignedCms(new ContentInfo(content), detached: true);
            message.Decode(seal);
            if (message.SignerInfos.Count != 1 || message.SignerInfos[0].Certificate is not { } signer)
            {
                return null;
            }

            message.SignerInfos[0].CheckSignature(verifySignatureOnly: true);
            return (Convert.ToHexStringLower(SHA256.HashData(signer.RawData)), signer.Subject);
        }
        catch (Exception e) when (e is CryptographicException or System.Formats.Asn1.AsnContentException)
        {
            return null;
        }
    }
}
