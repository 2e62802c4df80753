using CarePlanning.Core.Access;
using CarePlanning.Core.Audit;
using CarePlanning.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace CarePlanning.Core.Plans;

/// <summary>One line of a plan's history as a reader may see it.</summary>
/// <param name="Path">The place in the section; empty where this reader may not see the words, because the place alone can tell.</param>
/// <param name="Before">The words before, or null where this reader may not see them.</param>
public sealed record HistoryLine(long Sequence, DateTime AtUtc, string By, string Kind, string Section, string Path, string Voice, string? Before, string? After)
{
    /// <summary>True when the words are gone on lawful decision.</summary>
    public bool Erased { get; init; }
}

/// <summary>Tells who did what when.</summary>
public sealed class HistoryService(IOpenDb storage)
{
    /// <summary>A page of the history, newest first, and whether the chain behind it holds.</summary>
    public async Task<(IReadOnlyList<HistoryLine> Lines, bool More, long? BrokenAt)> Of(Actor actor, Guid planId, int page, int size = 50)
    {
        await using var db = storage.Open();
        if (await Lines(db, actor, planId, page * size, size + 1) is not { } lines) return ([], false, null);
        return (HistoryDates.Whole(lines.Take(size)), lines.Count > size, await AuditService.FirstBreak(db, planId));
    }

    /// <summary>The newest lines, for pages that look again at each change: the chain behind them is not read.</summary>
    public async Task<IReadOnlyList<HistoryLine>> Newest(Actor actor, Guid planId, int most)
    {
        await using var db = storage.Open();
        return await Lines(db, actor, planId, 0, most) ?? [];
    }

    /// <summary>Lines of the history, newest first, or null for somebody who may not see it.</summary>
    private static async Task<List<HistoryLine>?> Lines(CarePlanDb db, Actor actor, Guid planId, int skip, int most)
    {
        if (await db.Plans.AsNoTracking().SingleOrDefaultAsync(p => p.Id == planId) is not { } plan) return null;
        var circle = await PlanReadingService.Circle(db, plan);
        if (!PlanAccess.May(actor, PlanAction.SeeHistory, circle)) return null;
        var rows = await (from a in db.Audit.AsNoTracking()
                          join w in db.AuditWords on a.Id equals w.AuditId into words
                          from w in words.DefaultIfEmpty()
                          where a.PlanId == planId
                          orderby a.Sequence descending
                          select new { a, w }).Skip(skip).Take(most).ToListAsync();
        var (answers, _) = await PlanReadingService.Answers(db, planId);
        return [.. rows.Select(r => Line(r.a, r.w, MaySeeWords(actor, circle, r.a, answers)))];
    }

    private static HistoryLine Line(AuditRow a, AuditWordsRow? w, bool seen) =>
        new(a.Sequence, a.AtUtc, a.ActorName, a.Kind, a.Section, seen ? a.Path : "", seen ? a.Voice : "", seen ? w?.Before : null, seen ? w?.After : null) { Erased = w is null };

    private static bool MaySeeWords(Actor actor, PlanCircle circle, AuditRow entry, PlanAnswers answers)
    {
        if (!AuditKind.TellsOfWords(entry.Kind)) return true;
        if (PlanSections.Find(entry.Section) is not { } section || SectionPath.Find(section, entry.Path) is not { } at) return false;
        if (at.Field is { } written && !PlanAccess.MayRead(actor, written, circle)) return false;
        if (at.Field is null) return section.FieldsOf(at.Part).Any(f => PlanAccess.MaySee(actor, f, circle));
        return PlaceAccess.MaySee(actor, circle, answers[entry.Section], at);
    }
}
