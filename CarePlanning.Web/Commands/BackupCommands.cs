using CarePlanning.Core.Backup;

namespace CarePlanning.Web.Commands;

/// <summary>One encrypted file of everything out of this portal, and back into an empty place.</summary>
internal static class BackupCommands
{
    /// <summary>0 made, 1 refused, 2 when it cannot be read or written.</summary>
    public static async Task<int> Backup(string[] args, Func<string[], ServiceProvider> services)
    {
        if (LogCommands.After(args, "--out") is not { } file)
        {
            Console.WriteLine("Say where to: backup --out FILE [--passphrase-file FILE] [--dump FILE made by pg_dump]");
            return 2;
        }
        await using var provider = services(args);
        if (await LogCommands.NotReady(provider) is { } why)
        {
            Console.WriteLine(why);
            return 2;
        }
        try
        {
            var refusal = await provider.GetRequiredService<BackupService>().Make(file, Passphrase(args, provider), LogCommands.After(args, "--dump"));
            // Said today, while there may be an older backup whose log holds.
            if (refusal == BackupRefusal.None && (await provider.GetRequiredService<Core.Audit.LogCheckService>().All()).Break is { } fault)
                Console.WriteLine($"The log does not hold ({fault.Where}): run verify-audit. This backup goes back with --although-log-broken only.");
            Console.WriteLine(refusal == BackupRefusal.None ? $"The backup is {file}, with its keys, under your passphrase. Keep the two apart." : Said(refusal, ""));
            return refusal == BackupRefusal.None ? 0 : 1;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Console.WriteLine($"The backup cannot be written: {e.Message}");
            return 2;
        }
    }

    /// <summary>0 put back, 1 refused, 2 when it cannot be read or written.</summary>
    public static async Task<int> Restore(string file, string[] args, Func<string[], ServiceProvider> services)
    {
        await using var provider = services(args);
        try
        {
            var done = await RestoreService.Restore(file, Passphrase(args, provider), provider.GetRequiredService<BackupPlaces>(), LogCommands.After(args, "--dump-to"), args.Contains("--although-log-broken"));
            Console.WriteLine(Said(done));
            return done.Refusal == BackupRefusal.None ? 0 : 1;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Console.WriteLine($"{file} cannot be read, or what is in it cannot be written: {e.Message}");
            return 2;
        }
    }

    internal static string Said(Restored done) =>
        done.Refusal != BackupRefusal.None ? Said(done.Refusal, done.Why)
        : (done.Sheet!.Database == "Sqlite" ? $"{done.Plans} plans are back as they were at {done.Sheet.MadeAtUtc:yyyy-MM-dd HH:mm} UTC, with their keys. Start the portal."
            : "The keys are back and the dump is written. Read it in with pg_restore, then run verify-audit.")
        // The backup cannot know of it.
        + " Access, links and places on plans that were ended since are open again: end them anew.";

    internal static string Said(BackupRefusal refusal, string why) => refusal switch
    {
        BackupRefusal.Passphrase => "A backup needs a passphrase: at least 12 characters or four words, in Backup:Passphrase or with --passphrase-file. No backup was made.",
        BackupRefusal.NeedsDump => "On PostgreSQL the database goes in and out with pg_dump and pg_restore: add --dump FILE to back up, --dump-to FILE to restore. Nothing was written.",
        BackupRefusal.NotABackup => "This is not a backup of a portal. Nothing was changed.",
        BackupRefusal.WrongPassphraseOrDamaged => "The passphrase is not the one of this backup, or its beginning is damaged. Nothing was changed.",
        BackupRefusal.Damaged => "The backup is damaged. Nothing was changed.",
        BackupRefusal.NewerRelease => "The backup is of a newer release. Nothing was changed.",
        BackupRefusal.LogBroken => $"The log in this backup does not hold (plan and entry: {why}). To put it back all the same, add --although-log-broken, and keep this file as evidence. Nothing was changed.",
        BackupRefusal.KeysMissing => $"A key that the plans in this backup need is not in it: {why}. Nothing was changed.",
        BackupRefusal.SomethingIsThere => $"There is something there already: {why}. A backup is put back into an empty place only. Nothing was changed.",
        BackupRefusal.NoDatabase => "This backup is of a SQLite database, and the portal is set to PostgreSQL. Nothing was changed.",
        _ => "",
    };

    private static string Passphrase(string[] args, ServiceProvider provider) =>
        LogCommands.After(args, "--passphrase-file") is { } file ? File.ReadAllText(file).Trim() : provider.GetRequiredService<PortalConfiguration>().BackupPassphrase ?? "";
}
