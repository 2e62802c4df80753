using CarePlanning.Core.Access;
using CarePlanning.Core.Audit;
using CarePlanning.Core.Documents.Copies;
using CarePlanning.Core.People;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace CarePlanning.Core.Family;

/// <summary>What somebody fills in to share a copy.</summary>
/// <param name="Id">Made with the page: the same form sent twice is one link.</param>
public sealed record NewShare(Guid Id, string? Name, string? Email, string? Phone, CopyKind Copy, int Days);

/// <summary>Why a copy is not shared; each has its own sentence.</summary>
public enum ShareRefusal { None, NotYours, NoName, NoWay, BadEmail, BadPhone, NoCopy, BadDays, Restricted }

/// <summary>Where a link to a copy stands.</summary>
public enum ShareState { Open, Expired, Ended, Withdrawn, Paused }

/// <summary>What the page behind a link may say to whoever holds it; it names nobody but who shared.</summary>
/// <param name="CodeGoesTo">A hint of where the code is sent.</param>
public sealed record ShareLook(Guid Id, ShareState State, string SharedBy, string Organisation, CopyKind Copy, string? CodeGoesTo);

/// <summary>One link as those see it who may share, with when it was opened.</summary>
public sealed record ShareLine(Guid Id, string Name, CopyKind Copy, ShareState State, string SharedBy, DateTime MadeAtUtc, DateTime ExpiresAtUtc, IReadOnlyList<DateTime> OpenedAtUtc);

/// <summary>Shares one copy with one named person by a link and a code of theirs.</summary>
public sealed class ShareService(IOpenDb storage, WriteQueue queue, AuditService audit, PortalSettings settings, OneTimeCodeService codes, IPost post, CopyService copies, CheckAddress address, AccessLogService log)
{
    /// <summary>The days a link is good for unless another number is chosen, and the most that can be.</summary>
    public const int Days = 14, MostDays = 28;

    /// <summary>The copies that can be shared by a link; those for payers and for clinicians go their own ways.</summary>
    public static IReadOnlyList<CopyDefinition> Offered { get; } = [.. CopyList.All.Where(c => c.Audience is not (Audience.Payers or Audience.Clinicians))];

    /// <summary>Makes a link and sends it; false beside no refusal when the link stands but its letter could not be sent.</summary>
    public async Task<(ShareRefusal Refusal, bool Sent)> Share(Actor actor, Guid planId, NewShare asked)
    {
        var (name, email, phone) = (InvitationService.Line(asked.Name), Reach.Email(asked.Email), Reach.Mobile(asked.Phone));
        ShareRefusal? wrong = name is null ? ShareRefusal.NoName
            : string.IsNullOrWhiteSpace(asked.Email) && string.IsNullOrWhiteSpace(asked.Phone) ? ShareRefusal.NoWay
            : !string.IsNullOrWhiteSpace(asked.Email) && email is null ? ShareRefusal.BadEmail
            : !string.IsNullOrWhiteSpace(asked.Phone) && phone is null ? ShareRefusal.BadPhone
            : asked.Days is < 1 or > MostDays ? ShareRefusal.BadDays : null;
        var token = OneTimeCodeService.NewToken();
        var (refusal, letter) = await queue.Run<(ShareRefusal, Letter?)>(async () =>
        {
            await using var db = storage.Open();
            await using var transaction = await db.Database.BeginTransactionAsync();
            if (await PlanService.Locked(db, planId) is not { } plan) return (ShareRefusal.NotYours, null);
            var circle = await PlanReadingService.Circle(db, plan);
            if (!PlanAccess.May(actor, PlanAction.ShareCopy, circle)) return (ShareRefusal.NotYours, null);
            if (wrong is { } why) return (why, null);
            var sent = await db.Shares.AsNoTracking().SingleOrDefaultAsync(s => s.Id == asked.Id);
            if (sent?.PlanId == planId && (sent.Name, sent.Email, sent.Phone, sent.Copy) == (name, email, phone, asked.Copy)) return (ShareRefusal.None, null);
            if (circle.IsRestricted) return (ShareRefusal.Restricted, null);
            // Nobody gives on what they may not have themselves, and there must be something to give.
            if (Offered.All(c => c.Kind != asked.Copy) || !CopyService.MayHave(actor, asked.Copy, circle) || await IsWithdrawn(db, planId)) return (ShareRefusal.NoCopy, null);
            // Somebody else on a page that the browser kept is another share.
            var row = new ShareRow { Id = sent is null ? asked.Id : Guid.CreateVersion7(), PlanId = planId, SharedBy = actor.Name, Name = name!, Email = email, Phone = phone, Copy = asked.Copy, TokenSha256 = OneTimeCodeService.Sha256(token), MadeAtUtc = settings.UtcNow, ExpiresAtUtc = settings.UtcNow.AddDays(asked.Days) };
            db.Shares.Add(row);
            audit.Add(db, plan, await AuditService.Next(db, planId), actor, AuditKind.Shared, path: row.Id.ToString("N"), after: name!);
            await log.Add(db, actor, new AccessNote(planId, AccessKind.Shared, RoomOf(asked.Copy), name!) { As = circle.MemberFor(actor)!.Relation.ToString() });
            await db.SaveChangesAsync();
            await transaction.CommitAsync();
            var organisation = await db.Organisations.Where(o => o.Id == plan.OrganisationId).Select(o => o.Name).SingleAsync();
            return (ShareRefusal.None, Letters.Share(Letters.WayOf(email, phone), name!, actor.Name, organisation, new Uri(address.Portal, "shared/" + token).AbsoluteUri, FieldText.Moment(row.ExpiresAtUtc)));
        });
        return (refusal, letter is null || await post.Send(letter));
    }

