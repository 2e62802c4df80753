using CarePlanning.Core.Access;

namespace CarePlanning.Web.Commands;

/// <summary>Ends somebody's access to the portal, or gives it back; open pages notice within a minute.</summary>
internal static class AccessCommands
{
    public static async Task<int> Run(string who, bool end, string[] args, Func<string[], ServiceProvider> services)
    {
        using var provider = services(args);
        var staff = provider.GetRequiredService<StaffSignInService>();
        var named = await staff.Named(who);
        var which = LogCommands.After(args, "--account") is { } account ? named.FirstOrDefault(n => Guid.TryParse(account, out var id) && n.Id == id) : named.Count == 1 ? named[0] : null;
        if (which is not null)
        {
            _ = end ? await staff.EndAccess(which.Id) : await staff.GiveAccessAgain(which.Id);
            Console.WriteLine($"{(end ? "Access ended" : "Access given again")}: {Said(which)}");
            return 0;
        }
        Console.WriteLine(named.Count == 0 ? "Nobody has an account of this name." : "Several have this name, or none has this id. Nothing was changed; run this again with --account and one of these:");
        foreach (var one in named) Console.WriteLine($"{one.Id}  {Said(one)}");
        return 1;
    }

    private static string Said(NamedAccount account) => string.Join(", ", new[] { account.Name, account.Role.ToString(), account.JobTitle, account.Organisation, account.EndedAtUtc is null ? null : "ended" }.OfType<string>());
}
