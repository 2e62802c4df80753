using CarePlanning.Core.Access;
using CarePlanning.Core.Audit;
using CarePlanning.Core.Documents;
using CarePlanning.Core.Documents.Copies;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Plans.Sections;
using CarePlanning.Core.Signing;
using CarePlanning.Core.Storage;
using CarePlanning.Pdf;
using Microsoft.EntityFrameworkCore;

namespace CarePlanning.Core.Ahead;

/// <summary>Seals the record of a conversation at once, on the authority of the professional who was there.</summary>
public sealed class ConversationService(IOpenDb storage, WriteQueue queue, AuditService audit, PortalSettings settings, IDocumentRenderer renderer, Sealing sealing, CheckAddress address)
{
    /// <summary>Composes, seals and keeps the record among the plan's files; null for somebody who may not.</summary>
    /// <returns>The SHA-256 by which the file is found.</returns>
    public Task<string?> Seal(Actor actor, Guid planId, bool aloud) => queue.Run<string?>(async () =>
    {
        await using var db = storage.Open();
        await using var transaction = await db.Database.BeginTransactionAsync();
        if (await PlanService.Locked(db, planId) is not { } plan) return null;
        var circle = await PlanReadingService.Circle(db, plan);
        if (!PlanAccess.May(actor, PlanAction.Freeze, circle) || circle.MemberFor(actor) is not { } me || plan.Status == PlanStatus.Closed) return null;
        var (answers, _) = await PlanReadingService.Answers(db, planId);
        var organisation = await db.Organisations.Where(o => o.Id == plan.OrganisationId).Select(o => o.Name).SingleAsync();
        var now = settings.UtcNow;
        var code = CheckCodes.New();
        var frozen = new FrozenPlan(plan.Number, 0, plan.Pathway, organisation, plan.PersonName, plan.PersonBornOn, plan.PersonNhsNumber, now,
            PlanReadingService.VoicesOf(circle, plan, answers.Get<Involved>()), FrozenPlan.Split(ContingencyContactRules.WithoutUnwanted(answers)).Signed);
        var record = ConversationRecord.Compose(frozen, me.JobTitle is null ? me.Name : $"{me.Name}, {me.JobTitle}", aloud, now, code, address, await CopyReadingService.Facts(db, planId));
        var made = sealing.SealAtOnce(place => renderer.Render(record, place), organisation, Words.Texts.Documents["record.reason"], now);
        SealTimeService.Note(db, made, planId, now);
        db.Uploads.Add(new UploadRow
        {
            PlanId = planId,
            Sha256 = made.Sha256,
            FileName = $"{plan.Number}-conversation-{PortalSettings.Local(now):yyyy-MM-dd-HHmm}.pdf",
            MediaType = "application/pdf",
            Size = made.Bytes.Length,
            Content = made.Bytes,
            AtUtc = now,
            ByUserId = actor.UserId,
            CheckCode = code,
        });
        audit.Add(db, plan, await AuditService.Next(db, planId), actor, AuditKind.Recorded, path: made.Sha256, after: made.Sha256);
        await db.SaveChangesAsync();
        await transaction.CommitAsync();
        return made.Sha256;
    });
}
