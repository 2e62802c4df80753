using System.Security.Claims;
using CarePlanning.Core.Access;

namespace CarePlanning.Web.Security;

/// <summary>Who is asking, looked up in the database for each request, so that a removed account ends at once.</summary>
internal sealed class CurrentActor(AccountService accounts)
{
    private readonly Dictionary<Guid, Actor?> known = [];

    /// <summary>The signed-in person, or null.</summary>
    public async Task<Actor?> Of(ClaimsPrincipal? user)
    {
        if (!Guid.TryParse(user?.FindFirstValue(ClaimTypes.NameIdentifier), out var id)) return null;
        if (!known.TryGetValue(id, out var actor)) known[id] = actor = await accounts.Find(id);
        return actor;
    }

    public Task<Actor?> Of(HttpContext http) => Of(http.User);
}
