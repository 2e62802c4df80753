using System.Text.Json;
using CarePlanning.Core.Access;
using CarePlanning.Core.Family;
using CarePlanning.Core.Plans;
using CarePlanning.Web.Security;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.DataProtection;
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
    private const string Cookie = "care-passkey";
    private static readonly TimeSpan Lives = TimeSpan.FromMinutes(5);

    public static void AddPasskeys(this IServiceCollection services)
    {
        services.AddIdentityCore<FamilyUser>().AddUserStore<FamilyUserStore>();
        services.AddScoped<IPasskeyHandler<FamilyUser>, PasskeyHandler<FamilyUser>>();
    }

    public static void MapPasskeys(this WebApplication app)
    {
        var family = app.MapGroup("/family/passkey");
        // A form with nothing in it but its token: what a browser needs to know to ask for a passkey, and what is kept until it answers.
        family.MapPost("/ask", async ([FromForm] string? ignored, HttpContext http, IPasskeyHandler<FamilyUser> handler, IDataProtectionProvider protection) =>
        {
            var made = await handler.MakeRequestOptionsAsync(null, http);
            Keep(http, protection, "enter", made.AssertionState);
            return Results.Content(made.RequestOptionsJson, "application/json");
        });
        family.MapPost("/enter", async ([FromForm] string? credential, HttpContext http, IPasskeyHandler<FamilyUser> handler, UserManager<FamilyUser> users, FamilyAccountService families, IDataProtectionProvider protection) =>
        {
            if (string.IsNullOrEmpty(credential) || Taken(http, protection, "enter") is not { } state) return Results.BadRequest();
            var answer = await handler.PerformAssertionAsync(new PasskeyAssertionContext { HttpContext = http, CredentialJson = credential, AssertionState = state });
            if (!answer.Succeeded || await families.ActorOf(Guid.Parse(answer.User.Id)) is not { } actor) return Results.BadRequest();
            await users.AddOrUpdatePasskeyAsync(answer.User, answer.Passkey);
            await http.SignInAsync(Session.Begin(actor));
            return Results.NoContent();
        });
        family.MapPost("/make", async ([FromForm] string? ignored, HttpContext http, CurrentActor actors, FamilyAccountService families, IPasskeyHandler<FamilyUser> handler, IDataProtectionProvider protection) =>
        {
            if (await Own(http, actors, families) is not { } me) return Results.NotFound();
            var made = await handler.MakeCreationOptionsAsync(new PasskeyUserEntity { Id = me.UserId.ToString(), Name = me.Name, DisplayName = me.Name }, http);
            Keep(http, protection, me.UserId.ToString(), made.AttestationState);
            return Results.Content(made.CreationOptionsJson, "application/json");
        });
        family.MapPost("/new", async ([FromForm] string? credential, HttpContext http, CurrentActor actors, FamilyAccountService families, IPasskeyHandler<FamilyUser> handler, UserManager<FamilyUser> users, IDataProtectionProvider protection) =>
        {
            if (await Own(http, actors, families) is not { } me) return Results.NotFound();
            if (string.IsNullOrEmpty(credential) || Taken(http, protection, me.UserId.ToString()) is not { } state) return Results.BadRequest();
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

    /// <summary>What was asked stands in a cookie that nobody can read or change, for five minutes and one answer.</summary>
    private static void Keep(HttpContext http, IDataProtectionProvider protection, string whose, string? state) =>
        http.Response.Cookies.Append(Cookie, Protector(protection).Protect(JsonSerializer.Serialize(new[] { whose, state }), Lives), Options(http));

    private static string? Taken(HttpContext http, IDataProtectionProvider protection, string whose)
    {
        if (http.Request.Cookies[Cookie] is not { } kept) return null;
        http.Response.Cookies.Delete(Cookie, Options(http));
        try { return JsonSerializer.Deserialize<string[]>(Protector(protection).Unprotect(kept)) is [var owner, var state] && owner == whose ? state : null; }
        catch (System.Security.Cryptography.CryptographicException) { return null; }
    }

    private static ITimeLimitedDataProtector Protector(IDataProtectionProvider protection) => protection.CreateProtector("CarePlanning.Passkey").ToTimeLimitedDataProtector();

    private static CookieOptions Options(HttpContext http) => new() { HttpOnly = true, SameSite = SameSiteMode.Strict, Secure = http.Request.IsHttps, Path = "/family/passkey", IsEssential = true, MaxAge = Lives };
}
