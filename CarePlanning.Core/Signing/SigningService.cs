using CarePlanning.Core.Access;
using CarePlanning.Core.Audit;
using CarePlanning.Core.Collaboration;
using CarePlanning.Core.People;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Plans.Sections;
using CarePlanning.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace CarePlanning.Core.Signing;

/// <summary>Freezes versions and records what each party does with them.</summary>
public sealed class SigningService(IOpenDb storage, WriteQueue queue, AuditService audit, PortalSettings settings, PlanNews news, ReauthenticationService reauthentication)
{
    /// <summary>Freezes what is answered now for signing; an open round of the same answers is returned as it is (SG-01).</summary>
    public async Task<SigningResult> Freeze(Actor actor, Guid planId)
    {
        var result = await queue.Run<SigningResult>(async () =>
        {
            await using var db = storage.Open();
            await using var transaction = await db.Database.BeginTransactionAsync();
            if (await PlanService.Locked(db, planId) is not { } plan) return new SigningRefusal.NotFound();
            var circle = await PlanReadingService.Circle(db, plan);
            if (!PlanAccess.May(actor, PlanAction.Open, circle)) return new SigningRefusal.NotFound();
            if (!PlanAccess.May(actor, PlanAction.Freeze, circle)) return new SigningRefusal.NotYours();
            if (plan.Status is PlanStatus.Active or PlanStatus.Closed) return new SigningRefusal.NothingToSign();
            if (plan.Status == PlanStatus.AwaitingAgreement) return (await VersionReadingService.Newest(db, planId))!;

            var (answers, _) = await PlanReadingService.Answers(db, planId);
            var blocks = RuleBook.Check(new RuleInput(answers, plan.Pathway, settings.Today, settings.Demo, Voices.Person), Stage.Agree)
                .Where(p => p.Severity == Severity.Block).ToList();
            if (blocks.Count > 0) return new SigningRefusal.StillNeeded(blocks);

            var number = (await db.Versions.Where(v => v.PlanId == planId).MaxAsync(v => (int?)v.Number) ?? 0) + 1;
            var organisation = await db.Organisations.Where(o => o.Id == plan.OrganisationId).Select(o => o.Name).SingleAsync();
            var (signed, withheld) = FrozenPlan.Split(answers);
            var content = new FrozenPlan(plan.Number, number, plan.Pathway, organisation, plan.PersonName, plan.PersonBornOn, plan.PersonNhsNumber,
                settings.UtcNow, PlanReadingService.SignersOf(circle, plan, answers.Get<Involved>()), signed)
            { CarersSaid = await CarerPageService.InPlan(db, circle), Photo = await Uploads.PhotoService.InPlan(db, planId) }.Write();
            var row = new VersionRow
            {
                Id = Guid.CreateVersion7(),
                PlanId = planId,
                Number = number,
                Status = VersionStatus.Open,
                FrozenAtUtc = settings.UtcNow,
                FrozenBy = actor.Name,
                Schema = SectionJson.Schema,
                Content = content,
                ContentSha256 = AuditChain.Sha256(content),
                Withheld = withheld,
                WithheldSha256 = AuditChain.Sha256(withheld),
                CheckCode = CheckCodes.New(),
            };
            db.Versions.Add(row);
            plan.Status = PlanStatus.AwaitingAgreement;
            audit.Add(db, plan, await AuditService.Next(db, planId), actor, AuditKind.Frozen, path: $"v{number}", after: row.ContentSha256);
            await db.SaveChangesAsync();
            await transaction.CommitAsync();
            return VersionReadingService.Of(row, []);
        });
        if (result.Version is not null) await news.Tell(new PlanHappening(planId, "", ""));
        return result;
    }

    /// <summary>The version that is being signed or was signed last, as this person may see it.</summary>
    public async Task<PlanVersion?> Newest(Actor actor, Guid planId)
    {
        await using var db = storage.Open();
        if (await db.Plans.AsNoTracking().SingleOrDefaultAsync(p => p.Id == planId) is not { } plan) return null;
        return PlanAccess.May(actor, PlanAction.ReadWhole, await PlanReadingService.Circle(db, plan)) ? await VersionReadingService.Newest(db, planId) : null;
    }

    /// <summary>Every version of a plan, newest first.</summary>
    public async Task<IReadOnlyList<PlanVersion>> All(Actor actor, Guid planId)
    {
        await using var db = storage.Open();
        if (await db.Plans.AsNoTracking().SingleOrDefaultAsync(p => p.Id == planId) is not { } plan) return [];
        return PlanAccess.May(actor, PlanAction.ReadWhole, await PlanReadingService.Circle(db, plan)) ? await VersionReadingService.All(db, planId) : [];
    }

