using System.Net;
using System.Text.RegularExpressions;
using CarePlanning.Core.Demo;
using CarePlanning.Core.Plans;

namespace CarePlanning.Tests.Together;

/// <summary>The same by way of a browser: what the screen shows, and what comes of typing addresses.</summary>
public sealed partial class HandoverPagesTests(TablePortal portal) : IClassFixture<TablePortal>
{
    [Fact]
    public async Task The_laptop_is_handed_over_and_taken_back_on_the_same_page()
    {
        var plan = await portal.PlanOfAsync("Des Clarke");
        using var nia = await Visitor.SignedInAsync(portal, "Nia Rees");
        var before = await nia.GetAsync($"/plans/{plan}/goals");
        Assert.Contains("Hand over the laptop", before.Body, StringComparison.Ordinal);
        Assert.Contains("Hand over the laptop", (await nia.GetAsync($"/plans/{plan}")).Body, StringComparison.Ordinal);
        Assert.Equal($"/plans/{plan}/goals", (await nia.PostAsync($"/plans/{plan}/hand-over", before, ("back", $"/plans/{plan}/goals"))).To);

        var handed = await nia.GetAsync($"/plans/{plan}/goals");
        Assert.Contains("Des, on Nia's laptop", handed.Body, StringComparison.Ordinal);
        Assert.Contains("Take back the laptop", handed.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("Hand over the laptop", handed.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("href=\"/plans\"", handed.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("action=\"/sign-out", handed.Body, StringComparison.Ordinal);

        var asked = await nia.GetAsync($"/plans/{plan}/take-back?back=/plans/{plan}/goals");
        Assert.Contains($"/plans/{plan}/take-back?problem=Wrong", (await nia.PostAsync($"/plans/{plan}/take-back", asked, ("back", $"/plans/{plan}/goals"), ("pin", "0000"))).To!, StringComparison.Ordinal);
        Assert.Contains("Take back the laptop", (await nia.GetAsync($"/plans/{plan}/goals")).Body, StringComparison.Ordinal);
        Assert.Equal($"/plans/{plan}/goals", (await nia.PostAsync($"/plans/{plan}/take-back", asked, ("back", $"/plans/{plan}/goals"), ("pin", DemoService.Pin))).To);
        Assert.Contains("Hand over the laptop", (await nia.GetAsync($"/plans/{plan}/goals")).Body, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await nia.GetAsync("/plans")).Status);
    }

    [Fact]
    public async Task Every_other_address_leads_back_to_the_persons_own_plan()
    {
        var (plan, other) = (await portal.PlanOfAsync("Des Clarke"), await portal.PlanOfAsync("Joyce Ashworth"));
        using var nia = await Visitor.SignedInAsync(portal, "Nia Rees");
        var page = await nia.GetAsync($"/plans/{plan}");
        await nia.PostAsync($"/plans/{plan}/hand-over", page);
        foreach (var address in new[] { "/", "/plans", "/Plans", "/plans/new", $"/plans/{other}", $"/plans/{other}/history", $"/plans/{other}/versions/1/plan.pdf", "/sign-in", "/join/waiting",
            $"/plans/{plan}/draft.pdf", $"/plans/{plan}/join", $"/plans/{plan}/JOIN", $"/plans/{plan}/pack" })
            Assert.Equal($"/plans/{plan}", (await nia.GetAsync(address)).To);
        foreach (var address in new[] { "/sign-in", "/sign-out", "/plans/new", $"/plans/{plan}/new-version", $"/plans/{plan}/agree/freeze", $"/plans/{other}/edits", $"/plans/{plan}/join/code" })
            Assert.Equal(HttpStatusCode.NotFound, (await nia.PostAsync(address, page, ("account", Guid.NewGuid().ToString()))).Status);
        foreach (var address in new[] { "", "/about-me", "/goals/check", "/check", "/still-needed", "/history", "/agree", "/to-talk-about", "/carer", "/between-us", "/take-back" })
            Assert.Equal(HttpStatusCode.OK, (await nia.GetAsync($"/plans/{plan}{address}")).Status);
    }

    [Fact]
    public async Task No_page_of_the_plan_shows_what_is_private_while_the_person_holds_the_laptop()
    {
        var plan = await portal.PlanOfAsync("Des Clarke");
        using var nia = await Visitor.SignedInAsync(portal, "Nia Rees");
        await portal.SaveAsync(await portal.ActorAsync("Nia Rees"), plan, "who-is-involved", "concernRaised", "Bandicoot");
        Assert.Contains("Bandicoot", (await nia.GetAsync($"/plans/{plan}/who-is-involved")).Body, StringComparison.Ordinal);
        await nia.PostAsync($"/plans/{plan}/hand-over", await nia.GetAsync($"/plans/{plan}"));
        foreach (var address in new[] { "", "/who-is-involved", "/who-is-involved/check", "/check", "/still-needed", "/history", "/agree" })
        {
            var page = await nia.GetAsync($"/plans/{plan}{address}");
            Assert.Equal(HttpStatusCode.OK, page.Status);
            Assert.DoesNotContain("Bandicoot", page.Body, StringComparison.Ordinal);
            Assert.DoesNotContain("concernRaised", page.Body, StringComparison.Ordinal);
            Assert.DoesNotContain("07700 900119", page.Body, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Words_typed_before_the_laptop_changed_hands_are_not_taken_as_the_persons()
    {
        var plan = await portal.PlanOfAsync("Des Clarke");
        using var nia = await Visitor.SignedInAsync(portal, "Nia Rees");
        var before = await nia.GetAsync($"/plans/{plan}/about-me");
        await nia.PostAsync($"/plans/{plan}/hand-over", before);
        var handed = await nia.GetAsync($"/plans/{plan}/about-me");
        Assert.NotEqual(before.DeviceUser, handed.DeviceUser);
        var late = await nia.EditAsync(plan, handed, "about-me", "peopleImportant/words", "typed by Nia", before.DeviceUser);
        Assert.Equal(HttpStatusCode.Unauthorized, late.Status);
        Assert.NotEqual(HttpStatusCode.Unauthorized, (await nia.EditAsync(plan, handed, "about-me", "peopleImportant/words", "typed by Des", handed.DeviceUser)).Status);
    }

    [Fact]
    public async Task Words_typed_before_somebody_else_signed_in_are_not_taken_as_theirs_and_are_taken_when_their_writer_is_back()
    {
        var plan = await portal.PlanOfAsync("Joyce Ashworth");
        Assert.True(await portal.The<PlanService>().StartNewVersion(await portal.ActorAsync("Nia Rees"), plan));
        using var laptop = await Visitor.SignedInAsync(portal, "Nia Rees");
        var nias = await laptop.GetAsync($"/plans/{plan}/about-me");
        await laptop.SignInAsync("Anne Ashworth");
        // The form's token is another's as well; the page must hear that the session is, or it would give its words up.
        Assert.Equal(HttpStatusCode.Unauthorized, (await laptop.EditAsync(plan, nias, "about-me", "alsoWorthKnowing/ownWords", "yes", nias.DeviceUser)).Status);
        Assert.NotEqual(HttpStatusCode.OK, (await laptop.EditAsync(plan, nias, "about-me", "alsoWorthKnowing/ownWords", "yes")).Status);
        await laptop.SignInAsync("Nia Rees");
        var again = await laptop.GetAsync($"/plans/{plan}/about-me");
        Assert.Equal(nias.DeviceUser, again.DeviceUser);
        Assert.Equal(HttpStatusCode.OK, (await laptop.EditAsync(plan, again, "about-me", "alsoWorthKnowing/ownWords", "yes", nias.DeviceUser)).Status);
    }

    [Fact]
    public async Task Every_page_of_the_plan_can_send_what_waits_on_the_laptop_whoever_holds_it_and_asks_before_it_changes_hands()
    {
        var plan = await portal.PlanOfAsync("Des Clarke");
        using var nia = await Visitor.SignedInAsync(portal, "Nia Rees");
        string[] rooms = ["", "/check", "/goals/check", "/still-needed", "/history", "/to-talk-about", "/goals", "/talk/1"];
        foreach (var room in rooms) Sends(await nia.GetAsync($"/plans/{plan}{room}"), "hand-over");
        await nia.PostAsync($"/plans/{plan}/hand-over", await nia.GetAsync($"/plans/{plan}"));
        foreach (var room in rooms) Sends(await nia.GetAsync($"/plans/{plan}{room}"), "take-back");

        var back = await nia.GetAsync($"/plans/{plan}/take-back");
        Assert.Matches($"data-edits=\"/plans/{plan}/edits\" data-token=\"[^\"]+\"", back.Body);
        Assert.Matches("action=\"/plans/[^>]*take-back\" data-leaving", back.Body);
        Assert.Contains("id=\"words\"", back.Body, StringComparison.Ordinal);
        var asked = await nia.GetAsync($"/plans/{plan}/take-back?asked=yes");
        Assert.DoesNotContain("data-leaving", asked.Body, StringComparison.Ordinal);
        Assert.Contains("name=\"asked\"", asked.Body, StringComparison.Ordinal);
        Assert.EndsWith("&asked=yes", (await nia.PostAsync($"/plans/{plan}/take-back", asked, ("pin", "0000"), ("asked", "yes"))).To!, StringComparison.Ordinal);

        void Sends(Visitor.Answer page, string way)
        {
            Assert.Equal(HttpStatusCode.OK, page.Status);
            Assert.Equal(page.DeviceUser, page.DrawnFor);
            Assert.Matches("id=\"state-line\" data-state=\"saved\" data-token=\"[^\"]+\"", page.Body);
            Assert.Matches($"action=\"/plans/{plan}/{way}\" data-leaving", page.Body);
        }
    }

    [Fact]
    public async Task A_browser_puts_nothing_old_back_into_a_field_of_a_plan_and_words_of_others_can_be_agreed_to_as_soon_as_they_stand_there()
    {
        var plan = await portal.PlanOfAsync("Des Clarke");
        using var nia = await Visitor.SignedInAsync(portal, "Nia Rees");
        List<string> bodies = [];
        foreach (var room in (string[])["about-me", "goals", "legal-decisions", "money", "talk/1"])
        {
            var body = (await nia.GetAsync($"/plans/{plan}/{room}")).Body;
            var fields = Field().Matches(body[body.IndexOf("data-question", StringComparison.Ordinal)..body.IndexOf("</main>", StringComparison.Ordinal)]).Select(m => m.Value).ToList();
            bodies.Add(body);
            Assert.NotEmpty(fields);
            Assert.All(fields, f => Assert.Contains("autocomplete=\"off\"", f, StringComparison.Ordinal));
        }
        Assert.Matches("data-keep-days=\"[0-9]+\"", bodies[^1]);
        Assert.Contains(bodies, b => Regex.IsMatch(b, "<fieldset class=\"voice\" data-standing=\"[a-zA-Z]+/words\" data-of=\"[^\"]+\" hidden"));
    }

    [GeneratedRegex("<(?:textarea|select|input)(?=[^>]* name=)(?![^>]*type=\"(?:hidden|file)\")[^>]*>")]
    private static partial Regex Field();
}
