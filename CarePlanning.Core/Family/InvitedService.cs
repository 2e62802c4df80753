using CarePlanning.Core.Access;
using CarePlanning.Core.Audit;
using CarePlanning.Core.Collaboration;
using CarePlanning.Core.People;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace CarePlanning.Core.Family;

/// <summary>Answers whoever holds the link of an invitation: at first to accept or decline, and for as long as their way in lasts to come back.</summary>
public sealed class InvitedService(IOpenDb storage, WriteQueue queue, AuditService audit, PortalSettings settings, PlanNews news, OneTimeCodeService codes, IPost post, AccessLogService log)
{
    /// <summary>How long the link of somebody who accepted is good; after that a code makes it good again.</summary>
    public static readonly TimeSpan LinkLives = TimeSpan.FromDays(365);

    /// <summary>What stands behind a link, or null where no such link was sent.</summary>
    public async Task<InvitationLook?> Look(string? token)
    {
        await using var db = storage.Open();
        if (await Find(db, token) is not { } row) return null;
        var plan = await Plan(db, row);
        var organisation = await db.Organisations.Where(o => o.Id == plan.OrganisationId).Select(o => o.Name).SingleAsync();
        var way = await WayOfCode(db, row);
        return new InvitationLook(row.Id, row.PlanId, InvitationService.StateOf(row, plan, settings.UtcNow), row.InvitedBy, organisation,
            way is var (by, to) ? Reach.Hint(by, to) : null, way?.By ?? Channel.Text, row.AcceptedAtUtc is not null && row.ExpiresAtUtc <= settings.UtcNow)
        { Account = row.AccountId };
    }

    /// <summary>Sends a code by the way that is not the link's, or, to somebody who accepted, to the phone or address on record.</summary>
    public async Task<CodeSent> SendCode(string? token)
    {
        await using var db = storage.Open();
        if (await Find(db, token) is not { } row || await WayOfCode(db, row) is not { } way) return CodeSent.Gone;
        var plan = await Plan(db, row);
        var state = InvitationService.StateOf(row, plan, settings.UtcNow);
        // The family keeps its way in when the person has died; to the person nothing is written any more.
        if (state is not (InvitationState.Open or InvitationState.Accepted) || (plan.HasDied() && row.Relation == Relation.Person)) return CodeSent.Gone;
        var code = state == InvitationState.Open ? await codes.Make(row.Id, CodePurpose.Accept, row.FamilyName) : await codes.Make(row.AccountId!.Value, CodePurpose.EnterByLink);
        if (code is null) return CodeSent.TooMany;
        return await post.Send(Letters.Code(way, code)) ? CodeSent.Sent : CodeSent.NotSent;
    }

    /// <summary>Says no, without signing in; what was declined stays declined.</summary>
    public Task<bool> Decline(string? token) => queue.Run(async () =>
    {
        await using var db = storage.Open();
        await using var transaction = await db.Database.BeginTransactionAsync();
        if (await Find(db, token) is not { } found || await PlanService.Locked(db, found.PlanId) is not { } plan
            || InvitationService.StateOf(found, plan, settings.UtcNow) is not (InvitationState.Open or InvitationState.Declined or InvitationState.Paused)) return false;
        if (await db.Invitations.SingleAsync(i => i.Id == found.Id) is not { DeclinedAtUtc: null, AcceptedAtUtc: null } row) return true;
        row.DeclinedAtUtc = settings.UtcNow;
        audit.Add(db, plan, await AuditService.Next(db, plan.Id), new Actor(row.Id, $"{row.GivenName} {row.FamilyName}", AccountRole.Carer, plan.OrganisationId), AuditKind.InvitationDeclined, path: row.MemberId);
        await db.SaveChangesAsync();
        await transaction.CommitAsync();
        return true;
    });

