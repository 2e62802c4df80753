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
using MudBlazor.Services;

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

    [Fact]
    public async Task A_page_that_is_only_read_names_nobody_who_only_took_the_plan_along()
    {
        await using var house = await Household.OnAsync(Database.Sqlite);
        using var presence = new Presence(house.The<PlanNews>(), TimeProvider.System);
        var (nias, page, _) = await OpenAsync(house, presence, house.Nia, reads: true);
        await using var open = nias;
        await using (var db = house.OpenDb())
        {
            var plan = await db.Plans.SingleAsync(p => p.Id == house.PlanId, Xunit.TestContext.Current.CancellationToken);
            var next = await AuditService.Next(db, house.PlanId);
            house.The<AuditService>().Add(db, plan, next, house.Anne, AuditKind.EasyWordsWritten, section: "about-me", after: "I like tea.");
            house.The<AuditService>().Add(db, plan, next + 1, house.Joyce, AuditKind.Downloaded);
            await db.SaveChangesAsync(Xunit.TestContext.Current.CancellationToken);
        }
        await house.The<PlanNews>().Tell(new PlanHappening(house.PlanId, "", ""));
        page.WaitForAssertion(() => Assert.Contains("Anne changed this at", page.Find("[role=status]").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_page_whose_session_is_over_hears_nothing_of_what_is_written_then()
    {
        await using var house = await Household.OnAsync(Database.Sqlite);
        await house.SaveAsync(house.Anne, "about-me", "mostImportant/words", "The blue tin");
        using var presence = new Presence(house.The<PlanNews>(), TimeProvider.System);
        var (nias, plan, who) = await OpenAsync(house, presence, house.Nia);
        await using var page = nias;
        await house.SaveAsync(house.Anne, "about-me", "mostImportant/words", "The red tin", onValue: "The blue tin");
        plan.WaitForAssertion(() => Assert.Contains("The red tin", plan.Markup, StringComparison.Ordinal));
        Assert.Contains(nias.JSInterop.Invocations, i => i.Identifier == "hear");
        var heard = nias.JSInterop.Invocations.Count(i => i.Identifier == "hear");
        await using (var db = house.OpenDb()) await db.Sessions.ExecuteUpdateAsync(u => u.SetProperty(s => s.EndedAtUtc, DateTime.UtcNow), Xunit.TestContext.Current.CancellationToken);
        await house.SaveAsync(house.Anne, "about-me", "mostImportant/words", "The green tin", onValue: "The red tin");
        plan.WaitForAssertion(() => Assert.DoesNotContain("tin", plan.Markup, StringComparison.Ordinal));
        Assert.Equal(heard, nias.JSInterop.Invocations.Count(i => i.Identifier == "hear"));
    }

    [Fact]
    public async Task Who_is_taken_off_the_plan_while_their_page_is_open_hears_and_sees_nothing_more()
    {
        await using var house = await Household.OnAsync(Database.Sqlite);
        await house.SaveAsync(house.Nia, "about-me", "mostImportant/words", "The blue tin");
        using var presence = new Presence(house.The<PlanNews>(), TimeProvider.System);
        var (annes, plan, _) = await OpenAsync(house, presence, house.Anne);
        await using var page = annes;
        await house.SaveAsync(house.Nia, "about-me", "mostImportant/words", "The red tin", onValue: "The blue tin");
        plan.WaitForAssertion(() => Assert.Contains("The red tin", plan.Markup, StringComparison.Ordinal));
        var heard = annes.JSInterop.Invocations.Count(i => i.Identifier == "hear");
        await using (var db = house.OpenDb()) await db.Members.Where(m => m.UserId == house.Anne.UserId).ExecuteUpdateAsync(u => u.SetProperty(m => m.EndedAtUtc, DateTime.UtcNow), Xunit.TestContext.Current.CancellationToken);
        await house.SaveAsync(house.Nia, "about-me", "mostImportant/words", "The green tin", onValue: "The red tin");
        plan.WaitForAssertion(() => Assert.DoesNotContain("tin", plan.Markup, StringComparison.Ordinal));
        Assert.Equal(heard, annes.JSInterop.Invocations.Count(i => i.Identifier == "hear"));
    }

    [Fact]
    public async Task The_list_of_plans_is_empty_when_the_session_is_over()
    {
        await using var house = await Household.OnAsync(Database.Sqlite);
        var key = await house.SignInAsync(house.Nia);
        var source = new CascadingValueSource<Task<AuthenticationState>>(Task.FromResult(StateOf(key)), isFixed: false);
        await using var page = new BunitContext();
        page.JSInterop.Mode = JSRuntimeMode.Loose;
        page.Services.AddSingleton(house.The<SessionService>()).AddSingleton(house.The<AccessLogService>()).AddSingleton(house.The<PlanService>()).AddScoped<CurrentActor>().AddCascadingValue(_ => source);
        page.Services.AddMudServices();
        page.SetRendererInfo(new RendererInfo("Server", true));
        var list = page.Render<Web.Pages.Plans.PlansTable>();
        Assert.Contains("Joyce Ashworth", list.Markup, StringComparison.Ordinal);
        await list.InvokeAsync(() => source.NotifyChangedAsync(Task.FromResult(new AuthenticationState(new ClaimsPrincipal(new ClaimsIdentity())))));
        list.WaitForAssertion(() => Assert.DoesNotContain("Ashworth", list.Markup, StringComparison.Ordinal));
        list.Find("#find").Input("Joyce");
        Assert.DoesNotContain("Ashworth", list.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_that_lies_open_shows_no_plan_of_who_is_no_professional_any_more()
    {
        await using var house = await Household.OnAsync(Database.Sqlite);
        await house.SaveAsync(house.Anne, "about-me", "mostImportant/words", "The blue tin");
        using var presence = new Presence(house.The<PlanNews>(), TimeProvider.System);
        var (nias, plan, who) = await OpenAsync(house, presence, house.Nia);
        await using var page = nias;
        plan.WaitForAssertion(() => Assert.Contains("The blue tin", plan.Markup, StringComparison.Ordinal));
        await using (var db = house.OpenDb()) await db.Accounts.Where(a => a.Id == house.Nia.UserId).ExecuteUpdateAsync(u => u.SetProperty(a => a.Role, Core.People.AccountRole.Lead), Xunit.TestContext.Current.CancellationToken);
        // As the watch says it anew: the same session.
        var same = new AuthenticationState(new ClaimsPrincipal(new ClaimsIdentity([new(ClaimTypes.NameIdentifier, house.Nia.UserId.ToString()), new("session", (await SessionOfAsync(house)).ToString())], "test")));
        await plan.InvokeAsync(() => who.NotifyChangedAsync(Task.FromResult(same)));
        plan.WaitForAssertion(() => Assert.DoesNotContain("tin", plan.Markup, StringComparison.Ordinal));

        static async Task<Guid> SessionOfAsync(Household house)
        {
            await using var db = house.OpenDb();
            return await db.Sessions.Select(s => s.Id).SingleAsync(Xunit.TestContext.Current.CancellationToken);
        }
    }

    private static AuthenticationState StateOf(SessionKey key) => new(new ClaimsPrincipal(new ClaimsIdentity([new(ClaimTypes.NameIdentifier, key.UserId.ToString()), new("session", key.SessionId.ToString()!)], "test")));

    private static async Task<(BunitContext Page, IRenderedComponent<LivePlan> Plan, CascadingValueSource<Task<AuthenticationState>> Who)> OpenAsync(Household house, Presence presence, Actor who, bool reads = false)
    {
        var source = new CascadingValueSource<Task<AuthenticationState>>(Task.FromResult(StateOf(await house.SignInAsync(who))), isFixed: false);
        var page = new BunitContext();
        page.JSInterop.Mode = JSRuntimeMode.Loose;
        page.JSInterop.SetupModule("/js/live.js").Mode = JSRuntimeMode.Loose;
        page.Services.AddSingleton(house.The<SessionService>()).AddSingleton(house.The<AccessLogService>()).AddSingleton(house.The<HistoryService>()).AddSingleton(house.The<FollowService>()).AddSingleton(house.The<PlanNews>())
            .AddSingleton(presence).AddScoped<PageLine>().AddScoped<CurrentActor>().AddCascadingValue(_ => source);
        page.SetRendererInfo(new RendererInfo("Server", true));
        return (page, page.Render<LivePlan>(p => p.Add(l => l.PlanId, house.PlanId).Add(l => l.Slug, reads ? "" : "about-me").Add(l => l.Reads, reads).Add(l => l.DrawnAtUtc, DateTime.UtcNow).Add(l => l.Scripts, "/js")), source);
    }
}
