using System.Text;
using CarePlanning.Core.Documents.Copies;
using CarePlanning.Tests.Pdf.Signing;
using CarePlanning.Tests.Storage;
using CarePlanning.Web.Pages.Verify;

namespace CarePlanning.Tests.Signing;

/// <summary>A time-stamp is asked for where a server is named; a family does not wait for one that is down.</summary>
public sealed class TimestampServerTests
{
    [Fact]
    public async Task A_plan_and_its_copies_are_sealed_without_a_time_stamp_when_the_server_does_not_answer()
    {
        await using var table = await SigningTable.On(Database.Sqlite, timestamps: new Uri("http://127.0.0.1:9/"));
        await table.Agree();
        var plan = (await table.Documents.Sealed(table.Nia, table.PlanId, 1))!.Value.Bytes;
        var sheet = (await table.Get<CopyService>().Get(table.Anne, table.PlanId, CopyKind.EmergencySheet))!.Pdf;
        foreach (var file in new[] { plan, sheet })
        {
            Assert.Equal("current", CopySaid.Of(await table.Verify.File(file)).Key);
            Assert.False(HasTimestamp(file));
        }
    }

    [Fact]
    public async Task A_plan_carries_the_time_stamp_of_a_server_that_answers()
    {
        await using var server = await LoopbackTimestampServer.StartAsync();
        await using var table = await SigningTable.On(Database.Sqlite, timestamps: server.Address);
        await table.Agree();
        var plan = (await table.Documents.Sealed(table.Nia, table.PlanId, 1))!.Value.Bytes;
        Assert.True(HasTimestamp(plan));
    }

    /// <summary>The token is named in the seal by its object identifier, 1.2.840.113549.1.9.16.2.14.</summary>
    private static bool HasTimestamp(byte[] file) => Encoding.ASCII.GetString(file).Contains("060b2a864886f70d010910020e", StringComparison.OrdinalIgnoreCase);
}
