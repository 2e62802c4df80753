using CarePlanning.Core.Signing;
using CarePlanning.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace CarePlanning.Core.Audit;

/// <summary>Which part of the log is meant.</summary>
public enum LogPart
{
    Changes, Looks, Guards, HeadsFile,
    /// <summary>Words that lie open where they are kept encrypted: written before there were keys, or put there past the portal.</summary>
    OpenWords,
}

/// <summary>The first thing in one part of the log that does not hold.</summary>
/// <param name="Plan">The plan's number; empty for what belongs to no plan.</param>
/// <param name="At">The number of the first entry, or of the line of the heads' file, that does not hold; of open words, how many.</param>
/// <param name="Guard">The guard, or the table and column of open words.</param>
public sealed record LogFault(LogPart Part, string Plan, long At, string Guard = "")
{
    /// <summary>The plan and the number, for whoever runs the portal.</summary>
    public string Where => $"{(Plan.Length > 0 ? Plan : "of no plan")}, {At}";
}

/// <summary>What came of going through the whole log.</summary>
public sealed record LogChecked(int Plans, long Entries, IReadOnlyList<LogFault> Faults)
{
    /// <summary>The first break of the log itself, or null while it holds: words that lie open are no break.</summary>
    public LogFault? Break => Faults.FirstOrDefault(f => f.Part != LogPart.OpenWords);
}

/// <summary>Works out every chain anew and names the first break in each.</summary>
public sealed class LogCheckService(IOpenDb storage, Sealing sealing)
{
    /// <summary>Goes through the log of every plan.</summary>
    /// <param name="heads">A folder with heads that were written elsewhere, to hold the chains against; null for none.</param>
    /// <param name="trusted">Thumbprints of other certificates whose seal on such lines is trusted.</param>
    public async Task<LogChecked> All(string? heads = null, IReadOnlyCollection<string>? trusted = null)
    {
        List<LogFault> faults = [];
        return await All(storage, heads is null ? [] : Claims(heads, [.. sealing.Trusted, .. trusted ?? []], faults), faults);
    }

    /// <summary>The same of a database with nothing to hold it against.</summary>
    internal static Task<LogChecked> All(IOpenDb storage) => All(storage, [], []);

    private static async Task<LogChecked> All(IOpenDb storage, List<PlanHeads> claims, List<LogFault> faults)
    {
        await using var db = storage.Open();
        faults.AddRange((await LogGuards.Missing(db, storage.Provider)).Select(g => new LogFault(LogPart.Guards, "", 0, g)));
        faults.AddRange((await OpenWords.Count(db)).Select(c => new LogFault(LogPart.OpenWords, "", c.Count, c.Where)));
        var numbers = await db.Plans.AsNoTracking().ToDictionaryAsync(p => p.Id, p => p.Number);
        // Entries of a plan that is gone are looked at too: a plan does not go by itself.
        var ids = numbers.Keys.Union(claims.Select(c => c.Plan)).ToHashSet();
        foreach (var (part, of) in new[] { (LogPart.Changes, db.Audit.Select(a => a.PlanId)), (LogPart.Changes, db.AuditWords.Select(w => w.PlanId)), (LogPart.Looks, db.AccessLog.Select(a => a.PlanId)), (LogPart.Looks, db.AccessHeads.Select(h => h.PlanId)) })
        {
            try { ids.UnionWith(await of.Distinct().ToListAsync()); }
            catch (Exception e) when (e is FormatException or InvalidCastException) { faults.Add(new LogFault(part, "", 0)); }
        }
        try { if (storage.Provider == DbProvider.Sqlite) faults.AddRange(await TimesWrittenOtherwise(db, numbers)); }
        catch (FormatException) { faults.Add(new LogFault(LogPart.Changes, "", 0)); }
        var entries = 0L;
        foreach (var id in ids)
        {
            var number = numbers.GetValueOrDefault(id) ?? (id == Guid.Empty ? "" : id.ToString());
            List<AuditRow> changes;
            List<AccessEntryRow> looks;
            try { (changes, looks) = await Of(db, id); }
            catch (Exception e) when (e is FormatException or InvalidCastException or OverflowException or InvalidOperationException or ArgumentException)
            {
                // So changed that it cannot even be read.
                faults.Add(new LogFault(LogPart.Changes, number, 0));
                continue;
            }
            entries += changes.Count + looks.Count;
            if (await ChangesBreak(db, id, changes) is { } change) faults.Add(new LogFault(LogPart.Changes, number, change));
            if (AuditChain.FirstBreak(looks, await db.AccessHeads.AsNoTracking().SingleOrDefaultAsync(h => h.PlanId == id)) is { } look) faults.Add(new LogFault(LogPart.Looks, number, look));
            foreach (var claim in claims.Where(c => c.Plan == id))
            {
                if (claim.Changes > 0 && changes.ElementAtOrDefault((int)claim.Changes - 1)?.Hash != claim.ChangesHash) { faults.Add(new LogFault(LogPart.Changes, number, claim.Changes)); break; }
                if (claim.Looks > 0 && looks.ElementAtOrDefault((int)claim.Looks - 1)?.Hash != claim.LooksHash) { faults.Add(new LogFault(LogPart.Looks, number, claim.Looks)); break; }
            }
        }
        return new LogChecked(numbers.Count, entries, [.. faults.DistinctBy(f => (f.Part, f.Plan, f.Guard, f.Part == LogPart.HeadsFile ? f.At : 0))]);
    }

