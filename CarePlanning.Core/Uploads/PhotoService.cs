using CarePlanning.Core.Access;
using CarePlanning.Core.Audit;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace CarePlanning.Core.Uploads;

/// <summary>Takes the photo that a person wants on their plan, gives it out, and takes it away again.</summary>
public sealed class PhotoService(IOpenDb storage, WriteQueue queue, AuditService audit, PortalSettings settings)
{
    /// <summary>The part of the plan that the photo stands in.</summary>
    private const string Slug = "about-me";

    /// <summary>True for whoever may write in the part that the photo stands in; not on a laptop that was handed over, whose pictures are its owner's.</summary>
    public static bool MayChange(Actor actor, PlanCircle circle) => PlanAccess.May(actor, PlanAction.Edit, circle, Slug) && !actor.HandedOver;

    /// <summary>Puts a photo in the place of any other, or says why not.</summary>
    public async Task<PhotoRefusal> Put(Actor actor, Guid planId, byte[] content)
    {
        // Before the work: a stranger's picture is not opened.
        if (!await MayChange(actor, planId)) return PhotoRefusal.NotFound;
        var (jpeg, refusal) = PhotoMaker.Make(content);
        if (jpeg is null) return refusal;
        return await Change(actor, planId, AuditKind.PhotoPut, (db, row) =>
        {
            if (row is null) db.Photos.Add(row = new PhotoRow { PlanId = planId });
            (row.Jpeg, row.AtUtc, row.PutBy) = (jpeg, settings.UtcNow, actor.Name);
        }) ? PhotoRefusal.None : PhotoRefusal.NotFound;
    }

    /// <summary>Takes the photo away; versions that were agreed keep theirs.</summary>
    public Task<bool> Remove(Actor actor, Guid planId) => Change(actor, planId, AuditKind.PhotoRemoved, (db, row) =>
    {
        if (row is not null) db.Photos.Remove(row);
    });

    /// <summary>The photo as a JPEG, or null.</summary>
    public async Task<byte[]?> Of(Actor actor, Guid planId)
    {
        await using var db = storage.Open();
        return await db.Plans.AsNoTracking().SingleOrDefaultAsync(p => p.Id == planId) is { } plan && PlanAccess.May(actor, PlanAction.Open, await PlanReadingService.Circle(db, plan), Slug)
            ? await InPlan(db, planId) : null;
    }

    /// <summary>The photo that goes into the plan's text when it is frozen.</summary>
    internal static Task<byte[]?> InPlan(CarePlanDb db, Guid planId) => db.Photos.AsNoTracking().Where(p => p.PlanId == planId).Select(p => p.Jpeg).SingleOrDefaultAsync();

    private async Task<bool> MayChange(Actor actor, Guid planId)
    {
        await using var db = storage.Open();
        return await db.Plans.AsNoTracking().SingleOrDefaultAsync(p => p.Id == planId) is { Status: PlanStatus.InPlanning or PlanStatus.UnderReview } plan && !plan.HasDied() && MayChange(actor, await PlanReadingService.Circle(db, plan));
    }

    private Task<bool> Change(Actor actor, Guid planId, string kind, Action<CarePlanDb, PhotoRow?> change) => queue.Run(async () =>
    {
        await using var db = storage.Open();
        await using var transaction = await db.Database.BeginTransactionAsync();
        if (await PlanService.Locked(db, planId) is not { Status: PlanStatus.InPlanning or PlanStatus.UnderReview } plan || plan.HasDied() || !MayChange(actor, await PlanReadingService.Circle(db, plan))) return false;
        // Where it stood is written over, not only let go.
        if (storage.Provider == DbProvider.Sqlite) await db.Database.ExecuteSqlRawAsync("PRAGMA secure_delete=ON");
        change(db, await db.Photos.SingleOrDefaultAsync(p => p.PlanId == planId));
        audit.Add(db, plan, await AuditService.Next(db, planId), actor, kind);
        await db.SaveChangesAsync();
        await transaction.CommitAsync();
        return true;
    });
}
