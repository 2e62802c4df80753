using CarePlanning.Core.Access;
using CarePlanning.Core.Collaboration;
using CarePlanning.Core.People;
using CarePlanning.Core.Plans;

namespace CarePlanning.Tests.Storage;

/// <summary>How often the database is asked: each time is a way there and back on a server of its own.</summary>
public sealed class QuestionsToTheDatabaseTests
{
    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_page_of_a_plan_asks_twice(Database kind)
    {
        await using var house = await Household.OnAsync(kind);
        var key = await house.SignInAsync(house.Nia);
        using var asked = new HeardQuestions(house.OpenDb);
        var entry = await house.The<SessionService>().Enter(key, house.PlanId);
        var plan = await house.The<PlanService>().Open(entry!);
        Assert.Equal(("Joyce Ashworth", house.Nia), (plan.Card.PersonName, entry!.Actor with { Session = null }));
        Assert.Equal(2, asked.Count);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_page_on_a_laptop_that_was_handed_over_asks_twice_as_well(Database kind)
    {
        await using var house = await Household.OnAsync(kind);
        var key = await house.SignInAsync(house.Nia);
        Assert.True(await house.The<HandoverService>().HandOver(house.Nia, key.SessionId!.Value, house.PlanId));
        using var asked = new HeardQuestions(house.OpenDb);
        var entry = await house.The<SessionService>().Enter(key, house.PlanId);
        var plan = await house.The<PlanService>().Open(entry!);
        Assert.Equal((true, Relation.Person), (entry!.Actor.HandedOver, plan.Me.Relation));
        Assert.Equal(2, asked.Count);
        Assert.Equal(entry.Actor, await house.The<SessionService>().Find(key));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_page_on_a_device_that_joined_asks_twice_as_well(Database kind)
    {
        await using var house = await Household.OnAsync(kind);
        var joins = house.The<JoinService>();
        var (id, secret) = (await joins.Ask((await joins.MakeCode(house.Nia, house.PlanId))!, Household.AnnesEntry))!.Value;
        Assert.True(await joins.Admit(house.Nia, house.PlanId, id));
        var (user, _) = (await joins.Enter(id, secret))!.Value;
        var key = new SessionKey(user, JoinId: id);
        using var asked = new HeardQuestions(house.OpenDb);
        var entry = await house.The<SessionService>().Enter(key, house.PlanId);
        var plan = await house.The<PlanService>().Open(entry!);
        Assert.Equal((id, Relation.Carer), (entry!.Actor.JoinedBy, plan.Me.Relation));
        Assert.Equal(2, asked.Count);
        Assert.Equal(entry.Actor, await house.The<SessionService>().Find(key));
        Assert.True(await joins.End(house.Nia, house.PlanId, id));
        Assert.Null(await house.The<SessionService>().Enter(key, house.PlanId));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Somebody_elses_plan_is_refused_with_two_the_second_about_an_emergency(Database kind)
    {
        await using var house = await Household.OnAsync(kind);
        var key = await house.SignInAsync(house.Stranger);
        using var asked = new HeardQuestions(house.OpenDb);
        Assert.Null(await house.The<SessionService>().Enter(key, house.PlanId));
        Assert.Equal(2, asked.Count);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task What_the_others_have_just_written_is_told_without_reading_the_whole_history(Database kind)
    {
        await using var house = await Household.OnAsync(kind);
        for (var i = 0; i < 3; i++) await house.SaveAsync(house.Nia, "about-me", "mostImportant/words", $"The garden {i}", onValue: i == 0 ? "" : $"The garden {i - 1}");
        using var asked = new HeardQuestions(house.OpenDb);
        var newest = await house.The<HistoryService>().Newest(house.Nia, house.PlanId, 2);
        Assert.Equal(["The garden 2", "The garden 1"], newest.Select(l => l.After));
        Assert.DoesNotContain(asked.Commands, c => !c.Contains("LIMIT", StringComparison.Ordinal) && c.Contains("\"Audit\"", StringComparison.Ordinal));
    }
}
