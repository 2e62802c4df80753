using CarePlanning.Core.Access;
using CarePlanning.Core.Audit;
using CarePlanning.Core.Collaboration;
using CarePlanning.Core.Documents.Copies;
using CarePlanning.Core.Family;
using CarePlanning.Core.People;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Storage;
using CarePlanning.Core.Words;
using Microsoft.EntityFrameworkCore;

namespace CarePlanning.Core.Concerns;

/// <summary>Takes what anybody on a plan wants to tell the named lead: it goes to the lead only, and the plan and its history do not know of it, except that a restriction is marked on the plan at once.</summary>
public sealed class ConcernService(IOpenDb storage, WriteQueue queue, PortalSettings settings, LeadAlertService alerts, RestrictionService restrictions, PlanNews news, AccessLogService log)
{
    /// <summary>Tells the lead; false where there are no words, too many, or no way into the plan.</summary>
    /// <param name="id">Made with the page: the same form sent twice is told once.</param>
    /// <param name="atTheTable">True while the laptop goes round to be signed on: whoever holds it is not its owner, and nobody knows who it is.</param>
    public async Task<bool> Raise(Actor actor, Guid planId, Guid id, ConcernKind kind, string? words, bool atTheTable = false)
    {
        var text = TextRules.Typed(words).Trim();
        var mayBeEmpty = kind is ConcernKind.Advocate or ConcernKind.Interpreter;
        if (text.Length > TextRules.MostCharacters || (text.Length == 0 && !mayBeEmpty)) return false;
        var restricted = false;
        var told = await queue.Run<bool?>(async () =>
        {
            await using var db = storage.Open();
            await using var transaction = await db.Database.BeginTransactionAsync();
            // Only a restriction changes the plan, and only then do its writers wait.
            if ((kind == ConcernKind.Restriction ? await PlanService.Locked(db, planId) : await db.Plans.AsNoTracking().SingleOrDefaultAsync(p => p.Id == planId)) is not { } plan) return false;
            var circle = await PlanReadingService.Circle(db, plan);
            if (!PlanAccess.May(actor, PlanAction.SpeakUp, circle)) return false;
            if (await db.Concerns.AsNoTracking().SingleOrDefaultAsync(c => c.Id == id) is { } sent)
            {
                if (sent.PlanId == planId && (sent.Kind, sent.Words) == (kind, text)) return null;
                // Changed before it was sent again: neither is lost.
                id = Guid.CreateVersion7();
            }
            db.Concerns.Add(new ConcernRow
            {
                Id = id,
                PlanId = planId,
                OrganisationId = plan.OrganisationId,
                // On a laptop that was handed over it is the person who speaks, and the laptop's owner never finds it among their own.
                // Where they have an account of their own they find it there.
                ByUserId = atTheTable ? Guid.Empty : !actor.HandedOver ? actor.UserId : circle.Person.UserId is var own && own != Guid.Empty ? own : actor.DeviceUser,
                ByName = atTheTable ? Texts.Shared["atTheTable"] : actor.HandedOver ? circle.Person.ShownAs : actor.Name,
                Kind = kind,
                Words = text,
                AtUtc = settings.UtcNow,
            });
            await log.Add(db, atTheTable ? AccessLogService.Unknown("") : actor, new AccessNote(Guid.Empty, AccessKind.ConcernRaised, id.ToString("N"), HashOf(id, text)));
            restricted = kind == ConcernKind.Restriction && !atTheTable && PlanAccess.May(actor, PlanAction.Restrict, circle) && await restrictions.Restrict(db, plan, actor, actor.HandedOver ? circle.Person.ShownAs : actor.Name);
            await db.SaveChangesAsync();
            await transaction.CommitAsync();
            return true;
        });
        if (restricted) await news.Tell(new PlanHappening(planId, "", ""));
        if (told == true) alerts.Soon();
        return told != false;
    }

    /// <summary>What this person raised on this plan, with the answers; nothing on a laptop that is in other hands.</summary>
    public async Task<IReadOnlyList<Concern>> Mine(Actor actor, Guid planId)
    {
        if (actor.HandedOver) return [];
        await using var db = storage.Open();
        if (await db.Plans.AsNoTracking().SingleOrDefaultAsync(p => p.Id == planId) is not { } plan || !PlanAccess.May(actor, PlanAction.SpeakUp, await PlanReadingService.Circle(db, plan))) return [];
        return [.. (await db.Concerns.AsNoTracking().Where(c => c.PlanId == planId && c.ByUserId == actor.UserId).OrderByDescending(c => c.AtUtc).ToListAsync()).Select(c => Of(c, ""))];
    }

    /// <summary>True for the lead of an organisation, at a session of their own.</summary>
    public static bool IsLead(Actor actor) => actor is { Role: AccountRole.Lead, OnlyPlan: null };

    /// <summary>Everything that was raised in the lead's organisation, what waits first; null for everybody else.</summary>
    public async Task<IReadOnlyList<Concern>?> ForTheLead(Actor actor)
    {
        if (!IsLead(actor)) return null;
        await using var db = storage.Open();
        var all = from c in db.Concerns.AsNoTracking()
                  join p in db.Plans on c.PlanId equals p.Id
                  where c.OrganisationId == actor.OrganisationId
                  orderby c.AtUtc descending
                  select new { c, p.Number, p.PersonName };
        // What waits is shown whole, however much there is: nobody's worry is pushed out of sight by others'.
        var rows = await all.Where(r => r.c.AnsweredAtUtc == null).ToListAsync();
        rows.AddRange(await all.Where(r => r.c.AnsweredAtUtc != null).Take(500).ToListAsync());
        return [.. rows.Select(r => Of(r.c, $"{r.PersonName} ({r.Number})"))];
    }

    /// <summary>Writes down what the lead did or decided; who raised it reads it.</summary>
    public Task<bool> Answer(Actor actor, Guid id, string? answer) => queue.Run(async () =>
    {
        var text = (answer ?? "").Replace("\0", "", StringComparison.Ordinal).Trim();
        if (!IsLead(actor) || text.Length is 0 or > TextRules.MostCharacters) return false;
        await using var db = storage.Open();
        await using var transaction = await db.Database.BeginTransactionAsync();
        await OneAtATime.Begin(db, $"concern {id}");
        if (await db.Concerns.SingleOrDefaultAsync(c => c.Id == id && c.OrganisationId == actor.OrganisationId && c.AnsweredAtUtc == null) is not { } row) return false;
        (row.Answer, row.AnsweredBy, row.AnsweredAtUtc) = (text, actor.Name, settings.UtcNow);
        await log.Add(db, actor, new AccessNote(Guid.Empty, AccessKind.ConcernAnswered, id.ToString("N"), HashOf(id, text)) { As = nameof(AccountRole.Lead) });
        await db.SaveChangesAsync();
        await transaction.CommitAsync();
        return true;
    });

    /// <summary>By which it shows whether the words were changed since, and which tells nobody what they are: the id beside it is no secret, so it is not for words of a list.</summary>
    private static string HashOf(Guid id, string words) => AuditChain.Sha256($"{id:N} {words}");

    private static Concern Of(ConcernRow c, string plan) => new(c.Id, c.Kind, c.Words, c.ByName, c.AtUtc, plan, c.Answer, c.AnsweredBy, c.AnsweredAtUtc);
}
