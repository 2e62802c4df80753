using CarePlanning.Core.Access;
using CarePlanning.Web.Security;
using Microsoft.AspNetCore.Mvc;

namespace CarePlanning.Web.Pages.Account;

/// <summary>Signing out of one's other browsers.</summary>
internal static class SessionForms
{
    public static void MapOwnSessions(this WebApplication app)
    {
        app.MapPost("/sessions/end", async ([FromForm] Guid? session, HttpContext http, CurrentActor actors, OwnSessionsService sessions) =>
        {
            if (session is not { } one || await actors.Of(http) is not { } me || !OwnSessionsService.MayAsk(me)) return Results.NotFound();
            // One that has ended by itself meanwhile has ended.
            await sessions.EndElsewhere(me, one);
            return Results.LocalRedirect("/sessions");
        });
        // With a form of its own, so that one press is enough on the day a phone is lost.
        app.MapPost("/sessions/end-others", async ([FromForm] string? ignored, HttpContext http, CurrentActor actors, OwnSessionsService sessions) =>
        {
            if (await actors.Of(http) is not { } me || !OwnSessionsService.MayAsk(me)) return Results.NotFound();
            await sessions.EndElsewhere(me, null);
            return Results.LocalRedirect("/sessions");
        });
    }
}
