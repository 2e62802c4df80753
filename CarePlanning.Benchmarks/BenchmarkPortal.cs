using System.Globalization;
using CarePlanning.Benchmarks.Funding;
using CarePlanning.Benchmarks.Pages;
using CarePlanning.Benchmarks.Plans;
using CarePlanning.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Logging;

namespace CarePlanning.Benchmarks;

/// <summary>The whole portal in a process of its own, with pages beside it that only benchmarks ask for.</summary>
internal static class BenchmarkPortal
{
    /// <summary>What a measuring process needs to know.</summary>
    public sealed record Told(Guid Nurse, IReadOnlyList<Guid> Filled, Guid Empty);

    public static async Task<int> Serve(string[] args)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = args,
            ApplicationName = "CarePlanning.Web",
            EnvironmentName = "Rehearsal",
            ContentRootPath = AppContext.BaseDirectory,
        });
        // What it writes to its output is read by whoever started it; complaints go beside.
        builder.Logging.ClearProviders().AddConsole(o => o.LogToStandardErrorThreshold = LogLevel.Trace);
        foreach (var what in new[] { "Default", "Microsoft.Hosting.Lifetime" }) builder.Configuration[$"Logging:LogLevel:{what}"] = nameof(LogLevel.Error);
        builder.WebHost.UseStaticWebAssets().UseUrls("http://127.0.0.1:0");
        builder.AddPortal();
        await using var app = builder.Build();
        await app.Prepare();
        var plans = await BenchmarkPlans.Make(app.Services, int.Parse(builder.Configuration["plans"] ?? "1", CultureInfo.InvariantCulture));
        var approver = builder.Configuration["requests"]?.Split(',') is [var open, var past]
            ? await RequestRows.Fill(app.Services, int.Parse(open, CultureInfo.InvariantCulture), int.Parse(past, CultureInfo.InvariantCulture)) : Guid.Empty;
        using var commands = new CommandCount();
        app.MapPortal();
        app.MapGet("/benchmark/mud", () => new RazorComponentResult<SixtyMudPage>());
        app.MapGet("/benchmark/plans", () => new Told(plans.Nurse.UserId, plans.Filled, plans.Empty));
        app.MapGet("/benchmark/approver", () => approver);
        app.MapGet("/benchmark/heap", () => LiveHeap());
        app.MapGet("/benchmark/commands", () => commands.Executed);
        app.MapGet("/benchmark/allocated", () => GC.GetTotalAllocatedBytes(precise: true));
        await app.StartAsync();
        Console.WriteLine(app.Urls.First());
        await Console.In.ReadToEndAsync();
        await app.StopAsync();
        return 0;
    }

    private static long LiveHeap()
    {
        for (var i = 0; i < 3; i++)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }
        return GC.GetTotalMemory(forceFullCollection: true);
    }
}
