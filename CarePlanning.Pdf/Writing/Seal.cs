using System.Globalization;
using System.Text;
using CarePlanning.Pdf.Layout;

namespace CarePlanning.Pdf.Writing;

/// <summary>The field and dictionary into which a certifying signature is put once the file's bytes are fixed.</summary>
internal static class Seal
{
    private const string RangeMark = "/ByteRange[0 0000000000 0000000000 0000000000]";

    /// <summary>Adds the field to the first page and the structure; says what the catalogue must hold.</summary>
    public static (int Field, int Signature, string Catalogue) Add(ObjectStore store, Structure structure, StructNode root, int page, SealPlaceholder seal)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(seal.ReservedBytes, 1, nameof(seal));
        var signature = store.Add(
            $"<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/ETSI.CAdES.detached/M{PdfText.Date(seal.SignedAt)}/Name{PdfText.String(PdfText.Clean(seal.Name))}/Reason{PdfText.String(PdfText.Clean(seal.Reason))}" +
            $"/Reference[<</Type/SigRef/TransformMethod/DocMDP/TransformParams<</Type/TransformParams/P 1/V/1.2>>>>]{RangeMark}/Contents<{new string('0', 2 * seal.ReservedBytes)}>>>",
            plain: true);
        var form = new StructNode("Form", root);
        var field = store.Reserve();
        form.Kids.Add(new AnnotationKid(0, field));
        form.Page = 0;
        var key = structure.AnnotationKey(form);
        var look = store.AddStream("/Type/XObject/Subtype/Form/BBox[0 0 0 0]/Resources<<>>", [], compress: false);

        // Print and locked, not hidden: PDF/A allows no hidden annotation, and a rectangle of no size is not seen anyway.
        store.Set(
            field,
            $"<</Type/Annot/Subtype/Widget/FT/Sig/T(Seal)/TU{PdfText.String(PdfText.Clean(seal.Name.Length == 0 ? "Seal" : "Seal of " + seal.Name))}/F 132/Rect[0 0 0 0]/P {page} 0 R/V {signature} 0 R/AP<</N {look} 0 R>>/StructParent {key}>>",
            plain: true);
        var fields = store.Add($"<</Fields[{field} 0 R]/SigFlags 3>>", plain: true);
        return (field, signature, $"/AcroForm {fields} 0 R/Perms<</DocMDP {signature} 0 R>>");
    }

    /// <summary>Writes where the hole is into the finished file; the hole itself stays for the signer.</summary>
    public static SealRange Measure(byte[] file, int bodyStart, SealPlaceholder seal)
    {
        var body = file.AsSpan(bodyStart);
        var range = bodyStart + body.IndexOf(Encoding.ASCII.GetBytes(RangeMark));
        var start = range + RangeMark.Length + "/Contents".Length;
        var end = start + 2 + (2 * seal.ReservedBytes);
        var written = string.Create(CultureInfo.InvariantCulture, $"/ByteRange[0 {start:0000000000} {end:0000000000} {file.Length - end:0000000000}]");
        Encoding.ASCII.GetBytes(written).CopyTo(file, range);
        return new SealRange(start, end);
    }
}
