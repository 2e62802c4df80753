using System.Security.Cryptography;
using CarePlanning.Core.People;
using CarePlanning.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace CarePlanning.Core.Access;

/// <summary>Knows as whom a session acts now: as its user, as the person to whom the laptop was handed, or on one plan by invitation.</summary>
public sealed class SessionService(IOpenDb storage, TimeProvider time)
{
    /// <summary>How long a device stays that joined by a code, if nobody ends it before.</summary>
    public static readonly TimeSpan JoinedFor = TimeSpan.FromHours(12);

    /// <summary>Who is asking, or null when the account or the session is over.</summary>
    public async Task<Actor?> Find(Guid userId, Guid? sessionId, Guid? joinId)
    {
        await using var db = storage.Open();
        if (joinId is { } join) return await Joined(db, userId, join);
        var session = sessionId ?? Guid.Empty;
        var found = await (from a in db.Accounts.AsNoTracking()
                           join h in db.Handovers.Where(h => h.SessionId == session) on a.Id equals h.UserId into handovers
                           from h in handovers.DefaultIfEmpty()
                           where a.Id == userId
                           select new { Actor = new Actor(a.Id, a.ShownAs, a.Role, a.OrganisationId), Handover = h }).SingleOrDefaultAsync();
        if (found is not { Handover: { } handover, Actor: { } actor }) return found?.Actor;
        var person = await db.Members.AsNoTracking().Where(m => m.PlanId == handover.PlanId && m.MemberId == Voices.Person && m.EndedAtUtc == null).Select(m => m.ShownAs).SingleOrDefaultAsync()
            ?? (await db.Plans.AsNoTracking().Where(p => p.Id == handover.PlanId).Select(p => p.PersonName).SingleOrDefaultAsync() ?? "").Split(' ', 2)[0];
        return actor with
        {
            Name = Words.Texts.Shared.Get("handedOver.name", person, actor.Name),
            Role = AccountRole.Person,
            OnlyPlan = handover.PlanId,
            HandedOver = true,
            // The same each time, so that what the person could not send is still theirs when they hold the laptop again.
            DeviceUser = new Guid(SHA256.HashData([.. userId.ToByteArray(), .. handover.PlanId.ToByteArray()]).AsSpan(0, 16)),
        };
    }

    private async Task<Actor?> Joined(CarePlanDb db, Guid userId, Guid joinId)
    {
        var oldest = time.GetUtcNow().UtcDateTime - JoinedFor;
        var found = await (from j in db.Joins.AsNoTracking()
                           join m in db.Members on new { j.PlanId, j.MemberId } equals new { m.PlanId, m.MemberId }
                           join p in db.Plans on j.PlanId equals p.Id
                           where j.Id == joinId && j.SessionUserId == userId && m.UserId == userId && m.EndedAtUtc == null
                               && j.EndedAtUtc == null && j.AdmittedAtUtc > oldest
                           select new { m.ShownAs, m.Relation, p.OrganisationId, j.PlanId }).SingleOrDefaultAsync();
        return found is null ? null : new Actor(userId, found.ShownAs, found.Relation == Relation.Person ? AccountRole.Person : AccountRole.Carer, found.OrganisationId)
        { OnlyPlan = found.PlanId, JoinedBy = joinId };
    }
}
