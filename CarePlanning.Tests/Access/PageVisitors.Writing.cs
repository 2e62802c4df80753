using CarePlanning.Core.Access;
using CarePlanning.Core.Ahead;
using CarePlanning.Core.Allocation;
using CarePlanning.Core.AreaDirectory;
using CarePlanning.Core.Collaboration;
using CarePlanning.Core.Documents.Copies;
using CarePlanning.Core.Family;
using CarePlanning.Core.People;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Plans.Sections;
using CarePlanning.Core.Reference;
using CarePlanning.Core.Storage;
using CarePlanning.Core.Uploads;
using CarePlanning.Tests.Family;
using CarePlanning.Tests.Journeys;
using CarePlanning.Tests.Storage;
using CarePlanning.Tests.Uploads;
using Microsoft.EntityFrameworkCore;

namespace CarePlanning.Tests.Access;

/// <summary>The same plan while its next version is written: with a budget, and with what waits for somebody to do something about it.</summary>
internal sealed partial class PageVisitors
{
    /// <summary>The addresses whose own ids are known, in place of the pattern that names them.</summary>
    private readonly Dictionary<string, string> real = new(StringComparer.OrdinalIgnoreCase);

    private readonly Dictionary<string, string> answers = new(StringComparer.Ordinal);
    private string table = "", draftForm = "";

    /// <summary>The pages on which the forms stand, and who is asked for them.</summary>
    public IReadOnlyList<(string Role, string Path)> PagesWithForms =>
    [
        ("Lead", $"/allocation-tables/{table}/2"), ("Invited", "/family/passkey"),
        .. new[] { "allocation?table=example-children/1", "budget", "directory", "join", "look-again", "moving-on", "papers", "about-me", "rehearse?plan=p&day=Sunday&hour=3" }.Select(room => ("Professional", $"/plans/{House.PlanId}/{room}")),
    ];

    /// <summary>Around a plan whose next version is being written.</summary>
    public static async Task<PageVisitors> WritingAsync(DemoPortal demo)
    {
        var around = await WithANewVersionAsync(demo);
        await around.WriteAsync();
        await around.GiveOutAsync();
        await around.MakeTablesAsync();
        await using var db = around.House.OpenDb();
        foreach (var section in await db.Sections.AsNoTracking().Where(s => s.PlanId == around.House.PlanId).ToListAsync(TestContext.Current.CancellationToken)) around.answers[section.Slug] = section.Json;
        return around;
    }

    /// <summary>A budget with somebody to employ, levels of need, a plan for a bad night, a change that was told of, and a talk so long ago that a year is over.</summary>
    private async Task WriteAsync()
    {
        await using (var db = House.OpenDb())
        {
            // Of all with a budget this one can also move on.
            await db.Plans.Where(p => p.Id == House.PlanId).ExecuteUpdateAsync(u => u.SetProperty(p => p.Pathway, Pathway.ChildContinuingCare), TestContext.Current.CancellationToken);
            db.Add(DirectoryService.Row(House.Nia.OrganisationId, new(Guid.NewGuid(), "Swimming for two", "", "", "", "", BudgetCategory.PersonalAssistant, BudgetUnit.Session, 800, new(2026, 1, 5))));
            db.PaymentNotices.Add(new() { Id = Guid.NewGuid(), PlanId = House.PlanId, Reason = "It is less from May on", AtUtc = DateTime.UtcNow, CheckCode = letter, Pdf = "%PDF-1.7"u8.ToArray(), Html = "<style></style>" });
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }
        foreach (var domain in Enum.GetNames<ChildDomain>()) await House.SaveAsync(House.Nia, "needs-profile", $"child/{domain}/level", nameof(NeedLevel.None));
        foreach (var (section, path, value) in new[]
        {
            ("money", "lines/pa/description", "Mornings"), ("money", "lines/pa/category", nameof(BudgetCategory.PersonalAssistant)), ("money", "lines/pa/quantity", "10"), ("money", "lines/pa/unit", nameof(BudgetUnit.Hour)),
            ("money", "lines/pa/unitCostPence", "14.20"), ("money", "lines/pa/frequency", nameof(BudgetFrequency.PerWeek)),
            ("if-things-go-wrong", "plans/p/name", "Anne is ill"), ("if-things-go-wrong", "plans/p/triggers", "Anne rings"),
            ("who-is-involved", "sessionDate/day", "1"), ("who-is-involved", "sessionDate/month", "6"), ("who-is-involved", "sessionDate/year", "2024"),
        }) await House.SaveAsync(House.Nia, section, path, value);
        Assert.Equal(PhotoRefusal.None, await House.The<PhotoService>().Put(House.Joyce, House.PlanId, PhotoTests.Jpeg(60, 80)));
        Assert.Equal(LookAgainOutcome.Kept, await House.The<LookAgainService>().Say(House.Anne, House.PlanId, Guid.NewGuid(), Occasion.HealthChanged, "She sleeps less"));
    }

