using System.Collections.Concurrent;
using System.Globalization;
using CarePlanning.Core.Access;
using CarePlanning.Core.Exchange.Csv;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Storage;
using CarePlanning.Core.Words;
using Microsoft.EntityFrameworkCore;

namespace CarePlanning.Core.Funding;

/// <summary>Counts how long requests take, against what the organisation took before.</summary>
public sealed class FiguresService(IOpenDb storage, WriteQueue queue, PortalSettings settings)
{
    /// <summary>How many months the figures reach back.</summary>
    public const int Months = 12;

    /// <summary>The longest baseline that makes sense, in hours (a year).</summary>
    public const int MostHours = 8760;

    /// <summary>The figures of somebody's organisation; null for whoever has no seat there.</summary>
    public async Task<(RequestFigures Figures, bool MayLead)?> Of(Actor actor)
    {
        await using var db = storage.Open();
        var seats = await RequestReadingService.Seats(db, actor);
        if (!RequestAccess.MayOpenQueue(actor, seats)) return null;
        var since = Since();
        var decided = db.Requests.AsNoTracking().Where(r => r.OrganisationId == actor.OrganisationId && r.DecidedAtUtc >= since);
        var sum = await decided.GroupBy(r => 1).Select(g => new Sum(since, g.Count(), g.Sum(r => r.DecisionSeconds ?? 0), g.Count(r => r.StartSeconds != null), g.Sum(r => r.StartSeconds ?? 0))).SingleOrDefaultAsync() ?? new Sum(since, 0, 0, 0, 0);
        var rest = await db.Baselines.Where(b => b.OrganisationId == actor.OrganisationId).Select(b => new { Route = (RequestRoute?)b.Route, b.Hours, At = (DateTime?)null })
            .Concat(from r in db.Requests
                    join p in db.Plans on r.PlanId equals p.Id
                    where r.OrganisationId == actor.OrganisationId && p.Status != PlanStatus.Closed && (r.State == RequestState.Waiting || r.State == RequestState.Questioned || r.State == RequestState.Again)
                    select new { Route = (RequestRoute?)null, Hours = 0, At = (DateTime?)r.ClockFromUtc }).ToListAsync();
        var now = settings.UtcNow;
        return ((await Counted(actor.OrganisationId, sum, decided)).With(
            [.. rest.Where(r => r.At is not null).Select(r => now - r.At!.Value)], rest.Where(r => r.Route is not null).ToDictionary(r => r.Route!.Value, r => r.Hours)), RequestAccess.MayLead(actor, seats));
    }

    /// <summary>By what it is known that nothing was decided and no care started since the figures were last counted: neither is ever taken back.</summary>
    private sealed record Sum(DateTime Since, int Decided, long DecisionSeconds, int Started, long StartSeconds);

    private readonly ConcurrentDictionary<Guid, (Sum Sum, RequestFigures Figures)> counted = new();

    /// <summary>What was decided, counted once until something more is.</summary>
    private async Task<RequestFigures> Counted(Guid organisation, Sum sum, IQueryable<RequestRow> decided)
    {
        if (counted.TryGetValue(organisation, out var kept) && kept.Sum == sum) return kept.Figures;
        var months = Boundaries();
        var rows = await decided.Select(r => new { r.Route, r.DecidedAtUtc, r.Outcome, r.ReasonKind, r.DecisionSeconds, r.StartSeconds }).ToListAsync();
        var figures = RequestFigures.Of(rows.Select(d => new DecidedRequest(d.Route, Month(months, d.DecidedAtUtc!.Value), d.Outcome ?? RequestState.Approved, d.ReasonKind, d.DecisionSeconds ?? 0, d.StartSeconds)), [], new Dictionary<RequestRoute, int>());
        // Something may have been decided between the two questions: then it is counted anew the next time.
        if (rows.Count == sum.Decided) counted[organisation] = (sum, figures);
        return figures;
    }

    /// <summary>Sets what a route took before, in hours; false where that is not somebody's to do or makes no sense.</summary>
    public Task<bool> SetBaseline(Actor actor, IReadOnlyDictionary<RequestRoute, int> hours) => queue.Run(async () =>
    {
        await using var db = storage.Open();
        if (!RequestAccess.MayLead(actor, await RequestReadingService.Seats(db, actor)) || hours.Values.Any(h => h is < 1 or > MostHours)) return false;
        var rows = await db.Baselines.Where(b => b.OrganisationId == actor.OrganisationId).ToListAsync();
        foreach (var (route, value) in hours)
        {
            var row = rows.FirstOrDefault(r => r.Route == route);
            if (row is null) db.Baselines.Add(row = new BaselineRow { OrganisationId = actor.OrganisationId, Route = route });
            (row.Hours, row.SetBy, row.AtUtc) = (value, actor.Name, settings.UtcNow);
        }
        await db.SaveChangesAsync();
        return true;
    });

