using System.Collections.Concurrent;
using CarePlanning.Core.Access;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace CarePlanning.Core.Audit;

/// <summary>One thing for the access log.</summary>
/// <param name="PlanId">The plan, or an empty id for what belongs to no plan.</param>
/// <param name="Kind">One of <see cref="AccessKind"/>.</param>
/// <param name="What">The room or the act in a word or two of ours, for example "goals" or "copies/emergency-sheet.pdf"; never an answer.</param>
/// <param name="Detail">What somebody is told beside it, for example with whom a copy was shared; no words that somebody wrote, for nothing is ever taken out of this log.</param>
public sealed record AccessNote(Guid PlanId, string Kind, string What = "", string Detail = "")
{
    /// <summary>As what they were there, in a word of <see cref="People.Relation"/>, or "Lead"; empty for somebody who is not on the plan.</summary>
    public string As { get; init; } = "";
}

/// <summary>
/// Keeps who looked, took, shared or was refused. Views, downloads and refusals at a plan's own addresses are kept by the web's one
/// recorder: a page or a download need do nothing. For all else: inside a transaction that changes something,
/// <c>await log.Add(db, actor, new AccessNote(planId, AccessKind.Shared, "copies/full-plan", "Anne Ashworth"))</c> before its SaveChanges;
/// elsewhere <c>await log.Add(actor, new AccessNote(...))</c>, before the answer is given. Somebody without an account (a link, a code) is
/// <c>AccessLogService.Unknown("Anne Ashworth")</c>. A refusal that a service finds by itself:
/// <c>new AccessNote(planId, AccessKind.Refused, "sign")</c>.
/// </summary>
public sealed class AccessLogService(IOpenDb storage, WriteQueue queue, TimeProvider time)
{
    /// <summary>Looks by one reader at one page count once in so long.</summary>
    public static readonly TimeSpan ViewsCountOnceIn = TimeSpan.FromMinutes(15);

    /// <summary>The same for downloads and refusals, which a browser may repeat by itself.</summary>
    public static readonly TimeSpan OthersCountOnceIn = TimeSpan.FromMinutes(1);

    private const int MostText = 300, MostRemembered = 20_000;

    private readonly ConcurrentDictionary<(Guid Actor, string Name, AccessNote What), DateTime> kept = new();

    /// <summary>Somebody who has no account here, under the name they are known by.</summary>
    public static Actor Unknown(string name) => new(Guid.Empty, name, People.AccountRole.Carer, Guid.Empty);

    /// <summary>Adds an entry in the caller's transaction; it is kept or lost with what it tells of.</summary>
    public async Task<AccessEntryRow> Add(CarePlanDb db, Actor actor, AccessNote access)
    {
        var head = await Locked(db, access.PlanId);
        var now = time.GetUtcNow().UtcDateTime;
        var entry = new AccessEntryRow
        {
            Id = Guid.CreateVersion7(),
            PlanId = access.PlanId,
            Sequence = head.Sequence + 1,
            AtUtc = new DateTime(now.Ticks - (now.Ticks % 10), DateTimeKind.Utc),
            ActorId = actor.UserId,
            ActorName = Short(actor.Name),
            ActorAs = access.As,
            Kind = access.Kind,
            What = Short(access.What),
            Detail = Short(access.Detail),
            PreviousHash = head.Hash,
        };
        entry.Hash = AuditChain.HashOf(entry);
        (head.Sequence, head.Hash) = (entry.Sequence, entry.Hash);
        db.AccessLog.Add(entry);
        return entry;
    }

    /// <summary>Adds an entry of its own.</summary>
    public Task Add(Actor actor, AccessNote access) => queue.Run(async () =>
    {
        await using var db = storage.Open();
        await using var transaction = await db.Database.BeginTransactionAsync();
        await Add(db, actor, access);
        await db.SaveChangesAsync();
        await transaction.CommitAsync();
        return true;
    });

    /// <summary>Adds an entry unless the same reader did the same a short while ago; true when it was added.</summary>
    public async Task<bool> Note(Actor actor, AccessNote access)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var key = (actor.UserId, actor.Name, access);
        var once = access.Kind == AccessKind.Viewed ? ViewsCountOnceIn : OthersCountOnceIn;
        if (kept.TryGetValue(key, out var before) && now - before < once && now >= before) return false;
        if (kept.Count >= MostRemembered)
            foreach (var (old, at) in kept)
                if (now - at >= ViewsCountOnceIn) kept.TryRemove(old, out _);
        // What a flood of different addresses would fill stays bounded; the worst that follows is one line too many.
        if (kept.Count >= MostRemembered) kept.Clear();
        await Add(actor, access);
        kept[key] = now;
        return true;
    }

    /// <summary>The same for an address of a plan that may not be there: what is asked of no plan is kept on no plan's log.</summary>
    public async Task<bool> NoteRefusal(Actor actor, Guid planId, string what, string @as = "")
    {
        await using var db = storage.Open();
        var isThere = await db.Plans.AnyAsync(p => p.Id == planId);
        return await Note(actor, isThere ? new AccessNote(planId, AccessKind.Refused, what) { As = @as } : new AccessNote(Guid.Empty, AccessKind.Refused, "plan"));
    }

    /// <summary>The first entry at which a plan's access log does not hold, or null.</summary>
    public static async Task<long?> FirstBreak(CarePlanDb db, Guid planId) => AuditChain.FirstBreak(
        await db.AccessLog.AsNoTracking().Where(a => a.PlanId == planId).OrderBy(a => a.Sequence).ToListAsync(),
        await db.AccessHeads.AsNoTracking().SingleOrDefaultAsync(h => h.PlanId == planId));

    /// <summary>How far the log has come, held by this transaction until it ends, so that entries of one plan go one after another.</summary>
    private static async Task<AccessHeadRow> Locked(CarePlanDb db, Guid planId) =>
        // Nothing is composed over it: a statement that writes can stand in no other.
        (await db.AccessHeads.FromSql($"""
            INSERT INTO "AccessHeads" ("PlanId", "Sequence", "Hash") VALUES ({planId}, 0, '')
            ON CONFLICT ("PlanId") DO UPDATE SET "Sequence" = "AccessHeads"."Sequence" RETURNING *
            """).ToListAsync()).Single();

    private static string Short(string text)
    {
        text = text.Replace("\0", "", StringComparison.Ordinal);
        return text.Length <= MostText ? text : text[..MostText];
    }
}
