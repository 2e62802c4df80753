using System.Security.Cryptography;
using CarePlanning.Core.Access;
using CarePlanning.Core.Audit;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace CarePlanning.Core.Uploads;

/// <summary>A file that belongs to a plan.</summary>
public sealed record PlanFile(string Sha256, string FileName, string MediaType, long Size, DateTime AtUtc);

/// <summary>Why a file was not taken.</summary>
public enum UploadRefusal { None, NotFound, Empty, TooLarge, NotAPictureOrPdf, ActiveContent, CannotLookInto, TooManyPixels }

/// <summary>Takes in files: the type is told by the content, never by the name; kept by hash; given out as a download only.</summary>
public sealed class UploadService(IOpenDb storage, WriteQueue queue, AuditService audit, PortalSettings settings)
{
    /// <summary>The largest file taken, in bytes (20 MB).</summary>
    public const int MostBytes = 20 * 1024 * 1024;

    public async Task<(PlanFile? File, UploadRefusal Refusal)> Add(Actor actor, Guid planId, string fileName, byte[] content)
    {
        if (FileKinds.Check(content) is not UploadRefusal.None and var refusal) return (null, refusal);
        return await queue.Run(async () =>
        {
            await using var db = storage.Open();
            await using var transaction = await db.Database.BeginTransactionAsync();
            // After a death nothing is added any more.
            if (await PlanService.Locked(db, planId) is not { } plan || plan.HasDied() || !PlanAccess.May(actor, PlanAction.Upload, await PlanReadingService.Circle(db, plan)))
                return ((PlanFile?)null, UploadRefusal.NotFound);
            var hash = Convert.ToHexStringLower(SHA256.HashData(content));
            var row = await db.Uploads.AsNoTracking().SingleOrDefaultAsync(u => u.PlanId == planId && u.Sha256 == hash);
            if (row is null)
            {
                row = new UploadRow
                {
                    PlanId = planId,
                    Sha256 = hash,
                    FileName = FileKinds.SafeName(fileName, content),
                    MediaType = FileKinds.MediaType(content)!,
                    Size = content.Length,
                    Content = content,
                    AtUtc = settings.UtcNow,
                    ByUserId = actor.UserId,
                };
                db.Uploads.Add(row);
                audit.Add(db, plan, await AuditService.Next(db, planId), actor, AuditKind.Uploaded, path: hash, after: row.FileName);
                await db.SaveChangesAsync();
                await transaction.CommitAsync();
            }
            return (new PlanFile(row.Sha256, row.FileName, row.MediaType, row.Size, row.AtUtc), UploadRefusal.None);
        });
    }

    /// <summary>The plan's files, newest first, without their content.</summary>
    public async Task<IReadOnlyList<PlanFile>> All(Actor actor, Guid planId)
    {
        await using var db = storage.Open();
        if (await db.Plans.AsNoTracking().SingleOrDefaultAsync(p => p.Id == planId) is not { } plan
            || !PlanAccess.May(actor, PlanAction.OpenFiles, await PlanReadingService.Circle(db, plan))) return [];
        return await db.Uploads.AsNoTracking().Where(u => u.PlanId == planId).OrderByDescending(u => u.AtUtc)
            .Select(u => new PlanFile(u.Sha256, u.FileName, u.MediaType, u.Size, u.AtUtc)).ToListAsync();
    }

    /// <summary>The file with this hash on this plan, or null.</summary>
    public async Task<(PlanFile File, byte[] Content)?> Open(Actor actor, Guid planId, string sha256)
    {
        await using var db = storage.Open();
        if (await db.Plans.AsNoTracking().SingleOrDefaultAsync(p => p.Id == planId) is not { } plan
            || await PlanReadingService.Circle(db, plan) is not { } circle || !PlanAccess.May(actor, PlanAction.OpenFiles, circle) || !PlanAccess.MayTakeOut(actor, circle)
            || await db.Uploads.AsNoTracking().SingleOrDefaultAsync(u => u.PlanId == planId && u.Sha256 == sha256) is not { } row) return null;
        return (new PlanFile(row.Sha256, row.FileName, row.MediaType, row.Size, row.AtUtc), row.Content);
    }
}
