using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace CarePlanning.Pdf;

/// <summary>
/// The CMS message of one of our own seals, read with no freedom at all. A CMS message has parts that no signature covers
/// (version numbers, names of algorithms, extra certificates, other attributes); here each has exactly one allowed value,
/// so that a changed byte in any of them shows.
/// </summary>
internal sealed record SealEnvelope(byte[] Signature, byte[]? TimestampToken)
{
    private const string SignedData = "1.2.840.113549.1.7.2";
    private const string Data = "1.2.840.113549.1.7.1";

    private static readonly Asn1Tag Tag0 = new(TagClass.ContextSpecific, 0, isConstructed: true);
    private static readonly Asn1Tag Tag1 = new(TagClass.ContextSpecific, 1, isConstructed: true);
    private static readonly byte[] Sha256 = Convert.FromHexString("300B0609608648016503040201");
    private static readonly byte[] Rsa = Convert.FromHexString("300B06092A864886F70D010101");
    private static readonly byte[] EllipticWithSha256 = Convert.FromHexString("300A06082A8648CE3D040302");

    /// <summary>Reads a message whose signature is already known to hold; null if anything in it is not as we write it.</summary>
    public static SealEnvelope? Read(byte[] message, X509Certificate2 signer)
    {
        try
        {
            return ReadStrictly(message, signer);
        }
        catch (Exception e) when (e is AsnContentException or CryptographicException)
        {
            return null;
        }
    }

    private static SealEnvelope? ReadStrictly(byte[] message, X509Certificate2 signer)
    {
        var outer = new AsnReader(message, AsnEncodingRules.DER);
        var contentInfo = outer.ReadSequence();
        outer.ThrowIfNotEmpty();
        if (contentInfo.ReadObjectIdentifier() != SignedData)
        {
            return null;
        }

        var wrapped = contentInfo.ReadSequence(Tag0);
        contentInfo.ThrowIfNotEmpty();
        var signedData = wrapped.ReadSequence();
        wrapped.ThrowIfNotEmpty();
        if (signedData.ReadInteger() != 1 || !OnlyOne(signedData.ReadSetOf(), Sha256))
        {
            return null;
        }

        var encapsulated = signedData.ReadSequence();
        if (encapsulated.ReadObjectIdentifier() != Data || encapsulated.HasData)
        {
            return null;
        }

        var certificates = ReadAll(signedData.ReadSetOf(Tag0));
        var signerInfos = signedData.ReadSetOf();
        signedData.ThrowIfNotEmpty();
        var signerInfo = signerInfos.ReadSequence();
        signerInfos.ThrowIfNotEmpty();
        return ReadSigner(signerInfo, signer, certificates);
    }

    private static SealEnvelope? ReadSigner(AsnReader signerInfo, X509Certificate2 signer, List<ReadOnlyMemory<byte>> certificates)
    {
        using var elliptic = signer.GetECDsaPublicKey();
        if (signerInfo.ReadInteger() != 1
            || !SameBytes(signerInfo.ReadEncodedValue(), NameAndNumber(signer))
            || !SameBytes(signerInfo.ReadEncodedValue(), Sha256)
            || !NamesExactly(signerInfo.ReadSetOf(Tag0), signer, certificates)
            || !SameBytes(signerInfo.ReadEncodedValue(), elliptic is null ? Rsa : EllipticWithSha256))
        {
            return null;
        }

        var signature = signerInfo.ReadOctetString();
        if (elliptic is not null && !SealAttributes.IsOneOfAKind(signature))
        {
            return null;
        }

        if (!signerInfo.HasData)
        {
            return new SealEnvelope(signature, null);
        }

        var unsigned = ReadAttributes(signerInfo.ReadSetOf(Tag1));
        signerInfo.ThrowIfNotEmpty();
        return unsigned.Count == 2
            && unsigned.TryGetValue(SealAttributes.TimestampToken, out var token)
            && unsigned.TryGetValue(SealAttributes.TimestampBinding, out var binding)
            && SealAttributes.BindingHolds(signer, signature, token.Span, new AsnReader(binding, AsnEncodingRules.DER).ReadOctetString())
            ? new SealEnvelope(signature, token.ToArray())
            : null;
    }

    /// <summary>The signed attributes are the three of a seal, and they name every certificate in it, the signer's first.</summary>
    private static bool NamesExactly(AsnReader signedAttributes, X509Certificate2 signer, List<ReadOnlyMemory<byte>> certificates)
    {
        var attributes = ReadAttributes(signedAttributes);
        if (attributes.Count != 3
            || !attributes.ContainsKey(SealAttributes.ContentType)
            || !attributes.ContainsKey(SealAttributes.MessageDigest)
            || !attributes.TryGetValue(SealAttributes.SigningCertificateV2, out var named)
            || SealAttributes.ReadSigningCertificates(named) is not { Count: > 0 } hashes)
        {
            return false;
        }

        return SealAttributes.IsOf(hashes[0], signer.RawDataMemory.Span)
            && certificates.Count == hashes.Count
            && hashes.All(hash => certificates.Exists(one => SealAttributes.IsOf(hash, one.Span)));
    }

    private static Dictionary<string, ReadOnlyMemory<byte>> ReadAttributes(AsnReader set)
    {
        var attributes = new Dictionary<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal);
        while (set.HasData)
        {
            var attribute = set.ReadSequence();
            var name = attribute.ReadObjectIdentifier();
            var values = attribute.ReadSetOf();
            attribute.ThrowIfNotEmpty();
            var value = values.ReadEncodedValue();
            values.ThrowIfNotEmpty();
            if (!attributes.TryAdd(name, value))
            {
                throw new AsnContentException("An attribute appears twice.");
            }
        }

        return attributes;
    }

    private static byte[] NameAndNumber(X509Certificate2 signer)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteEncodedValue(signer.IssuerName.RawData);
            writer.WriteInteger(signer.SerialNumberBytes.Span);
        }

        return writer.Encode();
    }

    private static List<ReadOnlyMemory<byte>> ReadAll(AsnReader set)
    {
        var all = new List<ReadOnlyMemory<byte>>();
        while (set.HasData)
        {
            all.Add(set.ReadEncodedValue());
        }

        return all;
    }

    private static bool OnlyOne(AsnReader set, byte[] expected) =>
        ReadAll(set) is [var only] && SameBytes(only, expected);

    private static bool SameBytes(ReadOnlyMemory<byte> one, ReadOnlySpan<byte> other) => one.Span.SequenceEqual(other);
}
