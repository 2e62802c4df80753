using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;

namespace CarePlanning.Pdf;

/// <summary>A seal whose signature holds over the bytes its place in the file claims to cover.</summary>
internal sealed record OneSeal(string Subject, string Thumbprint, DateTimeOffset? SignedAt, bool IsAsWeWriteIt)
{
    public SealCheck Answer(SealState state, string why) => new(state, Subject, Thumbprint, SignedAt, why);

    /// <summary>Null if there is no signature here or it does not hold.</summary>
    public static OneSeal? Read(byte[] file, SignatureDictionary place)
    {
        try
        {
            return ReadMessage(file, place);
        }
        catch (Exception e) when (e is CryptographicException or AsnContentException or ArgumentException
            or InvalidOperationException or NotSupportedException or OverflowException or FormatException)
        {
            return null;
        }
    }

    private static OneSeal? ReadMessage(byte[] file, SignatureDictionary place)
    {
        var hex = file.AsSpan(place.GapStart + 1, place.GapEnd - place.GapStart - 2);
        if (hex.IsEmpty || hex.Length % 2 != 0 || hex.Length > SignatureDictionary.LongestContents)
        {
            return null;
        }

        var room = Convert.FromHexString(System.Text.Encoding.ASCII.GetString(hex));
        AsnDecoder.ReadEncodedValue(room, AsnEncodingRules.BER, out _, out _, out var length);
        var message = room[..length];
        byte[] covered = [.. file.AsSpan(0, place.GapStart), .. file.AsSpan(place.GapEnd, place.CoveredEnd - place.GapEnd)];
        var cms = new SignedCms(new ContentInfo(covered), detached: true);
        cms.Decode(message);

        // A message that brings its own content would be checked against that instead of the file.
        if (HasOwnContent(message) || cms.SignerInfos.Count != 1 || cms.SignerInfos[0].Certificate is not { } signer)
        {
            return null;
        }

        cms.CheckSignature(verifySignatureOnly: true);
        if (!NamesItsSigner(cms.SignerInfos[0], signer))
        {
            return null;
        }

        var stamp = StampedAt(cms.SignerInfos[0], out var stampFails);
        return new OneSeal(
            signer.Subject,
            SealCertificate.ThumbprintOf(signer),
            stamp ?? place.SigningTime,
            !stampFails && IsOurForm(hex, message, signer));
    }

    // The certificate itself is not signed by this message; only this attribute keeps it from being exchanged for another
    // with the same key. Older kinds of signature do without.
    private static bool NamesItsSigner(SignerInfo signerInfo, X509Certificate2 signer)
    {
        var attribute = signerInfo.SignedAttributes.OfType<CryptographicAttributeObject>()
            .FirstOrDefault(one => one.Oid?.Value == SealAttributes.SigningCertificateV2);
        return attribute is null
            || (attribute.Values.Count == 1
                && SealAttributes.ReadSigningCertificates(attribute.Values[0].RawData) is [var first, ..]
                && SealAttributes.IsOf(first, signer.RawDataMemory.Span));
    }

    private static bool IsOurForm(ReadOnlySpan<byte> hex, byte[] message, X509Certificate2 signer) =>
        SealEnvelope.Read(message, signer) is { } envelope
        && (envelope.TimestampToken is null ? PdfSealer.PlainSizes : PdfSealer.StampedSizes).Contains(hex.Length / 2)
        && !hex.ContainsAnyInRange((byte)'a', (byte)'f')
        && !hex[(2 * message.Length)..].ContainsAnyExcept((byte)'0');

    private static DateTimeOffset? StampedAt(SignerInfo signer, out bool fails)
    {
        fails = false;
        var attribute = signer.UnsignedAttributes.OfType<CryptographicAttributeObject>()
            .FirstOrDefault(one => one.Oid?.Value == SealAttributes.TimestampToken);
        if (attribute is null)
        {
            return null;
        }

        if (attribute.Values.Count == 1
            && Rfc3161TimestampToken.TryDecode(attribute.Values[0].RawData, out var token, out var read)
            && read == attribute.Values[0].RawData.Length
            && token.VerifySignatureForSignerInfo(signer, out _))
        {
            return token.TokenInfo.Timestamp;
        }

        fails = true;
        return null;
    }

    private static bool HasOwnContent(byte[] message)
    {
        var contentInfo = new AsnReader(message, AsnEncodingRules.BER).ReadSequence();
        contentInfo.ReadObjectIdentifier();
        var signedData = contentInfo.ReadSequence(new Asn1Tag(TagClass.ContextSpecific, 0, isConstructed: true)).ReadSequence();
        signedData.ReadInteger();
        signedData.ReadSetOf(skipSortOrderValidation: true);
        var encapsulated = signedData.ReadSequence();
        encapsulated.ReadObjectIdentifier();
        return encapsulated.HasData;
    }
}
