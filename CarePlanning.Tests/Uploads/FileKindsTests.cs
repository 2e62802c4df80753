using System.IO.Compression;
using System.Text;
using CarePlanning.Core.Documents.Copies;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Uploads;
using CarePlanning.Tests.Documents.Copies;

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
    [InlineData("<< /S /J#61vaScript /J#53 (app.alert(1)) >>")]
    [InlineData("<< /Type /Catalog /AA << /O 5 0 R >> >>")]
    [InlineData("<< /Type /Catalog /AA<< /O 5 0 R >> >>")]
    [InlineData("<< /S /SubmitForm /F (http://somewhere.example) >>")]
    [InlineData("<< /S /ImportData /F (data.fdf) >>")]
    [InlineData("<< /AcroForm << /XFA 7 0 R >> >>")]
    [InlineData("<< /Names << /EmbeddedFiles 7 0 R >> >>")]
    [InlineData("<< /S /GoToR /F (\\\\server\\share) >>")]
    [InlineData("<< /S /Rendition /JS (app.alert(1)) >>")]
    [InlineData("<< /Subtype /RichMedia >>")]
    [InlineData("1 0 obj << /Length 5 >> stream\nhello\nendstream endobj 2 0 obj << /S /Rendition /JS(app.alert(1)) >>")]
    public void Nor_is_one_that_writes_it_in_another_way(string inside) => Assert.Equal(UploadRefusal.ActiveContent, FileKinds.Check(Pdf(inside)));

    [Theory]
    [InlineData("<< /Type /Catalog /OpenAction [3 0 R /Fit] /AAPL:Keywords 4 0 R /JSON (no) >>")]
    [InlineData("<< /S /URI /URI (https://www.example.org) >>")]
    [InlineData("<< /Title (A Launch /Launchpad of JavaScript) >>")]
    public void Words_that_only_look_like_it_are_taken(string inside) => Assert.Equal(UploadRefusal.None, FileKinds.Check(Pdf(inside)));

    private static byte[] Packed(string dictionary, byte[] data)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true)) zlib.Write(data);
        return [.. Pdf($"4 0 obj << {dictionary} /Filter /FlateDecode /Length {packed.Length} >> stream\r\n"), .. packed.ToArray(), .. "\nendstream endobj"u8];
    }

    private static byte[] Packed(string dictionary, string data) => Packed(dictionary, Encoding.ASCII.GetBytes(data));

    [Theory]
    [InlineData("/Type /ObjStm /N 1 /First 5", "7 0 << /S /JavaScript /JS (app.alert(1)) >>")]
    [InlineData("/Type /ObjStm /N 1 /First 5", "7 0 << /S /J#61vaScript /JS (app.alert(1)) >>")]
    [InlineData("/Type /Obj#53tm /N 1 /First 5", "7 0 << /AA << /O 5 0 R >> >>")]
    [InlineData("/Type/ObjStm/Subtype/Image /N 1 /First 5", "7 0 << /JS 8 0 R >>")]
    [InlineData("/N 1 /First 5", "7 0 << /S /Launch /F (run.exe) >>")]
    // A string in the words before the data says where they begin, or that they are something else.
    [InlineData("/Type /ObjStm /N 1 /First 5 /X( obj)", "7 0 << /S /JavaScript /JS (app.alert(1)) >>")]
    [InlineData("/Type /ObjStm /N 1 /First 5 /X(endobj 4 0 obj << /Subtype /Image)", "7 0 << /S /JavaScript /JS (app.alert(1)) >>")]
    // Some viewers ask no stream what it is.
    [InlineData("/Type /XObject /Subtype /Image /N 1 /First 5", " 7 0\n<< /S /JavaScript /JS (app.alert(1)) >>")]
    [InlineData("/Type /XObject /Subtype /Image /N 1 /First 12", "% 7 0\n7 0 << /S /JavaScript /JS (app.alert(1)) >>")]
    public void What_is_packed_is_looked_into(string dictionary, string inside) => Assert.Equal(UploadRefusal.ActiveContent, FileKinds.Check(Packed(dictionary, inside)));

    /// <summary>As common tools write them: letters for bytes, black pictures, a remark before a picture's first word.</summary>
    [Fact]
    public void What_nobody_would_take_for_objects_is_taken()
    {
        Assert.Equal(UploadRefusal.None, FileKinds.Check(Packed("/Type /XObject /Subtype /Image /DecodeParms << /Predictor 15 >>", new byte[100_000])));
        Assert.Equal(UploadRefusal.None, FileKinds.Check(Packed("/Type /XObject /Subtype /Image /DecodeParms << /Predictor 15 >>", [.. new byte[300], (byte)'%', (byte)'\n', 1, 2, 3])));
        // Words that only begin so.
        Assert.Equal(UploadRefusal.None, FileKinds.Check(Pdf("3 0 obj << /Type /XRef /W [1 4 2] >> stream\nabc\nendstream 4 0 obj << /FilterName (blur) /Filters 7 /Filter [ /DCTDecode ] /Subtype /Image >> stream\nabc\nendstream")));
        // "BT ET" in ASCII85 and in hexadecimal, in a file whose other objects are packed.
        foreach (var (filter, data) in new[] { ("/ASCII85Decode", "6<#'r;u~>"), ("/ASCIIHexDecode", "42 54 20 45 54>") })
            Assert.Equal(UploadRefusal.None, FileKinds.Check(Pdf($"3 0 obj << /Type /XRef /W [1 4 2] >> stream\nabc\nendstream 4 0 obj << /Filter {filter} >> stream\n{data}\nendstream")));
        // "7 0 << /S /J" in both.
        foreach (var (filter, data) in new[] { ("/ASCII85Decode", "2]sds4?O`>;]m_c~>"), ("/ASCIIHexDecode", "37 20 30 20 3C 3C 20 2F 53>") })
            Assert.Equal(UploadRefusal.CannotLookInto, FileKinds.Check(Pdf($"3 0 obj << /Type /XRef /W [1 4 2] >> stream\nabc\nendstream 4 0 obj << /N 1 /Filter {filter} >> stream\n{data}\nendstream")));
    }

    [Fact]
    public void What_is_packed_is_looked_into_however_much_is_said_before_it_and_whether_or_not_it_says_that_it_is_packed()
    {
        const string Acts = "7 0 << /S /JavaScript /JS (app.alert(1)) >>";
        Assert.Equal(UploadRefusal.ActiveContent, FileKinds.Check(Packed($"/Type /ObjStm /N 1 /First 5 /X({new string('a', 20_000)})", Acts)));
        Assert.Equal(UploadRefusal.ActiveContent, FileKinds.Check(Packed("/Type /XObject /Subtype /Image /N 1 /First 5", new string(' ', 100_000) + Acts)));
        // However it says how it is packed, and whatever it calls itself.
        foreach (var filter in new[] { "/Filter [9 0 R]", "/Filter %c\n9 0 R", "/Filter 9 0 R", "/Filter [/FlateDecode 9 0 R]" })
            Assert.Equal(UploadRefusal.CannotLookInto, FileKinds.Check(Pdf($"3 0 obj << /Type /XRef /W [1 4 2] >> stream\nabc\nendstream 4 0 obj << /Subtype /Image /N 1 /First 5 {filter} >> stream\n37203020>\nendstream")));
        Assert.Equal(UploadRefusal.CannotLookInto, FileKinds.Check(Pdf("3 0 obj << /Type /XRef /W [1 4 2] >> stream\nabc\nendstream 4 0 obj << /Subtype /Image /N 1 /Filter /AHx >> stream\n37 20 30 20 3C>\nendstream")));
        var silent = Encoding.Latin1.GetString(Packed("/Type /XObject /Subtype /Image", Acts)).Replace("/Filter /FlateDecode", "/F#69lter 9 0 R", StringComparison.Ordinal);
        Assert.Equal(UploadRefusal.ActiveContent, FileKinds.Check(Encoding.Latin1.GetBytes(silent)));
    }

    [Theory]
    [InlineData("/Type /ObjStm /N 1 /First 5", "7 0 << /Type /Page /Contents 8 0 R >>")]
    [InlineData("", "BT /F1 12 Tf (/JS and /AA in a text) Tj ET")]
    [InlineData("/Type /XObject /Subtype /Image /Width 1", "anything /AA ")]
    public void And_is_taken_where_nothing_in_it_acts(string dictionary, string inside) => Assert.Equal(UploadRefusal.None, FileKinds.Check(Packed(dictionary, inside)));

    [Theory]
    [InlineData("trailer << /Root 1 0 R /Encrypt 9 0 R >>")]
    [InlineData("4 0 obj << /Type /ObjStm /N 1 /First 5 /Filter /LZWDecode >> stream\nabc\nendstream")]
    [InlineData("4 0 obj << /Type /ObjStm /N 1 /First 5 /Filter [/ASCII85Decode /FlateDecode] >> stream\nabc\nendstream")]
    [InlineData("4 0 obj << /Type /ObjStm /N 1 /First 5 /Filter 6 0 R >> stream\nabc\nendstream")]
    [InlineData("4 0 obj << /Type /ObjStm /N 1 /First 5 /Filter /FlateDecode >> stream\nno zlib\nendstream")]
    [InlineData("3 0 obj << /Type /XRef /W [1 4 2] >> stream\nabc\nendstream 4 0 obj << /N 1 /First 5 /Filter /LZWDecode >> stream\nabc\nendstream")]
    public void What_nobody_can_look_into_is_refused(string inside) => Assert.Equal(UploadRefusal.CannotLookInto, FileKinds.Check(Pdf(inside)));

    [Fact]
    public void A_small_file_that_unpacks_to_very_much_is_not_unpacked_to_the_end()
    {
        var much = new byte[PdfInside.MostUnpacked + 1];
        Assert.Equal(UploadRefusal.CannotLookInto, FileKinds.Check(Packed("/Type /ObjStm /N 1 /First 5", much)));
        Assert.Equal(UploadRefusal.None, FileKinds.Check(Packed("", much)));
    }

    [Fact]
    public void A_sealed_paper_of_our_own_without_data_in_it_is_taken()
    {
        var paper = Samples.Renderer.Render(Samples.Content(CopyKind.AboutMe, PlanAnswers.Empty()));
        Assert.Equal(UploadRefusal.None, FileKinds.Check(paper.Bytes));
    }

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
