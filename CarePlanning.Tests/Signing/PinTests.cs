using CarePlanning.Core.Signing;
using CarePlanning.Tests.Storage;

namespace CarePlanning.Tests.Signing;

public sealed class PinTests
{
    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task The_right_PIN_is_right_and_a_wrong_one_is_not(Database kind)
    {
        await using var table = await SigningTable.On(kind);
        var pins = table.Get<ReauthenticationService>();
        Assert.Equal(PinAnswer.Right, await pins.Ask(table.Nia, " 2580 "));
        Assert.Equal(PinAnswer.Wrong, await pins.Ask(table.Nia, "2581"));
        Assert.Equal(PinAnswer.Wrong, await pins.Ask(table.Nia, null));
        Assert.False(await pins.IsRight(table.Joyce, SigningTable.Pin));
    }

    [Fact]
    public async Task A_wrong_PIN_is_on_the_log_of_no_plan_and_a_right_one_is_not()
    {
        await using var table = await SigningTable.On(Database.Sqlite);
        var pins = table.Get<ReauthenticationService>();
        await pins.Ask(table.Nia, "2581");
        await pins.Ask(table.Nia, SigningTable.Pin);
        await using var db = table.Get<Core.Storage.IOpenDb>().Open();
        var line = Assert.Single(db.AccessLog.Where(a => a.What == "pin").ToList());
        Assert.Equal((Guid.Empty, table.Nia.UserId, Core.Audit.AccessKind.Refused, "Wrong"), (line.PlanId, line.ActorId, line.Kind, line.Detail));
    }

    [Fact]
    public async Task After_five_wrong_PINs_in_a_row_even_the_right_one_waits_five_minutes()
    {
        await using var table = await SigningTable.On(Database.Sqlite);
        var pins = table.Get<ReauthenticationService>();
        for (var i = 0; i < 4; i++) Assert.Equal(PinAnswer.Wrong, await pins.Ask(table.Nia, "0000"));
        Assert.Equal(PinAnswer.MustWait, await pins.Ask(table.Nia, "0000"));
        Assert.Equal(PinAnswer.MustWait, await pins.Ask(table.Nia, SigningTable.Pin));
        table.Clock.Now += ReauthenticationService.Wait;
        Assert.Equal(PinAnswer.Right, await pins.Ask(table.Nia, SigningTable.Pin));
    }

    [Fact]
    public async Task A_right_PIN_between_wrong_ones_starts_the_count_again()
    {
        await using var table = await SigningTable.On(Database.Sqlite);
        var pins = table.Get<ReauthenticationService>();
        for (var round = 0; round < 3; round++)
        {
            for (var i = 0; i < 4; i++) Assert.Equal(PinAnswer.Wrong, await pins.Ask(table.Nia, "0000"));
            Assert.Equal(PinAnswer.Right, await pins.Ask(table.Nia, SigningTable.Pin));
        }
    }

    [Fact]
    public async Task Guesses_made_at_the_same_time_are_all_counted()
    {
        await using var table = await SigningTable.On(Database.Sqlite);
        var pins = table.Get<ReauthenticationService>();
        await Task.WhenAll(Enumerable.Range(0, 12).Select(i => pins.Ask(table.Nia, $"{i:0000}")));
        Assert.Equal(PinAnswer.MustWait, await pins.Ask(table.Nia, SigningTable.Pin));
    }
}
