using System.Net;
using System.Net.Sockets;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using OpenIddict.Server.AspNetCore;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace CarePlanning.Tests.SignIn;

/// <summary>
/// A real OpenID Connect issuer on loopback, in two shapes: any issuer, or one that looks like Entra ID (https, a tenant in its name, tid and oid).
/// Who sits before it and what it says of them, the test decides.
/// </summary>
internal sealed class LoopbackIssuer : IAsyncDisposable
{
    public const string Client = "careplanning";
    public const string Secret = "a secret of this test run";
    public const string Tenant = "7d1f1c3e-90ab-4c55-9d0f-5a0c2c4d7e11";

    private readonly WebApplication app;
    private readonly SqliteConnection keep;

    private LoopbackIssuer(WebApplication app, SqliteConnection keep, Uri root, bool entra, X509Certificate2? certificate) =>
        (this.app, this.keep, Root, IsEntra, Certificate) = (app, keep, root, entra, certificate);

    public Uri Root { get; }
    public bool IsEntra { get; }

    /// <summary>What the Entra-shaped one shows for itself; those who speak with it must be told to trust it.</summary>
    public X509Certificate2? Certificate { get; }

    /// <summary>Who sits before it: their name there, and the claims it makes about them.</summary>
    public string Subject { get; set; } = "nia";
    public List<(string Name, string Value)> Says { get; } = [("name", "Nia Rees"), ("given_name", "Nia"), ("roles", "Care.Professional"), ("org", "willow")];

    /// <summary>How long ago they typed their password, where they are not asked for it anew.</summary>
    public TimeSpan SignedInAgo { get; set; } = TimeSpan.FromHours(2);

    /// <summary>True for an issuer that does not ask anew although it was told to.</summary>
    public bool AsksNobodyAnew { get; set; }

    /// <summary>False once the account is disabled there: nothing is said of it any more.</summary>
    public bool Vouches { get; set; } = true;

    /// <summary>True for one that has had enough of being asked, in the words of Entra ID.</summary>
    public bool IsAskedTooOften { get; set; }

    /// <summary>True while it is out of order: it answers, but not with an answer.</summary>
    public bool IsOutOfOrder { get; set; }

    /// <summary>True for one that says of somebody, when asked again, no more than who they are.</summary>
    public bool SaysLittleAgain { get; set; }

    /// <summary>How often it was asked again about somebody who is signed in.</summary>
    public int AskedAgain { get; private set; }

    /// <summary>Lets a test change the token on its way.</summary>
    public Func<string, string>? Forge { get; set; }

    /// <summary>A claim of the token that is written wrong before it is signed.</summary>
    public (string Name, object Value)? Spoils { get; set; }

    /// <summary>The addresses browsers were sent to here.</summary>
    public List<string> Asked { get; } = [];

    public static async Task<LoopbackIssuer> StartAsync(bool entra)
    {
        var port = FreePort();
        var root = new Uri($"{(entra ? "https" : "http")}://127.0.0.1:{port}/");
        var certificate = entra ? SelfSigned() : null;
        var keep = new SqliteConnection("Data Source=:memory:");
        await keep.OpenAsync();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(k => k.Listen(IPAddress.Loopback, port, l => { if (certificate is not null) l.UseHttps(certificate); }));
        builder.Services.AddDbContext<DbContext>(o => o.UseSqlite(keep).UseOpenIddict());
        LoopbackIssuer? self = null;
        builder.Services.AddOpenIddict().AddCore(o => o.UseEntityFrameworkCore().UseDbContext<DbContext>()).AddServer(o =>
        {
            var below = entra ? $"{Tenant}/v2.0/" : "";
            if (entra) o.SetIssuer(new Uri(root, $"{Tenant}/v2.0")).SetConfigurationEndpointUris($"{below}.well-known/openid-configuration");
            o.SetAuthorizationEndpointUris($"{root}authorize").SetTokenEndpointUris($"{root}token").SetEndSessionEndpointUris($"{root}leave").SetJsonWebKeySetEndpointUris($"{root}keys");
            o.AllowAuthorizationCodeFlow().RequireProofKeyForCodeExchange().AllowRefreshTokenFlow();
            o.RegisterScopes(Scopes.OpenId, Scopes.Profile, Scopes.OfflineAccess);
            o.AddEphemeralEncryptionKey().AddEphemeralSigningKey();
            o.UseAspNetCore().EnableAuthorizationEndpointPassthrough().EnableTokenEndpointPassthrough().EnableEndSessionEndpointPassthrough().DisableTransportSecurityRequirement();
            o.AddEventHandler<OpenIddictServerEvents.GenerateTokenContext>(b => b.SetOrder(OpenIddictServerHandlers.Protection.GenerateIdentityModelToken.Descriptor.Order - 1).UseInlineHandler(context =>
            {
                if (self!.Spoils is var (name, value) && context.TokenType.Contains("id_token", StringComparison.Ordinal)) Spoil(context.SecurityTokenDescriptor, name, value);
                return default;
            }));
            o.AddEventHandler<OpenIddictServerEvents.ApplyTokenResponseContext>(b => b.SetOrder(int.MinValue).UseInlineHandler(context =>
            {
                if (self!.Forge is { } forge && context.Response.IdToken is { } token) context.Response.IdToken = forge(token);
                return default;
            }));
        });
        var app = builder.Build();
        self = new LoopbackIssuer(app, keep, root, entra, certificate);
        app.MapMethods("/authorize", ["GET", "POST"], self.Authorize);
        // Without the cast this would be taken for a handler that answers by itself.
        app.MapPost("/token", (Delegate)self.Token);
        app.MapMethods("/leave", ["GET", "POST"], () => Results.SignOut(new() { RedirectUri = "/" }, [OpenIddictServerAspNetCoreDefaults.AuthenticationScheme]));
        await using (var scope = app.Services.CreateAsyncScope())
            await scope.ServiceProvider.GetRequiredService<DbContext>().Database.EnsureCreatedAsync();
        await app.StartAsync();
        return self;
    }

