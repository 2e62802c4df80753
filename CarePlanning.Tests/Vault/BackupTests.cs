using System.Diagnostics;
using CarePlanning.Core.Backup;
using CarePlanning.Core.Documents;
using CarePlanning.Core.Exchange;
using CarePlanning.Core.Keys;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Signing;
using CarePlanning.Core.Storage;
using CarePlanning.Tests.Storage;
using CarePlanning.Web;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace CarePlanning.Tests.Vault;

/// <summary>The drill: a portal is gone, and comes back from one file and a passphrase.</summary>
public sealed class BackupTests : IDisposable
{
    private const string Phrase = "four plain words here";
    private readonly string folder = Directory.CreateTempSubdirectory("careplanning-backup-").FullName;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;
    private string At(string name) => Path.Combine(folder, name);
    private BackupPlaces Empty => new(At("back/careplanning.db"), At("back/master.key"), At("back/seal.pfx"));

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task A_portal_that_is_gone_comes_back_whole_with_its_words_its_signed_plans_its_seal_and_its_log()
    {
        var house = await Household.OnAsync(Database.Sqlite);
        await house.AgreeAsync();
        await house.SaveAsync(house.Joyce, "if-things-go-wrong", "howToGetIn", "Key safe 4711", onValue: (await house.SeenByAsync(house.Joyce)).Answers.Get<Core.Plans.Sections.Contingency>().HowToGetIn ?? "");
        // A download is a line of the history too, so it comes first.
        var pdf = (await house.The<DocumentService>().Sealed(house.Nia, house.PlanId, 1))!.Value.Bytes;
        var before = await house.EverythingAsync();
        Assert.Equal(BackupRefusal.None, await house.The<BackupService>().Make(At("care.backup"), Phrase));
        // What is said after it is not in it.
        await house.SaveAsync(house.Joyce, "if-things-go-wrong", "howToGetIn", "Ring Anne", onValue: "Key safe 4711");
        await house.DisposeAsync();
        Assert.Equal(["care.backup"], Directory.GetFileSystemEntries(folder).Select(Path.GetFileName));
        Assert.True((await File.ReadAllBytesAsync(At("care.backup"), Stop)).AsSpan().IndexOf("SQLite format"u8) < 0);

        Directory.CreateDirectory(At("back"));
        var done = await RestoreService.Restore(At("care.backup"), "Four plain  words here".ToLowerInvariant(), Empty);
        Assert.Equal((BackupRefusal.None, 1), (done.Refusal, done.Plans));
        await using var back = Portal(At("back"));
        await back.GetRequiredService<IOpenDb>().Migrate();
        Assert.Equal(before, await EverythingAsync(back, house));
        Assert.Equal(pdf, (await back.GetRequiredService<DocumentService>().Sealed(house.Nia, house.PlanId, 1))!.Value.Bytes);
        await using (var db = back.GetRequiredService<IOpenDb>().Open())
            Assert.Contains("Key safe 4711", (await db.Sections.SingleAsync(s => s.PlanId == house.PlanId && s.Slug == "if-things-go-wrong", TestContext.Current.CancellationToken)).Json, StringComparison.Ordinal);
        Assert.Equal(CarePlanning.Pdf.SealState.SealedByUs, CarePlanning.Pdf.SealVerifier.Check(pdf, back.GetRequiredService<Sealing>().Trusted).State);
        Assert.Empty((await back.GetRequiredService<Core.Audit.LogCheckService>().All()).Faults);
    }

    [Fact]
    public async Task A_backup_is_whole_while_people_go_on_writing()
    {
        await using var house = await Household.OnAsync(Database.Sqlite);
        using var enough = new CancellationTokenSource();
        var written = 0;
        var writing = Task.Run(async () =>
        {
            for (; !enough.IsCancellationRequested; written++) await house.SaveAsync(house.Nia, "about-me", "mostImportant/words", $"The garden {written}", onValue: written == 0 ? "" : $"The garden {written - 1}");
        }, Stop);
        for (var n = 0; n < 3; n++)
        {
            Assert.Equal(BackupRefusal.None, await house.The<BackupService>().Make(At($"{n}.backup"), Phrase));
            Directory.CreateDirectory(At($"back{n}"));
            var done = await RestoreService.Restore(At($"{n}.backup"), Phrase, new(At($"back{n}/careplanning.db"), At($"back{n}/master.key"), At($"back{n}/seal.pfx")));
            Assert.True(done.Refusal == BackupRefusal.None, $"{done}");
        }
        await enough.CancelAsync();
        await writing;
        Assert.True(written > 0);
    }

