using Xunit;

namespace CarePlanning.Tests.Pdf;

public class PdfMarksTests
{
    [Theory]
    [InlineData("on a space \u0301here")]
    [InlineData("a vowel sign alone \u09BF and \u094B")]
    [InlineData("fixed space\u2007\u0301 and hyphen\u2011\u0308")]
    public void A_mark_that_stands_on_a_space_is_kept(string text)
    {
        using var pdf = new PdfReading(PdfSamples.Write(new CarePlanning.Pdf.Paragraph(text)));
        var read = string.Concat(pdf.Document.GetPage(1).GetMarkedContents().Where(m => !m.IsArtifact).SelectMany(m => m.Letters).Select(l => l.Value));
        Assert.All(text.Where(c => c is >= '\u0300' and not ('\u2007' or '\u2011')), mark => Assert.Contains(mark, read));
        Assert.Empty(PdfRules.Broken(pdf.Bytes));
    }
}
