using CarePlanning.Core.Access;
using CarePlanning.Core.Audit;
using CarePlanning.Core.Documents;
using CarePlanning.Core.Documents.Copies;
using CarePlanning.Core.People;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Plans.Sections;
using CarePlanning.Core.Signing;
using CarePlanning.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace CarePlanning.Core.Funding;

/// <summary>Who may see and write the direct payment of a plan: pure functions that its service asks.</summary>
public static class DirectPaymentAccess
{
    /// <summary>Bank details are for the person, who speaks for them, and the professional; for nobody else on the plan.</summary>
    public static bool MaySee(Actor actor, PlanCircle circle) =>
        PlanAccess.MaySee(actor, "money", circle) && circle.MemberFor(actor) is { Relation: Relation.Person or Relation.Representative or Relation.Professional };

    public static bool MayWrite(Actor actor, PlanCircle circle) => MaySee(actor, circle) && !actor.HandedOver && circle.MemberFor(actor) is { Relation: Relation.Professional };

    /// <summary>Consent is the person's to take back.</summary>
    public static bool MayWithdraw(Actor actor, PlanCircle circle) => MaySee(actor, circle);
}

/// <summary>Why something about a direct payment was not done; each has its own sentence.</summary>
public enum PaymentRefusal { None, NotFound, NotYours, BadSortCode, BadAccount, BadAmount, BadDay, BadNotice, TooLong, StillNeeded, NotBegun, Stopped, Closed }

/// <summary>What came of it, and the field it is about.</summary>
public sealed record PaymentOutcome(PaymentRefusal Refusal, string Field = "");

/// <summary>A notice that was given, with the code of its letter.</summary>
public sealed record PaymentNotice(NoticeKind Kind, string Reason, long? Pence, DateOnly? By, string GivenBy, DateTime AtUtc, string CheckCode);

/// <summary>Everything the page of a direct payment shows to one reader.</summary>
/// <param name="ToPutRight">What blocks the first payment or is to be talked about: rule, severity, field.</param>
public sealed record DirectPaymentView(DirectPayment Payment, IReadOnlyList<(string Id, Severity Severity, string Field)> ToPutRight, IReadOnlyList<KeptLine> Lines,
    IReadOnlyList<PaymentPeriod> Periods, IReadOnlyList<BudgetLine> BudgetLines, IReadOnlyList<PaymentNotice> Notices, bool MayWrite, bool HasDied, DateOnly Today)
{
    /// <summary>Whether the reader may take the statement and the notices as files; nobody leaves them on a laptop that was handed over.</summary>
    public bool MayTakeOut { get; init; }

    /// <summary>What the lines that are paid this way cost in their first year, in pence.</summary>
    public long LinesPence => BudgetLines.Where(l => l.ManagedBy == ManagedBy.DirectPayment).Sum(l => l.FirstYearPence());

    /// <summary>True when everything is there that the law asks for before money is paid.</summary>
    public bool IsReady => ToPutRight.All(p => p.Severity != Severity.Block);
}

/// <summary>Keeps the agreement of a direct payment, its statements and its notices.</summary>
public sealed partial class DirectPaymentService(IOpenDb storage, WriteQueue queue, AuditService audit, PortalSettings settings, IDocumentRenderer renderer, Sealing sealing, CheckAddress address)
{
    private const int LongestText = 1000;

    /// <summary>The direct payment of a plan; null for whoever may not see it.</summary>
    public async Task<DirectPaymentView?> Open(Actor actor, Guid planId)
    {
        await using var db = storage.Open();
        if (await db.Plans.AsNoTracking().SingleOrDefaultAsync(p => p.Id == planId) is not { } plan) return null;
        var circle = await PlanReadingService.Circle(db, plan);
        return DirectPaymentAccess.MaySee(actor, circle) ? await Read(db, plan, DirectPaymentAccess.MayWrite(actor, circle)) with { MayTakeOut = PlanAccess.MayTakeOut(actor, circle) && !actor.HandedOver } : null;
    }

