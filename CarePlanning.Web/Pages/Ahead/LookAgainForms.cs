using CarePlanning.Core.Ahead;
using CarePlanning.Core.Plans.Sections;
using CarePlanning.Web.Security;
using Microsoft.AspNetCore.Mvc;

namespace CarePlanning.Web.Pages.Ahead;

/// <summary>Plain forms of looking at the plan again: begin an occasion that came by itself, say that a part is still right.</summary>
internal static class LookAgainForms
{
    public static void MapLookAgain(this WebApplication app)
    {
        app.MapPost("/plans/{id:guid}/look-again/begin", async (Guid id, [FromForm] Occasion? why, HttpContext http, CurrentActor actors, LookAgainService looking) =>
            await actors.Of(http) is not { } actor ? Results.StatusCode(401)
            : why is { } occasion && await looking.Say(actor, id, Guid.NewGuid(), occasion, null) == LookAgainOutcome.Kept ? Results.LocalRedirect($"/plans/{id}/look-again") : Results.NotFound());
        app.MapPost("/plans/{id:guid}/look-again/still-right", async (Guid id, [FromForm] string? change, [FromForm] string? section, [FromForm] string? question,
            HttpContext http, CurrentActor actors, LookAgainService looking) =>
            await actors.Of(http) is not { } actor ? Results.StatusCode(401)
            : await looking.StillRight(actor, id, change ?? "", section ?? "", question ?? "") == LookAgainOutcome.Kept ? Results.LocalRedirect($"/plans/{id}/look-again") : Results.NotFound());
    }
}
