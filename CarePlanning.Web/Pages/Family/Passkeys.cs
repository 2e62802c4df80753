using CarePlanning.Core.Access;
using CarePlanning.Core.Audit;
using CarePlanning.Core.Family;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Signing;
using CarePlanning.Web.Security;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;

namespace CarePlanning.Web.Pages.Family;

/// <summary>A family account as ASP.NET Core Identity knows it.</summary>
internal sealed class FamilyUser
{
    public required string Id { get; init; }
    public required string Name { get; init; }
}

/// <summary>Makes passkeys and lets people in by them; Identity does the cryptography, our own tables keep the keys.</summary>
internal static class Passkeys
{
    /// <summary>How long a question to a passkey can be answered.</summary>
    public static readonly TimeSpan Lives = TimeSpan.FromMinutes(5);

    public static void AddPasskeys(this IServiceCollection services, PortalConfiguration configuration)
    {
        // Whoever finds a phone that lies open is not its owner: it asks for the finger, face or number each time.
        services.Configure<IdentityPasskeyOptions>(o =>
        {
            (o.UserVerificationRequirement, o.AuthenticatorTimeout) = ("required", Lives);
            // Behind a proxy the address a request names is not believed where the portal knows its own.
            if (configuration.PublicUrl is { } own) o.ServerDomain = own.Host;
        });
        services.AddIdentityCore<FamilyUser>().AddUserStore<FamilyUserStore>();
        services.AddSingleton<PasskeyCookie>();
        services.AddSingleton<FamilyBrowser>();
        services.AddScoped<IPasskeyHandler<FamilyUser>, PasskeyHandler<FamilyUser>>();
    }

    public static void MapPasskeys(this WebApplication app)
    {
        var family = app.MapGroup("/family/passkey");
        // A form with nothing in it but its token: what a browser needs to know to ask for a passkey, and what is kept until it answers.
        family.MapPost("/ask", async ([FromForm] string? ignored, HttpContext http, IPasskeyHandler<FamilyUser> handler, PasskeyCookie cookie) =>
        {
            var made = await handler.MakeRequestOptionsAsync(null, http);
            cookie.Keep(http, "enter", made.AssertionState);
            return Results.Content(made.RequestOptionsJson, "application/json");
        });
        family.MapPost("/enter", async ([FromForm] string? credential, HttpContext http, IPasskeyHandler<FamilyUser> handler, UserManager<FamilyUser> users, FamilyAccountService families, PasskeyCookie cookie, FamilyBrowser browser, AccessLogService log) =>
        {
            if (string.IsNullOrEmpty(credential) || await cookie.Taken(http, "enter") is not { } state) return Results.BadRequest();
            var answer = await handler.PerformAssertionAsync(new PasskeyAssertionContext { HttpContext = http, CredentialJson = credential, AssertionState = state });
            if (!answer.Succeeded || await families.ActorOf(Guid.Parse(answer.User.Id)) is not { } actor)
            {
                await log.Note(AccessLogService.Unknown(""), new AccessNote(Guid.Empty, AccessKind.Refused, "passkey"));
                return Results.BadRequest();
            }
            await users.AddOrUpdatePasskeyAsync(answer.User, answer.Passkey);
            browser.LetIn(http, actor.UserId);
            await http.SignInAsync(Session.Begin(actor, way: "passkey"));
            return Results.NoContent();
        });
        family.MapPost("/make", async ([FromForm] string? ignored, HttpContext http, CurrentActor actors, FamilyAccountService families, ReauthenticationService reauthentication, IPasskeyHandler<FamilyUser> handler, PasskeyCookie cookie) =>
        {
            if (await Own(http, actors, families) is not { } me) return Results.NotFound();
            // A page that lies open makes nobody a way in for years.
            if (await reauthentication.WayOf(me) == WayToShow.EnterAgain) return Results.StatusCode(StatusCodes.Status403Forbidden);
            var made = await handler.MakeCreationOptionsAsync(new PasskeyUserEntity { Id = me.UserId.ToString(), Name = me.Name, DisplayName = me.Name }, http);
            cookie.Keep(http, me.UserId.ToString(), made.AttestationState);
            return Results.Content(made.CreationOptionsJson, "application/json");
        });
        family.MapPost("/new", async ([FromForm] string? credential, HttpContext http, CurrentActor actors, FamilyAccountService families, IPasskeyHandler<FamilyUser> handler, UserManager<FamilyUser> users, PasskeyCookie cookie) =>
        {
            if (await Own(http, actors, families) is not { } me) return Results.NotFound();
            if (string.IsNullOrEmpty(credential) || await cookie.Taken(http, me.UserId.ToString()) is not { } state) return Results.BadRequest();
            var answer = await handler.PerformAttestationAsync(new PasskeyAttestationContext { HttpContext = http, CredentialJson = credential, AttestationState = state });
            return answer.Succeeded && (await users.AddOrUpdatePasskeyAsync(new FamilyUser { Id = me.UserId.ToString(), Name = me.Name }, answer.Passkey)).Succeeded ? Results.NoContent() : Results.BadRequest();
        });
        family.MapPost("/forget", async ([FromForm] string? key, HttpContext http, CurrentActor actors, FamilyAccountService families) =>
            await Own(http, actors, families) is { } me && key is { Length: > 0 and < 2048 } && key.All(char.IsAsciiHexDigit) && key.Length % 2 == 0 && await families.Forget(me.UserId, Convert.FromHexString(key))
                ? Results.LocalRedirect("/family/passkey") : Results.NotFound());
    }

    /// <summary>Whoever signed in with a family account, on a session of their own.</summary>
    private static async Task<Actor?> Own(HttpContext http, CurrentActor actors, FamilyAccountService families) =>
        await actors.Of(http) is { OnlyPlan: null } me && await families.ActorOf(me.UserId) is not null ? me : null;
}
