using CarePlanning.Core.Documents;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Signing;
using CarePlanning.Pdf;

namespace CarePlanning.Web.Commands;

/// <summary>What can be asked of the program without starting the portal; opens no port and seeds nothing.</summary>
internal static class PortalCommands
{
    /// <summary>Runs the command these arguments name and returns its exit code; null when they name none.</summary>
    public static async Task<int?> Run(string[] args) => args switch
    {
        ["verify", var file, .. var rest] => await Verify(file, rest),
        ["export", .. var rest] => await Export(rest),
        ["export-plan", var number, .. var rest] => await TransferCommands.Export(number, rest, Services),
        ["import", var file, .. var rest] => await TransferCommands.Import(file, rest, Services),
        ["verify-audit", .. var rest] => await LogCommands.Verify(rest, Services),
        ["erase-words", var plan, .. var rest] => await LogCommands.Erase(plan, rest, Services),
        ["rotate-keys", .. var rest] => await KeyCommands.Rotate(rest, Services),
        ["backup", .. var rest] => await BackupCommands.Backup(rest, Services),
        ["restore", var file, .. var rest] => await BackupCommands.Restore(file, rest, Services),
        ["end-access", var who, .. var rest] => await AccessCommands.Run(who, end: true, rest, Services),
        ["give-access", var who, .. var rest] => await AccessCommands.Run(who, end: false, rest, Services),
        ["rules", ..] => Rules(),
        _ => null,
    };

    /// <summary>What is wrong with arguments that begin with a word and are no command, so that a slip does not start a portal; null when nothing is.</summary>
    public static string? Unknown(string[] args) => args is [var word, ..] && word is not ['-' or '/', ..] && !word.Contains('=', StringComparison.Ordinal)
        ? $"\"{word}\" is no command of this program, or something is missing after it. The README lists the commands."
        : null;

    private static async Task<int> Verify(string file, string[] args)
    {
        byte[] bytes;
        try { bytes = await File.ReadAllBytesAsync(file); }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Console.WriteLine($"{file} cannot be read: {e.Message}");
            return 2;
        }
        using var services = Services(args);
        var check = SealVerifier.Check(bytes, services.GetRequiredService<Sealing>().Trusted);
        Console.WriteLine(check.State == SealState.SealedByUs ? $"Sealed by {check.Subject} and unchanged." : check.Why);
        return check.State switch { SealState.SealedByUs => 0, SealState.NotAPdf or SealState.Unreadable => 2, _ => 1 };
    }

    private static async Task<int> Export(string[] args)
    {
        var at = Array.IndexOf(args, "--out");
        if (at < 0 || at + 1 >= args.Length)
        {
            Console.WriteLine("Say where to: export --out FOLDER");
            return 2;
        }
        await using var services = Services(args);
        if (await LogCommands.NotReady(services) is { } why)
        {
            Console.WriteLine(why);
            return 2;
        }
        try
        {
            var (written, restricted) = await services.GetRequiredService<DocumentService>().Export(args[at + 1]);
            Console.WriteLine($"{written} plans");
            if (restricted > 0) Console.WriteLine($"{restricted} left out: nothing of them is given out for now.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Console.WriteLine($"{args[at + 1]} cannot be written to: {e.Message}");
            return 2;
        }
        return 0;
    }

    /// <summary>Writes the rules as the README's table.</summary>
    private static int Rules()
    {
        Console.Write(RuleTable.Write(WrittenRules.Beside));
        return 0;
    }

    private static ServiceProvider Services(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.Logging.ClearProviders();
        return new ServiceCollection().AddLogging()
            .AddCore(PortalConfiguration.Read(builder.Configuration, builder.Environment, command: true)).BuildServiceProvider();
    }
}
