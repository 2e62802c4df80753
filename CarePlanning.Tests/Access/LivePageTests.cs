using System.Security.Claims;
using Bunit;
using CarePlanning.Core.Access;
using CarePlanning.Core.Audit;
using CarePlanning.Core.Collaboration;
using CarePlanning.Core.Plans;
using CarePlanning.Tests.Storage;
using CarePlanning.Web.Live;
using CarePlanning.Web.Security;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CarePlanning.Tests.Access;

/// <summary>What comes over the line of a live page is believed as little as an address: whoever asks for another's plan there hears and does nothing.</summary>
public sealed class LivePageTests
{
    [Fact]
    public async Task The_live_part_of_a_page_follows_its_plan_for_those_on_it_and_only_while_they_are_signed_in()
    {
        await using var house = await Household.OnAsync(Database.Sqlite);
        await house.SaveAsync(house.Anne, "about-me", "mostImportant/words", "The blue tin");
        using var presence = new Presence(house.The<PlanNews>(), TimeProvider.System);

        var (strangers, strangersPlan, _) = await OpenAsync(house, presence, house.Stranger);
        await using var first = strangers;
        strangersPlan.Instance.Writes("mostImportant/words");
        Assert.Empty(presence.Pages(house.PlanId));
        await using (var db = house.OpenDb())
            Assert.Single(await db.AccessLog.Where(a => a.PlanId == house.PlanId && a.ActorId == house.Stranger.UserId && a.Kind == AccessKind.Refused && a.What == "live").ToListAsync(Xunit.TestContext.Current.CancellationToken));
        await house.SaveAsync(house.Anne, "about-me", "mostImportant/words", "The red tin", onValue: "The blue tin");
        Assert.DoesNotContain("tin", strangersPlan.Markup, StringComparison.Ordinal);

        var (nias, niasPlan, who) = await OpenAsync(house, presence, house.Nia);
        await using var second = nias;
        niasPlan.WaitForAssertion(() => Assert.Contains("The red tin", niasPlan.Markup, StringComparison.Ordinal));
        niasPlan.Instance.Writes("mostImportant/words");
        Assert.Equal([(house.Nia.UserId, "about-me", "mostImportant/words")], presence.Pages(house.PlanId));
        await niasPlan.InvokeAsync(() => who.NotifyChangedAsync(Task.FromResult(new AuthenticationState(new ClaimsPrincipal(new ClaimsIdentity())))));
        niasPlan.WaitForAssertion(() => Assert.DoesNotContain("tin", niasPlan.Markup, StringComparison.Ordinal));
        niasPlan.Instance.Writes("whoKnowsMe/words");
        Assert.Empty(presence.Pages(house.PlanId));
    }

    [Fact]
    public async Task A_page_that_is_only_read_says_who_else_changed_the_plan_and_when_and_nothing_of_ones_own()
    {
        await using var house = await Household.OnAsync(Database.Sqlite);
        using var presence = new Presence(house.The<PlanNews>(), TimeProvider.System);
        var (nias, page, _) = await OpenAsync(house, presence, house.Nia, reads: true);
        await using var open = nias;
        var (others, strangers, _) = await OpenAsync(house, presence, house.Stranger, reads: true);
        await using var stranger = others;
        await house.SaveAsync(house.Nia, "about-me", "peopleImportant/words", "Her sister");
        Assert.Empty(page.FindAll("[role=status] *"));
        await house.SaveAsync(house.Anne, "about-me", "mostImportant/words", "The blue tin");
        page.WaitForAssertion(() => Assert.Contains("Anne", page.Find("[role=status]").TextContent, StringComparison.Ordinal));
        Assert.Contains("changed this at", page.Find("[role=status]").TextContent, StringComparison.Ordinal);
        Assert.Equal("Show it", page.Find("[role=status] a").TextContent);
        Assert.Empty(strangers.FindAll("[role=status] *"));
        Assert.Empty(presence.Pages(house.PlanId));
    }

    private static async Task<(BunitContext Page, IRenderedComponent<LivePlan> Plan, CascadingValueSource<Task<AuthenticationState>> Who)> OpenAsync(Household house, Presence presence, Actor who, bool reads = false)
    {
        var key = await house.SignInAsync(who);
        var state = new AuthenticationState(new ClaimsPrincipal(new ClaimsIdentity([new(ClaimTypes.NameIdentifier, key.UserId.ToString()), new("session", key.SessionId.ToString()!)], "test")));
        var source = new CascadingValueSource<Task<AuthenticationState>>(Task.FromResult(state), isFixed: false);
        var page = new BunitContext();
        page.JSInterop.Mode = JSRuntimeMode.Loose;
        page.Services.AddSingleton(house.The<SessionService>()).AddSingleton(house.The<AccessLogService>()).AddSingleton(house.The<HistoryService>()).AddSingleton(house.The<FollowService>()).AddSingleton(house.The<PlanNews>())
            .AddSingleton(presence).AddScoped<PageLine>().AddScoped<CurrentActor>().AddCascadingValue(_ => source);
        page.SetRendererInfo(new RendererInfo("Server", true));
        return (page, page.Render<LivePlan>(p => p.Add(l => l.PlanId, house.PlanId).Add(l => l.Slug, reads ? "" : "about-me").Add(l => l.Reads, reads).Add(l => l.DrawnAtUtc, DateTime.UtcNow).Add(l => l.Scripts, "/js")), source);
    }
}
