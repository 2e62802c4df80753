using System.Globalization;
using System.Text;

namespace CarePlanning.Tests.Pdf.Signing;

/// <summary>A one-page PDF written by hand, with an empty place for a certifying seal.</summary>
public sealed record OnePagePdf(byte[] Bytes, int ContentsStart, int ContentsEnd)
{
    private const string RangeRoom = "0000000000 0000000000 0000000000";

    public static OnePagePdf WithPlaceFor(int reservedBytes, string text = "Plan of Maya Okafor", string extraKeys = "")
    {
        var content = $"BT /F1 24 Tf 72 720 Td ({text}) Tj ET";
        var zeros = new string('0', 2 * reservedBytes);
        string[] objects =
        [
            "<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[6 0 R]/SigFlags 3>>/Perms<</DocMDP 7 0 R>>>>",
            "<</Type/Pages/Kids[3 0 R]/Count 1>>",
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>/Annots[6 0 R]>>",
            $"<</Length {content.Length}>>\nstream\n{content}\nendstream",
            "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
            "<</Type/Annot/Subtype/Widget/FT/Sig/T(Seal)/V 7 0 R/Rect[0 0 0 0]/F 132/P 3 0 R>>",
            "<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/ETSI.CAdES.detached/M(D:20260401093000+01'00')"
                + "/Name(Aderyn Council)/Reason(No objection \\(see page 1\\))"
                + "/Reference[<</Type/SigRef/TransformMethod/DocMDP/TransformParams<</Type/TransformParams/P 1/V/1.2>>>>]"
                + extraKeys + $"/ByteRange[0 {RangeRoom}]/Contents<{zeros}>>>",
        ];

        var pdf = new StringBuilder("%PDF-1.7\n");
        var offsets = new List<int>();
        for (var i = 0; i < objects.Length; i++)
        {
            offsets.Add(pdf.Length);
            pdf.Append(CultureInfo.InvariantCulture, $"{i + 1} 0 obj\n{objects[i]}\nendobj\n");
        }

        var xref = pdf.Length;
        pdf.Append(CultureInfo.InvariantCulture, $"xref\n0 {objects.Length + 1}\n0000000000 65535 f \n");
        offsets.ForEach(offset => pdf.Append(CultureInfo.InvariantCulture, $"{offset:D10} 00000 n \n"));
        pdf.Append(CultureInfo.InvariantCulture, $"trailer\n<</Size {objects.Length + 1}/Root 1 0 R>>\nstartxref\n{xref}\n%%EOF\n");

        var whole = pdf.ToString();
        var start = whole.IndexOf("/Contents<", StringComparison.Ordinal) + "/Contents".Length;
        var end = start + zeros.Length + 2;
        whole = whole.Replace(RangeRoom, $"{start:D10} {end:D10} {whole.Length - end:D10}", StringComparison.Ordinal);
        return new OnePagePdf(Encoding.Latin1.GetBytes(whole), start, end);
    }

    /// <summary>A PDF nobody meant to seal.</summary>
    public static byte[] WithoutPlace() =>
        Encoding.Latin1.GetBytes(
            "%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[]/Count 0>>\nendobj\n"
            + "xref\n0 3\n0000000000 65535 f \n0000000009 00000 n \n0000000055 00000 n \n"
            + "trailer\n<</Size 3/Root 1 0 R>>\nstartxref\n104\n%%EOF\n");

    public static byte[] Sealed(CarePlanning.Pdf.PdfSealer sealer, string text = "Plan of Maya Okafor")
    {
        var pdf = WithPlaceFor(sealer.ReservedBytes, text);
        return sealer.Seal(pdf.Bytes, pdf.ContentsStart, pdf.ContentsEnd);
    }
}
