using CarePlanning.Core.Access;
using CarePlanning.Core.Signing;
using Microsoft.AspNetCore.Mvc;

namespace CarePlanning.Web.Security;

/// <summary>Hands the laptop to the person, and gives it back.</summary>
internal static class HandoverForms
{
    public static void MapHandover(this WebApplication app)
    {
        app.MapPost("/plans/{id:guid}/hand-over", async (Guid id, [FromForm] string? back, HttpContext http, CurrentActor actors, HandoverService handovers) =>
            await actors.Of(http) is { } actor && Session.Of(http.User) is { } session && await handovers.HandOver(actor, session, id)
                ? Results.LocalRedirect(HandedDoor.IsTheirs(back, id) ? back! : $"/plans/{id}") : Results.NotFound());
        app.MapPost("/plans/{id:guid}/take-back", async (Guid id, [FromForm] string? back, [FromForm] string? pin, [FromForm] string? asked, HttpContext http, CurrentActor actors, HandoverService handovers) =>
        {
            if (await actors.Of(http) is not { } actor || Session.Of(http.User) is not { } session) return Results.NotFound();
            var to = SignInForms.Local(back, $"/plans/{id}");
            return await handovers.TakeBack(actor, session, pin) is not PinAnswer.Right and var no
                ? Results.LocalRedirect($"/plans/{id}/take-back?problem={no}&back={Uri.EscapeDataString(to)}{(asked is null ? "" : "&asked=yes")}") : Results.LocalRedirect(to);
        });
    }
}