    /// <summary>Accepts with the code and the surname: who does so has an account and a place on this plan from now on.</summary>
    public async Task<(EnterOutcome Outcome, Actor? Actor, Guid PlanId)> Accept(string? token, string? code, string? surname)
    {
        await using var reading = storage.Open();
        if (await Find(reading, token) is not { } row) return (EnterOutcome.Gone, null, default);
        switch (InvitationService.StateOf(row, await Plan(reading, row), settings.UtcNow))
        {
            case InvitationState.Accepted: return (EnterOutcome.Taken, null, row.PlanId);
            case not InvitationState.Open: return (EnterOutcome.Gone, null, row.PlanId);
        }
        if (await codes.Try(row.Id, CodePurpose.Accept, code, surname) is not CodeAnswer.Right and var no) return await Refused(row, no);
        var actor = await queue.Run(() => TakePlace(row.Id));
        // Nobody else came first where it is still open: the account under this address was ended.
        if (actor is null) return (await Find(reading, token) is { AcceptedAtUtc: null } ? EnterOutcome.Gone : EnterOutcome.Taken, null, row.PlanId);
        await news.Tell(new PlanHappening(row.PlanId, "", ""));
        return (EnterOutcome.In, actor, row.PlanId);
    }

    /// <summary>Lets somebody back in who accepted, by a code; a link that had run out is good again.</summary>
    public async Task<(EnterOutcome Outcome, Actor? Actor, Guid PlanId)> Enter(string? token, string? code)
    {
        await using var db = storage.Open();
        if (await Find(db, token) is not { AccountId: { } account } row || InvitationService.StateOf(row, await Plan(db, row), settings.UtcNow) != InvitationState.Accepted) return (EnterOutcome.Gone, null, default);
        if (await codes.Try(account, CodePurpose.EnterByLink, code) is not CodeAnswer.Right and var no) return await Refused(row, no);
        var until = settings.UtcNow + LinkLives;
        await queue.Run(async () =>
        {
            await using var own = storage.Open();
            return await own.Invitations.Where(i => i.Id == row.Id).ExecuteUpdateAsync(u => u.SetProperty(i => i.ExpiresAtUtc, until));
        });
        return await db.Accounts.AsNoTracking().Where(a => a.Id == account && a.EndedAtUtc == null).Select(a => new Actor(a.Id, a.ShownAs, a.Role, a.OrganisationId)).SingleOrDefaultAsync() is { } actor
            ? (EnterOutcome.In, actor, row.PlanId) : (EnterOutcome.Gone, null, row.PlanId);
    }

    /// <summary>On no plan's log: whoever tries is nobody yet.</summary>
    private async Task<(EnterOutcome, Actor?, Guid)> Refused(InvitationRow row, CodeAnswer answer)
    {
        await log.Add(new Actor(row.AccountId ?? row.Id, "", AccountRole.Carer, Guid.Empty), new AccessNote(Guid.Empty, AccessKind.Refused, "code"));
        return (answer == CodeAnswer.Wrong ? EnterOutcome.WrongCode : EnterOutcome.CodeIsOver, null, row.PlanId);
    }

