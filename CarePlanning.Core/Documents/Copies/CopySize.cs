using CarePlanning.Core.Plans;
using CarePlanning.Core.Signing;
using CarePlanning.Pdf;

namespace CarePlanning.Core.Documents.Copies;

/// <summary>An answer that takes much room on a copy.</summary>
/// <param name="Path">Where it stands in its section.</param>
public sealed record LongAnswer(SectionDefinition Section, string Path, int Characters);

/// <summary>A copy that should fit on one side and does not.</summary>
/// <param name="Pages">The sides it takes in the tightest way.</param>
/// <param name="Longest">The answers on it that take the most room, the longest first.</param>
public sealed record TooLong(CopyKind Kind, int Pages, IReadOnlyList<LongAnswer> Longest);

/// <summary>Finds the best way to set a copy on one side.</summary>
public static class CopySize
{
    /// <summary>So many answers are named; shortening them is enough for one visit.</summary>
    private const int Named = 4;

    /// <summary>The content set in that way; where even the tightest needs a second side, the tightest, because no word is ever cut off.</summary>
    public static PdfContent Fit(IDocumentRenderer renderer, Func<CopyFit?, PdfContent> compose, CopyKind kind)
    {
        PdfContent? content = null;
        foreach (var fit in CopyDocument.FitsOf(kind).Cast<CopyFit?>().DefaultIfEmpty(null))
        {
            content = compose(fit);
            if (fit is null || renderer.Render(content).Pages == 1) break;
        }
        return content!;
    }

    /// <summary>Every copy for one side that this plan, as it stands now, would not fit on in type that can be read where it is needed.</summary>
    /// <param name="photo">The photo on the plan, which takes room as well; null where there is none.</param>
    public static IReadOnlyList<TooLong> TooLong(IDocumentRenderer renderer, PlanView plan, IReadOnlyList<LiveFact> facts, byte[]? photo)
    {
        var content = new FrozenPlan(plan.Card.Number, 0, plan.Card.Pathway, "", plan.Card.PersonName, plan.Card.BornOn, plan.Card.NhsNumber, plan.Card.ChangedAtUtc, plan.Voices, FrozenPlan.Split(plan.Answers).Signed) { Photo = photo };
        return [.. CopyList.All.Select(c => TooLong(renderer, content, c.Kind, facts)).OfType<TooLong>()];
    }

    /// <summary>What to shorten so that this copy fits on one side; null where it does, or need not.</summary>
    public static TooLong? TooLong(IDocumentRenderer renderer, FrozenPlan plan, CopyKind kind, IReadOnlyList<LiveFact> facts)
    {
        if (CopyDocument.Readable(kind) is not [.., var tightest]) return null;
        var stamp = new CopyStamp(kind, CopyIssue.Agreed, plan.Number, plan.Version, plan.FrozenAtUtc, null, plan.FrozenAtUtc, CheckCodes.New(), CheckAddress.Local);
        var content = CopyDocument.Compose(plan, stamp, new CopyContents(null, facts), tightest);
        var pages = renderer.Render(content).Pages;
        if (pages == 1) return null;
        // What the sheet says is asked of the sheet itself, so that nothing need be told twice which answers stand on it.
        var said = PlainText.Write(content);
        return new TooLong(kind, pages,
        [
            .. (from section in PlanSections.All
                from text in SectionFields.Texts(section, plan.Answers[section.Slug])
                let first = text.Value.Split('\n', 2)[0].Trim().TrimEnd('.')
                where first.Length > 0 && said.Contains(first, StringComparison.Ordinal)
                orderby text.Value.Length descending
                select new LongAnswer(section, text.Path, text.Value.Length)).Take(Named),
        ]);
    }
}
