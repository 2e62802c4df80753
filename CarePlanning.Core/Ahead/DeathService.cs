using CarePlanning.Core.Access;
using CarePlanning.Core.Audit;
using CarePlanning.Core.Collaboration;
using CarePlanning.Core.People;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Plans.Sections;
using CarePlanning.Core.Signing;
using CarePlanning.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace CarePlanning.Core.Ahead;

/// <summary>Writes down in one step that the person has died: the plan is closed as they left it, and nothing goes out by itself any more.</summary>
public sealed class DeathService(IOpenDb storage, WriteQueue queue, AuditService audit, PortalSettings settings, PlanNews news, ReauthenticationService reauthentication)
{
    /// <summary>How long a death that was written down by mistake can be taken back.</summary>
    public static readonly TimeSpan MayBeUndoneFor = TimeSpan.FromDays(1);

    /// <summary>The most characters of a place or a reason that are kept.</summary>
    public const int MostCharacters = 1000;

    /// <summary>Writes it down, or says why not and changes nothing; written down twice it stays as it was first.</summary>
    public async Task<DeathRefusal> Record(Actor actor, Guid planId, DeathNews told, string? pin)
    {
        if (told.On.Date is not { } on) return await MayWrite(actor, planId) ?? DeathRefusal.NoDay;
        if (on > settings.Today) return await MayWrite(actor, planId) ?? DeathRefusal.DayAhead;
        if (await MayWrite(actor, planId) is { } no) return no;
        if (Wrong(await reauthentication.Ask(actor, pin)) is { } wrong) return wrong;
        var refusal = await queue.Run(async () =>
        {
            await using var db = storage.Open();
            await using var transaction = await db.Database.BeginTransactionAsync();
            if (await PlanService.Locked(db, planId) is not { } plan) return DeathRefusal.NotFound;
            if (!PlanAccess.May(actor, PlanAction.RecordDeath, await PlanReadingService.Circle(db, plan))) return DeathRefusal.NotYours;
            if (plan.HasDied()) return DeathRefusal.None;
            if (on < plan.PersonBornOn) return DeathRefusal.BeforeBirth;
            var (answers, _) = await PlanReadingService.Answers(db, planId);
            var sequence = await AuditService.Next(db, planId);
            // Nobody is asked to sign for somebody who has died.
            if (plan.Status == PlanStatus.AwaitingAgreement) sequence = await SigningService.VoidOpenRound(db, plan, actor, audit, sequence, settings.UtcNow);
            db.Deaths.Add(new DeathRow
            {
                Id = Guid.CreateVersion7(),
                PlanId = planId,
                On = on,
                Place = told.Place,
                PlaceName = Short(told.PlaceName),
                Wished = PlaceOfDying.Compare(answers.Get<LookingAhead>(), told.Place),
                Why = Short(told.Why),
                Before = plan.Status,
                AtUtc = settings.UtcNow,
                By = actor.Name,
            });
            (plan.PersonDiedOn, plan.Status, plan.ChangedAtUtc) = (on, PlanStatus.Closed, settings.UtcNow);
            // No laptop is in the hands of somebody who has died, and no device speaks for them. Who has such a laptop now nobody knows: its owner signs in again.
            var now = settings.UtcNow;
            await db.Sessions.Where(s => s.EndedAtUtc == null && db.Handovers.Any(h => h.PlanId == planId && h.SessionId == s.Id)).ExecuteUpdateAsync(s => s.SetProperty(x => x.EndedAtUtc, now));
            await db.Handovers.Where(h => h.PlanId == planId).ExecuteDeleteAsync();
            await db.Joins.Where(j => j.PlanId == planId && j.MemberId == Voices.Person && j.EndedAtUtc == null).ExecuteUpdateAsync(u => u.SetProperty(j => j.EndedAtUtc, now));
            // Nor does any page stay open in their name.
            if (await db.Members.Where(m => m.PlanId == planId && m.MemberId == Voices.Person).Select(m => (Guid?)m.UserId).SingleOrDefaultAsync() is { } own) await SessionService.EndAllOf(db, own, now);
            audit.Add(db, plan, sequence, actor, AuditKind.DeathRecorded, after: on.ToString("O", System.Globalization.CultureInfo.InvariantCulture));
            await db.SaveChangesAsync();
            await transaction.CommitAsync();
            return DeathRefusal.None;
        });
        if (refusal == DeathRefusal.None) await news.Tell(new PlanHappening(planId, "", ""));
        return refusal;
    }

