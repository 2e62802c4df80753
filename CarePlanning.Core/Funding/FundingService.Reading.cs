using CarePlanning.Core.Access;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Reference;
using CarePlanning.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace CarePlanning.Core.Funding;

/// <summary>What somebody with a seat finds to decide.</summary>
/// <param name="Cards">The first of them, fast track on top, then the oldest clock.</param>
/// <param name="Total">How many there are.</param>
/// <param name="Decided">How the last decisions went.</param>
public sealed record RequestQueue(IReadOnlyList<Seat> Seats, IReadOnlyList<RequestCard> Cards, int Total, RecentDecisions Decided);

/// <summary>The last 30 days: how many were decided, how long half of them took at most, and what is asked back.</summary>
/// <param name="Baseline">What it took before, as the organisation said.</param>
public sealed record RecentDecisions(int Count, TimeSpan Median, TimeSpan Baseline, int Questioned);

public sealed partial class FundingService
{
    /// <summary>How many requests one page of the queue shows.</summary>
    public const int OnePage = 50;

    /// <summary>One request as this person may see it; null for a stranger.</summary>
    public async Task<FundingRequest?> Open(Actor actor, Guid requestId)
    {
        await using var db = storage.Open();
        if (await db.Requests.AsNoTracking().SingleOrDefaultAsync(r => r.Id == requestId) is not { } row) return null;
        var plan = await db.Plans.AsNoTracking().SingleAsync(p => p.Id == row.PlanId);
        var circle = await PlanReadingService.Circle(db, plan);
        var steps = await RequestReadingService.Steps(db, requestId);
        var seats = await RequestReadingService.Seats(db, actor);
        var facts = RequestReadingService.Facts(row, steps);
        var role = RequestAccess.RoleOf(actor, circle, seats, facts);
        if (role == RequestRole.Stranger) return null;
        var request = await RequestReadingService.Read(db, row, plan, role, RequestAccess.Barred(actor, circle, seats, facts), steps, settings.UtcNow);
        return circle.IsRestricted && !PlanAccess.MayTakeOut(actor, circle) ? request with { Letters = [] } : request;
    }

    /// <summary>For the access log: the plan a request belongs to, and as what somebody came to it; null where there is no such request.</summary>
    public async Task<(Guid PlanId, string As)?> Standing(Actor actor, Guid requestId)
    {
        await using var db = storage.Open();
        if (await (from r in db.Requests join p in db.Plans on r.PlanId equals p.Id where r.Id == requestId select p).AsNoTracking().SingleOrDefaultAsync() is not { } plan) return null;
        return (plan.Id, (await PlanReadingService.Circle(db, plan)).MemberFor(actor)?.Relation.ToString() ?? "");
    }

    /// <summary>The requests of one plan, newest first; null for whoever may not see its money.</summary>
    public async Task<IReadOnlyList<RequestCard>?> Of(Actor actor, Guid planId)
    {
        await using var db = storage.Open();
        if (await db.Plans.AsNoTracking().SingleOrDefaultAsync(p => p.Id == planId) is not { } plan
            || !PlanAccess.MaySeeMoney(actor, await PlanReadingService.Circle(db, plan))) return null;
        var rows = await db.Requests.AsNoTracking().Where(r => r.PlanId == planId).OrderByDescending(r => r.AskedAtUtc).Select(RequestReadingService.Short).ToListAsync();
        return [.. rows.Select(r => RequestReadingService.Card(r, plan.Status, settings.UtcNow))];
    }

    /// <summary>What became of the lines of one plan that were asked for, by the line's id; what was declined or withdrawn stands back where the line was asked for anew. Nothing for whoever may not see the money.</summary>
    public async Task<IReadOnlyDictionary<string, LineAsked>> LinesOf(Actor actor, PlanView plan)
    {
        if (!PlanAccess.MaySeeMoney(actor, plan.Circle)) return new Dictionary<string, LineAsked>();
        await using var db = storage.Open();
        var rows = await (from l in db.RequestLines.AsNoTracking()
                          join r in db.Requests.AsNoTracking() on l.RequestId equals r.Id
                          where l.PlanId == plan.Card.Id && r.State != RequestState.Withdrawn
                          orderby r.AskedAtUtc
                          select new { l.LineId, Asked = new LineAsked(r.Id, r.State, l.IsApproved) }).ToListAsync();
        return rows.GroupBy(r => r.LineId).ToDictionary(g => g.Key, g => g.Last().Asked, StringComparer.Ordinal);
    }

    /// <summary>The seats somebody has where money is decided.</summary>
    public async Task<IReadOnlyList<Seat>> SeatsOf(Actor actor)
    {
        await using var db = storage.Open();
        return await RequestReadingService.Seats(db, actor);
    }

