using CarePlanning.Core.Keys;

namespace CarePlanning.Web.Commands;

/// <summary>Takes a new master key into use while the portal goes on.</summary>
internal static class KeyCommands
{
    public static async Task<int> Rotate(string[] args, Func<string[], ServiceProvider> services)
    {
        await using var provider = services(args);
        if (await LogCommands.NotReady(provider) is { } why)
        {
            Console.WriteLine(why);
            return 2;
        }
        var before = provider.GetRequiredService<LocalKeys>().CurrentId;
        bool added;
        // From a setting the newest key is the one whoever runs the portal has put last.
        try { added = provider.GetRequiredService<LocalKeys>().Add(); }
        catch (InvalidOperationException busy)
        {
            Console.WriteLine(busy.Message);
            return 2;
        }
        if (added) Console.WriteLine($"A new master key is made; '{before}' stays in the file.");
        var done = await provider.GetRequiredService<KeyRotationService>().Rotate();
        Console.WriteLine($"{done.Plans} plans, {done.PortalKeys} keys of the portal itself and {done.SessionKeys} session keys are under '{done.KeyId}' now. Make a backup; keep the earlier key for as long as you keep backups from before.");
        // Asked for once, by whoever knows that they are from before: done by itself it would take away what verify-audit shows.
        if (args.Contains("--close-words"))
            foreach (var (where, count) in await provider.GetRequiredService<KeyRotationService>().CloseWords()) Console.WriteLine($"{where}: {count} lay open and are encrypted now.");
        return 0;
    }
}
