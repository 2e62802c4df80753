using System.Text;
using System.Text.RegularExpressions;
using CarePlanning.Pdf;
using UglyToad.PdfPig.Tokens;
using Xunit;

namespace CarePlanning.Tests.Pdf;

public class PdfSealTests
{
    [Fact]
    public void The_byte_range_covers_everything_but_the_hole()
    {
        var file = PdfSamples.Whole;
        var range = file.SealRange!;
        var text = Encoding.Latin1.GetString(file.Bytes);
        var numbers = Regex.Match(text, @"/ByteRange\[(\d+) (\d+) (\d+) (\d+)\]").Groups.Values.Skip(1).Select(g => int.Parse(g.Value, System.Globalization.CultureInfo.InvariantCulture)).ToArray();
        Assert.Equal([0, range.ContentsStart, range.ContentsEnd, file.Bytes.Length - range.ContentsEnd], numbers);
        Assert.Equal("<" + new string('0', 2 * PdfSamples.Seal.ReservedBytes) + ">", text[range.ContentsStart..range.ContentsEnd]);
        Assert.EndsWith("/Contents", text[..range.ContentsStart], StringComparison.Ordinal);
    }

    [Fact]
    public void The_seal_certifies_and_allows_no_change()
    {
        using var pdf = new PdfReading(PdfSamples.Whole);
        var signature = pdf.Dictionary(pdf.Dictionary(pdf.Catalogue, "Perms")!, "DocMDP")!;
        Assert.Equal(("Sig", "Adobe.PPKLite", "ETSI.CAdES.detached"), (pdf.Name(signature, "Type"), pdf.Name(signature, "Filter"), pdf.Name(signature, "SubFilter")));
        var reference = (DictionaryToken)pdf.Resolve(pdf.Array(signature, "Reference")[0])!;
        Assert.Equal("DocMDP", pdf.Name(reference, "TransformMethod"));
        Assert.Equal(1, pdf.Number(pdf.Dictionary(reference, "TransformParams")!, "P"));
        var form = pdf.Dictionary(pdf.Catalogue, "AcroForm")!;
        Assert.Equal(3, pdf.Number(form, "SigFlags"));
        var field = (DictionaryToken)pdf.Resolve(Assert.Single(pdf.Array(form, "Fields")))!;
        Assert.Equal("Seal", pdf.Text(field, "T"));
        Assert.All(pdf.Array(field, "Rect"), n => Assert.Equal(0, ((NumericToken)n).Int));
        Assert.Equal(132, pdf.Number(field, "F"));
    }

    [Fact]
    public void Without_a_seal_there_is_no_form()
    {
        var file = PdfSamples.Write(new Paragraph("Only text"));
        using var pdf = new PdfReading(file);
        Assert.Null(file.SealRange);
        Assert.Null(pdf.Get(pdf.Catalogue, "AcroForm"));
        Assert.Empty(pdf.Annotations());
    }
}
