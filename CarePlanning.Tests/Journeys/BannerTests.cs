using System.Net;
using CarePlanning.Core.Access;
using CarePlanning.Core.People;
using CarePlanning.Core.Plans;
using Microsoft.Extensions.DependencyInjection;

namespace CarePlanning.Tests.Journeys;

/// <summary>Nobody reads or writes in the wrong person's plan unawares (H01).</summary>
public sealed class BannerTests(DemoPortal demo)
{
    /// <summary>Pages of a plan without the banner, each with its reason.</summary>
    private static readonly Dictionary<string, string> Without = new()
    {
        ["/plans/{Id}/agree/practice"] = "Nothing of anybody's plan stands on it, and nothing drawn there is kept.",
        ["/plans/{Id}/latest"] = "The family's own page, for one link at night: its heading names the person.",
    };

    [Fact]
    public async Task Every_page_of_a_plan_says_whose_it_is_with_birth_date_and_NHS_number()
    {
        var (id, nia) = (await demo.PlanAsync("Joyce Ashworth"), await demo.AccountAsync("Nia Rees"));
        var card = (await demo.Running.Services.GetRequiredService<PlanService>().Open(new Actor(nia, "Nia", AccountRole.Professional, default), id))!.Card;
        string[] said = [card.PersonName, FieldText.Date(card.BornOn!.Value), FieldText.NhsNumber(card.NhsNumber!)];
        using var reader = await Visitor.SignedInAsync(demo.Address, nia);
        List<string> seen = [], wrong = [];
        foreach (var route in Routes.Of(demo.Running).Where(r => r.IsPage && r.Name.StartsWith("/plans/{Id}", StringComparison.Ordinal)))
        {
            var path = route.Name.Replace("{Id}", id.ToString(), StringComparison.Ordinal).Replace("{Slug}", "goals", StringComparison.Ordinal).Replace("{Number}", "1", StringComparison.Ordinal)
                .Replace("{Step}", "1", StringComparison.Ordinal).Replace("{MemberId}", Voices.Person, StringComparison.Ordinal);
            if (path.Contains('{', StringComparison.Ordinal)) continue;
            using var answer = await reader.GetAsync(path);
            if (answer.StatusCode != HttpStatusCode.OK) continue;
            seen.Add(route.Name);
            var banner = (await reader.PageAsync(path)).QuerySelector("section.person")?.TextContent ?? "";
            if (said.Any(s => !banner.Contains(s, StringComparison.Ordinal)) != Without.ContainsKey(route.Name)) wrong.Add($"{route.Name}: {banner.Trim()}");
        }
        Assert.True(seen.Count >= 30, $"Only {seen.Count} pages were looked at.");
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }
}
