using CarePlanning.Tests.Journeys;
using CarePlanning.Web.Live;
using Microsoft.Playwright;

namespace CarePlanning.Tests.Together;

/// <summary>In a real browser: what becomes of pages that are open when the one who sits before them is another.</summary>
public sealed class SharedLaptopTests(TablePortal portal, Chromium chromium) : IClassFixture<TablePortal>
{
    private const string KeepSockets = """
        (() => { const Own = window.WebSocket; window.sockets = [];
          window.WebSocket = class extends Own { constructor(...a) { super(...a); window.sockets.push(this); } }; })();
        """;

    [Fact]
    public void A_circuit_is_its_openers_and_nobody_elses()
    {
        var owners = new CircuitOwners(TimeProvider.System);
        var (nia, anne) = (Guid.NewGuid(), Guid.NewGuid());
        owners.Begun(nia, "circuit");
        owners.Begun(null, "nobody's");
        Assert.True(owners.IsOf(nia, "circuit"));
        Assert.False(owners.IsOf(anne, "circuit"));
        Assert.False(owners.IsOf(null, "circuit"));
        Assert.False(owners.IsOf(anne, "nobody's"));
    }

    [Fact]
    public async Task A_page_whose_signal_returns_under_another_users_cookie_is_refused_and_read_again_as_that_user()
    {
        var plan = await portal.PlanOfAsync("Joyce Ashworth");
        await using var laptop = await chromium.NewContextAsync(portal.Address);
        var nias = await laptop.NewPageAsync();
        await nias.AddInitScriptAsync(KeepSockets);
        // Without the pages' own way of hearing of each other, so that the circuit has to say it.
        await nias.AddInitScriptAsync("delete window.BroadcastChannel;");
        await SignInAsync(nias, "Nia Rees");
        await nias.GotoAsync($"/plans/{plan}/history");
        await nias.GotoAsync($"/plans/{plan}");
        await nias.Locator(".live[data-interactive=true]").WaitForAsync(new() { State = WaitForSelectorState.Attached });
        var annes = await laptop.NewPageAsync();
        await SignInAsync(annes, "Anne Ashworth");
        await nias.EvaluateAsync("() => sockets.forEach(s => s.close())");
        await Assertions.Expect(nias.Locator("header .who b")).ToHaveTextAsync("Anne", new() { Timeout = 30_000 });
    }

    [Fact]
    public async Task A_page_whose_signal_returns_under_the_same_users_cookie_goes_on()
    {
        var plan = await portal.PlanOfAsync("Joyce Ashworth");
        await using var laptop = await chromium.NewContextAsync(portal.Address);
        var page = await laptop.NewPageAsync();
        await page.AddInitScriptAsync(KeepSockets);
        await SignInAsync(page, "Nia Rees");
        await page.GotoAsync($"/plans/{plan}");
        await page.Locator(".live[data-interactive=true]").WaitForAsync(new() { State = WaitForSelectorState.Attached });
        await page.EvaluateAsync("() => { window.stayed = true; sockets.forEach(s => s.close()); }");
        await page.WaitForFunctionAsync("() => sockets.filter(s => s.readyState === 1).length === 1");
        Assert.True(await page.EvaluateAsync<bool>("() => window.stayed === true"));
    }

    [Fact]
    public async Task Other_pages_of_the_browser_are_read_again_when_the_laptop_is_handed_over()
    {
        var plan = await portal.PlanOfAsync("Des Clarke");
        await using var laptop = await chromium.NewContextAsync(portal.Address);
        var table = await laptop.NewPageAsync();
        await SignInAsync(table, "Nia Rees");
        var list = await laptop.NewPageAsync();
        await list.GotoAsync("/plans");
        await Assertions.Expect(list.Locator("h1")).ToHaveTextAsync("Plans");
        await table.GotoAsync($"/plans/{plan}");
        await table.Locator("main form[action$='/hand-over'] button").ClickAsync();
        await Assertions.Expect(table.Locator("header .who b")).ToHaveTextAsync("Des, on Nia's laptop");
        await Assertions.Expect(list.Locator("header .who b")).ToHaveTextAsync("Des, on Nia's laptop");
        await Axe.FindsNothingAsync(table);
        await table.Locator(".state-links form[action$='/take-back'] button").ClickAsync();
        await Assertions.Expect(table.Locator("input[type=password]")).ToBeVisibleAsync();
        await Axe.FindsNothingAsync(table);
    }

    [Fact]
    public async Task A_phone_comes_in_by_itself_when_it_is_let_in_and_its_open_page_closes_when_it_is_ended()
    {
        var plan = await portal.PlanOfAsync("Des Clarke");
        await using var laptop = await chromium.NewContextAsync(portal.Address);
        await using var pocket = await chromium.NewContextAsync(portal.Address);
        var (table, phone) = (await laptop.NewPageAsync(), await pocket.NewPageAsync());
        await SignInAsync(table, "Nia Rees");
        await table.GotoAsync($"/plans/{plan}/join");
        await table.Locator("form[action$='/join/code'] button").ClickAsync();
        var address = new Uri(await table.Locator("[data-join-address]").TextContentAsync() ?? "");
        await Assertions.Expect(table.Locator("[data-watch=true]")).ToHaveCountAsync(1);
        await Axe.FindsNothingAsync(table);
        await phone.GotoAsync(address.AbsolutePath);
        await Axe.FindsNothingAsync(phone);
        await phone.GetByRole(AriaRole.Button, new() { Name = "Pauline" }).ClickAsync();
        await Assertions.Expect(phone.Locator("[data-watch=true]")).ToHaveCountAsync(1);
        await table.GetByRole(AriaRole.Button, new() { Name = "Let Pauline in" }).ClickAsync();
        await phone.GetByRole(AriaRole.Button, new() { Name = "Open the plan" }).ClickAsync();
        await phone.GotoAsync($"/plans/{plan}/check");
        await Assertions.Expect(phone.Locator("[data-watch=true]")).ToHaveCountAsync(1);
        await table.GetByRole(AriaRole.Button, new() { Name = "End for Pauline" }).ClickAsync();
        await Assertions.Expect(phone.Locator("h1")).ToHaveTextAsync("Your time in this plan has ended", new() { Timeout = 15_000 });
    }

    private static async Task SignInAsync(IPage page, string name)
    {
        await page.GotoAsync("/sign-in");
        await page.Locator($".person-card:has(b:text-is('{name}'))").ClickAsync();
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Plans");
    }
}
