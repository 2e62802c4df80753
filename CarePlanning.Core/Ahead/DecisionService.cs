using CarePlanning.Core.Access;
using CarePlanning.Core.Audit;
using CarePlanning.Core.Collaboration;
using CarePlanning.Core.Documents;
using CarePlanning.Core.People;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Plans.Sections;
using CarePlanning.Core.Storage;
using CarePlanning.Pdf;
using Microsoft.EntityFrameworkCore;

namespace CarePlanning.Core.Ahead;

/// <summary>Takes an advance decision from one step of its life to the next; each step checks first, counts at once and is in the history.</summary>
public sealed class DecisionService(IOpenDb storage, WriteQueue queue, AuditService audit, PortalSettings settings, PlanNews news, IDocumentRenderer renderer)
{
    private const string Slug = "legal-decisions";

    /// <summary>Takes a step, or says why not and changes nothing; the step sent twice is taken once.</summary>
    public async Task<StepResult> Take(Actor actor, Guid planId, DecisionAct act)
    {
        var result = await queue.Run(() => InTransaction(actor, planId, act));
        if (result.Refusal == StepRefusal.None) await news.Tell(new PlanHappening(planId, Slug, $"decisions/{act.DecisionId}/status"));
        return result;
    }

    /// <summary>The paper to be signed in ink before a witness; null for a stranger, or when there is nothing to print.</summary>
    public async Task<byte[]?> Paper(Actor actor, Guid planId, string decisionId)
    {
        await using var db = storage.Open();
        if (await db.Plans.AsNoTracking().SingleOrDefaultAsync(p => p.Id == planId) is not { } plan
            || await PlanReadingService.Circle(db, plan) is not { } circle || !PlanAccess.May(actor, PlanAction.Download, circle, Slug) || !PlanAccess.MayTakeOut(actor, circle)) return null;
        var (answers, _) = await PlanReadingService.Answers(db, planId);
        if (answers.Get<Legal>().Decisions.InUse().FirstOrDefault(d => d.Id == decisionId) is not { IsEnded: false } decision) return null;
        return renderer.Render(DecisionPaper.Compose(answers, decision, plan.PersonName, settings.UtcNow)).Bytes;
    }

    private async Task<StepResult> InTransaction(Actor actor, Guid planId, DecisionAct act)
    {
        await using var db = storage.Open();
        await using var transaction = await db.Database.BeginTransactionAsync();
        if (await PlanService.Locked(db, planId) is not { } plan) return StepRefusal.NotFound;
        var circle = await PlanReadingService.Circle(db, plan);
        if (!PlanAccess.MaySee(actor, Slug, circle)) return StepRefusal.NotFound;
        if (!PlanAccess.May(actor, PlanAction.Edit, circle, Slug) || plan.Status == PlanStatus.Closed) return StepRefusal.NotYours;
        var (answers, rows) = await PlanReadingService.Answers(db, planId, track: true);
        var legal = answers.Get<Legal>();
        if (legal.Decisions.InUse().FirstOrDefault(d => d.Id == act.DecisionId) is not { } decision) return StepRefusal.NotFound;
        if (act.Scan is { Length: > 0 } scan && !await db.Uploads.AnyAsync(u => u.PlanId == planId && u.Sha256 == scan)) return StepRefusal.NoSuchScan;
        var status = DecisionSteps.LeadsTo(act.Step);
        if (decision.Status == status) return StepRefusal.None;
        if (DecisionSteps.Check(act, decision, circle.MemberFor(actor)!.Relation) is not StepRefusal.None and var why) return why;
        var problems = act.Step == DecisionStep.Hold ? DecisionSteps.BeforeHolding(Input(answers, plan), decision, act, actor.Name) : [];
        if (problems.Count > 0) return new StepResult(StepRefusal.StillNeeded, problems);

        List<(string Field, string Value)> changes = [("status", status.ToString())];
        if (act.Step == DecisionStep.Hold)
        {
            changes.Add(("seenBy", actor.Name));
            if (act.Scan is { Length: > 0 }) changes.Add(("scan", act.Scan));
        }
        if (act.Step == DecisionStep.Withdraw)
        {
            changes.Add(("withdrawnHeardBy", act.HeardBy!.Trim()));
            changes.AddRange(StepWriteService.On("withdrawnOn", settings.Today));
        }
        await StepWriteService.Write(db, plan, rows, legal, actor, audit, settings.UtcNow, changes.Select(c => ($"decisions/{decision.Id}/{c.Field}", c.Value)));
        await transaction.CommitAsync();
        return StepRefusal.None;
    }

    private RuleInput Input(PlanAnswers answers, PlanRow plan) => new(answers, plan.Pathway, settings.Today, settings.Demo, Voices.Person);
}
