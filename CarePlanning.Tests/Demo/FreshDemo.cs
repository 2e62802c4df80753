using CarePlanning.Core.Access;
using CarePlanning.Core.Demo;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Storage;
using CarePlanning.Tests.Signing;
using CarePlanning.Tests.Storage;
using CarePlanning.Web;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;

namespace CarePlanning.Tests.Demo;

/// <summary>The portal's services on an empty database of their own, with the invented people in it.</summary>
public sealed class FreshDemo : IAsyncDisposable
{
    private readonly FreshDatabase database;
    private readonly string folder = Directory.CreateTempSubdirectory("careplanning-demo-").FullName;
    private readonly ServiceProvider services;

    private FreshDemo(FreshDatabase database)
    {
        this.database = database;
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Data:Folder"] = folder,
            ["Db:Provider"] = database.Kind.ToString(),
            ["ConnectionStrings:Db"] = database.ConnectionString,
        }).Build();
        services = new ServiceCollection().AddLogging().AddCore(PortalConfiguration.Read(configuration, new Development())).BuildServiceProvider();
    }

    public static async Task<FreshDemo> EmptyAsync(Database kind = Database.Sqlite)
    {
        var demo = new FreshDemo(await Databases.MigratedAsync(kind));
        OneSeal.PutInto(demo.folder);
        await Databases.KeyedAsync(demo.services);
        return demo;
    }

    public static async Task<FreshDemo> SeededAsync(Database kind = Database.Sqlite)
    {
        var demo = await EmptyAsync(kind);
        await demo.Get<DemoService>().Seed();
        return demo;
    }

    /// <summary>Seeded once in this run, because that takes longer than most tests; only to be copied.</summary>
    private static readonly Lazy<Task<FreshDemo>> Model = new(async () =>
    {
        var demo = await SeededAsync();
        await demo.database.RestAsync();
        return demo;
    });

    /// <summary>A portal that keeps its data there finds the demonstration as if it had made it itself: the database, its keys and seal, and the letters.</summary>
    public static void PutInto(string folder)
    {
        var model = Model.Value.GetAwaiter().GetResult();
        foreach (var file in Directory.GetFiles(model.folder, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(folder, Path.GetRelativePath(model.folder, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
        File.Copy(FreshDatabase.FileOf(model.database), Path.Combine(folder, "careplanning.db"));
    }

    /// <summary>What a command is given so that it works in this portal.</summary>
    public string[] Where => ["--Data:Folder", folder, "--Db:Provider", database.Kind.ToString(), "--ConnectionStrings:Db", database.ConnectionString];

    public T Get<T>() where T : notnull => services.GetRequiredService<T>();

    /// <summary>Somebody of the demonstration, by the name they are shown with.</summary>
    public async Task<Actor> Actor(string shownAs)
    {
        var accounts = Get<AccountService>();
        foreach (var card in await accounts.All())
            if (await accounts.Find(card.Id) is { } actor && actor.Name == shownAs) return actor;
        throw new InvalidOperationException($"Nobody in the demonstration is shown as {shownAs}.");
    }

    /// <summary>The one plan of this actor about this person.</summary>
    public async Task<PlanCard> PlanOf(Actor actor, string person) => Assert.Single(await Get<PlanService>().Mine(actor), p => p.PersonName == person);

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await database.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private sealed class Development : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = Environments.Development;
        public string ApplicationName { get; set; } = "CarePlanning";
        public string ContentRootPath { get; set; } = AppContext.BaseDirectory;
        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
    }
}
