using CarePlanning.Core.Access;
using CarePlanning.Core.Audit;
using CarePlanning.Core.People;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Plans.Sections;
using CarePlanning.Core.Signing;

namespace CarePlanning.Tests.Together;

/// <summary>What the person may and may not while they hold a professional's laptop, asked of the services themselves.</summary>
public sealed class HandoverTests(TablePortal portal) : IClassFixture<TablePortal>
{
    private const string Nia = "Nia Rees", Des = "Desmond Clarke", DesPlan = "Des Clarke", JoycePlan = "Joyce Ashworth";

    [Fact]
    public async Task Nothing_private_and_no_detail_of_another_is_on_the_screen_of_a_laptop_that_was_handed_over()
    {
        var (plan, nia, des) = await TableAsync();
        await portal.SaveAsync(nia, plan, "who-is-involved", "concernRaised", "Quokka");
        await portal.SaveAsync(nia, plan, "risks", "list/secret/description", "Wombat");
        await portal.SaveAsync(nia, plan, "risks", "list/secret/type", nameof(RiskType.Safeguarding));
        var (hers, his) = (await ViewAsync(nia, plan), await ViewAsync(des, plan));
        Assert.Equal("Quokka", hers.Answers.Get<Involved>().ConcernRaised);
        Assert.Null(his.Answers.Get<Involved>().ConcernRaised);
        Assert.Contains(hers.Answers.Get<Risks>().List, r => r.Id == "secret");
        Assert.DoesNotContain(his.Answers.Get<Risks>().List, r => r.Id == "secret");
        Assert.NotNull(hers.Answers.Get<Involved>().People[0].Phone);
        Assert.Null(his.Answers.Get<Involved>().People[0].Phone);
        Assert.Equal("Pauline Clarke", his.Answers.Get<Involved>().People[0].Name);
        Assert.DoesNotContain(his.ToPutRight(Stage.Agree), p => p.Path.Contains("secret", StringComparison.Ordinal) || p.Path == "concernRaised");
        Assert.Equal(1, Asked(hers) - Asked(his));

        static int Asked(PlanView view) => view.Tasks.Single(t => t.Section.Type == typeof(Involved)).Questions;
    }

    [Fact]
    public async Task What_clinicians_hold_is_out_of_reach_and_so_is_what_was_said_in_private_but_not_the_persons_own_home()
    {
        var (plan, nia, des) = await TableAsync();
        var circle = (await ViewAsync(nia, plan)).Circle;
        Assert.Equal(Enum.GetValues<Sensitivity>(), Enum.GetValues<Sensitivity>().Where(s => PlanAccess.MaySee(nia, s, circle)));
        Assert.Equal([Sensitivity.Open, Sensitivity.Money, Sensitivity.HomeAccess], Enum.GetValues<Sensitivity>().Where(s => PlanAccess.MaySee(des, s, circle)));
        // The person sees their own private words when they sit at their own device.
        Assert.True(PlanAccess.MaySee(await portal.ActorAsync(Des), Sensitivity.Private, circle));
    }

