using CarePlanning.Core.Access;
using CarePlanning.Core.Audit;
using CarePlanning.Core.Collaboration;
using CarePlanning.Core.People;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace CarePlanning.Core.Concerns;

/// <summary>A plan of which nothing is given out, as the named lead sees it.</summary>
/// <param name="Plan">Whose plan it is, with its number.</param>
public sealed record RestrictedPlan(Guid PlanId, string Plan, string By, DateTime SinceUtc);

/// <summary>Stops what leaves a plan until a question about it is settled, and lets it go on: everybody on the plan sees both.</summary>
public sealed class RestrictionService(IOpenDb storage, WriteQueue queue, AuditService audit, PortalSettings settings, PlanNews news, AccessLogService log)
{
    /// <summary>Stops it on the lead's decision, where somebody asked for it who may not have it done at once.</summary>
    public Task<bool> RestrictFor(Actor actor, Guid concern) => !ConcernService.IsLead(actor) ? Task.FromResult(false) : Change(actor, async db =>
        await db.Concerns.Where(c => c.Id == concern && c.OrganisationId == actor.OrganisationId && c.Kind == ConcernKind.Restriction).Select(c => (Guid?)c.PlanId).SingleOrDefaultAsync(),
        (db, plan) => Restrict(db, plan, actor, actor.Name));

    /// <summary>Lets the plan be given out again; false where it is not theirs to say, or nothing was stopped.</summary>
    /// <param name="why">What was settled; everybody on the plan reads it.</param>
    public Task<bool> Lift(Actor actor, Guid planId, string? why) => Change(actor, _ => Task.FromResult<Guid?>(planId), async (db, plan) =>
    {
        var reason = (why ?? "").Replace("\0", "", StringComparison.Ordinal).Trim();
        var circle = await PlanReadingService.Circle(db, plan);
        var isLead = ConcernService.IsLead(actor) && plan.OrganisationId == actor.OrganisationId;
        // The lead decides about somebody else's data and says why; the person need not.
        if (plan.RestrictedAtUtc is null || reason.Length > TextRules.MostCharacters || (isLead ? reason.Length == 0 : !PlanAccess.May(actor, PlanAction.LiftRestriction, circle))) return false;
        (plan.RestrictedAtUtc, plan.RestrictedBy) = (null, null);
        audit.Add(db, plan, await AuditService.Next(db, plan.Id), actor, AuditKind.RestrictionLifted, after: reason);
        await log.Add(db, actor, new AccessNote(plan.Id, AccessKind.RestrictionLifted, "plan") { As = As(actor, circle) });
        return true;
    });

    /// <summary>The plans of the lead's organisation of which nothing is given out, the oldest first; null for everybody else.</summary>
    public async Task<IReadOnlyList<RestrictedPlan>?> ForTheLead(Actor actor)
    {
        if (!ConcernService.IsLead(actor)) return null;
        await using var db = storage.Open();
        return [.. (await db.Plans.AsNoTracking().Where(p => p.OrganisationId == actor.OrganisationId && p.RestrictedAtUtc != null).OrderBy(p => p.RestrictedAtUtc).ToListAsync())
            .Select(p => new RestrictedPlan(p.Id, $"{p.PersonName} ({p.Number})", p.RestrictedBy ?? "", p.RestrictedAtUtc!.Value))];
    }

    /// <summary>Stops it within a transaction that holds the plan; false where it was stopped before.</summary>
    internal async Task<bool> Restrict(CarePlanDb db, PlanRow plan, Actor actor, string by)
    {
        if (plan.RestrictedAtUtc is not null) return false;
        (plan.RestrictedAtUtc, plan.RestrictedBy) = (settings.UtcNow, by);
        audit.Add(db, plan, await AuditService.Next(db, plan.Id), actor, AuditKind.Restricted);
        await log.Add(db, actor, new AccessNote(plan.Id, AccessKind.Restricted, "plan") { As = As(actor, await PlanReadingService.Circle(db, plan)) });
        return true;
    }

    private static string As(Actor actor, PlanCircle circle) => circle.MemberFor(actor)?.Relation.ToString() ?? (ConcernService.IsLead(actor) ? nameof(AccountRole.Lead) : "");

    private async Task<bool> Change(Actor actor, Func<CarePlanDb, Task<Guid?>> which, Func<CarePlanDb, PlanRow, Task<bool>> change)
    {
        var changed = await queue.Run<Guid?>(async () =>
        {
            await using var db = storage.Open();
            await using var transaction = await db.Database.BeginTransactionAsync();
            if (await which(db) is not { } id || await PlanService.Locked(db, id) is not { } plan || !await change(db, plan)) return null;
            await db.SaveChangesAsync();
            await transaction.CommitAsync();
            return id;
        });
        if (changed is { } planId) await news.Tell(new PlanHappening(planId, "", ""));
        return changed is not null;
    }
}
