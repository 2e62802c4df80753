using CarePlanning.Core.Access;
using CarePlanning.Core.Funding;
using CarePlanning.Core.People;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Storage;
using CarePlanning.Tests.Family;
using CarePlanning.Tests.Storage;
using Microsoft.EntityFrameworkCore;

namespace CarePlanning.Tests.Access;

/// <summary>What a work account says now counts on the plans somebody has been on for years.</summary>
public sealed class ChangedAccountsTests
{
    private static readonly Dictionary<string, Action<AccountRow>> Changes = new(StringComparer.Ordinal)
    {
        ["approver"] = a => a.Role = AccountRole.Approver,
        ["lead"] = a => a.Role = AccountRole.Lead,
        ["elsewhere"] = a => a.OrganisationId = Guid.NewGuid(),
        ["ended"] = a => a.EndedAtUtc = DateTime.UtcNow,
    };

    public static TheoryData<Database, string> Everything => [.. from kind in Enum.GetValues<Database>() from change in Changes.Keys select (kind, change)];

    [Theory, MemberData(nameof(Everything))]
    public async Task Who_is_a_professional_here_no_more_is_on_no_plan_and_is_again_when_they_are(Database kind, string change)
    {
        await using var table = await FamilyTable.OnAsync(kind);
        var (house, plans) = (table.House, table.House.The<PlanService>());
        Assert.True(await table.Circles.AddColleague(house.Nia, table.Plan, house.Stranger.UserId));
        var sam = (await house.SeenByAsync(house.Stranger)).Me;
        await house.SaveAsync(house.Stranger, "about-me", "mostImportant/words", "The garden");
        Assert.True(CircleService.MayEnd(house.Nia, (await house.SeenByAsync(house.Nia)).Circle, sam));

        await ChangeAsync(house, Changes[change]);
        Assert.Null(await plans.Open(house.Stranger, table.Plan));
        Assert.Empty(await plans.Mine(house.Stranger));
        Assert.Null(await table.Sessions.Enter(await table.SignInAsync(house.Stranger), table.Plan));
        Assert.DoesNotContain((await table.Circles.Readers(house.Joyce, table.Plan))!, r => r.Member.UserId == house.Stranger.UserId);
        var nias = await house.SeenByAsync(house.Nia);
        // Nobody stays of the staff but her, so she stays.
        Assert.False(CircleService.MayEnd(house.Nia, nias.Circle, nias.Me));
        // What was planned by somebody is not theirs to decide, whatever they are now.
        Assert.Equal(RequestRefusal.OwnRequest, RequestAccess.Barred(house.Stranger, nias.Circle, [Seat.TeamLead], new RequestFacts(house.Nia.OrganisationId, RequestRoute.TeamLead, RequestState.Waiting, house.Nia.UserId, 1, [])));
        Assert.Equal(RequestRefusal.None, RequestAccess.Barred(house.Stranger with { UserId = Guid.NewGuid() }, nias.Circle, [Seat.TeamLead], new RequestFacts(house.Nia.OrganisationId, RequestRoute.TeamLead, RequestState.Waiting, house.Nia.UserId, 1, [])));
        Assert.Contains((await house.The<HistoryService>().Of(house.Joyce, table.Plan, 0)).Lines, l => l.By == house.Stranger.Name);

        await ChangeAsync(house, a => (a.Role, a.OrganisationId, a.EndedAtUtc) = (AccountRole.Professional, house.Nia.OrganisationId, null));
        Assert.NotNull(await plans.Open(house.Stranger, table.Plan));
        Assert.Single(await plans.Mine(house.Stranger));
        Assert.Equal(sam.Id, (await table.Sessions.Enter(await table.SignInAsync(house.Stranger), table.Plan))!.Circle.MemberFor(house.Stranger)!.Id);
    }

    [Theory, MemberData(nameof(Everything))]
    public async Task Who_is_a_professional_here_no_more_has_no_plan_open_in_an_emergency_either(Database kind, string change)
    {
        await using var table = await FamilyTable.OnAsync(kind);
        var house = table.House;
        var key = await table.SignInAsync(house.Stranger);
        await using (var db = house.OpenDb())
        {
            db.BreakGlass.Add(new BreakGlassRow { Id = Guid.CreateVersion7(), PlanId = table.Plan, UserId = house.Stranger.UserId, Name = house.Stranger.Name, Reason = "She is at the door", AtUtc = table.Clock.Now.UtcDateTime, EndsAtUtc = table.Clock.Now.UtcDateTime.AddHours(1) });
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }
        Assert.Equal(table.Plan, (await table.Sessions.Find(key))!.BrokeInto);
        Assert.NotNull(await table.Sessions.Enter(key, table.Plan));
        await ChangeAsync(house, Changes[change]);
        Assert.Null((await table.Sessions.Find(key))?.BrokeInto);
        Assert.Null(await table.Sessions.Enter(key, table.Plan));
    }

    private static async Task ChangeAsync(Household house, Action<AccountRow> change)
    {
        await using var db = house.OpenDb();
        change(await db.Accounts.SingleAsync(a => a.Id == house.Stranger.UserId, TestContext.Current.CancellationToken));
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
    }
}
