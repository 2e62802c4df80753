using CarePlanning.Core.Access;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace CarePlanning.Core.Audit;

/// <summary>One line of the access log as a reader may see it.</summary>
/// <param name="As">As what they were there, a word of Relation; empty for somebody who is not on the plan.</param>
/// <param name="IsMine">True for what the reader did themselves.</param>
public sealed record LookLine(long Sequence, DateTime AtUtc, Guid ById, string By, string As, string Kind, string What, string Detail, bool IsMine);

/// <summary>Looks by one reader without a long break between them, as one visit.</summary>
/// <param name="Rooms">What they looked at, each once, in the order they came to it.</param>
public sealed record LookVisit(string By, string As, bool IsMine, DateTime FromUtc, DateTime ToUtc, IReadOnlyList<string> Rooms);

/// <summary>A line of the page: a visit, or one thing that stands for itself.</summary>
public sealed record LookStory(LookVisit? Visit, LookLine? Line)
{
    public DateTime AtUtc => Visit?.FromUtc ?? Line!.AtUtc;
}

/// <summary>Somebody who looked, and when last.</summary>
public sealed record LookReader(string By, string As, bool IsMine, DateTime LastUtc);

/// <summary>A page of the access log in the order people ask: who looked at all, then what, newest first.</summary>
/// <param name="BrokenAt">The entry at which the chain does not hold, or null.</param>
public sealed record Looks(IReadOnlyList<LookReader> Readers, IReadOnlyList<LookStory> Stories, bool More, long? BrokenAt);

/// <summary>Tells the person and their professional who has looked at the plan, took it, or was refused.</summary>
public sealed class LookedService(IOpenDb storage)
{
    /// <summary>So long after a look, the next begins a new visit.</summary>
    public static readonly TimeSpan VisitEndsAfter = TimeSpan.FromMinutes(60);

    private const int LinesOfAPage = 400;

    /// <summary>What happened, newest first, as visits; null for whoever may not see it.</summary>
    /// <param name="mine">True to show the reader's own looks as well.</param>
    public async Task<Looks?> Of(Actor actor, Guid planId, int page, bool mine)
    {
        await using var db = storage.Open();
        if (await db.Plans.AsNoTracking().SingleOrDefaultAsync(p => p.Id == planId) is not { } plan) return null;
        if (!PlanAccess.May(actor, PlanAction.SeeLooks, await PlanReadingService.Circle(db, plan))) return null;
        var all = db.AccessLog.AsNoTracking().Where(a => a.PlanId == planId);
        // On a laptop that was handed over others may sit beside: that there are notes between two is not theirs to know.
        if (actor.HandedOver) all = all.Where(a => a.What != "between-us");
        // Whoever was turned away has not looked, nor has the lead who decided something about the plan.
        string[] looked = [.. AccessKind.OfPlans.Except([AccessKind.Refused, AccessKind.Restricted, AccessKind.RestrictionLifted])];
        var readers = await all.Where(a => looked.Contains(a.Kind)).GroupBy(a => new { a.ActorId, a.ActorName, a.ActorAs })
            .Select(g => new { g.Key.ActorId, g.Key.ActorName, g.Key.ActorAs, Last = g.Max(a => a.AtUtc) }).ToListAsync();
        if (!mine) all = all.Where(a => a.ActorId != actor.UserId || a.ActorName != actor.Name);
        var rows = await all.OrderByDescending(a => a.Sequence).Skip(page * LinesOfAPage).Take(LinesOfAPage + 1).ToListAsync();
        var lines = rows.Take(LinesOfAPage).Select(a => new LookLine(a.Sequence, a.AtUtc, a.ActorId, a.ActorName, a.ActorAs, a.Kind, a.What, a.Detail, IsMine(a.ActorId, a.ActorName)));
        return new Looks([.. readers.OrderByDescending(r => r.Last).Select(r => new LookReader(r.ActorName, r.ActorAs, IsMine(r.ActorId, r.ActorName), r.Last))],
            Stories([.. lines.Reverse()]), rows.Count > LinesOfAPage, await AccessLogService.FirstBreak(db, planId));

        bool IsMine(Guid id, string name) => id == actor.UserId && name == actor.Name;
    }

    /// <summary>Lines, oldest first, as visits and single things, newest first.</summary>
    public static IReadOnlyList<LookStory> Stories(IReadOnlyList<LookLine> lines)
    {
        List<LookStory> stories = [];
        var open = new Dictionary<(Guid, string, string), int>();
        foreach (var line in lines)
        {
            if (line.Kind != AccessKind.Viewed) { stories.Add(new LookStory(null, line)); continue; }
            var who = (line.ById, line.By, line.As);
            if (open.TryGetValue(who, out var at) && stories[at].Visit is { } visit && line.AtUtc - visit.ToUtc <= VisitEndsAfter && PortalSettings.Local(line.AtUtc).Date == PortalSettings.Local(visit.FromUtc).Date)
                stories[at] = new LookStory(visit with { ToUtc = line.AtUtc, Rooms = visit.Rooms.Contains(line.What) ? visit.Rooms : [.. visit.Rooms, line.What] }, null);
            else
            {
                open[who] = stories.Count;
                stories.Add(new LookStory(new LookVisit(line.By, line.As, line.IsMine, line.AtUtc, line.AtUtc, [line.What]), null));
            }
        }
        return [.. stories.OrderByDescending(s => s.AtUtc)];
    }
}
