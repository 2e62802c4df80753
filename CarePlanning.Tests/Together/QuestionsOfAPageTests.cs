using System.Net;
using CarePlanning.Core.Demo;
using CarePlanning.Tests.Storage;

namespace CarePlanning.Tests.Together;

/// <summary>How often the whole way from a browser to a drawn page asks the database, whoever holds the laptop.</summary>
public sealed class QuestionsOfAPageTests(TablePortal portal) : IClassFixture<TablePortal>
{
    private static readonly string[] Pages = ["", "/about-me", "/about-me/check", "/check", "/still-needed", "/to-talk-about"];

    [Fact]
    public async Task Every_page_of_the_plan_itself_asks_at_most_twice()
    {
        var plan = await portal.PlanOfAsync("Des Clarke");
        using var nia = await Visitor.SignedInAsync(portal, "Nia Rees");
        await AtMostTwiceAsync(nia, plan);
        await nia.PostAsync($"/plans/{plan}/hand-over", await nia.GetAsync($"/plans/{plan}"));
        await AtMostTwiceAsync(nia, plan);
        await nia.PostAsync($"/plans/{plan}/take-back", await nia.GetAsync($"/plans/{plan}/take-back"), ("pin", DemoService.Pin));
        await AtMostTwiceAsync(nia, plan);
    }

    [Fact]
    public async Task A_look_is_written_down_with_three_commands_when_the_page_is_drawn_and_the_next_quarter_of_an_hour_with_none()
    {
        var plan = await portal.PlanOfAsync("Tess Okonjo");
        using var samir = await Visitor.SignedInAsync(portal, "Samir Qureshi");
        foreach (var most in new[] { 3, 0 })
        {
            using var asked = new HeardQuestions(portal.OpenDb);
            Assert.Equal(HttpStatusCode.OK, (await samir.GetAsync($"/plans/{plan}/goals")).Status);
            Assert.True(asked.CountOfTheLog == most, $"{asked.CountOfTheLog} commands");
            Assert.True(asked.Count is 1 or 2);
        }
    }

    [Theory, InlineData("Owen Brandt", "/requests"), InlineData("Ravi Menon", "/requests?all=yes"), InlineData("Ravi Menon", "/requests/figures")]
    public async Task The_queue_and_the_figures_ask_at_most_four_times(string who, string page)
    {
        using var visitor = await Visitor.SignedInAsync(portal, who);
        await visitor.GetAsync(page);
        using var asked = new HeardQuestions(portal.OpenDb);
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync(page)).Status);
        Assert.True(asked.Count is >= 2 and <= 4, $"{page} asks {asked.Count} times: {string.Join("\n", asked.Commands)}");
    }

    private async Task AtMostTwiceAsync(Visitor visitor, Guid plan)
    {
        foreach (var page in Pages)
        {
            using var asked = new HeardQuestions(portal.OpenDb);
            Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync($"/plans/{plan}{page}")).Status);
            Assert.True(asked.Count is 1 or 2, $"{page} asks {asked.Count} times: {string.Join("\n", asked.Commands)}");
        }
    }
}
