using System.IO.Compression;
using System.Text.Json;
using CarePlanning.Core.Audit;
using CarePlanning.Core.Exchange;
using CarePlanning.Core.Keys;
using CarePlanning.Core.Signing;
using CarePlanning.Core.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace CarePlanning.Core.Backup;

/// <summary>Why a backup is not made or not put back; each has a plain sentence.</summary>
public enum BackupRefusal { None, Passphrase, NotABackup, WrongPassphraseOrDamaged, Damaged, NewerRelease, LogBroken, KeysMissing, SomethingIsThere, NeedsDump, NoDatabase }

/// <summary>What a backup says of itself.</summary>
/// <param name="Database">"Sqlite", or "Postgres" where the database is a dump by pg_dump.</param>
/// <param name="Migrations">The changes of shape that its database has had.</param>
public sealed record BackupSheet(string Kind, int Format, DateTime MadeAtUtc, string Database, IReadOnlyList<string> Migrations);

/// <summary>Where a portal keeps what a backup holds.</summary>
/// <param name="DatabaseFile">The SQLite file, or null on PostgreSQL.</param>
public sealed record BackupPlaces(string? DatabaseFile, string KeyFile, string SealFile)
{
    /// <summary>The data folder, where a copy of the database and the keys may lie open while a backup is made: they lie there anyway.</summary>
    public string Folder { get; init; } = Path.GetDirectoryName(Path.GetFullPath(DatabaseFile ?? KeyFile))!;
}

/// <summary>Makes one encrypted file of the database as it is at a moment, its master keys and its seal; the portal goes on meanwhile.</summary>
public sealed class BackupService(IOpenDb storage, LocalKeys keys, Sealing sealing, BackupPlaces places, TimeProvider time)
{
    internal const string Kind = "careplanning-backup", SheetName = "backup.json", DatabaseName = "careplanning.db", DumpName = "careplanning.dump", KeysName = "master.key", SealName = "seal.pfx";

    /// <summary>Writes the file; on PostgreSQL the dump that pg_dump made goes in.</summary>
    public async Task<BackupRefusal> Make(string file, string passphrase, string? dump = null)
    {
        if (Passphrase.Check(passphrase, passphrase) != PassphraseProblem.None) return BackupRefusal.Passphrase;
        if (storage.Provider == DbProvider.Postgres && dump is null) return BackupRefusal.NeedsDump;
        var work = Directory.CreateDirectory(Path.Combine(places.Folder, $"backup.{Guid.NewGuid():N}")).FullName;
        string? part = null;
        try
        {
            if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(work, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            var database = dump ?? Path.Combine(work, DatabaseName);
            await using (var db = storage.Open())
            {
                if (dump is null)
                {
                    // The whole database as one reader sees it; writers do not wait.
                    await db.Database.OpenConnectionAsync();
                    await using var copy = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = database, Pooling = false }.ToString());
                    await copy.OpenAsync();
                    ((SqliteConnection)db.Database.GetDbConnection()).BackupDatabase(copy);
                }
                var sheet = new BackupSheet(Kind, 1, time.GetUtcNow().UtcDateTime, storage.Provider.ToString(), [.. await db.Database.GetAppliedMigrationsAsync()]);
                var packed = Path.Combine(work, "packed");
                await using (var zip = await ZipFile.OpenAsync(packed, ZipArchiveMode.Create))
                {
                    await Add(zip, SheetName, new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(sheet)));
                    await Add(zip, KeysName, new MemoryStream(System.Text.Encoding.UTF8.GetBytes(keys.All())));
                    if (sealing.OwnFile() is { } seal) await Add(zip, SealName, File.OpenRead(seal));
                    await Add(zip, dump is null ? DatabaseName : DumpName, File.OpenRead(database));
                }
                // What stands where it goes is locked from its first byte: that may be a stick, or a disk that others read.
                Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
                await using (var from = File.OpenRead(packed))
                await using (var to = File.Create(file + ".part"))
                {
                    part = to.Name;
                    await SealedFile.Write(from, to, passphrase, sheet.MadeAtUtc);
                    to.Flush(flushToDisk: true);
                }
                File.Move(part, file, overwrite: true);
            }
            return BackupRefusal.None;
        }
        finally
        {
            Directory.Delete(work, recursive: true);
            if (part is not null) File.Delete(part);
        }
    }

    private static async Task Add(ZipArchive zip, string name, Stream content)
    {
        await using (content)
        await using (var to = await zip.CreateEntry(name, CompressionLevel.Fastest).OpenAsync()) await content.CopyToAsync(to);
    }
}