    [Fact]
    public async Task Whatever_is_damaged_cut_off_or_somebody_elses_is_refused_whole_and_leaves_nothing()
    {
        await using var house = await Household.OnAsync(Database.Sqlite);
        Assert.Equal(BackupRefusal.None, await house.The<BackupService>().Make(At("care.backup"), Phrase));
        var good = await File.ReadAllBytesAsync(At("care.backup"), Stop);
        Directory.CreateDirectory(At("back"));
        async Task Refused(byte[] bytes, string phrase, params BackupRefusal[] with)
        {
            await File.WriteAllBytesAsync(At("wrong.backup"), bytes, Stop);
            Assert.Contains((await RestoreService.Restore(At("wrong.backup"), phrase, Empty)).Refusal, with);
            Assert.Empty(Directory.GetFileSystemEntries(At("back")));
        }
        var chance = new Random(20261128);
        // Each try stretches the passphrase anew, which is slow on purpose, so a few bytes stand for all.
        foreach (var at in Enumerable.Range(0, 6).Select(_ => chance.Next(200, good.Length)))
        {
            var bad = (byte[])good.Clone();
            bad[at] ^= (byte)(1 << chance.Next(8));
            await Refused(bad, Phrase, BackupRefusal.WrongPassphraseOrDamaged, BackupRefusal.Damaged);
        }
        await Refused(good[..^1], Phrase, BackupRefusal.WrongPassphraseOrDamaged, BackupRefusal.Damaged);
        await Refused([.. good, 0], Phrase, BackupRefusal.WrongPassphraseOrDamaged, BackupRefusal.Damaged);
        await Refused(good, "four other words here", BackupRefusal.WrongPassphraseOrDamaged);
        await Refused("SQLite format 3\0 and so on"u8.ToArray(), Phrase, BackupRefusal.NotABackup);
        await Refused([], Phrase, BackupRefusal.NotABackup);
        // Under the right passphrase and yet no portal's: whoever made it, it is not taken for one.
        await using var foreign = new MemoryStream();
        await SealedFile.Write(new MemoryStream("not a zip"u8.ToArray()), foreign, Phrase, DateTime.UnixEpoch);
        await Refused(foreign.ToArray(), Phrase, BackupRefusal.NotABackup);
    }

    [Fact]
    public async Task A_backup_whose_log_was_changed_is_refused()
    {
        await using var house = await Household.OnAsync(Database.Sqlite);
        await using (var db = house.OpenDb())
        {
            await WithoutGuards.TakeOutAsync(db);
            var entry = await db.Audit.SingleAsync(a => a.Sequence == 2, Stop);
            entry.ActorName = "Somebody else";
            await db.SaveChangesAsync(Stop);
        }
        await house.The<BackupService>().Make(At("care.backup"), Phrase);
        Directory.CreateDirectory(At("back"));
        Assert.Equal(BackupRefusal.LogBroken, (await RestoreService.Restore(At("care.backup"), Phrase, Empty)).Refusal);
        Assert.Empty(Directory.GetFileSystemEntries(At("back")));
        // Whoever has no other says that they know, and has it back.
        Assert.Equal(BackupRefusal.None, (await RestoreService.Restore(At("care.backup"), Phrase, Empty, althoughLogBroken: true)).Refusal);
    }

    [Fact]
    public async Task Where_something_is_there_already_nothing_is_written_over()
    {
        await using var house = await Household.OnAsync(Database.Sqlite);
        await house.The<BackupService>().Make(At("care.backup"), Phrase);
        Directory.CreateDirectory(At("back"));
        foreach (var name in new[] { "careplanning.db", "master.key", "seal.pfx" })
        {
            await File.WriteAllTextAsync(At("back/" + name), "mine", Stop);
            Assert.Equal((BackupRefusal.SomethingIsThere, At("back/" + name)), await RestoreService.Restore(At("care.backup"), Phrase, Empty) is var r ? (r.Refusal, r.Why) : default);
            Assert.Equal("mine", await File.ReadAllTextAsync(At("back/" + name), Stop));
            File.Delete(At("back/" + name));
        }
    }

