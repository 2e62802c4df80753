using System.Net;
using CarePlanning.Core.Plans;
using CarePlanning.Tests.Funding;
using CarePlanning.Tests.Journeys;

namespace CarePlanning.Tests.Allocation;

/// <summary>A council's budget comes into a plan by its form, which keeps what was typed where something is missing.</summary>
public sealed class CouncilPageTests(DemoPortal demo)
{
    [Fact]
    public async Task A_councils_budget_comes_along_and_who_pays_adds_up_to_the_whole()
    {
        _ = demo.Address;
        var house = await FundingHouse.InAsync(demo.Running.Services, Pathway.SocialCareOnly);
        var plan = house.Home.PlanId;
        using var nia = await Visitor.SignedInAsync(demo.Address, house.Home.Nia.UserId);
        using (var refused = await nia.PostFormAsync($"/plans/{plan}/moving-on", ("_handler", "council"), ("council", "Aldersford Council"), ("what-0", "A sitting service")))
        {
            Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
            var kept = await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            foreach (var typed in new[] { "Aldersford Council", "A sitting service" }) Assert.Contains($"value=\"{typed}\"", kept, StringComparison.Ordinal);
        }
        using (var taken = await nia.PostFormAsync($"/plans/{plan}/moving-on", ("_handler", "council"), ("op", Guid.NewGuid().ToString()), ("council", "Aldersford Council"), ("amount", "5200.00"), ("what-0", "A sitting service"), ("cost-0", "5200.00")))
            Assert.EndsWith($"/plans/{plan}/budget", taken.Headers.Location!.ToString(), StringComparison.Ordinal);
        var budget = (await nia.PageAsync($"/plans/{plan}/budget")).Body!.TextContent;
        foreach (var said in new[] { "Aldersford Council", "£5,200.00", "100.00 %", "A sitting service" }) Assert.Contains(said, budget, StringComparison.Ordinal);
    }
}
