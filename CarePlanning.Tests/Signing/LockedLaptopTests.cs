using System.Net;
using CarePlanning.Core.Concerns;
using CarePlanning.Tests.Journeys;
using CarePlanning.Tests.Storage;
using Microsoft.EntityFrameworkCore;

namespace CarePlanning.Tests.Signing;

/// <summary>While a professional's laptop goes round to be signed on, nothing on it opens in the professional's name.</summary>
public sealed class LockedLaptopTests(DemoPortal demo)
{
    [Fact]
    public async Task Whoever_holds_the_laptop_to_sign_finds_the_signing_pages_a_way_to_speak_up_and_what_belongs_to_no_one()
    {
        var house = await demo.AtTheTableAsync();
        using var laptop = await Visitor.SignedInAsync(demo.Address, house.Nia.UserId);
        foreach (var open in new[] { "/emergency-access", "/directory", "/directory.csv", "/plans" })
            Assert.Equal(HttpStatusCode.OK, await StatusAsync(laptop, open));
        (await laptop.PostFormAsync($"/plans/{house.PlanId}/agree/handover", ("to", "person"))).Dispose();
        var table = $"/plans/{house.PlanId}/agree/handover";
        foreach (var closed in new[] { "/", "/emergency-access", "/requests", "/requests/figures", "/directory", "/directory.csv", "/concerns", "/allocation-tables", "/family", "/plans", "/plans/new", $"/plans/{house.PlanId}", $"/plans/{house.PlanId}/people", $"/plans/{Guid.NewGuid()}/speak-up" })
        {
            using var answer = await laptop.GetAsync(closed);
            Assert.Equal((closed, HttpStatusCode.Redirect, table), (closed, answer.StatusCode, answer.Headers.Location?.ToString()));
        }
        foreach (var form in new[] { "/emergency-access/end", "/plans/new", "/sign-in", "/sign-out" })
        {
            using var answer = await laptop.PostFormAsync(form);
            Assert.Equal((form, HttpStatusCode.Redirect, table), (form, answer.StatusCode, answer.Headers.Location?.ToString()));
        }
        foreach (var open in new[] { table, $"/plans/{house.PlanId}/agree/sign/person", $"/plans/{house.PlanId}/agree/read", $"/plans/{house.PlanId}/speak-up", "/accessibility", "/verify", "/alive" })
            Assert.Equal((open, HttpStatusCode.OK), (open, await StatusAsync(laptop, open)));
    }