    /// <summary>What stands behind a link, or null where no such link was made.</summary>
    public async Task<ShareLook?> Look(string? token)
    {
        await using var db = storage.Open();
        if (await Find(db, token) is not { } row) return null;
        var organisation = await (from p in db.Plans join o in db.Organisations on p.OrganisationId equals o.Id where p.Id == row.PlanId select o.Name).SingleAsync();
        var (by, to) = WayOfCode(row);
        return new ShareLook(row.Id, await StateOf(db, row), row.SharedBy, organisation, row.Copy, Reach.Hint(by, to));
    }

    /// <summary>Sends the code to the phone, or else the address, of who was named.</summary>
    public async Task<CodeSent> SendCode(string? token)
    {
        await using var db = storage.Open();
        if (await Find(db, token) is not { } row || await StateOf(db, row) != ShareState.Open) return CodeSent.Gone;
        if (await codes.Make(row.Id, CodePurpose.OpenShare) is not { } code) return CodeSent.TooMany;
        return await post.Send(Letters.Code(WayOfCode(row), code)) ? CodeSent.Sent : CodeSent.NotSent;
    }

    /// <summary>Opens the link with the code; the opening is in the plan's history at once.</summary>
    public async Task<EnterOutcome> Open(string? token, string? code)
    {
        ShareRow? row;
        await using (var db = storage.Open())
            if ((row = await Find(db, token)) is null || await StateOf(db, row) != ShareState.Open) return EnterOutcome.Gone;
        switch (await codes.Try(row.Id, CodePurpose.OpenShare, code))
        {
            case CodeAnswer.Wrong: await Refused(row); return EnterOutcome.WrongCode;
            case CodeAnswer.Over: await Refused(row); return EnterOutcome.CodeIsOver;
        }
        return await queue.Run(async () =>
        {
            await using var db = storage.Open();
            await using var transaction = await db.Database.BeginTransactionAsync();
            if (await PlanService.Locked(db, row.PlanId) is not { } plan) return EnterOutcome.Gone;
            audit.Add(db, plan, await AuditService.Next(db, plan.Id), As(row, plan.OrganisationId), AuditKind.ShareOpened, path: row.Id.ToString("N"), after: row.Name);
            await log.Add(db, AccessLogService.Unknown(row.Name), new AccessNote(plan.Id, AccessKind.SharedOpened, RoomOf(row.Copy)));
            await db.SaveChangesAsync();
            await transaction.CommitAsync();
            return EnterOutcome.In;
        });
    }

    /// <summary>The copy behind a link that was opened, as it is now; null when it is ended, has run out, or the plan was withdrawn.</summary>
    public async Task<CopyFile?> Copy(string? token, Guid opened)
    {
        await using var db = storage.Open();
        if (await Find(db, token) is not { } row || row.Id != opened || await StateOf(db, row) != ShareState.Open) return null;
        var organisation = await db.Plans.Where(p => p.Id == row.PlanId).Select(p => p.OrganisationId).SingleAsync();
        if (await copies.Shared(As(row, organisation), row.PlanId, row.Copy) is not { } copy) return null;
        // Making it may have taken seconds, in which the link was ended.
        if (await Find(db, token) is not { } still || await StateOf(db, still) != ShareState.Open) return null;
        await log.Note(AccessLogService.Unknown(row.Name), new AccessNote(row.PlanId, AccessKind.Downloaded, RoomOf(row.Copy)));
        return copy;
    }

