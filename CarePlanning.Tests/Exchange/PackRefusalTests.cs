using CarePlanning.Core.Exchange;
using CarePlanning.Core.Plans;
using CarePlanning.Tests.Storage;

namespace CarePlanning.Tests.Exchange;

public sealed class PackRefusalTests
{
    [Fact]
    public async Task A_file_that_is_not_a_pack_is_refused()
    {
        await using var house = await Household.OnAsync(Database.Sqlite);
        Assert.Equal(PackRefusal.NotAPack, (await (await Visit.SetOutAsync(house)).ReviewAsync(file: "<html>a letter</html>")).Refusal);
    }

    [Fact]
    public async Task A_pack_of_another_plan_is_refused_and_says_which()
    {
        await using var house = await Household.OnAsync(Database.Sqlite);
        var other = await house.The<PlanService>().Begin(house.Nia, new NewPlan("Tom", "Reed", null, null, Pathway.NoBudget));
        var review = await (await Visit.SetOutAsync(house, other)).Write("about-me", "supportedBy", "Anne").ReviewAsync();
        Assert.Equal(PackRefusal.OtherPlan, review.Refusal);
        Assert.Equal((await house.The<PlanService>().Open(house.Nia, other))!.Card.Number, review.Header!.Number);
        Assert.Empty(review.Changes);
    }

    [Fact]
    public async Task A_wrong_passphrase_is_refused()
    {
        await using var house = await Household.OnAsync(Database.Sqlite);
        var visit = (await Visit.SetOutAsync(house)).Write("about-me", "supportedBy", "Anne");
        Assert.Equal(PackRefusal.WrongPassphrase, (await visit.ReviewAsync(passphrase: "green kettle by the window")).Refusal);
    }

    [Fact]
    public async Task A_file_altered_by_hand_is_refused()
    {
        await using var house = await Household.OnAsync(Database.Sqlite);
        var visit = (await Visit.SetOutAsync(house)).Write("about-me", "supportedBy", "Anne");
        var (file, header) = PackFile.Read(visit.File())!.Value;
        var longer = file with { Header = (header with { ExpiresUtc = header.ExpiresUtc.AddDays(30) }).Text() };
        Assert.Equal(PackRefusal.Altered, (await visit.ReviewAsync(file: longer.Blocks())).Refusal);
        Assert.Equal(PackRefusal.Altered, (await visit.ReviewAsync(file: PackFile.Lock(header, Visit.Secret, "{}").With(Visit.Secret, "not json").Blocks())).Refusal);
    }

    [Fact]
    public async Task A_pack_in_which_nothing_was_saved_says_so()
    {
        await using var house = await Household.OnAsync(Database.Sqlite);
        var header = (await house.The<VisitPackService>().Begin(house.Nia, house.PlanId))!;
        var visit = new Visit(house, header);
        Assert.Equal(PackRefusal.NothingWritten, (await visit.ReviewAsync(file: PackFile.Lock(header, Visit.Secret, "{}").Blocks())).Refusal);
        Assert.Equal(PackRefusal.NothingWritten, (await visit.ReviewAsync()).Refusal);
    }

    [Fact]
    public async Task An_expired_pack_is_not_taken_in_but_read_in_full()
    {
        await using var house = await Household.OnAsync(Database.Sqlite);
        var visit = (await Visit.SetOutAsync(house)).Write("about-me", "supportedBy", "Anne").Longer(TimeSpan.FromDays(8));
        var review = await visit.ReviewAsync();
        Assert.Equal((PackRefusal.Expired, "Anne"), (review.Refusal, Assert.Single(review.Changes).Mine));
        var before = await house.EverythingAsync();
        Assert.Equal(0, (await visit.TakeAsync(review)).Taken);
        Assert.Equal(0, (await visit.TakeAsync(review with { Refusal = PackRefusal.None })).Taken);
        Assert.Equal(before, await house.EverythingAsync());
    }

    [Fact]
    public async Task A_pack_that_was_brought_back_in_time_is_recognised_ever_after()
    {
        await using var house = await Household.OnAsync(Database.Sqlite);
        var visit = (await Visit.SetOutAsync(house)).Write("about-me", "supportedBy", "Anne");
        await visit.TakeAsync();
        Assert.True((await visit.Longer(TimeSpan.FromDays(30)).ReviewAsync()).AllIn);
    }

    [Fact]
    public async Task A_plan_agreed_meanwhile_is_not_changed_and_the_words_are_shown()
    {
        await using var house = await Household.OnAsync(Database.Sqlite);
        var visit = (await Visit.SetOutAsync(house)).Write("about-me", "supportedBy", "Anne and her brother");
        var early = await visit.ReviewAsync();
        await house.AgreeAsync();
        var review = await visit.ReviewAsync();
        Assert.Equal((PackRefusal.PlanIsAgreed, "Anne and her brother"), (review.Refusal, Assert.Single(review.Changes).Mine));
        Assert.Equal(0, (await visit.TakeAsync(early)).Taken);
        Assert.Null(await house.The<VisitPackService>().Begin(house.Nia, house.PlanId));
    }

    [Fact]
    public async Task Only_a_professional_on_the_plan_takes_a_pack_or_brings_one_back()
    {
        await using var house = await Household.OnAsync(Database.Sqlite);
        var visit = (await Visit.SetOutAsync(house)).Write("about-me", "supportedBy", "Anne");
        foreach (var other in new[] { house.Joyce, house.Anne, house.Stranger })
        {
            Assert.Null(await house.The<VisitPackService>().Begin(other, house.PlanId));
            Assert.Equal(PackRefusal.NotFound, (await visit.ReviewAsync(by: other)).Refusal);
            Assert.Equal(0, (await house.The<VisitPackService>().Apply(other, house.PlanId, await visit.ReviewAsync(), new Dictionary<string, PackChoice>())).Taken);
        }
    }
}