    [Fact]
    public async Task Neither_wiping_what_lies_on_the_laptop_nor_saying_that_its_owner_does_not_sign_gives_it_back()
    {
        var house = await demo.SitDownAsync();
        using var laptop = await Visitor.SignedInAsync(demo.Address, house.Nia.UserId);
        (await laptop.PostFormAsync($"/plans/{house.PlanId}/agree/handover", ("to", "person"))).Dispose();
        Assert.Equal(["care", "care-antiforgery"], laptop.Cookies.Select(c => c.Name).Order(StringComparer.Ordinal));
        Assert.Equal(HttpStatusCode.Redirect, await StatusAsync(laptop, "/plans"));

        var own = $"/plans/{house.PlanId}/agree/sign/{(await house.SeenByAsync(house.Nia)).Me.Id}";
        var shown = (await laptop.PageAsync(own)).QuerySelector("input[name=ShownSha256]")!.GetAttribute("value")!;
        using var said = await laptop.PostFormAsync(own, ("_handler", "sign"), ("OpId", Household.NewOpId()), ("ShownSha256", shown), ("Name", "Nia Rees"), ("Role", "Professional"), ("Outcome", "NotToday"), ("WhyNot", "Not now."), ("Do", "Record"));
        Assert.Equal(HttpStatusCode.Redirect, said.StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, await StatusAsync(laptop, "/plans"));
        // Nor signing as them with what somebody else's signature was sent under, which is no signature of theirs.
        var used = Household.NewOpId();
        using var joyces = await laptop.PostFormAsync($"/plans/{house.PlanId}/agree/sign/person", ("_handler", "sign"), ("OpId", used), ("ShownSha256", shown), ("Name", "Joyce Ashworth"), ("Role", "Person"), ("Outcome", "NotToday"), ("Do", "Record"));
        using var again = await laptop.PostFormAsync(own, ("_handler", "sign"), ("OpId", used), ("ShownSha256", shown), ("Name", "Nia Rees"), ("Role", "Professional"), ("Ticked", "yes"), ("Mark", "Typed"), ("Typed", "Nia"), ("MarkData", "Nia"), ("Do", "Sign"));
        Assert.Equal(HttpStatusCode.Redirect, await StatusAsync(laptop, "/plans"));
        // Nor another window of the same browser, nor what is asked for beside pages.
        Assert.Equal(HttpStatusCode.Redirect, await StatusAsync(laptop, $"/plans/{house.PlanId}/draft.pdf"));
        using var back = await laptop.PostFormAsync($"/plans/{house.PlanId}/agree/take-back", ("pin", Household.Pin));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(laptop, "/plans"));
    }

    [Fact]
    public async Task Whoever_signs_can_speak_up_and_neither_finds_the_owners_worries_nor_leaves_theirs_in_the_owners_name()
    {
        var house = await demo.SitDownAsync();
        var concerns = house.The<ConcernService>();
        Assert.True(await concerns.Raise(house.Nia, house.PlanId, Guid.NewGuid(), ConcernKind.Worry, "Her son shouts."));
        using var laptop = await Visitor.SignedInAsync(demo.Address, house.Nia.UserId);
        var room = $"/plans/{house.PlanId}/speak-up";
        Assert.Contains("Her son shouts.", (await laptop.PageAsync(room)).Body!.TextContent, StringComparison.Ordinal);
        (await laptop.PostFormAsync($"/plans/{house.PlanId}/agree/handover", ("to", "person"))).Dispose();
        foreach (var page in new[] { "agree/sign/person", "agree/handover" })
            Assert.NotNull((await laptop.PageAsync($"/plans/{house.PlanId}/{page}")).QuerySelector($"footer a[href='{room}']"));
        var open = await laptop.PageAsync(room);
        Assert.DoesNotContain("Her son shouts.", open.Body!.TextContent, StringComparison.Ordinal);
        Assert.Null(open.QuerySelector("header form[action='/sign-out'], header nav"));
        using var told = await laptop.PostFormAsync(room, ("_handler", "speak"), ("id", Guid.NewGuid().ToString()), ("kind", nameof(ConcernKind.Restriction)), ("words", "They hurry me."));
        Assert.Equal(HttpStatusCode.OK, told.StatusCode);
        await using var db = house.OpenDb();
        var raised = await db.Concerns.AsNoTracking().SingleAsync(c => c.PlanId == house.PlanId && c.ByUserId != house.Nia.UserId, TestContext.Current.CancellationToken);
        Assert.Equal((Guid.Empty, "Somebody who was asked to sign", "They hurry me."), (raised.ByUserId, raised.ByName, raised.Words));
        // Nobody knows who it was, so the lead decides whether sharing stops.
        Assert.Null((await house.SeenByAsync(house.Nia)).Card.RestrictedAtUtc);
    }

    [Fact]
    public async Task When_nothing_is_left_to_sign_the_laptop_is_given_back_and_its_owner_reads_what_was_said()
    {
        var house = await demo.SitDownAsync();
        using var laptop = await Visitor.SignedInAsync(demo.Address, house.Nia.UserId);
        (await laptop.PostFormAsync($"/plans/{house.PlanId}/agree/handover", ("to", "person"))).Dispose();
        var sign = $"/plans/{house.PlanId}/agree/sign/person";
        var shown = (await laptop.PageAsync(sign)).QuerySelector("input[name=ShownSha256]")!.GetAttribute("value")!;
        using var said = await laptop.PostFormAsync(sign, ("_handler", "sign"), ("OpId", Household.NewOpId()), ("ShownSha256", shown), ("Name", "Joyce Ashworth"), ("Role", "Person"), ("Outcome", "Disagrees"), ("WhyNot", "It is not what I said."), ("Do", "Record"));
        var (at, page) = await FollowAsync(laptop, said);
        Assert.Equal($"/plans/{house.PlanId}/agree/handover", at);
        Assert.NotNull(page);
        var back = $"/plans/{house.PlanId}/agree/take-back";
        Assert.Contains($"action=\"{back}\"", page, StringComparison.Ordinal);
        using var wrong = await laptop.PostFormAsync(back, ("pin", "0000"));
        Assert.Equal($"/plans/{house.PlanId}/agree/handover?problem=WrongPin", (await FollowAsync(laptop, wrong)).At);
        using var right = await laptop.PostFormAsync(back, ("pin", Household.Pin));
        (at, page) = await FollowAsync(laptop, right);
        Assert.Equal($"/plans/{house.PlanId}/agree", at);
        Assert.Contains("It is not what I said.", page, StringComparison.Ordinal);
    }

    /// <summary>Goes where it is sent, as a browser does, which gives up in the end.</summary>
    private static async Task<(string At, string? Page)> FollowAsync(Visitor visitor, HttpResponseMessage answer)
    {
        var at = Where(answer);
        for (var hop = 0; hop < 8; hop++)
        {
            using var next = await visitor.GetAsync(at);
            if (next.StatusCode != HttpStatusCode.Redirect) return (at, await next.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
            at = Where(next);
        }
        return (at, null);

        static string Where(HttpResponseMessage answer) => answer.Headers.Location is { } to ? to.IsAbsoluteUri ? to.PathAndQuery : to.ToString() : "";
    }

    private static async Task<HttpStatusCode> StatusAsync(Visitor visitor, string path)
    {
        using var answer = await visitor.GetAsync(path);
        return answer.StatusCode;
    }
}
