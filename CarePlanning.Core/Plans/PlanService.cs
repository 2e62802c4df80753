using CarePlanning.Core.Access;
using CarePlanning.Core.Audit;
using CarePlanning.Core.Collaboration;
using CarePlanning.Core.People;
using CarePlanning.Core.Plans.Sections;
using CarePlanning.Core.Signing;
using CarePlanning.Core.Storage;
using CarePlanning.Core.Words;
using Microsoft.EntityFrameworkCore;

namespace CarePlanning.Core.Plans;

/// <summary>What is needed to begin a plan: a name, and what is known already.</summary>
public sealed record NewPlan(string GivenNames, string FamilyName, PartialDate? DateOfBirth, string? NhsNumber, Pathway Pathway)
{
    /// <summary>Chosen by the form that asks, so that a form that is sent twice begins one plan.</summary>
    public Guid? Id { get; init; }

    /// <summary>The longest name, in characters, that a plan is begun with.</summary>
    public const int LongestName = 200;

    /// <summary>A name as it was typed, on one line.</summary>
    public static string OneLine(string? typed) => string.Join(' ', new string([.. (typed ?? "").Select(c => char.IsControl(c) ? ' ' : c)]).Split(' ', StringSplitOptions.RemoveEmptyEntries));
}

/// <summary>Opens, lists and begins plans.</summary>
public sealed class PlanService(IOpenDb storage, WriteQueue queue, AuditService audit, PortalSettings settings, PlanNews news)
{
    /// <summary>A plan whose door somebody has passed: who they are, and what was read to decide it. Good for the request it was read in.</summary>
    public sealed record Entry(Actor Actor, PlanCircle Circle)
    {
        internal PlanRow Plan { get; init; } = null!;

        /// <summary>True when somebody holds a copy, so that it is worth asking whether they must be told of a newer one.</summary>
        public bool IsHeld { get; init; }

        /// <summary>True when the person wants a photo on the plan, so that it is worth fetching.</summary>
        public bool HasPhoto { get; init; }
    }

    /// <summary>The plans this person is on, newest change first.</summary>
    public async Task<IReadOnlyList<PlanCard>> Mine(Actor actor)
    {
        await using var db = storage.Open();
        var rows = await (from p in db.Plans.AsNoTracking()
                          join m in db.Members on p.Id equals m.PlanId
                          where m.UserId == actor.UserId && m.EndedAtUtc == null && (actor.OnlyPlan == null || p.Id == actor.OnlyPlan)
                              && (m.Relation != Relation.Person || p.PersonDiedOn == null)
                              && (m.Relation != Relation.Professional || db.Accounts.Any(a => a.Id == m.UserId && a.EndedAtUtc == null && a.Role == AccountRole.Professional && a.OrganisationId == p.OrganisationId))
                          orderby p.ChangedAtUtc descending
                          select new { p, m }).ToListAsync();
        return [.. rows.Select(r => PlanReadingService.Card(r.p, actor, PlanReadingService.Circle(r.p, [(r.m, null)])))];
    }

    /// <summary>The rules that more than one plan or version is needed for, as the README shows them.</summary>
    public static IEnumerable<WrittenRule> Written =>
    [
        new("ID-07", "any", "before signing", Severity.Warn, Texts.Rules.Get("ID-07", "...")),
        new("RV-04", "any", "at each save", Severity.Block, Texts.Rules["RV-04"]),
        new("RV-05", "any", "when a version is read or checked", Severity.Warn, Texts.Rules["RV-05"]),
    ];

    /// <summary>The numbers of other open plans of the same organisation with the same NHS number, or the same name and date of birth, told to a professional only (ID-07, a warning).</summary>
    public async Task<IReadOnlyList<string>> OthersOfTheSamePerson(Actor actor, PlanView plan)
    {
        var (card, organisation) = (plan.Card, plan.Circle.OrganisationId);
        if (plan.Circle.MemberFor(actor)?.Relation != Relation.Professional) return [];
        await using var db = storage.Open();
        return await db.Plans.AsNoTracking().Where(p => p.OrganisationId == organisation && p.Id != card.Id && p.Status != PlanStatus.Closed
            && ((p.PersonNhsNumber != null && p.PersonNhsNumber == card.NhsNumber) || (p.PersonName == card.PersonName && p.PersonBornOn != null && p.PersonBornOn == card.BornOn)))
            .OrderBy(p => p.CreatedAtUtc).Select(p => p.Number).ToListAsync();
    }

    /// <summary>One plan as this person may see it, or null: somebody else's plan does not exist for them.</summary>
    public async Task<PlanView?> Open(Actor actor, Guid planId)
    {
        return await Enter(actor, planId) is { } entry ? await Open(entry) : null;
    }

    /// <summary>The plan behind a door that was passed in this request.</summary>
    public async Task<PlanView> Open(Entry entry)
    {
        var (actor, circle, plan) = (entry.Actor, entry.Circle, entry.Plan);
        await using var db = storage.Open();
        var (all, _) = await PlanReadingService.Answers(db, plan.Id);
        var seen = Withholding.See(all, s => PlanAccess.MaySee(actor, s, circle), f => PlanAccess.MayRead(actor, f, circle));
        return new PlanView(PlanReadingService.Card(plan, actor, circle), circle, circle.MemberFor(actor)!, seen,
            PlanReadingService.VoicesOf(circle, plan, all.Get<Involved>()), new RuleInput(all, plan.Pathway, settings.Today, settings.Demo, Voices.Person))
        { Reader = actor, IsHeld = entry.IsHeld, HasPhoto = entry.HasPhoto };
    }

