using CarePlanning.Tests.Architecture;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Logging;

namespace CarePlanning.Tests.JavaScript;

/// <summary>Serves the modules and their tests as they lie on disk; the portal itself does not serve the tests.</summary>
public sealed class ModuleServer : IAsyncLifetime
{
    private readonly WebApplication app;

    public ModuleServer()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        app = builder.Build();
        app.UseStaticFiles(new StaticFileOptions
        {
            FileProvider = new PhysicalFileProvider(Sources.ServedFolder),
            // Every test reads the same fifty files, and they do not change meanwhile.
            OnPrepareResponse = served => served.Context.Response.Headers.CacheControl = "max-age=3600",
        });
        app.MapGet("/", () => Results.Content("<!doctype html><html lang=en><link rel=icon href=data:,><title>Modules</title><body></body>", "text/html"));
    }

    public Uri Address { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        await app.StartAsync();
        Address = new Uri(app.Urls.Single());
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
