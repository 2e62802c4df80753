using CarePlanning.Core.Access;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Storage;
using CarePlanning.Tests.Journeys;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CarePlanning.Tests.Together;

/// <summary>A running portal with an https address of its own, and what tests ask of it beside pages.</summary>
public class TablePortal : RunningPortal
{
    public TablePortal() => Settings["PublicUrl"] = "https://care.example/";

    public T The<T>() where T : notnull
    {
        _ = Address;
        return Services.GetRequiredService<T>();
    }

    public CarePlanDb OpenDb() => The<IOpenDb>().Open();

    /// <summary>The plan of somebody of the demonstration.</summary>
    public async Task<Guid> PlanOfAsync(string person)
    {
        await using var db = OpenDb();
        return await db.Plans.Where(p => p.PersonName == person).Select(p => p.Id).SingleAsync();
    }

    public async Task<Actor> ActorAsync(string name)
    {
        await using var db = OpenDb();
        return await db.Accounts.Where(a => a.Name == name).Select(a => new Actor(a.Id, a.ShownAs, a.Role, a.OrganisationId)).SingleAsync();
    }

    /// <summary>The same professional while the person of this plan holds the laptop.</summary>
    public async Task<Actor> HandedAsync(string professional, Guid plan)
    {
        var owner = await ActorAsync(professional);
        var session = await SessionAsync(owner);
        Assert.True(await The<HandoverService>().HandOver(owner, session, plan));
        return (await The<SessionService>().Find(new SessionKey(owner.UserId, session)))!;
    }

    /// <summary>A session of somebody's that has just begun.</summary>
    public async Task<Guid> SessionAsync(Actor who)
    {
        var session = Guid.NewGuid();
        await The<SessionService>().Begin(session, who.UserId);
        return session;
    }

    /// <summary>Keeps one answer as somebody, or fails.</summary>
    public async Task SaveAsync(Actor who, Guid plan, string section, string path, string value) =>
        Assert.IsType<EditOutcome.Saved>(await The<EditService>().Apply(who, plan, new Edit(Guid.NewGuid().ToString("N"), section, path,
            await ValueAsync(plan, section, path), value, null)));

    private async Task<string> ValueAsync(Guid plan, string section, string path)
    {
        await using var db = OpenDb();
        var row = await db.Sections.AsNoTracking().SingleOrDefaultAsync(s => s.PlanId == plan && s.Slug == section);
        var definition = PlanSections.Find(section)!;
        return row is null ? "" : SectionFields.Read(SectionJson.Read(definition, row.Json, row.Schema), SectionPath.Find(definition, path)!);
    }
}
