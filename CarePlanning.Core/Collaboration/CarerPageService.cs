using CarePlanning.Core.Access;
using CarePlanning.Core.Audit;
using CarePlanning.Core.People;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Signing;
using CarePlanning.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace CarePlanning.Core.Collaboration;

/// <summary>Keeps each carer's own page; only its carer writes it, and each part is seen only as far as they allow.</summary>
public sealed class CarerPageService(IOpenDb storage, WriteQueue queue, AuditService audit, PortalSettings settings, PlanNews news)
{
    /// <summary>One's own page with every part, then what others allow this reader to see; null for a stranger.</summary>
    public async Task<IReadOnlyList<CarerPage>?> Open(Actor actor, Guid planId)
    {
        await using var db = storage.Open();
        if (await db.Plans.AsNoTracking().SingleOrDefaultAsync(p => p.Id == planId) is not { } plan) return null;
        var circle = await PlanReadingService.Circle(db, plan);
        if (!PlanAccess.May(actor, PlanAction.Open, circle)) return null;
        var me = circle.MemberFor(actor)!;
        var rows = await db.CarerParts.AsNoTracking().Where(c => c.PlanId == planId).ToListAsync();
        return [.. from carer in circle.Members.Where(IsCarer).OrderByDescending(m => m.Id == me.Id)
                   let mine = carer.Id == me.Id
                   let parts = (from part in Enum.GetValues<CarerPart>()
                                let row = rows.FirstOrDefault(r => r.MemberId == carer.Id && r.Part == part)
                                where mine || (row is { Words.Length: > 0 } && MaySee(me.Relation, row.SeenBy))
                                select new CarerWords(part, row?.Words ?? "", row?.SeenBy ?? CarerAudience.OnlyMe)).ToList()
                   where parts.Count > 0
                   select new CarerPage(carer.Id, carer.ShownAs, mine, parts)];
    }

    /// <summary>Keeps what a carer changed on their own page; an open round ends when something in it would change.</summary>
    /// <param name="based">What the page was drawn with: a part that is still that was not changed here, and another device's words are not written over. Null where that is what stands.</param>
    public async Task<CarerOutcome> Write(Actor actor, Guid planId, IReadOnlyList<CarerWords> parts, IReadOnlyList<CarerWords>? based = null)
    {
        List<CarerPart> met = [];
        var changed = await queue.Run<bool?>(async () =>
        {
            await using var db = storage.Open();
            await using var transaction = await db.Database.BeginTransactionAsync();
            if (await PlanService.Locked(db, planId) is not { } plan) return null;
            var circle = await PlanReadingService.Circle(db, plan);
            if (!PlanAccess.May(actor, PlanAction.Edit, circle) || plan.Status == PlanStatus.Closed || circle.MemberFor(actor) is not { } me || !IsCarer(me)) return null;
            var rows = await db.CarerParts.Where(c => c.PlanId == planId && c.MemberId == me.Id).ToListAsync();
            var sequence = await AuditService.Next(db, planId);
            var (any, inPlan) = (false, false);
            foreach (var part in parts)
            {
                var (words, seenBy) = (TextRules.Typed(part.Words), part.SeenBy);
                if (words.Length > TextRules.MostCharacters) return null;
                var row = rows.FirstOrDefault(r => r.Part == part.Part);
                var (stands, sees) = row is null ? ("", CarerAudience.OnlyMe) : (row.Words, row.SeenBy);
                var on = based?.FirstOrDefault(b => b.Part == part.Part) ?? new CarerWords(part.Part, stands, sees);
                if (words == TextRules.Typed(on.Words)) words = stands;
                if (seenBy == on.SeenBy) seenBy = sees;
                if (words == stands && seenBy == sees) continue;
                if ((words != stands && stands != TextRules.Typed(on.Words)) || (seenBy != sees && sees != on.SeenBy)) met.Add(part.Part);
                any = true;
                inPlan |= seenBy == CarerAudience.Plan || sees == CarerAudience.Plan;
                if (row is null) db.CarerParts.Add(row = new CarerPartRow { PlanId = planId, MemberId = me.Id, Part = part.Part });
                (row.Words, row.SeenBy, row.ChangedAtUtc) = (words, seenBy, settings.UtcNow);
            }
            if (met.Count > 0) return null;
            if (!any) return false;
            // Everybody signs one text: what it would hold is not changed under their hands.
            if (inPlan && plan.Status == PlanStatus.AwaitingAgreement) sequence = await SigningService.VoidOpenRound(db, plan, actor, audit, sequence, settings.UtcNow);
            if (inPlan) plan.ChangedAtUtc = settings.UtcNow;
            audit.Add(db, plan, sequence, actor, AuditKind.CarerPageChanged);
            await db.SaveChangesAsync();
            await transaction.CommitAsync();
            return true;
        });
        if (changed == true) await news.Tell(new PlanHappening(planId, "", ""));
        return new CarerOutcome(changed is not null, met);
    }

    /// <summary>What carers let into the plan, in an order that does not depend on the database.</summary>
    internal static async Task<IReadOnlyList<CarerSaid>> InPlan(CarePlanDb db, PlanCircle circle)
    {
        var rows = await db.CarerParts.AsNoTracking().Where(c => c.PlanId == circle.PlanId && c.SeenBy == CarerAudience.Plan).ToListAsync();
        return [.. from carer in circle.Members.Where(IsCarer).OrderBy(m => m.Id, StringComparer.Ordinal)
                   from row in rows.Where(r => r.MemberId == carer.Id && r.Words.Length > 0).OrderBy(r => r.Part)
                   select new CarerSaid(carer.ShownAs, row.Part, row.Words)];
    }

    private static bool IsCarer(Member m) => m.Relation is Relation.Carer or Relation.Representative;

    private static bool MaySee(Relation reader, CarerAudience seenBy) => seenBy >= reader switch
    {
        Relation.Professional => CarerAudience.Professionals,
        Relation.Person => CarerAudience.Person,
        _ => CarerAudience.Plan,
    };
}
