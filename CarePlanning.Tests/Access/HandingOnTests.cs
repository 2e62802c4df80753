using CarePlanning.Core.Access;
using CarePlanning.Core.Audit;
using CarePlanning.Core.People;
using CarePlanning.Core.Plans;
using CarePlanning.Tests.Storage;
using Microsoft.EntityFrameworkCore;

namespace CarePlanning.Tests.Access;

/// <summary>A plan whose last professional went is not left alone: the lead gives it to another, and sees none of it by that.</summary>
public sealed class HandingOnTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static Actor Lead(Household house) => new(Guid.NewGuid(), "Ravi", AccountRole.Lead, house.Nia.OrganisationId);

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task The_lead_gives_a_plan_that_nobody_has_to_a_professional_of_the_organisation_and_everybody_on_it_sees_it(Database kind)
    {
        await using var house = await Household.OnAsync(kind);
        var (handing, plans, lead) = (house.The<HandingOnService>(), house.The<PlanService>(), Lead(house));
        await LeavesAsync(house);
        Assert.Equal([new PlanWithoutStaff(house.PlanId, "Joyce Ashworth", "Nia Rees")], (await handing.ForTheLead(lead))!.Select(p => p with { Plan = p.Plan.Split(" (")[0] }));
        Assert.Equal(["Sam Other"], (await handing.Professionals(lead)).Select(a => a.Name));

        Assert.True(await handing.HandOn(lead, house.PlanId, house.Stranger.UserId));
        Assert.Empty((await handing.ForTheLead(lead))!);
        Assert.Equal(Relation.Professional, (await plans.Open(house.Stranger, house.PlanId))!.Me.Relation);
        Assert.False(await plans.MayOpen(lead, house.PlanId));
        await using var db = house.OpenDb();
        var entry = await db.Audit.Where(a => a.PlanId == house.PlanId && a.Kind == AuditKind.MemberAdded).OrderByDescending(a => a.Sequence).FirstAsync(Stop);
        Assert.Equal("Ravi", entry.ActorName);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task No_lead_gives_away_a_plan_that_somebody_has_or_that_is_anothers_or_to_anybody_else_and_nobody_but_a_lead_does(Database kind)
    {
        await using var house = await Household.OnAsync(kind);
        var handing = house.The<HandingOnService>();
        var (lead, elsewhere) = (Lead(house), Lead(house) with { OrganisationId = Guid.NewGuid() });
        Assert.False(await handing.HandOn(lead, house.PlanId, house.Stranger.UserId));
        Assert.Empty((await handing.ForTheLead(lead))!);

        await LeavesAsync(house);
        foreach (var other in new[] { house.Stranger, house.Joyce, house.Anne, house.Nia, lead with { OnlyPlan = house.PlanId } })
        {
            Assert.Null(await handing.ForTheLead(other));
            Assert.Empty(await handing.Professionals(other));
            Assert.False(await handing.HandOn(other, house.PlanId, house.Stranger.UserId));
        }
        Assert.Empty((await handing.ForTheLead(elsewhere))!);
        Assert.False(await handing.HandOn(elsewhere, house.PlanId, house.Stranger.UserId));
        foreach (var who in new[] { house.Nia.UserId, house.Joyce.UserId, house.Anne.UserId, lead.UserId, Guid.Empty }) Assert.False(await handing.HandOn(lead, house.PlanId, who));
        Assert.Single((await handing.ForTheLead(lead))!);
    }

    /// <summary>The only professional leaves the organisation.</summary>
    private static async Task LeavesAsync(Household house)
    {
        await using var db = house.OpenDb();
        await db.Accounts.Where(a => a.Id == house.Nia.UserId).ExecuteUpdateAsync(u => u.SetProperty(a => a.EndedAtUtc, DateTime.UtcNow), Stop);
    }
}
