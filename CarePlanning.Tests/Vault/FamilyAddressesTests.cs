using CarePlanning.Core.Backup;
using CarePlanning.Core.Family;
using CarePlanning.Core.Keys;
using CarePlanning.Core.People;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Storage;
using CarePlanning.Tests.Family;
using CarePlanning.Tests.Storage;
using CarePlanning.Web;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;

namespace CarePlanning.Tests.Vault;

/// <summary>Where a family member is reached: told to nobody who has the database and not the key, and yet found by whoever types it.</summary>
public sealed class FamilyAddressesTests
{
    private const string Canary = "quokka-7731", Number = "7700900773";
    private static readonly string[] Told = [Canary, Number];
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task The_address_and_number_of_a_family_account_lie_there_closed_and_she_is_found_however_she_types_it(Database kind)
    {
        await using var table = await FamilyTable.OnAsync(kind);
        var beth = await BethAsync(table);
        await NothingIsToldAsync(table.House, kind);
        await table.Accounts.SendCode("  QUOKKA-7731@example.ORG ");
        Assert.Equal((Channel.Email, $"{Canary}@example.org"), (table.Post.Letters[^1].By, table.Post.Letters[^1].To));
        Assert.Equal((CodeAnswer.Right, beth), await table.Accounts.Enter("Quokka-7731@EXAMPLE.org", table.Post.Code()));
        await using var db = table.House.OpenDb();
        Assert.Equal($"+44{Number}", (await db.FamilyAccounts.SingleAsync(Stop)).Phone);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task One_address_is_one_account_on_two_plans_too_and_the_database_refuses_a_second(Database kind)
    {
        await using var table = await FamilyTable.OnAsync(kind);
        var (house, beth) = (table.House, await BethAsync(table));
        var other = await house.The<PlanService>().Begin(house.Nia, new NewPlan("Des", "Clarke", null, null, Pathway.NoBudget));
        await table.Invitations.Invite(house.Nia, other, FamilyTable.ForBeth(email: "QUOKKA-7731@Example.Org"));
        var token = table.Post.Token();
        await table.Invited.SendCode(token);
        Assert.Equal((EnterOutcome.In, beth, other), await table.Invited.Accept(token, table.Post.Code(), "O'Connor"));

        await using var db = house.OpenDb();
        var hers = await db.FamilyAccounts.SingleAsync(Stop);
        db.FamilyAccounts.Add(new FamilyAccountRow { Id = Guid.CreateVersion7(), Email = hers.Email, EmailHmac = hers.EmailHmac, MadeAtUtc = hers.MadeAtUtc });
        await Assert.ThrowsAsync<DbUpdateException>(() => db.SaveChangesAsync(Stop));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_new_master_key_loses_nobody_also_when_the_earlier_one_goes(Database kind)
    {
        await using var table = await FamilyTable.OnAsync(kind);
        var (house, beth) = (table.House, await BethAsync(table));
        var lying = await AtRestTests.Cells(house, kind, """SELECT "Email" || "Phone" || "EmailHmac" FROM "FamilyAccounts" """);
        Assert.True(house.The<LocalKeys>().Add());
        Assert.Equal(2, (await house.The<KeyRotationService>().Rotate()).PortalKeys);
        Assert.Equal(0, (await house.The<KeyRotationService>().Rotate()).PortalKeys);
        Assert.Equal(lying, await AtRestTests.Cells(house, kind, """SELECT "Email" || "Phone" || "EmailHmac" FROM "FamilyAccounts" """));

        var file = Path.Combine(house.Folder, "master.key");
        var keys = await File.ReadAllLinesAsync(file, Stop);
        await File.WriteAllTextAsync(file, keys[^1] + "\n", Stop);
        await using (var next = Portal(house)) Assert.Equal(beth, await ComesInAsync(next, house.Folder));
        // Under the portal's own keys alone: with the newest gone they are named, and nothing is made in their place.
        await using var db = house.OpenDb();
        await db.Plans.ExecuteUpdateAsync(u => u.SetProperty(p => p.DataKey, ""), Stop);
        await File.WriteAllTextAsync(file, keys[0] + "\n", Stop);
        await using (var without = Portal(house)) Assert.Equal([keys[^1].Split(' ')[0]], await without.GetRequiredService<KeyRotationService>().Missing());
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task What_lay_open_before_is_closed_at_the_next_start_and_everybody_is_still_found(Database kind)
    {
        await using var table = await FamilyTable.OnAsync(kind);
        var house = table.House;
        await using (var db = house.OpenDb())
        {
            await db.GetService<IMigrator>().MigrateAsync("TurnedAway", Stop);
            // So many that pages were split and hold what they held before.
            for (var n = 0; n < 200; n++)
            {
                var id = Guid.CreateVersion7();
                db.Accounts.Add(new AccountRow { Id = id, OrganisationId = house.Nia.OrganisationId, Name = $"Somebody {n}", ShownAs = $"S{n}", Role = AccountRole.Carer });
                var (email, phone) = (n == 7 ? null : $"{Canary}-{n}@example.org", $"+44{Number}");
                await db.Database.ExecuteSqlAsync($"""INSERT INTO "FamilyAccounts" ("Id", "Email", "Phone", "MadeAtUtc") VALUES ({id}, {email}, {phone}, {DateTime.UtcNow})""", Stop);
            }
            await db.SaveChangesAsync(Stop);
            if (kind == Database.Sqlite) await db.Database.ExecuteSqlAsync($"PRAGMA wal_checkpoint(TRUNCATE)", Stop);
        }
        if (kind == Database.Sqlite) Assert.NotEmpty(await AtRestTests.FilesWithAsync(house, Canary));

        await house.The<IOpenDb>().Migrate();
        await NothingIsToldAsync(house, kind);
        await using var after = house.OpenDb();
        var all = await after.FamilyAccounts.AsNoTracking().ToListAsync(Stop);
        Assert.All(all, a => Assert.Equal($"+44{Number}", a.Phone));
        Assert.Equal(199, all.Select(a => a.Email).OfType<string>().Distinct().Count());
        async Task IsFound(string who)
        {
            await table.Accounts.SendCode($"{Canary}-12@example.org");
            Assert.Equal((CodeAnswer.Right, who), await table.Accounts.Enter($"{Canary}-12@example.org", table.Post.Code()) is var (answer, actor) ? (answer, actor!.Name) : default);
        }
        await IsFound("S12");

        // A start that was cut off before its last step begins anew.
        await after.PortalKeys.Where(k => k.Id == KeyRing.Finding).ExecuteDeleteAsync(Stop);
        await house.The<IOpenDb>().Migrate();
        await IsFound("S12");
        // Without the key of what is closed nothing is touched.
        var lying = await AtRestTests.Cells(house, kind, """SELECT "Phone" FROM "FamilyAccounts" ORDER BY "Id" """);
        await after.PortalKeys.ExecuteDeleteAsync(Stop);
        await using var next = Portal(house);
        await Assert.ThrowsAsync<KeyNotHereException>(() => next.GetRequiredService<IOpenDb>().Migrate());
        Assert.Equal(lying, await AtRestTests.Cells(house, kind, """SELECT "Phone" FROM "FamilyAccounts" ORDER BY "Id" """));
    }

    [Fact]
    public async Task Somebody_comes_in_at_a_portal_that_was_put_back()
    {
        await using var table = await FamilyTable.OnAsync(Database.Sqlite);
        var (house, beth) = (table.House, await BethAsync(table));
        var folder = Directory.CreateTempSubdirectory("careplanning-backup-").FullName;
        try
        {
            var (file, back) = (Path.Combine(folder, "care.backup"), Directory.CreateDirectory(Path.Combine(folder, "back")).FullName);
            Assert.Equal(BackupRefusal.None, await house.The<BackupService>().Make(file, "four plain words here"));
            var places = new BackupPlaces(Path.Combine(back, "careplanning.db"), Path.Combine(back, "master.key"), Path.Combine(back, "seal.pfx"));
            Assert.Equal(BackupRefusal.None, (await RestoreService.Restore(file, "four plain words here", places)).Refusal);
            await using var portal = Portal(DbProvider.Sqlite, back, $"Data Source={places.DatabaseFile};Pooling=False");
            Assert.Equal(beth, await ComesInAsync(portal, back));
        }
        finally { Directory.Delete(folder, recursive: true); }
    }

    private static async Task<Core.Access.Actor> BethAsync(FamilyTable table)
    {
        var token = await table.InviteAsync(FamilyTable.ForBeth(email: "Quokka-7731@Example.org", phone: "07700 900773"));
        await table.Invited.SendCode(token);
        return (await table.Invited.Accept(token, table.Post.Code(), "O'Connor")).Actor!;
    }

    private static async Task NothingIsToldAsync(Household house, Database kind)
    {
        var everything = await AtRestTests.EverythingAsync(house, kind);
        foreach (var told in Told)
        {
            Assert.DoesNotContain(everything, cell => cell.Contains(told, StringComparison.OrdinalIgnoreCase));
            if (kind == Database.Sqlite) Assert.Empty(await AtRestTests.FilesWithAsync(house, told));
        }
    }

    /// <summary>Signs in as somebody does who knows only their own address.</summary>
    private static async Task<Core.Access.Actor?> ComesInAsync(ServiceProvider portal, string folder)
    {
        await portal.GetRequiredService<IOpenDb>().Migrate();
        Assert.Empty(await portal.GetRequiredService<KeyRotationService>().Missing());
        var accounts = portal.GetRequiredService<FamilyAccountService>();
        await accounts.SendCode($"{Canary}@example.org");
        return (await accounts.Enter($"{Canary}@example.org", LetterFolder.Of(folder)[^1].Code)).Actor;
    }

    /// <summary>The same portal started again.</summary>
    private static ServiceProvider Portal(Household house) => Portal(house.The<IOpenDb>().Provider, house.Folder, house.ConnectionString);

    private static ServiceProvider Portal(DbProvider provider, string folder, string connection) => new ServiceCollection().AddLogging().AddCore(new PortalConfiguration(true, folder, provider, connection,
        new Core.Signing.SealSource(null, null, Path.Combine(folder, "seal.pfx"), null), Path.Combine(Architecture.Sources.ServedFolder, "fonts"), null)).BuildServiceProvider();
}
