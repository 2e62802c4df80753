using CarePlanning.Core.Audit;
using CarePlanning.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace CarePlanning.Web.Commands;

/// <summary>Goes through the log, and erases words of it on lawful decision.</summary>
internal static class LogCommands
{
    /// <summary>Works out every chain anew; 0 when all hold, 1 when something does not, 2 when it cannot be read.</summary>
    public static async Task<int> Verify(string[] args, Func<string[], ServiceProvider> services)
    {
        await using var provider = services(args);
        if (await NotReady(provider) is { } why)
        {
            Console.WriteLine(why);
            return 2;
        }
        var heads = After(args, "--heads");
        if (heads is not null && !Directory.Exists(heads))
        {
            Console.WriteLine($"There is no folder {heads}.");
            return 2;
        }
        LogChecked log;
        try { log = await provider.GetRequiredService<LogCheckService>().All(heads, After(args, "--trust") is { } thumbprint ? [thumbprint.ToLowerInvariant()] : []); }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Console.WriteLine($"The heads cannot be read: {e.Message}");
            return 2;
        }
        foreach (var fault in log.Faults) Console.WriteLine(Said(fault));
        Console.WriteLine(log.Faults.Count == 0 ? $"{log.Plans} plans, {log.Entries} entries: every chain holds." : $"{log.Plans} plans, {log.Entries} entries: {log.Faults.Count} things do not hold.");
        return log.Faults.Count == 0 ? 0 : 1;
    }

    /// <summary>Erases words; 0 erased, 1 refused, 2 when the certificate cannot be written.</summary>
    public static async Task<int> Erase(string plan, string[] args, Func<string[], ServiceProvider> services)
    {
        if (After(args, "--out") is not { } file || File.Exists(file))
        {
            Console.WriteLine("Say where the certificate goes, to a file that is not there yet: erase-words NUMBER --entries 14,15 --decision REFERENCE --decided-by WHO --why REASON --others-considered yes --out FILE.pdf");
            return 2;
        }
        var entries = (After(args, "--entries") ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (!entries.All(e => long.TryParse(e, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out _)))
        {
            Console.WriteLine("The entries are numbers with commas between them. Nothing was erased.");
            return 1;
        }
        // The certificate must have a place before the words go.
        try { await using (File.Open(file, FileMode.CreateNew)) { } }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Console.WriteLine($"{file} cannot be written: {e.Message} Nothing was erased.");
            return 2;
        }
        await using var provider = services(args);
        if (await NotReady(provider) is { } why)
        {
            File.Delete(file);
            Console.WriteLine(why);
            return 2;
        }
        var result = await provider.GetRequiredService<ErasureService>().Erase(new ErasureOrder(plan, [.. entries.Select(e => long.Parse(e, System.Globalization.CultureInfo.InvariantCulture))],
            After(args, "--decision") ?? "", After(args, "--decided-by") ?? "", After(args, "--why") ?? "", After(args, "--others-considered") == "yes"));
        if (result.Certificate is { } certificate)
        {
            await File.WriteAllBytesAsync(file, certificate);
            Console.WriteLine($"The words are erased. The certificate is {file}. Copies of the database made before still hold them: destroy those too.");
            foreach (var place in result.Elsewhere!) Console.WriteLine($"They, or part of them, still stand in: {place}");
            return 0;
        }
        File.Delete(file);
        Console.WriteLine(Said(result, plan));
        return 1;
    }

    internal static string Said(ErasureResult result, string plan) => result.Refusal switch
    {
        ErasureRefusal.NotSaid => "Say which entries, under which decision, by whom and why. Nothing was erased.",
        ErasureRefusal.OthersFirst => "Correction, objection and restriction come first. If they were considered and are not enough, add --others-considered yes. Nothing was erased.",
        ErasureRefusal.NoSuchPlan => $"There is no plan {plan} here. Nothing was erased.",
        ErasureRefusal.NoSuchEntry => $"Entry {result.At} is not one whose words can be erased. Nothing was erased.",
        ErasureRefusal.AlreadyErased => $"The words of entry {result.At} are gone already. Nothing was erased.",
        ErasureRefusal.StillAnAnswer => $"What entry {result.At} says is still an answer in the plan. Correct the answer in the portal first. Nothing was erased.",
        _ => "",
    };

    private static string Said(LogFault fault) => (fault.Part, fault.Plan) switch
    {
        (LogPart.Guards, _) => $"The guard {fault.Guard} is missing or switched off. The next start of the portal puts it back; find out who took it out.",
        (LogPart.OpenWords, _) => $"{fault.Guard}: {fault.At} lie open where words are kept encrypted. They are from before that was so and close when they are next written or with rotate-keys --close-words, or somebody put them there past the portal.",
        (LogPart.HeadsFile, _) when fault.At == 0 => "There are no heads in that folder.",
        (LogPart.HeadsFile, _) => $"Line {fault.At} of the heads kept elsewhere does not hold.",
        (LogPart.Changes, var plan) => $"Plan {plan}: the record of changes does not hold at entry {fault.At}.",
        (_, "") => $"Of no plan: the record of who looked does not hold at entry {fault.At}.",
        (_, var plan) => $"Plan {plan}: the record of who looked does not hold at entry {fault.At}.",
    };

    /// <summary>Why the database cannot be used as it is, or null; nothing is made or changed to find out.</summary>
    internal static async Task<string?> NotReady(ServiceProvider provider)
    {
        var places = provider.GetRequiredService<Core.Backup.BackupPlaces>();
        if (places.DatabaseFile is { } file && !File.Exists(file)) return $"There is no database at {file}.";
        await using var db = provider.GetRequiredService<IOpenDb>().Open();
        try { return (await db.Database.GetPendingMigrationsAsync()).Any() ? "The database is of an older release. Start the portal once, which brings it up to date." : null; }
        catch (System.Data.Common.DbException e) { return $"The database does not answer: {e.Message}"; }
    }

    internal static string? After(string[] args, string name) => Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : null;
}