    [Fact]
    public async Task History_tells_the_professional_the_private_words_and_the_person_at_the_laptop_not()
    {
        var (plan, nia, des) = await TableAsync();
        await portal.SaveAsync(nia, plan, "sharing", "notToBeShared/words", "Numbat");
        var (hers, _, _) = await portal.The<HistoryService>().Of(nia, plan, 0);
        var (his, _, _) = await portal.The<HistoryService>().Of(des, plan, 0);
        Assert.Contains(hers, l => l.After == "Numbat");
        Assert.NotEmpty(his);
        Assert.DoesNotContain(his, l => l.After == "Numbat" || l.Path.StartsWith("notToBeShared", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Private_places_and_details_of_others_cannot_be_written_from_a_laptop_that_was_handed_over()
    {
        var (plan, _, des) = await TableAsync();
        foreach (var (section, path) in new[] { ("who-is-involved", "concernRaised"), ("sharing", "notToBeShared/words"), ("sharing", "put-off/notToBeShared"), ("who-is-involved", "people/pauline/phone") })
            Assert.Equal(EditRefusal.NotYours, Assert.IsType<EditOutcome.Refused>(await EditAsync(des, plan, section, path, "yes")).Why);
    }

    [Fact]
    public async Task No_other_plan_is_reached_and_none_is_begun()
    {
        var (plan, nia, des) = await TableAsync();
        var other = await portal.PlanOfAsync(JoycePlan);
        Assert.True(await portal.The<PlanService>().MayOpen(nia, other));
        Assert.False(await portal.The<PlanService>().MayOpen(des, other));
        Assert.Null(await portal.The<PlanService>().Open(des, other));
        Assert.True((await portal.The<PlanService>().Mine(nia)).Count > 1);
        Assert.Equal(plan, Assert.Single(await portal.The<PlanService>().Mine(des)).Id);
        Assert.Empty((await portal.The<HistoryService>().Of(des, other, 0)).Lines);
        await Assert.ThrowsAsync<InvalidOperationException>(() => portal.The<PlanService>().Begin(des, new NewPlan("A", "B", null, null, Pathway.NoBudget)));
        Assert.Equal(EditRefusal.NotFound, Assert.IsType<EditOutcome.Refused>(await EditAsync(des, other, "about-me", "myWellness/words", "x")).Why);
    }

    [Fact]
    public async Task What_is_written_is_the_persons_and_the_history_keeps_whose_laptop_it_was()
    {
        var (plan, nia, des) = await TableAsync();
        await portal.SaveAsync(nia, plan, "about-me", "alsoWorthKnowing/words", "He told me.");
        Assert.Equal("Nia", Words(await ViewAsync(nia, plan)).WrittenBy);
        await portal.SaveAsync(des, plan, "about-me", "alsoWorthKnowing/words", "I say it myself.");
        var words = Words(await ViewAsync(nia, plan));
        Assert.Equal(("Des", Voices.Person), (words.WrittenBy, words.Voice));
        var (lines, _, _) = await portal.The<HistoryService>().Of(nia, plan, 0);
        Assert.Equal("Des, on Nia's laptop", lines.First(l => l.Path == "alsoWorthKnowing/words").By);
        Assert.Contains(lines, l => l is { Kind: AuditKind.HandedOver, By: "Nia" });

        static Narrative Words(PlanView view) => view.Answers.Get<AboutMe>().AlsoWorthKnowing!;
    }

    [Fact]
    public async Task How_the_person_stands_to_words_is_set_by_their_own_hand_and_nobody_elses()
    {
        var (plan, nia, des) = await TableAsync();
        var niasId = (await ViewAsync(nia, plan)).Me.Id;
        await portal.SaveAsync(nia, plan, "about-me", "myWellness/words", "Said by Pauline.");
        var differs = nameof(Standing.SeesItDifferently);
        Assert.IsType<EditOutcome.Refused>(await EditAsync(nia, plan, "about-me", $"myWellness/standing/{Voices.Person}", differs));
        Assert.IsType<EditOutcome.Refused>(await EditAsync(des, plan, "about-me", $"myWellness/standing/{niasId}", differs));
        Assert.IsType<EditOutcome.Saved>(await EditAsync(des, plan, "about-me", $"myWellness/standing/{Voices.Person}", differs));
    }

    [Fact]
    public async Task The_person_signs_for_themselves_and_does_nothing_that_is_the_professionals()
    {
        var plan = await portal.PlanOfAsync(JoycePlan);
        var nia = await portal.ActorAsync(Nia);
        var joyce = await portal.HandedAsync(Nia, plan);
        var signing = portal.The<SigningService>();
        Assert.False(await portal.The<PlanService>().StartNewVersion(joyce, plan));
        Assert.IsType<SigningRefusal.NotYours>((await signing.Withdraw(joyce, plan, 1, "no", "2580")).Refusal);
        Assert.True(await portal.The<PlanService>().StartNewVersion(nia, plan));
        Assert.IsType<SigningRefusal.NotYours>((await signing.Freeze(joyce, plan)).Refusal);
        var version = (await signing.Freeze(nia, plan)).Version!;
        var professional = version.Parties.First(p => p.Relation == Relation.Professional);
        Assert.IsType<SigningRefusal.NotYours>((await signing.Record(joyce, plan, Act(professional, SigningRole.Professional), Core.Demo.DemoService.Pin)).Refusal);
        Assert.IsType<SigningRefusal.NotYours>((await signing.Record(joyce, plan, Act(version.Parties.First(p => p.Relation == Relation.Carer), SigningRole.Carer), null)).Refusal);
        Assert.NotNull((await signing.Record(joyce, plan, Act(version.Parties[0], SigningRole.Person), null)).Version);
        Assert.NotNull((await signing.Record(nia, plan, Act(professional, SigningRole.Professional), Core.Demo.DemoService.Pin)).Version);

        SigningAct Act(Voice party, SigningRole role) => new(Guid.NewGuid().ToString("N"), party.Id, party.Name, role, SigningOutcome.Signed, true, MarkKind.Typed, party.Name, null, null, version.ContentSha256);
    }

    [Fact]
    public async Task Only_the_laptop_of_a_professional_on_the_plan_can_be_handed_over()
    {
        var plan = await portal.PlanOfAsync(DesPlan);
        foreach (var who in new[] { Des, "Pauline Clarke", "Samir Qureshi", "Helen Castle" })
            Assert.False(await portal.The<HandoverService>().HandOver(await portal.ActorAsync(who), Guid.NewGuid(), plan));
        Assert.False(await portal.The<HandoverService>().HandOver(await portal.HandedAsync(Nia, plan), Guid.NewGuid(), plan));
    }

    [Fact]
    public async Task It_is_taken_back_with_the_owners_pin_only()
    {
        var plan = await portal.PlanOfAsync("Tess Okonjo");
        var samir = await portal.ActorAsync("Samir Qureshi");
        var session = await portal.SessionAsync(samir);
        var handovers = portal.The<HandoverService>();
        Assert.True(await handovers.HandOver(samir, session, plan));
        Task<Actor?> Now() => portal.The<SessionService>().Find(new SessionKey(samir.UserId, session));
        Assert.Equal(PinAnswer.Wrong, await handovers.TakeBack((await Now())!, session, "1111"));
        Assert.Equal(PinAnswer.Wrong, await handovers.TakeBack((await Now())!, session, null));
        Assert.True((await Now())!.HandedOver);
        Assert.Equal(PinAnswer.Right, await handovers.TakeBack((await Now())!, session, Core.Demo.DemoService.Pin));
        Assert.False((await Now())!.HandedOver);
        var (lines, _, _) = await portal.The<HistoryService>().Of(samir, plan, 0);
        Assert.Equal([AuditKind.TakenBack, AuditKind.HandedOver], lines.Take(2).Select(l => l.Kind));
    }

    private async Task<(Guid Plan, Actor Nia, Actor Des)> TableAsync()
    {
        var plan = await portal.PlanOfAsync(DesPlan);
        return (plan, await portal.ActorAsync(Nia), await portal.HandedAsync(Nia, plan));
    }

    private async Task<PlanView> ViewAsync(Actor who, Guid plan) => (await portal.The<PlanService>().Open(who, plan))!;

    private Task<EditOutcome> EditAsync(Actor who, Guid plan, string section, string path, string value) =>
        portal.The<EditService>().Apply(who, plan, new Edit(Guid.NewGuid().ToString("N"), section, path, "", value, null));
}