    /// <summary>Takes it back within a day, when it was a mistake: the plan is again where it was.</summary>
    public async Task<DeathRefusal> Undo(Actor actor, Guid planId, string? pin)
    {
        if (await MayWrite(actor, planId) is { } no) return no;
        if (Wrong(await reauthentication.Ask(actor, pin)) is { } wrong) return wrong;
        var refusal = await queue.Run(async () =>
        {
            await using var db = storage.Open();
            await using var transaction = await db.Database.BeginTransactionAsync();
            if (await PlanService.Locked(db, planId) is not { } plan) return DeathRefusal.NotFound;
            if (!PlanAccess.May(actor, PlanAction.RecordDeath, await PlanReadingService.Circle(db, plan))) return DeathRefusal.NotYours;
            if (await db.Deaths.SingleOrDefaultAsync(d => d.PlanId == planId && d.UndoneAtUtc == null) is not { } death) return DeathRefusal.NotWritten;
            if (settings.UtcNow - death.AtUtc > MayBeUndoneFor) return DeathRefusal.TooLate;
            (death.UndoneAtUtc, death.UndoneBy) = (settings.UtcNow, actor.Name);
            (plan.PersonDiedOn, plan.Status, plan.ChangedAtUtc) = (null, death.Before, settings.UtcNow);
            audit.Add(db, plan, await AuditService.Next(db, planId), actor, AuditKind.DeathTakenBack);
            await db.SaveChangesAsync();
            await transaction.CommitAsync();
            return DeathRefusal.None;
        });
        if (refusal == DeathRefusal.None) await news.Tell(new PlanHappening(planId, "", ""));
        return refusal;
    }

    /// <summary>The death as everybody on the plan may read it; null where there is none or the plan is not theirs.</summary>
    public async Task<Death?> Of(Actor actor, Guid planId)
    {
        await using var db = storage.Open();
        if (await db.Plans.AsNoTracking().SingleOrDefaultAsync(p => p.Id == planId) is not { } plan || !PlanAccess.May(actor, PlanAction.Open, await PlanReadingService.Circle(db, plan))
            || await db.Deaths.AsNoTracking().SingleOrDefaultAsync(d => d.PlanId == planId && d.UndoneAtUtc == null) is not { } row) return null;
        var settled = await db.Settled.AsNoTracking().Where(s => s.DeathId == row.Id).ToDictionaryAsync(s => s.Task, s => (s.By, s.AtUtc));
        return new Death(row.On, row.Place, row.PlaceName, row.Wished, row.Why, row.AtUtc, row.By, row.AtUtc + MayBeUndoneFor, settled);
    }

    /// <summary>Says that something is settled, or open again; false where it is not theirs to say or there is no such task.</summary>
    public async Task<bool> Settle(Actor actor, Guid planId, string task, bool done)
    {
        var kept = await queue.Run(async () =>
        {
            await using var db = storage.Open();
            await using var transaction = await db.Database.BeginTransactionAsync();
            if (await PlanService.Locked(db, planId) is not { } plan || !PlanAccess.May(actor, PlanAction.RecordDeath, await PlanReadingService.Circle(db, plan))) return false;
            if (await db.Deaths.AsNoTracking().SingleOrDefaultAsync(d => d.PlanId == planId && d.UndoneAtUtc == null) is not { } death) return false;
            var (answers, _) = await PlanReadingService.Answers(db, planId);
            if (AfterDeath.ToSettle(answers, plan.Pathway).All(t => t.Key != task)) return false;
            var there = await db.Settled.SingleOrDefaultAsync(s => s.DeathId == death.Id && s.Task == task);
            if (there is not null == done) return true;
            if (there is null) db.Settled.Add(new SettledRow { PlanId = planId, DeathId = death.Id, Task = task, AtUtc = settings.UtcNow, By = actor.Name });
            else db.Settled.Remove(there);
            audit.Add(db, plan, await AuditService.Next(db, planId), actor, done ? AuditKind.Settled : AuditKind.NotSettled, path: task);
            await db.SaveChangesAsync();
            await transaction.CommitAsync();
            return true;
        });
        if (kept) await news.Tell(new PlanHappening(planId, "", ""));
        return kept;
    }

    /// <summary>Why this is not theirs to write, or null when it is.</summary>
    private async Task<DeathRefusal?> MayWrite(Actor actor, Guid planId)
    {
        await using var db = storage.Open();
        if (await db.Plans.AsNoTracking().SingleOrDefaultAsync(p => p.Id == planId) is not { } plan) return DeathRefusal.NotFound;
        var circle = await PlanReadingService.Circle(db, plan);
        return !PlanAccess.May(actor, PlanAction.Open, circle) ? DeathRefusal.NotFound : PlanAccess.May(actor, PlanAction.RecordDeath, circle) ? null : DeathRefusal.NotYours;
    }

    private static DeathRefusal? Wrong(PinAnswer answer) => answer switch { PinAnswer.Right => null, PinAnswer.MustWait => DeathRefusal.MustWait, PinAnswer.ShowAgain => DeathRefusal.MustShowAgain, _ => DeathRefusal.WrongPin };

    private static string Short(string? text)
    {
        var kept = TextRules.Typed(text).Trim();
        return kept.Length > MostCharacters ? kept[..MostCharacters] : kept;
    }
}
