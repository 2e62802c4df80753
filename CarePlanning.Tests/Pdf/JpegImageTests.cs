using CarePlanning.Pdf;
using CarePlanning.Tests.Uploads;
using Xunit;

namespace CarePlanning.Tests.Pdf;

/// <summary>Only pictures that every reader can show are taken into a file.</summary>
public sealed class JpegImageTests
{
    private static readonly byte[] Picture = PhotoTests.Jpeg(30, 20);

    [Theory]
    [InlineData(0xC0, true)]
    [InlineData(0xC1, true)]
    [InlineData(0xC2, true)]
    [InlineData(0xC3, false)]
    [InlineData(0xC5, false)]
    [InlineData(0xC9, false)]
    [InlineData(0xCA, false)]
    [InlineData(0xCF, false)]
    public void A_kind_of_JPEG_that_readers_do_not_know_is_refused(byte kind, bool known)
    {
        var picture = Picture.ToArray();
        picture[Frame() + 1] = kind;
        if (known) Assert.Equal((30, 20), (JpegImage.Read(picture).Width, JpegImage.Read(picture).Height));
        else Assert.Throws<FormatException>(() => JpegImage.Read(picture));
    }

    [Fact]
    public void Bytes_that_only_fill_are_passed_over()
    {
        var at = Frame();
        byte[] filled = [.. Picture[..2], 0xFF, 0xFF, 0xFF, .. Picture[2..at], 0xFF, 0xFF, .. Picture[at..]];
        var read = JpegImage.Read(filled);
        Assert.Equal((30, 20), (read.Width, read.Height));
    }

    private static int Frame() => Picture.AsSpan().IndexOf([(byte)0xFF, (byte)0xC0]);
}
