using CarePlanning.Core.Access;
using CarePlanning.Core.Documents;
using CarePlanning.Core.People;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Signing;
using CarePlanning.Core.Storage;
using CarePlanning.Tests.Given;
using CarePlanning.Tests.Signing;
using CarePlanning.Web;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CarePlanning.Tests.Storage;

/// <summary>One plan in a database of its own, with the person, her daughter, the nurse who began it and somebody who is not on it.</summary>
public sealed class Household : IAsyncDisposable
{
    public const string Pin = "2580";
    public const string AnnesEntry = "anne";

    /// <summary>Stretched once in this run: it takes long on purpose.</summary>
    internal static readonly Lazy<string> StretchedPin = new(() => ReauthenticationService.Hash(Pin));

    private readonly IServiceProvider services;
    private readonly Func<Task> moveOut;

    private Household(IServiceProvider services, string folder = "", string connection = "", Func<Task>? moveOut = null) =>
        (this.services, Folder, ConnectionString, this.moveOut) = (services, folder, connection, moveOut ?? (() => Task.CompletedTask));

    /// <summary>Where keys and seal are kept; empty in a portal that runs.</summary>
    public string Folder { get; }

    public string ConnectionString { get; }

    /// <summary>From now on this household has a certificate of its own, as another organisation would; asked before anything is sealed.</summary>
    public void SealsByItself() => File.Delete(Path.Combine(Folder, "seal.pfx"));

    private static Household In(FreshDatabase database, TimeProvider? time)
    {
        var folder = Directory.CreateTempSubdirectory("careplanning-house-").FullName;
        OneSeal.PutInto(folder);
        var services = new ServiceCollection().AddLogging().AddCore(Databases.Settings(database, folder)).AddSingleton(time ?? TimeProvider.System).BuildServiceProvider();
        return new Household(services, folder, database.ConnectionString, async () =>
        {
            await services.DisposeAsync();
            await database.DisposeAsync();
            Directory.Delete(folder, recursive: true);
        });
    }

    /// <summary>A household of its own in a portal that runs.</summary>
    public static async Task<Household> InAsync(IServiceProvider portal, Pathway pathway = Pathway.NoBudget)
    {
        var house = new Household(portal);
        await house.MoveInAsync(pathway);
        return house;
    }

    public Actor Nia { get; private set; } = null!;
    public Actor Joyce { get; private set; } = null!;
    public Actor Anne { get; private set; } = null!;
    public Actor Stranger { get; private set; } = null!;
    public Guid PlanId { get; private set; }

    /// <summary>Any service of the portal.</summary>
    public T The<T>() where T : notnull => services.GetRequiredService<T>();

    public object The(Type service) => services.GetRequiredService(service);

    public CarePlanDb OpenDb() => The<IOpenDb>().Open();

    /// <summary>The nurse's member id, which is made when the plan is begun.</summary>
    public string NiasId { get; private set; } = "";

    public static async Task<Household> OnAsync(Database kind, TimeProvider? time = null)
    {
        var house = In(await Databases.MigratedAsync(kind), time);
        await Databases.KeyedAsync(house.services);
        await house.MoveInAsync();
        return house;
    }

    private async Task MoveInAsync(Pathway pathway = Pathway.NoBudget)
    {
        await using var db = OpenDb();
        var organisation = new OrganisationRow { Id = Guid.CreateVersion7(), Name = "Willow hospice" };
        db.Organisations.Add(organisation);
        Actor Account(string name, AccountRole role)
        {
            var shown = name.Split(' ')[0];
            var row = new AccountRow { Id = Guid.CreateVersion7(), OrganisationId = organisation.Id, Name = name, ShownAs = shown, Role = role, PinHash = role == AccountRole.Professional ? StretchedPin.Value : null, RegistrationBody = role == AccountRole.Professional ? "NMC" : null, RegistrationNumber = role == AccountRole.Professional ? "00A0000X" : null };
            db.Accounts.Add(row);
            return new Actor(row.Id, shown, role, organisation.Id);
        }
        Nia = Account("Nia Rees", AccountRole.Professional);
        Joyce = Account("Joyce Ashworth", AccountRole.Person);
        Anne = Account("Anne Ashworth", AccountRole.Carer);
        Stranger = Account("Sam Other", AccountRole.Professional);
        await db.SaveChangesAsync();

        PlanId = await The<PlanService>().Begin(Nia, new NewPlan("Joyce", "Ashworth", PartialDate.From(new DateOnly(1948, 3, 9)), "9990000018", pathway));
        await AddAsync(db, Joyce, Voices.Person, Relation.Person);
        await AddAsync(db, Anne, AnnesEntry, Relation.Carer);
        await db.SaveChangesAsync();
        NiasId = await db.Members.Where(m => m.PlanId == PlanId && m.UserId == Nia.UserId).Select(m => m.MemberId).SingleAsync();
        await SaveAsync(Nia, "who-is-involved", $"people/{AnnesEntry}/name", "Anne Ashworth");
        await SaveAsync(Nia, "who-is-involved", $"people/{AnnesEntry}/types/{nameof(Core.Plans.Sections.ContactType.Carer)}", "yes");
    }

