using CarePlanning.Core.Access;
using CarePlanning.Core.Audit;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Plans.Sections;
using Microsoft.EntityFrameworkCore;

namespace CarePlanning.Tests.Storage;

public sealed class ParallelWritersTests
{
    private const int Writers = 16;
    private const int EditsEach = 6;

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task What_many_write_at_once_is_all_there_and_each_once_in_the_history(Database kind)
    {
        await using var house = await Household.OnAsync(kind);
        Actor[] hands = [house.Nia, house.Joyce, house.Anne];
        var acknowledged = (await Task.WhenAll(Enumerable.Range(0, Writers).Select(n => WriteAsync(house, hands[n % hands.Length], n)))).SelectMany(ids => ids).ToList();
        Assert.Equal(Writers * EditsEach * 2, acknowledged.Count);

        await using var db = house.OpenDb();
        var kept = await db.Audit.Where(a => a.PlanId == house.PlanId).Select(a => a.OpId).ToListAsync(TestContext.Current.CancellationToken);
        Assert.Equal(acknowledged.Order(StringComparer.Ordinal), kept.Where(acknowledged.Contains).Order(StringComparer.Ordinal));
        Assert.Null(await AuditService.FirstBreak(db, house.PlanId));

        var seen = (await house.SeenByAsync(house.Nia)).Answers;
        var words = seen.Get<AboutMe>().MostImportant!.Words!.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(from n in Enumerable.Range(0, Writers) from i in Enumerable.Range(0, EditsEach) select Line(n, i), words.Order(StringComparer.Ordinal));
        Assert.All(Enumerable.Range(0, Writers), n => Assert.Equal($"goal {n}, {EditsEach - 1}", seen.Get<Goals>().List.Single(g => g.Id == $"g{n}").What));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task One_edit_that_arrives_many_times_at_once_is_kept_once(Database kind)
    {
        await using var house = await Household.OnAsync(kind);
        var opId = Household.NewOpId();
        var outcomes = await Task.WhenAll(Enumerable.Range(0, Writers).Select(_ => house.SaveAsync(house.Nia, "about-me", "mostImportant/words", "The garden", opId: opId)));
        Assert.Single(outcomes, o => !o.Again);
        await using var db = house.OpenDb();
        Assert.Equal(1, await db.Audit.CountAsync(a => a.OpId == opId, TestContext.Current.CancellationToken));
    }

    /// <summary>Writes lines into a text that all share, each on what was there, and into a goal of one's own.</summary>
    private static async Task<List<string>> WriteAsync(Household house, Actor who, int n)
    {
        List<string> acknowledged = [];
        for (var i = 0; i < EditsEach; i++)
        {
            var opId = Household.NewOpId();
            await house.SaveAsync(who, "goals", $"list/g{n}/what", $"goal {n}, {i}", onValue: i == 0 ? "" : $"goal {n}, {i - 1}", opId: opId);
            acknowledged.Add(opId);
            acknowledged.Add(await AddLineAsync(house, who, Line(n, i)));
        }
        return acknowledged;
    }

    private static async Task<string> AddLineAsync(Household house, Actor who, string line)
    {
        for (var there = ""; ;)
        {
            var opId = Household.NewOpId();
            var outcome = await house.SendAsync(who, "about-me", "mostImportant/words", $"{there}{line}\n", onValue: there, opId: opId);
            if (outcome is not EditOutcome.Conflict conflict) return outcome is EditOutcome.Saved ? opId : throw new InvalidOperationException($"{outcome}");
            there = conflict.Theirs;
        }
    }

    private static string Line(int writer, int i) => $"writer {writer:00} line {i}";
}
