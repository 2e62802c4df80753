using System.Net;
using CarePlanning.Core.Access;
using CarePlanning.Core.Audit;
using CarePlanning.Core.People;
using CarePlanning.Core.Signing;
using CarePlanning.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace CarePlanning.Tests.SignIn;

/// <summary>Staff sign in with their work account, at an issuer like Entra ID and at any other; both run for real, on loopback.</summary>
public sealed class WorkSignInTests
{
    [Theory, InlineData(false), InlineData(true)]
    public async Task Staff_come_in_with_their_work_account_and_out_again(bool entra)
    {
        await using var portal = await WorkPortal.StartAsync(entra);
        using var nia = await Traveller.SignedInAsync(portal);
        // A code for one use, bound to this browser; no token in any address.
        var asked = Assert.Single(portal.Issuer.Asked);
        foreach (var part in new[] { "response_type=code", "code_challenge_method=S256", "code_challenge=", "nonce=", "state=" })
            Assert.Contains(part, asked, StringComparison.Ordinal);
        Assert.DoesNotContain(nia.Way, w => w.Query.Contains("id_token", StringComparison.Ordinal) || w.Query.Contains("access_token", StringComparison.Ordinal));

        await using (var db = portal.The<IOpenDb>().Open())
        {
            var account = await db.Accounts.SingleAsync(TestContext.Current.CancellationToken);
            Assert.Equal(("Nia Rees", "Nia", AccountRole.Professional, null), (account.Name, account.ShownAs, account.Role, account.PinHash));
            Assert.Equal("Willow hospice", (await db.Organisations.SingleAsync(o => o.Id == account.OrganisationId, TestContext.Current.CancellationToken)).Name);
        }
        Assert.Contains("<b>Nia</b>", (await nia.GoAsync("/plans")).Body, StringComparison.Ordinal);

        using var thief = nia.Thief();
        Assert.Equal("/plans", (await thief.GoAsync("/plans")).At.AbsolutePath);
        var left = await nia.SendAsync("/sign-out", "/plans");
        Assert.Contains(nia.Way, w => w.Authority == portal.Issuer.Root.Authority);
        Assert.Equal((HttpStatusCode.OK, "/"), (left.Status, left.At.AbsolutePath));
        Assert.Equal("/sign-in", (await nia.GoAsync("/plans")).At.AbsolutePath);
        Assert.Equal("/sign-in", (await thief.GoAsync("/plans")).At.AbsolutePath);
        await using var after = portal.The<IOpenDb>().Open();
        Assert.Equal([(AccessKind.AccountChanged, "Nia"), (AccessKind.SignedIn, "Nia"), (AccessKind.SignedOut, "Nia")],
            (await after.AccessLog.Where(a => a.PlanId == Guid.Empty).OrderBy(a => a.Sequence).ToListAsync(TestContext.Current.CancellationToken)).Select(a => (a.Kind, a.ActorName)));
    }

    private static readonly (string Claim, string? Says, StaffRefusal Why)[] NotNamed =
        [("roles", "Care.Gardener", StaffRefusal.NoRole), ("roles", null, StaffRefusal.NoRole), ("org", "oak", StaffRefusal.NoOrganisation), ("name", null, StaffRefusal.NoName)];

    [Fact]
    public async Task Whom_no_row_of_the_table_names_is_told_why_and_stays_out()
    {
        await using var portal = await WorkPortal.StartAsync(entra: false);
        List<(string, string)> usual = [.. portal.Issuer.Says];
        foreach (var (claim, says, why) in NotNamed)
        {
            portal.Issuer.Says.Clear();
            portal.Issuer.Says.AddRange(usual);
            portal.Issuer.Says.RemoveAll(s => s.Name == claim || (claim == "name" && s.Name == "given_name"));
            if (says is not null) portal.Issuer.Says.Add((claim, says));
            using var somebody = new Traveller(portal);
            var (status, at, body) = await somebody.GoAsync("/sign-in/work");
            Assert.Equal((HttpStatusCode.OK, "/sign-in/refused"), (status, at.AbsolutePath));
            Assert.Equal($"?why={why}", at.Query);
            Assert.Contains("You are not signed in", body, StringComparison.Ordinal);
            Assert.Equal("/sign-in", (await somebody.GoAsync("/plans")).At.AbsolutePath);
            await using var db = portal.The<IOpenDb>().Open();
            Assert.False(await db.Accounts.AnyAsync(TestContext.Current.CancellationToken));
            Assert.Equal(why.ToString(), (await db.AccessLog.Where(a => a.Kind == AccessKind.Refused).OrderByDescending(a => a.Sequence).FirstAsync(TestContext.Current.CancellationToken)).Detail);
        }
    }

