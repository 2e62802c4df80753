using System.Globalization;
using System.IdentityModel.Tokens.Jwt;
using CarePlanning.Core.Access;
using CarePlanning.Core.Audit;
using CarePlanning.Core.People;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Identity.Web;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace CarePlanning.Web.Security;

/// <summary>How staff sign in with their work account, as the settings say: at Entra ID (Instance and TenantId) or at any other OpenID Connect issuer (Authority).</summary>
internal sealed record WorkSignIn(IConfigurationSection Settings, Uri Issuer, bool IsEntra, StaffMap Table)
{
    /// <summary>How long an issuer's word on somebody who is signed in counts until it is asked again; null for as long as the session.</summary>
    public TimeSpan? AskAgain { get; init; }

    public const string Scheme = OpenIdConnectDefaults.AuthenticationScheme;

    /// <summary>What a session carries that was begun with a work account, so that signing out ends it there too.</summary>
    public const string Claim = "work";

    private const string Again = "again", AskedAt = "asked";

    /// <summary>How far the clocks of the issuer and the portal may differ.</summary>
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(1);

    /// <param name="inEarnest">True in Production, where a second factor is demanded unless the organisation says that its issuer sees to it (SC-02).</param>
    public static WorkSignIn Read(IConfigurationSection settings, bool inEarnest)
    {
        var entra = settings["Instance"] is { Length: > 0 };
        var issuer = settings[entra ? "Instance" : "Authority"];
        if (!Uri.TryCreate(issuer, UriKind.Absolute, out var address) || (address.Scheme != "https" && !(address.Scheme == "http" && address.IsLoopback && !entra)))
            throw new InvalidOperationException("SignIn:Mode OpenIdConnect needs SignIn:Instance and SignIn:TenantId (Entra ID), or SignIn:Authority (any other issuer); an https address.");
        foreach (var name in entra ? ["TenantId", "ClientId"] : new[] { "ClientId" })
            if (string.IsNullOrEmpty(settings[name])) throw new InvalidOperationException($"SignIn:{name} is not set.");
        if (entra && settings["TenantId"] is "common" or "organizations" or "consumers")
            throw new InvalidOperationException($"SignIn:TenantId '{settings["TenantId"]}' would let in work accounts of any organisation; name the one tenant.");
        var rows = settings.GetSection("Map").GetChildren().Select(Row).ToList();
        if (!rows.Any(r => r.Role is not null) || !rows.Any(r => r.Organisation is not null))
            throw new InvalidOperationException("SignIn:Map says which claims give a role and which an organisation; it needs at least one row for each, for example SignIn:Map:0:Claim=roles, SignIn:Map:0:Is=Professional, SignIn:Map:0:Role=Professional.");
        return new(settings, address, entra, new StaffMap(rows) { DemandsSecondFactor = DemandsSecondFactor(settings["SecondFactor"], inEarnest) }) { AskAgain = AskAgainAfter(settings["AskIssuerSeconds"]) };
    }

    /// <summary>Whether a second factor must have been shown to the issuer: what is said counts, and where nothing is said it is demanded in earnest.</summary>
    internal static bool DemandsSecondFactor(string? said, bool inEarnest) => said switch
    {
        null or "" => inEarnest,
        "Demand" => true,
        "Issuer" => false,
        _ => throw new InvalidOperationException($"SignIn:SecondFactor '{said}' is not Demand or Issuer."),
    };

