using CarePlanning.Core.Access;
using CarePlanning.Core.Audit;
using CarePlanning.Core.Documents;
using CarePlanning.Core.Exchange.Csv;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Signing;
using CarePlanning.Core.Storage;
using CarePlanning.Core.Words;
using Microsoft.EntityFrameworkCore;

namespace CarePlanning.Core.Funding;

/// <summary>What came of importing a statement.</summary>
/// <param name="Added">How many lines are new.</param>
/// <param name="Known">How many were there already.</param>
/// <param name="At">The line of the file that could not be read, where that is why.</param>
public sealed record StatementOutcome(StatementRefusal Refusal, int Added, int Known, int At);

public sealed partial class DirectPaymentService
{
    /// <summary>The largest statement that is read, in bytes (10 MB).</summary>
    public const int MostBytes = 10_000_000;

    /// <summary>Takes in a bank statement whole or not at all; lines that are there already are not added again.</summary>
    public async Task<StatementOutcome> Import(Actor actor, Guid planId, byte[] file)
    {
        var (lines, refusal, at) = Statement.Read(file);
        if (await Open(actor, planId) is not { MayWrite: true } view) return new StatementOutcome(StatementRefusal.NotFound, 0, 0, 0);
        if (refusal != StatementRefusal.None) return new StatementOutcome(refusal, 0, 0, at);
        return await queue.Run(async () =>
        {
            await using var db = storage.Open();
            await using var transaction = await db.Database.BeginTransactionAsync();
            var plan = (await PlanService.Locked(db, planId))!;
            var known = await db.Statements.Where(s => s.PlanId == planId).Select(s => s.Key).ToHashSetAsync();
            var fresh = lines.Where(l => !known.Contains(l.Key)).ToList();
            db.Statements.AddRange(fresh.Select(l => new StatementRow
            {
                Id = Guid.CreateVersion7(),
                PlanId = planId,
                On = l.On,
                What = l.What,
                Pence = l.Pence,
                Key = l.Key,
                LineId = l.Pence < 0 ? Statement.Guess(l.What, view.BudgetLines) : "",
                ImportedBy = actor.Name,
                ImportedAtUtc = settings.UtcNow,
            }));
            audit.Add(db, plan, await AuditService.Next(db, planId), actor, AuditKind.DirectPaymentChanged, path: "statement");
            await db.SaveChangesAsync();
            await transaction.CommitAsync();
            return new StatementOutcome(StatementRefusal.None, fresh.Count, lines.Count - fresh.Count, 0);
        });
    }

    /// <summary>Says which budget line a payment was for, or what came of talking about it.</summary>
    public Task<PaymentOutcome> Join(Actor actor, Guid planId, Guid statementLine, string? lineId, string? talked) => Change(actor, planId, AuditKind.DirectPaymentChanged, "statement", DirectPaymentAccess.MayWrite, async (db, _, plan) =>
    {
        if (talked?.Length > LongestText) return No(PaymentRefusal.TooLong, "main");
        var (answers, _) = await PlanReadingService.Answers(db, plan.Id);
        if (await db.Statements.SingleOrDefaultAsync(s => s.Id == statementLine && s.PlanId == planId) is not { } row) return No(PaymentRefusal.NotFound, "main");
        (row.LineId, row.TalkedAbout) = (AskCheck.Lines(answers).Any(l => l.Id == lineId) ? lineId! : "", talked?.Trim() ?? "");
        return Yes;
    });

    /// <summary>The statement lines as a table for a spreadsheet; null for whoever may not see them.</summary>
    public async Task<byte[]?> AsCsv(Actor actor, Guid planId)
    {
        if (await Open(actor, planId) is not { MayTakeOut: true } view) return null;
        var names = view.BudgetLines.ToDictionary(l => l.Id, l => l.Description ?? "", StringComparer.Ordinal);
        return CsvFile.Write(["date", "description", "amount", "for", "note"], view.Lines.Select(l => (IReadOnlyList<string>)[l.On.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), l.What,
            (l.Pence / 100m).ToString("0.00", System.Globalization.CultureInfo.InvariantCulture), names.GetValueOrDefault(l.LineId, ""), l.TalkedAbout]));
    }

    /// <summary>Gives notice that payments are lowered, stopped or asked back, as a sealed letter (DP-13).</summary>
    public async Task<RequestRefusal> Notify(Actor actor, Guid planId, NoticeKind kind, string? reason, long? pence, DateOnly? by, string? payer)
    {
        if (DirectPaymentRules.NoticeProblem(kind, reason, pence, by, payer, settings.Today) is not RequestRefusal.None and var why) return why;
        var outcome = await Change(actor, planId, AuditKind.DirectPaymentChanged, "notice", DirectPaymentAccess.MayWrite, async (db, row, plan) =>
        {
            if (row.FirstPaymentOn is null) return No(PaymentRefusal.NotBegun, "main");
            var organisation = await db.Organisations.Where(o => o.Id == plan.OrganisationId).Select(o => o.Name).SingleAsync();
            var (code, now) = (CheckCodes.New(), settings.UtcNow);
            var composed = NoticeDocument.Compose(new NoticeFacts(organisation, plan.PersonName, plan.Number, kind, reason!.Trim(), pence, by!.Value, payer?.Trim() ?? "", row.NoticeDays ?? 0, actor.Name, now, code, address));
            var file = sealing.SealAtOnce(place => renderer.Render(composed, place), organisation, Texts.Funding["letter.seal"], now);
            SealTimeService.Note(db, file, planId, now);
            db.PaymentNotices.Add(new PaymentNoticeRow
            {
                Id = Guid.CreateVersion7(),
                PlanId = planId,
                Kind = kind,
                Reason = reason!.Trim(),
                Pence = pence,
                By = by,
                Payer = payer?.Trim() ?? "",
                GivenBy = actor.Name,
                AtUtc = now,
                CheckCode = code,
                Pdf = file.Bytes,
                PdfSha256 = file.Sha256,
                Html = HtmlTwin.Write(composed),
            });
            return Yes;
        });
        return outcome.Refusal switch { PaymentRefusal.None => RequestRefusal.None, PaymentRefusal.NotFound => RequestRefusal.NotFound, PaymentRefusal.Closed => RequestRefusal.HasEnded, PaymentRefusal.NotBegun => RequestRefusal.NotDecidedYet, _ => RequestRefusal.NotYours };
    }

    /// <summary>The letter of a notice as it was sealed; null where there is none for this person.</summary>
    public async Task<(byte[] Pdf, string Html, string FileName)?> Notice(Actor actor, Guid planId, string code)
    {
        if (await Open(actor, planId) is not { MayTakeOut: true }) return null;
        await using var db = storage.Open();
        return await db.PaymentNotices.AsNoTracking().Where(n => n.PlanId == planId && n.CheckCode == code).Select(n => new { n.Pdf, n.Html }).SingleOrDefaultAsync() is { } notice ? (notice.Pdf, notice.Html, "notice") : null;
    }
}
