using CarePlanning.Core.Exchange;
using CarePlanning.Core.Storage;

namespace CarePlanning.Web.Commands;

/// <summary>A whole plan out of this portal, and into another.</summary>
internal static class TransferCommands
{
    /// <summary>Writes everything about one plan into one file.</summary>
    public static async Task<int> Export(string number, string[] args, Func<string[], ServiceProvider> services)
    {
        if (After(args, "--out") is not { } file)
        {
            Console.WriteLine("Say where to: export-plan NUMBER --out FILE");
            return 2;
        }
        await using var provider = services(args);
        if (await LogCommands.NotReady(provider) is { } why)
        {
            Console.WriteLine(why);
            return 2;
        }
        var (refusal, bytes) = await provider.GetRequiredService<PlanTransferService>().Take(number, args.Contains("--although-restricted"));
        if (refusal != TakeRefusal.None)
        {
            Console.WriteLine(refusal == TakeRefusal.NotHere ? $"There is no plan {number} here."
                : $"Nothing of plan {number} is given out for now. Where it must be all the same, run this again with --although-restricted; its history keeps that.");
            return 1;
        }
        try { await File.WriteAllBytesAsync(file, bytes); }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Console.WriteLine($"{file} cannot be written: {e.Message}");
            return 2;
        }
        Console.WriteLine($"Everything about plan {number} is in {file}. It holds private things: keep it safe.");
        if (PlanArchive.IsTooLarge(bytes)) Console.WriteLine($"No portal will take it in as it is: it holds more than {Most}.");
        return 0;
    }

    /// <summary>Takes a plan's file in; 0 taken, 1 refused, 2 unreadable.</summary>
    public static async Task<int> Import(string file, string[] args, Func<string[], ServiceProvider> services)
    {
        byte[] bytes;
        try
        {
            // A file that is far too large is not even read.
            if (new FileInfo(file).Length > PlanArchive.MostBytes)
            {
                Console.WriteLine(Said(new ImportResult(ArchiveRefusal.TooLarge, "", "")));
                return 1;
            }
            bytes = await File.ReadAllBytesAsync(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Console.WriteLine($"{file} cannot be read: {e.Message}");
            return 2;
        }
        await using var provider = services(args);
        await provider.GetRequiredService<IOpenDb>().Migrate();
        var result = await provider.GetRequiredService<PlanTransferService>().Import(bytes, After(args, "--trust") is { } thumbprint ? [thumbprint.ToLowerInvariant()] : []);
        Console.WriteLine(Said(result));
        return result.Refusal == ArchiveRefusal.None ? 0 : 1;
    }

    /// <summary>What came of it, in one plain sentence or two.</summary>
    internal static string Said(ImportResult result) => result.Refusal switch
    {
        ArchiveRefusal.None => $"Plan {result.Number} is here now, as it was. Its people can sign in once each has a way to; no PIN came with it.",
        ArchiveRefusal.TooLarge => $"The file holds more than {Most}. Nothing was taken in.",
        ArchiveRefusal.NotOurs => "This is not a plan's file. Nothing was taken in.",
        ArchiveRefusal.Altered => "The file was changed or damaged after it was made. Nothing was taken in.",
        ArchiveRefusal.UnknownSender => $"The file is sealed by somebody this portal does not know: {result.Sender}. If that is whom you expect, run this again with --trust and the thumbprint. Nothing was taken in.",
        ArchiveRefusal.NewerFormat => "The file was made by a newer release. Nothing was taken in.",
        ArchiveRefusal.Incomplete => "Something was left out of this file for whoever took it, so it is for reading only. Ask whoever runs the portal it comes from for a complete one: export-plan writes it. Nothing was taken in.",
        ArchiveRefusal.AlreadyHere => $"Plan {result.Number} is here already. Nothing was changed.",
        ArchiveRefusal.AccountTaken => "Somebody in this file has the id of somebody else here. Nothing was taken in.",
        _ => $"The plan in this file does not fit into this release: {result.Why} Nothing was taken in.",
    };

    private static string Most => $"{PlanArchive.MostBytes / 1_000_000} MB, {PlanArchive.MostUnpacked / 1_000_000} MB unpacked, or {PlanArchive.MostParts} parts";

    private static string? After(string[] args, string name) => Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : null;
}
