using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace CarePlanning.Tests.Journeys;

/// <summary>A session that ends while somebody writes, and a line that is cut.</summary>
public sealed class SessionTests(Chromium chromium, DemoPortal demo)
{
    private const string People = "textarea[name='peopleImportant/words']";

    [Fact]
    public async Task Who_signs_in_again_comes_back_to_the_same_field_with_its_words()
    {
        var house = await demo.MoveInAsync();
        await using var window = await demo.NewWindowAsync(chromium, house.Nia.UserId);
        var page = await window.NewPageAsync();
        await page.GotoAsync($"/plans/{house.PlanId}/about-me#q-peopleImportant");
        await page.Locator("[data-interactive=true]").First.WaitForAsync(new() { State = WaitForSelectorState.Attached });
        await window.ClearCookiesAsync();
        await page.Locator(People).FillAsync("Her sister in Leeds");
        await Assertions.Expect(page.Locator("#state-line")).ToHaveAttributeAsync("data-state", "signed-out", new() { Timeout = 15_000 });
        await Assertions.Expect(page.Locator(People)).ToBeEditableAsync();
        await page.Locator("#state-line a").ClickAsync();
        await page.Locator($"button[value='{house.Nia.UserId}']").ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("#q-peopleImportant$"));
        await Assertions.Expect(page.Locator(People)).ToHaveValueAsync("Her sister in Leeds");
        await Assertions.Expect(page.Locator(People)).ToBeFocusedAsync();
        await Assertions.Expect(page.Locator("#state-line")).ToHaveAttributeAsync("data-state", "saved");
    }

    [Fact]
    public async Task A_page_whose_circuit_is_cut_shows_no_dialog_saves_on_and_is_loaded_again_when_the_server_has_let_go_of_it()
    {
        var house = await demo.MoveInAsync();
        await using var window = await demo.NewWindowAsync(chromium, house.Nia.UserId);
        var page = await window.NewPageAsync();
        await page.AddInitScriptAsync("const Socket = WebSocket; window.sockets = []; window.WebSocket = class extends Socket { constructor(...a) { super(...a); window.sockets.push(this); } };");
        var cut = false;
        await page.RouteAsync("**/_blazor/**", route => cut ? route.AbortAsync() : route.ContinueAsync());
        await page.GotoAsync($"/plans/{house.PlanId}/about-me#q-peopleImportant");
        await page.Locator("[data-interactive=true]").First.WaitForAsync(new() { State = WaitForSelectorState.Attached });
        cut = true;
        await page.EvaluateAsync("window.sockets.forEach(s => s.close())");
        var modal = page.Locator("#components-reconnect-modal");
        await Assertions.Expect(modal).ToHaveClassAsync(new Regex("components-reconnect-"), new() { Timeout = 15_000 });
        await Assertions.Expect(modal).ToBeHiddenAsync();
        await page.Locator(People).FillAsync("Her sister in Leeds");
        await Assertions.Expect(page.Locator(People)).ToBeFocusedAsync();
        await Assertions.Expect(page.Locator("#state-line")).ToHaveAttributeAsync("data-state", "saved");
        await page.EvaluateAsync("window.before = true; document.getElementById('components-reconnect-modal').dispatchEvent(new CustomEvent('components-reconnect-state-changed', { detail: { state: 'rejected' } }))");
        await Assertions.Expect(page.Locator("[data-interactive=true]").First).ToBeAttachedAsync();
        await page.WaitForFunctionAsync("() => !window.before", null, new() { Timeout = 20_000 });
        await Assertions.Expect(page.Locator(People)).ToHaveValueAsync("Her sister in Leeds");
        await Assertions.Expect(page.Locator(People)).ToBeFocusedAsync();
    }
}
