using CarePlanning.Core.Collaboration;
using CarePlanning.Core.Family;
using CarePlanning.Core.Funding;
using CarePlanning.Core.People;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Storage;
using CarePlanning.Tests.Family;
using CarePlanning.Tests.Journeys;
using CarePlanning.Tests.Storage;

namespace CarePlanning.Tests.Access;

/// <summary>A plan of which one version is agreed and the next is being written or waits to be signed, and everybody who may come to the portal's door about it.</summary>
internal sealed partial class PageVisitors
{
    /// <summary>
    /// The columns of pages.txt and pages-planning.txt: nobody signed in, a professional of the organisation who is not on the plan, the lead (administrator) of the
    /// organisation, two who decide about money, the person, a carer and a representative on it, somebody invited who sees one section, its
    /// professional, their laptop in the person's hands, a carer's device that joined by a code, and somebody who opened it in an emergency.
    /// </summary>
    public static readonly string[] Roles = ["Nobody", "Stranger", "Lead", "TeamLead", "Panel", "Person", "Carer", "Representative", "Invited", "Professional", "Handed", "Joined", "Emergency"];

    private readonly string letter = $"{Guid.NewGuid():N}";
    private readonly DemoPortal demo;
    private readonly Dictionary<string, Guid> accounts = new(StringComparer.Ordinal);
    private readonly Guid asked = Guid.NewGuid(), askedOfPanel = Guid.NewGuid();
    private string sha256 = "";

    private PageVisitors(DemoPortal demo, Household house) => (this.demo, House) = (demo, house);

    public Household House { get; }

    /// <summary>Nobody but those who live there.</summary>
    public static PageVisitors In(DemoPortal demo, Household house) => new(demo, house) { accounts = { ["Professional"] = house.Nia.UserId } };

    /// <summary>Around a plan of which one version is agreed and the next is frozen and waits to be signed.</summary>
    public static async Task<PageVisitors> AroundAsync(DemoPortal demo)
    {
        var around = await WithANewVersionAsync(demo);
        await around.House.FreezeAsync();
        return around;
    }

    private static async Task<PageVisitors> WithANewVersionAsync(DemoPortal demo)
    {
        var house = await demo.MoveInAsync();
        var around = new PageVisitors(demo, house);
        await house.SaveAsync(house.Nia, "legal-decisions", "decisions/d/name", "Machines");
        await house.SaveAsync(house.Nia, "legal-decisions", "refusals/r/treatment", "A tube");
        around.sha256 = (await house.The<Core.Uploads.UploadService>().Add(house.Nia, house.PlanId, "letter.pdf", "%PDF-1.7\n%%EOF"u8.ToArray())).File!.Sha256;
        await house.AgreeAsync();
        await around.SettleAsync();
        Assert.True(await house.The<PlanService>().StartNewVersion(house.Nia, house.PlanId));
        return around;
    }

    private async Task SettleAsync()
    {
        await using (var db = House.OpenDb())
        {
            Guid Account(string name, AccountRole role, Seat? seat = null)
            {
                var row = new AccountRow { Id = Guid.CreateVersion7(), OrganisationId = House.Nia.OrganisationId, Name = $"{name} Other", ShownAs = name, Role = role, PinHash = Household.StretchedPin.Value };
                db.Accounts.Add(row);
                if (seat is { } sits) db.Seats.Add(new SeatRow { AccountId = row.Id, OrganisationId = row.OrganisationId, Seat = sits });
                return accounts[name] = row.Id;
            }
            (accounts["Stranger"], accounts["Person"], accounts["Carer"], accounts["Professional"]) = (House.Stranger.UserId, House.Joyce.UserId, House.Anne.UserId, House.Nia.UserId);
            Account("Lead", AccountRole.Lead, Seat.ProgrammeLead);
            Account("TeamLead", AccountRole.Approver, Seat.TeamLead);
            Account("Panel", AccountRole.Approver, Seat.PanelMember);
            var (representative, emergency, now) = (Account("Representative", AccountRole.Carer), Account("Emergency", AccountRole.Professional), DateTime.UtcNow);
            db.Members.Add(new MemberRow { PlanId = House.PlanId, MemberId = "representative", UserId = representative, Relation = Relation.Representative, ShownAs = "Rosa", AddedAtUtc = now });
            db.BreakGlass.Add(new BreakGlassRow { Id = Guid.NewGuid(), PlanId = House.PlanId, UserId = emergency, Name = "Emergency", Reason = "It cannot wait", AtUtc = now, EndsAtUtc = now.AddHours(4) });
            foreach (var (id, route, number) in new[] { (asked, RequestRoute.TeamLead, $"R-{letter[..8]}-1"), (askedOfPanel, RequestRoute.Panel, $"R-{letter[..8]}-2") })
                db.Requests.Add(new() { Id = id, PlanId = House.PlanId, OrganisationId = House.Nia.OrganisationId, Number = number, OpId = number, Route = route, State = RequestState.Declined, What = "A chair", FirstYearPence = 4_321_000, AskedById = House.Nia.UserId, AskedAtUtc = now, ClockFromUtc = now, DueAtUtc = now });
            db.Letters.Add(new() { Id = Guid.NewGuid(), PlanId = House.PlanId, RequestId = asked, CheckCode = letter, AtUtc = now, Pdf = "%PDF-1.7"u8.ToArray(), Html = "<style></style>" });
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }
        accounts["Invited"] = (await demo.BethIsInAsync(House, SectionRights.Of(["about-me"], []))).Beth.UserId;
    }

