using CarePlanning.Core.Storage;
using CarePlanning.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CarePlanning.Benchmarks;

/// <summary>The portal's services in this process, on any database.</summary>
internal static class BenchmarkServices
{
    public static ServiceProvider On(DbProvider provider, string connection, string folder)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            EnvironmentName = "Rehearsal",
            ContentRootPath = AppContext.BaseDirectory,
            Args = [$"--Data:Folder={folder}", $"--Db:Provider={provider}", $"--ConnectionStrings:Db={connection}"],
        });
        return new ServiceCollection().AddLogging(l => l.ClearProviders()).AddCore(PortalConfiguration.Read(builder.Configuration, builder.Environment)).BuildServiceProvider();
    }
}
