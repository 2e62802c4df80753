using System.Security.Claims;
using CarePlanning.Core.Access;
using Microsoft.AspNetCore.StaticAssets;

namespace CarePlanning.Web.Security;

/// <summary>
/// Stands before everything that asks who is signed in: whoever's session is over, was ended, or whose account is, is nobody from here on.
/// What somebody does is noted, so that a session in use does not end; that a page is open is not doing something.
/// </summary>
internal sealed class SessionDoor(RequestDelegate next)
{
    /// <summary>The heartbeat of a page carries this when somebody has touched it since the last one.</summary>
    public const string Active = "Care-Active";

    public async Task InvokeAsync(HttpContext http, CurrentActor actors, SessionService sessions)
    {
        if (http.User.Identity?.IsAuthenticated == true && http.GetEndpoint()?.Metadata.GetMetadata<StaticAssetDescriptor>() is null)
        {
            if (PlanDoor.PlanOf(http.Request.Path) is { } asked) await actors.Enter(http, asked);
            // A joined device whose time is over is told so by the doors behind.
            if (await actors.Of(http) is not { } actor) { if (Session.JoinOf(http.User) is null) http.User = new ClaimsPrincipal(new ClaimsIdentity()); }
            else if (actor.Session is { } session && Counts(http.Request))
                CurrentActor.Remember(http, actor with { Session = actor.JoinedBy is null ? await sessions.Saw(session) : await sessions.SawJoined(session) });
        }
        await next(http);
    }

    private static bool Counts(HttpRequest request) => !request.Path.StartsWithSegments("/_blazor", StringComparison.OrdinalIgnoreCase)
        && (request.Headers.ContainsKey(Active) || !request.Path.Equals("/alive", StringComparison.OrdinalIgnoreCase));
}