    /// <summary>SQLite keeps a time as text, and text in another form may be read as the same instant: it is a change all the same.</summary>
    private static async Task<List<LogFault>> TimesWrittenOtherwise(CarePlanDb db, Dictionary<Guid, string> numbers)
    {
        const string Otherwise = """
            "AtUtc" NOT GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9] [0-9][0-9]:[0-9][0-9]:[0-9][0-9]*' OR rtrim(substr("AtUtc", 20), '0123456789') NOT IN ('', '.')
            """;
        List<LogFault> faults = [];
        foreach (var at in await db.Audit.FromSqlRaw($"""SELECT * FROM "Audit" WHERE {Otherwise}""").Select(a => new { a.PlanId, a.Sequence }).ToListAsync())
            faults.Add(new LogFault(LogPart.Changes, numbers.GetValueOrDefault(at.PlanId) ?? "", at.Sequence));
        foreach (var at in await db.AccessLog.FromSqlRaw($"""SELECT * FROM "AccessLog" WHERE {Otherwise}""").Select(a => new { a.PlanId, a.Sequence }).ToListAsync())
            faults.Add(new LogFault(LogPart.Looks, numbers.GetValueOrDefault(at.PlanId) ?? "", at.Sequence));
        return faults;
    }

    private static async Task<(List<AuditRow> Changes, List<AccessEntryRow> Looks)> Of(CarePlanDb db, Guid id) =>
        (await db.Audit.AsNoTracking().Where(a => a.PlanId == id).OrderBy(a => a.Sequence).ToListAsync(),
            await db.AccessLog.AsNoTracking().Where(a => a.PlanId == id).OrderBy(a => a.Sequence).ToListAsync());

    private static async Task<long?> ChangesBreak(CarePlanDb db, Guid id, List<AuditRow> changes)
    {
        var head = await db.Plans.AsNoTracking().Where(p => p.Id == id).Select(p => p.AuditHead).SingleOrDefaultAsync();
        if (head is null) return changes.Count > 0 || await db.AuditWords.AnyAsync(w => w.PlanId == id) ? 1 : null;
        Dictionary<Guid, AuditWordsRow> words;
        try { words = await db.AuditWords.AsNoTracking().Where(w => w.PlanId == id).ToDictionaryAsync(w => w.AuditId); }
        catch (Exception e) when (e is FormatException or InvalidCastException or ArgumentException) { return 1; }
        // Words that belong to no entry were put there by nobody.
        if (words.Keys.Except(changes.Select(c => c.Id)).Any()) return Math.Max(AuditChain.FirstBreak(changes, words, head) ?? 1, 1);
        return AuditChain.FirstBreak(changes, words, head) is { } at ? Math.Max(at, 1) : null;
    }

    /// <summary>What the lines elsewhere say; a line that was changed, left out or sealed by somebody else is a fault of its own.</summary>
    private static List<PlanHeads> Claims(string folder, IReadOnlyCollection<string> trusted, List<LogFault> faults)
    {
        List<PlanHeads> claims = [];
        var (previous, at) = ("", 0);
        foreach (var line in LogHeadsService.Lines(folder))
        {
            at++;
            var read = HeadLine.Read(line, trusted);
            if (read?.Previous != previous) faults.Add(new LogFault(LogPart.HeadsFile, "", at));
            // What is under the seal counts wherever it stands: one bad line must not speak for all after it.
            claims.AddRange(read?.Plans ?? []);
            previous = AuditChain.Sha256(line);
        }
        if (at == 0) faults.Add(new LogFault(LogPart.HeadsFile, "", 0));
        return claims;
    }
}
