using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace CarePlanning.Tests.Journeys;

/// <summary>Several people at one plan, each on a screen of their own.</summary>
public sealed class LiveTests(Chromium chromium, DemoPortal demo)
{
    private const string MostImportant = "textarea[name='mostImportant/words']";

    [Fact]
    public async Task What_one_writes_shows_beside_the_others_question_and_leaves_what_they_type_alone()
    {
        var house = await demo.MoveInAsync();
        await using var anne = await demo.NewWindowAsync(chromium, house.Anne.UserId);
        await using var nia = await demo.NewWindowAsync(chromium, house.Nia.UserId);
        var (annes, nias) = (await OpenAsync(anne, house.PlanId), await OpenAsync(nia, house.PlanId));
        await Assertions.Expect(nias.Locator(".live .here")).ToContainTextAsync("Anne");

        var hers = nias.Locator("textarea[name='peopleImportant/words']");
        await nias.EvaluateAsync("location.hash = '#q-peopleImportant'");
        await hers.PressSequentiallyAsync("Her sister in");
        await annes.Locator(MostImportant).FillAsync("Mum says the cat comes first");
        await annes.Locator(MostImportant).BlurAsync();
        await Assertions.Expect(nias.Locator(".live")).ToContainTextAsync("Mum says the cat comes first", new() { Timeout = 3000 });
        await hers.PressSequentiallyAsync(" Leeds");
        await Assertions.Expect(hers).ToHaveValueAsync("Her sister in Leeds");
        await Assertions.Expect(hers).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Two_who_change_the_same_answer_see_both_versions_and_choose()
    {
        var house = await demo.MoveInAsync();
        await using var nia = await demo.NewWindowAsync(chromium, house.Nia.UserId);
        var page = await OpenAsync(nia, house.PlanId);
        await house.SaveAsync(house.Anne, "about-me", "mostImportant/words", "Sunday lunch with everyone");
        await page.Locator(MostImportant).FillAsync("The garden");
        await page.Locator(MostImportant).BlurAsync();
        var conflict = page.Locator(".conflict");
        await Assertions.Expect(conflict).ToContainTextAsync("Sunday lunch with everyone");
        await Assertions.Expect(conflict).ToContainTextAsync("The garden");
        await conflict.Locator("[data-keep=both]").ClickAsync();
        await Assertions.Expect(page.Locator(MostImportant)).ToHaveValueAsync("Sunday lunch with everyone\nThe garden");
        await Assertions.Expect(page.Locator("#state-line")).ToHaveAttributeAsync("data-state", "saved");
        Assert.Equal("Sunday lunch with everyone\nThe garden", (await house.SeenByAsync(house.Joyce)).Answers.Get<Core.Plans.Sections.AboutMe>().MostImportant!.Words);
    }

    [Fact]
    public async Task The_list_of_plans_finds_a_plan_as_one_types()
    {
        var window = await demo.WindowAsync(chromium, await demo.AccountAsync("Nia Rees"));
        var page = await window.NewPageAsync();
        await page.GotoAsync("/plans");
        await page.Locator("[data-interactive=true]").First.WaitForAsync(new() { State = WaitForSelectorState.Attached });
        await page.Locator("#find").PressSequentiallyAsync("999 000 0379");
        await Assertions.Expect(page.Locator("tbody tr")).ToHaveCountAsync(1);
        await Assertions.Expect(page.Locator("tbody tr")).ToHaveTextAsync(new Regex("Des"));
        await page.CloseAsync();
    }

    private static async Task<IPage> OpenAsync(IBrowserContext window, Guid plan)
    {
        var page = await window.NewPageAsync();
        await page.GotoAsync($"/plans/{plan}/about-me");
        await page.Locator("[data-interactive=true]").First.WaitForAsync(new() { State = WaitForSelectorState.Attached });
        return page;
    }
}
