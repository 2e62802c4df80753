using CarePlanning.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace CarePlanning.Core.Signing;

/// <summary>Reads version rows; used by the services only.</summary>
internal static class VersionReadingService
{
    public static async Task<PlanVersion?> Newest(CarePlanDb db, Guid planId) =>
        await All(db, planId, newestOnly: true) is [var newest, ..] ? newest : null;

    public static async Task<IReadOnlyList<PlanVersion>> All(CarePlanDb db, Guid planId, bool newestOnly = false)
    {
        // The PDF's bytes stay where they are; only what pages show is read.
        var query = db.Versions.AsNoTracking().Where(v => v.PlanId == planId).OrderByDescending(v => v.Number).Select(v => new VersionRow
        {
            Id = v.Id,
            PlanId = v.PlanId,
            Number = v.Number,
            Status = v.Status,
            FrozenAtUtc = v.FrozenAtUtc,
            FrozenBy = v.FrozenBy,
            Schema = v.Schema,
            Content = v.Content,
            ContentSha256 = v.ContentSha256,
            CheckCode = v.CheckCode,
            ClosedAtUtc = v.ClosedAtUtc,
            ClosedBecause = v.ClosedBecause,
            PdfSha256 = v.PdfSha256,
            SealedAtUtc = v.SealedAtUtc,
        });
        var rows = await (newestOnly ? query.Take(1) : query).ToListAsync();
        var signings = await db.Signings.AsNoTracking().Where(s => s.PlanId == planId).OrderBy(s => s.AtUtc).ToListAsync();
        return [.. rows.Select(r => Of(r, signings.Where(s => s.VersionId == r.Id)))];
    }

    public static PlanVersion Of(VersionRow v, IEnumerable<SigningRow> signings) => new(v.Id, v.PlanId, v.Number, v.Status, v.FrozenAtUtc, v.FrozenBy,
        v.ContentSha256, v.CheckCode, v.ClosedAtUtc, v.ClosedBecause, v.SealedAtUtc, v.PdfSha256, FrozenPlan.Read(v.Content),
        [.. signings.Select(s => new PartySigning(s.MemberId, s.Name, s.Relation, s.Role, s.Outcome, s.Statement, s.Mark, s.MarkData, s.Witness, s.Reason, s.AtUtc))]);
}
