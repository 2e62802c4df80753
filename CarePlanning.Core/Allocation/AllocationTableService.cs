using System.Security.Cryptography;
using System.Text.Json;
using CarePlanning.Core.Access;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Plans.Sections;
using CarePlanning.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace CarePlanning.Core.Allocation;

/// <summary>One version of a table as staff see it.</summary>
/// <param name="Form">The fields of a draft as they were typed; of a published table those that would have made it.</param>
/// <param name="Problems">What keeps a draft from being published.</param>
/// <param name="Sha256">The hash of the published text, by which it shows that it never changed; of a draft that of its fields, by which it shows that nobody changed it since it was read.</param>
public sealed record TableView(AllocationTable Table, bool IsPublished, bool IsExample, IReadOnlyDictionary<string, string> Form, IReadOnlyList<TableProblem> Problems,
    string Sha256, string By, DateTime? AtUtc);

/// <summary>What came of changing a table.</summary>
public enum TableOutcome
{
    Done, NotFound, NotYours, StillWrong, NoDay, DayTaken,
    /// <summary>Somebody else changed the draft since it was read, so that nothing was done.</summary>
    Changed,
}

/// <summary>Keeps an organisation's allocation tables: drafts that change, and published versions that never do.</summary>
public sealed class AllocationTableService(IOpenDb storage, WriteQueue queue, PortalSettings settings)
{
    private const string KeyLetters = "23456789abcdefghjkmnpqrstvwxyz";

    /// <summary>Every version that this person may read, the examples last; empty for whoever may not read any.</summary>
    public async Task<IReadOnlyList<TableView>> All(Actor actor)
    {
        if (!OrganisationAccess.May(actor, OrganisationAction.ReadTables)) return [];
        await using var db = storage.Open();
        var rows = await db.Set<AllocationTableRow>().AsNoTracking().Where(t => t.OrganisationId == actor.OrganisationId).ToListAsync();
        var keeps = OrganisationAccess.May(actor, OrganisationAction.KeepTables);
        return [.. rows.Where(r => keeps || r.Published.Length > 0).Select(Read).OrderBy(t => t.Table.Name, StringComparer.CurrentCulture).ThenByDescending(t => t.Table.Version), .. ShippedTables.All.Select(Example)];
    }

    /// <summary>The tables by which an amount can be worked out today: of each the version that holds.</summary>
    public async Task<IReadOnlyList<AllocationTable>> Holding(Actor actor, NeedsTool tool)
    {
        await using var db = storage.Open();
        var rows = await db.Set<AllocationTableRow>().AsNoTracking().Where(t => t.OrganisationId == actor.OrganisationId && t.Tool == tool && t.Published != "").ToListAsync();
        return [.. from table in rows.Select(r => ShippedTables.Read(r.Published)).Concat(ShippedTables.All)
                   where table.Tool == tool && table.From <= settings.Today
                   group table by table.Key into versions
                   select versions.MaxBy(t => (t.From, t.Version))];
    }

    /// <summary>One version, or null when there is no such for this person.</summary>
    public async Task<TableView?> Open(Actor actor, string key, int version)
    {
        if (!OrganisationAccess.May(actor, OrganisationAction.ReadTables)) return null;
        if (ShippedTables.All.FirstOrDefault(t => t.Key == key && t.Version == version) is { } example) return Example(example);
        await using var db = storage.Open();
        var row = await Find(db.Set<AllocationTableRow>().AsNoTracking(), actor, key, version);
        return row is null || (row.Published.Length == 0 && !OrganisationAccess.May(actor, OrganisationAction.KeepTables)) ? null : Read(row);
    }

    /// <summary>A published table by its reference, for whoever works an amount out or reads how one came about; the same for ever.</summary>
    public async Task<AllocationTable?> Published(Guid organisationId, string? reference)
    {
        if (ShippedTables.All.FirstOrDefault(t => t.Reference == reference) is { } example) return example;
        if (reference?.Split('/') is not [var key, var number] || !int.TryParse(number, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var version)) return null;
        await using var db = storage.Open();
        var row = await db.Set<AllocationTableRow>().AsNoTracking().SingleOrDefaultAsync(t => t.OrganisationId == organisationId && t.Key == key && t.Version == version && t.Published != "");
        return row is null ? null : ShippedTables.Read(row.Published);
    }

