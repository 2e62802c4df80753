using CarePlanning.Core.Access;
using CarePlanning.Core.Audit;
using CarePlanning.Core.Collaboration;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace CarePlanning.Core.Documents.Copies;

/// <summary>Takes down facts that may not wait for the next signing, and who holds a copy.</summary>
public sealed class LiveFactService(IOpenDb storage, WriteQueue queue, AuditService audit, PortalSettings settings, PlanNews news)
{
    /// <summary>The longest statement; it must fit on a sheet on the fridge.</summary>
    public const int MostCharacters = 400;

    /// <summary>What stands beside the plan now, as far as this reader sees the part that it is about.</summary>
    public async Task<IReadOnlyList<LiveFact>> Standing(Actor actor, Guid planId)
    {
        await using var db = storage.Open();
        if (await db.Plans.AsNoTracking().SingleOrDefaultAsync(p => p.Id == planId) is not { } plan) return [];
        return Seen(await CopyReadingService.Facts(db, planId), actor, await PlanReadingService.Circle(db, plan));
    }

    internal static IReadOnlyList<LiveFact> Seen(IReadOnlyList<LiveFact> facts, Actor actor, PlanCircle circle) =>
        [.. facts.Where(f => PlanAccess.MaySee(actor, LiveFactTable.Of(f.Kind).Slug, circle))];

    /// <summary>States a fact that holds from now on; false where it is empty, too long, or not this person's to state (<see cref="LiveFactTable"/>). The same under the same id is stated once.</summary>
    public Task<bool> State(Actor actor, Guid planId, LiveFactKind kind, string? words, bool inPlaceOfPlan, Guid? id = null)
    {
        var text = TextRules.Typed(words).Trim();
        return text.Length is 0 or > MostCharacters ? Task.FromResult(false) : Change(actor, planId, async (db, circle) =>
        {
            if (!LiveFactTable.MayState(actor, kind, inPlaceOfPlan, circle)) return null;
            var sent = id is null ? null : await db.LiveFacts.AsNoTracking().SingleOrDefaultAsync(f => f.Id == id);
            if (sent is not null && sent.PlanId == planId && (sent.Kind, sent.Words, sent.InPlaceOfPlan) == (kind, text, inPlaceOfPlan)) return Again;
            db.LiveFacts.Add(new LiveFactRow { Id = sent is null && id is { } own ? own : Guid.CreateVersion7(), PlanId = planId, Kind = kind, Words = text, InPlaceOfPlan = inPlaceOfPlan, StatedById = actor.UserId, StatedBy = actor.Name, AtUtc = settings.UtcNow });
            return (AuditKind.FactStated, kind.ToString(), text);
        });
    }

    /// <summary>Says that a fact stands in the plan now, or no longer holds; whoever said it may, and a professional.</summary>
    public Task<bool> End(Actor actor, Guid planId, Guid fact) => Change(actor, planId, async (db, circle) =>
    {
        if (await db.LiveFacts.SingleOrDefaultAsync(f => f.Id == fact && f.PlanId == planId && f.EndedAtUtc == null) is not { } row) return null;
        if (!LiveFactTable.MayEnd(actor, CopyReadingService.Of(row), circle)) return null;
        (row.EndedAtUtc, row.EndedBy) = (settings.UtcNow, actor.Name);
        return (AuditKind.FactEnded, row.Kind.ToString(), row.Words);
    });

    /// <summary>Notes who was given a copy, which is a matter of the whole plan; the same under the same id is noted once.</summary>
    public Task<bool> Give(Actor actor, Guid planId, string checkCode, string? to, HowGiven how, Guid? id = null)
    {
        var name = (to ?? "").Replace("\0", "", StringComparison.Ordinal).Trim();
        return name.Length is 0 or > 200 ? Task.FromResult(false) : Change(actor, planId, async (db, circle) =>
        {
            if (!PlanAccess.May(actor, PlanAction.ReadWhole, circle) || await CopyReadingService.Behind(db, planId, checkCode) is not { } copy) return null;
            var sent = id is null ? null : await db.CopyHolders.AsNoTracking().SingleOrDefaultAsync(h => h.Id == id);
            if (sent is not null && sent.PlanId == planId && (sent.CheckCode, sent.GivenTo, sent.How) == (checkCode, name, how)) return Again;
            db.CopyHolders.Add(new CopyHolderRow { Id = sent is null && id is { } own ? own : Guid.CreateVersion7(), PlanId = planId, CheckCode = checkCode, Kind = copy.Kind, GivenTo = name, How = how, GivenAtUtc = settings.UtcNow, GivenBy = actor.Name });
            return (AuditKind.CopyGiven, CopyList.Of(copy.Kind).Slug, name);
        });
    }

    /// <summary>Notes that a holder was told of a newer copy.</summary>
    public Task<bool> Told(Actor actor, Guid planId, Guid holder) => Change(actor, planId, async (db, circle) =>
    {
        if (!PlanAccess.May(actor, PlanAction.ReadWhole, circle) || await db.CopyHolders.SingleOrDefaultAsync(h => h.Id == holder && h.PlanId == planId) is not { } row) return null;
        (row.ToldAtUtc, row.ToldBy) = (settings.UtcNow, actor.Name);
        return (AuditKind.HolderTold, CopyList.Of(row.Kind).Slug, row.GivenTo);
    });

    /// <summary>It was sent before, and is kept.</summary>
    private static readonly (string Kind, string Path, string After) Again = ("", "", "");

    private async Task<bool> Change(Actor actor, Guid planId, Func<CarePlanDb, PlanCircle, Task<(string Kind, string Path, string After)?>> change)
    {
        var done = await queue.Run(async () =>
        {
            await using var db = storage.Open();
            await using var transaction = await db.Database.BeginTransactionAsync();
            if (await PlanService.Locked(db, planId) is not { } plan || plan.Status == PlanStatus.Closed) return false;
            var circle = await PlanReadingService.Circle(db, plan);
            if (!PlanAccess.May(actor, PlanAction.Edit, circle) || await change(db, circle) is not { } told) return false;
            if (told == Again) return true;
            audit.Add(db, plan, await AuditService.Next(db, planId), actor, told.Kind, path: told.Path, after: told.After);
            await db.SaveChangesAsync();
            await transaction.CommitAsync();
            return true;
        });
        if (done) await news.Tell(new PlanHappening(planId, "", ""));
        return done;
    }
}
