using CarePlanning.Core.Access;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Mvc;

namespace CarePlanning.Web.Security;

/// <summary>The demonstration's sign-in: choose who you are. A real cookie stands behind it, so that all else is as in earnest.</summary>
internal static class DemoSignIn
{
    public static void AddDemoSignIn(this IServiceCollection services, PortalConfiguration configuration)
    {
        services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie(o =>
        {
            o.LoginPath = "/sign-in";
            o.AccessDeniedPath = "/not-found";
            o.Cookie.Name = "care";
            o.Cookie.HttpOnly = true;
            o.Cookie.SameSite = SameSiteMode.Lax;
            o.Cookie.SecurePolicy = configuration.PublicUrl?.Scheme == "https" ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
            o.ExpireTimeSpan = TimeSpan.FromHours(12);
            o.SlidingExpiration = true;
        });
        services.AddAuthorization();
    }

    public static void MapSignIn(this WebApplication app)
    {
        app.MapPost("/sign-in", async ([FromForm] Guid account, [FromForm] string? returnUrl, AccountService accounts) =>
            await accounts.Find(account) is { } actor
                ? Results.SignIn(Session.Begin(actor), new AuthenticationProperties { RedirectUri = Local(returnUrl) }, CookieAuthenticationDefaults.AuthenticationScheme)
                : Results.NotFound());
        app.MapPost("/sign-out", async ([FromForm] string? returnUrl, HttpContext http, CurrentActor actors, Core.Collaboration.JoinService joins) =>
        {
            if (await actors.Of(http) is { } actor) await joins.SignedOut(actor);
            return Results.SignOut(new AuthenticationProperties { RedirectUri = Local(returnUrl, "/") }, [CookieAuthenticationDefaults.AuthenticationScheme]);
        });
    }

    /// <summary>An address on this site, or the plans; never somebody else's site.</summary>
    internal static string Local(string? url, string otherwise = "/plans") =>
        url is ['/', ..] && (url.Length == 1 || url[1] is not ('/' or '\\')) ? url : otherwise;
}
