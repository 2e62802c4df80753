using CarePlanning.Core.Audit;
using CarePlanning.Core.Collaboration;
using CarePlanning.Core.Concerns;
using CarePlanning.Core.Documents.Copies;
using CarePlanning.Core.Family;
using CarePlanning.Core.People;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace CarePlanning.Core.Access;

/// <summary>One use of emergency access, as the plan's people and the lead see it.</summary>
/// <param name="Plan">Whose plan it is, for the lead.</param>
public sealed record EmergencyUse(Guid Id, string By, string Reason, DateTime AtUtc, DateTime EndsAtUtc, DateTime? EndedAtUtc, string Plan);

/// <summary>What came of asking for emergency access.</summary>
public enum EmergencyOutcome
{
    Open,
    /// <summary>Only professionals of the plan's organisation, at a session of their own, may.</summary>
    NotYours,
    NoReason,
    /// <summary>No plan with this number and this date of birth.</summary>
    NoSuchPlan,
    /// <summary>They are on the plan already and need no emergency.</summary>
    OnIt,
}

/// <summary>Opens a plan for a while to staff who are not on it, when it cannot wait: with a reason, seen by everybody on the plan, told to the lead (SC-04).</summary>
public sealed class BreakGlassService(IOpenDb storage, WriteQueue queue, AuditService audit, PortalSettings settings, PlanNews news, LeadAlertService alerts, AccessLogService log)
{
    /// <summary>How long it lasts, if it is not ended before.</summary>
    public static readonly TimeSpan Lasts = TimeSpan.FromHours(1);

    /// <summary>The shortest reason: one word explains nothing to the person who reads it later.</summary>
    public const int LeastReason = 10;

    /// <summary>True for those who may ask at all.</summary>
    public static bool MayAsk(Actor actor) => actor is { OnlyPlan: null, Role: AccountRole.Professional };

    /// <summary>Opens the plan of who has this NHS or plan number and was born on this day.</summary>
    public async Task<(EmergencyOutcome Outcome, Guid PlanId)> Open(Actor actor, string? number, DateOnly? bornOn, string? reason)
    {
        if (!MayAsk(actor))
        {
            await log.Add(actor, new AccessNote(Guid.Empty, AccessKind.Refused, "emergency-access", nameof(EmergencyOutcome.NotYours)));
            return (EmergencyOutcome.NotYours, default);
        }
        var why = (reason ?? "").Replace("\0", "", StringComparison.Ordinal).Trim();
        if (why.Length is < LeastReason or > TextRules.MostCharacters) return (EmergencyOutcome.NoReason, default);
        var typed = new string([.. (number ?? "").ToUpperInvariant().Where(char.IsLetterOrDigit)]);
        Guid? done = null;
        var result = await queue.Run<(EmergencyOutcome, Guid)>(async () =>
        {
            await using var db = storage.Open();
            await using var transaction = await db.Database.BeginTransactionAsync();
            // One plan at a time, also for who asks twice at once.
            await OneAtATime.Begin(db, $"emergency {actor.UserId}");
            var found = await db.Plans.AsNoTracking().Where(p => (p.PersonNhsNumber == typed || p.Number == typed) && p.PersonBornOn == bornOn && p.OrganisationId == actor.OrganisationId)
                .OrderByDescending(p => p.ChangedAtUtc).Select(p => (Guid?)p.Id).FirstOrDefaultAsync();
            if (typed.Length == 0 || bornOn is null || found is not { } planId || await PlanService.Locked(db, planId) is not { } plan) return (EmergencyOutcome.NoSuchPlan, default);
            if ((await PlanReadingService.Circle(db, plan)).Members.Any(m => m.UserId == actor.UserId)) return (EmergencyOutcome.OnIt, planId);
            // One plan at a time: whoever opens another is done with the first.
            var now = settings.UtcNow;
            foreach (var before in await db.BreakGlass.Where(b => b.UserId == actor.UserId && b.EndedAtUtc == null).ToListAsync())
            {
                // One that ran out by itself ended then.
                before.EndedAtUtc = before.EndsAtUtc < now ? before.EndsAtUtc : now;
                if (before.EndsAtUtc < now || (before.PlanId == planId ? plan : await PlanService.Locked(db, before.PlanId)) is not { } left) continue;
                audit.Add(db, left, await AuditService.Next(db, left.Id), actor, AuditKind.BreakGlassEnded);
                await db.SaveChangesAsync();
                done = left.Id;
            }
            db.BreakGlass.Add(new BreakGlassRow { Id = Guid.CreateVersion7(), PlanId = planId, UserId = actor.UserId, Name = actor.Name, Reason = why, AtUtc = settings.UtcNow, EndsAtUtc = settings.UtcNow + Lasts });
            audit.Add(db, plan, await AuditService.Next(db, planId), actor, AuditKind.BrokeGlass, after: why);
            await log.Add(db, actor, new AccessNote(planId, AccessKind.OpenedInNeed, "plan"));
            await db.SaveChangesAsync();
            await transaction.CommitAsync();
            return (EmergencyOutcome.Open, planId);
        });
        // Somebody who tries numbers leaves a trace, though of nobody's plan; what was typed is not kept.
        if (result.Item1 == EmergencyOutcome.NoSuchPlan) await log.Add(actor, new AccessNote(Guid.Empty, AccessKind.Refused, "emergency-access", nameof(EmergencyOutcome.NoSuchPlan)));
        if (result.Item1 != EmergencyOutcome.Open) return result;
        await news.Tell(new PlanHappening(result.Item2, "", ""));
        if (done is { } other) await news.Tell(new PlanHappening(other, "", ""));
        alerts.Soon();
        return result;
    }

