using System.Security.Claims;
using CarePlanning.Core.Access;
using CarePlanning.Core.Audit;
using CarePlanning.Core.Plans;

namespace CarePlanning.Web.Security;

/// <summary>Who is asking, looked up in the database each time, so that a removed account, an ended session or a laptop handed over counts at once.</summary>
internal sealed class CurrentActor(SessionService sessions, AccessLogService log)
{
    /// <summary>The plan whose door this request has passed.</summary>
    public PlanService.Entry? Entered { get; private set; }

    /// <summary>The signed-in person, or null; once for each request, however often it is asked.</summary>
    public async Task<Actor?> Of(HttpContext http)
    {
        if (http.Items.TryGetValue(typeof(CurrentActor), out var known) && known is (ClaimsPrincipal of, var actor) && of == http.User) return (Actor?)actor;
        return Remember(http, await Found(http.User));
    }

    /// <summary>The same for a page that stays open: asked again each time, and nobody while the laptop goes round to be signed on.</summary>
    public async Task<Actor?> Of(ClaimsPrincipal? user) => await Found(user) is { } actor && LaptopLock.HandedFor(actor) is null ? actor : null;

    private async Task<Actor?> Found(ClaimsPrincipal? user) => Session.KeyOf(user) is { } key ? await sessions.Find(key) : null;

    /// <summary>
    /// Who follows a plan on a page that stays open; null when it is not theirs: what a page asks for on its line is believed as little as an
    /// address, and stands on the plan's log like one.
    /// </summary>
    public async Task<Actor?> Into(ClaimsPrincipal? user, Guid planId)
    {
        if (Session.KeyOf(user) is not { } key) return null;
        if (await sessions.Enter(key, planId) is { } entry) return LaptopLock.HandedFor(entry.Actor) is null ? entry.Actor : null;
        if (await sessions.Find(key) is { } stranger) await log.NoteRefusal(stranger, planId, "live");
        return null;
    }

    /// <summary>Goes through a plan's door where it opens: one question then tells who asks, whether their session lasts and whether the plan is theirs.</summary>
    public async Task Enter(HttpContext http, Guid planId)
    {
        if (Session.KeyOf(http.User) is { } key && await sessions.Enter(key, planId) is { } entry) Remember(http, (Entered = entry).Actor);
    }

    /// <summary>What is known now of who asks, for the rest of this request.</summary>
    public static Actor? Remember(HttpContext http, Actor? actor)
    {
        http.Items[typeof(CurrentActor)] = (http.User, (object?)actor);
        return actor;
    }
}
