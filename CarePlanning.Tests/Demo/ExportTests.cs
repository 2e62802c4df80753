using CarePlanning.Core.Storage;
using CarePlanning.Tests.Storage;
using CarePlanning.Web.Commands;
using Microsoft.EntityFrameworkCore;

namespace CarePlanning.Tests.Demo;

/// <summary>The newest plans as files, for printing before or during an outage.</summary>
public sealed class ExportTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("careplanning-export-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task The_command_writes_the_one_agreed_plan_of_the_demonstration_as_it_was_sealed(Database kind)
    {
        await using var demo = await FreshDemo.SeededAsync(kind);
        var copies = Path.Combine(folder, "copies");
        Assert.Equal(0, await PortalCommands.Run(["export", "--out", copies, .. demo.Where]));
        await using var db = demo.Get<IOpenDb>().Open();
        var agreed = await db.Versions.Where(v => v.Pdf != null).Join(db.Plans, v => v.PlanId, p => p.Id, (v, p) => new { p.Number, Version = v.Number, v.Pdf }).SingleAsync(TestContext.Current.CancellationToken);
        var file = Assert.Single(Directory.GetFiles(copies));
        Assert.Equal($"{agreed.Number}-v{agreed.Version}.pdf", Path.GetFileName(file));
        Assert.Equal(agreed.Pdf, await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken));
        Assert.Equal(0, await PortalCommands.Run(["verify", file, .. demo.Where]));
        Assert.Equal((1, 0), await demo.Get<Core.Documents.DocumentService>().Export(copies));
        await db.Plans.Where(p => p.Number == agreed.Number).ExecuteUpdateAsync(u => u.SetProperty(p => p.RestrictedAtUtc, DateTime.UtcNow), TestContext.Current.CancellationToken);
        var fewer = Path.Combine(folder, "fewer");
        Assert.Equal((0, 1), await demo.Get<Core.Documents.DocumentService>().Export(fewer));
        Assert.Empty(Directory.GetFiles(fewer));
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_to_and_no_folder_are_told()
    {
        await using var demo = await FreshDemo.SeededAsync();
        var file = Path.Combine(folder, "a-file");
        await File.WriteAllTextAsync(file, "", TestContext.Current.CancellationToken);
        Assert.Equal(2, await PortalCommands.Run(["export", "--out", file, .. demo.Where]));
        Assert.Equal(2, await PortalCommands.Run(["export", .. demo.Where]));
    }
}