    /// <summary>Ends it before its time.</summary>
    public Task<bool> End(Actor actor) => queue.Run(async () =>
    {
        await using var db = storage.Open();
        await using var transaction = await db.Database.BeginTransactionAsync();
        await OneAtATime.Begin(db, $"emergency {actor.UserId}");
        var open = await db.BreakGlass.Where(b => b.UserId == actor.UserId && b.EndedAtUtc == null).OrderBy(b => b.AtUtc).ToListAsync();
        foreach (var row in open)
        {
            if (await PlanService.Locked(db, row.PlanId) is not { } plan) continue;
            row.EndedAtUtc = settings.UtcNow;
            audit.Add(db, plan, await AuditService.Next(db, plan.Id), actor, AuditKind.BreakGlassEnded);
            await db.SaveChangesAsync();
        }
        await transaction.CommitAsync();
        return open.Count > 0;
    });

    /// <summary>When this plan was opened so, newest first, for everybody on it.</summary>
    public async Task<IReadOnlyList<EmergencyUse>> Of(Actor actor, Guid planId)
    {
        await using var db = storage.Open();
        if (await db.Plans.AsNoTracking().SingleOrDefaultAsync(p => p.Id == planId) is not { } plan || !PlanAccess.May(actor, PlanAction.Open, await PlanReadingService.Circle(db, plan))) return [];
        return [.. (await db.BreakGlass.AsNoTracking().Where(b => b.PlanId == planId).OrderByDescending(b => b.AtUtc).ToListAsync()).Select(b => Use(b, ""))];
    }

    /// <summary>Every use in the lead's organisation, newest first; null for everybody else.</summary>
    public async Task<IReadOnlyList<EmergencyUse>?> ForTheLead(Actor actor)
    {
        if (!ConcernService.IsLead(actor)) return null;
        await using var db = storage.Open();
        var rows = await (from b in db.BreakGlass.AsNoTracking() join p in db.Plans on b.PlanId equals p.Id where p.OrganisationId == actor.OrganisationId orderby b.AtUtc descending select new { b, p.PersonName, p.Number }).Take(200).ToListAsync();
        return [.. rows.Select(r => Use(r.b, $"{r.PersonName} ({r.Number})"))];
    }

    private static EmergencyUse Use(BreakGlassRow b, string plan) => new(b.Id, b.Name, b.Reason, b.AtUtc, b.EndsAtUtc, b.EndedAtUtc, plan);
}
