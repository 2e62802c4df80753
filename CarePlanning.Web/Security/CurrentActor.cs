using System.Security.Claims;
using CarePlanning.Core.Access;
using CarePlanning.Core.Plans;

namespace CarePlanning.Web.Security;

/// <summary>Who is asking, looked up in the database each time, so that a removed account, an ended session or a laptop handed over counts at once.</summary>
internal sealed class CurrentActor(SessionService sessions)
{
    /// <summary>The plan whose door this request has passed.</summary>
    public PlanService.Entry? Entered { get; set; }

    /// <summary>The signed-in person, or null; once for each request, however often it is asked.</summary>
    public async Task<Actor?> Of(HttpContext http)
    {
        if (http.Items.TryGetValue(typeof(CurrentActor), out var known) && known is (ClaimsPrincipal of, var actor) && of == http.User) return (Actor?)actor;
        var found = await Of(http.User);
        http.Items[typeof(CurrentActor)] = (http.User, (object?)found);
        return found;
    }

    /// <summary>The same for a page that stays open: asked again each time.</summary>
    public async Task<Actor?> Of(ClaimsPrincipal? user) =>
        Session.Id(user, ClaimTypes.NameIdentifier) is { } id ? await sessions.Find(id, Session.Of(user), Session.JoinOf(user)) : null;
}
