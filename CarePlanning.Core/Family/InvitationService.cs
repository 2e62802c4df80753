using CarePlanning.Core.Access;
using CarePlanning.Core.Audit;
using CarePlanning.Core.Collaboration;
using CarePlanning.Core.Documents.Copies;
using CarePlanning.Core.People;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Plans.Sections;
using CarePlanning.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace CarePlanning.Core.Family;

/// <summary>Invites the person and their family onto one plan; takes their answer at the link they were sent is <see cref="InvitedService"/>'s.</summary>
public sealed class InvitationService(IOpenDb storage, WriteQueue queue, AuditService audit, PortalSettings settings, PlanNews news, OneTimeCodeService codes, IPost post, CheckAddress address)
{
    /// <summary>How long an invitation waits for an answer (SC-03).</summary>
    public static readonly TimeSpan Waits = TimeSpan.FromDays(14);

    private const int MostInOneLine = 100;

    /// <summary>Whom this person may invite: the person decides about their family; who stands for them, and the person themselves, a professional lets in.</summary>
    public static IReadOnlyList<Relation> MayGive(Actor actor, PlanCircle circle) =>
        circle.MemberFor(actor)?.Relation == Relation.Professional ? [Relation.Carer, Relation.Person, Relation.Representative] : [Relation.Carer];

    /// <summary>Invites somebody and sends the link.</summary>
    public async Task<InvitationResult> Invite(Actor actor, Guid planId, NewInvitation asked)
    {
        var (given, family, words) = (Line(asked.GivenName), Line(asked.FamilyName), Line(asked.RelationInWords));
        var (email, phone) = (Reach.Email(asked.Email), Reach.Mobile(asked.Phone));
        InvitationRefusal? wrong = given is null || family is null || OneTimeCodeService.Surname(family).Length == 0 ? InvitationRefusal.NoName
            : string.IsNullOrWhiteSpace(asked.Email) && string.IsNullOrWhiteSpace(asked.Phone) ? InvitationRefusal.NoWay
            : !string.IsNullOrWhiteSpace(asked.Email) && email is null ? InvitationRefusal.BadEmail
            : !string.IsNullOrWhiteSpace(asked.Phone) && phone is null ? InvitationRefusal.BadPhone
            : asked.Rights.Sees is { Count: 0 } ? InvitationRefusal.NoSections : null;
        var token = OneTimeCodeService.NewToken();
        var (refusal, letter) = await queue.Run<(InvitationRefusal, Letter?)>(async () =>
        {
            await using var db = storage.Open();
            await using var transaction = await db.Database.BeginTransactionAsync();
            if (await PlanService.Locked(db, planId) is not { } plan || TakesNobody(plan)) return (InvitationRefusal.NotYours, null);
            var circle = await PlanReadingService.Circle(db, plan);
            if (!PlanAccess.May(actor, PlanAction.Invite, circle)) return (InvitationRefusal.NotYours, null);
            if (wrong is { } why) return (why, null);
            if (!MayGive(actor, circle).Contains(asked.Relation)) return (InvitationRefusal.NotTheirsToGive, null);
            var sent = await db.Invitations.AsNoTracking().SingleOrDefaultAsync(i => i.Id == asked.Id);
            if (sent?.PlanId == planId && (sent.GivenName, sent.FamilyName, sent.Relation, sent.Email, sent.Phone) == (given, family, asked.Relation, email, phone)) return (InvitationRefusal.None, null);
            if (plan.RestrictedAtUtc is not null) return (InvitationRefusal.Restricted, null);
            // Whose telephone has lapsed is not here any more.
            if (await JoinService.EndLapsed(db, plan, audit, settings.UtcNow)) circle = await PlanReadingService.Circle(db, plan);
            var member = asked.Relation == Relation.Person ? Voices.Person : await EntryOf(db, plan, circle, asked.EntryId) ?? Guid.CreateVersion7().ToString("N");
            if (circle.Members.Any(m => m.Id == member) || await IsHere(db, planId, member, email, phone, settings.UtcNow)) return (InvitationRefusal.AlreadyHere, null);
            var rights = asked.Relation == Relation.Person ? SectionRights.All : asked.Rights;
            db.Invitations.Add(new InvitationRow
            {
                // Somebody else on a page that the browser kept is another invitation.
                Id = sent is null ? asked.Id : Guid.CreateVersion7(),
                PlanId = planId,
                InvitedById = actor.UserId,
                InvitedBy = actor.Name,
                GivenName = given!,
                FamilyName = family!,
                Relation = asked.Relation,
                RelationInWords = words ?? "",
                MemberId = member,
                Sees = rights.SeesKept,
                Writes = rights.WritesKept,
                Email = email,
                Phone = phone,
                TokenSha256 = OneTimeCodeService.Sha256(token),
                SentAtUtc = settings.UtcNow,
                ExpiresAtUtc = settings.UtcNow + Waits,
            });
            audit.Add(db, plan, await AuditService.Next(db, planId), actor, AuditKind.Invited, path: member, after: $"{given} {family}");
            await db.SaveChangesAsync();
            await transaction.CommitAsync();
            return (InvitationRefusal.None, await LetterFor(db, plan, given!, actor.Name, email, phone, token));
        });
        if (letter is null) return new InvitationResult(refusal, true);
        await news.Tell(new PlanHappening(planId, "", ""));
        return new InvitationResult(InvitationRefusal.None, await post.Send(letter));
    }