    private async Task<Actor?> TakePlace(Guid invitation)
    {
        await using var db = storage.Open();
        await using var transaction = await db.Database.BeginTransactionAsync();
        var planId = await db.Invitations.Where(i => i.Id == invitation).Select(i => i.PlanId).SingleAsync();
        if (await PlanService.Locked(db, planId) is not { } plan) return null;
        var row = await db.Invitations.SingleAsync(i => i.Id == invitation);
        // The plan is held until this ends, so of two who come at once the second finds the first's answer.
        if (InvitationService.StateOf(row, plan, settings.UtcNow) != InvitationState.Open) return null;
        if (await AccountFor(db, row, plan.OrganisationId) is not { } actor) return null;
        if (!await db.Members.AnyAsync(m => m.PlanId == planId && m.UserId == actor.UserId && m.EndedAtUtc == null))
        {
            var member = await db.Members.SingleOrDefaultAsync(m => m.PlanId == planId && m.MemberId == row.MemberId);
            if (member is { EndedAtUtc: null }) return null;
            if (member is null) db.Members.Add(member = new MemberRow { PlanId = planId, MemberId = row.MemberId });
            (member.UserId, member.Relation, member.ShownAs, member.AddedAtUtc, member.EndedAtUtc, member.Sees, member.Writes) = (actor.UserId, row.Relation, row.GivenName, settings.UtcNow, null, row.Sees, row.Writes);
        }
        (row.AcceptedAtUtc, row.AccountId, row.ExpiresAtUtc) = (settings.UtcNow, actor.UserId, settings.UtcNow + LinkLives);
        audit.Add(db, plan, await AuditService.Next(db, planId), actor, AuditKind.InvitationAccepted, path: row.MemberId, voice: row.MemberId);
        await db.SaveChangesAsync();
        await transaction.CommitAsync();
        return actor;
    }

    /// <summary>The account under this e-mail address, to which the link was sent, or a new one; a number that came with the invitation is the one on record from now on, where the account is on no other plan; null for one that was ended, which takes no place.</summary>
    private async Task<Actor?> AccountFor(CarePlanDb db, InvitationRow row, Guid organisation)
    {
        var hmac = row.Email is { } email ? db.Keys!.Hmac(email) : null;
        if (hmac is not null && await (from f in db.FamilyAccounts join a in db.Accounts on f.Id equals a.Id where f.EmailHmac == hmac select a).AsNoTracking().SingleOrDefaultAsync() is { } known)
        {
            if (known.EndedAtUtc is not null) return null;
            // Who invites onto one plan says nothing about the way into another.
            if (row.Phone is { } phone && !await db.Members.AnyAsync(m => m.UserId == known.Id && m.PlanId != row.PlanId && m.EndedAtUtc == null))
                (await db.FamilyAccounts.SingleAsync(f => f.Id == known.Id)).Phone = phone;
            return new Actor(known.Id, known.ShownAs, known.Role, known.OrganisationId);
        }
        var account = new AccountRow { Id = Guid.CreateVersion7(), OrganisationId = organisation, Name = $"{row.GivenName} {row.FamilyName}", ShownAs = row.GivenName, Role = row.Relation == Relation.Person ? AccountRole.Person : AccountRole.Carer };
        db.Accounts.Add(account);
        db.FamilyAccounts.Add(new FamilyAccountRow { Id = account.Id, Email = row.Email, Phone = row.Phone, EmailHmac = hmac, MadeAtUtc = settings.UtcNow });
        return new Actor(account.Id, account.ShownAs, account.Role, account.OrganisationId);
    }

    /// <summary>Before it is accepted a code goes by the way that is not the link's; afterwards to the phone, or else the address, on the account's own record.</summary>
    private async Task<(Channel By, string To)?> WayOfCode(CarePlanDb db, InvitationRow row)
    {
        if (row.AccountId is not { } account) return Letters.OtherWay(row.Email, post.SendsTexts ? row.Phone : null);
        var record = await db.FamilyAccounts.AsNoTracking().SingleOrDefaultAsync(f => f.Id == account && db.Accounts.Any(a => a.Id == account && a.EndedAtUtc == null));
        return record is { Phone: { } phone } && post.SendsTexts ? (Channel.Text, phone) : record is { Email: { } email } ? (Channel.Email, email) : null;
    }

    private static Task<PlanRow> Plan(CarePlanDb db, InvitationRow row) => db.Plans.AsNoTracking().SingleAsync(p => p.Id == row.PlanId);

    private static async Task<InvitationRow?> Find(CarePlanDb db, string? token)
    {
        if (token is not { Length: 64 }) return null;
        var hash = OneTimeCodeService.Sha256(token);
        return await db.Invitations.AsNoTracking().SingleOrDefaultAsync(i => i.TokenSha256 == hash);
    }
}
