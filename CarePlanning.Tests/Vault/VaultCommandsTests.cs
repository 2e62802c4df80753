using CarePlanning.Core.Backup;
using CarePlanning.Core.Storage;
using CarePlanning.Tests.Storage;
using CarePlanning.Web.Commands;
using Microsoft.EntityFrameworkCore;

namespace CarePlanning.Tests.Vault;

/// <summary>The commands of whoever runs the portal, by their exit codes; none opens a port or makes anything that was not asked for.</summary>
public sealed class VaultCommandsTests : IDisposable
{
    private const string Phrase = "four plain words here";
    private readonly string folder = Directory.CreateTempSubdirectory("careplanning-commands-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task The_log_is_checked_and_a_broken_one_ends_with_1(Database kind)
    {
        await using var house = await Household.OnAsync(kind);
        Assert.Equal(0, await RunAsync(house, "verify-audit"));
        await using (var db = house.OpenDb())
        {
            await WithoutGuards.TakeOutAsync(db);
            await db.Audit.Where(a => a.Sequence == 1).ExecuteUpdateAsync(u => u.SetProperty(a => a.ActorName, "Somebody else"), TestContext.Current.CancellationToken);
        }
        Assert.Equal(1, await RunAsync(house, "verify-audit"));
        Assert.Equal(2, await RunAsync(house, "verify-audit", "--heads", Path.Combine(folder, "nowhere")));
    }

    [Fact]
    public async Task Where_there_is_no_database_none_is_made()
    {
        foreach (var command in new string[][] { ["verify-audit"], ["rotate-keys"], ["export", "--out", Path.Combine(folder, "copies")], ["export-plan", "ABC234", "--out", Path.Combine(folder, "x.plan")], ["backup", "--out", Path.Combine(folder, "x.backup")], ["erase-words", "ABC234", "--entries", "1", "--out", Path.Combine(folder, "x.pdf")] })
            Assert.Equal(2, await PortalCommands.Run([.. command, "--Data:Folder", Path.Combine(folder, "data")]));
        Assert.Empty(Directory.GetFiles(folder, "*", SearchOption.AllDirectories));

        // Looking at a file makes no certificate either.
        var letter = Path.Combine(folder, "letter.pdf");
        await File.WriteAllTextAsync(letter, "%PDF-1.7 of somebody else", TestContext.Current.CancellationToken);
        Assert.NotEqual(0, await PortalCommands.Run(["verify", letter, "--Data:Folder", Path.Combine(folder, "data")]));
        Assert.Equal([letter], Directory.GetFiles(folder, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Keys_are_rotated_and_a_backup_made_and_put_back_once()
    {
        await using var house = await Household.OnAsync(Database.Sqlite);
        var (phrase, backup, back) = (Path.Combine(folder, "phrase"), Path.Combine(folder, "care.backup"), Path.Combine(folder, "back"));
        await File.WriteAllTextAsync(phrase, Phrase + "\n", TestContext.Current.CancellationToken);
        Assert.Equal(0, await RunAsync(house, "rotate-keys"));
        Assert.Equal(2, await RunAsync(house, "backup"));
        Assert.Equal(1, await RunAsync(house, "backup", "--out", backup));
        Assert.Equal(0, await RunAsync(house, "backup", "--out", backup, "--passphrase-file", phrase));
        Assert.Equal(2, await PortalCommands.Run(["restore", backup + "x", "--passphrase-file", phrase, "--Data:Folder", back]));
        Assert.Equal(1, await PortalCommands.Run(["restore", backup, "--Backup:Passphrase", "not these four words", "--Data:Folder", back]));
        Assert.Equal(0, await PortalCommands.Run(["restore", backup, "--passphrase-file", phrase, "--Data:Folder", back]));
        Assert.Equal(["careplanning.db", "master.key", "seal.pfx"], Directory.GetFiles(back).Select(Path.GetFileName).Order());
        Assert.Equal(1, await PortalCommands.Run(["restore", backup, "--passphrase-file", phrase, "--Data:Folder", back]));
        Assert.Equal(0, await PortalCommands.Run(["verify-audit", "--Data:Folder", back]));
    }

    [Fact]
    public async Task Words_are_erased_and_the_certificate_verifies()
    {
        await using var house = await Household.OnAsync(Database.Sqlite);
        var said = await house.SaveAsync(house.Nia, "about-me", "mostImportant/words", "My neighbour has been in prison");
        await house.SaveAsync(house.Nia, "about-me", "mostImportant/words", "The garden", onValue: "My neighbour has been in prison");
        await using var db = house.OpenDb();
        var number = await db.Plans.Select(p => p.Number).SingleAsync(TestContext.Current.CancellationToken);
        var paper = Path.Combine(folder, "certificate.pdf");
        string[] order = ["erase-words", number, "--entries", $"{said.Sequence},{said.Sequence + 1}", "--decision", "IG-2026-17", "--decided-by", "Dr Jo Lane", "--why", "Told of somebody else", "--out", paper];
        Assert.Equal(1, await RunAsync(house, order));
        Assert.False(File.Exists(paper));
        Assert.Equal(0, await RunAsync(house, [.. order, "--others-considered", "yes"]));
        Assert.Equal(0, await RunAsync(house, "verify", paper));
        Assert.Equal(0, await RunAsync(house, "verify-audit"));
        Assert.Equal(2, await RunAsync(house, [.. order, "--others-considered", "yes"]));
    }

    [Fact]
    public void Each_refusal_has_a_sentence_of_its_own_that_says_that_nothing_happened()
    {
        var sentences = Enum.GetValues<BackupRefusal>().Where(r => r != BackupRefusal.None).Select(r => BackupCommands.Said(r, "x")).ToList();
        Assert.Equal(sentences.Count, sentences.Distinct().Count());
        Assert.All(sentences, s => Assert.Matches("(Nothing was (changed|written)|No backup was made)\\.$", s));
        var erased = Enum.GetValues<Core.Audit.ErasureRefusal>().Where(r => r != Core.Audit.ErasureRefusal.None).Select(r => LogCommands.Said(new Core.Audit.ErasureResult(r, 3), "ABC234")).ToList();
        Assert.Equal(erased.Count, erased.Distinct().Count());
        Assert.All(erased, s => Assert.EndsWith("Nothing was erased.", s, StringComparison.Ordinal));
    }

    private static async Task<int> RunAsync(Household house, params string[] command) =>
        (await PortalCommands.Run([.. command, "--Data:Folder", house.Folder, "--Db:Provider", house.The<IOpenDb>().Provider.ToString(), "--ConnectionStrings:Db", house.ConnectionString]))!.Value;
}
