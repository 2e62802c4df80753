using CarePlanning.Core.Access;
using CarePlanning.Core.People;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Signing;
using CarePlanning.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace CarePlanning.Core.Demo;

/// <summary>Puts the invented people of the demonstration into an empty database.</summary>
public sealed class DemoService(IOpenDb storage, PlanService plans)
{
    public async Task Seed()
    {
        await using var db = storage.Open();
        if (await db.Organisations.AnyAsync()) return;
        var organisation = new OrganisationRow { Id = Guid.CreateVersion7(), Name = "Demo hospice and care team" };
        db.Organisations.Add(organisation);
        var nia = new AccountRow { Id = Guid.CreateVersion7(), OrganisationId = organisation.Id, Name = "Nia Rees", ShownAs = "Nia", Role = AccountRole.Professional, JobTitle = "Hospice nurse", PinHash = ReauthenticationService.Hash("2580") };
        db.Accounts.Add(nia);
        await db.SaveChangesAsync();
        await plans.Begin(new Actor(nia.Id, nia.ShownAs, nia.Role, organisation.Id), new NewPlan("Joyce", "Ashworth", null, "9990000018", Pathway.EndOfLife));
    }
}