    [Theory, InlineData("-wal"), InlineData("-shm"), InlineData("-journal")]
    public async Task What_an_earlier_database_left_beside_its_file_is_not_read_into_the_one_that_is_put_back(string ending)
    {
        await using var house = await Household.OnAsync(Database.Sqlite);
        await house.The<BackupService>().Make(At("care.backup"), Phrase);
        Directory.CreateDirectory(At("back"));
        var left = At("back/careplanning.db") + ending;
        await File.WriteAllTextAsync(left, "earlier", Stop);
        Assert.Equal((BackupRefusal.SomethingIsThere, left), await RestoreService.Restore(At("care.backup"), Phrase, Empty) is var r ? (r.Refusal, r.Why) : default);
        Assert.Equal([left], Directory.GetFileSystemEntries(At("back")));
    }

    [Fact]
    public async Task Where_a_backup_goes_nothing_ever_lies_but_what_is_locked()
    {
        await using var house = await Household.OnAsync(Database.Sqlite);
        using var enough = new CancellationTokenSource();
        var (out_, seen) = (Directory.CreateDirectory(At("stick")).FullName, new HashSet<string>(StringComparer.Ordinal));
        var looking = Task.Run(() =>
        {
            while (!enough.IsCancellationRequested) seen.UnionWith(Directory.GetFileSystemEntries(out_).Select(Path.GetFileName)!);
        }, Stop);
        Assert.Equal(BackupRefusal.None, await house.The<BackupService>().Make(At("stick/care.backup"), Phrase));
        await enough.CancelAsync();
        await looking;
        // The stretching of the passphrase alone takes longer than many looks.
        Assert.Contains("care.backup.part", seen);
        Assert.Empty(seen.Except(["care.backup.part", "care.backup"]));
        Assert.Equal([At("stick/care.backup")], Directory.GetFileSystemEntries(out_));
        Assert.DoesNotContain(Directory.GetFileSystemEntries(house.Folder), f => Path.GetFileName(f).StartsWith("backup.", StringComparison.Ordinal));
    }

    [Theory, InlineData("looks"), InlineData("words"), InlineData("words of no plan")]
    public async Task A_backup_is_held_to_what_verify_audit_asks_and_not_to_less(string changed)
    {
        await using var house = await Household.OnAsync(Database.Sqlite);
        await house.The<Core.Audit.AccessLogService>().Add(house.Nia, new Core.Audit.AccessNote(Guid.Empty, Core.Audit.AccessKind.Refused, "code"));
        await using (var db = house.OpenDb())
        {
            await WithoutGuards.TakeOutAsync(db);
            // Who looked, of no plan; and words of no entry.
            if (changed == "looks") await db.AccessLog.Where(a => a.PlanId == Guid.Empty).ExecuteUpdateAsync(u => u.SetProperty(a => a.What, "nothing"), Stop);
            else await db.Database.ExecuteSqlAsync($"""INSERT INTO "AuditWords" ("AuditId", "PlanId", "Salt", "Before", "After") VALUES ({Guid.NewGuid()}, {(changed == "words" ? house.PlanId : Guid.NewGuid())}, '', 'x', 'y')""", Stop);
        }
        await house.The<BackupService>().Make(At("care.backup"), Phrase);
        Directory.CreateDirectory(At("back"));
        Assert.Equal(BackupRefusal.LogBroken, (await RestoreService.Restore(At("care.backup"), Phrase, Empty)).Refusal);
    }

    [Fact]
    public async Task Words_that_lay_open_before_there_were_keys_do_not_keep_a_backup_from_coming_back()
    {
        await using var house = await Household.OnAsync(Database.Sqlite);
        await using (var db = house.OpenDb()) await db.Database.ExecuteSqlAsync($"""INSERT INTO "BetweenUs" ("Id", "PlanId", "ProfessionalId", "ByPerson", "ByName", "Words", "AtUtc") VALUES ({Guid.NewGuid()}, {house.PlanId}, {house.Nia.UserId}, {false}, 'Nia', 'open', {DateTime.UtcNow})""", Stop);
        await house.The<BackupService>().Make(At("care.backup"), Phrase);
        Directory.CreateDirectory(At("back"));
        Assert.Equal(BackupRefusal.None, (await RestoreService.Restore(At("care.backup"), Phrase, Empty)).Refusal);
    }