    private static TimeSpan? AskAgainAfter(string? said) => said is null or "" ? TimeSpan.FromSeconds(30)
        : int.TryParse(said, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds is 0 or (>= 10 and <= 3600) ? seconds == 0 ? null : TimeSpan.FromSeconds(seconds)
        : throw new InvalidOperationException($"SignIn:AskIssuerSeconds '{said}' is not a whole number from 10 to 3600, nor 0 for never.");

    private static StaffMapRow Row(IConfigurationSection row)
    {
        var role = row["Role"] is not { Length: > 0 } said ? (AccountRole?)null
            : Enum.TryParse<AccountRole>(said, out var known) && known is AccountRole.Professional or AccountRole.Approver or AccountRole.Lead ? known
            : throw new InvalidOperationException($"{row.Path}:Role '{said}' is not Professional, Approver or Lead.");
        if (string.IsNullOrEmpty(row["Claim"])) throw new InvalidOperationException($"{row.Path}:Claim is not set.");
        return new StaffMapRow(row["Claim"]!, row["Is"], role, row["Organisation"] is { Length: > 0 } organisation ? organisation : null);
    }

    public void Add(AuthenticationBuilder authentication, PortalConfiguration configuration)
    {
        authentication.AddMicrosoftIdentityWebApp(Settings, Scheme, cookieScheme: null);
        // After Microsoft.Identity.Web's own settings: it would ask for tokens in the address, and knows no issuer but Entra's.
        authentication.Services.Configure<OpenIdConnectOptions>(Scheme, o =>
        {
            o.SignInScheme = CookieAuthenticationDefaults.AuthenticationScheme;
            (o.ResponseType, o.ResponseMode) = ("code", "query");
            o.UsePkce = true;
            // Signing out is asked for here, by a form; an address that anybody could lead somebody to does not.
            o.RemoteSignOutPath = default;
            // What the issuer is asked with while the session lasts.
            if (AskAgain is not null) o.Scope.Add(OpenIdConnectScope.OfflineAccess);
            (o.SaveTokens, o.GetClaimsFromUserInfoEndpoint) = (false, false);
            o.RequireHttpsMetadata = Issuer.Scheme == "https";
            foreach (var (cookie, name) in new[] { (o.NonceCookie, "care-nonce."), (o.CorrelationCookie, "care-correlation.") })
                (cookie.Name, cookie.SameSite, cookie.SecurePolicy) = (configuration.CookieOfPart(name), SameSiteMode.Lax, configuration.IsHttps ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest);
            if (!IsEntra)
            {
                o.Authority = Settings["Authority"];
                // Back to the issuer that the discovery document names.
                o.TokenValidationParameters.IssuerValidator = null;
            }
            o.Events.OnTokenValidated = Validated;
            o.Events.OnRemoteFailure = failed =>
            {
                // Not asked again without it: whoever forges such an answer would be asked about no more.
                if (AskAgain is not null && failed.Failure?.Data["error"] is "invalid_scope" or "invalid_request" or "unauthorized_client")
                    SignInLog.NoRefreshTokens(failed.HttpContext.RequestServices.GetRequiredService<ILogger<WorkSignIn>>());
                return Refuse(failed);
            };
            o.Events.OnAuthenticationFailed = failed => Refuse(failed, StaffRefusal.BadAnswer);
        });
    }

    public static void Map(WebApplication app)
    {
        app.MapGet("/sign-in/work", (string? returnUrl) => Results.Challenge(new() { RedirectUri = SignInForms.Local(returnUrl) }, [Scheme]));
        app.MapGet("/sign-in/again", async (string? returnUrl, HttpContext http, CurrentActor actors, TimeProvider time) =>
        {
            if (await actors.Of(http) is not { JoinedBy: null, Session: { } session }) return Results.LocalRedirect("/sign-in");
            var asked = Anew(time, SignInForms.Local(returnUrl, "/sign-in/shown"));
            asked.Items[Again] = session.Id.ToString();
            return Results.Challenge(asked, [Scheme]);
        });
    }

    /// <summary>Has the issuer ask whoever is there who they are, although they are signed in with it.</summary>
    private static OpenIdConnectChallengeProperties Anew(TimeProvider time, string? returnUrl)
    {
        var asked = new OpenIdConnectChallengeProperties { RedirectUri = returnUrl, Prompt = "login", MaxAge = TimeSpan.Zero };
        asked.Items[AskedAt] = time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return asked;
    }

    /// <summary>The issuer's word is good: who is it here, and may they come in?</summary>
    private async Task Validated(TokenValidatedContext answer)
    {
        var services = answer.HttpContext.RequestServices;
        var (person, refusal) = Table.Read(Claims(answer.SecurityToken));
        var (actor, ended) = person is null ? (null, refusal) : await services.GetRequiredService<StaffSignInService>().Enter(person);
        if (actor is null) { await Refuse(answer, ended ?? StaffRefusal.BadAnswer); return; }
        if (answer.Properties?.Items.TryGetValue(Again, out var session) == true && Guid.TryParse(session, out var id))
        {
            var sessions = services.GetRequiredService<SessionService>();
            if (await sessions.Find(new SessionKey(actor.UserId, id)) is null) await Refuse(answer, StaffRefusal.OtherAccount);
            else if (!HasJustSignedIn(answer)) await Refuse(answer, StaffRefusal.NotShownAgain);
            else
            {
                SessionEvents.ShownAgain(answer.HttpContext, id);
                Take(SignInForms.Local(answer.Properties.RedirectUri, "/sign-in/shown"));
            }
            return;
        }
        if (!HasJustSignedIn(answer) && await services.GetRequiredService<HandoverService>().IsOut(actor.UserId))
        {
            // Whoever holds a laptop that was handed over holds what the issuer knows it by as well.
            if (answer.Properties?.Items.ContainsKey(AskedAt) == true) { await Refuse(answer, StaffRefusal.HandedOver); return; }
            answer.HandleResponse();
            await answer.HttpContext.ChallengeAsync(Scheme, Anew(services.GetRequiredService<TimeProvider>(), answer.Properties?.RedirectUri));
            return;
        }
        Take(answer.Properties?.RedirectUri);

        void Take(string? to)
        {
            answer.Principal = Session.Begin(actor, Claim, "work account");
            if (AskAgain is not null) IssuerWatch.Hand(answer);
            // Nothing of the issuer's answer is kept in the cookie.
            answer.Properties = new AuthenticationProperties { RedirectUri = to };
        }
    }

    private static bool HasJustSignedIn(TokenValidatedContext answer) =>
        answer.Properties?.Items.TryGetValue(AskedAt, out var asked) == true && long.TryParse(asked, NumberStyles.None, CultureInfo.InvariantCulture, out var from)
        && long.TryParse(Claims(answer.SecurityToken).FirstOrDefault(c => c.Name == "auth_time").Value, NumberStyles.None, CultureInfo.InvariantCulture, out var at)
        && at >= from - Skew.TotalSeconds;

    internal static List<(string Name, string Value)> Claims(JwtSecurityToken? token) => [.. (token?.Claims ?? []).Select(c => (c.Type, c.Value))];

    private static Task Refuse(RemoteFailureContext failed) => Refuse(failed, StaffRefusal.BadAnswer);

    /// <summary>Says on a plain page why not; nothing of the answer is repeated, here or in the log.</summary>
    private static async Task Refuse<T>(HandleRequestContext<T> context, StaffRefusal why) where T : AuthenticationSchemeOptions
    {
        await context.HttpContext.RequestServices.GetRequiredService<AccessLogService>().Note(AccessLogService.Unknown(""), new AccessNote(Guid.Empty, AccessKind.Refused, "work account", why.ToString()));
        SignInLog.Refused(context.HttpContext.RequestServices.GetRequiredService<ILogger<WorkSignIn>>(), why);
        context.HandleResponse();
        context.Response.Redirect($"/sign-in/refused?why={why}");
    }
}

internal static partial class SignInLog
{
    [LoggerMessage(2, LogLevel.Error, "The issuer did not take the portal's question. It must allow this client the scope offline_access and the grant refresh_token; or set SignIn:AskIssuerSeconds to 0, and what changes at the issuer counts from the next sign-in.")]
    public static partial void NoRefreshTokens(ILogger log);

    [LoggerMessage(1, LogLevel.Information, "A work account was not let in: {Why}")]
    public static partial void Refused(ILogger log, StaffRefusal why);
}