    /// <summary>Somebody at the door, signed in as they would be.</summary>
    public async Task<Visitor> AsAsync(string role)
    {
        switch (role)
        {
            case "Nobody": return new Visitor(demo.Address);
            case "Handed":
                var laptop = await Visitor.SignedInAsync(demo.Address, House.Nia.UserId);
                (await laptop.PostFormAsync($"/plans/{House.PlanId}/hand-over")).Dispose();
                return laptop;
            case "Joined":
                var device = new Visitor(demo.Address);
                var joins = House.The<JoinService>();
                (await device.PostFormAsync($"/join/{await joins.MakeCode(House.Nia, House.PlanId)}", ("member", Household.AnnesEntry))).Dispose();
                Assert.True(await joins.Admit(House.Nia, House.PlanId, (await joins.Devices(House.Nia, House.PlanId)).Last(d => d.AdmittedAtUtc is null).Id));
                (await device.PostFormAsync("/join/enter")).Dispose();
                device.ForgetToken();
                return device;
            default: return await Visitor.SignedInAsync(demo.Address, accounts[role]);
        }
    }

    /// <summary>An address of this plan, or one of nobody's.</summary>
    public string Fill(string pattern, string role) => real.Aggregate(pattern, (p, r) => p.Replace(r.Key, r.Value, StringComparison.OrdinalIgnoreCase))
        .Replace("{**path}", "no-such-page", StringComparison.Ordinal)
        .Replace("{Id}", House.PlanId.ToString(), StringComparison.OrdinalIgnoreCase)
        .Replace("{request}", RequestFor(role), StringComparison.OrdinalIgnoreCase).Replace("{RequestId}", RequestFor(role), StringComparison.Ordinal)
        .Replace("{file}", pattern.Contains("letters", StringComparison.Ordinal) ? letter + ".pdf" : "emergency-sheet.pdf", StringComparison.Ordinal)
        .Replace("{Key}", "example-points", StringComparison.OrdinalIgnoreCase).Replace("{Version}", "1", StringComparison.OrdinalIgnoreCase).Replace("{Slug}", "goals", StringComparison.Ordinal).Replace("{Step}", "1", StringComparison.Ordinal)
        .Replace("{decision}", "d", StringComparison.Ordinal).Replace("{MemberId}", "person", StringComparison.Ordinal).Replace("{Invitation}", Guid.Empty.ToString(), StringComparison.Ordinal).Replace("{join}", Guid.Empty.ToString(), StringComparison.Ordinal)
        .Replace("{Number}", "1", StringComparison.Ordinal).Replace("{n}", "1", StringComparison.Ordinal).Replace("{sha256}", sha256, StringComparison.Ordinal);

    private string RequestFor(string role) => (role == "Panel" ? askedOfPanel : asked).ToString();

    /// <summary>What the log calls an address of this plan, or null where it is none.</summary>
    public string? RoomOf(string path) => path == $"/plans/{House.PlanId}" ? "" : path.StartsWith($"/plans/{House.PlanId}/", StringComparison.Ordinal) ? path[$"/plans/{House.PlanId}/".Length..].ToLowerInvariant() : null;
}