    private async Task AddAsync(CarePlanDb db, Actor who, string memberId, Relation relation) => await db.Members.AddAsync(new MemberRow
    {
        PlanId = PlanId,
        MemberId = memberId,
        UserId = who.UserId,
        Relation = relation,
        ShownAs = who.Name,
        AddedAtUtc = DateTime.UtcNow,
    });

    /// <summary>Begins a session of somebody's and gives what its cookie would name.</summary>
    public async Task<SessionKey> SignInAsync(Actor who)
    {
        var session = Guid.NewGuid();
        await The<SessionService>().Begin(session, who.UserId);
        return new SessionKey(who.UserId, session);
    }

    public static string NewOpId() => Guid.NewGuid().ToString("N");

    public Task<EditOutcome> SendAsync(Actor who, string section, string path, string? value, string? onValue = "", string? voice = null, string? opId = null) =>
        The<EditService>().Apply(who, PlanId, new Edit(opId ?? NewOpId(), section, path, onValue, value, voice));

    /// <summary>Sends an edit that must be kept.</summary>
    public async Task<EditOutcome.Saved> SaveAsync(Actor who, string section, string path, string? value, string? onValue = "", string? voice = null, string? opId = null) =>
        Assert.IsType<EditOutcome.Saved>(await SendAsync(who, section, path, value, onValue, voice, opId));

    /// <summary>Answers what must be answered before anybody signs.</summary>
    public async Task MakeReadyAsync()
    {
        foreach (var (section, path, value) in ReadyPlan.Answers(DateOnly.FromDateTime(DateTime.UtcNow)))
            await SaveAsync(Nia, section, path, value);
    }

    /// <summary>Freezes a version and gives what is signed and what is withheld, as they are stored.</summary>
    public async Task<(string Content, string Withheld)> FreezeAsync()
    {
        var frozen = await The<SigningService>().Freeze(Nia, PlanId);
        Assert.True(frozen.Version is not null, $"{frozen.Refusal}");
        await using var db = OpenDb();
        var row = await db.Versions.AsNoTracking().SingleAsync(v => v.Id == frozen.Version.Id);
        return (row.Content, row.Withheld);
    }

    /// <summary>Makes the plan ready, lets all three sign it and seals it.</summary>
    public async Task AgreeAsync()
    {
        await MakeReadyAsync();
        await FreezeAsync();
        await SignAsync();
    }

    /// <summary>Everybody on the frozen version signs it, and it is sealed.</summary>
    public async Task SignAsync()
    {
        var signing = The<SigningService>();
        var version = (await signing.Newest(Nia, PlanId))!;
        foreach (var party in version.Parties)
        {
            var signed = await signing.Record(Nia, PlanId, new SigningAct(NewOpId(), party.Id, party.Name, SigningRules.RolesOf(party)[0], SigningOutcome.Signed, true, MarkKind.Typed, party.Name, null, null, version.ContentSha256), Pin);
            Assert.True(signed.Version is not null, $"{party.Name}: {signed.Refusal}");
        }
        var done = await The<DocumentService>().Finish(Nia, PlanId);
        Assert.True(done.Version is { Status: VersionStatus.Agreed }, $"{done.Refusal}");
    }

    public async Task<PlanView> SeenByAsync(Actor who) => await The<PlanService>().Open(who, PlanId) ?? throw new InvalidOperationException($"{who.Name} is not on the plan.");

    /// <summary>Everything stored about the plan as text, to see that something was or was not changed.</summary>
    public Task<string> EverythingAsync() => EverythingAsync(The<IOpenDb>(), PlanId);

    public static async Task<string> EverythingAsync(IOpenDb storage, Guid plan)
    {
        await using var db = storage.Open();
        return string.Join('\n',
        [
            .. (await db.Plans.AsNoTracking().Where(p => p.Id == plan).ToListAsync()).Select(p => $"{p.Id} {p.Status} {p.PersonName} {p.ChangedAtUtc:O} {p.AuditHead}"),
            .. (await db.Sections.AsNoTracking().Where(s => s.PlanId == plan).OrderBy(s => s.Slug).ToListAsync()).Select(s => $"{s.Slug} {s.Version} {s.Json}"),
            .. (await db.Audit.AsNoTracking().Where(a => a.PlanId == plan).OrderBy(a => a.Sequence).ToListAsync()).Select(a => $"{a.Sequence} {a.OpId} {a.Hash}"),
            .. (await db.Versions.AsNoTracking().Where(v => v.PlanId == plan).OrderBy(v => v.Number).ToListAsync()).Select(v => $"{v.Number} {v.Status} {v.Content}"),
        ]);
    }

    public ValueTask DisposeAsync() => new(moveOut());
}
