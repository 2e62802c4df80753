using CarePlanning.Core.Collaboration;
using CarePlanning.Core.Words;
using CarePlanning.Pdf;

namespace CarePlanning.Core.Documents;

/// <summary>What carers say of themselves, as far as they let it into the plan.</summary>
internal static class CarerDocument
{
    public static IEnumerable<Block> Compose(IReadOnlyList<CarerSaid> said)
    {
        foreach (var carer in said.GroupBy(s => s.Name))
        {
            yield return new Heading(1, Texts.Documents.Get("carer", carer.Key));
            foreach (var part in carer)
            {
                yield return new Heading(2, Texts.Documents[$"carer.{part.Part}"]) { InContents = false };
                yield return new Paragraph(part.Words) { Style = ParagraphStyle.Quote };
            }
        }
    }
}
