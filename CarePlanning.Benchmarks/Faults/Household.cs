using CarePlanning.Benchmarks.Plans;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CarePlanning.Benchmarks.Faults;

/// <summary>A portal in a process of its own with some empty plans, and its database as it really is, read past the portal.</summary>
internal sealed class Household : IAsyncDisposable
{
    private readonly string folder;
    private readonly ServiceProvider services;

    private Household(string folder, ServiceProvider services, BenchmarkPlans plans) =>
        (this.folder, this.services, Plans, Portal) = (folder, services, plans, new PortalProcess(folder));

    public BenchmarkPlans Plans { get; }
    public PortalProcess Portal { get; }
    public string DatabaseFile => Path.Combine(folder, "careplanning.db");
    public CarePlanDb OpenDb() => services.GetRequiredService<IOpenDb>().Open();

    /// <summary>One change that the database has, with when.</summary>
    public sealed record Kept(DateTime AtUtc, string OpId, string Section, string Path, string After);

    public static async Task<Household> MoveIn(int plans)
    {
        var folder = Directory.CreateTempSubdirectory("careplanning-faults-").FullName;
        var services = BenchmarkServices.On(DbProvider.Sqlite, $"Data Source={Path.Combine(folder, "careplanning.db")}", folder);
        await services.GetRequiredService<IOpenDb>().Migrate();
        var house = new Household(folder, services, await BenchmarkPlans.Make(services, 0, plans));
        await house.Portal.Start();
        return house;
    }

    /// <summary>Everything that was ever saved in a plan, in its order.</summary>
    public async Task<IReadOnlyList<Kept>> History(Guid plan)
    {
        await using var db = OpenDb();
        var rows = await (from a in db.Audit.AsNoTracking()
                          join w in db.AuditWords on a.Id equals w.AuditId
                          where a.PlanId == plan && a.Section != ""
                          orderby a.Sequence
                          select new { a, w }).ToListAsync();
        return [.. rows.Select(r => new Kept(r.a.AtUtc, r.a.OpId, r.a.Section, r.a.Path, r.w.After))];
    }

    /// <summary>What stands at a place of a plan, as the next page would draw it.</summary>
    public async Task<string> Stands(Guid plan, string section, string path)
    {
        var view = await services.GetRequiredService<PlanService>().Open(Plans.Nurse, plan) ?? throw new InvalidOperationException("The plan is gone.");
        return SectionFields.Read(view.Answers[section], SectionPath.Find(PlanSections.Find(section)!, path)!);
    }

    public async ValueTask DisposeAsync()
    {
        await Portal.DisposeAsync();
        await services.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }
}