    [Fact]
    public async Task A_role_that_changed_counts_at_the_next_sign_in_too_and_an_ended_access_at_once_and_for_good()
    {
        await using var portal = await WorkPortal.StartAsync(entra: false);
        using var nia = await Traveller.SignedInAsync(portal);
        portal.Issuer.Says.RemoveAll(s => s.Name == "roles");
        portal.Issuer.Says.Add(("roles", "Care.Lead"));
        using var again = await Traveller.SignedInAsync(portal);
        await using (var db = portal.The<IOpenDb>().Open())
            Assert.Equal(AccountRole.Lead, (await db.Accounts.SingleAsync(TestContext.Current.CancellationToken)).Role);

        // As an administrator does it, beside the portal that runs.
        Assert.Equal(1, await Web.Commands.PortalCommands.Run(["end-access", "Nobody", "--Data:Folder", portal.Folder]));
        // Of two of one name nobody is ended until it is said which.
        var namesake = Guid.NewGuid();
        await using (var db = portal.The<IOpenDb>().Open())
        {
            db.Accounts.Add(new AccountRow { Id = namesake, OrganisationId = (await db.Organisations.FirstAsync(TestContext.Current.CancellationToken)).Id, Name = "Nia Rees", ShownAs = "Nia" });
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }
        Assert.Equal(1, await Web.Commands.PortalCommands.Run(["end-access", "Nia Rees", "--Data:Folder", portal.Folder]));
        Assert.Equal(1, await Web.Commands.PortalCommands.Run(["end-access", "Nia Rees", "--account", Guid.NewGuid().ToString(), "--Data:Folder", portal.Folder]));
        await using (var db = portal.The<IOpenDb>().Open())
        {
            Assert.False(await db.Accounts.AnyAsync(a => a.EndedAtUtc != null, TestContext.Current.CancellationToken));
            await db.Accounts.Where(a => a.Id == namesake).ExecuteUpdateAsync(u => u.SetProperty(a => a.Name, "Nia Roberts"), TestContext.Current.CancellationToken);
        }
        Assert.Equal(0, await Web.Commands.PortalCommands.Run(["end-access", "Nia Rees", "--Data:Folder", portal.Folder]));
        foreach (var browser in new[] { nia, again }) Assert.Equal("/sign-in", (await browser.GoAsync("/plans")).At.AbsolutePath);
        // The issuer vouches for her still; it must not become a circle.
        var (_, at, body) = await nia.GoAsync("/sign-in/work");
        Assert.Equal("/sign-in/refused?why=Ended", at.PathAndQuery);
        Assert.Contains("Your access to this portal was ended", body, StringComparison.Ordinal);
        Assert.Equal(0, await Web.Commands.PortalCommands.Run(["give-access", "nia", "--Data:Folder", portal.Folder]));
        using var back = await Traveller.SignedInAsync(portal);
    }