    /// <summary>The settings that send a portal here, as an administrator would give them.</summary>
    public IEnumerable<(string Name, string Value)> Settings =>
    [
        ("SignIn:Mode", "OpenIdConnect"),
        .. IsEntra ? [("SignIn:Instance", Root.ToString()), ("SignIn:TenantId", Tenant)] : new[] { ("SignIn:Authority", Root.ToString()) },
        ("SignIn:ClientId", Client), ("SignIn:ClientSecret", Secret),
        ("SignIn:Map:0:Claim", "roles"), ("SignIn:Map:0:Is", "Care.Professional"), ("SignIn:Map:0:Role", "Professional"),
        ("SignIn:Map:1:Claim", "roles"), ("SignIn:Map:1:Is", "Care.Lead"), ("SignIn:Map:1:Role", "Lead"),
        ("SignIn:Map:2:Claim", IsEntra ? "tid" : "org"), ("SignIn:Map:2:Is", IsEntra ? Tenant : "willow"), ("SignIn:Map:2:Organisation", "Willow hospice"),
    ];

    /// <summary>Makes a portal known here.</summary>
    public async Task KnowAsync(Uri portal)
    {
        await using var scope = app.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<IOpenIddictApplicationManager>().CreateAsync(new OpenIddictApplicationDescriptor
        {
            ClientId = Client,
            ClientSecret = Secret,
            ConsentType = ConsentTypes.Implicit,
            RedirectUris = { new Uri(portal, "signin-oidc") },
            PostLogoutRedirectUris = { new Uri(portal, "signout-callback-oidc") },
            Permissions = { Permissions.Endpoints.Authorization, Permissions.Endpoints.Token, Permissions.Endpoints.EndSession, Permissions.GrantTypes.AuthorizationCode, Permissions.GrantTypes.RefreshToken, Permissions.ResponseTypes.Code, Permissions.Scopes.Profile },
        });
    }

    private Microsoft.AspNetCore.Http.IResult Authorize(HttpContext http)
    {
        Asked.Add(http.Request.Path + http.Request.QueryString);
        var request = http.GetOpenIddictServerRequest()!;
        var anew = request.Prompt == PromptValues.Login && !AsksNobodyAnew;
        return SignIn((DateTimeOffset.UtcNow - (anew ? TimeSpan.Zero : SignedInAgo)).ToUnixTimeSeconds(), request.GetScopes());
    }

    private async Task<Microsoft.AspNetCore.Http.IResult> Token(HttpContext http)
    {
        if (http.GetOpenIddictServerRequest()!.IsRefreshTokenGrantType())
        {
            AskedAgain++;
            if (IsOutOfOrder) return Results.StatusCode(503);
            if (!Vouches || IsAskedTooOften)
                return Results.Forbid(new(new Dictionary<string, string?>
                {
                    [OpenIddictServerAspNetCoreConstants.Properties.Error] = Errors.InvalidGrant,
                    [OpenIddictServerAspNetCoreConstants.Properties.ErrorDescription] = IsAskedTooOften ? "AADSTS50196: The server terminated an operation because it encountered a client request loop." : null,
                }), [OpenIddictServerAspNetCoreDefaults.AuthenticationScheme]);
        }
        var code = (await Microsoft.AspNetCore.Authentication.AuthenticationHttpContextExtensions.AuthenticateAsync(http, OpenIddictServerAspNetCoreDefaults.AuthenticationScheme)).Principal!;
        return SignIn(long.Parse(code.GetClaim(Claims.AuthenticationTime)!, System.Globalization.CultureInfo.InvariantCulture), code.GetScopes(), SaysLittleAgain && http.GetOpenIddictServerRequest()!.IsRefreshTokenGrantType());
    }

    private Microsoft.AspNetCore.Http.IResult SignIn(long at, IEnumerable<string> scopes, bool little = false)
    {
        var identity = new ClaimsIdentity("issuer", Claims.Name, Claims.Role);
        identity.SetClaim(Claims.Subject, Subject).SetClaim(Claims.AuthenticationTime, at);
        if (!little) foreach (var (name, value) in Says) identity.AddClaim(new Claim(name, value));
        if (IsEntra) identity.SetClaim("tid", Tenant).SetClaim("oid", Subject).SetClaim("ver", "2.0");
        identity.SetScopes(scopes);
        identity.SetDestinations(_ => [Destinations.IdentityToken]);
        return Results.SignIn(new ClaimsPrincipal(identity), authenticationScheme: OpenIddictServerAspNetCoreDefaults.AuthenticationScheme);
    }

    private static void Spoil(SecurityTokenDescriptor token, string name, object value)
    {
        foreach (var claim in token.Subject.FindAll(name).ToList()) token.Subject.RemoveClaim(claim);
        token.Claims ??= new Dictionary<string, object>();
        token.Claims[name] = value;
        switch (name)
        {
            case "aud": token.Audience = (string)value; token.Audiences.Clear(); break;
            case "iss": token.Issuer = (string)value; break;
            case "exp": (token.NotBefore, token.IssuedAt, token.Expires) = (DateTime.UtcNow.AddHours(-2), DateTime.UtcNow.AddHours(-2), DateTime.UtcNow.AddHours(-1)); break;
        }
    }

    private static X509Certificate2 SelfSigned()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var made = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(2));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        await keep.DisposeAsync();
        Certificate?.Dispose();
    }
}
