using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Bunit;
using CarePlanning.Core.Audit;
using CarePlanning.Core.Documents;
using CarePlanning.Core.Documents.Copies;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Signing;
using CarePlanning.Core.Storage;
using CarePlanning.Pdf;
using CarePlanning.Tests.Pdf.Signing;
using CarePlanning.Tests.Storage;
using CarePlanning.Web.Pages.Signing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace CarePlanning.Tests.Signing;

/// <summary>A certificate that cannot seal is told of at start and on the page; drafts and copies go on, and nothing unsealed is called sealed.</summary>
public sealed class SealTroubleTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("careplanning-trouble-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData(SealFault.NoFile)]
    [InlineData(SealFault.NotOpened)]
    [InlineData(SealFault.NoKey)]
    [InlineData(SealFault.Expired)]
    [InlineData(SealFault.NotYetValid)]
    public void What_is_wrong_with_the_certificate_is_said_at_start(SealFault fault)
    {
        var log = new Heard();
        var sealing = With(fault, log);
        sealing.SayAtStart();
        Assert.Equal(fault, sealing.Trouble()!.Fault);
        Assert.Contains("Nothing can be sealed", Assert.Single(log.Said), StringComparison.Ordinal);
        Assert.NotNull(Web.Words.Said.Signing.Find($"fault.{fault}"));
    }

    [Fact]
    public void Of_a_certificate_that_can_seal_nothing_is_said_at_start_until_it_is_nearly_over()
    {
        var log = new Heard();
        Of(Pfx(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(40)), log).SayAtStart();
        Assert.Empty(log.Said);
        Of(Pfx(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(20)), log).SayAtStart();
        Assert.Contains("19 more days", Assert.Single(log.Said), StringComparison.Ordinal);
    }

    [Fact]
    public void A_better_file_is_taken_without_a_new_start()
    {
        var path = Pfx(DateTimeOffset.UtcNow.AddDays(-9), DateTimeOffset.UtcNow.AddDays(-1));
        var sealing = Of(path, NullLogger<Sealing>.Instance);
        Assert.Equal(SealFault.Expired, sealing.Trouble()!.Fault);
        File.Copy(Pfx(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(99)), path, overwrite: true);
        Assert.Null(sealing.Trouble());
    }

    [Theory]
    [InlineData(CopyKind.EmergencySheet)]
    [InlineData(CopyKind.LargePrint)]
    public async Task Without_a_seal_the_family_gets_a_copy_that_says_so_on_every_page(CopyKind kind)
    {
        await using var table = await SigningTable.On(Database.Sqlite);
        await table.Agree();
        var broken = new CopyService(table.Get<IOpenDb>(), table.Get<WriteQueue>(), table.Get<AuditService>(), table.Get<PortalSettings>(), table.Get<IDocumentRenderer>(), With(SealFault.Expired, NullLogger<Sealing>.Instance), CheckAddress.Local);
        var copy = (await broken.Get(table.Anne, table.PlanId, kind))!;
        Assert.False(copy.Sealed);
        Assert.EndsWith("-not-sealed", copy.FileName, StringComparison.Ordinal);
        Assert.Equal(SealState.NoSeal, SealVerifier.Check(copy.Pdf, table.Get<Sealing>().Trusted).State);
        Assert.Equal("noSeal", Web.Pages.Verify.CopySaid.Of(await table.Verify.File(copy.Pdf)).Key);
        using var read = UglyToad.PdfPig.PdfDocument.Open(copy.Pdf);
        foreach (var page in read.GetPages()) Assert.Contains("Not sealed, so it cannot be checked.", page.Text, StringComparison.Ordinal);
        Assert.Contains("Not sealed", copy.Text, StringComparison.Ordinal);
        // The next copy is sealed as soon as it can be.
        Assert.True((await table.Get<CopyService>().Get(table.Anne, table.PlanId, kind))!.Sealed);
    }

    [Fact]
    public async Task Drafts_and_signatures_go_on_and_the_page_says_what_is_wrong()
    {
        await using var table = await SigningTable.On(Database.Sqlite, pfx: Pfx(DateTimeOffset.UtcNow.AddDays(-9), DateTimeOffset.UtcNow.AddDays(-1)));
        Assert.NotNull(await table.Documents.Draft(table.Anne, table.PlanId));
        var version = await table.Freeze();
        foreach (var party in version.Parties) SigningTable.Done(await table.Record(SigningTable.Act(version, party.Id)));
        Assert.IsType<SigningRefusal.NotSealed>((await table.Documents.Finish(table.Nia, table.PlanId)).Refusal);
        Assert.Null(await table.Documents.Sealed(table.Nia, table.PlanId, 1));
        Assert.Equal(VersionStatus.Open, (await table.Signing.Newest(table.Nia, table.PlanId))!.Status);
        Assert.Equal(SheetRefusal.NotSealed, await table.Get<CopyService>().Record(table.Nia, table.PlanId));

        await using var page = new BunitContext();
        page.Services.AddSingleton(table.Get<Sealing>());
        page.Services.AddSingleton(table.Get<SealTimeService>());
        var said = page.Render<SealNotice>(p => p.Add(s => s.PlanId, table.PlanId));
        Assert.Contains("The certificate has run out.", said.Find("[data-seal-fault=Expired]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_we_kept_stays_ours_while_the_certificate_cannot_be_read()
    {
        await using var table = await SigningTable.On(Database.Sqlite);
        await table.Agree();
        var plan = (await table.Documents.Sealed(table.Nia, table.PlanId, 1))!.Value.Bytes;
        var verify = new VerifyService(table.Get<IOpenDb>(), With(SealFault.NotOpened, NullLogger<Sealing>.Instance));
        Assert.Equal("current", Web.Pages.Verify.CopySaid.Of(await verify.File(plan)).Key);
    }

    private Sealing With(SealFault fault, ILogger<Sealing> log) => fault switch
    {
        SealFault.NoFile => Of(Path.Combine(folder, "nowhere.pfx"), log),
        SealFault.NotOpened => Of(Pfx(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(99)), log, "another password"),
        SealFault.NoKey => Of(Pfx(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(99), withKey: false), log),
        SealFault.Expired => Of(Pfx(DateTimeOffset.UtcNow.AddDays(-9), DateTimeOffset.UtcNow.AddDays(-1)), log),
        SealFault.NotYetValid => Of(Pfx(DateTimeOffset.UtcNow.AddDays(1), DateTimeOffset.UtcNow.AddDays(99)), log),
        _ => throw new ArgumentOutOfRangeException(nameof(fault)),
    };

    private Sealing Of(string pfx, ILogger<Sealing> log, string? password = null) => new(new SealSource(pfx, password, Path.Combine(folder, "own.pfx"), null), TimeProvider.System, log);

    private string Pfx(DateTimeOffset from, DateTimeOffset to, bool withKey = true)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = new CertificateRequest("CN=A council", key, HashAlgorithmName.SHA256).CreateSelfSigned(from, to);
        using var bare = X509CertificateLoader.LoadCertificate(certificate.RawData);
        var path = Path.Combine(folder, $"{Guid.NewGuid():N}.pfx");
        File.WriteAllBytes(path, new X509Certificate2Collection(withKey ? certificate : bare).ExportPkcs12(Pkcs12ExportPbeParameters.Pbes2Aes256Sha256, (string?)null));
        return path;
    }

    private sealed class Heard : ILogger<Sealing>
    {
        public List<string> Said { get; } = [];

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Said.Add(formatter(state, exception));
    }
}
