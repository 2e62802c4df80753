using CarePlanning.Core.Access;
using CarePlanning.Tests.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace CarePlanning.Tests.Journeys;

/// <summary>Two people in one plan, each at another server process, on one PostgreSQL.</summary>
public sealed class LiveProcessesTests(Chromium chromium)
{
    private const string MostImportant = "textarea[name='mostImportant/words']";

    [Fact]
    public async Task Two_processes_on_one_database_follow_each_other()
    {
        await using var house = await Household.OnAsync(Database.Postgres);
        await using var db = house.OpenDb();
        string[] settings = ["--Db:Provider=Postgres", $"--ConnectionStrings:Db={db.Database.GetConnectionString()}", $"--Data:Folder={house.Folder}"];
        await using var first = await PortalProcess.StartAsync(settings);
        await using var second = await PortalProcess.StartAsync(settings);
        Assert.NotEqual(first.Address, second.Address);
        await using var anne = await WindowAsync(first, house.Anne);
        await using var nia = await WindowAsync(second, house.Nia);
        var (annes, nias) = (await OpenAsync(anne, house.PlanId), await OpenAsync(nia, house.PlanId));

        await Assertions.Expect(annes.Locator(".live .here")).ToContainTextAsync("Nia");
        await Assertions.Expect(nias.Locator(".live .here")).ToContainTextAsync("Anne");
        await annes.Locator(MostImportant).FocusAsync();
        await Assertions.Expect(nias.Locator("[data-writing]")).ToContainTextAsync("Anne is writing here");
        // each page notes by itself when it has the words, so that the time says nothing of how often a test looks
        const string Noted = "n => new Promise(r => { const f = document.querySelector(n); const look = () => f.value === 'The cat comes first' ? r(Date.now()) : setTimeout(look, 5); look(); })";
        var there = nias.EvaluateAsync<double>(Noted, MostImportant);
        await annes.Locator(MostImportant).FillAsync("The cat comes first");
        var left = await annes.EvaluateAsync<double>("n => { document.querySelector(n).blur(); return Date.now(); }", MostImportant);
        var took = await there - left;
        TestContext.Current.TestOutputHelper!.WriteLine($"From leaving the field to the other's screen: {took} ms");
        await Assertions.Expect(nias.Locator("[data-writing]")).ToHaveCountAsync(0);

        // both write at once: nobody's words go under
        await nias.Locator(MostImportant).FocusAsync();
        await annes.Locator(MostImportant).FillAsync("The dog comes first");
        await annes.Locator(MostImportant).BlurAsync();
        await Assertions.Expect(nias.Locator("[data-news='mostImportant/words']")).ToContainTextAsync("Anne changed this at");
        await nias.Locator(MostImportant).FillAsync("The garden");
        await nias.Locator(MostImportant).BlurAsync();
        await Assertions.Expect(nias.Locator("[data-theirs]")).ToHaveTextAsync("The dog comes first");
        await nias.Locator("[data-keep=both]").ClickAsync();
        await Assertions.Expect(annes.Locator(MostImportant)).ToHaveValueAsync("The dog comes first\nThe garden");

        await annes.CloseAsync();
        await Assertions.Expect(nias.Locator(".live .here")).ToHaveCountAsync(0);
    }

    private async Task<IBrowserContext> WindowAsync(PortalProcess portal, Actor who)
    {
        var context = await chromium.NewContextAsync(portal.Address, new() { ReducedMotion = ReducedMotion.Reduce });
        using var visitor = await Visitor.SignedInAsync(portal.Address, who.UserId);
        await context.AddCookiesAsync(visitor.Cookies.Select(c => new Cookie { Name = c.Name, Value = c.Value, Url = portal.Address.ToString(), HttpOnly = c.HttpOnly }));
        return context;
    }

    private static async Task<IPage> OpenAsync(IBrowserContext window, Guid plan)
    {
        var page = await window.NewPageAsync();
        await page.GotoAsync($"/plans/{plan}/about-me");
        await page.Locator("[data-interactive=true]").First.WaitForAsync(new() { State = WaitForSelectorState.Attached });
        return page;
    }
}
