using CarePlanning.Core.Family;
using CarePlanning.Tests.Storage;
using Microsoft.EntityFrameworkCore;

namespace CarePlanning.Tests.Family;

/// <summary>A code opens once, for ten minutes, and is not found by trying.</summary>
public sealed class OneTimeCodeServiceTests
{
    private static readonly Guid Subject = Guid.NewGuid();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_code_opens_once_however_it_is_typed(Database kind)
    {
        await using var table = await FamilyTable.OnAsync(kind);
        var code = (await table.Codes.Make(Subject, CodePurpose.Accept, "O'Connor"))!;
        Assert.Matches("^[2-9A-HJKMNP-TV-Z]{4}-[2-9A-HJKMNP-TV-Z]{4}$", code);
        Assert.Equal(CodeAnswer.Wrong, await table.Codes.Try(Subject, CodePurpose.Accept, code, "Ashworth"));
        Assert.Equal(CodeAnswer.Over, await table.Codes.Try(Subject, CodePurpose.Enter, code, "O'Connor"));
        Assert.Equal(CodeAnswer.Over, await table.Codes.Try(Guid.NewGuid(), CodePurpose.Accept, code, "O'Connor"));
        var typed = " " + code.Replace("-", " ", StringComparison.Ordinal).ToLowerInvariant();
        Assert.Equal(CodeAnswer.Right, await table.Codes.Try(Subject, CodePurpose.Accept, typed, "oconnor"));
        Assert.Equal(CodeAnswer.Over, await table.Codes.Try(Subject, CodePurpose.Accept, code, "O'Connor"));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task At_the_sixth_try_not_even_the_right_code_opens(Database kind)
    {
        await using var table = await FamilyTable.OnAsync(kind);
        var code = await table.Codes.Make(Subject, CodePurpose.Enter);
        for (var i = 1; i < OneTimeCodeService.MostTries; i++) Assert.Equal(CodeAnswer.Wrong, await table.Codes.Try(Subject, CodePurpose.Enter, "2222-2222"));
        Assert.Equal(CodeAnswer.Over, await table.Codes.Try(Subject, CodePurpose.Enter, "2222-2222"));
        Assert.Equal(CodeAnswer.Over, await table.Codes.Try(Subject, CodePurpose.Enter, code));
        Assert.Equal(CodeAnswer.Right, await table.Codes.Try(Subject, CodePurpose.Enter, await table.Codes.Make(Subject, CodePurpose.Enter)));
    }

    [Fact]
    public async Task A_code_lives_ten_minutes_and_no_longer_and_a_new_one_takes_its_place()
    {
        await using var table = await FamilyTable.OnAsync(Database.Sqlite);
        var late = await table.Codes.Make(Subject, CodePurpose.Enter);
        table.Clock.Now += OneTimeCodeService.Lives;
        Assert.Equal(CodeAnswer.Over, await table.Codes.Try(Subject, CodePurpose.Enter, late));
        var inTime = await table.Codes.Make(Subject, CodePurpose.Enter);
        table.Clock.Now += OneTimeCodeService.Lives - TimeSpan.FromSeconds(1);
        var newer = await table.Codes.Make(Subject, CodePurpose.Enter);
        Assert.Equal(CodeAnswer.Wrong, await table.Codes.Try(Subject, CodePurpose.Enter, inTime));
        Assert.Equal(CodeAnswer.Right, await table.Codes.Try(Subject, CodePurpose.Enter, newer));
    }

    [Fact]
    public async Task Nobodys_phone_is_filled_with_codes_and_nobody_goes_on_guessing()
    {
        await using var table = await FamilyTable.OnAsync(Database.Sqlite);
        for (var i = 0; i < OneTimeCodeService.MostInAnHour; i++) Assert.NotNull(await table.Codes.Make(Subject, CodePurpose.Enter));
        Assert.Null(await table.Codes.Make(Subject, CodePurpose.Enter));
        Assert.NotNull(await table.Codes.Make(Guid.NewGuid(), CodePurpose.Enter));
        table.Clock.Now += TimeSpan.FromHours(1) + TimeSpan.FromSeconds(1);
        Assert.NotNull(await table.Codes.Make(Subject, CodePurpose.Enter));
    }

    [Fact]
    public async Task Of_two_who_type_the_right_code_at_once_one_is_let_in()
    {
        await using var table = await FamilyTable.OnAsync(Database.Postgres);
        var code = await table.Codes.Make(Subject, CodePurpose.Enter);
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => table.Codes.Try(Subject, CodePurpose.Enter, code)));
        Assert.Single(answers, CodeAnswer.Right);
    }

    [Fact]
    public async Task Neither_a_code_nor_the_surname_is_kept_as_it_is()
    {
        await using var table = await FamilyTable.OnAsync(Database.Sqlite);
        var code = (await table.Codes.Make(Subject, CodePurpose.Accept, "O'Connor"))!;
        await using var db = table.House.OpenDb();
        var kept = System.Text.Json.JsonSerializer.Serialize(await db.OneTimeCodes.SingleAsync(Stop));
        Assert.DoesNotContain(code, kept, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(code.Replace("-", "", StringComparison.Ordinal), kept, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("connor", kept, StringComparison.OrdinalIgnoreCase);
    }
}
