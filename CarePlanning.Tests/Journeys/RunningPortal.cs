using CarePlanning.Tests.Demo;
using CarePlanning.Tests.Signing;
using CarePlanning.Tests.Storage;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.Logging;

namespace CarePlanning.Tests.Journeys;

/// <summary>
/// The real portal on a loopback port of its own, with its own empty data folder; it starts when its address is first asked for.
/// As a class fixture it serves one test class; with <see cref="Settings"/> given, one test: <c>await using var portal = new RunningPortal { Settings = { ["Name"] = "value" } };</c>
/// </summary>
public class RunningPortal : WebApplicationFactory<Program>
{
    private readonly Lazy<Uri> address;
    private readonly Complaints complaints = new();

    public RunningPortal()
    {
        UseKestrel(0);
        address = new(() =>
        {
            Directory.CreateDirectory(Folder);
            if (IsUsual) FreshDemo.PutInto(Folder);
            else
            {
                OneSeal.PutInto(Folder);
                if (!Settings.ContainsKey("Db:Provider")) Databases.PutMigrated(Path.Combine(Folder, "careplanning.db"));
            }
            StartServer();
            return ClientOptions.BaseAddress;
        });
    }

    /// <summary>Settings by name, as an administrator would give them; they must be set before the address is asked for.</summary>
    public Dictionary<string, string?> Settings { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>True where nothing is set that keeps the invented people out, or keeps them elsewhere or otherwise.</summary>
    private bool IsUsual => !Settings.Keys.Any(name => name.StartsWith("Db:", StringComparison.OrdinalIgnoreCase) || name.StartsWith("SignIn:", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("Keys:", StringComparison.OrdinalIgnoreCase) || name.StartsWith("Seal:", StringComparison.OrdinalIgnoreCase) || name.StartsWith("Mail:", StringComparison.OrdinalIgnoreCase));

    /// <summary>Where this portal keeps its data; gone when the portal is.</summary>
    public string Folder { get; } = Path.Combine(Path.GetTempPath(), "careplanning-" + Guid.NewGuid().ToString("N"));

    /// <summary>The portal's root, for example http://127.0.0.1:41234/.</summary>
    public Uri Address => address.Value;

    /// <summary>What the portal logged as a warning or worse, for tests that say it had nothing to complain of.</summary>
    public IReadOnlyList<string> Logged => complaints.Said();

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Development");
        builder.UseSetting("Data:Folder", Folder);
        // One address plays everybody here.
        foreach (var limit in Web.Security.Limits.All)
            builder.UseSetting($"Limits:{limit.Name}", "1000000");
        foreach (var (name, value) in Settings)
            builder.UseSetting(name, value);
        builder.ConfigureLogging(logging => logging.ClearProviders().SetMinimumLevel(LogLevel.Warning).AddProvider(complaints));
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (Directory.Exists(Folder))
            Directory.Delete(Folder, recursive: true);
        GC.SuppressFinalize(this);
    }
}
