using CarePlanning.Core.Access;
using CarePlanning.Core.Audit;
using CarePlanning.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace CarePlanning.Tests.Storage;

public sealed class AccessLogTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task The_same_reader_at_the_same_page_leaves_one_line_in_a_quarter_of_an_hour(Database kind)
    {
        await using var house = await Household.OnAsync(kind);
        var log = house.The<AccessLogService>();
        Assert.True(await log.Note(house.Nia, Look(house, "goals")));
        Assert.False(await log.Note(house.Nia, Look(house, "goals")));
        Assert.True(await log.Note(house.Nia, Look(house, "money")));
        Assert.True(await log.Note(house.Anne, Look(house, "goals")));
        Assert.Equal(3, (await Entries(house)).Count);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Many_readers_at_once_leave_one_whole_chain(Database kind)
    {
        await using var house = await Household.OnAsync(kind);
        var log = house.The<AccessLogService>();
        await Task.WhenAll(Enumerable.Range(0, 24).Select(i => log.Add(i % 2 == 0 ? house.Nia : house.Anne, Look(house, $"room{i}"))));
        Assert.Equal(Enumerable.Range(1, 24).Select(n => (long)n), (await Entries(house)).Select(e => e.Sequence));
        await using var db = house.OpenDb();
        Assert.Null(await AccessLogService.FirstBreak(db, house.PlanId));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task An_entry_is_kept_or_lost_with_the_change_it_tells_of(Database kind)
    {
        await using var house = await Household.OnAsync(kind);
        var log = house.The<AccessLogService>();
        await using (var db = house.OpenDb())
        {
            await using var transaction = await db.Database.BeginTransactionAsync(Stop);
            await log.Add(db, house.Joyce, new AccessNote(house.PlanId, AccessKind.Shared, "copies/full-plan", "Anne Ashworth"));
            await db.SaveChangesAsync(Stop);
        }
        Assert.Empty(await Entries(house));
        await log.Add(house.Joyce, new AccessNote(house.PlanId, AccessKind.Shared, "copies/full-plan", "Anne Ashworth"));
        Assert.Equal((1, "Anne Ashworth"), (Assert.Single(await Entries(house)) is var e ? (e.Sequence, e.Detail) : default));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task What_is_asked_of_no_plan_is_on_no_plans_log(Database kind)
    {
        await using var house = await Household.OnAsync(kind);
        var log = house.The<AccessLogService>();
        await log.NoteRefusal(house.Stranger, Guid.NewGuid(), "goals");
        await log.NoteRefusal(house.Stranger, house.PlanId, "goals");
        Assert.Equal((AccessKind.Refused, "goals", "Sam"), (Assert.Single(await Entries(house)) is var e ? (e.Kind, e.What, e.ActorName) : default));
        await using var db = house.OpenDb();
        Assert.Equal("plan", (await db.AccessLog.SingleAsync(a => a.PlanId == Guid.Empty, Stop)).What);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task The_history_and_its_numbers_know_nothing_of_looks(Database kind)
    {
        await using var house = await Household.OnAsync(kind);
        var before = await house.SaveAsync(house.Nia, "about-me", "mostImportant/words", "The garden");
        await house.The<AccessLogService>().Add(house.Anne, Look(house, "goals"));
        var after = await house.SaveAsync(house.Nia, "about-me", "mostImportant/words", "The garden, mine", onValue: "The garden");
        Assert.Equal(before.Sequence + 1, after.Sequence);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task The_person_and_the_professional_see_who_looked_and_nobody_else_does(Database kind)
    {
        await using var house = await Household.OnAsync(kind);
        await house.The<AccessLogService>().Add(house.Anne, Look(house, "goals") with { As = "Carer" });
        await house.The<AccessLogService>().Add(house.Joyce, Look(house, "goals") with { As = "Person" });
        await house.The<AccessLogService>().Add(house.Stranger, new AccessNote(house.PlanId, AccessKind.Refused, "goals"));
        var looked = house.The<LookedService>();
        var seen = (await looked.Of(house.Joyce, house.PlanId, 0, mine: false))!;
        Assert.Equal([("Joyce", true), ("Anne", false)], seen.Readers.Select(r => (r.By, r.IsMine)));
        Assert.Equal(["Sam", "Anne"], seen.Stories.Select(s => s.Visit?.By ?? s.Line!.By));
        Assert.Equal(3, (await looked.Of(house.Joyce, house.PlanId, 0, mine: true))!.Stories.Count);
        Assert.NotNull(await looked.Of(house.Nia, house.PlanId, 0, mine: false));
        Assert.Null(await looked.Of(house.Anne, house.PlanId, 0, mine: false));
        Assert.Null(await looked.Of(house.Stranger, house.PlanId, 0, mine: false));
        Assert.Null(await looked.Of(house.Nia, Guid.NewGuid(), 0, mine: false));
    }

    private static AccessNote Look(Household house, string room) => new(house.PlanId, AccessKind.Viewed, room);

    internal static async Task<List<AccessEntryRow>> Entries(Household house)
    {
        await using var db = house.OpenDb();
        return await db.AccessLog.AsNoTracking().Where(a => a.PlanId == house.PlanId).OrderBy(a => a.Sequence).ToListAsync(Stop);
    }
}