    /// <summary>Begins a draft from a table that is there: the next version of one's own, or a table of one's own from an example.</summary>
    public Task<AllocationTable?> Copy(Actor actor, string key, int version) => queue.Run(async () =>
    {
        if (!OrganisationAccess.May(actor, OrganisationAction.KeepTables) || await Open(actor, key, version) is not { } from) return null;
        await using var db = storage.Open();
        await using var transaction = await db.Database.BeginTransactionAsync();
        await OneAtATime.Begin(db, $"table {actor.OrganisationId} {key}");
        var rows = db.Set<AllocationTableRow>();
        var last = from.IsExample ? 0 : await rows.Where(t => t.OrganisationId == actor.OrganisationId && t.Key == key).MaxAsync(t => t.Version);
        var draft = from.Table with { Key = from.IsExample ? "table-" + RandomNumberGenerator.GetString(KeyLetters, 6) : key, Version = last + 1, From = null };
        var fields = new SortedDictionary<string, string>(from.Form.ToDictionary(), StringComparer.Ordinal);
        if (from.IsExample) { fields["name"] = ""; fields["owner"] = ""; fields["note"] = ""; }
        rows.Add(new AllocationTableRow
        {
            Id = Guid.CreateVersion7(),
            OrganisationId = actor.OrganisationId,
            Key = draft.Key,
            Version = draft.Version,
            Tool = draft.Tool,
            Form = JsonSerializer.Serialize(fields),
            ChangedBy = actor.Name,
            ChangedAtUtc = settings.UtcNow,
        });
        await db.SaveChangesAsync();
        await transaction.CommitAsync();
        return draft;
    });

    /// <summary>Keeps a draft as it was typed, whatever is wrong with it; answers with the fields that somebody else changed meanwhile as well, and then keeps nothing.</summary>
    /// <param name="on">What stood in the fields when they were read: what is as it was there is left as it is now.</param>
    public async Task<(TableOutcome Outcome, IReadOnlyList<string> Met)> Save(Actor actor, string key, int version, IReadOnlyDictionary<string, string> fields, IReadOnlyDictionary<string, string> on)
    {
        List<string> met = [];
        var outcome = await Change(actor, key, version, async (db, row) =>
        {
            var kept = new SortedDictionary<string, string>(FormOf(row), StringComparer.Ordinal);
            foreach (var name in TableForm.Names(row.Tool).Where(fields.ContainsKey))
            {
                var (typed, was, now) = (fields[name], on.GetValueOrDefault(name) ?? "", kept.GetValueOrDefault(name) ?? "");
                if (typed == was || typed == now) continue;
                if (now != was) met.Add(name);
                kept[name] = typed;
            }
            if (met.Count > 0) return TableOutcome.Changed;
            row.Form = JsonSerializer.Serialize(kept);
            await db.SaveChangesAsync();
            return TableOutcome.Done;
        });
        return (outcome, met);
    }

    /// <summary>Publishes a draft from a day on; from then it never changes. A draft that gives no clear amount is not published, and none that its publisher did not read as it is.</summary>
    /// <param name="seen">The hash of the draft that was read.</param>
    public Task<TableOutcome> Publish(Actor actor, string key, int version, DateOnly? from, string? seen) => Change(actor, key, version, async (db, row) =>
    {
        var draft = Read(row);
        if (draft.Sha256 != seen) return TableOutcome.Changed;
        if (draft.Problems.Count > 0) return TableOutcome.StillWrong;
        // A day that is past would change what amounts should have been.
        if (from is not { } day || day < settings.Today) return TableOutcome.NoDay;
        if (await db.Set<AllocationTableRow>().AnyAsync(t => t.OrganisationId == actor.OrganisationId && t.Key == key && t.From == day)) return TableOutcome.DayTaken;
        row.From = day;
        row.Published = ShippedTables.Write(draft.Table with { From = day });
        row.PublishedSha256 = AuditChain.Sha256(row.Published);
        row.PublishedBy = actor.Name;
        row.PublishedAtUtc = settings.UtcNow;
        await db.SaveChangesAsync();
        return TableOutcome.Done;
    });