    private async Task<DirectPaymentView> Read(CarePlanDb db, PlanRow plan, bool mayWrite)
    {
        var payment = await db.DirectPayments.AsNoTracking().SingleOrDefaultAsync(d => d.PlanId == plan.Id) is { } row ? Of(row) : DirectPayment.None;
        var (answers, _) = await PlanReadingService.Answers(db, plan.Id);
        List<KeptLine> lines = [.. (await db.Statements.AsNoTracking().Where(s => s.PlanId == plan.Id).OrderBy(s => s.On).ThenBy(s => s.Id).ToListAsync()).Select(s => new KeptLine(s.Id, s.On, s.What, s.Pence, s.LineId, s.TalkedAbout))];
        List<PaymentNotice> notices = [.. (await db.PaymentNotices.AsNoTracking().Where(n => n.PlanId == plan.Id).OrderByDescending(n => n.AtUtc).ToListAsync()).Select(n => new PaymentNotice(n.Kind, n.Reason, n.Pence, n.By, n.GivenBy, n.AtUtc, n.CheckCode))];
        var agreed = await db.Versions.AnyAsync(v => v.PlanId == plan.Id && (v.Status == VersionStatus.Agreed || v.Status == VersionStatus.Superseded));
        var periods = Statement.Periods(payment, lines, settings.Today);
        var died = plan.HasDied();
        var input = new DirectPaymentInput(payment, answers, plan.Pathway, settings.Today, plan.PersonBornOn, agreed, lines.Count == 0 ? null : lines.Sum(l => l.Pence), died);
        return new DirectPaymentView(payment, DirectPaymentRules.Check(input), lines, periods, AskCheck.Lines(answers), notices, mayWrite && plan.Status != PlanStatus.Closed, died, settings.Today);
    }

    private static DirectPayment Of(DirectPaymentRow r) => new(r.Recipient, r.RecipientName, r.ConsentOn, r.ConsentWithdrawnOn, r.NotExcluded, r.AgreedInWriting, r.BodyAgrees, r.Account, r.AccountName,
        AccountNumbers.Written(r.SortCode), r.AccountLastFour, r.AccountAccess, r.CareCoordinator, r.NoticeDays, r.AmountPence, r.Frequency, r.PersonAgreedOn, r.BodyAgreedOn, r.FirstPaymentOn, r.ReviewOn, r.LastReviewedOn, r.StoppedOn);

    /// <summary>Keeps what was written down of the agreement; a wrong number is refused and changes nothing.</summary>
    /// <param name="account">The whole account number as it was typed; empty leaves the one that is kept.</param>
    public Task<PaymentOutcome> Save(Actor actor, Guid planId, DirectPayment typed, string? account) => Change(actor, planId, AuditKind.DirectPaymentChanged, "agreement", DirectPaymentAccess.MayWrite, (db, row) =>
    {
        if (typed.SortCode.Length > 0 && !AccountNumbers.IsSortCode(typed.SortCode)) return No(PaymentRefusal.BadSortCode, "sortCode");
        if (!string.IsNullOrWhiteSpace(account) && !AccountNumbers.IsAccount(account)) return No(PaymentRefusal.BadAccount, "accountNumber");
        if (typed.AmountPence is <= 0 or > 100_000_000) return No(PaymentRefusal.BadAmount, "amount");
        if (typed.NoticeDays is <= 0 or > 366) return No(PaymentRefusal.BadNotice, "noticeDays");
        if (typed.ConsentOn > settings.Today) return No(PaymentRefusal.BadDay, "consentOn");
        if (new[] { typed.RecipientName, typed.AccountName, typed.AccountAccess, typed.CareCoordinator }.Any(t => t.Length > LongestText)) return No(PaymentRefusal.TooLong, "main");
        (row.Recipient, row.RecipientName, row.ConsentOn, row.NotExcluded) = (typed.Recipient, typed.RecipientName.Trim(), typed.ConsentOn, typed.NotExcluded);
        (row.AgreedInWriting, row.BodyAgrees, row.Account, row.AccountName) = (typed.AgreedInWriting, typed.BodyAgrees, typed.Account, typed.AccountName.Trim());
        (row.SortCode, row.AccountAccess, row.CareCoordinator, row.NoticeDays) = (AccountNumbers.Digits(typed.SortCode) ?? "", typed.AccountAccess.Trim(), typed.CareCoordinator.Trim(), typed.NoticeDays);
        (row.AmountPence, row.Frequency, row.PersonAgreedOn, row.BodyAgreedOn, row.ReviewOn) = (typed.AmountPence, typed.Frequency, typed.PersonAgreedOn, typed.BodyAgreedOn, typed.ReviewOn);
        if (!string.IsNullOrWhiteSpace(account))
        {
            var digits = AccountNumbers.Digits(account)!;
            (row.AccountSecret, row.AccountLastFour) = (digits, digits[^4..]);
        }
        return Yes;
    });

