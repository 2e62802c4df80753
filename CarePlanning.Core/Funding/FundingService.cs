using CarePlanning.Core.Access;
using CarePlanning.Core.Audit;
using CarePlanning.Core.Collaboration;
using CarePlanning.Core.Documents;
using CarePlanning.Core.Documents.Copies;
using CarePlanning.Core.People;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Plans.Sections;
using CarePlanning.Core.Reference;
using CarePlanning.Core.Signing;
using CarePlanning.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace CarePlanning.Core.Funding;

/// <summary>What came of asking for money.</summary>
/// <param name="Problems">What has to be put right in the budget first.</param>
public sealed record AskOutcome(RequestRefusal Refusal, Guid? Id, IReadOnlyList<Problem> Problems);

/// <summary>Takes requests for money from asking to decision; each step checks first, counts once and is in the history.</summary>
public sealed partial class FundingService(IOpenDb storage, WriteQueue queue, AuditService audit, PortalSettings settings, PlanNews news,
    ReauthenticationService reauthentication, IDocumentRenderer renderer, Sealing sealing, CheckAddress address)
{
    /// <summary>Asks for money for lines of the plan's budget; the same form sent twice asks once.</summary>
    public async Task<AskOutcome> Ask(Actor actor, Guid planId, Asking asking)
    {
        var outcome = await queue.Run(async () =>
        {
            await using var db = storage.Open();
            await using var transaction = await db.Database.BeginTransactionAsync();
            if (await PlanService.Locked(db, planId) is not { } plan) return No(RequestRefusal.NotFound);
            var circle = await PlanReadingService.Circle(db, plan);
            if (!PlanAccess.May(actor, PlanAction.Open, circle)) return No(RequestRefusal.NotFound);
            if (!RequestAccess.MayAsk(actor, circle)) return No(RequestRefusal.NotYours);
            if (plan.Status == PlanStatus.Closed) return No(RequestRefusal.HasEnded);
            if (circle.IsRestricted) return No(RequestRefusal.Restricted);
            if (await db.Requests.AsNoTracking().Where(r => r.PlanId == planId && r.OpId == asking.OpId).Select(r => (Guid?)r.Id).SingleOrDefaultAsync() is { } done) return new AskOutcome(RequestRefusal.None, done, []);
            var (answers, _) = await PlanReadingService.Answers(db, planId);
            var money = answers.Get<Money>();
            if (AskCheck.Problem(answers, plan.Pathway, asking, settings.Today) is not RequestRefusal.None and var why) return No(why);
            var lines = money.Lines.InUse().Where(l => asking.LineIds.Contains(l.Id)).ToList();
            var problems = AskCheck.InTheWay(new RuleInput(answers, plan.Pathway, settings.Today, settings.Demo, Voices.Person), lines);
            if (problems.Count > 0) return new AskOutcome(RequestRefusal.LineNotReady, null, problems);
            var ids = lines.Select(l => l.Id).ToList();
            // Asked for, or approved already; what was declined or withdrawn may be asked for in a new way.
            if (await (from l in db.RequestLines
                       join r in db.Requests on l.RequestId equals r.Id
                       where l.PlanId == planId && ids.Contains(l.LineId) && r.State != RequestState.Withdrawn && (l.IsApproved ?? r.State != RequestState.Declined)
                       select l.Id).AnyAsync()) return No(RequestRefusal.AskedAlready);

            var row = Request(actor, plan, answers, asking, lines);
            db.Requests.Add(row);
            db.RequestLines.AddRange(lines.Select((l, i) => new RequestLineRow
            {
                Id = Guid.CreateVersion7(),
                RequestId = row.Id,
                PlanId = planId,
                LineId = l.Id,
                Order = i,
                What = l.Description ?? "",
                Supplier = l.Supplier ?? "",
                FirstYearPence = l.FirstYearPence(),
                WeeklyPence = l.WeeklyPence(),
                OneOffPence = l.OneOffPence(),
            }));
            db.RequestSteps.Add(Step(row, actor, StepKind.Asked, ""));
            audit.Add(db, plan, await AuditService.Next(db, planId), actor, AuditKind.RequestAsked, path: row.Number);
            await db.SaveChangesAsync();
            await transaction.CommitAsync();
            return new AskOutcome(RequestRefusal.None, row.Id, []);
        });
        if (outcome.Refusal == RequestRefusal.None) await news.Tell(new PlanHappening(planId, "", ""));
        return outcome;
    }

    private RequestRow Request(Actor actor, PlanRow plan, PlanAnswers answers, Asking asking, List<BudgetLine> lines)
    {
        var now = settings.UtcNow;
        var kind = lines.All(l => l.Frequency == BudgetFrequency.Once) ? RequestKind.OneOff : RequestKind.Ongoing;
        var pence = lines.Sum(l => l.FirstYearPence());
        var route = FundingLimits.Current.RouteOf(plan.Pathway == Pathway.FastTrack, kind, pence);
        var needs = answers.Get<Needs>().List.InUse().Where(n => lines.Any(l => l.NeedIds.Contains(n.Id))).Select(n => FieldText.NameOf(PlanSections.Of<Needs>().Fields.First(f => f.Name == "list"), n));
        return new RequestRow
        {
            Id = Guid.CreateVersion7(),
            PlanId = plan.Id,
            OrganisationId = plan.OrganisationId,
            Number = "R-" + CheckCodes.Some(6),
            OpId = asking.OpId,
            Route = route,
            State = RequestState.Waiting,
            Kind = kind,
            What = asking.What!.Trim(),
            Why = asking.Why!.Trim(),
            Goal = AskCheck.GoalOf(answers, asking.GoalId),
            Need = string.Join("; ", needs.Where(n => n.Length > 0)),
            InsteadOf = asking.InsteadOf?.Trim() ?? "",
            NeededBy = asking.NeededBy,
            FirstYearPence = pence,
            WeeklyPence = lines.Sum(l => l.WeeklyPence()),
            LeftPence = AskCheck.Left(answers.Get<Money>(), lines),
            AskedById = actor.UserId,
            AskedBy = actor.Name,
            AskedAtUtc = now,
            ClockFromUtc = now,
            DueAtUtc = now.AddHours(FundingLimits.Current.HoursToDecide[route]),
            Clinician = route == RequestRoute.FastTrack ? asking.Tool!.Clinician!.Trim() : null,
            ClinicianRole = asking.Tool?.Role?.Trim(),
            ClinicianRegistration = asking.Tool?.Registration?.Trim(),
            ToolOn = asking.Tool?.On,
        };
    }

    /// <summary>What somebody said about a request, when its state does not change.</summary>
    public Task<RequestRefusal> Say(Actor actor, Guid requestId, string? words) => Change(actor, requestId, RequestAction.Talk, AuditKind.RequestChanged, held =>
        Written(words) is not RequestRefusal.None and var no ? no : Add(held, StepKind.Said, words!));

    /// <summary>Answers what more was asked; our clock goes on from here.</summary>
    public Task<RequestRefusal> Answer(Actor actor, Guid requestId, string? words) => Change(actor, requestId, RequestAction.Answer, AuditKind.RequestChanged, held =>
    {
        if (Written(words) is not RequestRefusal.None and var no) return no;
        GoOn(held.Request, settings.UtcNow);
        held.Request.State = held.Request.Round > 1 ? RequestState.Again : RequestState.Waiting;
        return Add(held, StepKind.Answered, words!);
    });

    /// <summary>Asks that somebody else looks at what was not approved.</summary>
    public Task<RequestRefusal> AskAgain(Actor actor, Guid requestId, string? words) => Change(actor, requestId, RequestAction.AskAgain, AuditKind.RequestChanged, held =>
    {
        if (Written(words) is not RequestRefusal.None and var no) return no;
        var (row, now) = (held.Request, settings.UtcNow);
        row.Round++;
        (row.State, row.ClockFromUtc, row.PausedSeconds, row.PausedAtUtc) = (RequestState.Again, now, 0, null);
        row.DueAtUtc = now.AddHours(FundingLimits.Current.HoursToDecide[row.Route]);
        return Add(held, StepKind.AskedAgain, words!);
    });

    /// <summary>Takes a request back.</summary>
    public Task<RequestRefusal> Withdraw(Actor actor, Guid requestId) => Change(actor, requestId, RequestAction.Withdraw, AuditKind.RequestChanged, held =>
    {
        GoOn(held.Request, settings.UtcNow);
        held.Request.State = RequestState.Withdrawn;
        return Add(held, StepKind.Withdrawn, "");
    });

    /// <summary>Writes down when care began; the fast track's clock stops there.</summary>
    public Task<RequestRefusal> StartCare(Actor actor, Guid requestId, DateTime atUtc) => Change(actor, requestId, RequestAction.StartCare, AuditKind.RequestChanged, held =>
    {
        if (held.Request.CareStartedAtUtc is not null) return RequestRefusal.AlreadyStarted;
        // Minutes are typed, not seconds: the minute in which it was asked counts as the moment.
        if (atUtc < held.Request.AskedAtUtc && atUtc > held.Request.AskedAtUtc.AddMinutes(-1)) atUtc = held.Request.AskedAtUtc;
        if (atUtc > settings.UtcNow || atUtc < held.Request.AskedAtUtc) return RequestRefusal.BadDay;
        held.Request.CareStartedAtUtc = atUtc;
        held.Request.StartSeconds = (long)(atUtc - held.Request.AskedAtUtc).TotalSeconds;
        return Add(held, StepKind.CareStarted, "");
    });

    private sealed record Held(CarePlanDb Db, PlanRow Plan, PlanCircle Circle, RequestRow Request, List<RequestStepRow> Steps, RequestRole Role, RequestRefusal Barred, Actor Actor);

    /// <summary>Does one thing with a request that no other does at the same moment, or says why not and changes nothing.</summary>
    private Task<RequestRefusal> Change(Actor actor, Guid requestId, RequestAction action, string kind, Func<Held, RequestRefusal> change) =>
        Change(actor, requestId, action, kind, held => Task.FromResult(change(held)));

    private async Task<RequestRefusal> Change(Actor actor, Guid requestId, RequestAction action, string kind, Func<Held, Task<RequestRefusal>> change)
    {
        var planId = Guid.Empty;
        var refusal = await queue.Run(async () =>
        {
            await using var db = storage.Open();
            await using var transaction = await db.Database.BeginTransactionAsync();
            planId = await db.Requests.AsNoTracking().Where(r => r.Id == requestId).Select(r => r.PlanId).SingleOrDefaultAsync();
            if (await PlanService.Locked(db, planId) is not { } plan) return RequestRefusal.NotFound;
            var held = await Hold(db, actor, plan, requestId);
            if (RequestAccess.Check(action, held.Request.Route, RequestReadingService.StateOf(held.Request, plan.Status), held.Request.Round, held.Role, held.Barred, held.Circle.IsRestricted) is not RequestRefusal.None and var no) return no;
            if (await change(held) is not RequestRefusal.None and var why) return why;
            audit.Add(db, plan, await AuditService.Next(db, planId), actor, kind, path: held.Request.Number);
            await db.SaveChangesAsync();
            await transaction.CommitAsync();
            return RequestRefusal.None;
        });
        if (refusal == RequestRefusal.None) await news.Tell(new PlanHappening(planId, "", ""));
        return refusal;
    }

    private static async Task<Held> Hold(CarePlanDb db, Actor actor, PlanRow plan, Guid requestId)
    {
        var circle = await PlanReadingService.Circle(db, plan);
        var row = await db.Requests.SingleAsync(r => r.Id == requestId);
        var steps = await RequestReadingService.Steps(db, requestId, track: true);
        var seats = await RequestReadingService.Seats(db, actor);
        var facts = RequestReadingService.Facts(row, steps);
        return new Held(db, plan, circle, row, steps, RequestAccess.RoleOf(actor, circle, seats, facts), RequestAccess.Barred(actor, circle, seats, facts), actor);
    }

    private RequestRefusal Add(Held held, StepKind kind, string words, RequestState? outcome = null, string next = "")
    {
        held.Db.RequestSteps.Add(Step(held.Request, held.Actor, kind, words.Trim(), outcome, next.Trim()));
        return RequestRefusal.None;
    }

    private RequestStepRow Step(RequestRow row, Actor actor, StepKind kind, string words, RequestState? outcome = null, string next = "") => new()
    {
        Id = Guid.CreateVersion7(),
        RequestId = row.Id,
        PlanId = row.PlanId,
        Round = row.Round,
        Kind = kind,
        Outcome = outcome,
        ById = actor.UserId,
        By = actor.Name,
        Words = words,
        Next = next,
        AtUtc = settings.UtcNow,
    };

    /// <summary>The clock goes on, if it stood.</summary>
    private static void GoOn(RequestRow row, DateTime now)
    {
        if (row.PausedAtUtc is not { } at) return;
        row.PausedSeconds += (long)(now - at).TotalSeconds;
        row.PausedAtUtc = null;
    }

    private static RequestRefusal Written(string? words) =>
        string.IsNullOrWhiteSpace(words) ? RequestRefusal.NoWords : words.Length > TextRules.MostCharacters ? RequestRefusal.TooLong : RequestRefusal.None;

    private static AskOutcome No(RequestRefusal why) => new(why, null, []);
}
