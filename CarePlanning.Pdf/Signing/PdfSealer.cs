using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace CarePlanning.Pdf;

/// <summary>
/// Seals a finished PDF: puts the organisation's signature (PAdES B-B, or B-T with a time-stamp server) into the place
/// the writer left for it.
/// </summary>
public sealed class PdfSealer(SealCertificate certificate, Uri? timestampServer = null, HttpClient? http = null)
{
    internal const int PlainSize = 8_000;
    internal const int StampedSize = 14_000;

    /// <summary>Every size that a release has ever reserved: what was sealed once is known for good. A new one is added, none is taken out.</summary>
    internal static readonly int[] PlainSizes = [PlainSize];
    internal static readonly int[] StampedSizes = [StampedSize];

    internal static readonly HttpClient SharedClient = new();

    /// <summary>How many bytes the writer must reserve in /Contents: twice as many zeros between "&lt;" and "&gt;".</summary>
    public int ReservedBytes { get; } = timestampServer is null ? PlainSize : StampedSize;

    /// <summary>How long to wait for the time-stamp server before sealing fails.</summary>
    public TimeSpan TimestampPatience { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Returns the sealed copy of a file whose empty /Contents runs from "&lt;" to one past "&gt;".</summary>
    public byte[] Seal(byte[] pdf, int contentsStart, int contentsEnd)
    {
        var cms = Sign(pdf, contentsStart, contentsEnd);
        if (timestampServer is not null)
        {
            // Nothing inside resumes on the caller's context, so waiting here cannot lock it up.
            Stamp(cms, CancellationToken.None).GetAwaiter().GetResult();
        }

        return Filled(pdf, contentsStart, contentsEnd, cms);
    }

    /// <inheritdoc cref="Seal"/>
    public async Task<byte[]> SealAsync(byte[] pdf, int contentsStart, int contentsEnd, CancellationToken cancellation = default)
    {
        var cms = Sign(pdf, contentsStart, contentsEnd);
        if (timestampServer is not null)
        {
            await Stamp(cms, cancellation).ConfigureAwait(false);
        }

        return Filled(pdf, contentsStart, contentsEnd, cms);
    }

    private SignedCms Sign(byte[] pdf, int contentsStart, int contentsEnd)
    {
        ArgumentNullException.ThrowIfNull(pdf);
        DemandPlace(pdf, contentsStart, contentsEnd);
        DemandValidToday();
        var content = new ContentInfo([.. pdf.AsSpan(0, contentsStart), .. pdf.AsSpan(contentsEnd)]);
        try
        {
            SignedCms cms;
            do
            {
                cms = new SignedCms(content, detached: true);
                cms.ComputeSignature(Signer(), silent: true);
            }
            while (certificate.IsElliptic && !SealAttributes.IsOneOfAKind(cms.SignerInfos[0].GetSignature()));

            return cms;
        }
        catch (CryptographicException e)
        {
            throw new SealException("The document was not sealed: the private key of the seal certificate could not be used.", e);
        }
    }

    private CmsSigner Signer()
    {
        var signer = new CmsSigner(SubjectIdentifierType.IssuerAndSerialNumber, certificate.Certificate)
        {
            DigestAlgorithm = new Oid(SealAttributes.Sha256),
            IncludeOption = X509IncludeOption.EndCertOnly,
        };
        signer.Certificates.AddRange(certificate.Chain.ToArray());
        signer.SignedAttributes.Add(new AsnEncodedData(
            new Oid(SealAttributes.SigningCertificateV2),
            SealAttributes.WriteSigningCertificates([certificate.Certificate, .. certificate.Chain])));
        return signer;
    }

    private async Task Stamp(SignedCms cms, CancellationToken cancellation)
    {
        var signature = cms.SignerInfos[0].GetSignature();
        var token = await new TimestampServer(timestampServer!, http ?? SharedClient, TimestampPatience, "The document was not sealed")
            .StampAsync(signature, cancellation).ConfigureAwait(false);
        var binding = new AsnWriter(AsnEncodingRules.DER);
        binding.WriteOctetString(SealAttributes.SignBinding(certificate, signature, token));
        cms.SignerInfos[0].AddUnsignedAttribute(new AsnEncodedData(new Oid(SealAttributes.TimestampToken), token));
        cms.SignerInfos[0].AddUnsignedAttribute(new AsnEncodedData(new Oid(SealAttributes.TimestampBinding), binding.Encode()));
    }

    private byte[] Filled(byte[] pdf, int contentsStart, int contentsEnd, SignedCms cms)
    {
        var message = cms.Encode();
        if (message.Length > ReservedBytes)
        {
            throw new SealException(
                $"The document was not sealed: the seal needs {message.Length} bytes and only {ReservedBytes} are reserved; "
                + "a certificate with a shorter chain will fit.")
            { Fault = FaultOfTheWhole };
        }

        var file = (byte[])pdf.Clone();
        Encoding.ASCII.GetBytes(Convert.ToHexString(message), file.AsSpan(contentsStart + 1));

        // A sealed file that we could not recognise later must never leave the house.
        var check = SealVerifier.Check(file, [certificate.Thumbprint]);
        return check.State == SealState.SealedByUs
            ? file
            : throw new SealException($"The document was not sealed: the finished file did not pass its own check. {check.Why}") { Fault = FaultOfTheWhole };
    }

    // What is too much or does not hold with a time-stamp may well do so without.
    private SealFault FaultOfTheWhole => timestampServer is null ? SealFault.Other : SealFault.TimestampServer;

    private void DemandPlace(byte[] pdf, int contentsStart, int contentsEnd)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(contentsStart);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(contentsEnd, pdf.Length);
        ArgumentOutOfRangeException.ThrowIfLessThan(contentsEnd, contentsStart + 2);
        if (pdf[contentsStart] != (byte)'<'
            || pdf[contentsEnd - 1] != (byte)'>'
            || contentsEnd - contentsStart - 2 != 2 * ReservedBytes
            || pdf.AsSpan(contentsStart + 1, 2 * ReservedBytes).ContainsAnyExcept((byte)'0'))
        {
            throw new ArgumentException(
                $"The place for the seal must be \"<\", {2 * ReservedBytes} zeros and \">\".", nameof(contentsStart));
        }
    }

    private void DemandValidToday()
    {
        if (certificate.WhyNot(DateTimeOffset.UtcNow) is { } why)
        {
            throw why;
        }
    }
}
