using CarePlanning.Core.Words;
using CarePlanning.Pdf;

namespace CarePlanning.Core.Documents;

/// <summary>The frame in which a wish stands: thin and green, unlike a legal decision or a clinician's recommendation.</summary>
internal static class Wishes
{
    public static Callout Framed(string title, IReadOnlyList<Block> blocks) =>
        new(title, blocks) { Frame = CalloutFrame.Thin, Colour = "#2e6a3c", Tint = "#eaf4ec" };

    /// <summary>Says once what a wish is, where wishes begin.</summary>
    public static Callout Explained() => Framed(Texts.Documents["wish"], [new Paragraph(Texts.Documents["wish.what"])]);
}
