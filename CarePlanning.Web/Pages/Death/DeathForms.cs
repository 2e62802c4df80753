using CarePlanning.Core.Ahead;
using CarePlanning.Web.Security;
using Microsoft.AspNetCore.Mvc;

namespace CarePlanning.Web.Pages.Death;

/// <summary>The plain form that ticks what is settled after a death.</summary>
internal static class DeathForms
{
    public static void MapDeath(this WebApplication app) =>
        app.MapPost("/plans/{id:guid}/after-death/settle", async (Guid id, [FromForm] string? task, [FromForm] bool? done, HttpContext http, CurrentActor actors, DeathService deaths) =>
            await actors.Of(http) is not { } actor ? Results.StatusCode(401)
            : await deaths.Settle(actor, id, task ?? "", done == true) ? Results.LocalRedirect($"/plans/{id}/after-death#settle") : Results.NotFound());
}
