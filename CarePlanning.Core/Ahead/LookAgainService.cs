using CarePlanning.Core.Access;
using CarePlanning.Core.Audit;
using CarePlanning.Core.Collaboration;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Plans.Sections;
using CarePlanning.Core.Storage;

namespace CarePlanning.Core.Ahead;

/// <summary>What came of saying that something has changed, or that a part is still right.</summary>
public enum LookAgainOutcome { Kept, NotFound, NotYours, NothingSaid, TooLong }

/// <summary>Takes down that something has changed, and which parts of the plan were looked at again since.</summary>
public sealed class LookAgainService(IOpenDb storage, WriteQueue queue, AuditService audit, PortalSettings settings, PlanNews news)
{
    /// <summary>The most characters in which somebody says what has changed.</summary>
    public const int MostCharacters = 1000;

    /// <summary>Anybody on the plan says that something has changed; sent twice it is kept once.</summary>
    public Task<LookAgainOutcome> Say(Actor actor, Guid planId, Guid opId, Occasion why, string? what)
    {
        var words = TextRules.Typed(what).Trim();
        if (why == Occasion.SomethingElse && words.Length == 0) return Task.FromResult(LookAgainOutcome.NothingSaid);
        if (words.Length > MostCharacters) return Task.FromResult(LookAgainOutcome.TooLong);
        return Change(actor, planId, (answers, _, by) =>
        {
            if (!LookAgain.ToSay.Contains(why)) return LookAgain.Due(answers, settings.Today) is { } due && due.Why == why ? Begin($"{why}-{due.On.Year}", why, words, by) : null;
            return Begin(opId.ToString("N"), why, words, by);
        });
    }

    /// <summary>Somebody looked at a part again, in which they may write, and finds it right.</summary>
    public Task<LookAgainOutcome> StillRight(Actor actor, Guid planId, string changeId, string slug, string question) => Change(actor, planId, (answers, plan, by) =>
        PlanAccess.May(actor, PlanAction.Edit, plan.Circle, slug) && LookAgain.All(answers, plan.Pathway).FirstOrDefault(c => c.Change.Id == changeId) is { } change
        && change.Parts.FirstOrDefault(p => p.Section.Slug == slug && p.Question == question) is { } part && part.Section.FieldsOf(question).Any(f => PlanAccess.MaySee(actor, f, plan.Circle))
            ? Looked($"lookedAt/{LookAgain.IdOf(change.Change, slug, question)}", changeId, part, by) : null);

    private async Task<LookAgainOutcome> Change(Actor actor, Guid planId, Func<PlanAnswers, (Pathway Pathway, PlanCircle Circle), string, IEnumerable<(string, string)>?> changes)
    {
        var outcome = await queue.Run(async () =>
        {
            await using var db = storage.Open();
            await using var transaction = await db.Database.BeginTransactionAsync();
            if (await PlanService.Locked(db, planId) is not { } plan) return LookAgainOutcome.NotFound;
            var circle = await PlanReadingService.Circle(db, plan);
            if (!PlanAccess.May(actor, PlanAction.Open, circle)) return LookAgainOutcome.NotFound;
            if (!PlanAccess.May(actor, PlanAction.Edit, circle) || plan.Status == PlanStatus.Closed) return LookAgainOutcome.NotYours;
            var (answers, rows) = await PlanReadingService.Answers(db, planId, track: true);
            if (changes(answers, (plan.Pathway, circle), circle.MemberFor(actor)!.ShownAs) is not { } kept) return LookAgainOutcome.NotFound;
            await StepWriteService.Write(db, plan, rows, answers.Get<Review>(), actor, audit, settings.UtcNow, kept);
            await transaction.CommitAsync();
            return LookAgainOutcome.Kept;
        });
        if (outcome == LookAgainOutcome.Kept) await news.Tell(new PlanHappening(planId, "review", "changes"));
        return outcome;
    }

    private IEnumerable<(string, string)> Begin(string id, Occasion why, string words, string by) =>
        [($"changes/{id}", "added"), ($"changes/{id}/why", why.ToString()), ($"changes/{id}/what", words), .. StepWriteService.On($"changes/{id}/on", settings.Today), ($"changes/{id}/toldBy", by)];

    private IEnumerable<(string, string)> Looked(string at, string changeId, PartToLookAt part, string by) =>
        [(at, "added"), ($"{at}/changeIds/{changeId}", "yes"), ($"{at}/what", part.Section.Words.Heading(part.Question)), .. StepWriteService.On($"{at}/on", settings.Today), ($"{at}/by", by)];
}
