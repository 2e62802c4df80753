using System.Globalization;
using CarePlanning.Core.Access;
using CarePlanning.Core.Documents;
using CarePlanning.Core.People;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Signing;
using CarePlanning.Core.Storage;
using CarePlanning.Core.Words;
using CarePlanning.Pdf;
using Microsoft.EntityFrameworkCore;

namespace CarePlanning.Core.Audit;

/// <summary>A lawful decision to erase words from the history.</summary>
/// <param name="Entries">The numbers of the entries whose words go.</param>
/// <param name="Decision">Under what reference the decision is kept.</param>
/// <param name="OthersConsidered">True when correction, objection and restriction were considered first and are not enough.</param>
public sealed record ErasureOrder(string Plan, IReadOnlyList<long> Entries, string Decision, string DecidedBy, string Why, bool OthersConsidered);

/// <summary>Why words are not erased; each has a plain sentence.</summary>
public enum ErasureRefusal { None, NotSaid, OthersFirst, NoSuchPlan, NoSuchEntry, AlreadyErased, StillAnAnswer }

/// <summary>What came of it.</summary>
/// <param name="At">The entry that stands in the way, where one does.</param>
/// <param name="Elsewhere">Where the words, or part of them, still stand in what was signed or copied.</param>
public sealed record ErasureResult(ErasureRefusal Refusal, long At = 0, byte[]? Certificate = null, IReadOnlyList<string>? Elsewhere = null);

/// <summary>Erases words of the history on lawful decision, with a certificate; who, when and where stay, and so does the chain.</summary>
public sealed class ErasureService(IOpenDb storage, WriteQueue queue, AuditService audit, PortalSettings settings, Sealing sealing, IDocumentRenderer renderer)
{
    /// <summary>Shorter words stand in every plan, so finding them again says nothing.</summary>
    private const int LeastTelling = 12;

    public async Task<ErasureResult> Erase(ErasureOrder order)
    {
        if (new[] { order.Decision, order.DecidedBy, order.Why }.Any(string.IsNullOrWhiteSpace) || order.Entries.Count == 0) return new(ErasureRefusal.NotSaid);
        if (!order.OthersConsidered) return new(ErasureRefusal.OthersFirst);
        var (result, paper) = await queue.Run(() => InTransaction(order));
        if (paper is null) return result;
        await LeaveNothingBehind();
        // The words are gone and nothing is locked any more: a server may take its time to confirm it.
        return sealing.TimestampServer is null ? result : result with { Certificate = sealing.Seal(room => renderer.Render(paper.Content, room), paper.Organisation, Texts.Erasure["title"], paper.AtUtc).Bytes };
    }

    /// <summary>The certificate before it is sealed.</summary>
    private sealed record Paper(PdfContent Content, string Organisation, DateTime AtUtc);

    private static (ErasureResult, Paper?) Refused(ErasureRefusal refusal, long at = 0) => (new ErasureResult(refusal, at), null);

    private async Task<(ErasureResult Result, Paper? Paper)> InTransaction(ErasureOrder order)
    {
        await using var db = storage.Open();
        // A page that held the words is written over, not only let go.
        if (storage.Provider == DbProvider.Sqlite) await db.Database.ExecuteSqlRawAsync("PRAGMA secure_delete=ON");
        await using var transaction = await db.Database.BeginTransactionAsync();
        if (await db.Plans.AsNoTracking().SingleOrDefaultAsync(p => p.Number == order.Plan) is not { } found || await PlanService.Locked(db, found.Id) is not { } plan) return Refused(ErasureRefusal.NoSuchPlan);
        var numbers = order.Entries.Distinct().Order().ToList();
        var entries = await db.Audit.AsNoTracking().Where(a => a.PlanId == plan.Id && numbers.Contains(a.Sequence)).OrderBy(a => a.Sequence).ToListAsync();
        foreach (var number in numbers)
            if (entries.All(e => e.Sequence != number) || entries.Single(e => e.Sequence == number).Kind == AuditChain.WordsErased) return Refused(ErasureRefusal.NoSuchEntry, number);
        var ids = entries.Select(e => e.Id).ToList();
        var words = await db.AuditWords.AsNoTracking().Where(w => ids.Contains(w.AuditId)).ToDictionaryAsync(w => w.AuditId);
        var (answers, _) = await PlanReadingService.Answers(db, plan.Id);
        var standing = string.Join('\n', PlanSections.All.Select(s => SectionJson.Write(answers[s.Slug])));
        foreach (var entry in entries)
        {
            if (!words.TryGetValue(entry.Id, out var said)) return Refused(ErasureRefusal.AlreadyErased, entry.Sequence);
            // What is still an answer is corrected first, where everybody sees it; the history alone is not the place to begin.
            // A correction repeats what went, and what it put there instead stays an answer.
            if (entries.Any(e => words.TryGetValue(e.Id, out var before) && e.Sequence < entry.Sequence && before.After.Length > 0 && before.After == said.Before)) continue;
            if (Telling(said).Any(w => standing.Contains(AsWritten(w), StringComparison.Ordinal))) return Refused(ErasureRefusal.StillAnAnswer, entry.Sequence);
        }
        // The photo of an entry is taken off the plan first, where everybody sees that it went.
        if (entries.LastOrDefault(e => e.Kind == AuditKind.PhotoPut) is { } put && await db.Photos.AnyAsync(p => p.PlanId == plan.Id)
            && !await db.Audit.AnyAsync(a => a.PlanId == plan.Id && a.Sequence > put.Sequence && a.Kind == AuditKind.PhotoPut)) return Refused(ErasureRefusal.StillAnAnswer, put.Sequence);
        var elsewhere = await Elsewhere(db, plan.Id, ids, [.. words.Values.SelectMany(Telling)], entries.Any(e => e.Kind is AuditKind.PhotoPut or AuditKind.PhotoRemoved));
        var broken = await AuditService.FirstBreak(db, plan.Id);
        if (words.Values.Any(w => new[] { w.Before, w.After }.Any(said => said.Length is > 0 and < LeastTelling))) elsewhere.Add(Texts.Erasure["in.short"]);
        var who = new Actor(Guid.Empty, Texts.Documents["whole.operator"], AccountRole.Lead, plan.OrganisationId);
        var next = await AuditService.Next(db, plan.Id);
        foreach (var entry in entries)
            audit.Add(db, plan, next++, who, AuditChain.WordsErased, path: entry.Sequence.ToString(CultureInfo.InvariantCulture), after: $"{order.Decision}\n{order.DecidedBy}\n{order.Why}");
        await db.SaveChangesAsync();
        await db.AuditWords.Where(w => ids.Contains(w.AuditId)).ExecuteDeleteAsync();
        // The reason of an emergency stands beside the history as well.
        var reasons = entries.Where(e => e.Kind == AuditKind.BrokeGlass).Select(e => words[e.Id].After).ToHashSet(StringComparer.Ordinal);
        if (reasons.Count > 0)
        {
            foreach (var use in (await db.BreakGlass.Where(b => b.PlanId == plan.Id).ToListAsync()).Where(b => reasons.Contains(b.Reason))) use.Reason = "";
            await db.SaveChangesAsync();
        }
        var organisation = await db.Organisations.AsNoTracking().Where(o => o.Id == plan.OrganisationId).Select(o => o.Name).SingleAsync();
        var now = settings.UtcNow;
        var paper = new Paper(ErasureCertificate.Compose(order, organisation, [.. entries.Select(e => new ErasedEntry(e.Sequence, e.AtUtc, e.ActorName, e.Hash))], elsewhere, plan.AuditHead, broken, now), organisation, now);
        // Nothing is erased of which no certificate can be given.
        var certificate = sealing.SealAtOnce(room => renderer.Render(paper.Content, room), organisation, Texts.Erasure["title"], now).Bytes;
        await transaction.CommitAsync();
        return (new(ErasureRefusal.None, 0, certificate, elsewhere), paper);
    }

