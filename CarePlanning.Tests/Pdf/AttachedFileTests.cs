using System.Text;
using CarePlanning.Pdf;

namespace CarePlanning.Tests.Pdf;

/// <summary>What was attached to a file comes out of it again as it was put in, and of any other file comes nothing.</summary>
public sealed class AttachedFileTests
{
    [Fact]
    public void Each_attachment_is_found_by_its_kind()
    {
        var file = PdfSamples.Whole.Bytes;
        Assert.Equal("{}"u8.ToArray(), AttachedFile.Find(file, "application/fhir+json"));
        Assert.Equal("n"u8.ToArray(), AttachedFile.Find(file, "text/plain"));
        Assert.Null(AttachedFile.Find(file, "text/html"));
        Assert.Null(AttachedFile.Find(PdfSamples.Write(new Heading(1, "Nothing attached")).Bytes, "text/plain"));
    }

    [Fact]
    public void A_large_one_comes_out_byte_for_byte_of_a_file_that_was_sealed_too()
    {
        var data = new byte[300_000];
        for (var i = 0; i < data.Length; i++) data[i] = (byte)(i * i >> 3);
        var content = PdfSamples.Content(new Heading(1, "A plan")) with { Attachments = [new Attachment("data.bin", "application/octet-stream", "Data", data, PdfSamples.At)] };
        foreach (var seal in new[] { null, PdfSamples.Seal }) Assert.Equal(data, AttachedFile.Find(PdfWriter.Write(content, PdfSamples.Fonts, seal).Bytes, "application/octet-stream"));
    }

    [Fact]
    public void What_only_looks_like_one_is_none()
    {
        var other = "99 0 obj\n<</Type/EmbeddedFile/Subtype/text#2Fhtml/Length 0>>\nstream\n\nendstream\nendobj\n"u8.ToArray();
        var file = PdfSamples.Whole.Bytes;
        Assert.Null(AttachedFile.Find([.. other, .. file], "text/html"));
        Assert.Null(AttachedFile.Find([.. file, .. other], "text/html"));
    }

    [Fact]
    public void No_file_is_a_reason_to_throw()
    {
        var file = PdfWriter.Write(PdfSamples.Content(new Heading(1, "A plan")) with { Attachments = [new Attachment("a", "text/plain", "", "a"u8.ToArray(), PdfSamples.At)] }, PdfSamples.Fonts).Bytes;
        Assert.Null(AttachedFile.Find([], "text/plain"));
        foreach (var text in new[] { "startxref\n", "startxref\n0\n", "startxref\n-1\n", "startxref\n99999999999\n", "1 0 obj\n<</Type/XRef/Length 9>>\nstream\nstartxref\n0\n", "1 0 obj\n<</Type/XRef/Length 1>>\nstream\n!startxref\n0\n", "1 0 obj\n<<startxref\n0\n" })
            Assert.Null(AttachedFile.Find(Encoding.Latin1.GetBytes(text), "text/plain"));
        for (var cut = 0; cut < file.Length; cut += 97) AttachedFile.Find(file[..cut], "text/plain");
        // The table of objects and what stands before it, one byte spoiled at a time.
        for (var at = Math.Max(0, file.Length - 1500); at < file.Length; at++)
        {
            var spoiled = file.ToArray();
            spoiled[at] ^= 0x15;
            AttachedFile.Find(spoiled, "text/plain");
        }
    }
}
