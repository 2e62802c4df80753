using CarePlanning.Core.Access;
using CarePlanning.Core.Allocation;
using CarePlanning.Core.AreaDirectory;
using CarePlanning.Core.Audit;
using CarePlanning.Core.Collaboration;
using CarePlanning.Core.Documents;
using CarePlanning.Core.People;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Plans.Sections;
using CarePlanning.Core.Signing;
using CarePlanning.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace CarePlanning.Core.Demo;

/// <summary>Puts the invented people of the demonstration into an empty database.</summary>
public sealed class DemoService(IOpenDb storage, WriteQueue queue, PlanNews news, PortalSettings settings, SigningService signing, DocumentService documents, DemoFamilyService family, DemoRequestService requests)
{
    /// <summary>The PIN of every professional in the demonstration; shown on its own pages, a secret nowhere.</summary>
    public const string Pin = "2580";

    internal static IReadOnlyList<DemoAccount> Accounts { get; } =
    [
        DemoCast.Joyce, DemoCast.Anne, DemoCast.Nia, DemoCast.Des, DemoCast.Pauline,
        DemoCast.Tess, DemoCast.Grace, DemoCast.Samir, DemoCast.Helen, DemoCast.Owen, DemoCast.Miriam, DemoCast.Tunde, DemoCast.Ravi,
    ];

    /// <summary>Writes the three plans; a database that holds anything is left as it is.</summary>
    public async Task Seed()
    {
        var organisation = Guid.CreateVersion7();
        if (!await AddAccounts(organisation)) return;
        var days = new DemoDays(settings.Today);
        await Tell(DesmondClarke.Story(), days, organisation);
        var tess = await Tell(TessOkonjo.Story(days), days, organisation);
        var joyce = await Tell(JoyceAshworth.Story(), days, organisation);
        await Agree(joyce, organisation);
        await family.Invite(joyce, organisation);
        await requests.Seed(await Actors(organisation), joyce, tess);
    }

    private Task<bool> AddAccounts(Guid organisation) => queue.Run(async () =>
    {
        await using var db = storage.Open();
        if (await db.Organisations.AnyAsync()) return false;
        db.Organisations.Add(new OrganisationRow { Id = organisation, Name = "Demo hospice and care team" });
        // Stretching a PIN takes long on purpose, so it is done once for all of them.
        var pin = ReauthenticationService.Hash(Pin);
        foreach (var account in Accounts)
            db.Accounts.Add(new AccountRow
            {
                Id = Guid.CreateVersion7(),
                OrganisationId = organisation,
                Name = account.Name,
                ShownAs = account.ShownAs,
                Role = account.Role,
                JobTitle = account.JobTitle,
                RegistrationBody = account.Nursing is null ? null : nameof(RegistrationBody.Nmc),
                RegistrationNumber = account.Nursing,
                PinHash = account.Role is AccountRole.Professional or AccountRole.Approver or AccountRole.Lead ? pin : null,
            });
        db.AddRange(DemoArea.Directory(settings.Today).Select(e => DirectoryService.Row(organisation, e)));
        var table = ShippedTables.All.Single(t => t.Key == "example-points");
        db.AddRange(DemoArea.PastCases(table).Select((c, i) => new AllocationCaseRow
        {
            Id = Guid.CreateVersion7(),
            OrganisationId = organisation,
            Tool = table.Tool,
            AtUtc = At(30 + (i * 5), 11).UtcDateTime,
            Table = table.Reference,
            PutIn = c.PutIn,
            WeeklyPence = c.WeeklyPence,
        }));
        await db.SaveChangesAsync();
        return true;
    });

    /// <summary>Begins a plan and writes down what was said at each visit, on the day it was said.</summary>
    private async Task<Guid> Tell(DemoStory story, DemoDays days, Guid organisation)
    {
        var clock = new DemoClock { Now = At(story.BegunDaysAgo, 9) };
        var then = new PortalSettings(settings.Demo, clock);
        var audit = new AuditService(clock);
        var actors = await Actors(organisation);
        var begins = actors[story.Professional.Name];
        var planId = await new PlanService(storage, queue, audit, then, news).Begin(begins, story.Begin);
        return await queue.Run(async () =>
        {
            await using var db = storage.Open();
            await using var transaction = await db.Database.BeginTransactionAsync();
            var plan = (await PlanService.Locked(db, planId))!;
            var professional = await db.Members.Where(m => m.PlanId == planId).Select(m => m.MemberId).SingleAsync();
            var page = new DemoPageService(db, plan, audit, clock, begins, actors, await AuditService.Next(db, planId));
            foreach (var member in story.Members) page.AddMember(member);
            foreach (var visit in story.Visits(days, professional))
            {
                clock.Now = At(visit.DaysAgo, visit.Hour);
                foreach (var section in visit.Sections) await page.Write(section);
            }
            plan.ChangedAtUtc = then.UtcNow;
            await db.SaveChangesAsync();
            await transaction.CommitAsync();
            return planId;
        });
    }

    /// <summary>Freezes the plan, has all three sign it and seals it, as they would at the kitchen table.</summary>
    private async Task Agree(Guid planId, Guid organisation)
    {
        var nia = (await Actors(organisation))[DemoCast.Nia.Name];
        var version = Version(await signing.Freeze(nia, planId));
        foreach (var party in version.Parties)
        {
            var (role, mark, data) = party.Relation switch
            {
                Relation.Person => (SigningRole.Person, MarkKind.Drawn, JoyceAshworth.Mark),
                Relation.Professional => (SigningRole.Professional, MarkKind.Typed, party.Name),
                _ => (SigningRole.Carer, MarkKind.Typed, party.Name),
            };
            Version(await signing.Record(nia, planId, new SigningAct(Guid.CreateVersion7().ToString("N"), party.Id, party.Name, role, SigningOutcome.Signed,
                true, mark, data, null, null, version.ContentSha256), party.Relation == Relation.Professional ? Pin : null));
        }
        Version(await documents.Finish(nia, planId));
    }

    private async Task<Dictionary<string, Actor>> Actors(Guid organisation)
    {
        await using var db = storage.Open();
        return await db.Accounts.AsNoTracking().Where(a => a.OrganisationId == organisation)
            .ToDictionaryAsync(a => a.Name, a => new Actor(a.Id, a.ShownAs, a.Role, a.OrganisationId));
    }

    private DateTimeOffset At(int daysAgo, int hour) => new(settings.Today.AddDays(-daysAgo).ToDateTime(new TimeOnly(hour, 0)), TimeSpan.Zero);

    private static PlanVersion Version(SigningResult result) => result.Version ?? throw new InvalidOperationException(
        $"The demonstration's plan could not be agreed: {result.Refusal}{(result.Refusal is SigningRefusal.StillNeeded n ? string.Join(", ", n.Problems.Select(p => $"{p.RuleId} {p.Path}")) : "")}");
}