    [Fact]
    public async Task An_answer_that_comes_twice_is_made_up_or_was_meant_for_another_browser_lets_nobody_in()
    {
        await using var portal = await WorkPortal.StartAsync(entra: false);
        using var nia = new Traveller(portal);
        var (_, callback, _) = await nia.GoAsync("/sign-in/work", stopBefore: "/signin-oidc");
        using (var other = new Traveller(portal)) await RefusedAsync(other, callback.PathAndQuery);
        Assert.Equal("/plans", (await nia.GoAsync(callback.PathAndQuery)).At.AbsolutePath);
        using (var other = nia.Thief()) await RefusedAsync(other, callback.PathAndQuery, wasIn: true);

        using var forger = new Traveller(portal);
        await RefusedAsync(forger, "/signin-oidc?code=made-up&state=made-up");
        await RefusedAsync(forger, "/signin-oidc?error=access_denied&state=made-up");
        var (_, honest, _) = await forger.GoAsync("/sign-in/work", stopBefore: "/signin-oidc");
        await RefusedAsync(forger, System.Text.RegularExpressions.Regex.Replace(honest.PathAndQuery, "code=[^&]+", "code=made-up"));

        // A token that is good in all but its time, whom it is for, who gave it or the question it answers.
        foreach (var (name, value) in new (string, object)[] { ("exp", DateTimeOffset.UtcNow.AddHours(-1).ToUnixTimeSeconds()), ("aud", "somebody-else"), ("iss", "https://evil.example/"), ("nonce", "made-up") })
        {
            portal.Issuer.Spoils = (name, value);
            using var with = new Traveller(portal);
            Assert.Equal((name, "/sign-in/refused?why=BadAnswer"), (name, (await with.GoAsync("/sign-in/work")).At.PathAndQuery));
            Assert.Equal("/sign-in", (await with.GoAsync("/plans")).At.AbsolutePath);
        }
        // And the same token unspoiled is good; an address of somebody else's is not gone to.
        portal.Issuer.Spoils = null;
        using (var good = new Traveller(portal)) Assert.Equal("/plans", (await good.GoAsync("/sign-in/work?returnUrl=%2F%09%2Fevil.example")).At.AbsolutePath);

        // A token that is good in all but its last word, and one that nobody signed.
        foreach (var forge in new Func<string, string>[] { t => t[..^6] + "AAAAAA", t => Unsigned(t) })
        {
            portal.Issuer.Forge = forge;
            using var with = new Traveller(portal);
            Assert.Equal("/sign-in/refused?why=BadAnswer", (await with.GoAsync("/sign-in/work")).At.PathAndQuery);
            Assert.Equal("/sign-in", (await with.GoAsync("/plans")).At.AbsolutePath);
        }
        Assert.DoesNotContain(portal.Logged, l => l.Contains("made-up", StringComparison.Ordinal));

        static async Task RefusedAsync(Traveller who, string callback, bool wasIn = false)
        {
            var (status, at, body) = await who.GoAsync(callback);
            Assert.Equal((HttpStatusCode.OK, "/sign-in/refused?why=BadAnswer"), (status, at.PathAndQuery));
            Assert.Contains("could not be used", body, StringComparison.Ordinal);
            if (!wasIn) Assert.Equal("/sign-in", (await who.GoAsync("/plans")).At.AbsolutePath);
        }
    }

    [Fact]
    public async Task Signing_in_anew_ends_the_session_that_this_browser_had_whoever_signs_in()
    {
        await using var portal = await WorkPortal.StartAsync(entra: false);
        using var laptop = await Traveller.SignedInAsync(portal);
        foreach (var next in new[] { "nia", "samir" })
        {
            using var copy = laptop.Thief();
            Assert.Equal("/plans", (await copy.GoAsync("/plans")).At.AbsolutePath);
            portal.Issuer.Subject = next;
            Assert.Equal("/plans", (await laptop.GoAsync("/sign-in/work?returnUrl=%2Fplans")).At.AbsolutePath);
            Assert.Equal("/sign-in", (await copy.GoAsync("/plans")).At.AbsolutePath);
        }
        Assert.Equal("/plans", (await laptop.GoAsync("/plans")).At.AbsolutePath);
    }

