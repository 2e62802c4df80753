using CarePlanning.Core.Access;
using CarePlanning.Core.Demo;
using CarePlanning.Core.Documents;
using CarePlanning.Core.People;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Plans.Sections;
using CarePlanning.Core.Signing;
using CarePlanning.Core.Storage;
using CarePlanning.Tests.Architecture;
using CarePlanning.Tests.Storage;
using CarePlanning.Web;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CarePlanning.Tests.Signing;

/// <summary>A clock that goes on by a second each time it is looked at, so that nothing happens at the same instant.</summary>
internal sealed class GoingClock : TimeProvider
{
    public DateTimeOffset Now { get; set; } = new(2026, 11, 22, 10, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => Now += TimeSpan.FromSeconds(1);
}

/// <summary>A whole plan that can be signed, with the person, her daughter and a nurse at the table, on one database.</summary>
internal sealed class SigningTable : IAsyncDisposable
{
    public const string Pin = Household.Pin;

    private readonly FreshDatabase database;
    private readonly ServiceProvider services;
    private readonly string folder;

    private SigningTable(FreshDatabase database, ServiceProvider services, string folder) => (this.database, this.services, this.folder) = (database, services, folder);

    public GoingClock Clock { get; private init; } = null!;
    public Guid PlanId { get; private set; }
    public Actor Joyce { get; private set; } = null!;
    public Actor Anne { get; private set; } = null!;
    public Actor Nia { get; private set; } = null!;
    public Actor Stranger { get; } = new(Guid.CreateVersion7(), "Nobody", AccountRole.Professional, Guid.CreateVersion7());
    public string NiaId { get; private set; } = "";

    public SigningService Signing => Get<SigningService>();
    public DocumentService Documents => Get<DocumentService>();
    public VerifyService Verify => Get<VerifyService>();
    public T Get<T>() where T : notnull => services.GetRequiredService<T>();
    public CarePlanDb Open() => Get<IOpenDb>().Open();

    public static async Task<SigningTable> On(Database kind, string? pfx = null, Uri? timestamps = null, bool ownSeal = false)
    {
        var database = await Databases.MigratedAsync(kind);
        var folder = Directory.CreateTempSubdirectory("careplanning-seal-").FullName;
        if (!ownSeal) OneSeal.PutInto(folder);
        var clock = new GoingClock();
        var usual = Databases.Settings(database, folder);
        var configuration = usual with { Seal = usual.Seal with { Pfx = pfx, TimestampServer = timestamps } };
        var services = new ServiceCollection().AddLogging().AddCore(configuration).AddSingleton<TimeProvider>(clock).BuildServiceProvider();
        await Databases.KeyedAsync(services);
        var table = new SigningTable(database, services, folder) { Clock = clock };
        await table.Seat();
        return table;
    }

    /// <summary>What somebody hands in: a typed mark of their own, unless the test says otherwise.</summary>
    public static SigningAct Act(PlanVersion version, string member, SigningOutcome outcome = SigningOutcome.Signed, string? witness = null, string? reason = null) =>
        new(Guid.CreateVersion7().ToString("N"), member, version.Parties.Single(p => p.Id == member).Name,
            SigningRules.RolesOf(version.Parties.Single(p => p.Id == member))[0], outcome, outcome == SigningOutcome.Signed,
            MarkKind.Typed, "my mark", witness, reason, version.ContentSha256);

    public async Task<PlanVersion> Freeze() => Done(await Signing.Freeze(Nia, PlanId));

    /// <summary>Records on the nurse's laptop; she gives her PIN.</summary>
    public Task<SigningResult> Record(SigningAct act, string? pin = Pin) => Signing.Record(Nia, PlanId, act, pin);

    /// <summary>Freezes, has all three sign, and seals.</summary>
    public async Task<PlanVersion> Agree()
    {
        var version = await Freeze();
        foreach (var party in version.Parties) Done(await Record(Act(version, party.Id)));
        return Done(await Documents.Finish(Nia, PlanId));
    }

    public Task<EditOutcome> Edit(Actor by, string section, string path, string before, string value, string? voice = null) =>
        Get<EditService>().Apply(by, PlanId, new Edit(Guid.CreateVersion7().ToString("N"), section, path, before, value, voice));

    public async Task<PlanStatus> Status()
    {
        await using var db = Open();
        return await db.Plans.Where(p => p.Id == PlanId).Select(p => p.Status).SingleAsync();
    }

    public static PlanVersion Done(SigningResult result)
    {
        Assert.Null(result.Refusal);
        return result.Version!;
    }

    public static void Kept(EditOutcome outcome) => Assert.IsType<EditOutcome.Saved>(outcome);

    /// <summary>What stands at a place now.</summary>
    public async Task<string> Answer(string section, string path)
    {
        var definition = PlanSections.Find(section)!;
        return SectionFields.Read((await Get<PlanService>().Open(Nia, PlanId))!.Answers[section], SectionPath.Find(definition, path)!);
    }

    private async Task Seat()
    {
        var organisation = Guid.CreateVersion7();
        Actor Account(CarePlanDb db, string name, AccountRole role, string? pin)
        {
            var row = new AccountRow { Id = Guid.CreateVersion7(), OrganisationId = organisation, Name = name, ShownAs = name.Split(' ')[0], Role = role, PinHash = pin };
            db.Accounts.Add(row);
            return new Actor(row.Id, row.ShownAs, role, organisation);
        }
        await using (var db = Open())
        {
            db.Organisations.Add(new OrganisationRow { Id = organisation, Name = "A hospice" });
            (Joyce, Anne, Nia) = (Account(db, "Joyce Ashworth", AccountRole.Person, null), Account(db, "Anne Ashworth", AccountRole.Carer, null), Account(db, "Nia Rees", AccountRole.Professional, Household.StretchedPin.Value));
            await db.SaveChangesAsync();
        }
        var story = JoyceAshworth.Story();
        PlanId = await Get<PlanService>().Begin(Nia, story.Begin);
        await using (var db = Open())
        {
            var plan = await db.Plans.SingleAsync(p => p.Id == PlanId);
            NiaId = await db.Members.Where(m => m.PlanId == PlanId).Select(m => m.MemberId).SingleAsync();
            db.Members.Add(new MemberRow { PlanId = PlanId, MemberId = Voices.Person, UserId = Joyce.UserId, Relation = Relation.Person, ShownAs = "Joyce", AddedAtUtc = Clock.GetUtcNow().UtcDateTime });
            db.Members.Add(new MemberRow { PlanId = PlanId, MemberId = "anne", UserId = Anne.UserId, Relation = Relation.Carer, ShownAs = "Anne", AddedAtUtc = Clock.GetUtcNow().UtcDateTime });
            foreach (var section in story.Visits(new DemoDays(Get<PortalSettings>().Today), NiaId).SelectMany(v => v.Sections))
            {
                var slug = PlanSections.All.Single(s => s.Type == section.GetType()).Slug;
                if (await db.Sections.FindAsync(PlanId, slug) is not { } row) db.Sections.Add(row = new SectionRow { PlanId = PlanId, Slug = slug });
                (row.Json, row.Schema, row.Version) = (SectionJson.Write(section), SectionJson.Schema, row.Version + 1);
                if (section is Involved involved) PlanService.ShowPerson(plan, involved);
            }
            await db.SaveChangesAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await database.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}
