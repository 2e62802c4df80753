using CarePlanning.Core.Access;
using CarePlanning.Core.Audit;
using CarePlanning.Core.Keys;
using CarePlanning.Core.People;
using CarePlanning.Core.Storage;
using CarePlanning.Tests.Signing;
using CarePlanning.Tests.Storage;
using CarePlanning.Web.Live;
using CarePlanning.Web.Security;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CarePlanning.Tests.SignIn;

/// <summary>What an issuer says of somebody counts while they are signed in, and not only when they come.</summary>
public sealed class IssuerWatchTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, InlineData(false), InlineData(true)]
    public async Task Whose_account_the_issuer_disabled_is_signed_out_and_nobody_else(bool entra)
    {
        await using var portal = await StartAsync(entra);
        using var nia = await Traveller.SignedInAsync(portal);
        Assert.Contains("offline_access", portal.Issuer.Asked[0], StringComparison.Ordinal);
        portal.Issuer.Subject = "samir";
        portal.Issuer.Says[0] = ("name", "Samir Qureshi");
        using var samir = await Traveller.SignedInAsync(portal);
        (portal.Issuer.Subject, portal.Issuer.Says[0]) = ("nia", ("name", "Nia Rees"));
        // Each answer brings what the next question is asked with.
        for (var times = 1; times <= 3; times++)
        {
            await AskAsync(portal, "Nia Rees");
            Assert.Equal(times, portal.Issuer.AskedAgain);
            Assert.Equal("/plans", (await nia.GoAsync("/plans")).At.AbsolutePath);
        }
        portal.Issuer.Vouches = false;
        await AskAsync(portal, "Nia Rees");
        Assert.Equal("/sign-in", (await nia.GoAsync("/plans")).At.AbsolutePath);
        Assert.Equal("/plans", (await samir.GoAsync("/plans")).At.AbsolutePath);
        Assert.Empty(portal.Logged);
        await using var after = portal.The<IOpenDb>().Open();
        Assert.Equal([("work account", "NoMore")], (await after.AccessLog.Where(a => a.Kind == AccessKind.SignedOut).ToListAsync(Stop)).Select(a => (a.What, a.Detail!)));
        await AskAsync(portal, "nobody");
        Assert.Equal(1, await after.Vouchings.CountAsync(Stop));
    }

    [Fact]
    public async Task A_role_that_changed_at_the_issuer_counts_while_somebody_is_signed_in_and_without_one_they_are_signed_out()
    {
        await using var portal = await StartAsync(entra: false);
        using var nia = await Traveller.SignedInAsync(portal);
        await BecomesAsync("Care.Lead");
        Assert.Equal((AccountRole.Lead, "/plans"), ((await AccountAsync()).Role, (await nia.GoAsync("/plans")).At.AbsolutePath));
        await BecomesAsync("Care.Professional");
        Assert.Equal(AccountRole.Professional, (await AccountAsync()).Role);
        // What changes nothing is not written either.
        var before = await LastAsync();
        await AskAsync(portal, "Nia Rees");
        Assert.Equal(before, await LastAsync());
        await BecomesAsync("Care.Gardener");
        Assert.Equal((AccountRole.Professional, "/sign-in"), ((await AccountAsync()).Role, (await nia.GoAsync("/plans")).At.AbsolutePath));

        async Task BecomesAsync(string role)
        {
            portal.Issuer.Says.RemoveAll(s => s.Name == "roles");
            portal.Issuer.Says.Add(("roles", role));
            await AskAsync(portal, "Nia Rees");
        }

        async Task<AccountRow> AccountAsync()
        {
            await using var db = portal.The<IOpenDb>().Open();
            return await db.Accounts.SingleAsync(Stop);
        }

        async Task<DateTime> LastAsync()
        {
            await using var db = portal.The<IOpenDb>().Open();
            return (await db.WorkAccounts.SingleAsync(Stop)).LastAtUtc;
        }
    }

    /// <summary>A portal in a house must not close because somebody else's server is down.</summary>
    [Fact]
    public async Task An_issuer_that_is_out_of_order_or_answers_with_a_token_that_is_not_good_changes_nothing()
    {
        await using var portal = await StartAsync(entra: false);
        using var nia = await Traveller.SignedInAsync(portal);
        portal.Issuer.IsOutOfOrder = true;
        await AskAsync(portal, "Nia Rees");
        portal.Issuer.IsOutOfOrder = false;
        portal.Issuer.IsAskedTooOften = true;
        await AskAsync(portal, "Nia Rees");
        portal.Issuer.IsAskedTooOften = false;
        portal.Issuer.Says.Add(("roles", "Care.Lead"));
        portal.Issuer.Says.RemoveAll(s => s == ("roles", "Care.Professional"));
        foreach (var (name, value) in new (string, object)[] { ("exp", 0L), ("aud", "somebody-else"), ("iss", "https://evil.example/") })
        {
            portal.Issuer.Spoils = (name, value);
            await AskAsync(portal, "Nia Rees");
        }
        portal.Issuer.Spoils = null;
        portal.Issuer.Forge = token => token[..^6] + "AAAAAA";
        await AskAsync(portal, "Nia Rees");
        Assert.Equal((6, "/plans"), (portal.Issuer.AskedAgain, (await nia.GoAsync("/plans")).At.AbsolutePath));
        // The library complains as well, of the tokens.
        Assert.Equal(6, portal.Logged.Count(l => l.Contains(nameof(IssuerWatch), StringComparison.Ordinal)));
        await using var db = portal.The<IOpenDb>().Open();
        Assert.Equal(AccountRole.Professional, (await db.Accounts.SingleAsync(Stop)).Role);
        // And the next good answer counts.
        portal.Issuer.Forge = null;
        await AskAsync(portal, "Nia Rees");
        Assert.Equal(AccountRole.Lead, (await db.Accounts.AsNoTracking().SingleAsync(Stop)).Role);
    }

    [Fact]
    public async Task What_the_issuer_is_asked_with_lies_encrypted_and_is_not_asked_for_where_nobody_asks()
    {
        await using (var portal = await StartAsync(entra: false))
        {
            using var nia = await Traveller.SignedInAsync(portal);
            await using var db = portal.The<IOpenDb>().Open();
            var read = (await db.Vouchings.AsNoTracking().SingleAsync(Stop)).RefreshToken;
            var kept = (await db.Database.SqlQueryRaw<string>("SELECT RefreshToken AS Value FROM Vouchings").ToListAsync(Stop)).Single();
            Assert.StartsWith("aes1:", kept, StringComparison.Ordinal);
            Assert.DoesNotContain(read, kept, StringComparison.Ordinal);
        }
        await using var other = await WorkPortal.StartAsync(entra: false, ("SignIn:AskIssuerSeconds", "0"));
        using var again = await Traveller.SignedInAsync(other);
        Assert.DoesNotContain("offline_access", other.Issuer.Asked[0], StringComparison.Ordinal);
        await using var none = other.The<IOpenDb>().Open();
        Assert.False(await none.Vouchings.AnyAsync(Stop));
        Assert.DoesNotContain(other.Services.GetServices<IHostedService>(), s => s is IssuerWatch);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Each_session_is_asked_about_by_one_portal_at_a_time_and_only_while_it_lasts(Database kind)
    {
        var time = new HandTime();
        await using var house = await Household.OnAsync(kind, time);
        var (vouching, every) = (house.The<VouchingService>(), TimeSpan.FromSeconds(20));
        var (nia, samir) = ((await house.SignInAsync(house.Nia)).SessionId!.Value, (await house.SignInAsync(house.Stranger)).SessionId!.Value);
        await KeepAsync(house, nia, "a");
        time.Advance(TimeSpan.FromSeconds(1));
        await KeepAsync(house, samir, "b");
        time.Advance(every - TimeSpan.FromSeconds(1));
        var about = Assert.Single(await vouching.Due(every));
        Assert.Equal(new ToAsk(nia, house.Nia.UserId, "a", every), about);
        // Of portals that look at once one asks.
        Assert.Single(await Task.WhenAll(vouching.Take(about), vouching.Take(about), vouching.Take(about)), taken => taken);
        Assert.Empty(await vouching.Due(every));
        time.Advance(TimeSpan.FromSeconds(1));
        var other = Assert.Single(await vouching.Due(every));
        Assert.Equal((samir, "b"), (other.SessionId, other.RefreshToken));
        Assert.True(await vouching.Take(other));
        Assert.Null(await vouching.StillVouchedFor(other, null, "c"));
        // Somebody else's word is nobody's; what is asked with next is kept all the same.
        Assert.Equal(StaffRefusal.OtherAccount, await vouching.StillVouchedFor(about, new StaffPerson("https://issuer.example", "eve", "Eve", "Eve", AccountRole.Professional, "Willow"), "d"));
        time.Advance(every);
        Assert.Equal(["d", "c"], (await vouching.Due(every)).Select(d => d.RefreshToken));
        await house.The<SessionService>().End(samir);
        Assert.Equal(["d"], (await vouching.Due(every)).Select(d => d.RefreshToken));
        time.Advance(SessionLimits.Usual.Idle);
        Assert.Empty(await vouching.Due(every));
        await using var db = house.OpenDb();
        Assert.False(await db.Vouchings.AnyAsync(Stop));
    }

    /// <summary>The forgotten browser in the office is one thing, the phones at the kitchen table another.</summary>
    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task An_account_is_asked_about_once_and_its_telephones_go_with_the_last_of_its_sessions(Database kind)
    {
        var time = new HandTime();
        await using var house = await Household.OnAsync(kind, time);
        var (vouching, joins, every) = (house.The<VouchingService>(), house.The<Core.Collaboration.JoinService>(), TimeSpan.FromSeconds(30));
        var (office, table) = ((await house.SignInAsync(house.Nia)).SessionId!.Value, (await house.SignInAsync(house.Nia)).SessionId!.Value);
        await KeepAsync(house, office, "office");
        await KeepAsync(house, table, "table");
        var (id, secret) = (await joins.Ask((await joins.MakeCode(house.Nia, house.PlanId))!, "anne"))!.Value;
        Assert.True(await joins.Admit(house.Nia, house.PlanId, id));
        var phone = new SessionKey((await joins.Enter(id, secret))!.Value.UserId, JoinId: id);
        time.Advance(every);
        var first = Assert.Single(await vouching.Due(every));
        Assert.True(await vouching.Take(first));
        Assert.Empty(await vouching.Due(every));
        Assert.True(await vouching.NoMore(first, "NoMore"));
        Assert.False(await vouching.NoMore(first, "NoMore"));
        Assert.NotNull(await house.The<SessionService>().Find(phone));
        // The other is next, and at once.
        var last = Assert.Single(await vouching.Due(every));
        Assert.Equal(new HashSet<Guid> { office, table }, [first.SessionId, last.SessionId]);
        Assert.True(await vouching.Take(last));
        Assert.True(await vouching.NoMore(last, "NoMore"));
        Assert.Null(await house.The<SessionService>().Find(phone));
    }

    private static async Task KeepAsync(Household house, Guid session, string token)
    {
        await using var db = house.OpenDb();
        house.The<VouchingService>().Keep(db, session, token);
        await db.SaveChangesAsync(Stop);
    }

    /// <summary>An answer need say no more than who it is about (OpenID Connect Core, 12.2); the role of somebody at work does not hang on that.</summary>
    [Fact]
    public async Task A_token_that_says_nothing_of_what_somebody_is_changes_nothing()
    {
        await using var portal = await StartAsync(entra: false);
        using var nia = await Traveller.SignedInAsync(portal);
        portal.Issuer.SaysLittleAgain = true;
        for (var times = 0; times < 2; times++) await AskAsync(portal, "Nia Rees");
        Assert.Equal((2, "/plans"), (portal.Issuer.AskedAgain, (await nia.GoAsync("/plans")).At.AbsolutePath));
        Assert.Empty(portal.Logged);
    }

    /// <summary>By itself, and also after the database did not answer: a watch that has stopped is noticed by nobody.</summary>
    [Fact]
    public async Task It_looks_by_itself_and_goes_on_after_whatever_failed()
    {
        var time = new HandTime();
        var broken = new BrokenDb();
        using var queue = new WriteQueue(oneAtATime: false);
        var log = new AccessLogService(broken, queue, time);
        using var watch = new IssuerWatch(new VouchingService(broken, queue, time, SessionLimits.Usual, null!, null!, log),
            WorkSignIn.Read(Settings("20"), inEarnest: true), null!, time, Microsoft.Extensions.Logging.Abstractions.NullLogger<IssuerWatch>.Instance);
        await watch.StartAsync(Stop);
        await time.WaitedOn.WaitAsync(Stop);
        for (var times = 1; times <= 3; times++)
        {
            var asked = broken.Asked;
            time.Advance(IssuerWatch.LookEvery);
            await asked.WaitAsync(Stop);
            Assert.False(watch.ExecuteTask!.IsCompleted);
        }
        await watch.StopAsync(Stop);
    }

    private sealed class BrokenDb : IOpenDb
    {
        private TaskCompletionSource asked = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Asked => asked.Task;
        public DbProvider Provider => DbProvider.Postgres;

        public CarePlanDb Open()
        {
            var was = asked;
            asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
            was.SetResult();
            throw new InvalidOperationException("An exception has been raised that is likely due to a transient failure.");
        }
    }

    [Fact]
    public void Asking_and_looking_take_less_than_a_minute_together_unless_the_settings_say_otherwise()
    {
        var usual = WorkSignIn.Read(Settings(null), inEarnest: true).AskAgain!.Value;
        Assert.InRange(usual + IssuerWatch.LookEvery + IssuerWatch.Promised + SessionWatch.Every, TimeSpan.Zero, TimeSpan.FromMinutes(1) - TimeSpan.FromSeconds(1));
        Assert.Equal(TimeSpan.FromMinutes(5), WorkSignIn.Read(Settings("300"), inEarnest: true).AskAgain);
        foreach (var wrong in new[] { "9", "-1", "soon", "3601" })
            Assert.Contains("AskIssuerSeconds", Assert.Throws<InvalidOperationException>(() => WorkSignIn.Read(Settings(wrong), inEarnest: true)).Message, StringComparison.Ordinal);
    }

    private static IConfigurationSection Settings(string? seconds) => new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
    {
        ["SignIn:Authority"] = "https://issuer.example",
        ["SignIn:ClientId"] = "careplanning",
        ["SignIn:Map:0:Claim"] = "roles",
        ["SignIn:Map:0:Role"] = "Professional",
        ["SignIn:Map:1:Claim"] = "org",
        ["SignIn:Map:1:Organisation"] = "Willow",
        ["SignIn:AskIssuerSeconds"] = seconds,
    }).Build().GetSection("SignIn");

    private static Task<WorkPortal> StartAsync(bool entra) => WorkPortal.StartAsync(entra);

    /// <summary>Lets the time pass for the sessions of this name, and asks.</summary>
    private static async Task AskAsync(WorkPortal portal, string name)
    {
        await using (var db = portal.The<IOpenDb>().Open())
            await db.Vouchings.Where(v => db.Sessions.Any(s => s.Id == v.SessionId && db.Accounts.Any(a => a.Id == s.AccountId && a.Name == name)))
                .ExecuteUpdateAsync(u => u.SetProperty(v => v.AskedAtUtc, DateTime.UtcNow.AddSeconds(-3601)), Stop);
        await portal.Services.GetServices<IHostedService>().OfType<IssuerWatch>().Single().Look(Stop);
    }
}
