using System.Security.Cryptography;
using System.Text;
using CarePlanning.Core.Access;
using CarePlanning.Core.Audit;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace CarePlanning.Core.Exchange;

/// <summary>Takes a plan to a house without signal and brings what was written there back, with nothing overwritten silently.</summary>
public sealed class VisitPackService(IOpenDb storage, WriteQueue queue, AuditService audit, PortalSettings settings, EditService edits)
{
    /// <summary>Marks that hold back a field from the pack: it lies open on a kitchen table, so it holds what everybody there may see.</summary>
    public static bool MayTravel(Sensitivity mark) => mark is Sensitivity.Open or Sensitivity.Money;

    /// <summary>Begins a pack and notes it in the history; null where this person may not, or the plan is agreed. Read the plan after this, never before.</summary>
    public Task<PackHeader?> Begin(Actor actor, Guid planId) => queue.Run(async () =>
    {
        await using var db = storage.Open();
        await using var transaction = await db.Database.BeginTransactionAsync();
        if (await PlanService.Locked(db, planId) is not { } plan || await PlanReadingService.Circle(db, plan) is not { } circle
            || !PlanAccess.May(actor, PlanAction.TakePack, circle) || !PlanAccess.MayTakeOut(actor, circle) || IsAgreed(plan)) return null;
        var upto = await AuditService.Next(db, planId);
        var header = PackHeader.Begin(plan.Id, plan.Number, upto, settings.UtcNow);
        audit.Add(db, plan, upto, actor, AuditKind.PackTaken);
        await db.SaveChangesAsync();
        await transaction.CommitAsync();
        return header;
    });

    /// <summary>Opens a returned file and holds it against the plan as it is now.</summary>
    public async Task<PackReview> Review(Actor actor, Guid planId, string html, string? passphrase)
    {
        if (!await MayTake(actor, planId)) return PackReview.No(PackRefusal.NotFound);
        if (PackFile.Read(html) is not var (file, header)) return PackReview.No(PackRefusal.NotAPack);
        if (header.Plan != planId) return PackReview.No(PackRefusal.OtherPlan, header);
        var (state, answers) = file.Open(passphrase);
        if (state == PackLock.WrongPassphrase) return PackReview.No(PackRefusal.WrongPassphrase, header);
        if (state == PackLock.Altered) return PackReview.No(PackRefusal.Altered, header);
        if (answers.Length == 0) return PackReview.No(PackRefusal.NothingWritten, header);
        return PackAnswers.Read(answers) is { } written ? await Review(actor, planId, header, written) : PackReview.No(PackRefusal.Altered, header);
    }

    /// <summary>Takes in what did not change meanwhile and what was chosen; what was not chosen stays to be decided. Sent twice, it is done once.</summary>
    /// <param name="shown">The review somebody looked at.</param>
    public async Task<PackResult> Apply(Actor actor, Guid planId, PackReview shown, IReadOnlyDictionary<string, PackChoice> choices)
    {
        if (shown is not { Refusal: PackRefusal.None, Header: { } header } || header.Plan != planId || !await MayTake(actor, planId))
            return new PackResult(0, 0, PackReview.No(PackRefusal.NotFound));
        if (header.ExpiresUtc <= settings.UtcNow)
            return new PackResult(0, 0, await Review(actor, planId, header, [.. shown.Changes.SelectMany(c => c.Edits)]));
        var (taken, left) = (0, 0);
        var refused = new Dictionary<string, IReadOnlyList<string>>();
        foreach (var change in shown.Changes)
        {
            PackChoice? choice = choices.TryGetValue(change.Key, out var chosen) ? chosen : null;
            if (change.State == PackState.Changed && choice == PackChoice.KeepPlan)
            {
                await Leave(actor, planId, change);
                left++;
                continue;
            }
            if (change.State != PackState.Ready && (change.State is not (PackState.Changed or PackState.TakenOut) || choice is null)) continue;
            if (change.State == PackState.TakenOut && choice == PackChoice.KeepPack) await PutBack(actor, planId, change);
            var (saved, why) = await Put(actor, planId, header, change, choice == PackChoice.KeepBoth && change.CanKeepBoth);
            if (why.Count > 0) refused[change.Key] = why;
            else if (change.State == PackState.TakenOut && choice == PackChoice.KeepPlan) left++;
            // Where somebody wrote since this was shown, nothing was taken: it is shown again, beside theirs.
            else if (saved) taken++;
        }
        var after = await Review(actor, planId, header, [.. shown.Changes.SelectMany(c => c.Edits)]);
        return new PackResult(taken, left, after with { Changes = [.. after.Changes.Select(c => refused.TryGetValue(c.Key, out var why) ? c with { Refused = why } : c)] });
    }

