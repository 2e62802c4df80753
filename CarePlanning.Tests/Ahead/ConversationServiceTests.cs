using CarePlanning.Core.Ahead;
using CarePlanning.Core.Documents;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Signing;
using CarePlanning.Core.Uploads;
using CarePlanning.Pdf;
using CarePlanning.Tests.Storage;
using Microsoft.EntityFrameworkCore;
using UglyToad.PdfPig;

namespace CarePlanning.Tests.Ahead;

/// <summary>The record of a conversation: sealed at once, saying who recorded it, whether it was agreed, and what was not asked.</summary>
public sealed class ConversationServiceTests
{
    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_record_is_sealed_with_hardly_anything_asked_and_says_so(Database kind)
    {
        await using var house = await Household.OnAsync(kind);
        await house.SaveAsync(house.Nia, "looking-ahead", "mostValue/words", "My own head", voice: "person");
        await house.SaveAsync(house.Nia, "looking-ahead", "put-off/mostFear", nameof(PutOff.RatherNotSay));
        var hash = await house.The<ConversationService>().Seal(house.Nia, house.PlanId, aloud: false);
        var (file, bytes) = (await house.The<UploadService>().Open(house.Anne, house.PlanId, hash!))!.Value;
        Assert.EndsWith(".pdf", file.FileName, StringComparison.Ordinal);
        Assert.Equal(SealState.SealedByUs, SealVerifier.Check(bytes, house.The<Sealing>().Trusted).State);
        using var pdf = PdfDocument.Open(bytes);
        Assert.Equal(2, pdf.NumberOfPages);
        var first = string.Concat(pdf.GetPage(1).Text.Where(c => !char.IsWhiteSpace(c)));
        foreach (var said in new[] { "Recorded,notagreedyet", "RecordedbyNiaRees", "Myownhead", "Iwouldrathernotsay", "Notaskedyet" }) Assert.Contains(said, first, StringComparison.Ordinal);
        Assert.Contains("Ifyouneedtoactnow", string.Concat(pdf.GetPage(2).Text.Where(c => !char.IsWhiteSpace(c))), StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Anybody_can_ask_whether_a_record_is_the_newest_by_its_file_or_by_the_code_on_it(Database kind)
    {
        await using var house = await Household.OnAsync(kind);
        var (conversations, verify) = (house.The<ConversationService>(), house.The<VerifyService>());
        async Task<(byte[] File, string Code)> SealAsync()
        {
            var (_, bytes) = (await house.The<UploadService>().Open(house.Nia, house.PlanId, (await conversations.Seal(house.Nia, house.PlanId, aloud: true))!))!.Value;
            await using var db = house.OpenDb();
            var code = (await db.Uploads.OrderByDescending(u => u.AtUtc).FirstAsync(TestContext.Current.CancellationToken)).CheckCode!;
            using var pdf = PdfDocument.Open(bytes);
            Assert.All(pdf.GetPages(), p => Assert.Contains(code, p.Text.Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal));
            return (bytes, code);
        }
        var first = await SealAsync();
        foreach (var check in new[] { await verify.File(first.File), await verify.Code(first.Code) })
            Assert.Equal((true, VersionStatus.Agreed, false, false), (check.Recorded, check.Status, check.NewerExists, check.ChangedSince));
        await SealAsync();
        Assert.True((await verify.Code(first.Code)).NewerExists);
        Assert.True((await verify.File(first.File)).NewerExists);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Only_a_professional_on_the_plan_seals_one(Database kind)
    {
        await using var house = await Household.OnAsync(kind);
        var before = await house.EverythingAsync();
        foreach (var who in new[] { house.Joyce, house.Anne, house.Stranger }) Assert.Null(await house.The<ConversationService>().Seal(who, house.PlanId, aloud: true));
        Assert.Equal(before, await house.EverythingAsync());
    }

    [Theory]
    [InlineData("Des", null, "2/11/1953", null, null)]
    [InlineData(null, "Clarke", null, "999 000 0379", null)]
    [InlineData(" ", null, "2/11/1953", null, "name")]
    [InlineData("Des", null, null, null, "who")]
    [InlineData("Des", null, "31/2/1953", null, "born")]
    [InlineData("Des", null, "2/11/2053", null, "born")]
    [InlineData("Des", null, "2/11/1953", "999 000 0378", "nhs")]
    public void A_name_and_a_date_of_birth_or_an_NHS_number_are_all_that_is_needed(string? given, string? family, string? born, string? nhs, string? problem)
    {
        var parts = born?.Split('/').Select(p => int.Parse(p, System.Globalization.CultureInfo.InvariantCulture)).ToArray();
        var date = parts is null ? new PartialDate() : new PartialDate { Day = parts[0], Month = parts[1], Year = parts[2] };
        Assert.Equal(problem, FirstTalk.Problem(given, family, date, nhs, new DateOnly(2026, 11, 22), demo: true));
    }

    [Fact]
    public void Every_question_of_the_start_is_a_question_of_the_plan() =>
        Assert.All(FirstTalk.Questions, q => Assert.Contains(q.Question, PlanSections.Find(q.Slug)!.Questions));
}
