using CarePlanning.Core.Audit;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Signing;
using CarePlanning.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace CarePlanning.Core.Documents.Copies;

/// <summary>Reads copies, facts and whether copies still hold; used by the services only.</summary>
internal static class CopyReadingService
{
    private static readonly List<string> LiveSections = [.. PlanSections.All.Where(s => s.Fields.Any(f => f is { IsLive: true, IsLog: false })).Select(s => s.Slug)];

    /// <summary>The statements that hold now.</summary>
    public static async Task<IReadOnlyList<LiveFact>> Facts(CarePlanDb db, Guid planId) =>
        [.. (await db.LiveFacts.AsNoTracking().Where(f => f.PlanId == planId && f.EndedAtUtc == null).OrderBy(f => f.AtUtc).ToListAsync())
            .Select(Of)];

    /// <summary>A stored statement as a fact.</summary>
    public static LiveFact Of(LiveFactRow row) => new(row.Id, row.Kind, row.Words, row.InPlaceOfPlan, row.StatedBy, row.AtUtc) { StatedById = row.StatedById };

    /// <summary>The easy words of a plan.</summary>
    public static async Task<IReadOnlyList<EasyWords>> Easy(CarePlanDb db, Guid planId) =>
        [.. (await db.EasyWords.AsNoTracking().Where(w => w.PlanId == planId && w.Words != "").ToListAsync()).Select(w => new EasyWords(w.Slug, w.Words, w.WrittenBy, w.AtUtc))];

    /// <summary>Whether something that a copy of this kind tells of was said, or taken back, since it was made.</summary>
    public static async Task<bool> ChangedSince(CarePlanDb db, Guid planId, CopyKind kind, DateTime madeAt)
    {
        // Whoever holds any copy is to hear of it, and nobody acts on it as if it were for tomorrow.
        if (await db.Plans.AnyAsync(p => p.Id == planId && p.PersonDiedOn != null)) return true;
        // The file that was signed says nothing of what is stated beside the plan, however long ago: whoever holds it is to know that there is something.
        if (!CopyList.Of(kind).IsMadeAnew && await db.LiveFacts.AnyAsync(f => f.PlanId == planId && f.EndedAtUtc == null)) return true;
        return await SaidSince(db, planId, kind, madeAt);
    }

    /// <summary>Whether there is something that a holder of such a copy has not heard of, who was last told of a change then.</summary>
    public static async Task<bool> ChangedSinceTold(CarePlanDb db, Guid planId, CopyKind kind, Guid? versionId, DateTime told)
    {
        if (await db.Versions.AnyAsync(v => v.PlanId == planId && (v.SealedAtUtc > told || (v.Status == VersionStatus.Withdrawn && v.ClosedAtUtc > told)))) return true;
        if (await AgreedInItsPlace(db, planId).AnyAsync(v => v.SealedAtUtc > told)) return true;
        if (versionId is null && await db.Copies.AnyAsync(c => c.PlanId == planId && c.Kind == kind && c.Issue == CopyIssue.Recorded && c.MadeAtUtc > told)) return true;
        if (await db.Deaths.AnyAsync(d => d.PlanId == planId && d.AtUtc > told)) return true;
        return await SaidSince(db, planId, kind, told);
    }

    private static async Task<bool> SaidSince(CarePlanDb db, Guid planId, CopyKind kind, DateTime madeAt)
    {
        var about = CopyList.Of(kind).About.ToList();
        if (kind == CopyKind.EasyRead && await db.EasyWords.AnyAsync(w => w.PlanId == planId && w.AtUtc > madeAt)) return true;
        if (await db.LiveFacts.AnyAsync(f => f.PlanId == planId && about.Contains(f.Kind) && (f.AtUtc > madeAt || f.EndedAtUtc > madeAt))) return true;
        // An answer that takes effect at once is a live fact too, whoever's hand or step wrote it.
        var since = await db.Audit.AsNoTracking().Where(a => a.PlanId == planId && a.AtUtc > madeAt && LiveSections.Contains(a.Section) && (a.Kind == AuditKind.Edited || a.Kind == AuditKind.EditedByPack))
            .Select(a => new { a.Section, a.Path }).Distinct().ToListAsync();
        return since.Any(a => LiveAnswers.Counts(kind, a.Section, a.Path));
    }

    /// <summary>Whether a copy still holds.</summary>
    public static async Task<CopyStanding> Standing(CarePlanDb db, Guid planId, CopyKind kind, Guid? versionId, DateTime madeAt)
    {
        var versions = await db.Versions.AsNoTracking().Where(v => v.PlanId == planId && v.SealedAtUtc != null).Select(v => new { v.Id, v.Number, v.Status, v.SealedAtUtc }).ToListAsync();
        var own = versions.FirstOrDefault(v => v.Id == versionId);
        if (own?.Status == VersionStatus.Withdrawn) return CopyStanding.Withdrawn;
        // What a newer version replaced does not come back when that one is withdrawn.
        if (own?.Status == VersionStatus.Superseded || versions.Any(v => v.Status == VersionStatus.Agreed && v.Number > (own?.Number ?? 0))) return CopyStanding.Older;
        if (versionId is null && (versions.Any(v => v.SealedAtUtc > madeAt) || await db.Copies.AnyAsync(c => c.PlanId == planId && c.Kind == kind && c.Issue == CopyIssue.Recorded && c.MadeAtUtc > madeAt))) return CopyStanding.Older;
        if (await AgreedInItsPlace(db, planId).AnyAsync()) return CopyStanding.Older;
        return await ChangedSince(db, planId, kind, madeAt) ? CopyStanding.ChangedSince : CopyStanding.Latest;
    }

    /// <summary>Whether a version was sealed since: what was recorded before does not come back when that version is taken back.</summary>
    public static Task<bool> SealedSince(CarePlanDb db, Guid planId, DateTime madeAt) => db.Versions.AnyAsync(v => v.PlanId == planId && v.SealedAtUtc > madeAt);

    /// <summary>The agreed versions of plans that were begun from this one, as an adult's from a child's: what they say is in place of it.</summary>
    public static IQueryable<VersionRow> AgreedInItsPlace(CarePlanDb db, Guid planId) =>
        from start in db.Set<PlanStartRow>()
        where start.FromPlanId == planId
        join version in db.Versions on start.PlanId equals version.PlanId
        where version.Status == VersionStatus.Agreed
        select version;

    /// <summary>The copy behind a code: a copy of its own, or the full plan of a version.</summary>
    public static async Task<(CopyKind Kind, Guid? VersionId, DateTime MadeAtUtc)?> Behind(CarePlanDb db, Guid planId, string code)
    {
        if (await db.Copies.AsNoTracking().Where(c => c.PlanId == planId && c.CheckCode == code).Select(c => new { c.Kind, c.VersionId, c.MadeAtUtc }).SingleOrDefaultAsync() is { } copy)
            return (copy.Kind, copy.VersionId, copy.MadeAtUtc);
        return await db.Versions.AsNoTracking().Where(v => v.PlanId == planId && v.CheckCode == code && v.SealedAtUtc != null).Select(v => new { v.Id, v.SealedAtUtc }).SingleOrDefaultAsync() is { } version
            ? (CopyKind.FullPlan, version.Id, version.SealedAtUtc!.Value) : null;
    }
}
