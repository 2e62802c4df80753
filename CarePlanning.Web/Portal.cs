using CarePlanning.Core.Access;
using CarePlanning.Core.Ahead;
using CarePlanning.Core.Allocation;
using CarePlanning.Core.Audit;
using CarePlanning.Core.Backup;
using CarePlanning.Core.Collaboration;
using CarePlanning.Core.Demo;
using CarePlanning.Core.Documents;
using CarePlanning.Core.Documents.Copies;
using CarePlanning.Core.Exchange;
using CarePlanning.Core.Funding;
using CarePlanning.Core.Keys;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Signing;
using CarePlanning.Core.Storage;
using CarePlanning.Core.Uploads;
using CarePlanning.Web.Live;
using CarePlanning.Web.Pages.Account;
using CarePlanning.Web.Pages.Ahead;
using CarePlanning.Web.Pages.Budget;
using CarePlanning.Web.Pages.Copies;
using CarePlanning.Web.Pages.Death;
using CarePlanning.Web.Pages.Family;
using CarePlanning.Web.Pages.Funding;
using CarePlanning.Web.Pages.Pack;
using CarePlanning.Web.Pages.Signing;
using CarePlanning.Web.Pages.Together;
using CarePlanning.Web.Pages.Verify;
using CarePlanning.Web.Post;
using CarePlanning.Web.Rendering;
using CarePlanning.Web.Security;
using CarePlanning.Web.Wizard;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.SignalR;
using MudBlazor.Services;

namespace CarePlanning.Web;

/// <summary>Puts the portal together: services, the order of the pipeline, the addresses.</summary>
internal static class Portal
{
    public static void AddPortal(this WebApplicationBuilder builder)
    {
        var settings = PortalConfiguration.Read(builder.Configuration, builder.Environment);
        builder.WebHost.ConfigureKestrel(k => k.AddServerHeader = false);
        builder.Services.AddCore(settings);
        // A wrong setting of the keys stops the start with its sentence.
        _ = new LocalKeys(settings.Keys, TimeProvider.System);
        settings.DemandFonts();
        builder.Services.AddDataProtection().SetApplicationName("CarePlanning").PersistKeysToDbContext<CarePlanDb>();
        builder.Services.AddWrappedSessionKeys();
        builder.Services.AddSingleton(HeadsWriter.Settings.Read(builder.Configuration));
        builder.Services.AddHostedService<HeadsWriter>();
        builder.Services.AddSignIn(settings);
        builder.Services.AddScoped<VisitPackFile>();
        builder.Services.AddSingleton<PackToken>();
        builder.Services.AddScoped<CurrentActor>();
        builder.Services.AddSingleton<Presence>();
        builder.Services.AddScoped<PageLine>();
        builder.Services.AddScoped<Microsoft.AspNetCore.Components.Server.Circuits.CircuitHandler>(s => s.GetRequiredService<PageLine>());
        builder.Services.AddScoped<Microsoft.AspNetCore.Components.Server.Circuits.CircuitHandler, SessionWatch>();
        builder.Services.AddSingleton(DraftDays.Read(builder.Configuration));
        builder.Services.AddJoining();
        builder.Services.AddPasskeys(settings);
        builder.Services.AddSingleton<SharedCookie>();
        builder.Services.AddSingleton<VerifyLimit>();
        builder.Services.AddLimits(builder.Configuration);
        builder.Services.AddProxy(builder.Configuration);
        // A form that cannot be read is answered the same wherever the portal runs.
        builder.Services.Configure<RouteHandlerOptions>(o => o.ThrowOnBadRequest = false);
        builder.Services.AddRazorComponents().AddInteractiveServerComponents(o => o.DetailedErrors = builder.Environment.IsDevelopment());
        builder.Services.AddSingleton<CircuitOwners>();
        builder.Services.Configure<HubOptions>(o => o.AddFilter<CircuitOwners>());
        builder.Services.AddCascadingAuthenticationState();
        builder.Services.AddHttpContextAccessor();
        builder.Services.AddMudServices();
        builder.Services.AddAntiforgery(o => { o.Cookie.Name = settings.Cookie("care-antiforgery"); o.Cookie.Path = "/"; o.HeaderName = "RequestVerificationToken"; o.Cookie.SecurePolicy = settings.IsHttps ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest; });
        builder.Services.AddLanguages();
        builder.Services.AddHealthChecks().AddCheck<DatabaseAnswers>("database", tags: ["ready"]);
    }

