using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CarePlanning.Core.Access;
using CarePlanning.Core.Audit;
using CarePlanning.Core.Exchange.Fhir;
using CarePlanning.Core.Funding;
using CarePlanning.Core.People;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Signing;
using CarePlanning.Core.Storage;
using CarePlanning.Core.Words;
using Microsoft.EntityFrameworkCore;

namespace CarePlanning.Core.Exchange;

/// <summary>What came of taking a plan in.</summary>
/// <param name="Sender">Whose seal is on the file, where that matters.</param>
public sealed record ImportResult(ArchiveRefusal Refusal, string Number, string Sender, string Why = "");

/// <summary>Why whoever runs the portal got no file of a plan.</summary>
public enum TakeRefusal { None, NotHere, Restricted }

/// <summary>Gives a whole plan out in one file, and takes such a file into a portal that does not have the plan.</summary>
public sealed partial class PlanTransferService(IOpenDb storage, WriteQueue queue, AuditService audit, PortalSettings settings, Sealing sealing)
{
    /// <summary>Tables whose rows the person and the professional may take with them; of others only whoever runs the portal can.</summary>
    internal static readonly string[] OfEverybody =
    [
        "AccessHeads", "AccessLog", "Audit", "AuditWords", "Deaths", "DirectPayments", "EasyWords", "Letters", "LiveFacts", "Members", "PaymentNotices", "Photos", "Plans", "RequestLines", "Requests", "RequestSteps",
        "SealTimes", "Sections", "Settled", "Signings", "Statements", "Uploads", "Versions",
    ];

    /// <summary>Tables about sessions at this portal: whose hands a laptop is in, which phone joined, which link opens what, what was told to the lead here, which attempt of a browser met a conflict. They mean nothing elsewhere.</summary>
    private static readonly string[] OfThisPortal = ["BreakGlass", "Concerns", "Handovers", "Invitations", "Joins", "PlanStarts", "Shares", "TurnedAway"];

    /// <summary>Everything about a plan that this person may see; null for whoever may not take it.</summary>
    public Task<(byte[] Bytes, string FileName)?> Take(Actor actor, Guid planId) => queue.Run<(byte[], string)?>(async () =>
    {
        await using var db = storage.Open();
        await using var transaction = await db.Database.BeginTransactionAsync();
        if (await PlanService.Locked(db, planId) is not { } plan) return null;
        var circle = await PlanReadingService.Circle(db, plan);
        if (!PlanAccess.May(actor, PlanAction.TakeEverything, circle) || !PlanAccess.MayTakeOut(actor, circle)) return null;
        // The file tells of its own making, so that nobody can take a plan away unseen.
        audit.Add(db, plan, await AuditService.Next(db, planId), actor, AuditKind.TakenWhole);
        await db.SaveChangesAsync();
        // The code for the door is in it, and each look at that is written down.
        audit.Add(db, plan, await AuditService.Next(db, planId), actor, AuditKind.CodeLookedAt);
        await db.SaveChangesAsync();
        var bytes = await Write(db, plan, s => PlanAccess.MaySee(actor, s, circle), OfEverybody.Contains, asOnPages: true);
        await transaction.CommitAsync();
        return (bytes, FileName(plan.Number));
    });

    /// <summary>Everything about a plan, for whoever runs the portal; one of which nothing is given out only where they say that they know, which its history keeps.</summary>
    public Task<(TakeRefusal Refusal, byte[] Bytes)> Take(string number, bool althoughRestricted = false) => queue.Run<(TakeRefusal, byte[])>(async () =>
    {
        await using var db = storage.Open();
        await using var transaction = await db.Database.BeginTransactionAsync();
        if (await db.Plans.AsNoTracking().Where(p => p.Number == number).Select(p => p.Id).SingleOrDefaultAsync() is var id && id == Guid.Empty) return (TakeRefusal.NotHere, []);
        var plan = (await PlanService.Locked(db, id))!;
        if (plan.RestrictedAtUtc is not null && !althoughRestricted) return (TakeRefusal.Restricted, []);
        audit.Add(db, plan, await AuditService.Next(db, id), Operator(plan), AuditKind.TakenWhole, path: plan.RestrictedAtUtc is null ? "" : "although-restricted");
        await db.SaveChangesAsync();
        var bytes = await Write(db, plan, _ => true, _ => true);
        await transaction.CommitAsync();
        return (TakeRefusal.None, bytes);
    });

