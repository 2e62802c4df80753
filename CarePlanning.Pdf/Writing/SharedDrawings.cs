using CarePlanning.Pdf.Layout;

namespace CarePlanning.Pdf.Writing;

/// <summary>Pictures, and the drawings of head and foot: each is in the file once however many pages show it.</summary>
internal sealed class SharedDrawings(ObjectStore store)
{
    private readonly Dictionary<(OutlineOperation Drawing, double Top), int> drawings = [];
    private readonly Dictionary<JpegImage, int> pictures = [];

    /// <summary>The object that draws it, painted when it is first met.</summary>
    public int Of(OutlineOperation drawing, double top, Action<OutlineOperation, double> paint, ByteText content, double pageHeight)
    {
        if (drawings.TryGetValue((drawing, top), out var number))
        {
            return number;
        }

        var from = content.Length;
        paint(drawing, top);
        number = store.AddStream($"/Type/XObject/Subtype/Form/BBox[0 0 {PdfText.Number(PageLayout.Width)} {PdfText.Number(pageHeight)}]/Resources<<>>", content.Written[from..]);
        content.Cut(from);
        return drawings[(drawing, top)] = number;
    }

    public int Of(JpegImage picture) => pictures.TryGetValue(picture, out var number) ? number : pictures[picture] = store.AddStream(
        $"/Type/XObject/Subtype/Image/Width {picture.Width}/Height {picture.Height}/ColorSpace/{(picture.IsGrey ? "DeviceGray" : "DeviceRGB")}/BitsPerComponent 8/Filter/DCTDecode",
        picture.Data, compress: false);
}
