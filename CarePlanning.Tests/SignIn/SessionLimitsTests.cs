using System.Security.Claims;
using CarePlanning.Core.Access;
using CarePlanning.Core.Storage;
using CarePlanning.Tests.Signing;
using CarePlanning.Tests.Storage;
using CarePlanning.Web.Live;
using CarePlanning.Web.Security;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CarePlanning.Tests.SignIn;

/// <summary>How long somebody is signed in, and what ends it; by a clock that is moved by hand.</summary>
public sealed class SessionLimitsTests
{
    private static readonly SessionLimits Limits = SessionLimits.Usual;

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task SC_01_refuses_a_session_half_an_hour_after_the_last_thing_done(Database kind)
    {
        var time = new HandTime();
        await using var house = await Household.OnAsync(kind, time);
        var sessions = house.The<SessionService>();
        var key = await house.SignInAsync(house.Nia);
        time.Advance(Limits.Idle - TimeSpan.FromSeconds(1));
        Assert.NotNull(await sessions.Enter(key, house.PlanId));
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(await sessions.Find(key));
        Assert.Null(await sessions.Enter(key, house.PlanId));
    }

    [Fact]
    public async Task SC_01_allows_a_session_that_is_used_until_twelve_hours_after_it_began_and_no_longer()
    {
        var time = new HandTime();
        await using var house = await Household.OnAsync(Database.Sqlite, time);
        var sessions = house.The<SessionService>();
        var key = await house.SignInAsync(house.Nia);
        for (var worked = TimeSpan.Zero; worked < Limits.Longest - TimeSpan.FromMinutes(20); worked += TimeSpan.FromMinutes(20))
        {
            time.Advance(TimeSpan.FromMinutes(20));
            var now = (await sessions.Find(key))!.Session!;
            Assert.Equal(time.GetUtcNow().UtcDateTime, (await sessions.Saw(now)).SeenAtUtc);
        }
        time.Advance(TimeSpan.FromMinutes(20) - TimeSpan.FromSeconds(1));
        var last = (await sessions.Find(key))!.Session!;
        Assert.Equal(last.LastsUntilUtc(Limits), last.EndsAtUtc(Limits));
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(await sessions.Find(key));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_session_ends_by_signing_out_by_signing_in_anew_in_the_same_browser_and_with_its_account(Database kind)
    {
        await using var house = await Household.OnAsync(kind);
        var sessions = house.The<SessionService>();
        var (left, replaced, removed, others) = (await house.SignInAsync(house.Nia), await house.SignInAsync(house.Nia), await house.SignInAsync(house.Nia), await house.SignInAsync(house.Anne));
        await sessions.End(left.SessionId!.Value);
        Assert.Null(await sessions.Find(left));
        var anew = Guid.NewGuid();
        await sessions.Begin(anew, house.Anne.UserId, before: replaced.SessionId);
        Assert.Null(await sessions.Find(replaced));
        Assert.NotNull(await sessions.Find(removed));
        Assert.True(await house.The<StaffSignInService>().EndAccess(house.Nia.UserId));
        Assert.Null(await sessions.Find(removed));
        Assert.Null(await sessions.Enter(removed, house.PlanId));
        Assert.Null(await sessions.Find(await house.SignInAsync(house.Nia)));
        Assert.NotNull(await sessions.Enter(others, house.PlanId));
        // A session is its account's: with another's name on it, it is nobody's.
        Assert.Null(await sessions.Find(others with { UserId = house.Joyce.UserId }));
        Assert.Null(await sessions.Find(new SessionKey(house.Anne.UserId, Guid.NewGuid())));
        Assert.Null(await sessions.Find(new SessionKey(house.Anne.UserId)));
    }

    [Theory]
    [InlineData("signed out")]
    [InlineData("idle")]
    [InlineData("access ended")]
    public async Task An_open_page_is_nobodys_within_a_minute_of_the_end_of_its_session(string how)
    {
        var time = new HandTime();
        await using var house = await Household.OnAsync(Database.Sqlite, time);
        var key = await house.SignInAsync(house.Nia);
        var who = new ServerAuthenticationStateProvider();
        who.SetAuthenticationState(Task.FromResult(new AuthenticationState(PrincipalOf(key, house.Nia))));
        var over = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        who.AuthenticationStateChanged += _ => over.TrySetResult();
        using var watch = new SessionWatch(who, house.The<SessionService>(), time);
        await watch.OnCircuitOpenedAsync(null!, TestContext.Current.CancellationToken);
        await watch.Look();
        Assert.True((await who.GetAuthenticationStateAsync()).User.Identity!.IsAuthenticated);

        if (how == "signed out") await house.The<SessionService>().End(key.SessionId!.Value);
        else if (how == "access ended") await house.The<StaffSignInService>().EndAccess(house.Nia.UserId);
        else time.Advance(Limits.Idle);
        time.Advance(TimeSpan.FromSeconds(60));
        await over.Task.WaitAsync(TestContext.Current.CancellationToken);
        Assert.False((await who.GetAuthenticationStateAsync()).User.Identity!.IsAuthenticated);
    }

    [Fact]
    public async Task An_open_page_is_asked_for_anew_within_a_minute_of_a_changed_role_and_only_then()
    {
        var time = new HandTime();
        await using var house = await Household.OnAsync(Database.Sqlite, time);
        var key = await house.SignInAsync(house.Nia);
        var who = new ServerAuthenticationStateProvider();
        who.SetAuthenticationState(Task.FromResult(new AuthenticationState(PrincipalOf(key, house.Nia))));
        var said = 0;
        who.AuthenticationStateChanged += _ => said++;
        using var watch = new SessionWatch(who, house.The<SessionService>(), time);
        await watch.Look();
        await watch.Look();
        Assert.Equal(0, said);
        foreach (var change in new Action<AccountRow>[] { a => a.Role = Core.People.AccountRole.Lead, a => a.OrganisationId = Guid.NewGuid() })
        {
            await using var db = house.OpenDb();
            change(await db.Accounts.SingleAsync(a => a.Id == house.Nia.UserId, TestContext.Current.CancellationToken));
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
            said = 0;
            await watch.Look();
            await watch.Look();
            Assert.Equal((1, true), (said, (await who.GetAuthenticationStateAsync()).User.Identity!.IsAuthenticated));
        }
        // By itself it looks four times a minute, and first when the page opens.
        using var open = new SessionWatch(who, house.The<SessionService>(), time);
        await open.OnCircuitOpenedAsync(null!, TestContext.Current.CancellationToken);
        var anew = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        who.AuthenticationStateChanged += _ => anew.TrySetResult();
        await using (var db = house.OpenDb())
            await db.Accounts.Where(a => a.Id == house.Nia.UserId).ExecuteUpdateAsync(a => a.SetProperty(x => x.Role, Core.People.AccountRole.Professional), TestContext.Current.CancellationToken);
        time.Advance(TimeSpan.FromSeconds(60));
        await anew.Task.WaitAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>The list of plans may be open in another tab when the laptop goes round the table.</summary>
    [Fact]
    public async Task An_open_page_knows_nobody_while_the_laptop_goes_round_to_be_signed_on_and_its_owner_after()
    {
        var time = new HandTime();
        await using var house = await Household.OnAsync(Database.Sqlite, time);
        var (key, sessions) = (await house.SignInAsync(house.Nia), house.The<SessionService>());
        var (nia, who, actors) = ((await sessions.Find(key))!, new ServerAuthenticationStateProvider(), new CurrentActor(sessions, house.The<Core.Audit.AccessLogService>()));
        var principal = PrincipalOf(key, house.Nia);
        who.SetAuthenticationState(Task.FromResult(new AuthenticationState(principal)));
        var said = 0;
        who.AuthenticationStateChanged += _ => said++;
        using var watch = new SessionWatch(who, sessions, time);
        await watch.Look();
        await sessions.PassRound(nia, house.PlanId);
        await watch.Look();
        // What hangs on it asks again, and is told of nobody.
        Assert.Equal((1, null, null), (said, await actors.Of(principal), await actors.Into(principal, house.PlanId)));
        // A tab from before is another pair of hands: it is read again, and what it sends is not taken.
        Assert.NotEqual(nia.DeviceUser, (await sessions.Find(key))!.DeviceUser);
        Assert.Equal((await sessions.Find(key))!.DeviceUser, (await sessions.Enter(key, house.PlanId))!.Actor.DeviceUser);
        await using (var db = house.OpenDb()) Assert.False(await db.AccessLog.AnyAsync(a => a.PlanId == house.PlanId, TestContext.Current.CancellationToken));
        await sessions.BackToOwner(key.SessionId!.Value);
        await watch.Look();
        Assert.Equal((2, nia.DeviceUser), (said, (await actors.Of(principal))!.DeviceUser));
    }

    [Fact]
    public async Task A_changed_role_counts_at_the_next_thing_done()
    {
        await using var house = await Household.OnAsync(Database.Sqlite);
        var key = await house.SignInAsync(house.Nia);
        await using (var db = house.OpenDb())
            await db.Accounts.Where(a => a.Id == house.Nia.UserId).ExecuteUpdateAsync(a => a.SetProperty(x => x.Role, Core.People.AccountRole.Lead), TestContext.Current.CancellationToken);
        Assert.Equal(Core.People.AccountRole.Lead, (await house.The<SessionService>().Find(key))!.Role);
    }

    [Fact]
    public async Task Signing_in_again_counts_for_ten_minutes_and_not_for_whoever_the_laptop_is_handed_to()
    {
        var time = new HandTime();
        await using var house = await Household.OnAsync(Database.Sqlite, time);
        await using (var db = house.OpenDb())
        {
            (await db.Accounts.SingleAsync(a => a.Id == house.Nia.UserId, TestContext.Current.CancellationToken)).PinHash = null;
            db.WorkAccounts.Add(new WorkAccountRow { Issuer = "https://issuer.example", Subject = "nia", AccountId = house.Nia.UserId });
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }
        var (sessions, again) = (house.The<SessionService>(), house.The<Core.Signing.ReauthenticationService>());
        var key = await house.SignInAsync(house.Nia);
        await using (var db = house.OpenDb())
        {
            house.The<VouchingService>().Keep(db, key.SessionId!.Value, "token");
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }
        async Task ShowAsync()
        {
            var (before, anew) = (key, key with { SessionId = Guid.NewGuid() });
            Assert.True(await sessions.ShownAgain(before.SessionId!.Value, anew.SessionId.Value));
            // What the browser had until then, or a copy of it, opens nothing and shows nothing.
            Assert.Null(await sessions.Find(before));
            Assert.False(await sessions.ShownAgain(before.SessionId.Value, Guid.NewGuid()));
            key = anew;
        }
        var began = (await sessions.Find(key))!.Session!.BeganAtUtc;
        await ShowAsync();
        var nia = (await sessions.Find(key))!;
        // What the issuer is asked with goes along where nothing new came.
        await using (var db = house.OpenDb()) Assert.Equal((key.SessionId, "token"), await db.Vouchings.Select(v => new { v }).SingleAsync(TestContext.Current.CancellationToken) is { v: var vouched } ? (vouched.SessionId, vouched.RefreshToken) : default);
        // However often somebody shows who they are, a session lasts no longer.
        Assert.Equal(began, nia.Session!.BeganAtUtc);
        time.Advance(Core.Signing.ReauthenticationService.ShownFor);
        Assert.Equal(Core.Signing.PinAnswer.ShowAgain, await again.Ask(nia, null));
        await ShowAsync();
        nia = (await sessions.Find(key))!;
        // In another session of hers it was not shown.
        Assert.Equal(Core.Signing.PinAnswer.ShowAgain, await again.Ask((await sessions.Find(await house.SignInAsync(house.Nia)))!, null));
        Assert.True(await house.The<HandoverService>().HandOver(nia, key.SessionId!.Value, house.PlanId));
        var held = (await sessions.Find(key))!;
        Assert.Equal((true, Core.Signing.PinAnswer.ShowAgain), (held.HandedOver, await house.The<HandoverService>().TakeBack(held, key.SessionId.Value, "2580")));
        await ShowAsync();
        held = (await sessions.Find(key))!;
        Assert.True(held.HandedOver);
        Assert.Equal(Core.Signing.PinAnswer.Right, await house.The<HandoverService>().TakeBack(held, key.SessionId.Value, null));
        Assert.False((await sessions.Find(key))!.HandedOver);
    }

    [Fact]
    public async Task A_laptop_that_went_round_is_out_until_its_owner_shows_themselves_whoever_else_signs_in_on_it()
    {
        await using var house = await Household.OnAsync(Database.Sqlite);
        var (sessions, handovers) = (house.The<SessionService>(), house.The<HandoverService>());
        var key = await house.SignInAsync(house.Nia);
        await sessions.PassRound((await sessions.Find(key))!, house.PlanId);
        await sessions.Begin(Guid.NewGuid(), house.Anne.UserId, before: key.SessionId);
        Assert.Null(await sessions.Find(key));
        Assert.True(await handovers.IsOut(house.Nia.UserId));

        key = await house.SignInAsync(house.Joyce);
        await sessions.Begin(Guid.NewGuid(), house.Joyce.UserId, before: key.SessionId);
        Assert.False(await handovers.IsOut(house.Joyce.UserId));
        Assert.True(await handovers.IsOut(house.Nia.UserId));
    }

    private static ClaimsPrincipal PrincipalOf(SessionKey key, Actor who) => new(new ClaimsIdentity(
        [new(ClaimTypes.NameIdentifier, who.UserId.ToString()), new("session", key.SessionId.ToString()!)], "test"));
}
