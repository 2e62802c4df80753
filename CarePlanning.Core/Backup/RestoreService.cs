using System.IO.Compression;
using System.Text.Json;
using CarePlanning.Core.Audit;
using CarePlanning.Core.Keys;
using CarePlanning.Core.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CarePlanning.Core.Backup;

/// <summary>What came of putting a backup back.</summary>
/// <param name="Plans">How many plans are in it; 0 where the database is a dump that is still to be read in.</param>
public sealed record Restored(BackupRefusal Refusal, BackupSheet? Sheet = null, int Plans = 0, string Why = "");

/// <summary>Puts a backup back where nothing is yet, whole or not at all: all of it is opened, read and checked beside the place before anything is moved there.</summary>
public static class RestoreService
{
    /// <summary>What SQLite leaves beside a database that was not closed, and would read into the one that is put back.</summary>
    private static readonly string[] LeftBeside = ["-wal", "-shm", "-journal"];

    /// <param name="dumpTo">Where a dump of PostgreSQL goes, for pg_restore; null on SQLite.</param>
    public static async Task<Restored> Restore(string file, string passphrase, BackupPlaces to, string? dumpTo = null, bool althoughLogBroken = false)
    {
        var targets = new[] { to.DatabaseFile, to.KeyFile, to.SealFile, dumpTo }.OfType<string>().ToList();
        var beside = to.DatabaseFile is { } database ? LeftBeside.Select(b => database + b) : [];
        if (targets.Concat(beside).FirstOrDefault(File.Exists) is { } there) return new(BackupRefusal.SomethingIsThere, Why: there);
        var work = Directory.CreateDirectory(Path.Combine(Path.GetDirectoryName(Path.GetFullPath(to.KeyFile))!, $"restore.{Guid.NewGuid():N}")).FullName;
        try
        {
            if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(work, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            var packed = Path.Combine(work, "packed");
            await using (var from = File.OpenRead(file))
            await using (var opened = File.Create(packed))
                if (await SealedFile.Read(from, opened, passphrase) is var refusal && refusal != BackupRefusal.None) return new(refusal);
            if (await Unpack(packed, work) is not { } sheet) return new(BackupRefusal.NotABackup);
            var result = sheet.Database == nameof(DbProvider.Sqlite) ? await Check(work, sheet, althoughLogBroken) : new Restored(dumpTo is null ? BackupRefusal.NeedsDump : BackupRefusal.None, sheet);
            if (result.Refusal != BackupRefusal.None) return result;
            if (sheet.Database == nameof(DbProvider.Sqlite) && to.DatabaseFile is null) return new(BackupRefusal.NoDatabase, sheet);
            // The database comes last: with it the portal is whole.
            Move(work, BackupService.KeysName, to.KeyFile);
            Move(work, BackupService.SealName, to.SealFile);
            Move(work, BackupService.DumpName, dumpTo);
            Move(work, BackupService.DatabaseName, to.DatabaseFile);
            return result;
        }
        finally { Directory.Delete(work, recursive: true); }
    }

    private static async Task<BackupSheet?> Unpack(string packed, string work)
    {
        string[] known = [BackupService.SheetName, BackupService.KeysName, BackupService.SealName, BackupService.DatabaseName, BackupService.DumpName];
        try
        {
            await using var zip = await ZipFile.OpenReadAsync(packed);
            if (zip.Entries.Any(e => !known.Contains(e.FullName)) || zip.GetEntry(BackupService.SheetName) is null || zip.GetEntry(BackupService.KeysName) is null) return null;
            foreach (var entry in zip.Entries) await entry.ExtractToFileAsync(Path.Combine(work, entry.FullName));
            var sheet = JsonSerializer.Deserialize<BackupSheet>(await File.ReadAllBytesAsync(Path.Combine(work, BackupService.SheetName)));
            return sheet is { Kind: BackupService.Kind, Format: 1 } && File.Exists(Path.Combine(work, sheet.Database == nameof(DbProvider.Sqlite) ? BackupService.DatabaseName : BackupService.DumpName)) ? sheet : null;
        }
        catch (Exception e) when (e is InvalidDataException or JsonException) { return null; }
    }

    /// <summary>Starts everything on the copy, as the portal would, and goes through it.</summary>
    private static async Task<Restored> Check(string work, BackupSheet sheet, bool althoughLogBroken)
    {
        var connection = new SqliteConnectionStringBuilder { DataSource = Path.Combine(work, BackupService.DatabaseName), Pooling = false }.ToString();
        await using var services = new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System).AddKeys(new KeySource(Path.Combine(work, BackupService.KeysName), null, null))
            .AddCarePlanStorage(DbProvider.Sqlite, connection).BuildServiceProvider();
        var storage = services.GetRequiredService<IOpenDb>();
        try
        {
            await using var db = storage.Open();
            if (sheet.Migrations.Except(db.Database.GetMigrations()).Any()) return new(BackupRefusal.NewerRelease, sheet);
            if (await db.Database.SqlQueryRaw<string>("PRAGMA integrity_check").ToListAsync() is not ["ok"]) return new(BackupRefusal.Damaged, sheet);
            await storage.Migrate();
            if ((await services.GetRequiredService<KeyRotationService>().Missing()) is [var key, ..]) return new(BackupRefusal.KeysMissing, sheet, Why: key);
            // Words that lay open when the backup was made are no fault of it.
            if (!althoughLogBroken && (await LogCheckService.All(storage)).Break is { } fault) return new(BackupRefusal.LogBroken, sheet, Why: fault.Where);
            foreach (var plan in await db.Plans.AsNoTracking().ToListAsync())
                if ((await db.Sections.AsNoTracking().Where(s => s.PlanId == plan.Id).ToListAsync()).Any(s => s.Json == KeyRing.Unopened)) return new(BackupRefusal.KeysMissing, sheet, Why: plan.Number);
            if ((await db.FamilyAccounts.AsNoTracking().ToListAsync()).Any(f => f.Email == KeyRing.Unopened || f.Phone == KeyRing.Unopened)) return new(BackupRefusal.KeysMissing, sheet, Why: "family accounts");
            var plans = await db.Plans.CountAsync();
            // Everything into the one file that is moved.
            await db.Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(TRUNCATE)");
            return new(BackupRefusal.None, sheet, plans);
        }
        catch (Exception e) when (e is SqliteException or InvalidOperationException or System.Security.Cryptography.CryptographicException or FormatException) { return new(BackupRefusal.Damaged, sheet); }
    }

    private static void Move(string work, string name, string? to)
    {
        if (to is null || !File.Exists(Path.Combine(work, name))) return;
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(to))!);
        File.Move(Path.Combine(work, name), to, overwrite: false);
    }
}
