using CarePlanning.Core.Access;
using CarePlanning.Core.Audit;
using CarePlanning.Core.Documents;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Plans.Sections;
using CarePlanning.Core.Signing;
using CarePlanning.Core.Storage;
using CarePlanning.Core.Words;
using Microsoft.EntityFrameworkCore;

namespace CarePlanning.Core.Funding;

public sealed partial class FundingService
{
    /// <summary>Asks the family for more; our clock stands until they answer.</summary>
    public async Task<RequestRefusal> Question(Actor actor, Guid requestId, string? words, string? pin)
    {
        if (await Before(actor, requestId, RequestAction.Question, _ => PlainReason.Problem(words), pin) is not RequestRefusal.None and var no) return no;
        return await Change(actor, requestId, RequestAction.Question, AuditKind.RequestChanged, async held =>
        {
            (held.Request.State, held.Request.PausedAtUtc) = (RequestState.Questioned, settings.UtcNow);
            Add(held, StepKind.Questioned, words!);
            await Write(held, [], RequestState.Questioned, words!, "");
            return RequestRefusal.None;
        });
    }

    /// <summary>Gives one member's view and reason; given again it takes the place of the earlier one.</summary>
    public async Task<RequestRefusal> View(Actor actor, Guid requestId, RequestState? outcome, string? words, string? pin)
    {
        if (await Before(actor, requestId, RequestAction.View, _ => outcome?.IsDecided() == true ? PlainReason.Problem(words) : RequestRefusal.NoOutcome, pin) is not RequestRefusal.None and var no) return no;
        return await Change(actor, requestId, RequestAction.View, AuditKind.RequestChanged, held =>
        {
            held.Db.RequestSteps.RemoveRange(held.Steps.Where(s => s.Kind == StepKind.View && s.ById == actor.UserId && s.Round == held.Request.Round));
            return Add(held, StepKind.View, words!, outcome);
        });
    }

    /// <summary>Decides: what was approved is agreed money in the plan at once, and a letter is sealed; of two at the same moment the first counts.</summary>
    public async Task<RequestRefusal> Decide(Actor actor, Guid requestId, Deciding deciding, string? pin)
    {
        if (await Before(actor, requestId, RequestAction.Decide, r => DecisionCheck.Problem(r.Card.Route, [.. r.Lines.Select(l => l.Id)], deciding), pin) is not RequestRefusal.None and var no) return no;
        return await Change(actor, requestId, RequestAction.Decide, AuditKind.RequestDecided, async held =>
        {
            var (row, now, outcome) = (held.Request, settings.UtcNow, deciding.Outcome!.Value);
            // Nobody decides past a word they have not read.
            if (held.Steps.Max(s => s.AtUtc.Ticks) != deciding.Seen) return RequestRefusal.ChangedMeanwhile;
            if (row is { Route: RequestRoute.Panel, Round: 1 } && DecisionCheck.Problem([.. held.Steps.Where(s => s.Kind == StepKind.View).Select(RequestReadingService.Step)], outcome) is not RequestRefusal.None and var no) return no;
            GoOn(row, now);
            row.State = outcome;
            if (row.Round == 1)
            {
                (row.DecidedAtUtc, row.Outcome, row.ReasonKind) = (now, outcome, outcome == RequestState.Approved ? null : deciding.Kind);
                row.DecisionSeconds = (long)(now - row.AskedAtUtc).TotalSeconds;
            }
            var lines = await held.Db.RequestLines.Where(l => l.RequestId == row.Id).OrderBy(l => l.Order).ToListAsync();
            var newly = lines.Where(l => l.IsApproved != true && (outcome == RequestState.Approved || (outcome == RequestState.ApprovedInPart && deciding.Approved.Contains(l.Id)))).ToList();
            // What was approved before stays so: looking again takes nothing away.
            foreach (var line in lines)
            {
                line.IsApproved = line.IsApproved == true || newly.Contains(line);
                line.Reason = line.IsApproved == false && deciding.LineReasons.GetValueOrDefault(line.Id)?.Trim() is { Length: > 0 } why ? why : null;
            }
            if (row.Round > 1 && outcome == RequestState.Declined && lines.Any(l => l.IsApproved == true)) row.State = RequestState.ApprovedInPart;
            Add(held, StepKind.Decided, deciding.Reason ?? "", outcome, outcome == RequestState.Approved ? "" : deciding.Next ?? "");
            if (newly.Count > 0) await Enter(held, newly);
            await Write(held, lines, outcome, deciding.Reason ?? "", deciding.Next ?? "");
            return RequestRefusal.None;
        });
    }