    /// <summary>Sends an invitation again under a new link, also when it had run out; the old link is good for nothing.</summary>
    public async Task<bool> SendAgain(Actor actor, Guid planId, Guid id)
    {
        var token = OneTimeCodeService.NewToken();
        var letter = await queue.Run<Letter?>(async () =>
        {
            await using var db = storage.Open();
            await using var transaction = await db.Database.BeginTransactionAsync();
            if (await PlanService.Locked(db, planId) is null || await Own(db, actor, planId, id) is not var (plan, row) || StateOf(row, plan, settings.UtcNow) is not (InvitationState.Open or InvitationState.Expired)) return null;
            (row.TokenSha256, row.SentAtUtc, row.ExpiresAtUtc) = (OneTimeCodeService.Sha256(token), settings.UtcNow, settings.UtcNow + Waits);
            audit.Add(db, plan, await AuditService.Next(db, planId), actor, AuditKind.InvitationSentAgain, path: row.MemberId, after: $"{row.GivenName} {row.FamilyName}");
            await db.SaveChangesAsync();
            await transaction.CommitAsync();
            return await LetterFor(db, plan, row.GivenName, actor.Name, row.Email, row.Phone, token);
        });
        return letter is not null && await post.Send(letter);
    }

    /// <summary>A code to be told to who was invited, over the phone or face to face; null where it may not be made, or too often.</summary>
    public async Task<string?> TellCode(Actor actor, Guid planId, Guid id)
    {
        await using var db = storage.Open();
        if (await Own(db, actor, planId, id) is not var (plan, row) || StateOf(row, plan, settings.UtcNow) != InvitationState.Open || await codes.Make(row.Id, CodePurpose.Accept, row.FamilyName) is not { } code) return null;
        // Whoever sees the code could take the place with it: that it was shown is in the history before it is.
        await queue.Run(async () =>
        {
            await using var own = storage.Open();
            await using var transaction = await own.Database.BeginTransactionAsync();
            var locked = (await PlanService.Locked(own, planId))!;
            audit.Add(own, locked, await AuditService.Next(own, planId), actor, AuditKind.CodeTold, path: row.MemberId, after: $"{row.GivenName} {row.FamilyName}");
            await own.SaveChangesAsync();
            await transaction.CommitAsync();
            return true;
        });
        return code;
    }

    /// <summary>Takes an invitation back that nobody has accepted.</summary>
    public Task<bool> End(Actor actor, Guid planId, Guid id) => queue.Run(async () =>
    {
        await using var db = storage.Open();
        await using var transaction = await db.Database.BeginTransactionAsync();
        if (await PlanService.Locked(db, planId) is not { } plan || await Own(db, actor, planId, id) is not var (_, row) || row.AcceptedAtUtc is not null || row.EndedAtUtc is not null) return false;
        row.EndedAtUtc = settings.UtcNow;
        audit.Add(db, plan, await AuditService.Next(db, planId), actor, AuditKind.InvitationEnded, path: row.MemberId, after: $"{row.GivenName} {row.FamilyName}");
        await db.SaveChangesAsync();
        await transaction.CommitAsync();
        return true;
    });