    private async Task<PackReview> Review(Actor actor, Guid planId, PackHeader header, IReadOnlyList<PackEdit> written)
    {
        await using var db = storage.Open();
        if (await db.Plans.AsNoTracking().SingleOrDefaultAsync(p => p.Id == planId) is not { } plan) return PackReview.No(PackRefusal.NotFound);
        var circle = await PlanReadingService.Circle(db, plan);
        var (answers, _) = await PlanReadingService.Answers(db, planId);
        var history = await db.Audit.AsNoTracking().Where(a => a.PlanId == planId).OrderBy(a => a.Sequence)
            .Select(a => new PastEdit(a.Sequence, a.OpId, a.Section, a.Path, a.ActorName, a.AtUtc)).ToListAsync();
        var voices = PlanReadingService.VoicesOf(circle, plan, answers.Get<Plans.Sections.Involved>());
        var changes = new PackComparing(answers, voices, history, header.Upto, s => s != Sensitivity.HomeAccess && PlanAccess.MaySee(actor, s, circle),
            slug => PlanSections.Find(slug)?.AskedOn(plan.Pathway) is not (null or Asked.Hidden)).Compare(written);
        var refusal = header.ExpiresUtc <= settings.UtcNow && changes.Any(c => c.State != PackState.AlreadyIn) ? PackRefusal.Expired
            : plan.HasDied() && changes.Any(c => c.State != PackState.AlreadyIn) ? PackRefusal.PersonHasDied
            : IsAgreed(plan) && changes.Any(c => c.State != PackState.AlreadyIn) ? PackRefusal.PlanIsAgreed
            : changes.Count == 0 ? PackRefusal.NothingWritten : PackRefusal.None;
        return new PackReview(refusal, header, changes);
    }

    /// <summary>Applies the edits of one change; parts that only hold together (the 31st of another month) are tried again after their neighbours.</summary>
    private async Task<(bool Saved, IReadOnlyList<string> Why)> Put(Actor actor, Guid planId, PackHeader header, PackChange change, bool both)
    {
        var waiting = change.Edits.Zip(change.Seen, (Edit, Seen) => (Edit, Seen)).Where(e => !ComesWithItsWords(change, e.Edit, both)).ToList();
        var saved = true;
        while (true)
        {
            var refused = new List<((PackEdit Edit, string Seen) One, IReadOnlyList<string> Why)>();
            foreach (var (edit, seen) in waiting)
            {
                var value = both ? $"{seen}\n\n{edit.Value}" : edit.Value;
                var outcome = await edits.Apply(actor, planId, new Edit(edit.OpId, edit.Section, edit.Path, seen, value, both ? null : edit.Voice, ByPack: true) { SaidOn = edit.DayOf(header, settings.Today) });
                saved &= outcome is not EditOutcome.Conflict;
                if (outcome is EditOutcome.Refused no) refused.Add(((edit, seen), no.Problems.Count > 0 ? [.. no.Problems.Select(p => p.Sentence)] : [no.Why.ToString()]));
            }
            if (refused.Count == 0 || refused.Count == waiting.Count) return (saved && refused.Count == 0, [.. refused.SelectMany(r => r.Why).Distinct()]);
            waiting = [.. refused.Select(r => r.One)];
        }
    }

    /// <summary>Words carry whose they are with them; of words of two people whose they are stays as the plan has it.</summary>
    private static bool ComesWithItsWords(PackChange change, PackEdit edit, bool both) =>
        !edit.Path.EndsWith("/words", StringComparison.Ordinal) && change.Edits.Any(w => w.Path.EndsWith("/words", StringComparison.Ordinal)
            && (both || (edit.Path.EndsWith("/voice", StringComparison.Ordinal) && w.Voice == edit.Value)));

    private Task<EditOutcome> PutBack(Actor actor, Guid planId, PackChange change)
    {
        var first = change.Edits[0];
        var opId = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes("back " + first.OpId)))[..32];
        return edits.Apply(actor, planId, new Edit(opId, first.Section, string.Join('/', first.Path.Split('/').Take(2)), "removed", "added", null, ByPack: true));
    }

    private Task<bool> Leave(Actor actor, Guid planId, PackChange change) => queue.Run(async () =>
    {
        await using var db = storage.Open();
        await using var transaction = await db.Database.BeginTransactionAsync();
        if (await PlanService.Locked(db, planId) is not { } plan) return false;
        var sequence = await AuditService.Next(db, planId);
        foreach (var (edit, seen) in change.Edits.Zip(change.Seen))
            if (!await db.Audit.AnyAsync(a => a.PlanId == planId && a.OpId == edit.OpId))
                audit.Add(db, plan, sequence++, actor, AuditKind.LeftByPack, edit.Section, edit.Path, edit.Voice ?? "", edit.OpId, seen, edit.Value ?? "");
        await db.SaveChangesAsync();
        await transaction.CommitAsync();
        return true;
    });

    private async Task<bool> MayTake(Actor actor, Guid planId)
    {
        await using var db = storage.Open();
        return await db.Plans.AsNoTracking().SingleOrDefaultAsync(p => p.Id == planId) is { } plan
            && PlanAccess.May(actor, PlanAction.TakePack, await PlanReadingService.Circle(db, plan));
    }

    private static bool IsAgreed(PlanRow plan) => plan.Status is PlanStatus.Active or PlanStatus.Closed;
}
