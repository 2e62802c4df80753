using System.Net;
using System.Text.RegularExpressions;
using CarePlanning.Core.Access;
using CarePlanning.Core.Audit;
using CarePlanning.Core.Collaboration;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Storage;
using CarePlanning.Tests.Journeys;
using CarePlanning.Web.Pages.Together;
using Microsoft.EntityFrameworkCore;

namespace CarePlanning.Tests.Together;

/// <summary>A second device joins by a code, as browsers without scripts would do it.</summary>
public sealed partial class JoinTests(TablePortal portal) : IClassFixture<TablePortal>
{
    [Fact]
    public async Task A_carers_phone_joins_as_themselves_sees_this_plan_only_and_is_out_when_the_professional_ends_it()
    {
        var (plan, other) = (await portal.PlanOfAsync("Des Clarke"), await portal.PlanOfAsync("Joyce Ashworth"));
        using var nia = await Visitor.SignedInAsync(portal, "Nia Rees");
        using var phone = new Visitor(portal);
        var code = await CodeAsync(nia, plan);
        var others = Devices(await nia.GetAsync($"/plans/{plan}/join"));
        var choose = await phone.GetAsync($"/join/{code}");
        Assert.Contains("Pauline", choose.Body, StringComparison.Ordinal);
        // As a word of its own: a token spells anything now and then.
        Assert.DoesNotMatch("(?<![\\w+/-])Nia(?![\\w+/=-])", choose.Body);
        Assert.Equal("/join/waiting", (await phone.PostAsync($"/join/{code}", choose, ("member", "pauline"))).To);

        // Not let in yet: nothing opens, and asking to enter changes nothing.
        var waiting = await phone.GetAsync("/join/waiting");
        Assert.Contains("One moment", waiting.Body, StringComparison.Ordinal);
        Assert.Equal("/join/waiting", (await phone.PostAsync("/join/enter", choose)).To);
        Assert.StartsWith("/sign-in", (await phone.GetAsync($"/plans/{plan}")).To, StringComparison.Ordinal);

        var asks = await nia.GetAsync($"/plans/{plan}/join");
        Assert.Contains("Pauline asks to join", asks.Body, StringComparison.Ordinal);
        var device = Devices(asks).Except(others).Single();
        Assert.Equal($"/plans/{plan}/join", (await nia.PostAsync($"/plans/{plan}/join/{device}/admit", asks)).To);
        Assert.Contains("Pauline has joined", (await nia.GetAsync($"/plans/{plan}/join")).Body, StringComparison.Ordinal);

        var admitted = await phone.GetAsync("/join/waiting");
        var entered = await phone.PostAsync("/join/enter", admitted);
        Assert.True(entered.To == $"/plans/{plan}", $"{entered.Status} {entered.Body} {string.Join(' ', portal.Logged)}");
        var inside = await phone.GetAsync($"/plans/{plan}");
        Assert.Equal(HttpStatusCode.OK, inside.Status);
        Assert.Contains("Pauline", inside.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("href=\"/plans\"", inside.Body, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await phone.GetAsync($"/plans/{other}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await phone.GetAsync($"/plans/{plan}/join")).Status);
        var section = await phone.GetAsync($"/plans/{plan}/about-me");
        Assert.Equal(HttpStatusCode.OK, (await phone.EditAsync(plan, section, "about-me", "peopleImportant/words", "Our dog.")).Status);
        Assert.Equal("Pauline", (await portal.The<HistoryService>().Of(await portal.ActorAsync("Nia Rees"), plan, 0)).Lines[0].By);

        Assert.Equal($"/plans/{plan}/join", (await nia.PostAsync($"/plans/{plan}/join/{device}/end", asks)).To);
        Assert.Equal("/join/ended", (await phone.GetAsync($"/plans/{plan}")).To);
        Assert.Equal(HttpStatusCode.OK, (await phone.GetAsync("/join/ended")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await phone.EditAsync(plan, section, "about-me", "peopleImportant/words", "Too late.")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await phone.GetAsync("/alive")).Status);
        Assert.Equal("/join/waiting", (await phone.PostAsync("/join/enter", inside)).To);
    }

    [Fact]
    public async Task A_code_is_used_once()
    {
        var plan = await portal.PlanOfAsync("Des Clarke");
        using var nia = await Visitor.SignedInAsync(portal, "Nia Rees");
        using var first = new Visitor(portal);
        using var second = new Visitor(portal);
        var code = await CodeAsync(nia, plan);
        var (one, two) = (await first.GetAsync($"/join/{code}"), await second.GetAsync($"/join/{code}"));
        Assert.Equal("/join/waiting", (await first.PostAsync($"/join/{code}", one, ("member", "pauline"))).To);
        Assert.Equal($"/join/{code}", (await second.PostAsync($"/join/{code}", two, ("member", "pauline"))).To);
        Assert.Equal(HttpStatusCode.Gone, (await second.GetAsync($"/join/{code}")).Status);
        Assert.Equal(HttpStatusCode.Gone, (await second.GetAsync($"/join/{new string('0', 64)}")).Status);
        Assert.Contains("does not work any more", (await second.GetAsync("/join/waiting")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_code_is_not_kept_as_it_is_and_whoever_says_they_are_a_professional_is_not_heard()
    {
        var plan = await portal.PlanOfAsync("Des Clarke");
        var joins = portal.The<JoinService>();
        var code = (await joins.MakeCode(await portal.ActorAsync("Nia Rees"), plan))!;
        Assert.True(code.Length >= 32);
        await using var db = portal.OpenDb();
        Assert.DoesNotContain(await db.Joins.Select(j => j.TokenSha256).ToListAsync(TestContext.Current.CancellationToken), h => h == code);
        var professional = await db.Members.Where(m => m.PlanId == plan && m.Relation == Core.People.Relation.Professional).Select(m => m.MemberId).SingleAsync(TestContext.Current.CancellationToken);
        Assert.Null(await joins.Ask(code, professional));
        Assert.Null(await joins.Ask(code, "nobody"));
        Assert.NotNull(await joins.Ask(code, "pauline"));
    }

    [Fact]
    public async Task A_code_lives_ten_minutes_and_so_does_the_asking()
    {
        var plan = await portal.PlanOfAsync("Des Clarke");
        var nia = await portal.ActorAsync("Nia Rees");
        var clock = new Clock();
        var joins = new JoinService(portal.The<IOpenDb>(), portal.The<WriteQueue>(), portal.The<AuditService>(), new PortalSettings(true, clock), portal.The<PlanNews>());
        var (late, inTime) = ((await joins.MakeCode(nia, plan))!, (await joins.MakeCode(nia, plan))!);
        clock.Now += JoinService.Lives - TimeSpan.FromSeconds(1);
        var (id, secret) = (await joins.Ask(inTime, "pauline"))!.Value;
        clock.Now += TimeSpan.FromSeconds(1);
        Assert.Null(await joins.Look(late));
        Assert.Null(await joins.Ask(late, "pauline"));
        Assert.Equal(JoinState.Waiting, await joins.StateOf(id, secret));
        clock.Now += JoinService.Lives;
        Assert.Equal(JoinState.Over, await joins.StateOf(id, secret));
        Assert.False(await joins.Admit(nia, plan, id));
        Assert.Null(await joins.Enter(id, secret));
    }

    [Fact]
    public async Task Only_a_professional_on_the_plan_makes_codes_lets_in_and_ends()
    {
        var plan = await portal.PlanOfAsync("Des Clarke");
        var joins = portal.The<JoinService>();
        var nia = await portal.ActorAsync("Nia Rees");
        var (id, _) = (await joins.Ask((await joins.MakeCode(nia, plan))!, "pauline"))!.Value;
        Actor[] others = [await portal.ActorAsync("Desmond Clarke"), await portal.ActorAsync("Pauline Clarke"), await portal.ActorAsync("Samir Qureshi"), await portal.HandedAsync("Nia Rees", plan)];
        foreach (var other in others)
        {
            Assert.Null(await joins.MakeCode(other, plan));
            Assert.False(await joins.Admit(other, plan, id));
            Assert.False(await joins.End(other, plan, id));
            Assert.Empty(await joins.Devices(other, plan));
        }
        Assert.False(await joins.Admit(nia, await portal.PlanOfAsync("Joyce Ashworth"), id));
        Assert.True(await joins.Admit(nia, plan, id));
    }

    [Fact]
    public async Task Signing_out_on_the_phone_ends_its_session_and_signing_out_on_the_laptop_ends_those_it_let_in()
    {
        var plan = await portal.PlanOfAsync("Tess Okonjo");
        using var samir = await Visitor.SignedInAsync(portal, "Samir Qureshi");
        using var tesss = await JoinedAsync(samir, plan, "person");
        var page = await tesss.GetAsync($"/plans/{plan}");
        Assert.Equal("/", (await tesss.PostAsync("/sign-out", page)).To);
        Assert.StartsWith("/sign-in", (await tesss.GetAsync($"/plans/{plan}")).To, StringComparison.Ordinal);
        await using (var db = portal.OpenDb())
            Assert.All(await db.Joins.Where(j => j.PlanId == plan).ToListAsync(TestContext.Current.CancellationToken), j => Assert.NotNull(j.EndedAtUtc));

        using var again = await JoinedAsync(samir, plan, "person");
        Assert.Equal(HttpStatusCode.OK, (await again.GetAsync($"/plans/{plan}")).Status);
        await samir.PostAsync("/sign-out", await samir.GetAsync($"/plans/{plan}"));
        Assert.Equal("/join/ended", (await again.GetAsync($"/plans/{plan}")).To);
    }

    [Fact]
    public async Task Somebody_without_an_account_is_on_the_plan_for_as_long_as_their_phone_is()
    {
        var nia = await portal.ActorAsync("Nia Rees");
        var plan = await portal.The<PlanService>().Begin(nia, new NewPlan("Walter", "Finch", null, null, Pathway.NoBudget));
        using var nias = await Visitor.SignedInAsync(portal, "Nia Rees");
        using var walters = await JoinedAsync(nias, plan, "person");
        Assert.Equal(HttpStatusCode.OK, (await walters.GetAsync($"/plans/{plan}")).Status);
        var section = await walters.GetAsync($"/plans/{plan}/about-me");
        Assert.Equal(HttpStatusCode.OK, (await walters.EditAsync(plan, section, "about-me", "mostImportant/words", "My birds.")).Status);
        Assert.Contains((await portal.The<PlanService>().Open(nia, plan))!.Circle.Members, m => m.Relation == Core.People.Relation.Person);
        await nias.PostAsync("/sign-out", await nias.GetAsync("/plans/new"));
        Assert.Equal("/join/ended", (await walters.GetAsync($"/plans/{plan}")).To);
        Assert.DoesNotContain((await portal.The<PlanService>().Open(nia, plan))!.Circle.Members, m => m.Relation == Core.People.Relation.Person);
    }

    [Fact]
    public async Task Somebody_without_an_account_who_is_let_in_again_is_who_they_were_so_that_their_unsent_words_are_theirs()
    {
        var nia = await portal.ActorAsync("Nia Rees");
        var plan = await portal.The<PlanService>().Begin(nia, new NewPlan("Edna", "Finch", null, null, Pathway.NoBudget));
        using var nias = await Visitor.SignedInAsync(portal, "Nia Rees");
        using var first = await JoinedAsync(nias, plan, "person");
        var section = await first.GetAsync($"/plans/{plan}/about-me");
        using var second = await JoinedAsync(nias, plan, "person");
        var devices = await nias.GetAsync($"/plans/{plan}/join");
        var both = Devices(devices);
        Assert.Equal(2, both.Count);
        await nias.PostAsync($"/plans/{plan}/join/{both[0]}/end", devices);
        // The other device is still in.
        Assert.Equal("/join/ended", (await first.GetAsync($"/plans/{plan}")).To);
        Assert.Equal(HttpStatusCode.OK, (await second.GetAsync($"/plans/{plan}")).Status);
        await nias.PostAsync($"/plans/{plan}/join/{both[1]}/end", devices);
        Assert.Equal("/join/ended", (await second.GetAsync($"/plans/{plan}")).To);
        Assert.DoesNotContain((await portal.The<PlanService>().Open(nia, plan))!.Circle.Members, m => m.Relation == Core.People.Relation.Person);

        using var again = await JoinedAsync(nias, plan, "person");
        var page = await again.GetAsync($"/plans/{plan}/about-me");
        Assert.Equal(section.DeviceUser, page.DeviceUser);
        Assert.Equal(HttpStatusCode.OK, (await again.EditAsync(plan, page, "about-me", "mostImportant/words", "My birds.", section.DeviceUser)).Status);
    }

    [Fact]
    public async Task Without_a_safe_address_the_page_says_why_and_no_code_is_made()
    {
        await using var plain = new RunningPortal();
        using var nia = await Visitor.SignedInAsync(plain, "Nia Rees");
        var plans = await nia.GetAsync("/plans");
        var plan = Guid.Parse(PlanLink().Match(plans.Body).Groups[1].Value);
        var page = await nia.GetAsync($"/plans/{plan}/join");
        Assert.Contains("PublicUrl", page.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("/join/code", page.Body, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await nia.PostAsync($"/plans/{plan}/join/code", page)).Status);
    }

    [Fact]
    public async Task Trying_codes_one_after_another_is_stopped()
    {
        await using var own = new TablePortal();
        own.Settings["Limits:Codes"] = $"{JoinForms.TriesInAMinute}";
        using var stranger = new Visitor(own);
        for (var i = 0; i < JoinForms.TriesInAMinute; i++) await stranger.GetAsync($"/join/{i}");
        Assert.Equal(HttpStatusCode.TooManyRequests, (await stranger.GetAsync("/join/more")).Status);
        Assert.Equal(HttpStatusCode.OK, (await stranger.GetAsync("/sign-in")).Status);
    }

    private async Task<Visitor> JoinedAsync(Visitor professional, Guid plan, string member)
    {
        var phone = new Visitor(portal);
        var code = await CodeAsync(professional, plan);
        var others = Devices(await professional.GetAsync($"/plans/{plan}/join"));
        await phone.PostAsync($"/join/{code}", await phone.GetAsync($"/join/{code}"), ("member", member));
        var asks = await professional.GetAsync($"/plans/{plan}/join");
        await professional.PostAsync($"/plans/{plan}/join/{Devices(asks).Except(others).Single()}/admit", asks);
        Assert.Equal($"/plans/{plan}", (await phone.PostAsync("/join/enter", await phone.GetAsync("/join/waiting"))).To);
        return phone;
    }

    private static async Task<string> CodeAsync(Visitor professional, Guid plan)
    {
        await professional.PostAsync($"/plans/{plan}/join/code", await professional.GetAsync($"/plans/{plan}/join"));
        var page = await professional.GetAsync($"/plans/{plan}/join");
        Assert.Contains("<svg class=\"qr\"", page.Body, StringComparison.Ordinal);
        return Address().Match(page.Body).Groups[1].Value;
    }

    private sealed class Clock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = DateTimeOffset.UtcNow;
        public override DateTimeOffset GetUtcNow() => Now;
    }

    [GeneratedRegex("<code data-join-address[^>]*>https://care.example/join/([0-9a-f]{64})</code>")]
    private static partial Regex Address();

    private static List<string> Devices(Visitor.Answer page) => [.. Device().Matches(page.Body).Select(m => m.Groups[1].Value).Distinct()];

    [GeneratedRegex("data-device=\"([0-9a-f-]+)\"")]
    private static partial Regex Device();

    [GeneratedRegex("href=\"/plans/([0-9a-f-]{36})\"")]
    private static partial Regex PlanLink();
}
