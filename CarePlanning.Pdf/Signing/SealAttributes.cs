using System.Formats.Asn1;
using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace CarePlanning.Pdf;

/// <summary>The attributes a seal carries beside its signature: which certificates it stands on, and which time-stamp is its own.</summary>
internal static class SealAttributes
{
    public const string Sha256 = "2.16.840.1.101.3.4.2.1";
    public const string ContentType = "1.2.840.113549.1.9.3";
    public const string MessageDigest = "1.2.840.113549.1.9.4";
    public const string SigningCertificateV2 = "1.2.840.113549.1.9.16.2.47";
    public const string TimestampToken = "1.2.840.113549.1.9.16.2.14";

    /// <summary>
    /// Our signature over the time-stamp token. A token sits outside everything the seal signs, so without this anybody
    /// could exchange it for one from a time-stamp server of their own and move the date of the seal.
    /// </summary>
    public const string TimestampBinding = "2.25.121864362303767273253698063538714134269";

    private static readonly BigInteger P256Order = BigInteger.Parse(
        "0FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551",
        NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    private static ReadOnlySpan<byte> BindingPurpose => "Time-stamp of this seal\0"u8;

    /// <summary>Names every certificate in the seal, so that none of them can be exchanged afterwards.</summary>
    public static byte[] WriteSigningCertificates(IEnumerable<X509Certificate2> certificates)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        using (writer.PushSequence())
        {
            foreach (var certificate in certificates)
            {
                using (writer.PushSequence())
                {
                    writer.WriteOctetString(SHA256.HashData(certificate.RawDataMemory.Span));
                    using (writer.PushSequence())
                    {
                        using (writer.PushSequence())
                        using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 4)))
                        {
                            writer.WriteEncodedValue(certificate.IssuerName.RawData);
                        }

                        writer.WriteInteger(certificate.SerialNumberBytes.Span);
                    }
                }
            }
        }

        return writer.Encode();
    }

    /// <summary>The hashes of the certificates named, the signer's first, each with the algorithm it was made with.</summary>
    public static IReadOnlyList<(string Algorithm, byte[] Hash)> ReadSigningCertificates(ReadOnlyMemory<byte> attributeValue)
    {
        var outer = new AsnReader(attributeValue, AsnEncodingRules.DER);
        var certificates = outer.ReadSequence().ReadSequence();
        outer.ThrowIfNotEmpty();
        var hashes = new List<(string, byte[])>();
        while (certificates.HasData)
        {
            var one = certificates.ReadSequence();
            var algorithm = one.PeekTag().HasSameClassAndValue(Asn1Tag.Sequence) ? one.ReadSequence().ReadObjectIdentifier() : Sha256;
            hashes.Add((algorithm, one.ReadOctetString()));
        }

        return hashes;
    }

    /// <summary>Whether a hash read from a message is the one of this certificate.</summary>
    public static bool IsOf((string Algorithm, byte[] Hash) named, ReadOnlySpan<byte> certificate) =>
        named.Hash.AsSpan().SequenceEqual(named.Algorithm switch
        {
            Sha256 => SHA256.HashData(certificate),
            "2.16.840.1.101.3.4.2.2" => SHA384.HashData(certificate),
            "2.16.840.1.101.3.4.2.3" => SHA512.HashData(certificate),
            _ => [],
        });

    public static byte[] SignBinding(SealCertificate certificate, ReadOnlySpan<byte> sealSignature, ReadOnlySpan<byte> token)
    {
        var text = BindingText(sealSignature, token);
        using var rsa = certificate.Certificate.GetRSAPrivateKey();
        if (rsa is not null)
        {
            return rsa.SignData(text, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        }

        using var elliptic = certificate.Certificate.GetECDsaPrivateKey()
            ?? throw new SealException("The seal certificate has no private key that can sign.");
        byte[] signature;
        do
        {
            signature = elliptic.SignData(text, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        }
        while (!IsOneOfAKind(signature));

        return signature;
    }

    public static bool BindingHolds(
        X509Certificate2 certificate, ReadOnlySpan<byte> sealSignature, ReadOnlySpan<byte> token, ReadOnlySpan<byte> binding)
    {
        var text = BindingText(sealSignature, token);
        using var rsa = certificate.GetRSAPublicKey();
        if (rsa is not null)
        {
            return rsa.VerifyData(text, binding, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        }

        using var elliptic = certificate.GetECDsaPublicKey();
        return elliptic is not null
            && IsOneOfAKind(binding)
            && elliptic.VerifyData(text, binding, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
    }

    /// <summary>
    /// An ECDSA signature (r, s) has a twin (r, n - s) that anybody can compute and that verifies as well.
    /// Accepting only the smaller s leaves exactly one form, so that a sealed file cannot be altered even that way.
    /// </summary>
    public static bool IsOneOfAKind(ReadOnlySpan<byte> ellipticSignature)
    {
        var reader = new AsnReader(ellipticSignature.ToArray(), AsnEncodingRules.DER);
        var pair = reader.ReadSequence();
        reader.ThrowIfNotEmpty();
        pair.ReadInteger();
        var s = pair.ReadInteger();
        pair.ThrowIfNotEmpty();
        return s.Sign > 0 && s <= P256Order / 2;
    }

    // The purpose in front keeps this signature from ever passing for one over a document, and the other way round.
    private static byte[] BindingText(ReadOnlySpan<byte> sealSignature, ReadOnlySpan<byte> token) =>
        [.. BindingPurpose, .. SHA256.HashData(sealSignature), .. SHA256.HashData(token)];
}
