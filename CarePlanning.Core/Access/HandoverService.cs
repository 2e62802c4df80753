using CarePlanning.Core.Audit;
using CarePlanning.Core.Collaboration;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Signing;
using CarePlanning.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace CarePlanning.Core.Access;

/// <summary>Puts a professional's laptop into the person's hands, and gives it back to who can show that it is theirs.</summary>
public sealed class HandoverService(IOpenDb storage, WriteQueue queue, AuditService audit, PortalSettings settings, ReauthenticationService reauthentication, PlanNews news)
{
    /// <summary>From now on this session is the person's, on this plan; handed over twice it stays as it is.</summary>
    public async Task<bool> HandOver(Actor actor, Guid sessionId, Guid planId)
    {
        var done = await queue.Run(async () =>
        {
            await using var db = storage.Open();
            await using var transaction = await db.Database.BeginTransactionAsync();
            if (await PlanService.Locked(db, planId) is not { } plan || plan.HasDied() || !PlanAccess.May(actor, PlanAction.HandOver, await PlanReadingService.Circle(db, plan))) return false;
            if (await db.Handovers.AnyAsync(h => h.SessionId == sessionId)) return true;
            await SessionService.ForgetShown(db, sessionId);
            db.Handovers.Add(new HandoverRow { SessionId = sessionId, UserId = actor.UserId, PlanId = planId, AtUtc = settings.UtcNow });
            audit.Add(db, plan, await AuditService.Next(db, planId), actor, AuditKind.HandedOver);
            await db.SaveChangesAsync();
            await transaction.CommitAsync();
            return true;
        });
        if (done) await news.Tell(new PlanHappening(planId, "", ""));
        return done;
    }

    /// <summary>True while a laptop of this account may be in other hands: it was handed over, or goes round to be signed on, and was not taken back, at most so long ago as a session lasts.</summary>
    public async Task<bool> IsOut(Guid account)
    {
        await using var db = storage.Open();
        var oldest = settings.UtcNow - SessionLimits.Usual.Longest;
        return await db.Handovers.AnyAsync(h => h.UserId == account && h.AtUtc > oldest) || await db.Sessions.AnyAsync(s => s.AccountId == account && s.SigningSinceUtc > oldest);
    }

    /// <summary>Gives the laptop back when the PIN is its owner's.</summary>
    public async Task<PinAnswer> TakeBack(Actor actor, Guid sessionId, string? pin)
    {
        if (actor is not { HandedOver: true, OnlyPlan: { } planId }) return PinAnswer.Right;
        var answer = await reauthentication.Ask(actor, pin);
        if (answer != PinAnswer.Right) return answer;
        await queue.Run(async () =>
        {
            await using var db = storage.Open();
            await using var transaction = await db.Database.BeginTransactionAsync();
            if (await PlanService.Locked(db, planId) is not { } plan
                || await db.Handovers.SingleOrDefaultAsync(h => h.SessionId == sessionId && h.UserId == actor.UserId) is not { } handover) return false;
            db.Handovers.Remove(handover);
            var owner = await db.Accounts.AsNoTracking().SingleAsync(a => a.Id == actor.UserId);
            audit.Add(db, plan, await AuditService.Next(db, planId), new Actor(owner.Id, owner.ShownAs, owner.Role, owner.OrganisationId), AuditKind.TakenBack);
            await db.SaveChangesAsync();
            await transaction.CommitAsync();
            return true;
        });
        await news.Tell(new PlanHappening(planId, "", ""));
        return PinAnswer.Right;
    }
}