    /// <summary>True when this person may open this plan; false as well when there is no such plan.</summary>
    public async Task<bool> MayOpen(Actor actor, Guid planId) => await Enter(actor, planId) is not null;

    /// <summary>The way into a plan for somebody who is known already; null when they may not open it or there is no such plan.</summary>
    private async Task<Entry?> Enter(Actor actor, Guid planId)
    {
        await using var db = storage.Open();
        if (await db.Plans.AsNoTracking().SingleOrDefaultAsync(p => p.Id == planId) is not { } plan) return null;
        var circle = await PlanReadingService.Circle(db, plan);
        return PlanAccess.May(actor, PlanAction.Open, circle) ? new Entry(actor, circle) { Plan = plan } : null;
    }

    /// <summary>Begins a plan for somebody; the professional who begins it is on it. Asked twice under one id for the same it begins one; for another, or under an id that is taken by somebody else, it takes a new one.</summary>
    public Task<Guid> Begin(Actor actor, NewPlan begin) => queue.Run(async () =>
    {
        if (!OrganisationAccess.May(actor, OrganisationAction.BeginPlan)) throw new InvalidOperationException("Somebody who may not begin a plan came as far as beginning one.");
        await using var db = storage.Open();
        await using var transaction = await db.Database.BeginTransactionAsync();
        var account = await db.Accounts.AsNoTracking().SingleAsync(a => a.Id == actor.UserId);
        var involved = new Involved { GivenNames = begin.GivenNames, FamilyName = begin.FamilyName, DateOfBirth = begin.DateOfBirth, NhsNumber = begin.NhsNumber };
        var id = begin.Id is { } chosen && chosen != Guid.Empty ? chosen : Guid.CreateVersion7();
        await OneAtATime.Begin(db, $"begin {id}");
        var plan = new PlanRow
        {
            Id = id,
            Number = NewNumber(),
            OrganisationId = actor.OrganisationId,
            Pathway = begin.Pathway,
            Status = PlanStatus.InPlanning,
            CreatedAtUtc = settings.UtcNow,
            ChangedAtUtc = settings.UtcNow,
        };
        ShowPerson(plan, involved);
        if (await db.Plans.AsNoTracking().SingleOrDefaultAsync(p => p.Id == id) is { } there)
        {
            if ((plan.PersonName, plan.PersonBornOn, plan.PersonNhsNumber, plan.Pathway) == (there.PersonName, there.PersonBornOn, there.PersonNhsNumber, there.Pathway) && await db.Members.AnyAsync(m => m.PlanId == id && m.UserId == actor.UserId && m.EndedAtUtc == null)) return id;
            plan.Id = Guid.CreateVersion7();
        }
        db.Plans.Add(plan);
        db.Members.Add(new MemberRow
        {
            PlanId = plan.Id,
            MemberId = Guid.CreateVersion7().ToString("N"),
            UserId = actor.UserId,
            Relation = Relation.Professional,
            ShownAs = account.ShownAs,
            AddedAtUtc = settings.UtcNow,
        });
        db.Sections.Add(new SectionRow { PlanId = plan.Id, Slug = PlanSections.Of<Involved>().Slug, Json = SectionJson.Write(involved), Schema = SectionJson.Schema, Version = 1 });
        audit.Add(db, plan, 1, actor, AuditKind.PlanBegun, after: plan.PersonName);
        await db.SaveChangesAsync();
        await transaction.CommitAsync();
        return plan.Id;
    });

    /// <summary>Opens the answers of an agreed plan again; what was agreed stays as it is (RV-04).</summary>
    public async Task<bool> StartNewVersion(Actor actor, Guid planId)
    {
        var begun = await queue.Run(async () =>
        {
            await using var db = storage.Open();
            await using var transaction = await db.Database.BeginTransactionAsync();
            if (await Locked(db, planId) is not { } plan) return false;
            var circle = await PlanReadingService.Circle(db, plan);
            if (!PlanAccess.May(actor, PlanAction.StartNewVersion, circle) || plan.Status != PlanStatus.Active) return false;
            plan.Status = PlanStatus.UnderReview;
            audit.Add(db, plan, await AuditService.Next(db, planId), actor, AuditKind.NewVersionBegun);
            await db.SaveChangesAsync();
            await transaction.CommitAsync();
            return true;
        });
        if (begun) await news.Tell(new PlanHappening(planId, "", ""));
        return begun;
    }

    /// <summary>The plan row, held by this transaction until it ends, so that writers of one plan go one after another on either database.</summary>
    internal static async Task<PlanRow?> Locked(CarePlanDb db, Guid planId) =>
        await db.Plans.Where(p => p.Id == planId).ExecuteUpdateAsync(u => u.SetProperty(p => p.Changes, p => p.Changes + 1)) == 0
            ? null : await db.Plans.SingleAsync(p => p.Id == planId);

    /// <summary>Repeats who the plan is about on its row, for lists and banners.</summary>
    internal static void ShowPerson(PlanRow plan, Involved involved)
    {
        var given = string.IsNullOrWhiteSpace(involved.PreferredName) ? involved.GivenNames : involved.PreferredName;
        plan.PersonName = $"{given} {involved.FamilyName}".Trim();
        plan.PersonBornOn = involved.DateOfBirth?.Date;
        plan.PersonNhsNumber = involved.NhsNumber;
        plan.PersonAccessNeed = involved.AccessNeedNow;
    }

    private static string NewNumber() => CheckCodes.Some(6);
}
