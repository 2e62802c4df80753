using System.Text;
using CarePlanning.Core.Audit;
using CarePlanning.Core.Documents;
using CarePlanning.Core.Documents.Copies;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Signing;
using CarePlanning.Pdf;
using CarePlanning.Tests.Pdf.Signing;
using CarePlanning.Tests.Storage;
using CarePlanning.Web.Pages.Verify;
using Microsoft.EntityFrameworkCore;

namespace CarePlanning.Tests.Signing;

/// <summary>A time-stamp is asked for where a server is named; a family does not wait for one that is down, and it is asked again later.</summary>
public sealed class TimestampServerTests
{
    [Fact]
    public async Task A_plan_and_its_copies_are_sealed_without_a_time_stamp_when_the_server_does_not_answer()
    {
        await using var table = await SigningTable.On(Database.Sqlite, timestamps: new Uri("http://127.0.0.1:9/"));
        await table.Agree();
        foreach (var file in await PlanAndSheet(table))
        {
            var found = await table.Verify.File(file);
            Assert.Equal("current", CopySaid.Of(found).Key);
            Assert.Equal(SealClock.Waiting, found.Clock);
            Assert.False(HasTimestamp(file));
        }
        Assert.Equal(2, await table.Get<SealTimeService>().Waiting(table.PlanId));
    }

    [Fact]
    public async Task A_plan_carries_the_time_stamp_of_a_server_that_answers()
    {
        await using var server = await LoopbackTimestampServer.StartAsync();
        await using var table = await SigningTable.On(Database.Sqlite, timestamps: server.Address);
        await table.Agree();
        var plan = (await table.Documents.Sealed(table.Nia, table.PlanId, 1))!.Value.Bytes;
        Assert.True(HasTimestamp(plan));
        Assert.Equal(SealClock.Settled, (await table.Verify.File(plan)).Clock);
    }

