using CarePlanning.Core.Access;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Plans.Sections;
using CarePlanning.Tests.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace CarePlanning.Tests.Journeys;

/// <summary>A visit to a house without signal, in a real browser: the file is opened from disk with the network off.</summary>
public sealed partial class PackJourneyTests(Chromium chromium, RunningPortal portal) : IClassFixture<RunningPortal>, IAsyncLifetime
{
    private const string Secret = "brown kettle by the window";
    private readonly string folder = Directory.CreateTempSubdirectory("careplanning-pack-").FullName;
    private Household house = null!;

    public async ValueTask InitializeAsync()
    {
        _ = portal.Address;
        house = await Household.InAsync(portal.Services);
        await house.SaveAsync(house.Nia, "if-things-go-wrong", "howToGetIn", "Key safe by the door, 4711");
        await house.SaveAsync(house.Nia, "sharing", "notToBeShared/words", "Not a word to my brother");
        await house.SaveAsync(house.Nia, "goals", "list/g1/what", "To sit outside");
        await house.SaveAsync(house.Nia, "about-me", "peopleImportant/words", "My daughter", voice: "person");
    }

    [Fact]
    public async Task A_visit_without_signal_from_the_task_list_to_the_history()
    {
        await using var office = await OfficeAsync();
        var desk = await office.NewPageAsync();
        await desk.GotoAsync($"/plans/{house.PlanId}");
        await desk.GetByRole(AriaRole.Link, new() { Name = "Take it to a house without signal" }).ClickAsync();
        await Assertions.Expect(desk.GetByRole(AriaRole.Button, new() { Name = "Download the visit pack" })).ToBeVisibleAsync();
        var pack = await DownloadAsync();
        // What is encrypted may spell anything by chance; beside it nothing says whose it is.
        var text = System.Text.RegularExpressions.Regex.Replace(await File.ReadAllTextAsync(pack, TestContext.Current.CancellationToken), @"(?:[A-Za-z0-9+/=]|\\u002B){200,}", "");
        foreach (var personal in new[] { "Joyce", "Ashworth", "9990000018", "My daughter", "the door, 4711", Secret }) Assert.DoesNotContain(personal, text, StringComparison.OrdinalIgnoreCase);

        await using var field = await FieldAsync();
        var page = await field.NewPageAsync();
        var asked = new List<string>();
        var errors = new List<string>();
        page.Request += (_, r) => asked.Add(r.Url);
        page.PageError += (_, e) => errors.Add(e);
        page.Console += (_, m) => { if (m.Type == "error") errors.Add(m.Text); };

        await page.GotoAsync("file://" + pack);
        await Axe.FindsNothingAsync(page);
        await page.GetByLabel("Passphrase").FillAsync("green kettle by the window");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("#passphrase-error")).ToContainTextAsync("does not open");
        await UnlockAsync(page);
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Joyce's plan");
        await Axe.FindsNothingAsync(page);