    /// <summary>The invitations of a plan that nobody has accepted yet, newest first; empty for who may not invite.</summary>
    public async Task<IReadOnlyList<InvitationLine>> Of(Actor actor, Guid planId)
    {
        await using var db = storage.Open();
        if (await db.Plans.AsNoTracking().SingleOrDefaultAsync(p => p.Id == planId) is not { } plan || !PlanAccess.May(actor, PlanAction.Invite, await PlanReadingService.Circle(db, plan))) return [];
        return [.. (await db.Invitations.AsNoTracking().Where(i => i.PlanId == planId && i.AcceptedAtUtc == null && i.EndedAtUtc == null).OrderByDescending(i => i.SentAtUtc).ToListAsync())
            .Select(i => new InvitationLine(i.Id, $"{i.GivenName} {i.FamilyName}", i.RelationInWords, StateOf(i, plan, settings.UtcNow), i.InvitedBy, i.SentAtUtc, i.ExpiresAtUtc))];
    }

    /// <summary>Nobody comes onto a plan that is closed, as it is when the person has died.</summary>
    private static bool TakesNobody(PlanRow plan) => plan.HasDied() || plan.Status == PlanStatus.Closed;

    internal static InvitationState StateOf(InvitationRow row, PlanRow plan, DateTime now) =>
        row.EndedAtUtc is not null ? InvitationState.Ended
        : row.AcceptedAtUtc is not null ? InvitationState.Accepted
        : row.DeclinedAtUtc is not null ? InvitationState.Declined
        : TakesNobody(plan) || plan.RestrictedAtUtc is not null ? InvitationState.Paused
        : row.ExpiresAtUtc <= now ? InvitationState.Expired : InvitationState.Open;

    /// <summary>Text in one line, as somebody typed it, or null where there is none or too much: a name can hold no line of a letter's head.</summary>
    internal static string? Line(string? typed)
    {
        var line = string.Join(' ', new string([.. (typed ?? "").Select(c => char.IsControl(c) ? ' ' : c)]).Split(' ', StringSplitOptions.RemoveEmptyEntries));
        return line.Length is > 0 and <= MostInOneLine ? line : null;
    }

    private async Task<Letter> LetterFor(CarePlanDb db, PlanRow plan, string given, string by, string? email, string? phone, string token)
    {
        var organisation = await db.Organisations.Where(o => o.Id == plan.OrganisationId).Select(o => o.Name).SingleAsync();
        return Letters.Invitation(Letters.WayOf(email, phone), given, by, organisation, new Uri(address.Portal, "invited/" + token).AbsoluteUri);
    }

    /// <summary>Who has a place on the plan, or waits for one, is not invited twice.</summary>
    private static async Task<bool> IsHere(CarePlanDb db, Guid planId, string member, string? email, string? phone, DateTime now) =>
        // Read whole: addresses and numbers lie encrypted.
        (await db.Invitations.AsNoTracking().Where(i => i.PlanId == planId && i.EndedAtUtc == null && i.DeclinedAtUtc == null && (i.AcceptedAtUtc != null || i.ExpiresAtUtc > now)).ToListAsync())
            .Any(i => i.MemberId == member || (email is not null && i.Email == email) || (email is null && i.Phone == phone));

    private static async Task<string?> EntryOf(CarePlanDb db, PlanRow plan, PlanCircle circle, string? entry)
    {
        if (string.IsNullOrEmpty(entry)) return null;
        var (answers, _) = await PlanReadingService.Answers(db, plan.Id);
        return PlanReadingService.VoicesOf(circle, plan, answers.Get<Involved>()).FirstOrDefault(v => v.Id == entry && v.Relation is Relation.Carer or Relation.Representative)?.Id;
    }

    private static async Task<(PlanRow Plan, InvitationRow Row)?> Own(CarePlanDb db, Actor actor, Guid planId, Guid id) =>
        await db.Plans.SingleOrDefaultAsync(p => p.Id == planId) is { } plan && PlanAccess.May(actor, PlanAction.Invite, await PlanReadingService.Circle(db, plan))
        && await db.Invitations.SingleOrDefaultAsync(i => i.Id == id && i.PlanId == planId) is { } row ? (plan, row) : null;
}