    /// <summary>Asks everything that can be asked before somebody shows again who they are, and then that.</summary>
    private async Task<RequestRefusal> Before(Actor actor, Guid requestId, RequestAction action, Func<FundingRequest, RequestRefusal> check, string? pin)
    {
        if (await Open(actor, requestId) is not { } request) return RequestRefusal.NotFound;
        if (request.May(action) is not RequestRefusal.None and var no) return no;
        if (check(request) is not RequestRefusal.None and var why) return why;
        return await reauthentication.Ask(actor, pin) switch
        {
            PinAnswer.Right => RequestRefusal.None,
            PinAnswer.MustWait => RequestRefusal.MustWait,
            PinAnswer.ShowAgain => RequestRefusal.MustShowAgain,
            _ => RequestRefusal.WrongPin,
        };
    }

    /// <summary>Puts what was approved into the plan as money that is agreed; no answer that somebody wrote is touched.</summary>
    private async Task Enter(Held held, List<RequestLineRow> approved)
    {
        var (answers, rows) = await PlanReadingService.Answers(held.Db, held.Plan.Id, track: true);
        var money = answers.Get<Money>();
        var before = money.DecidedPence();
        var entry = new AgreedMoney
        {
            Id = $"{held.Request.Number.ToLowerInvariant()}-{held.Request.Round}",
            What = string.Join("; ", approved.Select(l => l.What)),
            Request = held.Request.Number,
            On = PartialDate.From(settings.Today),
            By = held.Actor.Name,
            FirstYearPence = approved.Sum(l => l.FirstYearPence),
            // Nothing a week where all of it is paid once.
            WeeklyPence = approved.Sum(l => l.WeeklyPence) is > 0 and var week ? week : null,
        };
        money.Decided.Add(entry);
        var sequence = await AuditService.Next(held.Db, held.Plan.Id);
        // The amount nobody has written, or that came from decisions before, follows the decisions; one that somebody wrote stays theirs.
        if (money.AgreedYearlyPence is null || (before > 0 && money.AgreedYearlyPence == before)) money.AgreedYearlyPence = before + entry.FirstYearPence;
        EditService.Keep(held.Db, rows, held.Plan.Id, PlanSections.Of<Money>(), money);
        held.Plan.ChangedAtUtc = settings.UtcNow;
        audit.Add(held.Db, held.Plan, sequence, held.Actor, AuditKind.Edited, PlanSections.Of<Money>().Slug, $"decided/{entry.Id}", after: "added");
        await held.Db.SaveChangesAsync();
    }

    /// <summary>Seals the letter about a decision, or about what more has to be known for it, and keeps it.</summary>
    private async Task Write(Held held, List<RequestLineRow> lines, RequestState outcome, string reason, string next)
    {
        var (row, now) = (held.Request, settings.UtcNow);
        var organisation = await held.Db.Organisations.Where(o => o.Id == row.OrganisationId).Select(o => o.Name).SingleAsync();
        var code = CheckCodes.New();
        var composed = LetterDocument.Compose(new LetterFacts(organisation, held.Plan.PersonName, held.Plan.Number, row.Number, row.What, row.Goal, row.AskedAtUtc, now, held.Actor.Name,
            outcome, [.. lines.Select(RequestReadingService.Line)], reason, next, row.Round, row.Route, code, address));
        var file = sealing.SealAtOnce(place => renderer.Render(composed, place), organisation, Texts.Funding["letter.seal"], now);
        SealTimeService.Note(held.Db, file, row.PlanId, now);
        held.Db.Letters.Add(new LetterRow
        {
            Id = Guid.CreateVersion7(),
            RequestId = row.Id,
            PlanId = row.PlanId,
            Round = row.Round,
            CheckCode = code,
            AtUtc = now,
            Pdf = file.Bytes,
            PdfSha256 = file.Sha256,
            PdfPages = file.File.Pages,
            Html = HtmlTwin.Write(composed),
        });
    }
}
