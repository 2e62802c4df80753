using CarePlanning.Core.Concerns;
using CarePlanning.Core.People;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace CarePlanning.Core.Access;

/// <summary>A plan whose professionals have all left, as the named lead sees it.</summary>
/// <param name="Plan">Whose plan it is, with its number.</param>
/// <param name="LastHadBy">Who was on it last as a professional.</param>
public sealed record PlanWithoutStaff(Guid PlanId, string Plan, string LastHadBy);

/// <summary>
/// Lets the named lead give a plan to somebody when nobody of the staff is left on it: professionals let each other in, and whoever went last
/// can do so no more. The lead sees none of it by that, and everybody on the plan sees who let the new one in.
/// </summary>
public sealed class HandingOnService(IOpenDb storage, CircleService circles)
{
    /// <summary>The plans of the lead's organisation without a professional, the longest untouched first; null for everybody else.</summary>
    public async Task<IReadOnlyList<PlanWithoutStaff>?> ForTheLead(Actor actor)
    {
        if (!ConcernService.IsLead(actor)) return null;
        await using var db = storage.Open();
        var staff = CircleService.Staff(db, actor.OrganisationId);
        var rows = await (from p in db.Plans.AsNoTracking()
                          where p.OrganisationId == actor.OrganisationId && p.Status != PlanStatus.Closed
                              && !db.Members.Any(m => m.PlanId == p.Id && m.Relation == Relation.Professional && m.EndedAtUtc == null && staff.Any(a => a.Id == m.UserId))
                          orderby p.ChangedAtUtc
                          select new
                          {
                              p,
                              Last = (from m in db.Members
                                      join a in db.Accounts on m.UserId equals a.Id
                                      where m.PlanId == p.Id && m.Relation == Relation.Professional
                                      orderby m.EndedAtUtc == null descending, m.EndedAtUtc descending, m.AddedAtUtc descending
                                      select a.Name).FirstOrDefault(),
                          }).ToListAsync();
        return [.. rows.Select(r => new PlanWithoutStaff(r.p.Id, $"{r.p.PersonName} ({r.p.Number})", r.Last ?? ""))];
    }

    /// <summary>The professionals of the lead's organisation, by name; empty for everybody else.</summary>
    public async Task<IReadOnlyList<AccountCard>> Professionals(Actor actor)
    {
        if (!ConcernService.IsLead(actor)) return [];
        await using var db = storage.Open();
        return await CircleService.Professionals(db, actor.OrganisationId);
    }

    /// <summary>Lets a professional onto a plan that has none; false where it has one by now, or either is not of the lead's organisation.</summary>
    public Task<bool> HandOn(Actor actor, Guid planId, Guid account) => circles.LetIn(actor, planId, account,
        (plan, circle) => ConcernService.IsLead(actor) && plan.OrganisationId == actor.OrganisationId && plan.Status != PlanStatus.Closed && circle.Members.All(m => m.Relation != Relation.Professional));
}
