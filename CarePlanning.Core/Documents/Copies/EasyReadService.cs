using CarePlanning.Core.Access;
using CarePlanning.Core.Audit;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace CarePlanning.Core.Documents.Copies;

/// <summary>What came of writing easy words.</summary>
public enum EasyOutcome
{
    Kept,
    NotYours,
    TooLong,
    /// <summary>Somebody else wrote there since the page was drawn.</summary>
    Changed,
}

/// <summary>Keeps the easy words that people write beside each section.</summary>
public sealed class EasyReadService(IOpenDb storage, WriteQueue queue, AuditService audit, PortalSettings settings)
{
    /// <summary>The easy words of a plan; null for a stranger.</summary>
    public async Task<IReadOnlyList<EasyWords>?> Words(Actor actor, Guid planId)
    {
        await using var db = storage.Open();
        if (await db.Plans.AsNoTracking().SingleOrDefaultAsync(p => p.Id == planId) is not { } plan) return null;
        var circle = await PlanReadingService.Circle(db, plan);
        return PlanAccess.May(actor, PlanAction.Open, circle) ? [.. (await CopyReadingService.Easy(db, planId)).Where(w => PlanAccess.MaySee(actor, w.Slug, circle))] : null;
    }

    /// <summary>Writes the easy words of one section, one idea a line, in place of those on which they are based; empty takes them away.</summary>
    public Task<EasyOutcome> Write(Actor actor, Guid planId, string slug, string? words, string? based = null) => queue.Run(async () =>
    {
        var (text, on) = (TextRules.Typed(words).Trim(), TextRules.Typed(based).Trim());
        if (PlanSections.Find(slug) is null) return EasyOutcome.NotYours;
        if (text.Length > TextRules.MostCharacters) return EasyOutcome.TooLong;
        await using var db = storage.Open();
        await using var transaction = await db.Database.BeginTransactionAsync();
        if (await PlanService.Locked(db, planId) is not { } plan || plan.Status == PlanStatus.Closed) return EasyOutcome.NotYours;
        if (!PlanAccess.May(actor, PlanAction.Edit, await PlanReadingService.Circle(db, plan), slug)) return EasyOutcome.NotYours;
        var row = await db.EasyWords.SingleOrDefaultAsync(w => w.PlanId == planId && w.Slug == slug);
        var stands = row?.Words ?? "";
        if (stands == text) return EasyOutcome.Kept;
        if (stands != on) return EasyOutcome.Changed;
        if (row is null) db.EasyWords.Add(row = new EasyWordsRow { PlanId = planId, Slug = slug });
        var before = row.Words;
        (row.Words, row.WrittenBy, row.AtUtc) = (text, actor.Name, settings.UtcNow);
        audit.Add(db, plan, await AuditService.Next(db, planId), actor, AuditKind.EasyWordsWritten, section: slug, before: before, after: text);
        await db.SaveChangesAsync();
        await transaction.CommitAsync();
        return EasyOutcome.Kept;
    });
}
