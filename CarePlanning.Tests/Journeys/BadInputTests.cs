using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using CarePlanning.Core.Plans;
using CarePlanning.Tests.Storage;
using Microsoft.EntityFrameworkCore;

namespace CarePlanning.Tests.Journeys;

/// <summary>What people, old pages and strangers send: each is answered in a sentence or a number, and nothing that was kept is lost.</summary>
public sealed class BadInputTests(DemoPortal demo)
{
    private const string Who = "who-is-involved";
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Who, "nhsNumber", "999 000 0019", "9990000018")]
    [InlineData(Who, "nhsNumber", "943 476 5919", "9990000018")]
    [InlineData(Who, "dateOfBirth/day", "31", "9", "dateOfBirth/month", "2")]
    [InlineData(Who, "dateOfBirth/year", "1802", "1948")]
    [InlineData(Who, "dateOfBirth/year", "soon", "1948")]
    [InlineData(Who, "needsSupport", "perhaps", "")]
    [InlineData("goals", "list/g1/importance", "11", "")]
    [InlineData("about-me", "mostImportant/words", "before\0after", "")]
    public async Task A_value_that_cannot_be_right_is_answered_with_a_sentence_and_not_kept(string section, string path, string value, string stands, string? first = null, string? firstValue = null)
    {
        var (house, nia) = await SittingAsync();
        using var _ = nia;
        if (first is not null) Assert.Equal(HttpStatusCode.OK, (await nia.EditAsync(house.PlanId, section, first, firstValue, "3")).Status);
        var (status, said) = await nia.EditAsync(house.PlanId, section, path, value, stands);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.Equal(nameof(EditRefusal.WrongValue), said.GetProperty("why").GetString());
        var problem = Assert.Single(said.GetProperty("problems").EnumerateArray());
        Assert.InRange(problem.GetProperty("sentence").GetString()!.Length, 15, 250);
        Assert.False(string.IsNullOrEmpty(problem.GetProperty("ruleId").GetString()));
        Assert.Equal(stands, await StandsAsync(house, section, path));
    }

    [Theory]
    [InlineData("moving-on?problem=")]
    [InlineData("directory?picked=")]
    [InlineData("papers?file=")]
    [InlineData("take-back?problem=")]
    [InlineData("about-me?photo=")]
    public async Task A_number_in_an_address_that_stands_for_nothing_says_nothing(string page)
    {
        var (house, nia) = await SittingAsync();
        using var _ = nia;
        foreach (var odd in new[] { "99", "-1", "x" })
        {
            using var answer = await nia.GetAsync($"/plans/{house.PlanId}/{page}{odd}");
            Assert.True((int)answer.StatusCode < 500, $"{page}{odd}: {answer.StatusCode}");
        }
    }

    [Fact]
    public async Task A_long_paste_is_kept_whole_and_told_of()
    {
        var (house, nia) = await SittingAsync();
        using var _ = nia;
        var letter = string.Join('\n', Enumerable.Range(1, 1100).Select(n => $"Line {n:0000} of the letter, to the word"))[..40_000];
        var (status, said) = await nia.EditAsync(house.PlanId, "about-me", "mostImportant/words", letter);
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal("TX-01", Assert.Single(said.GetProperty("problems").EnumerateArray()).GetProperty("ruleId").GetString());
        Assert.Equal(letter, await StandsAsync(house, "about-me", "mostImportant/words"));
        var page = await nia.PageAsync($"/plans/{house.PlanId}/about-me");
        Assert.Equal(letter, page.QuerySelector("[name='mostImportant/words']")!.TextContent.TrimStart('\n'));
        Assert.Contains(letter, (await nia.PageAsync($"/plans/{house.PlanId}/about-me/check")).Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains((await nia.PageAsync($"/plans/{house.PlanId}/still-needed")).QuerySelectorAll("[data-rule]"), e => e.GetAttribute("data-rule") == "TX-01");
    }

    [Theory]
    [InlineData("👩🏽‍🦽 and 🐈‍⬛ at home, 100 % happy 🎉")]
    [InlineData("أمي تحب الحديقة (very much) שלום לכולם")]
    [InlineData("<script>document.title = 'taken'</script><img src=x onerror=\"document.title='taken'\"> & \"quotes\" 'and' </textarea><b>bold</b>")]
    [InlineData("\n\n  leading and trailing  \n\n")]
    public async Task Any_words_are_kept_and_shown_as_they_were_typed(string words)
    {
        var (house, nia) = await SittingAsync();
        using var _ = nia;
        Assert.Equal(HttpStatusCode.OK, (await nia.EditAsync(house.PlanId, "about-me", "mostImportant/words", words, voice: "person")).Status);
        Assert.Equal(words, await StandsAsync(house, "about-me", "mostImportant/words"));
        var page = await nia.PageAsync($"/plans/{house.PlanId}/about-me");
        // what the parser makes of it is what a browser puts into the field
        Assert.Equal(words, page.QuerySelector("[name='mostImportant/words']")!.TextContent);
        Assert.DoesNotContain(page.Scripts, s => s.TextContent.Contains("taken", StringComparison.Ordinal));
        var read = await nia.PageAsync($"/plans/{house.PlanId}/about-me/check");
        Assert.Contains(read.QuerySelectorAll(".own-words"), q => q.TextContent == words);
        Assert.Empty(read.QuerySelectorAll(".own-words script, .own-words img, .own-words b"));
    }

    [Fact]
    public async Task An_edit_that_arrives_twice_is_one_entry_of_the_history()
    {
        var (house, nia) = await SittingAsync();
        using var _ = nia;
        var opId = Household.NewOpId();
        var first = await nia.EditAsync(house.PlanId, "about-me", "mostImportant/words", "The garden", opId: opId);
        var second = await nia.EditAsync(house.PlanId, "about-me", "mostImportant/words", "The garden", opId: opId);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (first.Status, second.Status));
        Assert.Equal((false, true), (first.Said.GetProperty("again").GetBoolean(), second.Said.GetProperty("again").GetBoolean()));
        await using var db = demo.OpenDb();
        Assert.Equal(1, await db.Audit.CountAsync(a => a.PlanId == house.PlanId && a.OpId == opId, Stop));
    }

    [Fact]
    public async Task An_edit_on_an_old_page_is_answered_with_both_versions()
    {
        var (house, nia) = await SittingAsync();
        using var _ = nia;
        await house.SaveAsync(house.Anne, "about-me", "mostImportant/words", "Sunday lunch");
        var (status, said) = await nia.EditAsync(house.PlanId, "about-me", "mostImportant/words", "The garden");
        Assert.Equal(HttpStatusCode.Conflict, status);
        Assert.Equal(("Sunday lunch", "Anne", "The garden"), (said.GetProperty("theirs").GetString(), said.GetProperty("by").GetString(), said.GetProperty("mine").GetString()));
    }

    [Fact]
    public async Task An_agreed_plan_refuses_edits_and_says_why()
    {
        var (house, nia) = await SittingAsync();
        using var _ = nia;
        await house.AgreeAsync();
        var (status, said) = await nia.EditAsync(house.PlanId, "about-me", "mostImportant/words", "The garden");
        Assert.Equal((HttpStatusCode.UnprocessableEntity, nameof(EditRefusal.PlanIsAgreed)), (status, said.GetProperty("why").GetString()));
    }

    [Fact]
    public async Task Somebody_elses_plan_does_not_exist_on_any_of_its_addresses()
    {
        var (house, nia) = await SittingAsync();
        nia.Dispose();
        using var stranger = await Visitor.SignedInAsync(demo.Address, house.Stranger.UserId);
        foreach (var rest in (string[])["", "/about-me", "/about-me/check", "/check", "/agree", "/history", "/draft.pdf", "/versions/1/plan.pdf", "/no-such-room"])
        {
            using var answer = await stranger.GetAsync($"/plans/{house.PlanId}{rest}");
            var body = await answer.Content.ReadAsStringAsync(Stop);
            Assert.True(answer.StatusCode == HttpStatusCode.NotFound, $"{rest}: {answer.StatusCode}");
            Assert.DoesNotContain("Joyce", body, StringComparison.Ordinal);
            Assert.DoesNotContain("999 000 0018", body, StringComparison.Ordinal);
        }
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.EditAsync(house.PlanId, "about-me", "mostImportant/words", "x")).Status);
    }

    [Theory]
    [InlineData("/plans/{0}/no-such-section")]
    [InlineData("/plans/{0}/money")]
    [InlineData("/plans/{0}/money/check")]
    [InlineData("/plans/{0}/about-me/nothing")]
    [InlineData("/plans/{0}/versions/99")]
    [InlineData("/plans/{0}/versions/99/plan.pdf")]
    [InlineData("/plans/{0}/agree/sign/nobody")]
    [InlineData("/plans/not-a-plan")]
    [InlineData("/plans/00000000-0000-0000-0000-000000000001")]
    [InlineData("/nothing/here")]
    [InlineData("/plans/%00")]
    [InlineData("/plans/{0}/%2e%2e/%2e%2e/etc/passwd")]
    public async Task What_is_not_there_is_said_on_a_page_with_a_way_back(string path)
    {
        var (house, nia) = await SittingAsync();
        using var _ = nia;
        using var answer = await nia.GetAsync(string.Format(System.Globalization.CultureInfo.InvariantCulture, path, house.PlanId));
        Assert.True(answer.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.BadRequest, $"{answer.StatusCode}");
        if (answer.StatusCode != HttpStatusCode.NotFound) return;
        var body = await answer.Content.ReadAsStringAsync(Stop);
        Assert.Contains("<h1>", body, StringComparison.Ordinal);
        Assert.Contains("href=\"/plans\"", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_edit_is_refused_in_json_and_never_breaks_the_portal()
    {
        var (house, nia) = await SittingAsync();
        using var _ = nia;
        var before = await house.EverythingAsync();
        var edits = $"/plans/{house.PlanId}/edits";
        (string Body, string Type)[] bodies =
        [
            ("not json", "application/json"), ("", "application/json"), ("null", "application/json"), ("[]", "application/json"), ("{}", "application/json"),
            ("{\"opId\":7}", "application/json"), ("{\"opId\":\"x\"}", "application/json"), ("{\"opId\":\"aaaaaaaaaa\",\"section\":\"about-me\",\"path\":\"mostImportant/words\",\"value\":\"\\ud83d\"}", "application/json"),
            ("opId=1", "application/x-www-form-urlencoded"), ("hello", "text/plain"), ("<edit/>", "application/xml"), (new string('[', 5000), "application/json"),
        ];
        foreach (var (body, type) in bodies)
        {
            using var content = new StringContent(body, Encoding.UTF8);
            content.Headers.ContentType = new MediaTypeHeaderValue(type);
            using var answer = await nia.PostAsync(edits, content);
            Assert.True((int)answer.StatusCode is 400 or 403 or 415 or 422, $"{body[..Math.Min(60, body.Length)]} as {type}: {(int)answer.StatusCode}");
            var said = await answer.Content.ReadAsStringAsync(Stop);
            Assert.Equal("refused", JsonDocument.Parse(said).RootElement.GetProperty("state").GetString());
        }
        Assert.Equal(before, await house.EverythingAsync());
    }

    [Fact]
    public async Task A_body_that_is_too_large_is_refused_before_it_is_read_into_the_plan()
    {
        var (house, nia) = await SittingAsync();
        using var _ = nia;
        var before = await house.EverythingAsync();
        var (status, said) = await nia.EditAsync(house.PlanId, "about-me", "mostImportant/words", new string('a', 3_000_000));
        Assert.True((int)status is 413 or 422, $"{status}");
        Assert.Equal("refused", said.GetProperty("state").GetString());
        Assert.Equal(before, await house.EverythingAsync());
    }

    [Fact]
    public async Task An_edit_without_a_token_against_forgery_is_refused_and_the_page_is_told_so()
    {
        var (house, nia) = await SittingAsync();
        using var _ = nia;
        using var body = new StringContent("{\"opId\":\"aaaaaaaaaa\",\"section\":\"about-me\",\"path\":\"mostImportant/words\",\"value\":\"x\"}", Encoding.UTF8, "application/json");
        using var answer = await nia.PostAsync($"/plans/{house.PlanId}/edits", body, withToken: false);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("Token", JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Stop)).RootElement.GetProperty("why").GetString());
    }

    private async Task<(Household House, Visitor Nia)> SittingAsync()
    {
        var house = await demo.MoveInAsync();
        return (house, await Visitor.SignedInAsync(demo.Address, house.Nia.UserId));
    }

    private static async Task<string> StandsAsync(Household house, string section, string path)
    {
        var definition = PlanSections.Find(section)!;
        return SectionFields.Read((await house.SeenByAsync(house.Nia)).Answers[section], SectionPath.Find(definition, path)!);
    }
}
