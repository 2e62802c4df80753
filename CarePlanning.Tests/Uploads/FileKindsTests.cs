using System.Text;
using CarePlanning.Core.Uploads;

namespace CarePlanning.Tests.Uploads;

public sealed class FileKindsTests
{
    private static readonly byte[] Png = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 1, 2, 3];
    private static readonly byte[] Jpeg = [0xFF, 0xD8, 0xFF, 0xE0, 1, 2, 3];

    private static byte[] Pdf(string inside = "") => Encoding.ASCII.GetBytes("%PDF-1.7\n" + inside);

    [Fact]
    public void A_PDF_a_PNG_and_a_JPEG_are_taken()
    {
        Assert.Equal(UploadRefusal.None, FileKinds.Check(Pdf()));
        Assert.Equal(UploadRefusal.None, FileKinds.Check(Png));
        Assert.Equal(UploadRefusal.None, FileKinds.Check(Jpeg));
    }

    [Fact]
    public void The_type_is_told_by_the_content_and_not_by_the_name()
    {
        Assert.Equal(UploadRefusal.NotAPictureOrPdf, FileKinds.Check(Encoding.ASCII.GetBytes("<html><script>alert(1)</script>")));
        Assert.Equal("scan.jpg", FileKinds.SafeName("scan.pdf", Jpeg));
    }

    [Fact]
    public void An_empty_file_and_one_that_is_too_large_are_refused()
    {
        Assert.Equal(UploadRefusal.Empty, FileKinds.Check([]));
        var large = new byte[UploadService.MostBytes + 1];
        Png.CopyTo(large, 0);
        Assert.Equal(UploadRefusal.TooLarge, FileKinds.Check(large));
    }

    [Theory]
    [InlineData("<< /S /JavaScript /JS (app.alert(1)) >>")]
    [InlineData("<< /S /Launch /F (run.exe) >>")]
    [InlineData("<< /Type /EmbeddedFile >>")]
    public void A_PDF_that_does_things_by_itself_is_refused(string inside) =>
        Assert.Equal(UploadRefusal.ActiveContent, FileKinds.Check(Pdf(inside)));

    [Theory]
    [InlineData("../../etc/passwd", "passwd.png")]
    [InlineData("", "file.png")]
    [InlineData("Mum's scan (2).png", "Mums scan 2.png")]
    public void A_name_is_made_safe_for_any_machine(string given, string safe) => Assert.Equal(safe, FileKinds.SafeName(given, Png));

    [Fact]
    public void A_small_picture_that_unpacks_to_very_much_is_refused_and_a_scan_is_taken()
    {
        static byte[] PngOf(int width, int height)
        {
            var png = new byte[33];
            Png.AsSpan(0, 8).CopyTo(png);
            System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(16), width);
            System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(20), height);
            return png;
        }
        static byte[] JpegOf(ushort width, ushort height) =>
            [0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 1, 2, 0xFF, 0xC2, 0, 11, 8, (byte)(height >> 8), (byte)height, (byte)(width >> 8), (byte)width, 1, 1, 0x11, 0, 0xFF, 0xD9];
        Assert.Equal(UploadRefusal.None, FileKinds.Check(PngOf(7016, 9933)));
        Assert.Equal(UploadRefusal.TooManyPixels, FileKinds.Check(PngOf(50_000, 50_000)));
        Assert.Equal(UploadRefusal.TooManyPixels, FileKinds.Check(PngOf(int.MaxValue, int.MaxValue)));
        Assert.Equal(UploadRefusal.None, FileKinds.Check(JpegOf(9000, 12_000)));
        Assert.Equal(UploadRefusal.TooManyPixels, FileKinds.Check(JpegOf(65_000, 65_000)));
    }
}
