using System.Net;
using CarePlanning.Core.Access;
using CarePlanning.Core.Audit;
using CarePlanning.Tests.Signing;
using CarePlanning.Tests.Storage;
using CarePlanning.Tests.Together;
using Microsoft.EntityFrameworkCore;

namespace CarePlanning.Tests.SignIn;

/// <summary>A phone is lost, or a computer forgotten: whose it was sees where they are signed in, and signs out there.</summary>
public sealed class OwnSessionsTests(TablePortal portal) : IClassFixture<TablePortal>
{
    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Somebody_sees_where_they_are_signed_in_and_signs_out_there_and_nowhere_of_others(Database kind)
    {
        var time = new HandTime();
        await using var house = await Household.OnAsync(kind, time);
        var (sessions, own) = (house.The<SessionService>(), house.The<OwnSessionsService>());
        var (old, lost, annes) = (await house.SignInAsync(house.Nia), await house.SignInAsync(house.Nia), await house.SignInAsync(house.Anne));
        time.Advance(SessionLimits.Usual.Idle);
        var left = await house.SignInAsync(house.Nia);
        await sessions.End(left.SessionId!.Value);
        var (here, there, third) = (await house.SignInAsync(house.Nia), await house.SignInAsync(house.Nia), await house.SignInAsync(house.Nia));
        annes = await house.SignInAsync(house.Anne);
        var nia = (await sessions.Find(here))!;

        // What is over is not shown.
        var shown = (await own.Of(nia))!;
        Assert.Equal((here.SessionId, true), (shown[0].Id, shown[0].IsThis));
        Assert.Equal(new HashSet<Guid?> { here.SessionId, there.SessionId, third.SessionId }, [.. shown.Select(s => (Guid?)s.Id)]);
        foreach (var notHers in new[] { annes, here, old }) Assert.False(await own.EndElsewhere(nia, notHers.SessionId));
        await using (var kept = house.OpenDb())
        {
            foreach (var key in new[] { here, there }) house.The<VouchingService>().Keep(kept, key.SessionId!.Value, "asked with this");
            await kept.SaveChangesAsync(TestContext.Current.CancellationToken);
        }
        Assert.True(await own.EndElsewhere(nia, there.SessionId));
        Assert.Equal((false, true, true, true), (await IsInAsync(there), await IsInAsync(third), await IsInAsync(here), await IsInAsync(annes)));
        Assert.True(await own.EndElsewhere(nia, null));
        Assert.False(await own.EndElsewhere(nia, null));
        Assert.Equal((false, true, true), (await IsInAsync(third), await IsInAsync(here), await IsInAsync(annes)));
        await using var db = house.OpenDb();
        Assert.Equal([here.SessionId], await db.Vouchings.Select(v => (Guid?)v.SessionId).ToListAsync(TestContext.Current.CancellationToken));
        Assert.Equal(2, await db.AccessLog.CountAsync(a => a.Kind == AccessKind.SignedOut && a.What == "elsewhere" && a.ActorId == nia.UserId, TestContext.Current.CancellationToken));

        // Whoever holds the laptop is not its owner.
        Assert.True(await house.The<HandoverService>().HandOver(nia, here.SessionId!.Value, house.PlanId));
        var held = (await sessions.Find(here))!;
        Assert.Null(await own.Of(held));
        Assert.False(await own.EndElsewhere(held, null));

        async Task<bool> IsInAsync(SessionKey key) => await sessions.Find(key) is not null;
    }

    [Fact]
    public async Task The_page_signs_out_one_and_then_all_others()
    {
        using var here = await Visitor.SignedInAsync(portal, "Samir Qureshi");
        Assert.Contains("You are signed in nowhere else", (await here.GetAsync("/sessions")).Body, StringComparison.Ordinal);
        using var first = await Visitor.SignedInAsync(portal, "Samir Qureshi");
        using var second = await Visitor.SignedInAsync(portal, "Samir Qureshi");
        using var third = await Visitor.SignedInAsync(portal, "Samir Qureshi");
        var page = await here.GetAsync("/sessions");
        var others = System.Text.RegularExpressions.Regex.Matches(page.Body, "name=\"session\" value=\"([^\"]+)\"").Select(m => m.Groups[1].Value).ToList();
        Assert.Equal(3, others.Count);
        Assert.Contains("This browser", page.Body, StringComparison.Ordinal);
        Assert.Equal("/sessions", (await here.PostAsync("/sessions/end", page, ("session", others[0]))).To);
        // Pressed twice, it has ended all the same.
        Assert.Equal("/sessions", (await here.PostAsync("/sessions/end", page, ("session", others[0]))).To);
        Assert.Equal(2, await StillInAsync(first, second, third));
        Assert.Equal("/sessions", (await here.PostAsync("/sessions/end-others", page)).To);
        Assert.Equal(0, await StillInAsync(first, second, third));
        Assert.Equal(HttpStatusCode.OK, (await here.GetAsync("/plans")).Status);

        static async Task<int> StillInAsync(params Visitor[] visitors)
        {
            var count = 0;
            foreach (var visitor in visitors) if ((await visitor.GetAsync("/alive")).Status == HttpStatusCode.OK) count++;
            return count;
        }
    }
}
