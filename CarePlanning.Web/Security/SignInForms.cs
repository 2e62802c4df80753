using System.Security.Claims;
using CarePlanning.Core.Access;
using CarePlanning.Core.Audit;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Mvc;

namespace CarePlanning.Web.Security;

/// <summary>
/// Signing in and out: with a work account, or, on a demonstration, by choosing who you are. The same cookie stands behind both,
/// so that all else is as in earnest.
/// </summary>
internal static class SignInForms
{
    public static void AddSignIn(this IServiceCollection services, PortalConfiguration configuration)
    {
        services.AddScoped<SessionEvents>();
        var authentication = services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie(o =>
        {
            o.LoginPath = "/sign-in";
            o.AccessDeniedPath = "/not-found";
            o.Cookie.Name = configuration.Cookie("care");
            o.Cookie.HttpOnly = true;
            o.Cookie.SameSite = SameSiteMode.Lax;
            o.Cookie.SecurePolicy = configuration.IsHttps ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
            // How long a session lasts is kept in the database, where a copy of the cookie cannot stretch it.
            o.ExpireTimeSpan = configuration.Sessions.Longest;
            o.SlidingExpiration = false;
            o.EventsType = typeof(SessionEvents);
        });
        if (configuration.Work is { } work)
        {
            work.Add(authentication, configuration);
            services.AddSingleton(work);
            if (work.AskAgain is not null) services.AddHostedService<IssuerWatch>();
        }
        services.AddAuthorization();
    }

    public static void MapSignIn(this WebApplication app)
    {
        var configuration = app.Services.GetRequiredService<PortalConfiguration>();
        if (configuration.Demo)
            app.MapPost("/sign-in", async ([FromForm] Guid account, [FromForm] string? returnUrl, AccountService accounts) =>
                await accounts.Find(account) is { } actor
                    ? Results.SignIn(Session.Begin(actor), new AuthenticationProperties { RedirectUri = Local(returnUrl) }, CookieAuthenticationDefaults.AuthenticationScheme)
                    : Results.NotFound());
        if (configuration.Work is not null) WorkSignIn.Map(app);
        app.MapPost("/sign-out", async ([FromForm] string? returnUrl, HttpContext http, CurrentActor actors, Core.Collaboration.JoinService joins) =>
        {
            if (await actors.Of(http) is { } actor) await joins.SignedOut(actor);
            string[] from = configuration.Work is not null && http.User.HasClaim(c => c.Type == WorkSignIn.Claim)
                ? [CookieAuthenticationDefaults.AuthenticationScheme, WorkSignIn.Scheme] : [CookieAuthenticationDefaults.AuthenticationScheme];
            return Results.SignOut(new AuthenticationProperties { RedirectUri = Local(returnUrl, "/") }, from);
        });
    }

    /// <summary>An address on this site, or the plans; never somebody else's site.</summary>
    internal static string Local(string? url, string otherwise = "/plans") =>
        // Browsers leave control characters out before they read an address, so that "/ tab / evil" is "//evil" to them.
        url is ['/', ..] && (url.Length == 1 || url[1] is not ('/' or '\\')) && !url.Any(char.IsControl) && Uri.TryCreate(Here, url, out var to) && to.Host == Here.Host
            // A header carries no other letters.
            ? url.All(char.IsAscii) ? url : to.GetComponents(UriComponents.PathAndQuery | UriComponents.Fragment | UriComponents.KeepDelimiter, UriFormat.UriEscaped) : otherwise;

    private static readonly Uri Here = new("https://here.invalid");
}

/// <summary>Every way of signing in passes here: a session begins in the database with its cookie, and ends with it; both are in the log.</summary>
internal sealed class SessionEvents(SessionService sessions, VouchingService vouching, AccessLogService log) : CookieAuthenticationEvents
{
    private static readonly object Before = new();

    /// <summary>The session that begins in this request takes the place of one whose owner has shown again who they are.</summary>
    public static void ShownAgain(HttpContext http, Guid before) => http.Items[Before] = before;

    public override async Task SigningIn(CookieSigningInContext context)
    {
        // A second device's session is its invitation.
        if (Session.JoinOf(context.Principal) is not null || Session.Of(context.Principal) is not { } id || Session.UserOf(context.Principal) is not { } account) return;
        // An issuer's answer comes before it is known who is at this browser; its cookie says so all the same.
        var here = Session.Of((await context.HttpContext.AuthenticateAsync(context.Scheme.Name)).Principal);
        if (context.HttpContext.Items[Before] is Guid before && await sessions.ShownAgain(before, id, Kept))
        {
            if (here is { } other && other != before) await sessions.End(other, by: account);
            return;
        }
        // One that ended meanwhile is followed by a session of its own.
        await sessions.Begin(id, account, here, Session.WayOf(context.Principal), Kept);

        async Task Kept(Core.Storage.CarePlanDb db)
        {
            if (IssuerWatch.Handed(context.HttpContext) is { } token) vouching.Keep(db, id, token);
            await Note(db, context.Principal, AccessKind.SignedIn);
        }
    }

    public override async Task SigningOut(CookieSigningOutContext context)
    {
        if (Session.Of(context.HttpContext.User) is not { } id) return;
        await sessions.End(id, db => Note(db, context.HttpContext.User, AccessKind.SignedOut));
    }

    private Task<Core.Storage.AccessEntryRow> Note(Core.Storage.CarePlanDb db, ClaimsPrincipal? who, string kind) => log.Add(db,
        new Actor(Session.UserOf(who) ?? Guid.Empty, who?.Identity?.Name ?? "", Core.People.AccountRole.Person, Guid.Empty), new AccessNote(Guid.Empty, kind, Session.WayOf(who)));
}
