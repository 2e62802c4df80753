using System.Net;
using CarePlanning.Tests.Journeys;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Identity.Web;

namespace CarePlanning.Tests.SignIn;

/// <summary>A portal whose staff sign in at an issuer, by settings only; what the test adds is trust in the issuer's certificate.</summary>
internal sealed class WorkPortal : RunningPortal
{
    private WorkPortal(LoopbackIssuer issuer)
    {
        Issuer = issuer;
        // By itself it asks nothing here: what a test changes at the issuer counts when the test says so.
        Settings["SignIn:AskIssuerSeconds"] = "3600";
        foreach (var (name, value) in issuer.Settings) Settings[name] = value;
    }

    public LoopbackIssuer Issuer { get; }

    public T The<T>() where T : notnull => Services.GetRequiredService<T>();

    public static async Task<WorkPortal> StartAsync(bool entra, params (string Name, string Value)[] settings)
    {
        var portal = new WorkPortal(await LoopbackIssuer.StartAsync(entra));
        foreach (var (name, value) in settings) portal.Settings[name] = value;
        await portal.Issuer.KnowAsync(portal.Address);
        return portal;
    }

    /// <summary>A browser's way of asking: cookies, and a trust in the issuer's certificate.</summary>
    public HttpClientHandler Handler(CookieContainer? jar = null) => new()
    {
        CookieContainer = jar ?? new CookieContainer(),
        AllowAutoRedirect = false,
        ServerCertificateCustomValidationCallback = (_, shown, _, problems) => problems == System.Net.Security.SslPolicyErrors.None || shown?.Thumbprint == Issuer.Certificate?.Thumbprint,
    };

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        if (!Issuer.IsEntra) return;
        builder.ConfigureTestServices(services =>
        {
            services.Configure<OpenIdConnectOptions>(OpenIdConnectDefaults.AuthenticationScheme, o => o.BackchannelHttpHandler = Handler());
            services.AddHttpClient("issuer").ConfigurePrimaryHttpMessageHandler(() => Handler());
            services.Configure<AadIssuerValidatorOptions>(o => o.HttpClientName = "issuer");
        });
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Issuer.DisposeAsync();
    }
}