    /// <summary>Records what one party did; the same act sent twice is recorded once.</summary>
    /// <param name="pin">The professional's PIN, needed where they sign themselves.</param>
    public async Task<SigningResult> Record(Actor actor, Guid planId, SigningAct act, string? pin)
    {
        // PostgreSQL keeps no text with a zero in it, and nobody types one.
        act = act with { Name = Clean(act.Name) ?? "", MarkData = Clean(act.MarkData), Witness = Clean(act.Witness), Reason = Clean(act.Reason) };
        var result = await queue.Run(() => RecordInTransaction(actor, planId, act, pin));
        await NoteTry(actor, result);
        if (result.Version is not null) await news.Tell(new PlanHappening(planId, "", ""));
        return result;
    }

    private async Task<SigningResult> RecordInTransaction(Actor actor, Guid planId, SigningAct act, string? pin)
    {
        await using var db = storage.Open();
        await using var transaction = await db.Database.BeginTransactionAsync();
        if (await PlanService.Locked(db, planId) is not { } plan) return new SigningRefusal.NotFound();
        var circle = await PlanReadingService.Circle(db, plan);
        if (!PlanAccess.May(actor, PlanAction.Open, circle)) return new SigningRefusal.NotFound();
        if (!PlanAccess.May(actor, PlanAction.Sign, circle)) return new SigningRefusal.NotYours();
        var leads = PlanAccess.May(actor, PlanAction.LeadSigning, circle);
        if (!leads && circle.MemberFor(actor)!.Id != act.MemberId) return new SigningRefusal.NotYours();
        if (await VersionReadingService.Newest(db, planId) is not { } version) return new SigningRefusal.NothingToSign();
        if (await db.Signings.AnyAsync(s => s.VersionId == version.Id && s.OpId == act.OpId)) return version;
        if (version.Status != VersionStatus.Open) return new SigningRefusal.RoundClosed();
        if (version.Parties.FirstOrDefault(p => p.Id == act.MemberId) is not { } party) return new SigningRefusal.WrongRole();
        // Who has signed has signed: the same page sent from two windows is one signature. A change of mind is another outcome.
        if (act.Outcome == SigningOutcome.Signed && version.SigningOf(act.MemberId)?.Outcome == SigningOutcome.Signed) return version;
        if (SigningRules.Check(act, party, version, settings.Today) is { } refusal) return refusal;
        // A professional signs with their own hand: the account on the laptop must be theirs, and show it again (SG-02).
        if (party.Relation == Relation.Professional && act.Outcome == SigningOutcome.Signed)
        {
            if (circle.MemberFor(actor)!.Id != party.Id) return new SigningRefusal.NotYours();
            if (NotShown(await reauthentication.Ask(db, actor, pin)) is { } notShown) return notShown;
            // Who has shown that the laptop is theirs has it back; nothing else of signing gives it back.
            if (actor.Session is { } own) await SessionService.BackToOwner(db, own.Id);
        }
        else if (act.Outcome == SigningOutcome.Signed && await reauthentication.CameInLongAgo(db, actor)) return new SigningRefusal.MustEnterAgain();
        db.Signings.Add(new SigningRow
        {
            Id = Guid.CreateVersion7(),
            VersionId = version.Id,
            PlanId = planId,
            MemberId = act.MemberId,
            Name = act.Name.Trim(),
            Relation = party.Relation,
            Role = act.Role,
            Outcome = act.Outcome,
            Statement = SigningRules.Statement(act),
            Mark = act.Outcome == SigningOutcome.Signed ? act.Mark : null,
            MarkData = act.Outcome == SigningOutcome.Signed ? act.MarkData : null,
            Witness = act.Witness?.Trim(),
            Reason = act.Reason?.Trim(),
            ContentSha256 = version.ContentSha256,
            AtUtc = settings.UtcNow,
            LedBy = actor.UserId,
            OpId = act.OpId,
        });
        var sequence = await AuditService.Next(db, planId);
        audit.Add(db, plan, sequence++, actor, AuditKind.SigningRecorded, path: $"v{version.Number}", voice: act.MemberId, after: act.Outcome.ToString());
        if (party.Relation == Relation.Person && act.Outcome == SigningOutcome.Disagrees)
            await Close(db, plan, actor, VersionStatus.NotAgreed, AuditKind.NotAgreed, sequence);
        await db.SaveChangesAsync();
        await transaction.CommitAsync();
        return (await VersionReadingService.Newest(db, planId))!;
    }

