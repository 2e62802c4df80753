using CarePlanning.Core.Audit;
using CarePlanning.Core.Documents;
using CarePlanning.Core.People;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Signing;
using CarePlanning.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace CarePlanning.Tests.Storage;

public sealed class FrozenVersionTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task What_is_frozen_stays_as_it_is_and_a_later_edit_closes_the_round_visibly(Database kind)
    {
        await using var house = await Household.OnAsync(kind);
        await house.MakeReadyAsync();
        var (content, withheld) = await house.FreezeAsync();
        await house.SaveAsync(house.Nia, "goals", "list/first/what", "See the sea", onValue: "Sit in the garden every dry day");
        await using var db = house.OpenDb();
        var version = await db.Versions.SingleAsync(Stop);
        Assert.Equal((content, withheld, VersionStatus.Void), (version.Content, version.Withheld, version.Status));
        Assert.Equal(version.ContentSha256, AuditChain.Sha256(content));
        Assert.Equal(version.WithheldSha256, AuditChain.Sha256(withheld));
        Assert.Equal(PlanStatus.InPlanning, (await house.SeenByAsync(house.Nia)).Card.Status);
        Assert.Contains(await db.Audit.Select(a => a.Kind).ToListAsync(Stop), k => k == AuditKind.RoundVoided);
        Assert.Null(await AuditService.FirstBreak(db, house.PlanId));
        Assert.IsType<SigningRefusal.RoundClosed>((await house.The<SigningService>().Record(house.Nia, house.PlanId,
            Act(Voices.Person, "Joyce Ashworth", SigningRole.Person, version.ContentSha256), null)).Refusal);
    }

    [Fact]
    public async Task A_draft_says_on_every_page_that_it_is_one()
    {
        await using var house = await Household.OnAsync(Database.Sqlite);
        await house.MakeReadyAsync();
        var (pdf, _) = (await house.The<DocumentService>().Draft(house.Nia, house.PlanId))!.Value;
        using var read = UglyToad.PdfPig.PdfDocument.Open(pdf);
        var pages = read.GetPages().Select(p => string.Join(' ', p.GetWords().Select(w => w.Text))).ToList();
        Assert.NotEmpty(pages);
        Assert.All(pages, p => Assert.Contains(Core.Words.Texts.Documents["running.draft"], p, StringComparison.Ordinal));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Freezing_twice_is_one_version(Database kind)
    {
        await using var house = await Household.OnAsync(kind);
        await house.MakeReadyAsync();
        Assert.Equal(await house.FreezeAsync(), await house.FreezeAsync());
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_refused_edit_leaves_the_round_open(Database kind)
    {
        await using var house = await Household.OnAsync(kind);
        await house.MakeReadyAsync();
        await house.FreezeAsync();
        Assert.IsType<EditOutcome.Refused>(await house.SendAsync(house.Nia, "who-is-involved", "largePrintPoints", "big"));
        Assert.IsType<EditOutcome.Conflict>(await house.SendAsync(house.Nia, "goals", "list/first/what", "x", onValue: "y"));
        Assert.Equal(PlanStatus.AwaitingAgreement, (await house.SeenByAsync(house.Nia)).Card.Status);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task RV_04_refuses_to_change_an_agreed_plan_until_a_new_version_is_begun_and_keeps_what_was_agreed(Database kind)
    {
        await using var house = await Household.OnAsync(kind);
        await house.AgreeAsync();
        var agreed = await house.EverythingAsync();
        Assert.Equal(EditRefusal.PlanIsAgreed, Assert.IsType<EditOutcome.Refused>(await house.SendAsync(house.Nia, "about-me", "mostImportant/words", "x")).Why);
        Assert.Equal(agreed, await house.EverythingAsync());
        var (pdf, _) = (await house.The<DocumentService>().Sealed(house.Anne, house.PlanId, 1))!.Value;

        Assert.False(await house.The<PlanService>().StartNewVersion(house.Anne, house.PlanId));
        Assert.True(await house.The<PlanService>().StartNewVersion(house.Nia, house.PlanId));
        await house.SaveAsync(house.Nia, "about-me", "mostImportant/words", "x");
        var (again, _) = (await house.The<DocumentService>().Sealed(house.Anne, house.PlanId, 1))!.Value;
        Assert.Equal(pdf, again);
        Assert.Null(await house.The<DocumentService>().Sealed(house.Stranger, house.PlanId, 1));
        await using var db = house.OpenDb();
        Assert.Equal(VersionStatus.Agreed, await db.Versions.Select(v => v.Status).SingleAsync(Stop));
        Assert.Null(await AuditService.FirstBreak(db, house.PlanId));
    }

    private static SigningAct Act(string member, string name, SigningRole role, string hash) =>
        new(Household.NewOpId(), member, name, role, SigningOutcome.Signed, true, MarkKind.Typed, name, null, null, hash);
}