    [Fact]
    public void Whoever_puts_a_portal_back_is_told_that_what_was_ended_since_is_open_again()
    {
        foreach (var provider in Enum.GetNames<DbProvider>())
            Assert.Contains("ended since are open again", Web.Commands.BackupCommands.Said(new Restored(BackupRefusal.None, new BackupSheet("", 1, DateTime.UtcNow, provider, []))), StringComparison.Ordinal);
    }

    [Theory, InlineData(""), InlineData("short"), InlineData("aaaaaaaaaaaaaaaa")]
    public async Task A_backup_is_not_made_without_a_passphrase_that_protects_it(string phrase)
    {
        await using var house = await Household.OnAsync(Database.Sqlite);
        Assert.Equal(BackupRefusal.Passphrase, await house.The<BackupService>().Make(At("care.backup"), phrase));
        Assert.Empty(Directory.GetFileSystemEntries(folder));
    }

    [Fact]
    public async Task On_PostgreSQL_the_two_commands_of_the_instructions_bring_everything_back()
    {
        await using var house = await Household.OnAsync(Database.Postgres);
        await house.AgreeAsync();
        var before = await house.EverythingAsync();
        await using var db = house.OpenDb();
        var from = new NpgsqlConnectionStringBuilder(db.Database.GetConnectionString());
        await RunAsync("pg_dump", from, "--format=custom", "--no-owner", $"--file={At("care.dump")}");
        Assert.Equal(BackupRefusal.NeedsDump, await house.The<BackupService>().Make(At("care.backup"), Phrase));
        Assert.Equal(BackupRefusal.None, await house.The<BackupService>().Make(At("care.backup"), Phrase, At("care.dump")));

        Directory.CreateDirectory(At("back"));
        Assert.Equal(BackupRefusal.NeedsDump, (await RestoreService.Restore(At("care.backup"), Phrase, Empty with { DatabaseFile = null })).Refusal);
        Assert.Empty(Directory.GetFileSystemEntries(At("back")));
        Assert.Equal(BackupRefusal.None, (await RestoreService.Restore(At("care.backup"), Phrase, Empty with { DatabaseFile = null }, At("back/care.dump"))).Refusal);
        await using var fresh = await Databases.NewAsync(Database.Postgres);
        await RunAsync("pg_restore", new NpgsqlConnectionStringBuilder(fresh.ConnectionString), "--exit-on-error", "--single-transaction", "--no-owner", At("back/care.dump"));

        await using var back = Portal(At("back"), fresh.ConnectionString);
        await back.GetRequiredService<IOpenDb>().Migrate();
        Assert.Equal(before, await EverythingAsync(back, house));
        Assert.Empty((await back.GetRequiredService<Core.Audit.LogCheckService>().All()).Faults);
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(async () =>
        {
            await using var again = back.GetRequiredService<IOpenDb>().Open();
            await again.Audit.ExecuteDeleteAsync(Stop);
        });
    }

    private static async Task RunAsync(string program, NpgsqlConnectionStringBuilder at, params string[] arguments)
    {
        var bin = Directory.GetDirectories("/usr/lib/postgresql").OrderByDescending(d => int.Parse(Path.GetFileName(d), System.Globalization.CultureInfo.InvariantCulture)).First();
        var start = new ProcessStartInfo(Path.Combine(bin, "bin", program)) { RedirectStandardError = true };
        foreach (var argument in (string[])[$"--host={at.Host}", $"--port={at.Port}", $"--username={at.Username}", $"--dbname={at.Database}", .. arguments]) start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var said = await process.StandardError.ReadToEndAsync(Stop);
        await process.WaitForExitAsync(Stop);
        Assert.True(process.ExitCode == 0, said);
    }

    private static ServiceProvider Portal(string at, string? postgres = null) => new ServiceCollection().AddLogging().AddCore(new PortalConfiguration(true, at, postgres is null ? DbProvider.Sqlite : DbProvider.Postgres,
        postgres ?? $"Data Source={Path.Combine(at, "careplanning.db")};Pooling=False", new SealSource(null, null, Path.Combine(at, "seal.pfx"), null), Path.Combine(Architecture.Sources.ServedFolder, "fonts"), null)).BuildServiceProvider();

    private static async Task<string> EverythingAsync(ServiceProvider portal, Household of) => await Household.EverythingAsync(portal.GetRequiredService<IOpenDb>(), of.PlanId);
}