    /// <summary>What pages and commands both need.</summary>
    public static IServiceCollection AddCore(this IServiceCollection services, PortalConfiguration configuration)
    {
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(s => new PortalSettings(configuration.Demo, s.GetRequiredService<TimeProvider>()));
        services.AddCarePlanStorage(configuration.Provider, configuration.Connection);
        if (configuration.Provider == DbProvider.Postgres)
        {
            services.AddSingleton(s => new PostgresNews(configuration.Connection, s.GetRequiredService<ILogger<PostgresNews>>()));
            services.AddSingleton<PlanNews>(s => s.GetRequiredService<PostgresNews>());
            services.AddHostedService(s => s.GetRequiredService<PostgresNews>());
        }
        else services.AddSingleton<PlanNews>();
        services.AddSingleton(configuration);
        services.AddKeys(configuration.Keys);
        services.AddBackup(configuration.Places);
        services.AddLog();
        services.AddSingleton<AccountService>();
        services.AddSingleton(configuration.Sessions);
        services.AddSingleton<SessionService>();
        services.AddSingleton<StaffSignInService>();
        services.AddSingleton<VouchingService>();
        services.AddSingleton<OwnSessionsService>();
        services.AddSingleton<HandoverService>();
        services.AddSingleton<BetweenUsService>();
        services.AddSingleton<CarerPageService>();
        services.AddSingleton<JoinService>();
        services.AddSingleton<PlanService>();
        services.AddSingleton<EditService>();
        services.AddSingleton<SigningService>();
        services.AddSingleton<ReauthenticationService>();
        services.AddSingleton<HistoryService>();
        services.AddSingleton<FollowService>();
        services.AddSingleton<UploadService>();
        services.AddSingleton<PhotoService>();
        services.AddAhead();
        services.AddSingleton<VisitPackService>();
        services.AddSingleton<PlanTransferService>();
        services.AddAllocation();
        services.AddFunding();
        services.AddSingleton(configuration.Seal);
        services.AddSingleton<Sealing>();
        services.AddSingleton<SealTimeService>();
        services.AddHostedService(s => s.GetRequiredService<SealTimeService>());
        services.AddSingleton<IDocumentRenderer>(s => new PdfRenderer(configuration.FontFolder));
        services.AddSingleton(configuration.PublicUrl is { } portal ? new CheckAddress(portal) : CheckAddress.Local);
        services.AddSingleton<DocumentService>();
        services.AddSingleton<CopyService>();
        services.AddSingleton<LiveFactService>();
        services.AddSingleton<EasyReadService>();
        services.AddSingleton<VerifyService>();
        services.AddSingleton(configuration.Leads);
        services.AddFamilies(configuration.Post);
        services.AddSingleton<DemoRequestService>();
        services.AddSingleton<DemoService>();
        return services;
    }

    /// <summary>Migrates the database and, on a demonstration, puts the invented people in.</summary>
    public static async Task Prepare(this WebApplication app)
    {
        var configuration = app.Services.GetRequiredService<PortalConfiguration>();
        await app.Services.GetRequiredService<IOpenDb>().Migrate();
        if (await app.Services.GetRequiredService<KeyRotationService>().Missing() is [var missing, ..]) throw new KeyNotHereException(missing);
        if (configuration.Demo) await app.Services.GetRequiredService<DemoService>().Seed();
        if (!configuration.Demo && configuration.Post.Host is null) Console.Error.WriteLine($"Mail:Smtp is not set: letters and codes to families lie in {configuration.Post.Folder} and reach nobody.");
        app.Services.GetRequiredService<Sealing>().SayAtStart();
        if (app.Environment.IsDevelopment()) Console.WriteLine($"Data: {configuration.Where}");
    }

    public static void MapPortal(this WebApplication app)
    {
        app.UseForwardedHeaders();
        // Browsers come by https, whatever the proxy in front uses towards us.
        if (app.Services.GetRequiredService<PortalConfiguration>().IsHttps)
            app.Use((http, next) =>
            {
                http.Request.Scheme = "https";
                return next(http);
            });
        // One address for each thing: what is counted, closed and kept by its address is the same with a slash behind it.
        app.Use((http, next) =>
        {
            if (http.Request.Path.Value is [_, .., '/'] path) http.Request.Path = path.TrimEnd('/') is { Length: > 0 } plain ? plain : "/";
            return next(http);
        });
        app.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true);
        // What is said of a form that was refused is a page, whatever the form was.
        app.Use((http, next) =>
        {
            if (http.Features.Get<Microsoft.AspNetCore.Diagnostics.IStatusCodeReExecuteFeature>() is not null) http.Request.Method = HttpMethods.Get;
            return next(http);
        });
        // A script reads the status; drawing the page for its POST would change it.
        app.Use((http, next) =>
        {
            if (http.Request.HasJsonContentType() && http.Features.Get<Microsoft.AspNetCore.Diagnostics.IStatusCodePagesFeature>() is { } pages) pages.Enabled = false;
            return next(http);
        });
        app.UseExceptionHandler("/sorry", createScopeForErrors: true);
        app.UseScriptFolder();
        app.UseRouting();
        app.UseMiddleware<SecurityHeaders>();
        app.UseWebSockets();
        app.UseMiddleware<OriginDoor>();
        app.UseRequestLocalization();
        // Who asks is known first, so that one user's downloads do not hold up another's from the same house; signing in itself is counted by address.
        app.UseWhen(http => http.Request.Path.StartsWithSegments("/signin-oidc"), a => a.UseRateLimiter());
        app.UseAuthentication();
        app.UseRateLimiter();
        app.UseMiddleware<SessionDoor>();
        app.UseAuthorization();
        app.UseMiddleware<LookRecorder>();
        app.UseMiddleware<HandedDoor>();
        app.UseMiddleware<PlanDoor>();
        app.UseVerifyLimit();
        app.UseAntiforgery();
        app.UseMiddleware<AbsentPages>();
        app.MapStaticAssets();
        app.MapHealthChecks("/health/live", new() { Predicate = _ => false });
        app.MapHealthChecks("/health/ready", new() { Predicate = c => c.Tags.Contains("ready") });
        app.MapSignIn();
        app.MapOwnSessions();
        app.MapHandover();
        app.MapTogether();
        app.MapJoining();
        app.MapDevice();
        app.MapEdits();
        app.MapPlanForms();
        app.MapSigning();
        app.MapDownloads();
        app.MapCopies();
        app.MapPhoto();
        app.MapPack();
        app.MapFamily();
        app.MapPasskeys();
        app.MapAhead();
        app.MapRehearsal();
        app.MapLookAgain();
        app.MapDeath();
        app.MapMoney();
        app.MapFunding();
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode(o => o.ContentSecurityFrameAncestorsPolicy = "'none'");
    }
}