    /// <summary>Takes an agreed version back; its copies then say that they no longer hold. Done again it changes nothing.</summary>
    /// <param name="pin">The professional's PIN, where they have no work account to show again: whoever finds a laptop open takes nobody's plan away.</param>
    public async Task<SigningResult> Withdraw(Actor actor, Guid planId, int number, string? reason, string? pin)
    {
        reason = Clean(reason)?.Trim();
        var result = await queue.Run<SigningResult>(async () =>
        {
            await using var db = storage.Open();
            await using var transaction = await db.Database.BeginTransactionAsync();
            if (await PlanService.Locked(db, planId) is not { } plan) return new SigningRefusal.NotFound();
            var circle = await PlanReadingService.Circle(db, plan);
            if (!PlanAccess.May(actor, PlanAction.Open, circle)) return new SigningRefusal.NotFound();
            if (!PlanAccess.May(actor, PlanAction.Withdraw, circle)) return new SigningRefusal.NotYours();
            if (await db.Versions.SingleOrDefaultAsync(v => v.PlanId == planId && v.Number == number) is not { } row) return new SigningRefusal.NotFound();
            if (row.Status != VersionStatus.Withdrawn)
            {
                if (row.Status != VersionStatus.Agreed) return new SigningRefusal.RoundClosed();
                if (string.IsNullOrEmpty(reason)) return new SigningRefusal.NoReason();
                if (reason.Length > TextRules.MostCharacters) return new SigningRefusal.TooLong("reason");
                if (NotShown(await reauthentication.Ask(db, actor, pin)) is { } notShown) return notShown;
                (row.Status, row.ClosedAtUtc, row.ClosedBecause) = (VersionStatus.Withdrawn, settings.UtcNow, reason);
                if (plan.Status == PlanStatus.Active) plan.Status = PlanStatus.UnderReview;
                audit.Add(db, plan, await AuditService.Next(db, planId), actor, AuditKind.Withdrawn, path: $"v{number}", after: reason);
                await db.SaveChangesAsync();
                await transaction.CommitAsync();
            }
            return (await VersionReadingService.All(db, planId)).Single(v => v.Number == number);
        });
        await NoteTry(actor, result);
        if (result.Version is not null) await news.Tell(new PlanHappening(planId, "", ""));
        return result;
    }

    private static SigningRefusal? NotShown(PinAnswer answer) => answer switch
    {
        PinAnswer.MustWait => new SigningRefusal.PinMustWait(),
        PinAnswer.Wrong => new SigningRefusal.WrongPin(),
        PinAnswer.ShowAgain => new SigningRefusal.MustShowAgain(),
        _ => null,
    };

    private Task NoteTry(Actor actor, SigningResult result) =>
        reauthentication.Note(actor, result.Refusal switch { SigningRefusal.WrongPin => PinAnswer.Wrong, SigningRefusal.PinMustWait => PinAnswer.MustWait, _ => PinAnswer.Right });

    private static string? Clean(string? text) => text?.Replace("\0", "", StringComparison.Ordinal);

    /// <summary>Closes the open round because an answer was changed; it stays in the history (SG-05).</summary>
    internal static async Task<long> VoidOpenRound(CarePlanDb db, PlanRow plan, Actor actor, AuditService audit, long sequence, DateTime now)
    {
        await CloseRound(db, plan, actor, VersionStatus.Void, now);
        audit.Add(db, plan, sequence, actor, AuditKind.RoundVoided);
        return sequence + 1;
    }

    private async Task Close(CarePlanDb db, PlanRow plan, Actor actor, VersionStatus status, string kind, long sequence)
    {
        await CloseRound(db, plan, actor, status, settings.UtcNow);
        audit.Add(db, plan, sequence, actor, kind);
    }

    private static async Task CloseRound(CarePlanDb db, PlanRow plan, Actor actor, VersionStatus status, DateTime now)
    {
        var open = await db.Versions.Where(v => v.PlanId == plan.Id && v.Status == VersionStatus.Open).ToListAsync();
        foreach (var version in open)
        {
            version.Status = status;
            version.ClosedAtUtc = now;
            version.ClosedBecause = actor.Name;
        }
        plan.Status = await db.Versions.AnyAsync(v => v.PlanId == plan.Id && v.Status == VersionStatus.Agreed) ? PlanStatus.UnderReview : PlanStatus.InPlanning;
    }
}
