using CarePlanning.Core.Audit;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace CarePlanning.Tests.Storage;

public sealed class AuditTests
{
    private const string Said = "The garden, and nobody else's";
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task The_history_is_an_unbroken_chain_from_the_first_entry_to_the_last(Database kind)
    {
        await using var house = await WrittenAsync(kind);
        await using var db = house.OpenDb();
        Assert.Null(await AuditService.FirstBreak(db, house.PlanId));
        var numbers = await db.Audit.Where(a => a.PlanId == house.PlanId).OrderBy(a => a.Sequence).Select(a => a.Sequence).ToListAsync(Stop);
        Assert.Equal(Enumerable.Range(1, numbers.Count).Select(n => (long)n), numbers);
    }

    public static TheoryData<Database, string> Changes()
    {
        var changes = new TheoryData<Database, string>();
        foreach (var kind in Enum.GetValues<Database>())
            foreach (var column in (string[])["ActorName", "Kind", "Section", "Path", "Voice", "OpId", "WordsHash", "PreviousHash", "Hash"]) changes.Add(kind, column);
        return changes;
    }

    [Theory, MemberData(nameof(Changes))]
    public async Task One_changed_letter_in_an_entry_shows_at_that_entry(Database kind, string column)
    {
        await using var house = await WrittenAsync(kind);
        await using var db = house.OpenDb();
        await WithoutGuards.TakeOutAsync(db);
        var entry = await db.Audit.SingleAsync(a => a.PlanId == house.PlanId && a.Sequence == 4, Stop);
        var property = db.Entry(entry).Property<string>(column);
        property.CurrentValue = property.CurrentValue is { Length: > 0 } was ? (was[0] == 'x' ? 'y' : 'x') + was[1..] : "x";
        await db.SaveChangesAsync(Stop);
        Assert.Equal(4, await AuditService.FirstBreak(db, house.PlanId));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_changed_time_or_author_shows(Database kind)
    {
        await using var house = await WrittenAsync(kind);
        await using var db = house.OpenDb();
        await WithoutGuards.TakeOutAsync(db);
        await db.Audit.Where(a => a.Sequence == 5).ExecuteUpdateAsync(u => u.SetProperty(a => a.ActorId, Guid.NewGuid()), Stop);
        Assert.Equal(5, await AuditService.FirstBreak(db, house.PlanId));
        var entry = await db.Audit.SingleAsync(a => a.Sequence == 3, Stop);
        entry.AtUtc = entry.AtUtc.AddSeconds(1);
        await db.SaveChangesAsync(Stop);
        Assert.Equal(3, await AuditService.FirstBreak(db, house.PlanId));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Changed_words_show_too(Database kind)
    {
        await using var house = await WrittenAsync(kind);
        await using var db = house.OpenDb();
        await WithoutGuards.TakeOutAsync(db);
        var words = (await db.AuditWords.ToListAsync(Stop)).Single(w => w.After == Said);
        words.After += ".";
        await db.SaveChangesAsync(Stop);
        var at = await db.Audit.Where(a => a.Id == words.AuditId).Select(a => a.Sequence).SingleAsync(Stop);
        Assert.Equal(at, await AuditService.FirstBreak(db, house.PlanId));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_deleted_entry_shows_wherever_it_stood(Database kind)
    {
        foreach (var which in (string[])["first", "middle", "last"])
        {
            await using var house = await WrittenAsync(kind);
            await using var db = house.OpenDb();
            await WithoutGuards.TakeOutAsync(db);
            var last = await db.Audit.MaxAsync(a => a.Sequence, Stop);
            var gone = which switch { "first" => 1, "middle" => 4, _ => last };
            Assert.Equal(1, await db.Audit.Where(a => a.Sequence == gone).ExecuteDeleteAsync(Stop));
            Assert.True(await AuditService.FirstBreak(db, house.PlanId) is not null, $"the {which} entry is gone and nobody notices");
        }
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Words_stand_apart_from_who_and_when_so_that_they_can_be_erased(Database kind)
    {
        await using var house = await WrittenAsync(kind);
        await using var db = house.OpenDb();
        var entries = await db.Audit.AsNoTracking().ToListAsync(Stop);
        Assert.DoesNotContain(entries, e => typeof(AuditRow).GetProperties().Any(p => p.GetValue(e)?.ToString()?.Contains("garden", StringComparison.Ordinal) == true));
        // How they are erased, and what the history says then: ErasureTests.
        Assert.Contains(await db.AuditWords.ToListAsync(Stop), w => w.After == Said);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task The_same_answer_leaves_a_different_mark_each_time_so_that_erased_words_cannot_be_guessed(Database kind)
    {
        await using var house = await Household.OnAsync(kind);
        await house.SaveAsync(house.Nia, "who-is-involved", "needsSupport", "yes");
        await house.SaveAsync(house.Nia, "who-is-involved", "flagOnRecord", "yes");
        await using var db = house.OpenDb();
        var marks = await db.Audit.Where(a => a.Path == "needsSupport" || a.Path == "flagOnRecord").Select(a => a.WordsHash).ToListAsync(Stop);
        Assert.Equal(2, marks.Distinct().Count());
    }

    private static async Task<Household> WrittenAsync(Database kind)
    {
        var house = await Household.OnAsync(kind);
        await house.SaveAsync(house.Nia, "about-me", "mostImportant/words", Said, voice: "person");
        await house.SaveAsync(house.Anne, "about-me", "myWellness/words", "Good days and bad days", voice: Household.AnnesEntry);
        await house.SaveAsync(house.Joyce, "about-me", "mostImportant/ownWords", "yes");
        return house;
    }
}
