using System.Security.Claims;
using CarePlanning.Core.Access;
using CarePlanning.Core.Plans;

namespace CarePlanning.Web.Security;

/// <summary>Who is asking, looked up in the database for each request, so that a removed account ends at once.</summary>
internal sealed class CurrentActor(AccountService accounts)
{
    private readonly Dictionary<Guid, Actor?> known = [];

    /// <summary>The plan whose door this request has passed.</summary>
    public PlanService.Entry? Entered { get; private set; }

    /// <summary>The signed-in person, or null.</summary>
    public async Task<Actor?> Of(ClaimsPrincipal? user)
    {
        if (IdOf(user) is not { } id) return null;
        if (!known.TryGetValue(id, out var actor)) known[id] = actor = await accounts.Find(id);
        return actor;
    }

    public Task<Actor?> Of(HttpContext http) => Of(http.User);

    /// <summary>Remembers who came in through a plan's door, so that the page behind it need not ask the database again.</summary>
    public void Enter(PlanService.Entry entry) => known[entry.Actor.UserId] = (Entered = entry).Actor;

    /// <summary>The account that the session names, whether it still exists or not.</summary>
    public static Guid? IdOf(ClaimsPrincipal? user) => Guid.TryParse(user?.FindFirstValue(ClaimTypes.NameIdentifier), out var id) ? id : null;
}