    [Fact]
    public async Task A_time_stamp_for_which_there_is_no_room_keeps_nobody_from_the_plan()
    {
        await using var server = await LoopbackTimestampServer.StartAsync(new string('n', 12_000));
        await using var table = await SigningTable.On(Database.Sqlite, timestamps: server.Address);
        await table.Agree();
        var plan = (await table.Documents.Sealed(table.Nia, table.PlanId, 1))!.Value.Bytes;
        Assert.NotNull(server.LastAsked.Request);
        Assert.False(HasTimestamp(plan));
        Assert.Equal((SealState.SealedByUs, SealClock.Waiting), ((await table.Verify.File(plan)).Seal, (await table.Verify.File(plan)).Clock));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task While_the_server_thinks_others_go_on_writing(Database kind)
    {
        await using var server = await LoopbackTimestampServer.StartAsync();
        await using var table = await SigningTable.On(kind, timestamps: server.Address);
        var (proper, answers) = (server.Answer, 0);
        server.Answer = async (http, token) =>
        {
            Assert.True(await table.Get<LiveFactService>().State(table.Anne, table.PlanId, LiveFactKind.Contacts, $"Ring Peter {++answers}", false));
            await proper(http, token);
        };
        await table.Agree();
        Assert.Equal(1, answers);
        // What was said while the sheet was sealed is on the sheet.
        server.Answer = async (http, token) =>
        {
            if (++answers == 2) Assert.True(await table.Get<LiveFactService>().State(table.Anne, table.PlanId, LiveFactKind.Contacts, "Ring Maureen", false));
            await proper(http, token);
        };
        var sheet = (await table.Get<CopyService>().Get(table.Anne, table.PlanId, CopyKind.EmergencySheet))!;
        Assert.Equal(3, answers);
        Assert.Contains("Ring Maureen", sheet.Text, StringComparison.Ordinal);
        Assert.True(HasTimestamp(sheet.Pdf));
        await using var db = table.Open();
        Assert.Equal(1, await db.Copies.CountAsync(TestContext.Current.CancellationToken));
        Assert.Empty(await db.SealTimes.ToListAsync(TestContext.Current.CancellationToken));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task The_time_is_confirmed_when_the_server_is_back_and_every_file_stays_as_people_hold_it(Database kind)
    {
        await using var server = await LoopbackTimestampServer.StartAsync();
        var proper = server.Answer;
        server.Answer = (http, _) => { http.Response.StatusCode = 503; return Task.CompletedTask; };
        await using var table = await SigningTable.On(kind, timestamps: server.Address);
        var times = table.Get<SealTimeService>();
        await table.Agree();
        var held = await PlanAndSheet(table);

        Later(table);
        Assert.Equal(0, await times.AskAgain(TestContext.Current.CancellationToken));
        Assert.Equal(2, await times.Waiting(table.PlanId));

        server.Answer = proper;
        server.Clock = new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);
        Later(table);
        Assert.Equal(2, await times.AskAgain(TestContext.Current.CancellationToken));
        Assert.Equal(0, await times.Waiting(table.PlanId));
        Assert.Equal(held, await PlanAndSheet(table));
        foreach (var file in held)
        {
            var found = await table.Verify.File(file);
            Assert.Equal((SealClock.Confirmed, server.Clock.UtcDateTime), (found.Clock, found.ConfirmedAtUtc!.Value));
        }
    }

    [Fact]
    public async Task An_answer_over_another_file_confirms_nothing()
    {
        await using var server = await LoopbackTimestampServer.StartAsync();
        var proper = server.Answer;
        server.Answer = (http, _) => { http.Response.StatusCode = 503; return Task.CompletedTask; };
        await using var table = await SigningTable.On(Database.Sqlite, timestamps: server.Address);
        await table.Agree();
        (server.Answer, server.Imprint) = (proper, _ => new byte[32]);
        Later(table);
        Assert.Equal(0, await table.Get<SealTimeService>().AskAgain(TestContext.Current.CancellationToken));
        Assert.Equal(1, await table.Get<SealTimeService>().Waiting(table.PlanId));
    }

    [Fact]
    public async Task A_server_that_was_down_a_moment_ago_is_not_waited_for_again()
    {
        await using var server = await LoopbackTimestampServer.StartAsync();
        var asked = 0;
        server.Answer = (http, _) => { asked++; http.Response.StatusCode = 503; return Task.CompletedTask; };
        await using var table = await SigningTable.On(Database.Sqlite, timestamps: server.Address);
        await table.Agree();
        await PlanAndSheet(table);
        Assert.Equal(1, asked);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_certificate_of_what_was_erased_has_its_time_and_nobody_waits_for_it(Database kind)
    {
        await using var server = await LoopbackTimestampServer.StartAsync();
        await using var table = await SigningTable.On(kind, timestamps: server.Address);
        var (proper, written) = (server.Answer, 0);
        server.Answer = async (http, token) =>
        {
            Assert.True(await table.Get<LiveFactService>().State(table.Anne, table.PlanId, LiveFactKind.Contacts, $"Ring Peter {++written}", false));
            await proper(http, token);
        };
        long[] at = [await Says("A neighbour was in prison", await table.Answer("about-me", "mostImportant/words")), await Says("The garden", "A neighbour was in prison")];
        await using var db = table.Open();
        var number = await db.Plans.Select(p => p.Number).SingleAsync(TestContext.Current.CancellationToken);
        var erased = await table.Get<ErasureService>().Erase(new ErasureOrder(number, at, "IG-2026-17", "Dr Jo Lane", "Told of somebody else", true));
        Assert.Equal(ErasureRefusal.None, erased.Refusal);
        Assert.Equal(1, written);
        Assert.True(HasTimestamp(erased.Certificate!));

        async Task<long> Says(string words, string before) => Assert.IsType<EditOutcome.Saved>(await table.Get<EditService>().Apply(table.Nia, table.PlanId, new Edit(Guid.NewGuid().ToString("N"), "about-me", "mostImportant/words", before, words, null))).Sequence;
    }

    private static void Later(SigningTable table) => table.Clock.Now += TimeSpan.FromHours(2);

    private static async Task<byte[][]> PlanAndSheet(SigningTable table) =>
    [
        (await table.Documents.Sealed(table.Nia, table.PlanId, 1))!.Value.Bytes,
        (await table.Get<CopyService>().Get(table.Anne, table.PlanId, CopyKind.EmergencySheet))!.Pdf,
    ];

    /// <summary>The token is named in the seal by its object identifier, 1.2.840.113549.1.9.16.2.14.</summary>
    private static bool HasTimestamp(byte[] file) => Encoding.ASCII.GetString(file).Contains("060b2a864886f70d010910020e", StringComparison.OrdinalIgnoreCase);
}
