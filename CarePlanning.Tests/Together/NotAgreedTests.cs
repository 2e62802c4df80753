using System.Net;
using CarePlanning.Core.Documents;
using CarePlanning.Core.People;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Signing;

namespace CarePlanning.Tests.Together;

public sealed class NotAgreedTests(TablePortal portal) : IClassFixture<TablePortal>
{
    [Fact]
    public async Task Words_that_somebody_sees_differently_are_listed_with_both_voices_and_agreed_ones_are_not()
    {
        var plan = await portal.PlanOfAsync("Tess Okonjo");
        using var samir = await Visitor.SignedInAsync(portal, "Samir Qureshi");
        var page = await samir.GetAsync($"/plans/{plan}/to-talk-about");
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Contains("data-not-agreed=\"about-me/myWellness\"", page.Body, StringComparison.Ordinal);
        Assert.Contains("On a good day she argues.", page.Body, StringComparison.Ordinal);
        Assert.Contains("Grace", page.Body, StringComparison.Ordinal);
        Assert.Contains("Tess sees it differently", page.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("about-me/howToSupportMe\"", page.Body, StringComparison.Ordinal);
        Assert.Contains("/to-talk-about", (await samir.GetAsync($"/plans/{plan}")).Body, StringComparison.Ordinal);
        Assert.Contains("/to-talk-about", (await samir.GetAsync($"/plans/{plan}/still-needed")).Body, StringComparison.Ordinal);
        var before = await samir.GetAsync($"/plans/{plan}/agree");
        Assert.Contains("data-not-agreed", before.Body, StringComparison.Ordinal);
        Assert.Contains("/to-talk-about", before.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_not_agreed_is_kept_with_both_sides_in_what_is_frozen_and_printed()
    {
        var plan = await portal.PlanOfAsync("Tess Okonjo");
        var view = (await portal.The<PlanService>().Open(await portal.ActorAsync("Samir Qureshi"), plan))!;
        var signed = FrozenPlan.Split(view.Answers).Signed;
        var words = signed.Get<Core.Plans.Sections.AboutMe>().MyWellness!;
        Assert.Contains(words.Standings, s => s.Value == Standing.SeesItDifferently);
        Assert.Contains("Tess sees it differently", SectionDocument.SaidBy(words, view.Voices), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_somebody_wants_to_talk_about_is_listed_until_they_agree()
    {
        var plan = await portal.PlanOfAsync("Des Clarke");
        var (nia, pauline) = (await portal.ActorAsync("Nia Rees"), await portal.ActorAsync("Pauline Clarke"));
        await portal.SaveAsync(nia, plan, "about-me", "myWellness/words", "He likes quiet.");
        Assert.DoesNotContain(await ListedAsync(), n => n.Path == "myWellness");
        await portal.SaveAsync(pauline, plan, "about-me", "myWellness/standing/pauline", nameof(Standing.ToTalkAbout));
        var one = Assert.Single(await ListedAsync(), n => n.Path == "myWellness");
        Assert.Equal([("Pauline", Standing.ToTalkAbout)], one.By.Select(b => (b.Who.ShownAs, b.Standing)));
        await portal.SaveAsync(pauline, plan, "about-me", "myWellness/standing/pauline", nameof(Standing.Agrees));
        Assert.DoesNotContain(await ListedAsync(), n => n.Path == "myWellness");

        async Task<IReadOnlyList<NotAgreed>> ListedAsync() => NotAgreed.Of((await portal.The<PlanService>().Open(nia, plan))!);
    }

    [Fact]
    public async Task Private_words_are_not_listed_for_those_who_may_not_see_them()
    {
        var plan = await portal.PlanOfAsync("Des Clarke");
        var (nia, des) = (await portal.ActorAsync("Nia Rees"), await portal.ActorAsync("Desmond Clarke"));
        await portal.SaveAsync(nia, plan, "sharing", "notToBeShared/words", "Kakapo");
        await portal.SaveAsync(des, plan, "sharing", $"notToBeShared/standing/{Voices.Person}", nameof(Standing.SeesItDifferently));
        using var his = await Visitor.SignedInAsync(portal, "Desmond Clarke");
        using var hers = await Visitor.SignedInAsync(portal, "Pauline Clarke");
        Assert.Contains("Kakapo", (await his.GetAsync($"/plans/{plan}/to-talk-about")).Body, StringComparison.Ordinal);
        Assert.DoesNotContain("Kakapo", (await hers.GetAsync($"/plans/{plan}/to-talk-about")).Body, StringComparison.Ordinal);
    }
}
