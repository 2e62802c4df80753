using CarePlanning.Core.Access;
using CarePlanning.Core.Funding;
using CarePlanning.Core.People;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Plans.Sections;
using CarePlanning.Core.Signing;
using CarePlanning.Core.Storage;
using CarePlanning.Tests.Storage;
using Microsoft.EntityFrameworkCore;

namespace CarePlanning.Tests.Funding;

/// <summary>A household with a budget, and people with seats who decide about it.</summary>
public sealed class FundingHouse : IAsyncDisposable
{
    public const string Goal = "garden", Physio = "physio", Chair = "riser", Assistant = "pa";

    private FundingHouse(Household home) => Home = home;

    public Household Home { get; }
    public Dictionary<string, Actor> Staff { get; } = new(StringComparer.Ordinal);
    public FundingService Funding => Home.The<FundingService>();

    public Actor Owen => Staff["Owen Brandt"];
    public Actor Olu => Staff["Olu Adeyemi"];
    public Actor Helen => Staff["Helen Castle"];
    public Actor Miriam => Staff["Miriam Sands"];
    public Actor Tunde => Staff["Tunde Bello"];
    public Actor Pat => Staff["Pat Quill"];
    public Actor Ravi => Staff["Ravi Menon"];

    public static async Task<FundingHouse> OnAsync(Database kind, Pathway pathway = Pathway.JointFunded) => await FurnishAsync(new FundingHouse(await Household.OnAsync(kind)), pathway);

    /// <summary>The same in a portal that runs.</summary>
    public static async Task<FundingHouse> InAsync(IServiceProvider portal, Pathway pathway = Pathway.JointFunded) => await FurnishAsync(new FundingHouse(await Household.InAsync(portal, pathway)), pathway);

    private static async Task<FundingHouse> FurnishAsync(FundingHouse house, Pathway pathway)
    {
        var home = house.Home;
        await using (var db = home.OpenDb())
        {
            await db.Plans.Where(p => p.Id == home.PlanId).ExecuteUpdateAsync(u => u.SetProperty(p => p.Pathway, pathway));
            foreach (var (name, seats) in new (string, Seat[])[]
            {
                ("Owen Brandt", [Seat.TeamLead]), ("Olu Adeyemi", [Seat.TeamLead]), ("Helen Castle", [Seat.Chair]), ("Miriam Sands", [Seat.PanelMember]),
                ("Tunde Bello", [Seat.PanelMember]), ("Pat Quill", [Seat.PanelMember]), ("Ravi Menon", [Seat.ProgrammeLead]),
            })
            {
                var row = new AccountRow { Id = Guid.CreateVersion7(), OrganisationId = home.Nia.OrganisationId, Name = name, ShownAs = name.Split(' ')[0], Role = AccountRole.Approver, PinHash = Household.StretchedPin.Value };
                db.Accounts.Add(row);
                db.Seats.AddRange(seats.Select(s => new SeatRow { AccountId = row.Id, OrganisationId = row.OrganisationId, Seat = s }));
                house.Staff[name] = new Actor(row.Id, row.ShownAs, row.Role, row.OrganisationId);
            }
            await db.SaveChangesAsync();
        }
        await home.SaveAsync(home.Nia, "goals", $"list/{Goal}/what", "Get into the garden again");
        await LineAsync(home, Physio, "Physiotherapy at home, six sessions", 6, BudgetUnit.Session, "55.00", BudgetFrequency.Once);
        await LineAsync(home, Chair, "A riser chair", 1, BudgetUnit.Item, "450.00", BudgetFrequency.Once);
        await LineAsync(home, Assistant, "Personal assistant, mornings", 10, BudgetUnit.Hour, "14.20", BudgetFrequency.PerWeek);
        return house;
    }

    private static async Task LineAsync(Household home, string id, string what, int quantity, BudgetUnit unit, string price, BudgetFrequency often)
    {
        foreach (var (field, value) in new[] { ("description", what), ($"goalIds/{Goal}", "yes"), ("quantity", $"{quantity}"), ("unit", unit.ToString()), ("unitCostPence", price), ("frequency", often.ToString()) })
            await home.SaveAsync(home.Nia, "money", $"lines/{id}/{field}", value);
    }

    public static Asking Asks(string what, params string[] lines) =>
        new(Household.NewOpId(), what, "It would let her get outside again with less fear.", Goal, "Nothing, and a fall sooner or later.", null, lines);

    /// <summary>Asks as the nurse, and must be let.</summary>
    public async Task<Guid> AskAsync(params string[] lines)
    {
        var asked = await Funding.Ask(Home.Nia, Home.PlanId, Asks("What we ask for", lines));
        Assert.True(asked.Id is not null, $"{asked.Refusal} {string.Join(' ', asked.Problems.Select(p => p.Sentence))}");
        return asked.Id.Value;
    }

    public async Task<FundingRequest> SeenAsync(Actor who, Guid request) => await Funding.Open(who, request) ?? throw new InvalidOperationException($"{who.Name} sees no such request.");

    public const string Reason = "The council's own service already comes on these days.", Next = "Your planner will ring you this week about what else would help.";

    public async Task<RequestRefusal> DecideAsync(Actor who, Guid request, RequestState outcome, string? reason = Reason, string? next = Next, Guid[]? lines = null, string? pin = Household.Pin, long? seen = null) =>
        await Funding.Decide(who, request, new Deciding(outcome, lines ?? [], ReasonKind.AnotherServiceProvides, reason, next, seen ?? (await Funding.Open(who, request))?.Newest ?? 0), pin);

    /// <summary>Ravi as the lead of the house's organisation.</summary>
    public async Task<Actor> LeadAsync()
    {
        await using var db = Home.OpenDb();
        await db.Accounts.Where(a => a.Id == Ravi.UserId).ExecuteUpdateAsync(u => u.SetProperty(a => a.Role, AccountRole.Lead));
        return Ravi with { Role = AccountRole.Lead };
    }

    public ValueTask DisposeAsync() => Home.DisposeAsync();
}
