using CarePlanning.Core.Access;
using CarePlanning.Core.Allocation;
using CarePlanning.Core.Collaboration;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Signing;
using CarePlanning.Tests.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CarePlanning.Tests.Journeys;

/// <summary>One page as somebody opens it.</summary>
/// <param name="By">The account that looks, or null for somebody who is not signed in.</param>
internal sealed record PageVisit(Route Route, string Path, Guid? By)
{
    /// <summary>A short name for lists and picture files.</summary>
    public string Name { get; init; } = "";
}

/// <summary>Fills the patterns of the route table from the demonstration, so that no page can be forgotten.</summary>
internal static class Addresses
{
    /// <summary>Every page at least once, with the plans on which it shows most.</summary>
    public static async Task<IReadOnlyList<PageVisit>> OfAsync(DemoPortal demo)
    {
        var agreed = await demo.PlanAsync("Joyce Ashworth");
        var planned = await demo.PlanAsync("Tess Okonjo");
        var table = await demo.AtTheTableAsync();
        var (nia, samir) = (await demo.AccountAsync("Nia Rees"), await demo.AccountAsync("Samir Qureshi"));
        List<PageVisit> visits = [];
        foreach (var route in Routes.Of(demo.Running).Where(r => r.IsPage))
        {
            void Add(Guid? by, string path, string name = "") => visits.Add(new PageVisit(route, path, by) { Name = name.Length == 0 ? path : name });
            void OnPlans(string rest, params string[] which)
            {
                if (which.Contains("agreed")) Add(nia, $"/plans/{agreed}{rest}", $"agreed{rest}");
                if (which.Contains("planned")) Add(samir, $"/plans/{planned}{rest}", $"planned{rest}");
                if (which.Contains("table")) Add(table.Nia.UserId, $"/plans/{table.PlanId}{rest}", $"table{rest}");
            }
            switch (route.Name)
            {
                case "/" or "/accessibility" or "/not-found" or "/sorry" or "/verify" or "/sign-in" or "/sign-in/refused" or "/sign-in/shown":
                    Add(null, route.Name);
                    break;
                case "/join/waiting" or "/join/ended":
                    Add(null, route.Name);
                    break;
                case "/join/{Token}":
                    var code = await demo.Running.Services.GetRequiredService<JoinService>().MakeCode(new Actor(samir, "Samir", Core.People.AccountRole.Professional, default), planned);
                    Add(null, $"/join/{code}", "join by a code");
                    break;
                case "/plans/{Id}/to-talk-about" or "/plans/{Id}/between-us" or "/plans/{Id}/carer" or "/plans/{Id}/join":
                    OnPlans(route.Name["/plans/{Id}".Length..], "planned");
                    if (route.Name.EndsWith("/carer", StringComparison.Ordinal)) Add(await demo.AccountAsync("Anne Ashworth"), $"/plans/{agreed}/carer", "a carer's own page");
                    break;
                case "/plans/{Id}/take-back":
                    // Opens on a laptop that was handed over only; looked at in SharedLaptopTests.
                    break;
                case "/invited/{Token}" or "/shared/{Token}":
                    foreach (var (path, name) in await FamilyAddresses.OfAsync(demo, table, route.Name)) Add(null, path, name);
                    break;
                case "/family":
                    Add(null, "/family");
                    break;
                case "/family/passkey":
                    Add(await FamilyAddresses.BethAsync(demo, table), "/family/passkey");
                    break;
                case "/concerns":
                    Add(await demo.AccountAsync("Ravi Menon"), route.Name);
                    Add(await LeadOfAPlanWithoutStaffAsync(demo), route.Name, "a plan that nobody has");
                    break;
                case "/emergency-access":
                    Add(nia, route.Name);
                    break;
                case "/plans/{Id}/latest" or "/plans/{Id}/speak-up" or "/plans/{Id}/people" or "/plans/{Id}/people/invite" or "/plans/{Id}/people/share":
                    OnPlans(route.Name["/plans/{Id}".Length..], "agreed");
                    if (route.Name.EndsWith("/people", StringComparison.Ordinal)) OnPlans("/people", "table");
                    break;
                case "/plans/{Id}/people/rights/{MemberId}":
                    OnPlans($"/people/rights/{Household.AnnesEntry}", "table");
                    break;
                case "/plans/{Id}/people/code/{Invitation}":
                    OnPlans($"/people/code/{await FamilyAddresses.WaitingAsync(demo, table)}", "table");
                    break;
                case "/v/{Scanned}":
                    Add(null, "/v/K7RM2-4TQH-9XWDE", "scanned");
                    break;
                case "/plans/{Id}/copies" or "/plans/{Id}/easy-read":
                    OnPlans(route.Name["/plans/{Id}".Length..], "agreed", "planned");
                    break;
                case "/plans":
                    Add(nia, "/plans", "plans of a professional");
                    Add(await demo.AccountAsync("Anne Ashworth"), "/plans", "plans of a carer");
                    break;
                case "/plans/new":
                    Add(nia, "/plans/new");
                    break;
                case "/plans/new/talk":
                    Add(nia, "/plans/new/talk");
                    break;
                case "/plans/{Id}/talk/{Step}":
                    OnPlans("/talk/1", "planned");
                    OnPlans("/talk/3", "planned");
                    break;
                case "/plans/{Id}/conversation":
                    OnPlans("/conversation", "planned");
                    OnPlans($"/conversation?sealed={new string('a', 64)}", "planned");
                    break;
                case "/plans/{Id}/changed" or "/plans/{Id}/way-in":
                    OnPlans(route.Name["/plans/{Id}".Length..], "agreed");
                    break;
                case "/plans/{Id}/look-again":
                    OnPlans("/look-again", "planned", "table");
                    break;
                case "/plans/{Id}/death":
                    OnPlans("/death", "agreed");
                    break;
                case "/plans/{Id}/after-death":
                    var left = await demo.WhoDiedAsync();
                    Add(left.Nia.UserId, $"/plans/{left.PlanId}/after-death", "after a death, for the team");
                    Add(left.Anne.UserId, $"/plans/{left.PlanId}/after-death", "after a death, for the family");
                    Add(left.Anne.UserId, $"/plans/{left.PlanId}", "the plan of somebody who died");
                    Add(left.Anne.UserId, $"/plans/{left.PlanId}/about-me", "a section of somebody who died");
                    break;
                case "/plans/{Id}/rehearse":
                    OnPlans("/rehearse", "agreed", "planned", "table");
                    OnPlans("/rehearse?plan=chest&day=Sunday&hour=3", "agreed");
                    OnPlans("/rehearse?plan=ward&day=Sunday&hour=3", "planned");
                    OnPlans("/rehearse?recorded=ward", "planned");
                    break;
                case "/allocation-tables":
                    Add(await demo.AccountAsync("Ravi Menon"), "/allocation-tables");
                    break;
                case "/allocation-tables/{Key}/{Version}" or "/allocation-tables/{Key}/{Version}/trial":
                    var rest = route.Name["/allocation-tables/{Key}/{Version}".Length..];
                    var ravi = (await demo.Running.Services.GetRequiredService<AccountService>().Find(await demo.AccountAsync("Ravi Menon")))!;
                    var draft = await demo.Running.Services.GetRequiredService<AllocationTableService>().Copy(ravi, "example-bands", 1);
                    foreach (var at in new[] { "example-points/1", draft!.Reference }) Add(ravi.UserId, $"/allocation-tables/{at}{rest}", $"table{rest} {at}");
                    break;
                case "/directory":
                    Add(await demo.AccountAsync("Ravi Menon"), "/directory");
                    break;
                case "/plans/{Id}/budget":
                    OnPlans("/budget", "agreed", "planned");
                    OnPlans("/budget?suppose=yes", "planned");
                    break;
                case "/plans/{Id}/directory":
                    OnPlans("/directory", "planned");
                    OnPlans("/directory?goal=band&picked=Line", "planned");
                    break;
                case "/plans/{Id}/moving-on":
                    OnPlans("/moving-on", "agreed", "planned");
                    OnPlans("/moving-on?problem=NoAmount", "agreed");
                    break;
                case "/plans/{Id}/allocation":
                    OnPlans("/allocation", "agreed", "planned");
                    OnPlans("/allocation?table=example-children/1", "planned");
                    break;
                case "/plans/{Id}/ask" or "/plans/{Id}/requests":
                    OnPlans(route.Name["/plans/{Id}".Length..], "planned");
                    break;
                case "/plans/{Id}/requests/{RequestId}":
                    foreach (var request in await RequestsOf(demo, planned)) OnPlans($"/requests/{request}", "planned");
                    break;
                case "/plans/{Id}/direct-payment":
                    OnPlans("/direct-payment", "planned", "agreed");
                    OnPlans("/direct-payment?done=save", "planned");
                    break;
                case "/requests/figures":
                    Add(await demo.AccountAsync("Ravi Menon"), "/requests/figures", "figures");
                    break;
                case "/sessions":
                    Add(await demo.AccountAsync("Nia Rees"), "/sessions", "where she is signed in");
                    break;
                case "/requests/seats":
                    Add(await demo.AccountAsync("Ravi Menon"), "/requests/seats", "who decides");
                    break;
                case "/requests":
                    Add(await demo.AccountAsync("Owen Brandt"), "/requests", "requests of a team lead");
                    Add(await demo.AccountAsync("Ravi Menon"), "/requests?all=yes", "all open requests");
                    break;
                case "/requests/{RequestId}":
                    foreach (var request in await RequestsOf(demo, agreed)) Add(await demo.AccountAsync("Owen Brandt"), $"/requests/{request}", "a request for a team lead");
                    Add(await demo.AccountAsync("Helen Castle"), $"/requests/{(await RequestsOf(demo, planned))[^1]}", "a request for a panel");
                    break;
                case "/plans/{Id}/papers":
                    OnPlans("/papers", "agreed", "planned");
                    OnPlans("/papers?file=TooLarge", "agreed");
                    break;
                case "/plans/{Id}/{Slug}":
                    foreach (var section in PlanSections.All) OnPlans($"/{section.Slug}", "planned");
                    OnPlans("/goals", "agreed");
                    break;
                case "/plans/{Id}/{Slug}/check":
                    foreach (var section in PlanSections.All) OnPlans($"/{section.Slug}/check", "planned");
                    break;
                case "/plans/{Id}/agree/sign/{MemberId}":
                    foreach (var member in new[] { Core.People.Voices.Person, Household.AnnesEntry, table.NiasId }) OnPlans($"/agree/sign/{member}", "table");
                    break;
                case "/plans/{Id}/agree/handover":
                    OnPlans("/agree/handover", "table");
                    OnPlans($"/agree/handover?problem={nameof(SigningRefusal.WrongPin)}", "table");
                    break;
                case "/plans/{Id}/versions/{Number}":
                    OnPlans("/versions/1", "agreed");
                    break;
                case "/plans/{Id}" or "/plans/{Id}/agree":
                    OnPlans(route.Name["/plans/{Id}".Length..], "agreed", "planned", "table");
                    if (route.Name.EndsWith("/agree", StringComparison.Ordinal))
                    {
                        var (plan, by) = await NobodySignedAsync(demo);
                        Add(by, $"/plans/{plan}/agree", "a table where nobody signed");
                    }
                    break;
                case "/plans/{Id}/looked":
                    OnPlans("/looked?mine=yes", "agreed");
                    break;
                case "/plans/{Id}/history" or "/plans/{Id}/changes" or "/plans/{Id}/everything":
                    OnPlans(route.Name["/plans/{Id}".Length..], "agreed");
                    break;
                case "/plans/{Id}/agree/read" or "/plans/{Id}/agree/practice":
                    OnPlans(route.Name["/plans/{Id}".Length..], "table");
                    break;
                case "/plans/{Id}/check" or "/plans/{Id}/still-needed" or "/plans/{Id}/pack" or "/plans/{Id}/pack/return":
                    OnPlans(route.Name["/plans/{Id}".Length..], "planned");
                    break;
                default:
                    Assert.Fail($"Say in {nameof(Addresses)} how to fill {route.Pattern}, so that its pages are looked at.");
                    break;
            }
        }
        return visits;
    }