    /// <summary>Ends a link at once.</summary>
    public Task<bool> End(Actor actor, Guid planId, Guid id) => queue.Run(async () =>
    {
        await using var db = storage.Open();
        await using var transaction = await db.Database.BeginTransactionAsync();
        if (await PlanService.Locked(db, planId) is not { } plan || !PlanAccess.May(actor, PlanAction.ShareCopy, await PlanReadingService.Circle(db, plan))
            || await db.Shares.SingleOrDefaultAsync(s => s.Id == id && s.PlanId == planId && s.EndedAtUtc == null) is not { } row) return false;
        (row.EndedAtUtc, row.EndedBy) = (settings.UtcNow, actor.Name);
        await NoteEnded(db, audit, log, plan, await AuditService.Next(db, planId), actor, row);
        await db.SaveChangesAsync();
        await transaction.CommitAsync();
        return true;
    });

    /// <summary>Puts the end of a link on the history and the log of who looked, by whichever way it came.</summary>
    internal static Task NoteEnded(CarePlanDb db, AuditService audit, AccessLogService log, PlanRow plan, long sequence, Actor actor, ShareRow row)
    {
        audit.Add(db, plan, sequence, actor, AuditKind.ShareEnded, path: row.Id.ToString("N"), after: row.Name);
        return log.Add(db, actor, new AccessNote(plan.Id, AccessKind.ShareEnded, RoomOf(row.Copy), row.Name));
    }

    /// <summary>The links of a plan with their state and when each was opened, newest first; empty for who may not share.</summary>
    public async Task<IReadOnlyList<ShareLine>> Of(Actor actor, Guid planId)
    {
        await using var db = storage.Open();
        if (await db.Plans.AsNoTracking().SingleOrDefaultAsync(p => p.Id == planId) is not { } plan || !PlanAccess.May(actor, PlanAction.ShareCopy, await PlanReadingService.Circle(db, plan))) return [];
        var rows = await db.Shares.AsNoTracking().Where(s => s.PlanId == planId).OrderByDescending(s => s.MadeAtUtc).ToListAsync();
        var opened = (await db.Audit.AsNoTracking().Where(a => a.PlanId == planId && a.Kind == AuditKind.ShareOpened).OrderByDescending(a => a.AtUtc).Select(a => new { a.Path, a.AtUtc }).ToListAsync()).ToLookup(a => a.Path, a => a.AtUtc);
        List<ShareLine> lines = [];
        foreach (var s in rows) lines.Add(new ShareLine(s.Id, s.Name, s.Copy, await StateOf(db, s), s.SharedBy, s.MadeAtUtc, s.ExpiresAtUtc, [.. opened[s.Id.ToString("N")]]));
        return lines;
    }

    private async Task<ShareState> StateOf(CarePlanDb db, ShareRow row) =>
        row.EndedAtUtc is not null ? ShareState.Ended : row.ExpiresAtUtc <= settings.UtcNow ? ShareState.Expired : await IsWithdrawn(db, row.PlanId) ? ShareState.Withdrawn
        : await db.Plans.AnyAsync(p => p.Id == row.PlanId && p.RestrictedAtUtc != null) ? ShareState.Paused : ShareState.Open;

    /// <summary>Nothing stands that could be shown: the last agreed version was taken back, none was agreed yet, or the plan is closed.</summary>
    private static async Task<bool> IsWithdrawn(CarePlanDb db, Guid planId) =>
        await db.Plans.AnyAsync(p => p.Id == planId && p.Status == PlanStatus.Closed) || !await db.Versions.AnyAsync(v => v.PlanId == planId && v.Status == VersionStatus.Agreed);

    private (Channel By, string To) WayOfCode(ShareRow row) => row.Phone is { } phone && (post.SendsTexts || row.Email is null) ? (Channel.Text, phone) : (Channel.Email, row.Email!);

    /// <summary>A code that was not right is in the log of who looked: somebody may be trying.</summary>
    private Task<bool> Refused(ShareRow row) => log.Note(AccessLogService.Unknown(row.Name), new AccessNote(row.PlanId, AccessKind.Refused, RoomOf(row.Copy)));

    private static string RoomOf(CopyKind copy) => $"copies/{CopyList.Of(copy).Slug}";

    private static Actor As(ShareRow row, Guid organisation) => new(row.Id, row.Name, AccountRole.Carer, organisation);

    private static async Task<ShareRow?> Find(CarePlanDb db, string? token)
    {
        if (token is not { Length: 64 }) return null;
        var hash = OneTimeCodeService.Sha256(token);
        return await db.Shares.AsNoTracking().SingleOrDefaultAsync(s => s.TokenSha256 == hash);
    }
}
