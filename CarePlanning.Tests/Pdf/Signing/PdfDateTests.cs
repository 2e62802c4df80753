using System.Globalization;
using System.Text;
using CarePlanning.Pdf;
using Xunit;

namespace CarePlanning.Tests.Pdf.Signing;

public class PdfDateTests
{
    [Theory]
    [InlineData("(D:20260401093000+01'00')", "2026-04-01T09:30:00+01:00")]
    [InlineData("(D:20260401093000+01'00)", "2026-04-01T09:30:00+01:00")]
    [InlineData("(D:20260401093000-0530)", "2026-04-01T09:30:00-05:30")]
    [InlineData("(D:20260401093000+01)", "2026-04-01T09:30:00+01:00")]
    [InlineData("(D:20260401093000+01')", "2026-04-01T09:30:00+01:00")]
    [InlineData("(D:20260401093000Z)", "2026-04-01T09:30:00+00:00")]
    [InlineData("(D:20260401093000Z00'00')", "2026-04-01T09:30:00+00:00")]
    [InlineData("(D:20260401093000)", "2026-04-01T09:30:00+00:00")]
    public void Every_way_PDF_writes_a_time_is_read(string written, string meant)
    {
        Assert.Equal(DateTimeOffset.Parse(meant, CultureInfo.InvariantCulture), PdfDate.Read(Encoding.ASCII.GetBytes(written)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("()")]
    [InlineData("(D:)")]
    [InlineData("(D:2026)")]
    [InlineData("(D:20261301093000Z)")]
    [InlineData("(D:20260401093000+99'00')")]
    [InlineData("(20260401093000Z)")]
    [InlineData("(D:20260401093000Z")]
    [InlineData("(D:20260401093000Z more)")]
    [InlineData("<443A>")]
    public void What_is_no_time_gives_none(string written)
    {
        Assert.Null(PdfDate.Read(Encoding.ASCII.GetBytes(written)));
    }
}
