using CarePlanning.Core.Access;
using CarePlanning.Core.Ahead;
using CarePlanning.Core.Audit;
using CarePlanning.Core.Documents;
using CarePlanning.Core.Documents.Copies;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Plans.Sections;
using CarePlanning.Core.Signing;
using CarePlanning.Tests.Storage;
using Microsoft.EntityFrameworkCore;

namespace CarePlanning.Tests.Ahead;

/// <summary>When somebody has died, one step stops everything that goes out by itself, and leaves the family what they had.</summary>
public sealed class DeathServiceTests
{
    private static readonly DeathNews Yesterday = new(PartialDate.From(DateOnly.FromDateTime(DateTime.UtcNow).AddDays(-1)), PlaceOfCare.Hospital, "Ward 6", "There was no bed at the hospice.");

    private static Task<DeathRefusal> RecordAsync(Household house, Actor who, DeathNews? news = null, string pin = Household.Pin) =>
        house.The<DeathService>().Record(who, house.PlanId, news ?? Yesterday, pin);

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task One_step_closes_the_plan_as_it_was_left_and_whoever_asks_hears_that_the_person_has_died(Database kind)
    {
        await using var house = await Household.OnAsync(kind);
        await house.MakeReadyAsync();
        await house.FreezeAsync();
        Assert.True(await house.The<HandoverService>().HandOver(house.Nia, Guid.NewGuid(), house.PlanId));
        var (hers, daughters) = (await house.SignInAsync(house.Joyce), await house.SignInAsync(house.Anne));
        Assert.NotNull(await house.The<SessionService>().Find(hers));
        Assert.Equal(DeathRefusal.None, await RecordAsync(house, house.Nia));
        Assert.Null(await house.The<SessionService>().Find(hers));
        Assert.NotNull(await house.The<SessionService>().Enter(daughters, house.PlanId));

        var seen = (await house.SeenByAsync(house.Anne)).Card;
        Assert.Equal((true, PlanStatus.Closed), (seen.HasDied, seen.Status));
        await using (var db = house.OpenDb())
        {
            Assert.True((await db.Plans.SingleAsync(p => p.Id == house.PlanId, TestContext.Current.CancellationToken)).HasDied());
            Assert.False(await db.Handovers.AnyAsync(h => h.PlanId == house.PlanId, TestContext.Current.CancellationToken));
            Assert.Equal(VersionStatus.Void, (await db.Versions.SingleAsync(v => v.PlanId == house.PlanId, TestContext.Current.CancellationToken)).Status);
            Assert.Null(await AuditService.FirstBreak(db, house.PlanId));
        }
        Assert.Equal(EditRefusal.PersonHasDied, Assert.IsType<EditOutcome.Refused>(await house.SendAsync(house.Nia, "legal-decisions", "decisions/d/name", "x")).Why);
        Assert.IsType<SigningRefusal.NothingToSign>((await house.The<SigningService>().Freeze(house.Nia, house.PlanId)).Refusal);
        Assert.False(await house.The<HandoverService>().HandOver(house.Nia, Guid.NewGuid(), house.PlanId));
        Assert.False(await house.The<LiveFactService>().State(house.Nia, house.PlanId, LiveFactKind.Contacts, "Ring nobody", false));
        Assert.Null(await house.The<ConversationService>().Seal(house.Nia, house.PlanId, aloud: true));
        Assert.Equal(Core.Uploads.UploadRefusal.NotFound, (await house.The<Core.Uploads.UploadService>().Add(house.Anne, house.PlanId, "late.jpg", Uploads.PhotoTests.Jpeg(60, 80))).Refusal);
        Assert.False(await house.The<PlanService>().StartNewVersion(house.Nia, house.PlanId));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Nobody_comes_in_as_the_person_and_the_laptop_that_was_in_their_hands_is_signed_out(Database kind)
    {
        await using var house = await Household.OnAsync(kind);
        var (sessions, plans) = (house.The<SessionService>(), house.The<PlanService>());
        var (laptop, telephone) = (await house.SignInAsync(house.Nia), await house.SignInAsync(house.Nia));
        Assert.True(await house.The<HandoverService>().HandOver(house.Nia, laptop.SessionId!.Value, house.PlanId));
        Assert.Equal(DeathRefusal.None, await RecordAsync(house, house.Nia));
        Assert.Null(await sessions.Find(laptop));
        Assert.NotNull(await sessions.Enter(telephone, house.PlanId));

        // Whoever holds the person's own telephone can still sign in with it.
        var hers = await house.SignInAsync(house.Joyce);
        Assert.Null(await sessions.Enter(hers, house.PlanId));
        Assert.Null(await plans.Open(house.Joyce, house.PlanId));
        Assert.Empty(await plans.Mine(house.Joyce));
        Assert.Equal(house.PlanId, Assert.Single(await plans.Mine(house.Anne)).Id);
        Assert.Equal(DeathRefusal.None, await house.The<DeathService>().Undo(house.Nia, house.PlanId, Household.Pin));
        Assert.NotNull(await sessions.Enter(hers, house.PlanId));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task The_family_keeps_the_plan_and_its_copies_and_a_stranger_hears_only_that_something_changed(Database kind)
    {
        await using var house = await Household.OnAsync(kind);
        await house.AgreeAsync();
        var code = (await house.The<SigningService>().Newest(house.Nia, house.PlanId))!.CheckCode;
        Assert.False((await house.The<VerifyService>().Code(code)).ChangedSince);
        Assert.True(await house.The<LiveFactService>().Give(house.Nia, house.PlanId, code, "Maureen", HowGiven.OnPaper));
        Assert.Equal(DeathRefusal.None, await RecordAsync(house, house.Nia));
        var check = await house.The<VerifyService>().Code(code);
        Assert.Equal((true, VersionStatus.Agreed), (check.ChangedSince, check.Status));
        var first = await house.The<CopyService>().Get(house.Anne, house.PlanId, CopyKind.AboutMe);
        var again = await house.The<CopyService>().Get(house.Anne, house.PlanId, CopyKind.AboutMe);
        Assert.Equal(first!.Pdf, again!.Pdf);
        Assert.True((await house.The<CopyService>().Shelf(house.Nia, house.PlanId))!.Holders.Single().MustBeTold);
        Assert.Equal("Ward 6", (await house.The<DeathService>().Of(house.Anne, house.PlanId))!.PlaceName);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Nobody_else_and_nobody_by_accident_writes_it_down(Database kind)
    {
        await using var house = await Household.OnAsync(kind);
        var before = await house.EverythingAsync();
        Assert.Equal(DeathRefusal.NotYours, await RecordAsync(house, house.Anne));
        Assert.Equal(DeathRefusal.NotYours, await RecordAsync(house, house.Joyce));
        Assert.Equal(DeathRefusal.NotFound, await RecordAsync(house, house.Stranger));
        Assert.Equal(DeathRefusal.WrongPin, await RecordAsync(house, house.Nia, pin: "0000"));
        Assert.Equal(DeathRefusal.NotYours, await RecordAsync(house, house.Nia with { HandedOver = true, OnlyPlan = house.PlanId }));
        Assert.Equal(DeathRefusal.NoDay, await RecordAsync(house, house.Nia, new(new PartialDate { Year = 2026 })));
        Assert.Equal(DeathRefusal.DayAhead, await RecordAsync(house, house.Nia, new(PartialDate.From(DateOnly.FromDateTime(DateTime.UtcNow).AddDays(2)))));
        Assert.Equal(DeathRefusal.BeforeBirth, await RecordAsync(house, house.Nia, new(PartialDate.From(new DateOnly(1948, 3, 8)))));
        Assert.Equal(DeathRefusal.NotWritten, await house.The<DeathService>().Undo(house.Nia, house.PlanId, Household.Pin));
        Assert.Equal(before.Split('\n')[1..], (await house.EverythingAsync()).Split('\n')[1..]);
        Assert.False((await house.SeenByAsync(house.Nia)).Card.HasDied);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_mistake_is_taken_back_within_a_day_and_everything_is_where_it_was(Database kind)
    {
        await using var house = await Household.OnAsync(kind);
        await house.AgreeAsync();
        await RecordAsync(house, house.Nia);
        Assert.Equal(DeathRefusal.None, await RecordAsync(house, house.Nia));
        Assert.Equal(DeathRefusal.NotYours, await house.The<DeathService>().Undo(house.Anne, house.PlanId, Household.Pin));
        Assert.Equal(DeathRefusal.WrongPin, await house.The<DeathService>().Undo(house.Nia, house.PlanId, "1111"));
        Assert.Equal(DeathRefusal.None, await house.The<DeathService>().Undo(house.Nia, house.PlanId, Household.Pin));
        var card = (await house.SeenByAsync(house.Nia)).Card;
        Assert.Equal((false, PlanStatus.Active), (card.HasDied, card.Status));
        Assert.Null(await house.The<DeathService>().Of(house.Nia, house.PlanId));
        Assert.False((await house.The<VerifyService>().Code((await house.The<SigningService>().Newest(house.Nia, house.PlanId))!.CheckCode)).ChangedSince);
        await using var db = house.OpenDb();
        Assert.Equal("Nia", (await db.Deaths.SingleAsync(d => d.PlanId == house.PlanId, TestContext.Current.CancellationToken)).UndoneBy);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task After_a_day_it_is_not_taken_back_here(Database kind)
    {
        await using var house = await Household.OnAsync(kind);
        await RecordAsync(house, house.Nia);
        await using (var db = house.OpenDb())
            await db.Deaths.ExecuteUpdateAsync(u => u.SetProperty(d => d.AtUtc, DateTime.UtcNow - DeathService.MayBeUndoneFor - TimeSpan.FromMinutes(1)), TestContext.Current.CancellationToken);
        Assert.Equal(DeathRefusal.TooLate, await house.The<DeathService>().Undo(house.Nia, house.PlanId, Household.Pin));
        Assert.True((await house.SeenByAsync(house.Nia)).Card.HasDied);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task The_team_ticks_what_is_settled_and_opens_it_again(Database kind)
    {
        await using var house = await Household.OnAsync(kind);
        Assert.False(await house.The<DeathService>().Settle(house.Nia, house.PlanId, "tell/clinics", done: true));
        await RecordAsync(house, house.Nia);
        Assert.True(await house.The<DeathService>().Settle(house.Nia, house.PlanId, "tell/clinics", done: true));
        Assert.True(await house.The<DeathService>().Settle(house.Nia, house.PlanId, "tell/clinics", done: true));
        Assert.False(await house.The<DeathService>().Settle(house.Nia, house.PlanId, "something/else", done: true));
        Assert.False(await house.The<DeathService>().Settle(house.Anne, house.PlanId, "tell/clinics", done: false));
        Assert.Equal("Nia", (await house.The<DeathService>().Of(house.Anne, house.PlanId))!.Settled["tell/clinics"].By);
        Assert.True(await house.The<DeathService>().Settle(house.Nia, house.PlanId, "tell/clinics", done: false));
        Assert.Empty((await house.The<DeathService>().Of(house.Anne, house.PlanId))!.Settled);
    }
}
