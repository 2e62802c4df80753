using CarePlanning.Pdf;

namespace CarePlanning.Core.Documents;

/// <summary>Turns a composed document into a file; another engine can be put in its place.</summary>
public interface IDocumentRenderer
{
    /// <param name="seal">Room for the seal, or null for a preview.</param>
    PdfFile Render(PdfContent document, SealPlaceholder? seal = null);
}

/// <summary>Renders with the project's own PDF library.</summary>
public sealed class PdfRenderer(string fontFolder) : IDocumentRenderer
{
    private readonly Lazy<FontSet> fonts = new(() => FontSet.FromFolder(fontFolder));

    public PdfFile Render(PdfContent document, SealPlaceholder? seal = null) => PdfWriter.Write(document, fonts.Value, seal);
}
