using System.Text.Json;
using CarePlanning.Core.Access;
using CarePlanning.Core.Audit;
using CarePlanning.Core.Documents.Copies;
using CarePlanning.Core.Exchange;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Signing;
using CarePlanning.Core.Storage;
using CarePlanning.Core.Uploads;
using CarePlanning.Tests.Demo;
using CarePlanning.Tests.Signing;
using CarePlanning.Tests.Storage;
using CarePlanning.Web.Commands;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace CarePlanning.Tests.Exchange;

/// <summary>A whole plan out of one portal and into an empty one.</summary>
public sealed class PlanTransferTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_plan_taken_and_put_into_an_empty_portal_is_the_same_plan_field_by_field(Database kind)
    {
        await using var from = await WithEverything(kind);
        await using var to = await FreshDemo.EmptyAsync(kind);
        var (refusal, file) = await from.Get<PlanTransferService>().Take(await Number(from));
        Assert.Equal(TakeRefusal.None, refusal);
        var result = await to.Get<PlanTransferService>().Import(file, Trusting(from));
        Assert.True(result.Refusal == ArchiveRefusal.None, TransferCommands.Said(result));

        await using var there = to.Get<IOpenDb>().Open();
        await using var here = from.Open();
        var before = await Everything(here, from.PlanId);
        var after = await Everything(there, from.PlanId);
        Assert.Equal(PlanTransferService.TablesOfPlans(here).Order(), before.Keys.Order());
        foreach (var (table, rows) in before)
        {
            Assert.True(rows.Count > 0, $"{table} is empty, so nothing is compared.");
            if (table is "Plans" or "Audit" or "AuditWords") continue;
            Assert.Equal(rows, after[table]);
        }
        // One more entry says where the plan came from; all others are word for word what they were.
        Assert.Equal(before["Audit"], after["Audit"].Where(a => !a.Contains($"\"{AuditKind.Imported}\"", StringComparison.Ordinal)));
        Assert.Equal(before["Audit"].Count + 1, after["Audit"].Count);
        Assert.Empty(before["AuditWords"].Except(after["AuditWords"]));
        var (plan, taken) = (await here.Plans.AsNoTracking().SingleAsync(p => p.Id == from.PlanId, Stop), await there.Plans.AsNoTracking().SingleAsync(p => p.Id == from.PlanId, Stop));
        taken.AuditHead = plan.AuditHead;
        Assert.Equal(JsonSerializer.Serialize(plan), JsonSerializer.Serialize(taken));
        Assert.Null(await AuditService.FirstBreak(there, from.PlanId));

        // And it can be opened, read and gone on with by the people who were on it.
        var seen = (await to.Get<PlanService>().Open(from.Nia, from.PlanId))!;
        var mine = (await from.Get<PlanService>().Open(from.Nia, from.PlanId))!;
        foreach (var section in PlanSections.All) Assert.Equal(SectionJson.Write(mine.Answers[section.Slug]), SectionJson.Write(seen.Answers[section.Slug]));
        Assert.Null(await to.Get<PlanService>().Open(from.Stranger, from.PlanId));
        Assert.Equal((await from.Documents.Sealed(from.Nia, from.PlanId, 1))!.Value.Bytes, (await to.Get<Core.Documents.DocumentService>().Sealed(from.Nia, from.PlanId, 1))!.Value.Bytes);
    }

    [Fact]
    public async Task A_copy_that_is_not_what_its_hash_says_lets_nothing_in()
    {
        await using var from = await WithEverything(Database.Sqlite);
        await using var to = await FreshDemo.EmptyAsync(Database.Sqlite);
        await using (var here = from.Open()) await here.Copies.Where(c => c.PlanId == from.PlanId).ExecuteUpdateAsync(c => c.SetProperty(x => x.PdfSha256, new string('a', 64)), Stop);
        var result = await to.Get<PlanTransferService>().Import((await from.Get<PlanTransferService>().Take(await Number(from))).Bytes, Trusting(from));
        Assert.Equal(ArchiveRefusal.DoesNotFit, result.Refusal);
        await using var there = to.Get<IOpenDb>().Open();
        Assert.False(await there.Plans.AnyAsync(Stop));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_plan_goes_from_either_database_to_the_other(Database kind)
    {
        var other = kind == Database.Sqlite ? Database.Postgres : Database.Sqlite;
        await using var from = await WithEverything(kind);
        await using var to = await FreshDemo.EmptyAsync(other);
        var file = (await from.Get<PlanTransferService>().Take(await Number(from))).Bytes;
        Assert.Equal(ArchiveRefusal.None, (await to.Get<PlanTransferService>().Import(file, Trusting(from))).Refusal);
        await using var here = from.Open();
        await using var there = to.Get<IOpenDb>().Open();
        var (before, after) = (await Everything(here, from.PlanId), await Everything(there, from.PlanId));
        foreach (var table in before.Keys.Except(["Plans", "Audit", "AuditWords"])) Assert.Equal(before[table], after[table]);
        Assert.Null(await AuditService.FirstBreak(there, from.PlanId));
    }

    [Fact]
    public async Task Only_the_person_and_the_professional_may_take_it_and_the_history_says_who_did()
    {
        await using var table = await LivedIn(Database.Sqlite);
        var transfers = table.Get<PlanTransferService>();
        Assert.Null(await transfers.Take(table.Anne, table.PlanId));
        Assert.Null(await transfers.Take(table.Stranger, table.PlanId));
        Assert.Equal(TakeRefusal.NotHere, (await transfers.Take("NOSUCH")).Refusal);
        Assert.NotNull(await transfers.Take(table.Joyce, table.PlanId));
        await using var db = table.Open();
        Assert.Equal("Joyce", (await db.Audit.SingleAsync(a => a.Kind == AuditKind.TakenWhole, Stop)).ActorName);
        // The code for the door is in it.
        Assert.Equal("Joyce", (await db.Audit.SingleAsync(a => a.Kind == AuditKind.CodeLookedAt, Stop)).ActorName);
        Assert.Null(await AuditService.FirstBreak(db, table.PlanId));
    }

    [Fact]
    public async Task No_pin_goes_with_it_and_everybody_on_the_plan_is_there()
    {
        await using var from = await LivedIn(Database.Sqlite);
        await using var to = await FreshDemo.EmptyAsync();
        await to.Get<PlanTransferService>().Import((await from.Get<PlanTransferService>().Take(from.Nia, from.PlanId))!.Value.Bytes, Trusting(from));
        await using var db = to.Get<IOpenDb>().Open();
        Assert.Equal(["Anne Ashworth", "Joyce Ashworth", "Nia Rees"], await db.Accounts.OrderBy(a => a.Name).Select(a => a.Name).ToListAsync(Stop));
        Assert.All(await db.Accounts.ToListAsync(Stop), a => Assert.Null(a.PinHash));
    }

    [Fact]
    public async Task Once_there_is_a_copy_what_a_person_takes_is_to_read_and_whoever_runs_the_portal_moves_the_plan()
    {
        await using var from = await LivedIn(Database.Sqlite);
        await using var to = await FreshDemo.EmptyAsync();
        Assert.NotNull(await from.Get<CopyService>().Get(from.Nia, from.PlanId, CopyKind.AboutMe));
        var refused = await to.Get<PlanTransferService>().Import((await from.Get<PlanTransferService>().Take(from.Joyce, from.PlanId))!.Value.Bytes, Trusting(from));
        Assert.Equal(ArchiveRefusal.Incomplete, refused.Refusal);
        Assert.Contains("whoever runs the portal", TransferCommands.Said(refused), StringComparison.Ordinal);
        Assert.Equal(ArchiveRefusal.None, (await to.Get<PlanTransferService>().Import((await from.Get<PlanTransferService>().Take(await Number(from))).Bytes, Trusting(from))).Refusal);
    }

    [Fact]
    public async Task A_file_that_was_added_before_such_files_were_refused_comes_along()
    {
        await using var from = await LivedIn(Database.Sqlite);
        await using var to = await FreshDemo.EmptyAsync();
        var letter = "A letter in a format that was accepted once"u8.ToArray();
        await using (var db = from.Open())
        {
            db.Uploads.Add(new UploadRow { PlanId = from.PlanId, Sha256 = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(letter)), FileName = "letter.doc", MediaType = "application/msword", Size = letter.Length, Content = letter, AtUtc = from.Clock.GetUtcNow().UtcDateTime });
            await db.SaveChangesAsync(Stop);
        }
        var result = await to.Get<PlanTransferService>().Import((await from.Get<PlanTransferService>().Take(from.Nia, from.PlanId))!.Value.Bytes, Trusting(from));
        Assert.True(result.Refusal == ArchiveRefusal.None, TransferCommands.Said(result));
        await using var there = to.Get<IOpenDb>().Open();
        Assert.Contains(letter, (await there.Uploads.ToListAsync(Stop)).Select(u => u.Content));
    }

    [Fact]
    public async Task What_is_in_the_file_opens_without_any_portal()
    {
        await using var from = await LivedIn(Database.Sqlite);
        var file = await from.Get<PlanTransferService>().WriteFor(from.PlanId, _ => true);
        var (archive, refusal, _) = PlanArchive.Read(file, Trusting(from));
        Assert.Equal(ArchiveRefusal.None, refusal);
        Assert.True(archive!.Sheet.Complete);
        Assert.Equal((await from.Documents.Sealed(from.Nia, from.PlanId, 1))!.Value.Bytes, archive.Parts["versions/1.pdf"]);
        Fhir.FhirSamples.Read(archive.Parts["versions/1.fhir.json"]);
        Assert.Contains("manifest.seal", System.Text.Encoding.UTF8.GetString(archive.Parts["read-me.txt"]), StringComparison.Ordinal);
        Assert.Single(archive.Parts.Keys, k => k.StartsWith("files/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_same_plan_a_second_time_is_refused_and_changes_nothing()
    {
        await using var from = await LivedIn(Database.Sqlite);
        var transfers = from.Get<PlanTransferService>();
        var file = (await transfers.Take(from.Nia, from.PlanId))!.Value.Bytes;
        await using var db = from.Open();
        var before = await Everything(db, from.PlanId);
        Assert.Equal(ArchiveRefusal.AlreadyHere, (await transfers.Import(file, [])).Refusal);
        Assert.Equal(before.SelectMany(t => t.Value), (await Everything(db, from.PlanId)).SelectMany(t => t.Value));
    }

    [Fact]
    public async Task Somebody_elses_id_does_not_let_anybody_into_a_plan()
    {
        await using var from = await LivedIn(Database.Sqlite);
        await using var to = await FreshDemo.EmptyAsync();
        await using (var db = to.Get<IOpenDb>().Open())
        {
            db.Accounts.Add(new AccountRow { Id = from.Anne.UserId, OrganisationId = Guid.CreateVersion7(), Name = "Somebody Else", ShownAs = "S" });
            await db.SaveChangesAsync(Stop);
        }
        var file = (await from.Get<PlanTransferService>().Take(from.Nia, from.PlanId))!.Value.Bytes;
        Assert.Equal(ArchiveRefusal.AccountTaken, (await to.Get<PlanTransferService>().Import(file, Trusting(from))).Refusal);
        await using var after = to.Get<IOpenDb>().Open();
        Assert.Equal(0, await after.Plans.CountAsync(Stop) + await after.Organisations.CountAsync(Stop) + await after.Audit.CountAsync(Stop));
    }

    [Fact]
    public async Task Every_table_of_plans_is_taken_or_somebody_has_said_who_may_take_it()
    {
        await using var table = await LivedIn(Database.Sqlite);
        await using var db = table.Open();
        string[] onlyByWhoeverRunsThePortal = ["BetweenUs", "CarerParts", "Copies", "CopyHolders"];
        Assert.Equal(PlanTransferService.TablesOfPlans(db).Order(StringComparer.Ordinal), PlanTransferService.OfEverybody.Concat(onlyByWhoeverRunsThePortal).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task What_a_reader_may_not_see_is_left_out_everywhere_and_the_file_says_so()
    {
        await using var from = await SigningTable.On(Database.Sqlite);
        const string Secret = "Nobody may know of the blue door";
        SigningTable.Kept(await from.Edit(from.Nia, "who-is-involved", "homeAccess", (await from.Get<Core.Ahead.WayInService>().Look(from.Nia, from.PlanId))!.HomeAccess, Secret));
        await from.Agree();
        var whole = await from.Get<PlanTransferService>().WriteFor(from.PlanId, _ => true);
        var less = await from.Get<PlanTransferService>().WriteFor(from.PlanId, s => s != Sensitivity.HomeAccess);
        var (all, some) = (PlanArchive.Read(whole, Trusting(from)).Archive!, PlanArchive.Read(less, Trusting(from)).Archive!);
        Assert.Contains(Secret, System.Text.Encoding.UTF8.GetString(all.Parts["plan.json"]), StringComparison.Ordinal);
        Assert.All(some.Parts.Values, p => Assert.DoesNotContain("blue door", System.Text.Encoding.UTF8.GetString(p), StringComparison.Ordinal));
        Assert.True(all.Sheet.Complete);
        Assert.False(some.Sheet.Complete);
        await using var to = await FreshDemo.EmptyAsync();
        Assert.Equal(ArchiveRefusal.Incomplete, (await to.Get<PlanTransferService>().Import(less, Trusting(from))).Refusal);
    }

    /// <summary>A plan that was signed, opened again and changed, with a letter added.</summary>
    private static async Task<SigningTable> LivedIn(Database kind)
    {
        var table = await SigningTable.On(kind);
        SigningTable.Kept(await table.Edit(table.Nia, "about-me", "alsoWorthKnowing/words", await table.Answer("about-me", "alsoWorthKnowing/words"), "She sings میں in the choir 😀 <b>", "person"));
        await table.Agree();
        Assert.True(await table.Get<PlanService>().StartNewVersion(table.Nia, table.PlanId));
        SigningTable.Kept(await table.Edit(table.Anne, "about-me", "alsoWorthKnowing/words", await table.Answer("about-me", "alsoWorthKnowing/words"), "She sang in the choir", "anne"));
        Assert.NotNull((await table.Get<UploadService>().Add(table.Joyce, table.PlanId, "letter.pdf", "%PDF-1.7\n%%EOF"u8.ToArray())).File);
        return table;
    }

    /// <summary>The same with copies, somebody who holds one, facts, words in easy language and a photo; and, in each table that none of this wrote to, a row with something in every column.</summary>
    private static async Task<SigningTable> WithEverything(Database kind)
    {
        var table = await LivedIn(kind);
        Assert.Equal(PhotoRefusal.None, await table.Get<PhotoService>().Put(table.Anne, table.PlanId, Tests.Uploads.PhotoTests.Jpeg(60, 80)));
        Assert.Equal(EasyOutcome.Kept, await table.Get<EasyReadService>().Write(table.Nia, table.PlanId, "about-me", "I like my window."));
        Assert.True(await table.Get<LiveFactService>().State(table.Nia, table.PlanId, LiveFactKind.Allergies, "Also latex", false));
        Assert.NotNull(await table.Get<CopyService>().Get(table.Nia, table.PlanId, CopyKind.EmergencySheet));
        var sheet = (await table.Get<CopyService>().Shelf(table.Nia, table.PlanId))!.Made.First(c => c.Kind == CopyKind.EmergencySheet);
        Assert.True(await table.Get<LiveFactService>().Give(table.Nia, table.PlanId, sheet.CheckCode, "Ambulance service", HowGiven.OnPaper));
        await table.Get<AccessLogService>().Add(table.Nia, new AccessNote(table.PlanId, AccessKind.Viewed, "goals"));
        await using var db = table.Open();
        var before = await Everything(db, table.PlanId);
        foreach (var type in db.Model.GetEntityTypes().Where(t => before.TryGetValue(t.GetTableName()!, out var rows) && rows.Count == 0)) db.Add(Filled(type, table.PlanId));
        await db.SaveChangesAsync(Stop);
        return table;
    }

    private static object Filled(IEntityType type, Guid planId)
    {
        var row = Activator.CreateInstance(type.ClrType)!;
        foreach (var (column, n) in type.GetProperties().Select((p, i) => (p, i + 1)))
            column.PropertyInfo!.SetValue(row, column.Name == "PlanId" ? planId : Something(Nullable.GetUnderlyingType(column.ClrType) ?? column.ClrType, n));
        // What is not what its hash says is not taken in.
        if (type.FindProperty("PdfSha256")?.PropertyInfo is { } hash) hash.SetValue(row, Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData((byte[])type.FindProperty("Pdf")!.PropertyInfo!.GetValue(row)!)));
        return row;
    }

    private static object Something(Type type, int n) => true switch
    {
        _ when type == typeof(string) => $"{n}: میں <b> & \"tea\"",
        _ when type == typeof(Guid) => Guid.CreateVersion7(),
        _ when type == typeof(bool) => true,
        _ when type == typeof(int) => n,
        _ when type == typeof(long) => 1_000_000L * n,
        _ when type == typeof(DateTime) => new DateTime(2026, 11, 22, 10, 0, n, DateTimeKind.Utc),
        _ when type == typeof(DateOnly) => new DateOnly(2026, 11, n % 28 + 1),
        _ when type == typeof(byte[]) => new byte[] { 0, 255, (byte)n },
        _ when type.IsEnum => Enum.GetValues(type).GetValue(Enum.GetValues(type).Length - 1)!,
        _ => throw new NotSupportedException($"What to put into a column of {type.Name}?"),
    };

    private static async Task<string> Number(SigningTable table)
    {
        await using var db = table.Open();
        return await db.Plans.Where(p => p.Id == table.PlanId).Select(p => p.Number).SingleAsync(Stop);
    }

    internal static string[] Trusting(SigningTable from) => [from.Get<Sealing>().Certificate.Thumbprint];

    /// <summary>What is about sessions, links and the lead of one portal stays there.</summary>
    private static readonly Type[] OfThePortal = [typeof(HandoverRow), typeof(JoinRow), typeof(InvitationRow), typeof(ShareRow), typeof(TurnedAwayRow), typeof(BreakGlassRow), typeof(ConcernRow), typeof(PlanStartRow)];

    /// <summary>Every row of every table of plans as text, read by the names of its columns.</summary>
    private static async Task<Dictionary<string, List<string>>> Everything(CarePlanDb db, Guid planId)
    {
        var all = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (var type in db.Model.GetEntityTypes().Where(t => t.ClrType == typeof(PlanRow) || t.FindProperty("PlanId") is not null && !OfThePortal.Contains(t.ClrType)))
            all[type.GetTableName()!] = await (Task<List<string>>)typeof(PlanTransferTests).GetMethod(nameof(Rows), System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static)!
                .MakeGenericMethod(type.ClrType).Invoke(null, [db, planId, type])!;
        return all;
    }

    private static async Task<List<string>> Rows<T>(CarePlanDb db, Guid planId, IEntityType type) where T : class
    {
        var key = typeof(T) == typeof(PlanRow) ? "Id" : "PlanId";
        var rows = await db.Set<T>().AsNoTracking().Where(r => EF.Property<Guid>(r, key) == planId).ToListAsync(Stop);
        Assert.All(type.GetProperties(), p => Assert.NotNull(p.PropertyInfo));
        return [.. rows.Select(r => JsonSerializer.Serialize(r)).Order(StringComparer.Ordinal)];
    }
}
