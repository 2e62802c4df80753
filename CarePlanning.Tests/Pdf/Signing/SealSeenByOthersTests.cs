using System.Globalization;
using System.Text;
using CarePlanning.Pdf;
using Xunit;

namespace CarePlanning.Tests.Pdf.Signing;

/// <summary>The seal as programs by other people see it: poppler (NSS), OpenSSL and qpdf.</summary>
public sealed class SealSeenByOthersTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("seal").FullName;

    public static TheoryData<string> Certificates => ["Rsa", "Elliptic", "WithChain"];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Certificates))]
    public async Task Poppler_finds_one_valid_signature_over_the_whole_document(string certificate)
    {
        var said = await PdfsigOn(OnePagePdf.Sealed(new PdfSealer(TestCertificates.Named(certificate))));

        Assert.Contains("Signature #1", said, StringComparison.Ordinal);
        Assert.DoesNotContain("Signature #2", said, StringComparison.Ordinal);
        Assert.Contains("Signature Type: ETSI.CAdES.detached", said, StringComparison.Ordinal);
        Assert.Contains("Signature Validation: Signature is Valid.", said, StringComparison.Ordinal);
        Assert.Contains("Total document signed", said, StringComparison.Ordinal);
        Assert.Contains("Signing Hash Algorithm: SHA-256", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Poppler_sees_a_changed_page()
    {
        var file = OnePagePdf.Sealed(new PdfSealer(TestCertificates.Rsa));
        file[file.AsSpan().IndexOf("Maya"u8)] = (byte)'K';
        Assert.Contains("Digest Mismatch", await PdfsigOn(file), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Qpdf_finds_nothing_wrong_with_the_sealed_file()
    {
        var path = Save("sealed.pdf", OnePagePdf.Sealed(new PdfSealer(TestCertificates.Rsa)));
        var (exitCode, said) = await OutsideTool.RunAsync("qpdf", "qpdf", "--check", path);
        Assert.True(exitCode == 0, said);
    }

    [Theory]
    [MemberData(nameof(Certificates))]
    public async Task OpenSSL_verifies_the_message_with_its_signing_certificate(string certificate)
    {
        var sealer = new PdfSealer(TestCertificates.Named(certificate));
        var (message, covered) = Parts(OnePagePdf.Sealed(sealer));

        var (exitCode, said) = await OpensslVerify(message, covered, TestCertificates.Named(certificate));
        Assert.True(exitCode == 0, said);

        covered[100] ^= 1;
        (exitCode, _) = await OpensslVerify(message, covered, TestCertificates.Named(certificate));
        Assert.NotEqual(0, exitCode);
    }

    [Fact]
    public async Task The_message_carries_the_attributes_of_PAdES_and_no_signing_time()
    {
        var (message, _) = Parts(OnePagePdf.Sealed(new PdfSealer(TestCertificates.WithChain)));
        var (exitCode, said) = await OutsideTool.RunAsync(
            "openssl", "openssl", "cms", "-cmsout", "-print", "-noout", "-inform", "DER", "-in", Save("print.der", message));

        Assert.True(exitCode == 0, said);
        Assert.Contains("object: contentType", said, StringComparison.Ordinal);
        Assert.Contains("object: messageDigest", said, StringComparison.Ordinal);
        Assert.Contains("object: id-smime-aa-signingCertificateV2", said, StringComparison.Ordinal);
        Assert.DoesNotContain("object: signingTime", said, StringComparison.Ordinal);
        Assert.Contains("eContent: <ABSENT>", said, StringComparison.Ordinal);
        Assert.Contains("subject: CN=Issuing authority", said, StringComparison.Ordinal);
        Assert.DoesNotContain("subject: CN=Root", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OpenSSL_reads_the_self_signed_certificate_as_meant_for_signing_documents()
    {
        var pfx = Save("seal.pfx", TestCertificates.Rsa.ToPfx("a password"));
        var (exitCode, said) = await OutsideTool.RunAsync(
            "openssl", "openssl", "pkcs12", "-in", pfx, "-passin", "pass:a password", "-nokeys", "-out", Path.Combine(_folder, "seal.pem"));
        Assert.True(exitCode == 0, said);

        (exitCode, said) = await OutsideTool.RunAsync(
            "openssl", "openssl", "x509", "-in", Path.Combine(_folder, "seal.pem"), "-noout", "-text", "-fingerprint", "-sha256");
        Assert.True(exitCode == 0, said);
        Assert.Contains("Digital Signature, Non Repudiation", said, StringComparison.Ordinal);
        Assert.Contains("1.3.6.1.5.5.7.3.36", said, StringComparison.Ordinal);
        Assert.Contains("E-mail Protection", said, StringComparison.Ordinal);
        Assert.Contains("CA:FALSE", said, StringComparison.Ordinal);
        Assert.Contains("(3072 bit)", said, StringComparison.Ordinal);
        Assert.Contains(
            TestCertificates.Rsa.Thumbprint.ToUpper(CultureInfo.InvariantCulture), said.Replace(":", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_that_is_not_installed_fails_the_test_in_a_sentence()
    {
        var failure = await Assert.ThrowsAnyAsync<Xunit.Sdk.XunitException>(() => OutsideTool.RunAsync("no-such-program", "some-package"));
        Assert.Contains("This test needs the program \"no-such-program\"; install the package \"some-package\".", failure.Message, StringComparison.Ordinal);
    }

    private Task<(int ExitCode, string Said)> OpensslVerify(byte[] message, byte[] covered, SealCertificate trusted) =>
        OutsideTool.RunAsync(
            "openssl", "openssl", "cms", "-verify", "-binary", "-cades", "-partial_chain", "-inform", "DER",
            "-CAfile", Save("trusted.pem", Encoding.ASCII.GetBytes(trusted.Certificate.ExportCertificatePem())), "-in", Save("message.der", message), "-content", Save("covered.bin", covered), "-out", Path.Combine(_folder, "out.bin"));

    private async Task<string> PdfsigOn(byte[] file)
    {
        var (_, said) = await OutsideTool.RunAsync("pdfsig", "poppler-utils", Save("seen.pdf", file));
        return said;
    }

    private string Save(string name, byte[] bytes)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    private static (byte[] Message, byte[] Covered) Parts(byte[] file)
    {
        var start = file.AsSpan().IndexOf("/Contents<"u8) + "/Contents".Length;
        var end = start + file.AsSpan(start).IndexOf((byte)'>') + 1;
        var room = Convert.FromHexString(Encoding.ASCII.GetString(file, start + 1, end - start - 2));
        System.Formats.Asn1.AsnDecoder.ReadEncodedValue(room, System.Formats.Asn1.AsnEncodingRules.DER, out _, out _, out var length);
        return (room[..length], [.. file.AsSpan(0, start), .. file.AsSpan(end)]);
    }
}