    [Fact]
    public async Task Signing_in_again_counts_once_for_who_is_signed_in_and_only_when_they_were_asked_anew()
    {
        await using var portal = await WorkPortal.StartAsync(entra: false);
        using var nia = await Traveller.SignedInAsync(portal);
        var reauthentication = portal.The<ReauthenticationService>();
        Assert.Equal(PinAnswer.ShowAgain, await reauthentication.Ask(await ActorAsync(), null));

        portal.Issuer.AsksNobodyAnew = true;
        Assert.Equal("/sign-in/refused?why=NotShownAgain", (await nia.GoAsync("/sign-in/again")).At.PathAndQuery);
        portal.Issuer.AsksNobodyAnew = false;
        portal.Issuer.Subject = "samir";
        Assert.Equal("/sign-in/refused?why=OtherAccount", (await nia.GoAsync("/sign-in/again")).At.PathAndQuery);
        portal.Issuer.Subject = "nia";
        Assert.Equal(PinAnswer.ShowAgain, await reauthentication.Ask(await ActorAsync(), "2580"));

        using var thief = nia.Thief();
        Assert.Equal("/plans", (await thief.GoAsync("/plans")).At.AbsolutePath);
        Assert.Equal("/sign-in/shown", (await nia.GoAsync("/sign-in/again")).At.AbsolutePath);
        // Whoever had a copy of her cookie shows nothing by it, and is out.
        Assert.Equal("/sign-in", (await thief.GoAsync("/plans")).At.AbsolutePath);
        Assert.Contains("prompt=login", portal.Issuer.Asked[^1], StringComparison.Ordinal);
        Assert.Contains("max_age=0", portal.Issuer.Asked[^1], StringComparison.Ordinal);
        Assert.Equal(WayToShow.Shown, await reauthentication.WayOf(await ActorAsync()));
        Assert.Equal(PinAnswer.Right, await reauthentication.Ask(await ActorAsync(), null));
        Assert.Equal(PinAnswer.ShowAgain, await reauthentication.Ask(await ActorAsync(), null));
        // What the issuer is asked with goes on with the session.
        await using (var vouched = portal.The<IOpenDb>().Open())
            Assert.Equal((await ActorAsync()).Session!.Id, await vouched.Vouchings.Select(v => v.SessionId).SingleAsync(TestContext.Current.CancellationToken));
        Assert.Contains("<b>Nia</b>", (await nia.GoAsync("/plans")).Body, StringComparison.Ordinal);

        async Task<Actor> ActorAsync()
        {
            await using var db = portal.The<IOpenDb>().Open();
            var session = await db.Sessions.OrderBy(s => s.BeganAtUtc).FirstAsync(s => s.EndedAtUtc == null, TestContext.Current.CancellationToken);
            return (await portal.The<SessionService>().Find(new SessionKey(session.AccountId, session.Id)))!;
        }
    }

    [Fact]
    public async Task While_a_laptop_is_in_the_persons_hands_the_issuer_asks_anew_before_it_lets_anybody_in_as_its_owner()
    {
        await using var portal = await WorkPortal.StartAsync(entra: false);
        using var nia = await Traveller.SignedInAsync(portal);
        SessionKey key;
        await using (var db = portal.The<IOpenDb>().Open())
            key = await db.Sessions.Select(s => new SessionKey(s.AccountId, s.Id, null)).SingleAsync(TestContext.Current.CancellationToken);
        var (sessions, handovers) = (portal.The<SessionService>(), portal.The<HandoverService>());
        var owner = (await sessions.Find(key))!;
        var plan = await portal.The<Core.Plans.PlanService>().Begin(owner, new Core.Plans.NewPlan("Joyce", "Ashworth", null, null, Core.Plans.Pathway.NoBudget));
        Assert.True(await handovers.HandOver(owner, key.SessionId!.Value, plan));

        // The window was closed, and the issuer knows the laptop still.
        portal.Issuer.AsksNobodyAnew = true;
        using var person = new Traveller(portal);
        Assert.Equal("/sign-in/refused?why=HandedOver", (await person.GoAsync("/sign-in/work?returnUrl=%2Fplans")).At.PathAndQuery);
        Assert.Equal("/sign-in", (await person.GoAsync("/plans")).At.AbsolutePath);
        portal.Issuer.AsksNobodyAnew = false;
        Assert.Equal("/plans", (await person.GoAsync("/sign-in/work?returnUrl=%2Fplans")).At.AbsolutePath);
        foreach (var part in new[] { "prompt=login", "max_age=0" }) Assert.Contains(part, portal.Issuer.Asked[^1], StringComparison.Ordinal);
        Assert.DoesNotContain("prompt=login", portal.Issuer.Asked[^2], StringComparison.Ordinal);

        Assert.True(await sessions.ShownAgain(key.SessionId.Value, Guid.NewGuid()));
        await using (var db = portal.The<IOpenDb>().Open())
            key = await db.Handovers.Select(h => new SessionKey(h.UserId, h.SessionId, null)).SingleAsync(TestContext.Current.CancellationToken);
        Assert.Equal(PinAnswer.Right, await handovers.TakeBack((await sessions.Find(key))!, key.SessionId!.Value, null));
        using var after = await Traveller.SignedInAsync(portal);
        Assert.DoesNotContain("prompt=login", portal.Issuer.Asked[^1], StringComparison.Ordinal);
    }

    private static string Unsigned(string token)
    {
        var none = Convert.ToBase64String("""{"alg":"none","typ":"JWT"}"""u8.ToArray()).TrimEnd('=');
        return $"{none}.{token.Split('.')[1]}.";
    }
}
