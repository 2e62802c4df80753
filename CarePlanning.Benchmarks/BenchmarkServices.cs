using CarePlanning.Core.Storage;
using CarePlanning.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CarePlanning.Benchmarks;

/// <summary>The portal's services in this process, on any database.</summary>
internal static class BenchmarkServices
{
    /// <param name="clear">True to keep words as they are said, to see what encrypting them costs.</param>
    public static ServiceProvider On(DbProvider provider, string connection, string folder, bool clear = false)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            EnvironmentName = "Rehearsal",
            ContentRootPath = AppContext.BaseDirectory,
            Args = [$"--Data:Folder={folder}", $"--Db:Provider={provider}", $"--ConnectionStrings:Db={connection}"],
        });
        var services = new ServiceCollection().AddLogging(l => l.ClearProviders()).AddCore(PortalConfiguration.Read(builder.Configuration, builder.Environment));
        if (clear)
        {
            var usual = services.Last(s => s.ServiceType == typeof(IOpenDb)).ImplementationType!;
            services.AddSingleton<IOpenDb>(s => new InTheClear((IOpenDb)ActivatorUtilities.CreateInstance(s, usual)));
        }
        return services.BuildServiceProvider();
    }

    /// <summary>Contexts without keys: what they write lies open.</summary>
    private sealed class InTheClear(IOpenDb usual) : IOpenDb
    {
        public DbProvider Provider => usual.Provider;

        public CarePlanDb Open()
        {
            var db = usual.Open();
            db.Keys = null;
            return db;
        }
    }
}
