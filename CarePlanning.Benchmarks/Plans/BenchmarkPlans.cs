using CarePlanning.Core.Access;
using CarePlanning.Core.People;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Signing;
using CarePlanning.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CarePlanning.Benchmarks.Plans;

/// <summary>The plans that are measured with: some with every answer filled in, and some empty.</summary>
internal sealed record BenchmarkPlans(Actor Nurse, Actor Carer, IReadOnlyList<Guid> Filled, IReadOnlyList<Guid> Empties)
{
    public const string Section = "about-me";
    public const string Path = "mostImportant/words";

    public Guid Empty => Empties[0];

    /// <summary>Makes an organisation, two people of its own and the plans they share.</summary>
    public static async Task<BenchmarkPlans> Make(IServiceProvider services, int filled, int empty = 1)
    {
        var storage = services.GetRequiredService<IOpenDb>();
        var organisation = new OrganisationRow { Id = Guid.CreateVersion7(), Name = "Hospice of the benchmark" };
        var nurse = new AccountRow { Id = Guid.CreateVersion7(), OrganisationId = organisation.Id, Name = "Nia Rees", ShownAs = "Nia", Role = AccountRole.Professional, PinHash = ReauthenticationService.Hash("2580") };
        var carer = new AccountRow { Id = Guid.CreateVersion7(), OrganisationId = organisation.Id, Name = "Anne Ashworth", ShownAs = "Anne", Role = AccountRole.Carer };
        await using (var db = storage.Open())
        {
            db.Organisations.Add(organisation);
            db.Accounts.AddRange(nurse, carer);
            await db.SaveChangesAsync();
        }
        var plans = new List<Guid>();
        for (var i = 0; i < filled; i++) plans.Add(await Begin(services, Of(nurse), carer, FilledAnswers.New()));
        var empties = new List<Guid>();
        for (var i = 0; i < empty; i++) empties.Add(await Begin(services, Of(nurse), carer, null));
        return new BenchmarkPlans(Of(nurse), Of(carer), plans, empties);
    }

    private static Actor Of(AccountRow account) => new(account.Id, account.ShownAs, account.Role, account.OrganisationId);

    private static async Task<Guid> Begin(IServiceProvider services, Actor nurse, AccountRow carer, PlanAnswers? answers)
    {
        var id = await services.GetRequiredService<PlanService>().Begin(nurse, new NewPlan("Joyce", "Ashworth", null, "9990000018", Pathway.JointFunded));
        await using var db = services.GetRequiredService<IOpenDb>().Open();
        db.Members.Add(new MemberRow { PlanId = id, MemberId = "entry1", UserId = carer.Id, Relation = Relation.Carer, ShownAs = carer.ShownAs, AddedAtUtc = DateTime.UtcNow });
        if (answers is not null)
        {
            await db.Sections.Where(s => s.PlanId == id).ExecuteDeleteAsync();
            foreach (var s in PlanSections.All)
                db.Sections.Add(new SectionRow { PlanId = id, Slug = s.Slug, Json = SectionJson.Write(answers[s.Slug]), Schema = SectionJson.Schema, Version = 1 });
        }
        await db.SaveChangesAsync();
        return id;
    }
}
