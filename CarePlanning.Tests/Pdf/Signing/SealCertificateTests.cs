using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using CarePlanning.Pdf;
using Xunit;

namespace CarePlanning.Tests.Pdf.Signing;

public class SealCertificateTests
{
    [Fact]
    public void A_self_signed_certificate_names_the_organisation_and_runs_for_the_years_asked()
    {
        var from = new DateTimeOffset(2026, 4, 1, 0, 0, 0, TimeSpan.Zero);
        var certificate = SealCertificate.CreateSelfSigned("Cyngor Sir Ynys Môn", from, years: 3);
        Assert.Contains("Cyngor Sir Ynys Môn", certificate.Subject, StringComparison.Ordinal);
        Assert.Equal(from, certificate.NotBefore);
        Assert.Equal(from.AddYears(3), certificate.NotAfter);
        Assert.Matches("^[0-9a-f]{64}$", certificate.Thumbprint);
    }

    [Fact]
    public void A_name_longer_than_a_certificate_may_hold_is_shortened()
    {
        var certificate = SealCertificate.CreateSelfSigned(new string('a', 63) + "😀 and more", DateTimeOffset.UtcNow);
        Assert.Contains($"CN={new string('a', 63)}", certificate.Subject, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Rsa")]
    [InlineData("Elliptic")]
    [InlineData("WithChain")]
    public void A_certificate_written_as_PFX_reads_back_and_seals(string name)
    {
        var before = TestCertificates.Named(name);
        var after = Read(before.ToPfx("a password"), "a password");

        Assert.Equal(before, after);
        Assert.Equal(before.Thumbprint, after.Thumbprint);
        Assert.Equal(SealState.SealedByUs, SealVerifier.Check(OnePagePdf.Sealed(new PdfSealer(after)), [before.Thumbprint]).State);
    }

    [Fact]
    public void A_wrong_password_is_said_in_a_sentence()
    {
        var refusal = Assert.Throws<SealException>(() => Read(TestCertificates.Rsa.ToPfx("right"), "wrong"));
        Assert.Matches("""^The seal certificate file ".*" could not be opened: either the password is wrong or it is not a PFX file\.$""", refusal.Message);
        Assert.DoesNotContain("wrong\"", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_password_is_said_in_a_sentence()
    {
        Assert.Throws<SealException>(() => Read(TestCertificates.Rsa.ToPfx("right"), null));
    }

    [Fact]
    public void A_file_that_is_no_PFX_is_said_in_a_sentence()
    {
        Assert.Contains("not a PFX file", Assert.Throws<SealException>(() => Read("hello"u8.ToArray(), "x")).Message, StringComparison.Ordinal);
        Assert.Contains("not a PFX file", Assert.Throws<SealException>(() => Read([], "x")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_does_not_exist_is_said_in_a_sentence()
    {
        var refusal = Assert.Throws<SealException>(() => SealCertificate.FromPfx("/nowhere/seal.pfx", "x"));
        Assert.Equal("The seal certificate file \"/nowhere/seal.pfx\" does not exist.", refusal.Message);
    }

    [Fact]
    public void A_folder_is_no_certificate()
    {
        Assert.Contains("could not be read", Assert.Throws<SealException>(() => SealCertificate.FromPfx(Path.GetTempPath(), "x")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_certificate_without_its_private_key_is_refused()
    {
        using var full = TestCertificates.EllipticWithKey(ECCurve.NamedCurves.nistP256);
        using var alone = X509CertificateLoader.LoadCertificate(full.RawData);
        Assert.EndsWith("holds no private key.", RefusalOf(alone), StringComparison.Ordinal);
    }

    [Fact]
    public void Two_private_keys_are_one_too_many()
    {
        using var one = TestCertificates.EllipticWithKey(ECCurve.NamedCurves.nistP256);
        using var two = TestCertificates.EllipticWithKey(ECCurve.NamedCurves.nistP256);
        Assert.EndsWith("holds 2 private keys; it must hold one.", RefusalOf(one, two), StringComparison.Ordinal);
    }

    [Fact]
    public void Weak_and_unusual_keys_are_refused()
    {
        using var curve = TestCertificates.EllipticWithKey(ECCurve.NamedCurves.nistP384);
        Assert.Contains("must be RSA of at least 3072 bits or ECDSA P-256", RefusalOf(curve), StringComparison.Ordinal);

        using var key = RSA.Create(2048);
        using var small = new CertificateRequest("CN=Small", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(TestCertificates.LastWeek, TestCertificates.LastWeek.AddYears(1));
        Assert.Contains("must be RSA of at least 3072 bits or ECDSA P-256", RefusalOf(small), StringComparison.Ordinal);
    }

    [Fact]
    public void A_certificate_that_may_not_sign_is_refused()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Only for keys", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        using var certificate = request.CreateSelfSigned(TestCertificates.LastWeek, TestCertificates.LastWeek.AddYears(1));
        Assert.Contains("may not be used to sign documents", RefusalOf(certificate), StringComparison.Ordinal);
    }

    [Fact]
    public void An_expired_certificate_seals_nothing()
    {
        var expired = SealCertificate.CreateSelfSigned("Aderyn Council", new DateTimeOffset(2020, 4, 1, 0, 0, 0, TimeSpan.Zero), years: 1);
        var refusal = Assert.Throws<SealException>(() => OnePagePdf.Sealed(new PdfSealer(expired)));
        Assert.Equal("The document was not sealed: the seal certificate expired on 1 April 2021.", refusal.Message);
    }

    [Fact]
    public void A_certificate_of_the_future_seals_nothing()
    {
        var future = SealCertificate.CreateSelfSigned("Aderyn Council", DateTimeOffset.UtcNow.AddDays(2));
        var refusal = Assert.Throws<SealException>(() => OnePagePdf.Sealed(new PdfSealer(future)));
        Assert.Contains("valid only from", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_seal_made_while_the_certificate_was_valid_holds_after_a_new_one_took_its_place()
    {
        var file = OnePagePdf.Sealed(new PdfSealer(TestCertificates.Elliptic));
        var check = SealVerifier.Check(file, [TestCertificates.Rsa.Thumbprint, TestCertificates.Elliptic.Thumbprint]);
        Assert.Equal(SealState.SealedByUs, check.State);
    }

    [Fact]
    public void A_certificate_in_a_log_shows_its_name_and_no_key()
    {
        Assert.Equal($"{TestCertificates.Rsa.Subject} ({TestCertificates.Rsa.Thumbprint})", TestCertificates.Rsa.ToString());
    }

    private static SealCertificate Read(byte[] pfx, string? password)
    {
        var path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.pfx");
        try
        {
            File.WriteAllBytes(path, pfx);
            return SealCertificate.FromPfx(path, password);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static string RefusalOf(params X509Certificate2[] certificates) =>
        Assert.Throws<SealException>(() => TestCertificates.WithPfx(
            path => SealCertificate.FromPfx(path, TestCertificates.Password), TestCertificates.Password, certificates)).Message;
}
