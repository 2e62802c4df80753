using CarePlanning.Core.Access;
using CarePlanning.Core.Audit;
using CarePlanning.Core.Exchange.Fhir;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Signing;
using CarePlanning.Core.Storage;

namespace CarePlanning.Core.Documents;

public sealed partial class DocumentService
{
    /// <summary>The data of a sealed version on its own, as it is attached to the document; null when there is none for this person.</summary>
    public async Task<(byte[] Bytes, string FileName)?> Data(Actor actor, Guid planId, int number) => await queue.Run<(byte[], string)?>(async () =>
    {
        await using var db = storage.Open();
        await using var transaction = await db.Database.BeginTransactionAsync();
        if (await PlanService.Locked(db, planId) is not { } plan || await PlanReadingService.Circle(db, plan) is not { } circle
            || !PlanAccess.May(actor, PlanAction.ReadWhole, circle) || !PlanAccess.MayTakeOut(actor, circle)) return null;
        if ((await VersionReadingService.All(db, planId)).FirstOrDefault(v => v.Number == number) is not { SealedAtUtc: { } at } version) return null;
        audit.Add(db, plan, await AuditService.Next(db, planId), actor, AuditKind.Downloaded, path: $"v{number}");
        await db.SaveChangesAsync();
        await transaction.CommitAsync();
        return (PlanBundle.Write(version, BundleCopy.FullPlan, at), $"{plan.Number}-v{number}.fhir.json");
    });
}
