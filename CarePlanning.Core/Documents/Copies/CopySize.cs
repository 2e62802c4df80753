using CarePlanning.Pdf;

namespace CarePlanning.Core.Documents.Copies;

/// <summary>Finds the largest type with which a copy on one side fits on it.</summary>
public static class CopySize
{
    /// <summary>The content in that size; where even the smallest needs a second side, the smallest, because no word is ever cut off.</summary>
    public static PdfContent Fit(IDocumentRenderer renderer, Func<double?, PdfContent> compose, CopyKind kind)
    {
        PdfContent? content = null;
        foreach (var size in CopyDocument.SizesOf(kind).Cast<double?>().DefaultIfEmpty(null))
        {
            content = compose(size);
            if (size is null || renderer.Render(content).Pages == 1) break;
        }
        return content!;
    }
}