    /// <summary>An invitation and a share that nobody has opened, a device that asks to be let in, a code that nobody has used, and a passkey.</summary>
    private async Task GiveOutAsync()
    {
        var (toby, maureen) = ($"toby-{House.PlanId:N}@example.org", $"maureen-{House.PlanId:N}@example.org");
        var invitation = new NewInvitation(Guid.NewGuid(), "Toby", "Ashworth", Relation.Carer, "son", toby, null, null, SectionRights.All);
        Assert.Equal(InvitationRefusal.None, (await House.The<InvitationService>().Invite(House.Nia, House.PlanId, invitation)).Refusal);
        Assert.Equal(ShareRefusal.None, (await House.The<ShareService>().Share(House.Nia, House.PlanId, new(Guid.NewGuid(), "Maureen Pike", maureen, null, CopyKind.AboutMe, 7))).Refusal);
        var joins = House.The<JoinService>();
        var asks = (await joins.Ask((await joins.MakeCode(House.Nia, House.PlanId))!, Household.AnnesEntry))!.Value.Id;
        Assert.True(await House.The<FamilyAccountService>().Keep(accounts["Invited"], new FamilyPasskey(House.PlanId.ToByteArray(), [1], "A telephone", DateTime.UtcNow, 0, [], true, false, false, [1], [1])));
        real["/invited/{Token}"] = $"/invited/{LetterFolder.Newest(demo.Running.Folder, toby).Token}";
        real["/shared/{Token}"] = $"/shared/{LetterFolder.Newest(demo.Running.Folder, maureen).Token}";
        real["/join/{Token}"] = $"/join/{await joins.MakeCode(House.Nia, House.PlanId)}";
        real["/join/{join}"] = $"/join/{asks}";
        real["/code/{Invitation}"] = $"/code/{invitation.Id}";
        real["/rights/{MemberId}"] = $"/rights/{Household.AnnesEntry}";
        real["/notices/{file}"] = $"/notices/{letter}.pdf";
    }

    /// <summary>A table of the organisation's own, published, and the draft of its next version.</summary>
    private async Task MakeTablesAsync()
    {
        var tables = House.The<AllocationTableService>();
        var lead = new Actor(accounts["Lead"], "Lead", AccountRole.Lead, House.Nia.OrganisationId);
        var own = (await tables.Copy(lead, "example-children", 1))!;
        var read = (await tables.Open(lead, own.Key, 1))!.Form;
        var fields = read.ToDictionary();
        (fields["name"], fields["owner"]) = ("Our table", "The budget group");
        Assert.Equal(TableOutcome.Done, (await tables.Save(lead, own.Key, 1, fields, read)).Outcome);
        Assert.Equal(TableOutcome.Done, await tables.Publish(lead, own.Key, 1, House.The<PortalSettings>().Today, (await tables.Open(lead, own.Key, 1))!.Sha256));
        Assert.NotNull(await tables.Copy(lead, own.Key, 1));
        await using (var db = House.OpenDb()) draftForm = await db.Set<AllocationTableRow>().Where(t => t.Key == own.Key && t.Version == 2).Select(t => t.Form).SingleAsync(TestContext.Current.CancellationToken);
        real["/allocation-tables/{Key}/{Version}"] = $"/allocation-tables/{table = own.Key}/2";
    }

    /// <summary>What somebody did is undone, so that the next one finds what they found.</summary>
    public async Task PutBackAsync()
    {
        await using var db = House.OpenDb();
        foreach (var section in await db.Sections.Where(s => s.PlanId == House.PlanId).ToListAsync(TestContext.Current.CancellationToken))
        {
            if (answers.TryGetValue(section.Slug, out var before)) section.Json = before;
            else db.Remove(section);
        }
        foreach (var draft in await db.Set<AllocationTableRow>().Where(t => t.Key == table && t.Version == 2).ToListAsync(TestContext.Current.CancellationToken)) (draft.From, draft.Published, draft.Form) = (null, "", draftForm);
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>The person dies, and whoever is on the plan or at its door stays where they are; the page with the forms that are for then.</summary>
    public async Task<(string Role, string Path)> DiesAsync()
    {
        Assert.Equal(DeathRefusal.None, await House.The<DeathService>().Record(House.Nia, House.PlanId, new(PartialDate.From(House.The<PortalSettings>().Today)), Household.Pin));
        return ("Professional", $"/plans/{House.PlanId}/after-death");
    }
}