    /// <summary>Takes a draft away that its reader has seen as it is; a published version stays.</summary>
    /// <param name="seen">The hash of the draft that was read.</param>
    public Task<TableOutcome> Discard(Actor actor, string key, int version, string? seen) => Change(actor, key, version, async (db, row) =>
    {
        if (AuditChain.Sha256(row.Form) != seen) return TableOutcome.Changed;
        db.Remove(row);
        await db.SaveChangesAsync();
        return TableOutcome.Done;
    });

    /// <summary>What a table would have given in every past case of the organisation; null where it cannot be tried.</summary>
    public async Task<TableTrial?> TryOut(Actor actor, string key, int version)
    {
        if (!OrganisationAccess.May(actor, OrganisationAction.KeepTables) || await Open(actor, key, version) is not { Problems.Count: 0 } view) return null;
        await using var db = storage.Open();
        var cases = await db.Set<AllocationCaseRow>().AsNoTracking().Where(c => c.OrganisationId == actor.OrganisationId && c.Tool == view.Table.Tool)
            .OrderBy(c => c.AtUtc).Select(c => new PastCase(c.Id, c.Table, c.PutIn, c.WeeklyPence)).ToListAsync();
        return TableTrial.Of(view.Table, cases);
    }

    private Task<TableOutcome> Change(Actor actor, string key, int version, Func<CarePlanDb, AllocationTableRow, Task<TableOutcome>> change) => queue.Run(async () =>
    {
        if (!OrganisationAccess.May(actor, OrganisationAction.ReadTables)) return TableOutcome.NotFound;
        await using var db = storage.Open();
        await using var transaction = await db.Database.BeginTransactionAsync();
        await OneAtATime.Begin(db, $"table {actor.OrganisationId} {key}");
        if (await Find(db.Set<AllocationTableRow>(), actor, key, version) is not { } row) return TableOutcome.NotFound;
        if (row.Published.Length > 0 || !OrganisationAccess.May(actor, OrganisationAction.KeepTables)) return TableOutcome.NotYours;
        row.ChangedBy = actor.Name;
        row.ChangedAtUtc = settings.UtcNow;
        var outcome = await change(db, row);
        if (outcome == TableOutcome.Done) await transaction.CommitAsync();
        return outcome;
    });

    private static Task<AllocationTableRow?> Find(IQueryable<AllocationTableRow> rows, Actor actor, string key, int version) =>
        rows.SingleOrDefaultAsync(t => t.OrganisationId == actor.OrganisationId && t.Key == key && t.Version == version);

    private static Dictionary<string, string> FormOf(AllocationTableRow row) => JsonSerializer.Deserialize<Dictionary<string, string>>(row.Form)!;

    private static TableView Example(AllocationTable table) => new(table, true, true, TableForm.Of(table), [], AuditChain.Sha256(ShippedTables.Write(table)), table.Owner, null);

    private static TableView Read(AllocationTableRow row)
    {
        if (row.Published.Length > 0)
        {
            var table = ShippedTables.Read(row.Published);
            return new(table, true, false, TableForm.Of(table), [], row.PublishedSha256, row.PublishedBy ?? "", row.PublishedAtUtc);
        }
        var fields = FormOf(row);
        var (draft, unread) = TableForm.Read(new AllocationTable { Key = row.Key, Version = row.Version, Name = "", Owner = "", Tool = row.Tool, Points = new Dictionary<string, IReadOnlyDictionary<NeedLevel, int>>(), Mode = AllocationMode.PerPoint }, fields);
        var typed = unread.Select(p => p.Field).ToHashSet(StringComparer.Ordinal);
        return new(draft, false, false, fields, [.. unread, .. TableCheck.Of(draft).Where(p => !typed.Contains(p.Field))], AuditChain.Sha256(row.Form), row.ChangedBy, row.ChangedAtUtc);
    }
}
