using CarePlanning.Core.Access;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Storage;
using CarePlanning.Tests.Journeys;
using Microsoft.EntityFrameworkCore;

namespace CarePlanning.Tests.SignIn;

/// <summary>What pages.txt says of a demonstration, for the addresses that a portal in earnest has instead: who gets which answer.</summary>
public sealed class WorkAddressesTests(DemoPortal demo)
{
    /// <summary>Where each address leads: nobody signed in, a professional, their laptop in the person's hands. "issuer" is asked at once, "anew" with the question who is there.</summary>
    private static readonly (string Address, string Nobody, string Professional, string Handed)[] Leads =
    [
        ("GET /sign-in/work", "issuer", "issuer", "the plan"),
        ("GET /sign-in/again", "/sign-in", "anew", "anew"),
        ("GET /signin-oidc", "/sign-in/refused?why=BadAnswer", "/sign-in/refused?why=BadAnswer", "/sign-in/refused?why=BadAnswer"),
        ("POST /signin-oidc", "/sign-in/refused?why=BadAnswer", "/sign-in/refused?why=BadAnswer", "/sign-in/refused?why=BadAnswer"),
        // Signing out is done by then; there is nowhere to go on to.
        ("GET /signout-callback-oidc", "200", "200", "200"),
        // An issuer's page, or anybody else's, signs nobody out.
        ("GET /signout-oidc", "404", "404", "the plan"),
        // Nobody chooses who they are, with an account that is here.
        ("POST /sign-in", "400", "400", "404"),
    ];

    [Fact]
    public async Task In_earnest_these_addresses_stand_for_choosing_who_one_is_and_answer_everybody_as_is_written_down()
    {
        await using var portal = await WorkPortal.StartAsync(entra: false);
        var (work, own) = (Addresses(portal), Addresses(demo.Running));
        Assert.Equal(["GET /sign-in/again", "GET /sign-in/work"], work.Except(own));
        Assert.Empty(own.Except(work));

        using var nobody = new Traveller(portal);
        using var nia = await Traveller.SignedInAsync(portal);
        using var laptop = await Traveller.SignedInAsync(portal);
        var plan = await HandedAsync(portal);
        string account;
        await using (var db = portal.The<IOpenDb>().Open()) account = (await db.Accounts.SingleAsync(TestContext.Current.CancellationToken)).Id.ToString();
        List<string> wrong = [];
        foreach (var (address, whenNobody, whenProfessional, whenHanded) in Leads)
            foreach (var (who, as_, expected) in new[] { (nobody, "nobody", whenNobody), (nia, "a professional", whenProfessional), (laptop, "a laptop that was handed over", whenHanded) })
                if (await LedToAsync(who, address) is var got && got != expected) wrong.Add($"{address} for {as_}: {got}, and {expected} is written down");
        Assert.Empty(wrong);
        Assert.Equal("/sign-in", (await nobody.GoAsync("/plans")).At.AbsolutePath);
        Assert.Contains("<b>Nia</b>", (await nia.GoAsync("/plans")).Body, StringComparison.Ordinal);

        async Task<string> LedToAsync(Traveller who, string address)
        {
            var (status, to) = await who.AskAsync(address.Split(' ')[0], address.Split(' ')[1], ("account", account));
            return to is null ? $"{status}" : to.Authority == portal.Issuer.Root.Authority ? to.Query.Contains("prompt=login", StringComparison.Ordinal) ? "anew" : "issuer"
                : to.PathAndQuery == $"/plans/{plan}" ? "the plan" : to.PathAndQuery;
        }
    }

    [Fact]
    public async Task By_https_what_a_sign_in_under_way_leaves_in_the_browser_is_carried_by_no_plain_connection()
    {
        await using var portal = await WorkPortal.StartAsync(entra: false, ("PublicUrl", "https://care.example.org"));
        using var http = new HttpClient(new HttpClientHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = portal.Address };
        using var led = await http.GetAsync(new Uri("/sign-in/work", UriKind.Relative), TestContext.Current.CancellationToken);
        var cookies = led.Headers.GetValues("Set-Cookie").ToList();
        Assert.Equal(["__Secure-care-correlation", "__Secure-care-nonce"], cookies.Select(c => c.Split('.')[0]).Order(StringComparer.Ordinal));
        Assert.All(cookies, c =>
        {
            foreach (var word in new[] { "; secure", "; httponly", "; samesite=lax" }) Assert.Contains(word, c, StringComparison.OrdinalIgnoreCase);
        });
    }

    private static List<string> Addresses(RunningPortal portal) => [.. Routes.Of(portal).SelectMany(r => r.Methods.Select(m => $"{m} {r.Name}")).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>Hands over the laptop on which somebody signed in last.</summary>
    private static async Task<Guid> HandedAsync(WorkPortal portal)
    {
        SessionKey key;
        await using (var db = portal.The<IOpenDb>().Open())
            key = await db.Sessions.OrderByDescending(s => s.BeganAtUtc).Select(s => new SessionKey(s.AccountId, s.Id, null)).FirstAsync(TestContext.Current.CancellationToken);
        var owner = (await portal.The<SessionService>().Find(key))!;
        var plan = await portal.The<PlanService>().Begin(owner, new NewPlan("Joyce", "Ashworth", null, null, Pathway.NoBudget));
        Assert.True(await portal.The<HandoverService>().HandOver(owner, key.SessionId!.Value, plan));
        return plan;
    }
}
