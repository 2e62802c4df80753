using CarePlanning.Core.Access;
using CarePlanning.Core.Audit;
using CarePlanning.Core.Collaboration;
using CarePlanning.Web.Security;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Mvc;

namespace CarePlanning.Web.Pages.Together;

/// <summary>The forms by which a second device joins a plan, and how often they may be tried.</summary>
internal static class JoinForms
{
    /// <summary>So many tries in a minute from one address; a code cannot be guessed, and this keeps anybody from trying to.</summary>
    public const int TriesInAMinute = 60;

    /// <summary>The same for the pages of families, which are opened more often.</summary>
    public const int FamilyInAMinute = 120;

    public static void AddJoining(this IServiceCollection services)
    {
        services.AddSingleton<JoinCookies>();
    }

    public static void MapJoining(this WebApplication app)
    {
        var staff = app.MapGroup("/plans/{id:guid}/join");
        staff.MapPost("/code", async (Guid id, [FromForm] string? ignored, HttpContext http, CurrentActor actors, JoinService joins, JoinCookies cookies, PortalConfiguration configuration) =>
        {
            if (configuration.PublicUrl is not { Scheme: "https" } || await actors.Of(http) is not { } actor || await joins.MakeCode(actor, id) is not { } token) return Results.NotFound();
            cookies.Show(http, id, token);
            return Results.LocalRedirect($"/plans/{id}/join");
        });
        staff.MapPost("/{join:guid}/admit", async (Guid id, Guid join, [FromForm] string? ignored, HttpContext http, CurrentActor actors, JoinService joins) =>
            await actors.Of(http) is { } actor && await joins.Admit(actor, id, join) ? Results.LocalRedirect($"/plans/{id}/join") : Results.NotFound());
        staff.MapPost("/{join:guid}/end", async (Guid id, Guid join, [FromForm] string? ignored, HttpContext http, CurrentActor actors, JoinService joins) =>
            await actors.Of(http) is { } actor && await joins.End(actor, id, join) ? Results.LocalRedirect($"/plans/{id}/join") : Results.NotFound());

        app.MapPost("/join/{token}", async (string token, [FromForm] string? member, HttpContext http, JoinService joins, JoinCookies cookies, AccessLogService log) =>
        {
            if (await joins.Ask(token, member ?? "") is not var (id, secret))
            {
                await log.Note(AccessLogService.Unknown(""), new AccessNote(Guid.Empty, AccessKind.Refused, "join"));
                return Results.LocalRedirect($"/join/{Uri.EscapeDataString(token)}");
            }
            cookies.Ask(http, id, secret);
            return Results.LocalRedirect("/join/waiting");
        });
        app.MapPost("/join/enter", async ([FromForm] string? ignored, HttpContext http, JoinService joins, JoinCookies cookies, SessionService sessions) =>
        {
            if (cookies.Asked(http) is not var (id, secret) || await joins.Enter(id, secret) is not var (user, plan) || await sessions.Find(new SessionKey(user, JoinId: id)) is not { } actor) return Results.LocalRedirect("/join/waiting");
            cookies.Forget(http);
            return Results.SignIn(Session.Begin(actor), new AuthenticationProperties { RedirectUri = $"/plans/{plan}" }, CookieAuthenticationDefaults.AuthenticationScheme);
        });
    }
}