    /// <summary>The file as a reader who may see this much gets it; writes nothing down.</summary>
    internal async Task<byte[]> WriteFor(Guid planId, Func<Sensitivity, bool> maySee)
    {
        await using var db = storage.Open();
        return await Write(db, await db.Plans.AsNoTracking().SingleAsync(p => p.Id == planId), maySee, _ => true);
    }

    /// <summary>Takes a plan in as it was, or refuses it whole: nothing is ever half there.</summary>
    /// <param name="trusted">Thumbprints of other portals whose seal is trusted besides our own.</param>
    public async Task<ImportResult> Import(byte[] file, IReadOnlyCollection<string> trusted)
    {
        var (archive, refusal, sender) = PlanArchive.Read(file, [.. sealing.Trusted, .. trusted]);
        if (archive is null) return new ImportResult(refusal, "", sender);
        var sheet = archive.Sheet;
        if (!sheet.Complete) return new ImportResult(ArchiveRefusal.Incomplete, sheet.Number, sender);
        try
        {
            return await queue.Run(() => InTransaction(archive, sender));
        }
        catch (Exception e) when (e is JsonException or DbUpdateException or InvalidOperationException or NotSupportedException or FormatException or KeyNotFoundException or ArgumentException or NullReferenceException)
        {
            return new ImportResult(ArchiveRefusal.DoesNotFit, sheet.Number, sender, e.InnerException?.Message ?? e.Message);
        }
    }

    private async Task<ImportResult> InTransaction(PlanArchive archive, string sender)
    {
        var sheet = archive.Sheet;
        var rows = JsonSerializer.Deserialize<PlanRows>(archive.Parts["plan.json"], Json(new FilesApart(archive.Parts))) ?? throw new JsonException("There is no plan in the file.");
        await using var db = storage.Open();
        await using var transaction = await db.Database.BeginTransactionAsync();
        if (await db.Plans.AnyAsync(p => p.Id == sheet.Plan || p.Number == sheet.Number)) return new ImportResult(ArchiveRefusal.AlreadyHere, sheet.Number, sender);
        if (!await db.Organisations.AnyAsync(o => o.Id == rows.Organisation.Id)) db.Organisations.Add(rows.Organisation);
        foreach (var account in rows.Accounts)
        {
            if (account.OrganisationId != rows.Organisation.Id) return new ImportResult(ArchiveRefusal.AccountTaken, sheet.Number, sender);
            var there = await db.Accounts.AsNoTracking().SingleOrDefaultAsync(a => a.Id == account.Id);
            // Who is here already stays as they are, and nobody gets into a plan because somebody else had their id.
            if (there is not null && (there.OrganisationId != account.OrganisationId || there.Name != account.Name)) return new ImportResult(ArchiveRefusal.AccountTaken, sheet.Number, sender);
            account.PinHash = null;
            if (there is null) db.Accounts.Add(account);
        }
        var tables = Tables(db).ToDictionary(t => t.GetTableName()!, t => t.ClrType);
        foreach (var (name, table) in rows.Tables)
        {
            if (!tables.TryGetValue(name, out var row)) return new ImportResult(ArchiveRefusal.DoesNotFit, sheet.Number, sender, $"There is no place here for {name}.");
            Generic(nameof(AddRows), row).Invoke(null, System.Reflection.BindingFlags.DoNotWrapExceptions, null, [db, table, sheet.Plan, archive.Parts], null);
        }
        if (db.Plans.Local is not { Count: 1 } || db.Plans.Local.Single() is not { } plan || plan.Number != sheet.Number || plan.OrganisationId != rows.Organisation.Id)
            return new ImportResult(ArchiveRefusal.DoesNotFit, sheet.Number, sender, "The file holds another plan than it says.");
        if (Fault(db) is { } fault) return new ImportResult(ArchiveRefusal.DoesNotFit, sheet.Number, sender, fault);
        await db.SaveChangesAsync();
        if (await AuditService.FirstBreak(db, plan.Id) is { } broken) return new ImportResult(ArchiveRefusal.DoesNotFit, sheet.Number, sender, $"The record of changes does not hold at entry {broken}.");
        if (await AccessLogService.FirstBreak(db, plan.Id) is { } gap) return new ImportResult(ArchiveRefusal.DoesNotFit, sheet.Number, sender, $"The record of who looked does not hold at entry {gap}.");
        audit.Add(db, plan, await AuditService.Next(db, plan.Id), Operator(plan), AuditKind.Imported, after: sender);
        await db.SaveChangesAsync();
        await transaction.CommitAsync();
        return new ImportResult(ArchiveRefusal.None, plan.Number, sender);
    }

