using CarePlanning.Core.Access;
using CarePlanning.Core.Audit;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Plans.Sections;
using CarePlanning.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace CarePlanning.Core.Ahead;

/// <summary>How to get into the home, as the two places of the plan say it.</summary>
public sealed record WayIn(string HomeAccess, string HowToGetIn);

/// <summary>One look at how to get in.</summary>
public sealed record WayInLook(string By, DateTime AtUtc);

/// <summary>Shows how to get into the home to those entitled, one look at a time; each look is in the history.</summary>
public sealed class WayInService(IOpenDb storage, WriteQueue queue, AuditService audit)
{
    /// <summary>The places of the plan where a code may stand: section, path.</summary>
    public static IReadOnlyList<(string Slug, string Path)> Places { get; } =
        [.. from section in PlanSections.All from field in section.Fields where field.Sensitivity == Sensitivity.HomeAccess select (section.Slug, field.Name)];

    private const int MostLooks = 50;

    /// <summary>What is written, after the look was written down; null for whoever may not see it.</summary>
    public Task<WayIn?> Look(Actor actor, Guid planId) => queue.Run<WayIn?>(async () =>
    {
        await using var db = storage.Open();
        await using var transaction = await db.Database.BeginTransactionAsync();
        if (await PlanService.Locked(db, planId) is not { } plan) return null;
        var circle = await PlanReadingService.Circle(db, plan);
        if (!May(actor, circle)) return null;
        var (answers, _) = await PlanReadingService.Answers(db, planId);
        audit.Add(db, plan, await AuditService.Next(db, planId), actor, AuditKind.CodeLookedAt);
        await db.SaveChangesAsync();
        await transaction.CommitAsync();
        return new WayIn(Seen<Involved>(actor, circle) ? answers.Get<Involved>().HomeAccess ?? "" : "", Seen<Contingency>(actor, circle) ? answers.Get<Contingency>().HowToGetIn ?? "" : "");
    });

    /// <summary>Who looked, the newest first, and whether anything is written; null for whoever may not look.</summary>
    public async Task<(bool IsWritten, IReadOnlyList<WayInLook> Looks)?> Looks(Actor actor, Guid planId)
    {
        await using var db = storage.Open();
        if (await db.Plans.AsNoTracking().SingleOrDefaultAsync(p => p.Id == planId) is not { } plan || !May(actor, await PlanReadingService.Circle(db, plan))) return null;
        var (answers, _) = await PlanReadingService.Answers(db, planId);
        var looks = await db.Audit.AsNoTracking().Where(a => a.PlanId == planId && a.Kind == AuditKind.CodeLookedAt).OrderByDescending(a => a.Sequence).Take(MostLooks)
            .Select(a => new WayInLook(a.ActorName, a.AtUtc)).ToListAsync();
        return (answers.Get<Involved>().HomeAccess.IsWritten() || answers.Get<Contingency>().HowToGetIn.IsWritten(), looks);
    }

    private static bool May(Actor actor, PlanCircle circle) => PlanAccess.May(actor, PlanAction.Open, circle) && (Seen<Involved>(actor, circle) || Seen<Contingency>(actor, circle));

    private static bool Seen<T>(Actor actor, PlanCircle circle) where T : PlanSection => PlanSections.Of<T>().Fields.Any(f => f.Sensitivity == Sensitivity.HomeAccess && PlanAccess.MaySee(actor, f, circle));
}
