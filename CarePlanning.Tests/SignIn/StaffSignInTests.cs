using CarePlanning.Core.Access;
using CarePlanning.Core.Audit;
using CarePlanning.Core.People;
using CarePlanning.Core.Storage;
using CarePlanning.Tests.Storage;
using Microsoft.EntityFrameworkCore;

namespace CarePlanning.Tests.SignIn;

/// <summary>What a work account says of somebody is what they are here, from the first morning to the day on which it says so no more.</summary>
public sealed class StaffSignInTests
{
    private static readonly StaffPerson Nia = new("https://issuer.example", "nia", "Nia Rees", "Nia", AccountRole.Professional, "Willow") { JobTitle = "Nurse", RegistrationBody = "Nmc", RegistrationNumber = "99Z9999E" };

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Those_who_come_first_at_one_moment_are_of_one_organisation_and_each_is_one_account(Database kind)
    {
        await using var house = await Household.OnAsync(kind);
        var staff = house.The<StaffSignInService>();
        var came = await Task.WhenAll(Enumerable.Range(0, 12).Select(n => staff.Enter(Nia with { Subject = $"s{n % 4}", Organisation = "Oak trust" })));
        Assert.All(came, c => Assert.NotNull(c.Actor));
        Assert.Equal(4, came.Select(c => c.Actor!.UserId).Distinct().Count());
        await using var db = house.OpenDb();
        Assert.Equal(1, await db.Organisations.CountAsync(o => o.Name == "Oak trust", Stop));
    }

    /// <summary>Who was struck off writes nothing any more that only somebody registered may.</summary>
    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_registration_that_is_said_no_more_is_gone_and_each_change_stands_on_the_log(Database kind)
    {
        await using var house = await Household.OnAsync(kind);
        var staff = house.The<StaffSignInService>();
        var actor = (await staff.Enter(Nia)).Actor!;
        await house.The<SessionService>().Begin(Guid.NewGuid(), actor.UserId);
        await staff.Enter(Nia);
        Guid session;
        await using (var db = house.OpenDb()) session = await db.Sessions.Where(s => s.AccountId == actor.UserId).Select(s => s.Id).SingleAsync(Stop);
        Assert.Null(await staff.KeepUp(session, Nia with { RegistrationBody = null, RegistrationNumber = null }));
        Assert.Null(await staff.KeepUp(session, Nia with { RegistrationBody = null, RegistrationNumber = null, Role = AccountRole.Lead }));
        await using var after = house.OpenDb();
        var account = await after.Accounts.SingleAsync(a => a.Id == actor.UserId, Stop);
        Assert.Equal((null, null, AccountRole.Lead), (account.RegistrationBody, account.RegistrationNumber, account.Role));
        Assert.Equal(["Professional, Willow, Nmc", "Professional, Willow, Nmc \u2192 Professional, Willow", "Professional, Willow \u2192 Lead, Willow"],
            await after.AccessLog.Where(a => a.Kind == AccessKind.AccountChanged && a.ActorId == actor.UserId).OrderBy(a => a.Sequence).Select(a => a.Detail).ToListAsync(Stop));
    }
}