    /// <summary>The first thing in the plan that this release could not open or that is not what its hash says; null when all is well.</summary>
    private static string? Fault(CarePlanDb db)
    {
        foreach (var section in db.Sections.Local)
        {
            if (PlanSections.Find(section.Slug) is not { } definition) return $"There is no section {section.Slug} here.";
            SectionJson.Read(definition, section.Json, section.Schema);
        }
        foreach (var version in db.Versions.Local)
        {
            if (AuditChain.Sha256(version.Content) != version.ContentSha256 || AuditChain.Sha256(version.Withheld) != version.WithheldSha256) return $"Version {version.Number} is not what was signed.";
            FrozenPlan.Read(version.Content);
            if (version.Pdf is { } pdf && Hash(pdf) != version.PdfSha256) return $"The document of version {version.Number} is not the one that was sealed.";
        }
        if (db.Copies.Local.Any(c => Hash(c.Pdf) != c.PdfSha256) || db.Letters.Local.Any(l => Hash(l.Pdf) != l.PdfSha256) || db.PaymentNotices.Local.Any(n => Hash(n.Pdf) != n.PdfSha256)) return "A copy, a letter or a notice is not the one that was sealed.";
        // Files that were added before stay, whatever would be accepted today: they are under the seal of a trusted portal, and are handed out to be kept and never to be run.
        return db.Uploads.Local.Any(u => Hash(u.Content) != u.Sha256) ? "An added file is not the one that was added." : null;
    }

    /// <param name="asOnPages">True for a file that somebody on the plan takes.</param>
    private async Task<byte[]> Write(CarePlanDb db, PlanRow plan, Func<Sensitivity, bool> maySee, Func<string, bool> which, bool asOnPages = false)
    {
        var (rows, files) = await Read(db, plan, which);
        var tables = rows.Tables.ToDictionary(t => t.Key, t => t.Value);
        var complete = Hide(tables, maySee);
        if (asOnPages) complete &= HideFromAll(tables);
        foreach (var table in Tables(db).Where(t => !which(t.GetTableName()!)))
            complete &= ((JsonElement)await (Task<JsonElement>)Generic(nameof(ReadTable), table.ClrType).Invoke(null, [db, plan.Id, new FilesApart(new Dictionary<string, byte[]>())])!).GetArrayLength() == 0;
        // As they are attached to the file that was sealed.
        foreach (var version in (await VersionReadingService.All(db, plan.Id)).Where(v => v.SealedAtUtc is not null))
            files[$"versions/{version.Number}.fhir.json"] = (await db.Versions.Where(v => v.Id == version.Id).Select(v => v.Pdf).SingleAsync() is { } pdf ? PlanBundle.TakenOut(pdf) : null)
                ?? PlanBundle.Write(version, BundleCopy.FullPlan, version.SealedAtUtc!.Value);
        files["plan.json"] = JsonSerializer.SerializeToUtf8Bytes(rows with { Tables = tables }, Json(new FilesApart(files)));
        files["read-me.txt"] = Encoding.UTF8.GetBytes(Texts.Documents.Get("whole.readMe", plan.Number));
        return PlanArchive.Write(plan.Id, plan.Number, settings.UtcNow, complete, files, sealing.Certificate);
    }