    /// <summary>The lead of a team that the only professional of a plan has left.</summary>
    private static async Task<Guid> LeadOfAPlanWithoutStaffAsync(DemoPortal demo)
    {
        var house = await Funding.FundingHouse.InAsync(demo.Running.Services);
        await using var db = demo.OpenDb();
        await db.Accounts.Where(a => a.Id == house.Home.Nia.UserId).ExecuteUpdateAsync(u => u.SetProperty(a => a.EndedAtUtc, DateTime.UtcNow));
        return (await house.LeadAsync()).UserId;
    }

    /// <summary>A frozen plan on which each of the three said something else than yes, and the professional who has it.</summary>
    private static async Task<(Guid Plan, Guid By)> NobodySignedAsync(DemoPortal demo)
    {
        var house = await demo.SitDownAsync();
        var signing = house.The<SigningService>();
        var version = (await signing.Newest(house.Nia, house.PlanId))!;
        foreach (var (party, outcome) in version.Parties.Zip([SigningOutcome.NotToday, SigningOutcome.CannotSign, SigningOutcome.Disagrees]))
        {
            var said = await signing.Record(house.Nia, house.PlanId, new SigningAct(Household.NewOpId(), party.Id, party.Name, SigningRules.RolesOf(party)[0], outcome, false, MarkKind.Typed, "", "Nia Rees", "Wants to sleep on it.", version.ContentSha256), Household.Pin);
            Assert.True(said.Version is not null, $"{party.Name}: {said.Refusal}");
        }
        return (house.PlanId, house.Nia.UserId);
    }

    private static async Task<List<Guid>> RequestsOf(DemoPortal demo, Guid plan)
    {
        await using var db = demo.OpenDb();
        return await db.Requests.Where(r => r.PlanId == plan).OrderBy(r => r.AskedAtUtc).Select(r => r.Id).ToListAsync();
    }
}