    private async Task LeaveNothingBehind()
    {
        await using var db = storage.Open();
        await db.Database.ExecuteSqlRawAsync(storage.Provider == DbProvider.Sqlite ? "PRAGMA wal_checkpoint(TRUNCATE)" : """VACUUM "AuditWords" """);
    }

    /// <summary>Where else the words stand, or a photo does: in what was signed, in copies that were made, in requests for money, and in other entries of the history; what is not looked through the certificate names.</summary>
    private static async Task<List<string>> Elsewhere(CarePlanDb db, Guid planId, IReadOnlyList<Guid> entries, IReadOnlyList<string> telling, bool photo)
    {
        List<string> places = [];
        foreach (var v in await db.Versions.AsNoTracking().Where(v => v.PlanId == planId).OrderBy(v => v.Number).ToListAsync())
            if (telling.Any(w => (v.Content + v.Withheld).Contains(AsWritten(w), StringComparison.Ordinal)) || (photo && FrozenPlan.Read(v.Content).Photo is not null)) places.Add(Texts.Erasure.Get("in.version", v.Number));
        foreach (var c in await db.Copies.AsNoTracking().Where(c => c.PlanId == planId).OrderBy(c => c.MadeAtUtc).ToListAsync())
            if (telling.Any(w => c.Text.Contains(w, StringComparison.Ordinal)) || (photo && c.Html.Contains("data:image/jpeg;base64,", StringComparison.Ordinal))) places.Add(Texts.Erasure.Get("in.copy", Texts.Documents[$"copy.{c.Kind}"], FieldText.Moment(c.MadeAtUtc)));
        foreach (var r in await db.Requests.AsNoTracking().Where(r => r.PlanId == planId).OrderBy(r => r.AskedAtUtc).ToListAsync())
        {
            List<string> said = [r.What, r.Why, r.Need, r.InsteadOf, .. (await db.RequestSteps.AsNoTracking().Where(s => s.RequestId == r.Id).ToListAsync()).SelectMany(s => new[] { s.Words, s.Next }), .. (await db.RequestLines.AsNoTracking().Where(l => l.RequestId == r.Id).ToListAsync()).SelectMany(l => new[] { l.What, l.Reason ?? "" })];
            if (telling.Any(w => said.Any(s => s.Contains(w, StringComparison.Ordinal)))) places.Add(Texts.Erasure.Get("in.request", r.Number));
        }
        // Most of all in the next entry of the same place, which says what stood there before.
        var others = from a in db.Audit.AsNoTracking() join w in db.AuditWords on a.Id equals w.AuditId where a.PlanId == planId && !entries.Contains(a.Id) orderby a.Sequence select new { a.Sequence, Words = w };
        foreach (var other in await others.ToListAsync())
            if (telling.Any(w => other.Words.Before.Contains(w, StringComparison.Ordinal) || other.Words.After.Contains(w, StringComparison.Ordinal))) places.Add(Texts.Erasure.Get("in.entry", other.Sequence));
        return places;
    }

    private static IEnumerable<string> Telling(AuditWordsRow words) => new[] { words.Before, words.After }.Where(w => w.Length >= LeastTelling);

    /// <summary>Words as they stand in the JSON of answers.</summary>
    private static string AsWritten(string words) => System.Text.Json.JsonSerializer.Serialize(words, SectionJson.Options)[1..^1];
}
