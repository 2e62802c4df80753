using CarePlanning.Core.Plans;
using CarePlanning.Core.Plans.Sections;
using CarePlanning.Tests.Storage;
using Microsoft.Playwright;

namespace CarePlanning.Tests.Journeys;

/// <summary>From a goal to a line of the budget, and from levels to a first amount, in a real browser.</summary>
public sealed class MoneyTests(Chromium chromium, DemoPortal demo)
{
    [Fact]
    public async Task Levels_become_an_amount_that_is_explained_and_the_totals_follow_what_is_typed()
    {
        var house = await demo.MoveInAsync(Pathway.AdultContinuingCare);
        foreach (var domain in Enum.GetNames<NeedDomain>().Skip(1)) await house.SaveAsync(house.Nia, "needs-profile", $"adult/{domain}/level", "None");
        await house.SaveAsync(house.Nia, "money", "lines/sitter/description", "A night sitter");
        foreach (var (field, value) in new[] { ("quantity", "2"), ("unit", "Night"), ("unitCostPence", "148.00"), ("frequency", "PerWeek") }) await house.SaveAsync(house.Nia, "money", $"lines/sitter/{field}", value);
        await using var window = await demo.NewWindowAsync(chromium, house.Nia.UserId);
        var page = await window.NewPageAsync();

        await page.GotoAsync($"/plans/{house.PlanId}/needs-profile#q-adult");
        var level = page.Locator("[name='adult/Breathing/level']");
        Assert.Equal(["", "None", "Low", "Moderate", "High", "Severe", "Priority"], await level.Locator("option").EvaluateAllAsync<string[]>("all => all.map(o => o.value)"));
        Assert.Equal(["", "None", "Low", "Moderate", "High"], await page.Locator("[name='adult/Communication/level'] option").EvaluateAllAsync<string[]>("all => all.map(o => o.value)"));
        await page.RunAndWaitForResponseAsync(() => level.SelectOptionAsync("Priority"), r => r.Url.EndsWith("/edits", StringComparison.Ordinal));

        await page.GotoAsync($"/plans/{house.PlanId}/allocation");
        await page.FillAsync("#hours", "0");
        await page.Locator("form:has(#table) button").ClickAsync();
        await Assertions.Expect(page.Locator("#preview")).ToContainTextAsync("£470.00");
        await page.Locator("#preview form button").ClickAsync();
        await Assertions.Expect(page.Locator("#now")).ToContainTextAsync("£24,440.00");

        await page.GotoAsync($"/plans/{house.PlanId}/money#q-lines");
        var totals = page.Locator("[data-totals]");
        await Assertions.Expect(totals).ToContainTextAsync("£15,392.00");
        await page.Locator("[name='lines/sitter/quantity']").FillAsync("3");
        await Assertions.Expect(totals).ToContainTextAsync("£23,088.00");
        await Assertions.Expect(totals).ToContainTextAsync("£1,352.00");
    }
}