    /// <summary>What somebody with a seat may decide now, and with <paramref name="all"/> whatever is open in their organisation, for the programme lead; null for whoever has no seat.</summary>
    public async Task<RequestQueue?> Queue(Actor actor, bool all, int page = 0)
    {
        await using var db = storage.Open();
        var seats = await RequestReadingService.Seats(db, actor);
        if (!RequestAccess.MayOpenQueue(actor, seats)) return null;
        var ofPlans = db.Plans.Where(p => p.OrganisationId == actor.OrganisationId && p.Status != PlanStatus.Closed && p.RestrictedAtUtc == null).Select(p => p.Id);
        var open = db.Requests.AsNoTracking().Where(r => r.OrganisationId == actor.OrganisationId && ofPlans.Contains(r.PlanId));
        open = all && seats.Contains(Seat.ProgrammeLead)
            ? open.Where(r => r.State == RequestState.Waiting || r.State == RequestState.Questioned || r.State == RequestState.Again)
            : ForMe(open, db, actor, seats);
        // Fast track on top, then the oldest clock.
        var rows = await open.OrderBy(r => r.Route == RequestRoute.FastTrack ? 0 : 1).ThenBy(r => r.ClockFromUtc).ThenBy(r => r.Id)
            .Skip(Math.Max(0, page) * OnePage).Take(OnePage).Select(RequestReadingService.Short).Select(r => new { Row = r, Total = open.Count() }).ToListAsync();
        var now = settings.UtcNow;
        return new RequestQueue(seats, [.. rows.Select(x => RequestReadingService.Card(x.Row, PlanStatus.Active, now))], rows.FirstOrDefault()?.Total ?? 0, await Recent(db, actor.OrganisationId, now));
    }

    /// <summary>The open requests that these seats decide, as <see cref="RequestAccess"/> has it, without what somebody planned, asked for or took part in.</summary>
    private static IQueryable<RequestRow> ForMe(IQueryable<RequestRow> open, CarePlanDb db, Actor actor, List<Seat> seats)
    {
        var (lead, member, chair, programme) = (seats.Contains(Seat.TeamLead), seats.Contains(Seat.PanelMember), seats.Contains(Seat.Chair), seats.Contains(Seat.ProgrammeLead));
        var ofMine = db.Members.Where(m => m.UserId == actor.UserId && m.EndedAtUtc == null).Select(m => m.PlanId);
        // The states come first and plainly: the database finds the few open ones by them among all that were ever asked.
        return from r in open.Where(r => r.State == RequestState.Waiting || r.State == RequestState.Again)
               where r.AskedById != actor.UserId
                   && ((lead && r.Route != RequestRoute.Panel) || (chair && (r.Route != RequestRoute.TeamLead || r.State == RequestState.Again))
                       || (member && r.Route == RequestRoute.Panel && r.State == RequestState.Waiting) || (programme && r.State == RequestState.Again))
                   && !ofMine.Contains(r.PlanId)
                   && (r.Round == 1 || !db.RequestSteps.Any(s => s.RequestId == r.Id && s.ById == actor.UserId && s.Round < r.Round && (s.Kind == StepKind.View || s.Kind == StepKind.Decided)))
               select r;
    }

    private static async Task<RecentDecisions> Recent(CarePlanDb db, Guid organisation, DateTime now)
    {
        var since = now.AddDays(-30);
        // Three questions in one, each of which the database answers from an index of its own.
        var found = await db.Requests.Where(r => r.OrganisationId == organisation && r.DecidedAtUtc > since).Select(r => new { Seconds = r.DecisionSeconds, IsQuestioned = false, Baseline = (int?)null })
            .Concat(db.Requests.Where(r => r.OrganisationId == organisation && r.State == RequestState.Questioned).Select(r => new { Seconds = (long?)null, IsQuestioned = true, Baseline = (int?)null }))
            .Concat(db.Baselines.Where(b => b.OrganisationId == organisation && b.Route == RequestRoute.Panel).Select(b => new { Seconds = (long?)null, IsQuestioned = false, Baseline = (int?)b.Hours })).ToListAsync();
        List<long> seconds = [.. found.Where(f => f.Seconds is not null).Select(f => f.Seconds!.Value)];
        return new RecentDecisions(seconds.Count, TimeSpan.FromSeconds(RequestFigures.At(seconds, 0.5) ?? 0),
            TimeSpan.FromHours(found.FirstOrDefault(f => f.Baseline is not null)?.Baseline ?? FundingLimits.Current.BaselineHours[RequestRoute.Panel]), found.Count(f => f.IsQuestioned));
    }

    /// <summary>The letter of a decision exactly as it was sealed; null when there is none for this person.</summary>
    /// <param name="planId">The plan under whose address it is asked for and in whose log that stands; null for who decides.</param>
    public async Task<(byte[] Pdf, string Html, string FileName)?> Letter(Actor actor, Guid requestId, string code, Guid? planId)
    {
        if (await Open(actor, requestId) is not { } request || request.Letters.All(l => l.CheckCode != code) || (planId is { } plan && plan != request.Card.PlanId)) return null;
        await using var db = storage.Open();
        return await db.Letters.AsNoTracking().Where(l => l.RequestId == requestId && l.CheckCode == code).Select(l => new { l.Pdf, l.Html }).SingleOrDefaultAsync() is { } letter
            ? (letter.Pdf, letter.Html, $"{request.Card.Number}-letter") : null;
    }
}