    /// <summary>Takes out what the reader may not see, wherever it was ever written; true when nothing had to be.</summary>
    private static bool Hide(Dictionary<string, JsonElement> tables, Func<Sensitivity, bool> maySee)
    {
        if (Enum.GetValues<Sensitivity>().All(maySee)) return true;
        var complete = true;
        var sections = Rows(tables, "Sections");
        var held = new HashSet<string>(StringComparer.Ordinal);
        foreach (var row in sections)
        {
            var definition = PlanSections.Find((string)row!["slug"]!)!;
            var section = SectionJson.Read(definition, (string)row["json"]!, (int)row["schema"]!);
            foreach (var place in SectionFields.Places(definition, section))
                if (!maySee(place.Entry is { HeldAs: not Sensitivity.Open } entry ? entry.HeldAs : place.Field.Sensitivity)) held.Add($"{definition.Slug}/{place.Path}");
            var kept = SectionJson.Write(Withholding.Keep(PlanAnswers.Empty().With(definition.Slug, section), maySee)[definition.Slug]);
            complete &= kept == SectionJson.Write(section);
            row["json"] = kept;
        }
        var versions = Rows(tables, "Versions");
        foreach (var row in versions)
        {
            var withheld = JsonNode.Parse((string)row!["withheld"]!)!.AsObject();
            foreach (var path in withheld.Select(w => w.Key).Where(Hidden).ToList()) { withheld.Remove(path); complete = false; }
            row["withheld"] = withheld.ToJsonString(SectionJson.Options);
        }
        var audit = Rows(tables, "Audit");
        var hidden = audit.Where(a => AuditKind.TellsOfWords((string)a!["kind"]!) && Hidden($"{a["section"]}/{a["path"]}")).Select(a => (string)a!["id"]!).ToHashSet(StringComparer.Ordinal);
        var words = Rows(tables, "AuditWords");
        for (var i = words.Count - 1; i >= 0; i--)
            if (hidden.Contains((string)words[i]!["auditId"]!)) { words.RemoveAt(i); complete = false; }
        foreach (var (name, list) in new[] { ("Sections", sections), ("Versions", versions), ("AuditWords", words) }) tables[name] = JsonSerializer.SerializeToElement(list);
        return complete;

        bool Hidden(string path)
        {
            if (held.Any(h => path == h || path.StartsWith(h + "/", StringComparison.Ordinal))) return true;
            var slash = path.IndexOf('/', StringComparison.Ordinal);
            var at = PlanSections.Find(path[..slash]) is { } s ? SectionPath.Find(s, path[(slash + 1)..]) ?? SectionPath.Find(s, path[(slash + 1)..] + "/words") : null;
            return at?.Field is { } field && !maySee(field.Sensitivity);
        }
    }

    /// <summary>Takes out what no page shows to anybody who may take the plan: what members of a panel say among themselves, and a whole account number; true when there was none.</summary>
    private static bool HideFromAll(Dictionary<string, JsonElement> tables)
    {
        var complete = true;
        var steps = Rows(tables, "RequestSteps");
        for (var i = steps.Count - 1; i >= 0; i--)
            if ((string)steps[i]!["kind"]! == nameof(StepKind.View)) { steps.RemoveAt(i); complete = false; }
        var payments = Rows(tables, "DirectPayments");
        foreach (var row in payments.Where(r => (string)r!["accountSecret"]! != "")) { row!["accountSecret"] = ""; complete = false; }
        foreach (var (name, list) in new[] { ("RequestSteps", steps), ("DirectPayments", payments) }) tables[name] = JsonSerializer.SerializeToElement(list);
        return complete;
    }

    private static JsonArray Rows(Dictionary<string, JsonElement> tables, string name) => JsonNode.Parse(tables[name].GetRawText())!.AsArray();

    private static string Hash(byte[] content) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(content));

    private static string FileName(string number) => $"{number}-everything.zip";

    /// <summary>Whoever runs the portal has no account on it; the record names them so.</summary>
    private static Actor Operator(PlanRow plan) => new(Guid.Empty, Texts.Documents["whole.operator"], AccountRole.Lead, plan.OrganisationId);
}
