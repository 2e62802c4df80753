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
    public async Task What_one_saves_appears_in_the_untouched_field_of_the_other_who_can_go_on_from_there()
    {
        var house = await demo.MoveInAsync();
        await using var anne = await demo.NewWindowAsync(chromium, house.Anne.UserId);
        await using var nia = await demo.NewWindowAsync(chromium, house.Nia.UserId);
        var (annes, nias) = (await OpenAsync(anne, house.PlanId), await OpenAsync(nia, house.PlanId));
        await annes.Locator(MostImportant).FillAsync("The cat comes first");
        await annes.Locator(MostImportant).BlurAsync();
        await Assertions.Expect(nias.Locator(MostImportant)).ToHaveValueAsync("The cat comes first", new() { Timeout = 3000 });
        await Assertions.Expect(nias.Locator("[data-news='mostImportant/words']")).ToContainTextAsync("Anne wrote this at");

        await nias.Locator(MostImportant).FillAsync("The cat comes first, then the garden");
        await nias.Locator(MostImportant).BlurAsync();
        await Assertions.Expect(nias.Locator("#state-line")).ToHaveAttributeAsync("data-state", "saved");
        await Assertions.Expect(nias.Locator(".conflict")).ToHaveCountAsync(0);
        await Assertions.Expect(annes.Locator(MostImportant)).ToHaveValueAsync("The cat comes first, then the garden", new() { Timeout = 3000 });
    }

    [Fact]
    public async Task A_field_that_has_the_focus_keeps_its_words_and_says_quietly_who_changed_it()
    {
        var house = await demo.MoveInAsync();
        await using var nia = await demo.NewWindowAsync(chromium, house.Nia.UserId);
        var page = await OpenAsync(nia, house.PlanId);
        var field = page.Locator(MostImportant);
        await field.FocusAsync();
        await house.SaveAsync(house.Anne, "about-me", "mostImportant/words", "Sunday lunch");
        var line = page.Locator("[data-news='mostImportant/words']");
        await Assertions.Expect(line).ToContainTextAsync("Anne changed this at");
        await Assertions.Expect(field).ToHaveValueAsync("");
        await Assertions.Expect(field).ToBeFocusedAsync();
        await line.GetByRole(AriaRole.Button).ClickAsync();
        await Assertions.Expect(field).ToHaveValueAsync("Sunday lunch");
        await Assertions.Expect(field).ToBeFocusedAsync();
        await Axe.FindsNothingAsync(page);
    }

    [Fact]
    public async Task Who_writes_in_which_field_shows_until_they_leave_it_or_close_the_page()
    {
        var house = await demo.MoveInAsync();
        await using var anne = await demo.NewWindowAsync(chromium, house.Anne.UserId);
        await using var nia = await demo.NewWindowAsync(chromium, house.Nia.UserId);
        var (annes, nias) = (await OpenAsync(anne, house.PlanId), await OpenAsync(nia, house.PlanId));
        var writing = nias.Locator("[data-field=mostImportant] [data-writing]");
        await annes.Locator(MostImportant).FocusAsync();
        await Assertions.Expect(writing).ToContainTextAsync("Anne is writing here");
        await Axe.FindsNothingAsync(nias);
        await annes.Locator(MostImportant).BlurAsync();
        await Assertions.Expect(writing).ToHaveCountAsync(0);
        await annes.Locator(MostImportant).FocusAsync();
        await Assertions.Expect(writing).ToHaveCountAsync(1);
        await annes.CloseAsync();
        await Assertions.Expect(writing).ToHaveCountAsync(0);
        await Assertions.Expect(nias.Locator(".live .here")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Typing_sends_no_message_over_the_circuit_but_the_one_that_says_where()
    {
        var house = await demo.MoveInAsync();
        await using var anne = await demo.NewWindowAsync(chromium, house.Anne.UserId);
        await using var nia = await demo.NewWindowAsync(chromium, house.Nia.UserId);
        var annes = await anne.NewPageAsync();
        var sent = new System.Collections.Concurrent.ConcurrentQueue<string>();
        annes.WebSocket += (_, socket) => socket.FrameSent += (_, frame) => sent.Enqueue(frame.Text ?? System.Text.Encoding.UTF8.GetString(frame.Binary!));
        await OpenAsync(annes, house.PlanId);
        var nias = await OpenAsync(nia, house.PlanId);
        await annes.Locator(MostImportant).FocusAsync();
        await Assertions.Expect(nias.Locator("[data-writing]")).ToHaveCountAsync(1);
        await annes.Locator(MostImportant).PressSequentiallyAsync("Forty keys and more are pressed in a row, and none of them is told.");
        await Assertions.Expect(nias.Locator(MostImportant)).ToHaveValueAsync(new Regex("none of them is told"));
        Assert.Single(sent, m => m.Contains("Writes", StringComparison.Ordinal));
        Assert.DoesNotContain(sent, m => m.Contains("Forty", StringComparison.Ordinal));
        // the beginning of the page, that one, and a sign of life now and then
        Assert.True(sent.Count < 20, $"{sent.Count} messages:\n{string.Join('\n', sent.Select(m => m[..Math.Min(m.Length, 80)]))}");
    }

    [Fact]
    public async Task An_entry_that_another_added_is_offered_and_one_taken_out_folds_away()
    {
        var house = await demo.MoveInAsync();
        await house.SaveAsync(house.Anne, "goals", "list/first", "added");
        await house.SaveAsync(house.Anne, "goals", "list/first/what", "Sit outside");
        await using var nia = await demo.NewWindowAsync(chromium, house.Nia.UserId);
        var page = await OpenAsync(nia, house.PlanId, "goals#q-goals");
        await house.SaveAsync(house.Anne, "goals", "list/second", "added");
        await house.SaveAsync(house.Anne, "goals", "list/second/what", "See the sea");
        var line = page.Locator("[data-news='list/second']");
        await Assertions.Expect(line).ToContainTextAsync("Anne added one more at");
        // What is in it has come too once what was saved after it is there: while a reader stands in a field nothing is put into it.
        await house.SaveAsync(house.Anne, "goals", "list/first/what", "Sit outside daily", onValue: "Sit outside");
        await Assertions.Expect(page.Locator("[name='list/first/what']")).ToHaveValueAsync("Sit outside daily");
        await line.GetByRole(AriaRole.Button).ClickAsync();
        await Assertions.Expect(page.Locator("[name='list/second/what']")).ToHaveValueAsync("See the sea");
        await house.SaveAsync(house.Anne, "goals", "list/first", "removed", "added");
        await Assertions.Expect(page.Locator(".removed")).ToContainTextAsync("Anne took this out at");
        await Assertions.Expect(page.Locator("[data-entry=first]")).ToBeHiddenAsync();
        await Axe.FindsNothingAsync(page);
    }

    [Fact]
    public async Task Nobody_hears_of_a_field_they_may_not_see()
    {
        var house = await demo.MoveInAsync();
        await using var joyce = await demo.NewWindowAsync(chromium, house.Joyce.UserId);
        await using var anne = await demo.NewWindowAsync(chromium, house.Anne.UserId);
        var heard = new System.Collections.Concurrent.ConcurrentQueue<string>();
        var annes = await anne.NewPageAsync();
        annes.WebSocket += (_, socket) => socket.FrameReceived += (_, frame) => heard.Enqueue(frame.Text ?? System.Text.Encoding.UTF8.GetString(frame.Binary!));
        await OpenAsync(annes, house.PlanId, "sharing");
        var joyces = await OpenAsync(joyce, house.PlanId, "sharing#q-notToBeShared");
        var secret = joyces.Locator("textarea[name='notToBeShared/words']");
        await secret.FillAsync("Not a word to my brother");
        await secret.BlurAsync();
        await Assertions.Expect(joyces.Locator("#state-line")).ToHaveAttributeAsync("data-state", "saved");
        // what is told afterwards came through, so the rest would have
        await house.SaveAsync(house.Joyce, "sharing", "decision", "EveryoneWhoSupportsMe");
        await Assertions.Expect(annes.Locator("[name=decision][value=EveryoneWhoSupportsMe]")).ToBeCheckedAsync();
        Assert.DoesNotContain(heard, m => m.Contains("brother", StringComparison.Ordinal) || m.Contains("notToBeShared", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Two_who_change_the_same_answer_see_both_versions_and_choose()
    {
        var house = await demo.MoveInAsync();
        await using var nia = await demo.NewWindowAsync(chromium, house.Nia.UserId);
        var page = await OpenAsync(nia, house.PlanId);
        // a field that nobody is in would take Anne's words in
        await page.Locator(MostImportant).FocusAsync();
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

    private static async Task<IPage> OpenAsync(IBrowserContext window, Guid plan, string section = "about-me") =>
        await OpenAsync(await window.NewPageAsync(), plan, section);

    private static async Task<IPage> OpenAsync(IPage page, Guid plan, string section = "about-me")
    {
        await page.GotoAsync($"/plans/{plan}/{section}");
        await page.Locator("[data-interactive=true]").First.WaitForAsync(new() { State = WaitForSelectorState.Attached });
        return page;
    }
}
