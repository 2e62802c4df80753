using CarePlanning.Core.Access;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Plans.Sections;
using CarePlanning.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace CarePlanning.Core.Funding;

/// <summary>Reads rows of requests; used by the services only.</summary>
internal static class RequestReadingService
{
    /// <summary>The seats somebody has.</summary>
    public static Task<List<Seat>> Seats(CarePlanDb db, Actor actor) =>
        db.Seats.AsNoTracking().Where(s => s.AccountId == actor.UserId && s.OrganisationId == actor.OrganisationId).Select(s => s.Seat).ToListAsync();

    /// <summary>The state as it is now: on a closed plan nothing that was open goes on.</summary>
    public static RequestState StateOf(RequestRow row, PlanStatus plan) => plan == PlanStatus.Closed && row.State.IsOpen() ? RequestState.Stopped : row.State;

    /// <summary>What lists show of a request; the words at length stay closed where they are.</summary>
    public static System.Linq.Expressions.Expression<Func<RequestRow, RequestRow>> Short { get; } = r => new RequestRow
    {
        Id = r.Id,
        PlanId = r.PlanId,
        Number = r.Number,
        Route = r.Route,
        State = r.State,
        Kind = r.Kind,
        What = r.What,
        Goal = r.Goal,
        FirstYearPence = r.FirstYearPence,
        WeeklyPence = r.WeeklyPence,
        LeftPence = r.LeftPence,
        Round = r.Round,
        AskedAtUtc = r.AskedAtUtc,
        ClockFromUtc = r.ClockFromUtc,
        PausedAtUtc = r.PausedAtUtc,
        PausedSeconds = r.PausedSeconds,
        DueAtUtc = r.DueAtUtc,
        DecidedAtUtc = r.DecidedAtUtc,
        CareStartedAtUtc = r.CareStartedAtUtc,
    };

    public static RequestFacts Facts(RequestRow row, IEnumerable<RequestStepRow> steps) => new(row.OrganisationId, row.Route, row.State, row.AskedById, row.Round,
        [.. steps.Where(s => s.Kind is StepKind.View or StepKind.Decided && s.Round < row.Round).Select(s => s.ById)]);

    public static RequestClock Clock(RequestRow r, DateTime now) =>
        new(r.Route, r.Round, r.AskedAtUtc, r.ClockFromUtc, r.PausedAtUtc, r.PausedSeconds, r.DueAtUtc, r.DecidedAtUtc, r.CareStartedAtUtc, now);

    public static RequestCard Card(RequestRow r, PlanStatus plan, DateTime now) =>
        new(r.Id, r.PlanId, r.Number, r.Route, StateOf(r, plan), r.Kind, r.What, r.Goal, r.FirstYearPence, r.WeeklyPence, r.LeftPence, Clock(r, now));

    /// <summary>The request as this role sees it.</summary>
    public static async Task<FundingRequest> Read(CarePlanDb db, RequestRow row, PlanRow plan, RequestRole role, RequestRefusal barred, IReadOnlyList<RequestStepRow> steps, DateTime now)
    {
        var lines = await db.RequestLines.AsNoTracking().Where(l => l.RequestId == row.Id).OrderBy(l => l.Order).ToListAsync();
        var letters = await db.Letters.AsNoTracking().Where(l => l.RequestId == row.Id).OrderBy(l => l.AtUtc).Select(l => new RequestLetter(l.Round, l.CheckCode, l.AtUtc, l.PdfPages)).ToListAsync();
        return new FundingRequest(Card(row, plan.Status, now), role, plan.PersonName, plan.Number, row.Why, row.Need, row.InsteadOf, row.NeededBy, row.AskedBy,
            row.Clinician is null ? null : new FastTrackTool(row.Clinician, row.ClinicianRole, row.ClinicianRegistration, row.ToolOn),
            [.. lines.Select(Line)], [.. steps.Where(s => MaySee(role, s)).Select(Step)], letters)
        { Barred = barred, IsRestricted = plan.RestrictedAtUtc is not null, Beside = BudgetBeside.Of(await Budget(db, plan.Id)) };
    }

    /// <summary>The money of a plan and nothing else of it.</summary>
    private static async Task<Money> Budget(CarePlanDb db, Guid planId)
    {
        var section = PlanSections.Of<Money>();
        return await db.Sections.AsNoTracking().SingleOrDefaultAsync(s => s.PlanId == planId && s.Slug == section.Slug) is { } row ? (Money)SectionJson.Read(section, row.Json, row.Schema) : new Money();
    }

    public static RequestLine Line(RequestLineRow l) => new(l.Id, l.LineId, l.What, l.Supplier, l.FirstYearPence, l.WeeklyPence, l.OneOffPence, l.IsApproved, l.Reason);

    public static RequestStep Step(RequestStepRow s) => new(s.Kind, s.Round, s.Outcome, s.ById, s.By, s.Words, s.Next, s.AtUtc);

    /// <summary>Members of a panel speak freely among themselves; the family is told what was decided and why.</summary>
    private static bool MaySee(RequestRole role, RequestStepRow step) => step.Kind != StepKind.View || role is not (RequestRole.Person or RequestRole.Carer or RequestRole.Planner);

    public static Task<List<RequestStepRow>> Steps(CarePlanDb db, Guid requestId, bool track = false)
    {
        var query = db.RequestSteps.Where(s => s.RequestId == requestId).OrderBy(s => s.AtUtc).ThenBy(s => s.Id);
        return (track ? query : query.AsNoTracking()).ToListAsync();
    }
}
