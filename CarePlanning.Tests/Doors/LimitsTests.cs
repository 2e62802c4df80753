using System.Net;
using System.Net.Http.Headers;
using CarePlanning.Tests.Journeys;
using CarePlanning.Web.Live;
using CarePlanning.Web.Security;

namespace CarePlanning.Tests.Doors;

/// <summary>How often one may knock, and what is said then.</summary>
public sealed class LimitsTests
{
    [Fact]
    public async Task Each_row_of_the_table_stops_who_asks_too_often_in_words_and_nobody_else()
    {
        await using var portal = new RunningPortal();
        foreach (var limit in Limits.All) portal.Settings[$"Limits:{limit.Name}"] = "3";
        portal.Settings["Limits:SignIn"] = "6";
        var house = await Storage.Household.InAsync(Started(portal));
        await house.AgreeAsync();
        using var nia = await Visitor.SignedInAsync(portal.Address, house.Nia.UserId);
        using var anne = await Visitor.SignedInAsync(portal.Address, house.Anne.UserId);
        HashSet<string> stopped = [];
        var pdf = $"/plans/{house.PlanId}/versions/1/plan.pdf";
        await StoppedAfterAsync("Documents", 3, () => nia.GetAsync(pdf));
        // The other one from the same house goes on.
        Assert.Equal(HttpStatusCode.OK, (await anne.GetAsync(pdf)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await nia.GetAsync($"/plans/{house.PlanId}")).StatusCode);
        await StoppedAfterAsync("Codes", 3, () => nia.GetAsync("/join/no-such-code"));
        await StoppedAfterAsync("Family", 3, () => nia.GetAsync($"/shared/{new string('0', 64)}"));
        await StoppedAfterAsync("Letters", 3, () => nia.PostFormAsync($"/plans/{house.PlanId}/people/invitation-again"));
        await StoppedAfterAsync("Uploads", 3, async () =>
        {
            using var file = new ByteArrayContent("%PDF-1.7\n%%EOF"u8.ToArray());
            file.Headers.ContentType = new MediaTypeHeaderValue("application/pdf");
            using var form = new MultipartFormDataContent { { file, "file", "letter.pdf" } };
            return await nia.PostAsync($"/plans/{house.PlanId}/papers/upload", form);
        });
        using var stranger = new Visitor(portal.Address);
        await StoppedAfterAsync("SignIn", 4, () => stranger.PostFormAsync("/sign-in", ("account", Guid.NewGuid().ToString())));
        Assert.Equal(Limits.All.Select(l => l.Name).Order(StringComparer.Ordinal), stopped.Order(StringComparer.Ordinal));
        // Pages and the heartbeat are not in the table.
        for (var i = 0; i < 8; i++) Assert.Equal(HttpStatusCode.OK, (await nia.GetAsync("/alive")).StatusCode);

        async Task StoppedAfterAsync(string limit, int times, Func<Task<HttpResponseMessage>> ask)
        {
            for (var i = 0; i < times; i++) Assert.NotEqual(HttpStatusCode.TooManyRequests, (await ask()).StatusCode);
            using var once = await ask();
            Assert.Equal(HttpStatusCode.TooManyRequests, once.StatusCode);
            stopped.Add(limit);
            Assert.Equal("60", Assert.Single(once.Headers.GetValues("Retry-After")));
            Assert.Contains("Please wait a minute", await once.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void One_user_has_so_many_live_pages_and_another_is_not_held_up()
    {
        var owners = new CircuitOwners(TimeProvider.System);
        var (nia, anne) = (Guid.NewGuid(), Guid.NewGuid());
        for (var i = 0; i < CircuitOwners.MostOfOne; i++) Assert.True(owners.MayOpen(nia, $"nia{i}"));
        Assert.False(owners.MayOpen(nia, "one more"));
        Assert.True(owners.MayOpen(nia, "nia3"));
        Assert.True(owners.MayOpen(anne, "anne"));
        // Who is not signed in is counted by where they come from.
        for (var i = 0; i < CircuitOwners.MostOfOne; i++) Assert.True(owners.MayOpen(null, $"somebody{i}", "192.0.2.1"));
        Assert.False(owners.MayOpen(null, "somebody more", "192.0.2.1"));
        Assert.True(owners.MayOpen(null, "somebody else", "192.0.2.2"));
        owners.Closed("nia7");
        Assert.True(owners.MayOpen(nia, "one more"));
    }

    private static IServiceProvider Started(RunningPortal portal)
    {
        _ = portal.Address;
        return portal.Services;
    }
}
