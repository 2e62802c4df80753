using CarePlanning.Core.Family;
using CarePlanning.Tests.Storage;
using Microsoft.EntityFrameworkCore;

namespace CarePlanning.Tests.Family;

/// <summary>A code opens once, for ten minutes, and is not found by trying.</summary>
public sealed class OneTimeCodeServiceTests
{
    private static readonly Guid Subject = Guid.NewGuid(), Other = Guid.NewGuid();

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

    /// <summary>At eleven at night somebody presses twice, and somebody else presses a hundred times at once.</summary>
    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Of_many_that_are_asked_for_at_once_one_opens_and_no_more_are_made_than_in_an_hour(Database kind)
    {
        await using var table = await FamilyTable.OnAsync(kind);
        var made = (await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => table.Codes.Make(Subject, CodePurpose.Enter)))).OfType<string>().ToList();
        Assert.Equal(OneTimeCodeService.MostInAnHour, made.Count);
        await using (var db = table.House.OpenDb()) Assert.Equal(1, await db.OneTimeCodes.CountAsync(c => c.Subject == Subject && c.Tries < OneTimeCodeService.MostTries, Stop));
        // Which of them was made last nobody knows, and five tries is all there is: it is one of these or the sixth.
        List<CodeAnswer> answers = [];
        foreach (var code in made.Take(OneTimeCodeService.MostTries)) answers.Add(await table.Codes.Try(Subject, CodePurpose.Enter, code));
        Assert.Equal(CodeAnswer.Over, await table.Codes.Try(Subject, CodePurpose.Enter, made[^1]));
        Assert.InRange(answers.Count(a => a == CodeAnswer.Right), 0, 1);
        // Two at once, as somebody presses twice: one of the two opens.
        var twice = (await Task.WhenAll(table.Codes.Make(Other, CodePurpose.Enter), table.Codes.Make(Other, CodePurpose.Enter))).OfType<string>().ToList();
        List<CodeAnswer> two = [];
        foreach (var code in twice) two.Add(await table.Codes.Try(Other, CodePurpose.Enter, code));
        Assert.Single(two, a => a == CodeAnswer.Right);
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

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Whoever_asks_and_tries_on_another_browser_takes_nothing_from_hers(Database kind)
    {
        await using var table = await FamilyTable.OnAsync(kind);
        var (beth, _) = await table.BethIsInAsync();
        await table.Accounts.SendCode("beth@example.org", table.Browser);
        var hers = table.Post.Code();
        var stranger = new CodeBrowser(Guid.NewGuid());
        await table.Accounts.SendCode("beth@example.org", stranger);
        // Neither does the stranger's browser use her code, nor does hers the one that was sent for the stranger.
        Assert.Null(await table.Accounts.Enter("beth@example.org", hers, stranger));
        Assert.Null(await table.Accounts.Enter("beth@example.org", hers, null));
        for (var i = 0; i < OneTimeCodeService.MostTries; i++) Assert.Null(await table.Accounts.Enter("beth@example.org", "2222-2222", stranger));
        Assert.Equal(beth, await table.Accounts.Enter("beth@example.org", hers, table.Browser));
        Assert.Null(await table.Accounts.Enter("beth@example.org", hers, table.Browser));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Asking_once_too_often_leaves_the_code_good_that_came_before_it_and_only_the_newest_that_came_is(Database kind)
    {
        await using var table = await FamilyTable.OnAsync(kind);
        var (beth, _) = await table.BethIsInAsync();
        List<string> codes = [];
        var browser = table.Browser;
        for (var i = 0; i < OneTimeCodeService.MostInAnHour + 2; i++)
        {
            if (i > 0) browser = new CodeBrowser(Guid.NewGuid()) { Before = [.. browser.Before.Prepend(browser.Code).Take(OneTimeCodeService.MostInAnHour)] };
            var sent = table.Post.Letters.Count;
            await table.Accounts.SendCode("beth@example.org", browser);
            if (table.Post.Letters.Count > sent) codes.Add(table.Post.Code());
        }
        Assert.Equal(OneTimeCodeService.MostInAnHour, codes.Count);
        Assert.Null(await table.Accounts.Enter("beth@example.org", codes[^2], browser));
        Assert.Equal(beth, await table.Accounts.Enter("beth@example.org", codes[^1], browser));
        Assert.Null(await table.Accounts.Enter("beth@example.org", codes[^1], browser));
    }

    [Fact]
    public async Task Letters_are_counted_and_a_browser_that_was_let_in_before_and_a_link_have_their_own_count()
    {
        await using var table = await FamilyTable.OnAsync(Database.Sqlite);
        var (beth, token) = await table.BethIsInAsync();
        for (var i = 0; i < OneTimeCodeService.MostInAnHour; i++) await table.Accounts.SendCode("beth@example.org", new CodeBrowser(Guid.NewGuid()));
        var sent = table.Post.Letters.Count;
        await table.Accounts.SendCode("beth@example.org", table.Browser);
        // Another's account makes no browser known.
        await table.Accounts.SendCode("beth@example.org", table.Browser with { LetInAs = Guid.NewGuid() });
        Assert.Equal(sent, table.Post.Letters.Count);
        var known = table.Browser with { LetInAs = beth.UserId };
        await table.Accounts.SendCode("beth@example.org", known);
        Assert.Equal(beth, await table.Accounts.Enter("beth@example.org", table.Post.Code(), known));
        Assert.Equal(CodeSent.Sent, await table.Invited.SendCode(token));
        Assert.Equal(EnterOutcome.In, (await table.Invited.Enter(token, table.Post.Code())).Outcome);
        for (var i = 1; i < OneTimeCodeService.MostInAnHour; i++) await table.Accounts.SendCode("beth@example.org", known with { Code = Guid.NewGuid() });
        sent = table.Post.Letters.Count;
        await table.Accounts.SendCode("beth@example.org", known with { Code = Guid.NewGuid() });
        Assert.Equal(sent, table.Post.Letters.Count);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task What_a_passkey_answered_is_good_once(Database kind)
    {
        await using var table = await FamilyTable.OnAsync(kind);
        var five = TimeSpan.FromMinutes(5);
        Assert.True(await table.Codes.UseOnce("one", five));
        Assert.False(await table.Codes.UseOnce("one", five));
        Assert.True(await table.Codes.UseOnce("two", five));
        await using var db = table.House.OpenDb();
        Assert.Equal(2, await db.OneTimeCodes.CountAsync(Stop));
        // Nothing is kept for longer than the question could be answered.
        table.Clock.Now += five + TimeSpan.FromSeconds(1);
        Assert.True(await table.Codes.UseOnce("three", five));
        Assert.Equal(1, await db.OneTimeCodes.CountAsync(Stop));
    }

    [Fact]
    public async Task A_code_that_was_not_right_leaves_a_line_that_names_nobody()
    {
        await using var table = await FamilyTable.OnAsync(Database.Sqlite);
        var token = await table.InviteAsync();
        await table.Invited.SendCode(token);
        await table.Invited.Accept(token, "2222-2222", "O'Connor");
        Assert.Equal(EnterOutcome.In, (await table.Invited.Accept(token, table.Post.Code(), "O'Connor")).Outcome);
        await table.Invited.Enter(token, "3333-3333");
        await table.Accounts.SendCode("beth@example.org", table.Browser);
        await table.Accounts.Enter("beth@example.org", "4444-4444", table.Browser);
        await using var db = table.House.OpenDb();
        var lines = await db.AccessLog.Where(a => a.What == "code").ToListAsync(Stop);
        Assert.Equal(3, lines.Count);
        Assert.All(lines, l => Assert.Equal((Guid.Empty, Core.Audit.AccessKind.Refused, "", ""), (l.PlanId, l.Kind, l.ActorName, l.Detail)));
    }

    [Fact]
    public async Task A_flood_of_codes_that_nobody_was_sent_does_not_keep_the_one_writer_and_leaves_nothing_in_the_log()
    {
        await using var table = await FamilyTable.OnAsync(Database.Sqlite);
        await table.BethIsInAsync();
        var done = new TaskCompletionSource();
        var writing = table.House.The<Core.Storage.WriteQueue>().Run(async () => { await done.Task; return true; });
        foreach (var address in new[] { "nobody@example.org", "beth@example.org", "no address" })
            Assert.Null(await table.Accounts.Enter(address, "5555-5555", table.Browser).WaitAsync(TimeSpan.FromSeconds(30), Stop));
        done.SetResult();
        await writing;
        await using var db = table.House.OpenDb();
        Assert.Equal(0, await db.AccessLog.CountAsync(a => a.What == "code", Stop));
        // Each try of one that was sent is there, the last one too, and nothing after it.
        await table.Accounts.SendCode("beth@example.org", table.Browser);
        for (var i = 0; i < OneTimeCodeService.MostTries + 2; i++) Assert.Null(await table.Accounts.Enter("beth@example.org", "5555-5555", table.Browser));
        Assert.Equal(OneTimeCodeService.MostTries, await db.AccessLog.CountAsync(a => a.What == "code", Stop));
    }

    [Fact]
    public async Task Many_tries_at_once_are_counted_each()
    {
        await using var table = await FamilyTable.OnAsync(Database.Sqlite);
        var code = await table.Codes.Make(Subject, CodePurpose.Enter);
        Assert.DoesNotContain(CodeAnswer.Right, await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => Task.Run(() => table.Codes.Try(Subject, CodePurpose.Enter, "2222-2222"), Stop))));
        await using var db = table.House.OpenDb();
        Assert.Equal(OneTimeCodeService.MostTries, (await db.OneTimeCodes.SingleAsync(Stop)).Tries);
        Assert.Equal(CodeAnswer.Over, await table.Codes.Try(Subject, CodePurpose.Enter, code));
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
