using System.Security.Cryptography;
using CarePlanning.Core.Ahead;
using CarePlanning.Core.Collaboration;
using CarePlanning.Core.Family;
using CarePlanning.Core.Keys;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Plans.Sections;
using CarePlanning.Core.Storage;
using CarePlanning.Tests.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CarePlanning.Tests.Vault;

/// <summary>What lies in the database, as somebody finds it who has the file and not the key.</summary>
public sealed class AtRestTests
{
    private const string Canary = "quokka-7731";
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Answers_the_words_of_the_history_notes_between_two_and_what_is_withheld_lie_there_closed(Database kind)
    {
        await using var house = await LivedInAsync(kind);
        var everything = await EverythingAsync(house, kind);
        Assert.DoesNotContain(everything, cell => cell.Contains(Canary, StringComparison.Ordinal));
        // And are read as they were said; whoever is there already is found by it.
        Assert.Equal(InvitationRefusal.AlreadyHere, (await house.The<InvitationService>().Invite(house.Nia, house.PlanId, Family.FamilyTable.ForBeth(email: $"{Canary}@example.org"))).Refusal);
        Assert.Equal($"{Canary} key safe 4711", (await house.The<WayInService>().Look(house.Joyce, house.PlanId))!.HowToGetIn);
        Assert.Contains((await house.The<HistoryService>().Of(house.Joyce, house.PlanId, 0)).Lines, l => l.After?.Contains($"{Canary} shouted", StringComparison.Ordinal) == true);
        Assert.Contains((await house.The<BetweenUsService>().Open(house.Joyce, house.PlanId))!.Notes, n => n.Words.Contains(Canary, StringComparison.Ordinal));
        await using var db = house.OpenDb();
        Assert.Contains(Canary, (await db.Versions.SingleAsync(Stop)).Withheld, StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_the_file_and_what_stands_beside_it_no_byte_of_them_is_found()
    {
        await using var house = await LivedInAsync(Database.Sqlite);
        Assert.Empty(await FilesWithAsync(house, Canary));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Closed_words_opened_in_another_place_or_changed_by_a_letter_are_not_shown(Database kind)
    {
        await using var house = await LivedInAsync(kind);
        await using var db = house.OpenDb();
        var table = await Cells(house, kind, """SELECT "Json" FROM "Sections" WHERE "Slug" = 'if-things-go-wrong'""");
        await db.Database.ExecuteSqlAsync($"""UPDATE "Sections" SET "Json" = {table[0]} WHERE "Slug" = 'goals'""", Stop);
        Assert.Equal(KeyRing.Unopened, (await db.Sections.AsNoTracking().SingleAsync(s => s.Slug == "goals", Stop)).Json);
        await db.Database.ExecuteSqlAsync($"""UPDATE "Sections" SET "Json" = {table[0][..^3] + "AA="} WHERE "Slug" = 'if-things-go-wrong'""", Stop);
        Assert.Equal(KeyRing.Unopened, (await db.Sections.AsNoTracking().SingleAsync(s => s.Slug == "if-things-go-wrong", Stop)).Json);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_new_master_key_takes_over_while_everybody_goes_on(Database kind)
    {
        await using var house = await LivedInAsync(kind);
        var (keys, rotation) = (house.The<LocalKeys>(), house.The<KeyRotationService>());
        var earlier = keys.CurrentId;
        var closed = await Cells(house, kind, """SELECT "Json" FROM "Sections" ORDER BY "Slug" """);
        Assert.True(keys.Add());
        var done = await rotation.Rotate();
        Assert.Equal((keys.CurrentId, 1), (done.KeyId, done.Plans));
        Assert.NotEqual(earlier, keys.CurrentId);
        // No word was written again, and every word opens.
        Assert.Equal(closed, await Cells(house, kind, """SELECT "Json" FROM "Sections" ORDER BY "Slug" """));
        await house.SaveAsync(house.Joyce, "if-things-go-wrong", "howToGetIn", "Ring Anne", onValue: $"{Canary} key safe 4711");
        Assert.Equal("Ring Anne", (await house.The<WayInService>().Look(house.Joyce, house.PlanId))!.HowToGetIn);
        Assert.Empty((await house.The<Core.Audit.LogCheckService>().All()).Faults);
        Assert.Empty(await rotation.Missing());
        Assert.Equal(0, (await rotation.Rotate()).Plans);
        await using var db = house.OpenDb();
        Assert.StartsWith(keys.CurrentId + ":", await db.Plans.Select(p => p.DataKey).SingleAsync(Stop), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_plan_has_a_key_of_its_own_and_it_goes_into_no_file_that_leaves()
    {
        await using var house = await LivedInAsync(Database.Sqlite);
        await house.The<PlanService>().Begin(house.Nia, new NewPlan("Des", "Clarke", null, null, Pathway.NoBudget));
        await using var db = house.OpenDb();
        var keys = await db.Plans.Select(p => p.DataKey).ToListAsync(Stop);
        Assert.Equal(2, keys.Distinct().Count());
        Assert.All(keys, k => Assert.NotEmpty(k));
        var (archive, _, _) = Core.Exchange.PlanArchive.Read(await house.The<Core.Exchange.PlanTransferService>().WriteFor(house.PlanId, _ => true), house.The<Core.Signing.Sealing>().Trusted);
        var plan = System.Text.Encoding.UTF8.GetString(archive!.Parts["plan.json"]);
        Assert.DoesNotContain("dataKey", plan, StringComparison.OrdinalIgnoreCase);
        Assert.Contains(Canary, plan, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Words_from_before_there_were_keys_are_closed_when_whoever_runs_the_portal_says_so(Database kind)
    {
        await using var house = await LivedInAsync(kind);
        await using var db = house.OpenDb();
        var everything = await house.EverythingAsync();
        var (section, note) = (await db.Sections.AsNoTracking().SingleAsync(s => s.Slug == "if-things-go-wrong", Stop), await db.BetweenUs.AsNoTracking().SingleAsync(Stop));
        await db.Database.ExecuteSqlAsync($"""UPDATE "Sections" SET "Json" = {section.Json} WHERE "Slug" = 'if-things-go-wrong'""", Stop);
        await db.Database.ExecuteSqlAsync($"""UPDATE "BetweenUs" SET "Words" = {note.Words}""", Stop);
        // Two rows with the same words, each closed in its own place.
        await db.Database.ExecuteSqlAsync($"""INSERT INTO "BetweenUs" ("Id", "PlanId", "ProfessionalId", "ByPerson", "ByName", "Words", "AtUtc") VALUES ({Guid.NewGuid()}, {house.PlanId}, {house.Nia.UserId}, {true}, 'Joyce', {note.Words}, {DateTime.UtcNow})""", Stop);
        Assert.Equal(2, (await house.The<Core.Audit.LogCheckService>().All()).Faults.Count);
        var goals = await Cells(house, kind, """SELECT "Json" FROM "Sections" WHERE "Slug" = 'goals'""");

        Assert.Equal([("BetweenUs.Words", 2L), ("Sections.Json", 1L)], (await house.The<KeyRotationService>().CloseWords()).Order());
        Assert.Empty(await house.The<KeyRotationService>().CloseWords());
        Assert.Empty((await house.The<Core.Audit.LogCheckService>().All()).Faults);
        Assert.DoesNotContain(await EverythingAsync(house, kind), cell => cell.Contains(Canary, StringComparison.Ordinal));
        if (kind == Database.Sqlite) Assert.Empty(await FilesWithAsync(house, Canary));
        Assert.Equal(everything, await house.EverythingAsync());
        Assert.Equal([note.Words, note.Words], (await db.BetweenUs.AsNoTracking().ToListAsync(Stop)).Select(n => n.Words));
        Assert.Equal(goals, await Cells(house, kind, """SELECT "Json" FROM "Sections" WHERE "Slug" = 'goals'"""));
    }

    [Fact]
    public void A_key_file_that_is_wrong_says_so_in_a_sentence_and_a_missing_key_is_named()
    {
        var folder = Directory.CreateTempSubdirectory("careplanning-keys-").FullName;
        try
        {
            var file = Path.Combine(folder, "master.key");
            LocalKeys From(string text)
            {
                File.WriteAllText(file, text);
                return new LocalKeys(new KeySource(file, null, null), TimeProvider.System);
            }
            var (one, two) = (Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)), Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));
            foreach (var wrong in new[] { "", "a", $"a {one[..20]}", $"a {one}\na {two}", $"a:b {one}", "a !!!" })
                Assert.Contains("master key", Assert.Throws<InvalidOperationException>(() => From(wrong)).Message, StringComparison.Ordinal);
            Assert.Contains("is not there", Assert.Throws<InvalidOperationException>(() => new LocalKeys(new KeySource(file + "x", null, null), TimeProvider.System)).Message, StringComparison.Ordinal);
            Assert.Contains("Keys:File", Assert.Throws<InvalidOperationException>(() => new LocalKeys(new KeySource(null, null, null), TimeProvider.System)).Message, StringComparison.Ordinal);

            var wrapped = From($"a {one}\nb {two}\n").Wrap([1, 2, 3], "plan/x");
            Assert.Equal("b", wrapped.KeyId);
            Assert.Equal([1, 2, 3], new LocalKeys(new KeySource(null, $"b:{two}", null), TimeProvider.System).Unwrap(wrapped, "plan/x"));
            Assert.Null(From($"b {two}").Unwrap(wrapped, "plan/y"));
            Assert.Null(From($"b {one}").Unwrap(wrapped, "plan/x"));
            Assert.Contains("'b'", Assert.Throws<KeyNotHereException>(() => From($"a {one}").Unwrap(wrapped, "plan/x")).Message, StringComparison.Ordinal);
        }
        finally { Directory.Delete(folder, recursive: true); }
    }

    [Fact]
    public void A_self_made_key_is_for_its_owner_alone_and_two_starts_end_with_one()
    {
        var folder = Directory.CreateTempSubdirectory("careplanning-keys-").FullName;
        try
        {
            var source = new KeySource(null, null, Path.Combine(folder, "master.key"));
            Assert.Equal(new LocalKeys(source, TimeProvider.System).CurrentId, new LocalKeys(source, TimeProvider.System).CurrentId);
            if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(source.Path!));
        }
        finally { Directory.Delete(folder, recursive: true); }
    }

    private static async Task<Household> LivedInAsync(Database kind)
    {
        var house = await Household.OnAsync(kind);
        await house.MakeReadyAsync();
        await house.SaveAsync(house.Joyce, "if-things-go-wrong", "howToGetIn", $"{Canary} key safe 4711", onValue: (await house.SeenByAsync(house.Joyce)).Answers.Get<Contingency>().HowToGetIn ?? "");
        await house.SaveAsync(house.Joyce, "who-is-involved", "concernRaised", $"{Canary} shouted", onValue: (await house.SeenByAsync(house.Joyce)).Answers.Get<Involved>().ConcernRaised ?? "");
        Assert.True(await house.The<BetweenUsService>().Write(house.Joyce, house.PlanId, $"{Canary} between us"));
        Assert.Equal(new InvitationResult(InvitationRefusal.None, true), await house.The<InvitationService>().Invite(house.Nia, house.PlanId, Family.FamilyTable.ForBeth(email: $"{Canary}@example.org")));
        await house.FreezeAsync();
        return house;
    }

    /// <summary>The files of a SQLite database in which a word stands somewhere.</summary>
    internal static async Task<List<string>> FilesWithAsync(Household house, string word)
    {
        await using var db = house.OpenDb();
        List<string> with = [];
        foreach (var at in Directory.GetFiles(Path.GetDirectoryName(((SqliteConnection)db.Database.GetDbConnection()).DataSource)!))
        {
            await using var open = new FileStream(at, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var bytes = new MemoryStream();
            await open.CopyToAsync(bytes, Stop);
            if (bytes.ToArray().AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(word)) >= 0) with.Add(Path.GetFileName(at));
        }
        return with;
    }

    /// <summary>Every cell of every table as text, as it lies there.</summary>
    internal static async Task<List<string>> EverythingAsync(Household house, Database kind)
    {
        await using var db = house.OpenDb();
        List<string> all = [];
        foreach (var table in db.Model.GetEntityTypes())
            foreach (var column in table.GetProperties())
                all.AddRange(await Cells(house, kind, $"SELECT CAST(\"{column.GetColumnName()}\" AS TEXT) FROM \"{table.GetTableName()}\""));
        Assert.True(all.Count > 100);
        return all;
    }

    internal static async Task<List<string>> Cells(Household house, Database kind, string sql)
    {
        await using var db = house.OpenDb();
        await db.Database.OpenConnectionAsync(Stop);
        await using var command = db.Database.GetDbConnection().CreateCommand();
#pragma warning disable CA2100 // every word of it is made here
        command.CommandText = sql;
#pragma warning restore CA2100
        await using var reader = await command.ExecuteReaderAsync(Stop);
        List<string> cells = [];
        while (await reader.ReadAsync(Stop)) if (!await reader.IsDBNullAsync(0, Stop)) cells.Add(reader.GetString(0));
        Assert.True(kind is Database.Sqlite or Database.Postgres);
        return cells;
    }
}
