using CarePlanning.Core.Access;

namespace CarePlanning.Web.Commands;

/// <summary>Ends somebody's access to the portal, or gives it back; open pages notice within a minute.</summary>
internal static class AccessCommands
{
    public static async Task<int> Run(string who, bool end, string[] args, Func<string[], ServiceProvider> services)
    {
        using var provider = services(args);
        var staff = provider.GetRequiredService<StaffSignInService>();
        var accounts = end ? await staff.EndAccess(who) : await staff.GiveAccessAgain(who);
        Console.WriteLine(accounts == 0 ? "Nobody has an account of this name." : $"{(end ? "Access ended" : "Access given again")}: {accounts} {(accounts == 1 ? "account" : "accounts")}.");
        return accounts == 0 ? 1 : 0;
    }
}