        await page.GetByRole(AriaRole.Link, new() { Name = "About me" }).First.ClickAsync();
        await page.Locator("textarea[name='mostImportant/words']").FillAsync("The garden, and the robin in it");
        await Axe.FindsNothingAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "Continue" }).ClickAsync();
        await Assertions.Expect(page.Locator("textarea[name='peopleImportant/words']")).ToHaveValueAsync("My daughter");
        await page.Locator("textarea[name='peopleImportant/words']").FillAsync("My daughter, and Tom next door");
        await page.EvaluateAsync("location.hash = 'goals/goals'");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add" }).First.ClickAsync();
        await page.Locator("[data-entry]:not([data-entry=g1]) textarea").First.FillAsync("To see the sea");
        await Axe.FindsNothingAsync(page);
        await Assertions.Expect(page.Locator("#state-line")).ToHaveAttributeAsync("data-state", "kept");
        Assert.DoesNotContain("robin", await page.EvaluateAsync<string>("JSON.stringify(localStorage)"), StringComparison.Ordinal);

        await page.ReloadAsync();
        await UnlockAsync(page);
        await Assertions.Expect(page.Locator("[data-entry]:not([data-entry=g1]) textarea").First).ToHaveValueAsync("To see the sea");
        await page.EvaluateAsync("location.hash = 'about-me/mostImportant'");
        await Assertions.Expect(page.Locator("textarea[name='mostImportant/words']")).ToHaveValueAsync("The garden, and the robin in it");
        var saved = await SaveAsync(page);
        await Assertions.Expect(page.Locator("#state-line")).ToContainTextAsync("Saved to a file");
        Assert.Empty(errors);
        Assert.DoesNotContain(asked, url => !url.StartsWith("file:", StringComparison.Ordinal) && !url.StartsWith("blob:", StringComparison.Ordinal) && !url.StartsWith("data:", StringComparison.Ordinal));

        await house.SaveAsync(house.Anne, "about-me", "peopleImportant/words", "Me, Anne", "My daughter", Household.AnnesEntry);
        await ReturnAsync(desk, saved);
        await Assertions.Expect(desk.Locator("[data-path='about-me/mostImportant']")).ToContainTextAsync("The garden, and the robin in it");
        await Axe.FindsNothingAsync(desk);
        var conflict = desk.Locator(".conflict[data-path='about-me/peopleImportant']");
        await Assertions.Expect(conflict.Locator("[data-theirs]")).ToContainTextAsync("Me, Anne");
        await Assertions.Expect(conflict.Locator("[data-mine]")).ToContainTextAsync("Tom next door");
        await desk.GetByRole(AriaRole.Button, new() { Name = "Put these into the plan" }).ClickAsync();
        await Assertions.Expect(desk.Locator(".error-summary")).ToContainTextAsync("Please choose");
        await conflict.GetByLabel("Keep both").CheckAsync();
        await desk.GetByRole(AriaRole.Button, new() { Name = "Put these into the plan" }).ClickAsync();
        await Assertions.Expect(desk.GetByText("These answers are already in the plan.")).ToBeVisibleAsync();

        await using var db = portal.Services.GetRequiredService<CarePlanning.Core.Storage.IOpenDb>().Open();
        var row = await db.Sections.SingleAsync(s => s.PlanId == house.PlanId && s.Slug == "if-things-go-wrong", TestContext.Current.CancellationToken);
        Assert.Contains("Key safe by the door, 4711", row.Json, StringComparison.Ordinal);
        var answers = (await house.SeenByAsync(house.Nia)).Answers;
        Assert.Equal("The garden, and the robin in it", answers.Get<AboutMe>().MostImportant!.Words);
        Assert.Equal("Me, Anne\n\nMy daughter, and Tom next door", answers.Get<AboutMe>().PeopleImportant!.Words);
        Assert.Contains(answers.Get<Goals>().List, g => g.What == "To see the sea");

        await ReturnAsync(desk, saved);
        await Assertions.Expect(desk.GetByText("These answers are already in the plan.")).ToBeVisibleAsync();
        await desk.GotoAsync($"/plans/{house.PlanId}/history");
        await Assertions.Expect(desk.Locator("[data-kind='edited-by-pack'] .tag").First).ToHaveTextAsync("Came back in a visit pack");
        await Axe.FindsNothingAsync(desk);
    }

    [Fact]
    public async Task A_saved_file_opens_again_where_the_browser_keeps_nothing_and_says_so()
    {
        var pack = await DownloadAsync();
        await using var field = await FieldAsync();
        await field.AddInitScriptAsync("Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } })");
        var page = await field.NewPageAsync();
        await page.GotoAsync("file://" + pack);
        await UnlockAsync(page);
        await Assertions.Expect(page.Locator("[data-not-kept]")).ToContainTextAsync("the only way");
        await page.EvaluateAsync("location.hash = 'about-me/mostImportant'");
        await page.Locator("textarea[name='mostImportant/words']").FillAsync("The robin");
        await Assertions.Expect(page.Locator("#state-line")).ToHaveAttributeAsync("data-state", "attention");
        await Axe.FindsNothingAsync(page);
        var saved = await SaveAsync(page);
        Assert.DoesNotContain("robin", await File.ReadAllTextAsync(saved, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        await page.GotoAsync("file://" + saved);
        await UnlockAsync(page);
        await page.EvaluateAsync("location.hash = 'about-me/mostImportant'");
        await Assertions.Expect(page.Locator("textarea[name='mostImportant/words']")).ToHaveValueAsync("The robin");
    }

    [Fact]
    public async Task What_does_not_travel_is_not_asked_in_the_pack()
    {
        var pack = await DownloadAsync();
        await using var field = await FieldAsync();
        var page = await field.NewPageAsync();
        await page.GotoAsync("file://" + pack);
        await UnlockAsync(page);
        var seen = "";
        foreach (var section in PlanSections.All)
        {
            await page.EvaluateAsync("slug => { location.hash = slug; }", section.Slug);
            if (section.AskedOn(Pathway.NoBudget) == Asked.Hidden) continue;
            await page.Locator($"[data-section='{section.Slug}']").WaitForAsync();
            seen += await page.Locator("#room").InnerHTMLAsync() + await page.EvaluateAsync<string>("[...document.querySelectorAll('#room textarea, #room input')].map(i => i.name + '=' + i.value).join('\\n')");
        }
        Assert.Contains("To sit outside", seen, StringComparison.Ordinal);
        Assert.Contains("keyHeldBy", seen, StringComparison.Ordinal);
        foreach (var not in new[] { "howToGetIn", "4711", "notToBeShared", "Not a word to my brother" }) Assert.DoesNotContain(not, seen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pack_works_by_keyboard_and_on_a_phone_of_360_pixels()
    {
        var pack = await DownloadAsync();
        await using var field = await FieldAsync(new() { ViewportSize = new() { Width = 360, Height = 740 } });
        var page = await field.NewPageAsync();
        await page.GotoAsync("file://" + pack);
        await Narrow();
        await page.Keyboard.TypeAsync(Secret);
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Joyce's plan");
        await Assertions.Expect(page.Locator("h1")).ToBeFocusedAsync();
        await Narrow();
        while (await page.EvaluateAsync<string>("document.activeElement.getAttribute('href')") != "#about-me") await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("[data-question=mostImportant] h1")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync("The robin");
        await Narrow();
        while (!await page.EvaluateAsync<bool>("document.activeElement.matches('[data-continue]')")) await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("[data-question=peopleImportant] h1")).ToBeFocusedAsync();
        await page.GoBackAsync();
        await Assertions.Expect(page.Locator("textarea[name='mostImportant/words']")).ToHaveValueAsync("The robin");
        foreach (var section in PlanSections.All.Where(s => s.AskedOn(Pathway.NoBudget) != Asked.Hidden))
        {
            await page.EvaluateAsync("slug => { location.hash = slug; }", section.Slug);
            await page.Locator($"[data-section='{section.Slug}']").WaitForAsync();
            await Narrow();
        }
        await page.EvaluateAsync("location.hash = 'written'");
        await Assertions.Expect(page.Locator("dd").First).ToBeVisibleAsync();
        await Narrow();

        async Task Narrow() => Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), $"{page.Url} scrolls sideways");
    }

    [Fact]
    public async Task A_pack_whose_days_are_over_shows_what_was_written_and_nothing_else()
    {
        var pack = await DownloadAsync();
        await using var field = await FieldAsync();
        var page = await field.NewPageAsync();
        await page.GotoAsync("file://" + pack);
        await UnlockAsync(page);
        await page.EvaluateAsync("location.hash = 'about-me/mostImportant'");
        await page.Locator("textarea[name='mostImportant/words']").FillAsync("The robin");
        await Assertions.Expect(page.Locator("#state-line")).ToHaveAttributeAsync("data-state", "kept");
        await page.Clock.SetFixedTimeAsync(DateTime.UtcNow.AddDays(8));
        await page.ReloadAsync();
        await UnlockAsync(page);
        await Assertions.Expect(page.Locator("[data-expired]")).ToContainTextAsync("could be used until");
        await Assertions.Expect(page.GetByText("The robin")).ToBeVisibleAsync();
        Assert.Equal(0, await page.Locator("#room textarea").CountAsync());
    }

    [Theory]
    [InlineData("short", "short", "at least four words")]
    [InlineData("aaaaaaaaaaaaaaa", "aaaaaaaaaaaaaaa", "easy to guess")]
    [InlineData(Secret, "brown kettle by the widow", "not the same")]
    public async Task A_passphrase_that_will_not_do_is_told_kindly(string typed, string again, string sentence)
    {
        await using var office = await OfficeAsync();
        var page = await office.NewPageAsync();
        await page.GotoAsync($"/plans/{house.PlanId}/pack");
        await Axe.FindsNothingAsync(page);
        await page.FillAsync("#passphrase", typed);
        await page.FillAsync("#again", again);
        await page.GetByRole(AriaRole.Button, new() { Name = "Download the visit pack" }).ClickAsync();
        await Assertions.Expect(page.Locator(".error-summary")).ToContainTextAsync(sentence);
        await Axe.FindsNothingAsync(page);
        Assert.DoesNotContain(portal.Logged, l => l.Contains(typed, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_cannot_be_taken_back_is_said_in_a_sentence()
    {
        await using var office = await OfficeAsync();
        var page = await office.NewPageAsync();
        var pack = await DownloadAsync();
        var letter = Path.Combine(folder, "letter.html");
        await File.WriteAllTextAsync(letter, "<p>Dear Nia</p>", TestContext.Current.CancellationToken);
        await ReturnAsync(page, letter);
        await Assertions.Expect(page.Locator(".error-summary")).ToContainTextAsync("is not a visit pack");
        await Axe.FindsNothingAsync(page);
        await ReturnAsync(page, pack, "green kettle by the window");
        await Assertions.Expect(page.Locator(".error-summary")).ToContainTextAsync("does not open this file");
        await ReturnAsync(page, pack);
        await Assertions.Expect(page.Locator(".error-summary")).ToContainTextAsync("Nothing was written");
    }

    [Fact]
    public async Task Only_professionals_find_the_way_to_a_pack()
    {
        foreach (var (who, may) in new[] { (house.Nia, true), (house.Anne, false), (house.Joyce, false) })
        {
            await using var context = await SignedInAsync(who);
            var page = await context.NewPageAsync();
            await page.GotoAsync($"/plans/{house.PlanId}");
            await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Take it to a house without signal" })).ToHaveCountAsync(may ? 1 : 0);
            foreach (var room in new[] { "pack", "pack/return" })
                Assert.Equal(may ? 200 : 404, (await page.GotoAsync($"/plans/{house.PlanId}/{room}"))!.Status);
        }
    }
}
