using System.Text;
using CarePlanning.Pdf;
using Xunit;

namespace CarePlanning.Tests.Pdf.Signing;

public class SealTests
{
    private static readonly DateTimeOffset StatedTime = new(2026, 4, 1, 9, 30, 0, TimeSpan.FromHours(1));

    public static TheoryData<string> Certificates => ["Rsa", "Elliptic", "WithChain"];

    [Theory]
    [MemberData(nameof(Certificates))]
    public void A_sealed_document_is_recognised_as_ours(string certificate)
    {
        var seal = TestCertificates.Named(certificate);
        var check = SealVerifier.Check(OnePagePdf.Sealed(new PdfSealer(seal)), [seal.Thumbprint]);

        Assert.Equal(SealState.SealedByUs, check.State);
        Assert.Equal(seal.Thumbprint, check.Thumbprint);
        Assert.Equal(seal.Subject, check.Subject);
        Assert.Equal(StatedTime, check.SignedAt);
    }

    [Fact]
    public void Sealing_leaves_the_given_bytes_alone_and_changes_only_the_reserved_place()
    {
        var sealer = new PdfSealer(TestCertificates.Rsa);
        var pdf = OnePagePdf.WithPlaceFor(sealer.ReservedBytes);
        var before = (byte[])pdf.Bytes.Clone();

        var after = sealer.Seal(pdf.Bytes, pdf.ContentsStart, pdf.ContentsEnd);

        Assert.Equal(before, pdf.Bytes);
        Assert.Equal(before.Length, after.Length);
        Assert.Equal(before[..pdf.ContentsStart], after[..pdf.ContentsStart]);
        Assert.Equal(before[pdf.ContentsEnd..], after[pdf.ContentsEnd..]);
    }

    [Fact]
    public async Task Sealing_without_waiting_gives_a_seal_as_well()
    {
        var sealer = new PdfSealer(TestCertificates.Rsa);
        var pdf = OnePagePdf.WithPlaceFor(sealer.ReservedBytes);
        var file = await sealer.SealAsync(pdf.Bytes, pdf.ContentsStart, pdf.ContentsEnd, TestContext.Current.CancellationToken);
        Assert.Equal(SealState.SealedByUs, SealVerifier.Check(file, [TestCertificates.Rsa.Thumbprint]).State);
    }

    [Fact]
    public void Without_a_time_stamp_8000_bytes_are_reserved_and_with_one_14000()
    {
        Assert.Equal(8_000, new PdfSealer(TestCertificates.Rsa).ReservedBytes);
        Assert.Equal(14_000, new PdfSealer(TestCertificates.Rsa, new Uri("http://127.0.0.1:9")).ReservedBytes);
    }

    [Fact]
    public void A_seal_of_somebody_else_is_not_ours()
    {
        var check = SealVerifier.Check(OnePagePdf.Sealed(new PdfSealer(TestCertificates.Stranger)), [TestCertificates.Rsa.Thumbprint]);
        Assert.Equal(SealState.SealedByOthers, check.State);
        Assert.Equal(TestCertificates.Stranger.Thumbprint, check.Thumbprint);
    }

    [Fact]
    public void Thumbprints_may_be_written_in_capitals()
    {
        var file = OnePagePdf.Sealed(new PdfSealer(TestCertificates.Rsa));
        Assert.Equal(SealState.SealedByUs, SealVerifier.Check(file, [TestCertificates.Rsa.Thumbprint.ToUpperInvariant()]).State);
    }

    [Fact]
    public void With_no_trusted_certificate_nothing_is_ours()
    {
        Assert.Equal(SealState.SealedByOthers, SealVerifier.Check(OnePagePdf.Sealed(new PdfSealer(TestCertificates.Rsa)), []).State);
    }

    [Theory]
    [InlineData("")]
    [InlineData("hello")]
    [InlineData("<html>a page that mentions PDF</html>")]
    public void A_file_that_is_not_a_PDF_is_called_that(string text)
    {
        Assert.Equal(SealState.NotAPdf, SealVerifier.Check(Encoding.UTF8.GetBytes(text), []).State);
    }

    [Fact]
    public void A_PDF_header_further_in_than_1024_bytes_does_not_count()
    {
        byte[] file = [.. new byte[1024], .. OnePagePdf.WithoutPlace()];
        Assert.Equal(SealState.NotAPdf, SealVerifier.Check(file, []).State);
    }

    [Fact]
    public void A_PDF_that_nobody_sealed_has_no_seal()
    {
        Assert.Equal(SealState.NoSeal, SealVerifier.Check(OnePagePdf.WithoutPlace(), []).State);
    }

    [Fact]
    public void A_PDF_cut_short_is_unreadable()
    {
        Assert.Equal(SealState.Unreadable, SealVerifier.Check(OnePagePdf.WithoutPlace()[..60], []).State);
    }

    [Fact]
    public void A_place_for_a_seal_that_was_never_filled_is_no_seal_of_ours()
    {
        var check = SealVerifier.Check(OnePagePdf.WithPlaceFor(8_000).Bytes, [TestCertificates.Rsa.Thumbprint]);
        Assert.Equal(SealState.Changed, check.State);
        Assert.Null(check.Subject);
    }

    [Fact]
    public void A_missing_file_and_a_missing_list_are_answered_too()
    {
        Assert.Equal(SealState.NotAPdf, SealVerifier.Check(null!, null!).State);
        Assert.Equal(SealState.SealedByOthers, SealVerifier.Check(OnePagePdf.Sealed(new PdfSealer(TestCertificates.Rsa)), null!).State);
    }

    [Fact]
    public void A_place_that_is_not_all_zeros_between_brackets_is_refused()
    {
        var sealer = new PdfSealer(TestCertificates.Rsa);
        var pdf = OnePagePdf.WithPlaceFor(sealer.ReservedBytes);
        Assert.Throws<ArgumentException>(() => sealer.Seal(pdf.Bytes, pdf.ContentsStart + 1, pdf.ContentsEnd));
        Assert.Throws<ArgumentException>(() => sealer.Seal(pdf.Bytes, pdf.ContentsStart, pdf.ContentsEnd + 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => sealer.Seal(pdf.Bytes, -1, pdf.ContentsEnd));
        Assert.Throws<ArgumentOutOfRangeException>(() => sealer.Seal(pdf.Bytes, pdf.ContentsStart, pdf.Bytes.Length + 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => sealer.Seal(pdf.Bytes, pdf.ContentsEnd, pdf.ContentsStart));
        var sealedAlready = sealer.Seal(pdf.Bytes, pdf.ContentsStart, pdf.ContentsEnd);
        Assert.Throws<ArgumentException>(() => sealer.Seal(sealedAlready, pdf.ContentsStart, pdf.ContentsEnd));
    }

    [Fact]
    public void A_file_whose_byte_range_does_not_fit_the_place_is_never_handed_out()
    {
        var sealer = new PdfSealer(TestCertificates.Rsa);
        var pdf = OnePagePdf.WithPlaceFor(sealer.ReservedBytes);
        byte[] longer = [.. pdf.Bytes, (byte)'\n'];
        var refusal = Assert.Throws<SealException>(() => sealer.Seal(longer, pdf.ContentsStart, pdf.ContentsEnd));
        Assert.Contains("did not pass its own check", refusal.Message, StringComparison.Ordinal);
    }
}