    /// <summary>The figures as a table for a spreadsheet; null for whoever has no seat.</summary>
    public async Task<byte[]?> MonthsAsCsv(Actor actor)
    {
        if (await Of(actor) is not var (figures, _)) return null;
        return CsvFile.Write(Names("route", "month", "count", "decisionMedian", "decisionP90", "started", "careMedian", "careP90", "approved", "inPart", "declined", "baseline", "target"),
            figures.Months.Select(m => (IReadOnlyList<string>)[Texts.Funding[$"route.{m.Route}"], MonthName(m.Month), Number(m.ToDecision.Count), Hours(m.ToDecision.MedianSeconds), Hours(m.ToDecision.P90Seconds),
                Number(m.ToCare.Count), Hours(m.ToCare.MedianSeconds), Hours(m.ToCare.P90Seconds), Number(m.Approved), Number(m.InPart), Number(m.Declined),
                Number(figures.BaselineHours[m.Route]), figures.TargetHours(m.Route).ToString("0.#", CultureInfo.InvariantCulture)]));
    }

    /// <summary>The decided requests one by one, without anybody's name; for the programme lead only, null for others.</summary>
    public async Task<byte[]?> RequestsAsCsv(Actor actor)
    {
        await using var db = storage.Open();
        if (!RequestAccess.MayLead(actor, await RequestReadingService.Seats(db, actor))) return null;
        var since = Since();
        var rows = await db.Requests.AsNoTracking().Where(r => r.OrganisationId == actor.OrganisationId && r.DecidedAtUtc >= since)
            // What was asked for is words of somebody's: nothing of a plan leaves while nothing of it is given out.
            .Where(r => !db.Plans.Any(p => p.Id == r.PlanId && p.RestrictedAtUtc != null)).OrderBy(r => r.DecidedAtUtc)
            .Select(r => new { r.Number, r.Route, r.What, r.FirstYearPence, r.AskedAtUtc, r.DecidedAtUtc, r.Outcome, r.ReasonKind, r.DecisionSeconds, r.StartSeconds }).ToListAsync();
        return CsvFile.Write(Names("request", "route", "what", "pounds", "asked", "decided", "outcome", "reason", "decisionHours", "careHours"),
            rows.Select(r => (IReadOnlyList<string>)[r.Number, Texts.Funding[$"route.{r.Route}"], r.What, (r.FirstYearPence / 100m).ToString("0.00", CultureInfo.InvariantCulture), Day(r.AskedAtUtc), Day(r.DecidedAtUtc!.Value),
                Texts.Funding[$"letter.{r.Outcome}"], r.ReasonKind?.ToString() ?? "", Hours(r.DecisionSeconds), Hours(r.StartSeconds)]));
    }

    private DateTime Since() => new(settings.Today.AddMonths(1 - Months).Year, settings.Today.AddMonths(1 - Months).Month, 1, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>The months of the figures with the moment at which each begins in England, newest first.</summary>
    private List<(DateTime FromUtc, int Month)> Boundaries()
    {
        var first = new DateOnly(settings.Today.Year, settings.Today.Month, 1);
        return [.. Enumerable.Range(0, Months + 1).Select(i => first.AddMonths(-i)).Select(m => (PortalSettings.Begins(m), (m.Year * 100) + m.Month))];
    }

    private static int Month(List<(DateTime FromUtc, int Month)> months, DateTime utc)
    {
        foreach (var (from, month) in months)
            if (utc >= from) return month;
        return months[^1].Month;
    }

    /// <summary>A month as it sorts: 2026-11.</summary>
    public static string MonthName(int month) => string.Create(CultureInfo.InvariantCulture, $"{month / 100:0000}-{month % 100:00}");

    private static string[] Names(params string[] keys) => [.. keys.Select(k => Texts.Funding[$"csv.{k}"])];
    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
    private static string Hours(long? seconds) => seconds is { } s ? (s / 3600.0).ToString("0.0", CultureInfo.InvariantCulture) : "";
    private static string Day(DateTime utc) => PortalSettings.Local(utc).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