    /// <summary>Notes the first payment, once everything the law asks for is there; reviews are counted from it.</summary>
    public Task<PaymentOutcome> Begin(Actor actor, Guid planId, DateOnly? on) => Change(actor, planId, AuditKind.DirectPaymentChanged, "first-payment", DirectPaymentAccess.MayWrite, async (db, row, plan) =>
    {
        if (row.StoppedOn is not null) return No(PaymentRefusal.Stopped, "main");
        if (on is not { } day || day > settings.Today.AddMonths(3) || day < (row.ConsentOn ?? day)) return No(PaymentRefusal.BadDay, "firstPayment");
        row.FirstPaymentOn = day;
        await db.SaveChangesAsync();
        var view = await Read(db, plan, true);
        return view.IsReady ? Yes : No(PaymentRefusal.StillNeeded, view.ToPutRight.First(p => p.Severity == Severity.Block).Field);
    });

    /// <summary>Takes consent back: payments stop, as the law demands (DP-11), and what is left is settled together.</summary>
    public Task<PaymentOutcome> Withdraw(Actor actor, Guid planId) => Change(actor, planId, AuditKind.DirectPaymentChanged, "consent-withdrawn", DirectPaymentAccess.MayWithdraw, (_, row) =>
    {
        if (row.ConsentOn is null) return No(PaymentRefusal.NotBegun, "main");
        row.ConsentWithdrawnOn ??= settings.Today;
        return Yes;
    });

    /// <summary>Notes that payments were stopped.</summary>
    public Task<PaymentOutcome> StopPaying(Actor actor, Guid planId) => Change(actor, planId, AuditKind.DirectPaymentChanged, "stopped", DirectPaymentAccess.MayWrite, (_, row) =>
    {
        if (row.FirstPaymentOn is null && row.ConsentWithdrawnOn is null) return No(PaymentRefusal.NotBegun, "main");
        row.StoppedOn ??= settings.Today;
        return Yes;
    });

    /// <summary>Notes that the payment was looked at, and when it is next.</summary>
    public Task<PaymentOutcome> Reviewed(Actor actor, Guid planId, DateOnly? next) => Change(actor, planId, AuditKind.DirectPaymentChanged, "reviewed", DirectPaymentAccess.MayWrite, (_, row) =>
    {
        if (row.FirstPaymentOn is null) return No(PaymentRefusal.NotBegun, "main");
        if (next is not { } day || day <= settings.Today || day > settings.Today.AddMonths(Reference.DirectPaymentLimits.Current.ReviewMonths)) return No(PaymentRefusal.BadDay, "nextReview");
        (row.LastReviewedOn, row.ReviewOn) = (settings.Today, day);
        return Yes;
    });

    private static PaymentOutcome Yes { get; } = new(PaymentRefusal.None);

    private static PaymentOutcome No(PaymentRefusal why, string field) => new(why, field);

    private Task<PaymentOutcome> Change(Actor actor, Guid planId, string kind, string what, Func<Actor, PlanCircle, bool> may, Func<CarePlanDb, DirectPaymentRow, PaymentOutcome> change) =>
        Change(actor, planId, kind, what, may, (db, row, _) => Task.FromResult(change(db, row)));

    private Task<PaymentOutcome> Change(Actor actor, Guid planId, string kind, string what, Func<Actor, PlanCircle, bool> may, Func<CarePlanDb, DirectPaymentRow, PlanRow, Task<PaymentOutcome>> change) => queue.Run(async () =>
    {
        await using var db = storage.Open();
        await using var transaction = await db.Database.BeginTransactionAsync();
        if (await PlanService.Locked(db, planId) is not { } plan) return No(PaymentRefusal.NotFound, "main");
        var circle = await PlanReadingService.Circle(db, plan);
        if (!DirectPaymentAccess.MaySee(actor, circle)) return No(PaymentRefusal.NotFound, "main");
        if (!may(actor, circle)) return No(PaymentRefusal.NotYours, "main");
        if (plan.Status == PlanStatus.Closed) return No(PaymentRefusal.Closed, "main");
        var row = await db.DirectPayments.SingleOrDefaultAsync(d => d.PlanId == planId);
        if (row is null) db.DirectPayments.Add(row = new DirectPaymentRow { PlanId = planId });
        var outcome = await change(db, row, plan);
        if (outcome.Refusal != PaymentRefusal.None) return outcome;
        (row.ChangedBy, row.ChangedAtUtc) = (actor.Name, settings.UtcNow);
        audit.Add(db, plan, await AuditService.Next(db, planId), actor, kind, path: what);
        await db.SaveChangesAsync();
        await transaction.CommitAsync();
        return outcome;
    });
}
