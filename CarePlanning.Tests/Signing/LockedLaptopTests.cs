using System.Net;
using CarePlanning.Tests.Journeys;

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

    private static async Task<HttpStatusCode> StatusAsync(Visitor visitor, string path)
    {
        using var answer = await visitor.GetAsync(path);
        return answer.StatusCode;
    }
}
