using CarePlanning.Core.Access;
using CarePlanning.Core.People;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace CarePlanning.Core.Collaboration;

/// <summary>What is between the person and one professional, as one of the two sees it; to the person also what they had with earlier ones.</summary>
/// <param name="With">The name of the other; empty where nobody is there for the person to write to.</param>
/// <param name="Kept">How many notes are kept that are not shown here, because the laptop is in other hands and others may be at the table.</param>
public sealed record BetweenUs(string With, IReadOnlyList<BetweenUsNote> Notes, int Kept);

/// <summary>One note between two people.</summary>
/// <param name="With">Whom the person shared it with, where that is not who is there now; else null.</param>
public sealed record BetweenUsNote(Guid Id, string By, bool IsMine, DateTime AtUtc, string Words, string? With = null);

/// <summary>Keeps notes that only the person and one professional see; nothing else in the portal reads them, and no history tells of them.</summary>
public sealed class BetweenUsService(IOpenDb storage, WriteQueue queue, PortalSettings settings)
{
    /// <summary>True for the two people that it is between, and for nobody else: for the person also while no professional is there, because earlier notes are theirs.</summary>
    public static bool IsFor(Actor actor, PlanCircle circle) => Two(actor, circle) is not null;

    /// <summary>The notes, oldest first; null for everybody else.</summary>
    public async Task<BetweenUs?> Open(Actor actor, Guid planId)
    {
        await using var db = storage.Open();
        if (await Two(db, actor, planId) is not var (me, person, professional)) return null;
        var (isPerson, now) = (me.Relation == Relation.Person, professional?.UserId);
        var rows = await db.BetweenUs.AsNoTracking().Where(n => n.PlanId == planId && (isPerson || n.ProfessionalId == now)).OrderBy(n => n.AtUtc).ToListAsync();
        var earlier = rows.Select(n => n.ProfessionalId).Where(p => p != now).ToHashSet();
        var names = earlier.Count == 0 ? new Dictionary<Guid, string>() : await db.Accounts.AsNoTracking().Where(a => earlier.Contains(a.Id)).ToDictionaryAsync(a => a.Id, a => a.ShownAs);
        return new BetweenUs(isPerson ? professional?.ShownAs ?? "" : person,
            actor.HandedOver ? [] : [.. rows.Select(n => new BetweenUsNote(n.Id, n.ByName, n.ByPerson == isPerson, n.AtUtc, n.Words, n.ProfessionalId == now ? null : names.GetValueOrDefault(n.ProfessionalId, "")))],
            actor.HandedOver ? rows.Count : 0);
    }

    /// <summary>Adds a note; false when it is not between these two, or says nothing. The same note under the same id is kept once.</summary>
    public Task<bool> Write(Actor actor, Guid planId, string? words, Guid? id = null) => queue.Run(async () =>
    {
        words = words?.Replace("\0", "", StringComparison.Ordinal).Trim() ?? "";
        if (words.Length is 0 or > TextRules.MostCharacters) return false;
        await using var db = storage.Open();
        if (await Two(db, actor, planId) is not var (me, _, there) || there is not { } professional) return false;
        var sent = id is null ? null : await db.BetweenUs.AsNoTracking().SingleOrDefaultAsync(n => n.Id == id);
        if (sent is not null && sent.PlanId == planId && sent.Words == words) return true;
        db.BetweenUs.Add(new BetweenUsRow
        {
            // Words that were changed before they were sent again stand beside the first.
            Id = sent is null && id is { } own ? own : Guid.CreateVersion7(),
            PlanId = planId,
            ProfessionalId = professional.UserId,
            ByPerson = me.Relation == Relation.Person,
            ByName = me.ShownAs,
            Words = words,
            AtUtc = settings.UtcNow,
        });
        await db.SaveChangesAsync();
        return true;
    });

    /// <summary>Takes a note out for good; only who wrote it can.</summary>
    public Task<bool> TakeOut(Actor actor, Guid planId, Guid noteId) => queue.Run(async () =>
    {
        await using var db = storage.Open();
        if (actor.HandedOver || await Two(db, actor, planId) is not var (me, _, professional)) return false;
        var (byPerson, now) = (me.Relation == Relation.Person, professional?.UserId);
        return await db.BetweenUs.Where(n => n.Id == noteId && n.PlanId == planId && (byPerson || n.ProfessionalId == now) && n.ByPerson == byPerson).ExecuteDeleteAsync() == 1;
    });

    private static async Task<(Member Me, string Person, Member? Professional)?> Two(CarePlanDb db, Actor actor, Guid planId) =>
        await db.Plans.AsNoTracking().SingleOrDefaultAsync(p => p.Id == planId) is { } plan ? Two(actor, await PlanReadingService.Circle(db, plan)) : null;

    /// <summary>The two: the person, and the professional who has been on the plan longest, where there is one.</summary>
    private static (Member Me, string Person, Member? Professional)? Two(Actor actor, PlanCircle circle) =>
        circle.Members.FirstOrDefault(m => m.Relation == Relation.Professional) is var professional
        && PlanAccess.May(actor, PlanAction.Open, circle) && circle.MemberFor(actor) is { } me
        && (me.Relation == Relation.Person || me.Id == professional?.Id) ? (me, circle.Person.ShownAs, professional) : null;
}
