using CarePlanning.Core.Audit;
using CarePlanning.Core.Storage;
using CarePlanning.Tests.Storage;
using Microsoft.EntityFrameworkCore;

namespace CarePlanning.Tests.Audit;

public sealed class LogCheckTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task The_first_break_is_named_with_its_plan_and_its_entry(Database kind)
    {
        await using var house = await LookedAtAsync(kind);
        Assert.Empty((await house.The<LogCheckService>().All()).Faults);
        await using var db = house.OpenDb();
        await WithoutGuards.TakeOutAsync(db);
        await db.Audit.Where(a => a.Sequence == 3).ExecuteUpdateAsync(u => u.SetProperty(a => a.ActorName, "Somebody else"), Stop);
        await db.AccessLog.Where(a => a.Sequence == 2).ExecuteDeleteAsync(Stop);
        await house.The<IOpenDb>().Migrate();
        var number = await db.Plans.Select(p => p.Number).SingleAsync(Stop);
        Assert.Equal([new LogFault(LogPart.Changes, number, 3), new LogFault(LogPart.Looks, number, 2)], (await house.The<LogCheckService>().All()).Faults);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Words_that_lie_open_where_they_are_kept_encrypted_are_counted_and_named(Database kind)
    {
        await using var house = await LookedAtAsync(kind);
        await using var db = house.OpenDb();
        // The portal would give them back as if it had written them.
        await db.Database.ExecuteSqlRawAsync("""UPDATE "Sections" SET "Json" = 'open' WHERE "Slug" = 'who-is-involved'""", Stop);
        Assert.Equal([new LogFault(LogPart.OpenWords, "", 1, "Sections.Json")], (await house.The<LogCheckService>().All()).Faults);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Words_that_are_gone_without_a_decision_show(Database kind)
    {
        await using var house = await LookedAtAsync(kind);
        await using var db = house.OpenDb();
        await WithoutGuards.TakeOutAsync(db);
        var entry = await db.Audit.SingleAsync(a => a.Sequence == 2, Stop);
        Assert.Equal(1, await db.AuditWords.Where(w => w.AuditId == entry.Id).ExecuteDeleteAsync(Stop));
        Assert.Equal(2, await AuditService.FirstBreak(db, house.PlanId));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_log_that_was_emptied_or_cut_off_shows_in_both_chains(Database kind)
    {
        await using var house = await LookedAtAsync(kind);
        await using var db = house.OpenDb();
        await WithoutGuards.TakeOutAsync(db);
        var last = await db.AccessLog.MaxAsync(a => a.Sequence, Stop);
        await db.AccessLog.Where(a => a.Sequence == last).ExecuteDeleteAsync(Stop);
        Assert.NotNull(await AccessLogService.FirstBreak(db, house.PlanId));
        await db.AccessLog.ExecuteDeleteAsync(Stop);
        await db.Audit.ExecuteDeleteAsync(Stop);
        Assert.Equal([LogPart.Changes, LogPart.Looks], (await house.The<LogCheckService>().All()).Faults.Where(f => f.Part != LogPart.Guards).Select(f => f.Part));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_past_that_was_written_anew_with_all_its_hashes_shows_against_the_heads_kept_elsewhere(Database kind)
    {
        await using var house = await LookedAtAsync(kind);
        using var elsewhere = new Elsewhere();
        Assert.True(await house.The<LogHeadsService>().Write(elsewhere.Folder));
        Assert.False(await house.The<LogHeadsService>().Write(elsewhere.Folder));
        await house.SaveAsync(house.Nia, "about-me", "mostImportant/words", "The garden");
        Assert.True(await house.The<LogHeadsService>().Write(elsewhere.Folder));
        var check = house.The<LogCheckService>();
        Assert.Empty((await check.All(elsewhere.Folder)).Faults);

        await using (var db = house.OpenDb())
        {
            await WithoutGuards.TakeOutAsync(db);
            var previous = "";
            foreach (var entry in await db.Audit.OrderBy(a => a.Sequence).ToListAsync(Stop))
            {
                if (entry.Sequence == 2) entry.ActorName = "Somebody else";
                entry.PreviousHash = previous;
                previous = entry.Hash = AuditChain.HashOf(entry);
            }
            (await db.Plans.SingleAsync(Stop)).AuditHead = previous;
            await db.SaveChangesAsync(Stop);
            await house.The<IOpenDb>().Migrate();
        }
        Assert.Empty((await check.All()).Faults);
        Assert.Equal(LogPart.Changes, Assert.Single((await check.All(elsewhere.Folder)).Faults).Part);
    }

    [Fact]
    public async Task A_line_elsewhere_that_was_changed_left_out_or_sealed_by_somebody_else_shows()
    {
        await using var house = await LookedAtAsync(Database.Sqlite);
        await using var other = await LookedAtAsync(Database.Sqlite);
        other.SealsByItself();
        using var elsewhere = new Elsewhere();
        await house.The<LogHeadsService>().Write(elsewhere.Folder);
        await house.SaveAsync(house.Nia, "about-me", "mostImportant/words", "The garden");
        await house.The<LogHeadsService>().Write(elsewhere.Folder);
        var file = Assert.Single(Directory.GetFiles(elsewhere.Folder));
        var lines = await File.ReadAllLinesAsync(file, Stop);
        foreach (var wrong in new string[][] { [lines[1]], [lines[0].Replace("\"changes\":", "\"changes\": ", StringComparison.Ordinal), lines[1]], [lines[0], lines[1][..^4]], [lines[1], lines[0]] })
        {
            await File.WriteAllLinesAsync(file, wrong, Stop);
            Assert.Equal(LogPart.HeadsFile, (await house.The<LogCheckService>().All(elsewhere.Folder)).Faults[0].Part);
        }
        await File.WriteAllLinesAsync(file, lines, Stop);
        Assert.Equal(LogPart.HeadsFile, (await other.The<LogCheckService>().All(elsewhere.Folder)).Faults[0].Part);
        Directory.Delete(elsewhere.Folder, recursive: true);
        Directory.CreateDirectory(elsewhere.Folder);
        Assert.Equal(new LogFault(LogPart.HeadsFile, "", 0), Assert.Single((await house.The<LogCheckService>().All(elsewhere.Folder)).Faults));
    }

    [Fact]
    public async Task Two_processes_with_one_folder_write_one_chain()
    {
        await using var house = await LookedAtAsync(Database.Sqlite);
        using var elsewhere = new Elsewhere();
        var processes = Enumerable.Range(0, 6).Select(_ => new LogHeadsService(house.The<IOpenDb>(), house.The<Core.Signing.Sealing>(), TimeProvider.System)).ToList();
        Assert.All(await Task.WhenAll(processes.Select(p => Task.Run(() => p.Write(elsewhere.Folder), Stop))), Assert.True);
        Assert.Equal(6, (await File.ReadAllLinesAsync(Assert.Single(Directory.GetFiles(elsewhere.Folder)), Stop)).Length);
        Assert.Empty((await house.The<LogCheckService>().All(elsewhere.Folder)).Faults);
        processes.ForEach(p => p.Dispose());
    }

    [Fact]
    public async Task A_line_that_a_power_cut_left_half_is_named_and_what_comes_after_it_counts()
    {
        await using var house = await LookedAtAsync(Database.Sqlite);
        using var elsewhere = new Elsewhere();
        var (heads, check) = (house.The<LogHeadsService>(), house.The<LogCheckService>());
        await heads.Write(elsewhere.Folder);
        await house.SaveAsync(house.Nia, "about-me", "mostImportant/words", "The garden");
        await heads.Write(elsewhere.Folder);
        var file = Assert.Single(Directory.GetFiles(elsewhere.Folder));
        await File.WriteAllTextAsync(file, (await File.ReadAllTextAsync(file, Stop))[..^40], Stop);
        await house.SaveAsync(house.Nia, "about-me", "mostImportant/words", "The garden and the birds", onValue: "The garden");
        await heads.Write(elsewhere.Folder);
        Assert.Equal(3, (await File.ReadAllLinesAsync(file, Stop)).Length);
        Assert.Equal([new LogFault(LogPart.HeadsFile, "", 2)], (await check.All(elsewhere.Folder)).Faults);
        // Only the line after the half one knows of the newest entry.
        await using (var db = house.OpenDb())
        {
            await WithoutGuards.TakeOutAsync(db);
            var newest = await db.Audit.OrderBy(a => a.Sequence).LastAsync(Stop);
            (await db.Plans.SingleAsync(Stop)).AuditHead = newest.PreviousHash;
            await db.SaveChangesAsync(Stop);
            await db.AuditWords.Where(w => w.AuditId == newest.Id).ExecuteDeleteAsync(Stop);
            await db.Audit.Where(a => a.Id == newest.Id).ExecuteDeleteAsync(Stop);
            await house.The<IOpenDb>().Migrate();
        }
        Assert.Empty((await check.All()).Faults);
        Assert.Equal([LogPart.HeadsFile, LogPart.Changes], (await check.All(elsewhere.Folder)).Faults.Select(f => f.Part));
    }

    internal static async Task<Household> LookedAtAsync(Database kind)
    {
        var house = await Household.OnAsync(kind);
        foreach (var room in new[] { "goals", "money", "history" }) await house.The<AccessLogService>().Add(house.Anne, new AccessNote(house.PlanId, AccessKind.Viewed, room) { As = "Carer" });
        return house;
    }

    private sealed class Elsewhere : IDisposable
    {
        public string Folder { get; } = Directory.CreateTempSubdirectory("careplanning-heads-").FullName;
        public void Dispose() => Directory.Delete(Folder, recursive: true);
    }
}
