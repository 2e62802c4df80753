using System.Net;
using CarePlanning.Core.Documents;

namespace CarePlanning.Tests.Journeys;

/// <summary>Anybody may ask about a copy, with no sign-in; a file that is too large and too many questions are answered in words.</summary>
public sealed class VerifyLimitTests
{
    [Fact]
    public async Task A_file_that_is_too_large_is_answered_with_a_sentence_and_not_with_a_broken_line()
    {
        await using var portal = new RunningPortal();
        using var stranger = new Visitor(portal.Address);
        using var answer = await stranger.PostAsync("/verify", new ByteArrayContent(new byte[VerifyService.MostBytes + 128 * 1024]));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        var page = await stranger.PageAsync(answer.Headers.Location!.OriginalString);
        Assert.Equal(Web.Words.Said.Verify["size"], page.QuerySelector("#file-error")!.TextContent);
        Assert.Contains(Web.Words.Said.Verify["size"], page.QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Somebody_who_tries_one_code_after_another_is_asked_to_wait()
    {
        await using var portal = new RunningPortal();
        using var stranger = new Visitor(portal.Address);
        for (var asked = 0; asked < 20; asked++)
            Assert.Equal(HttpStatusCode.OK, (await stranger.PostFormAsync("/verify", ("_handler", "code"), ("Code", $"ABCD-EFGH-JK{asked:00}"))).StatusCode);
        using var refused = await stranger.PostFormAsync("/verify", ("_handler", "code"), ("Code", "ABCD-EFGH-JKMN"));
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.Contains(Web.Words.Said.Verify["often"], WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)), StringComparison.Ordinal);
    }

    /// <summary>One household has all the addresses of its network, and would otherwise have as many turns.</summary>
    [Theory]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", true)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:3::1", false)]
    [InlineData("192.0.2.1", "::ffff:192.0.2.1", true)]
    [InlineData("192.0.2.1", "192.0.2.2", false)]
    public void Addresses_of_one_network_are_one_caller(string one, string other, bool same) =>
        Assert.Equal(same, Web.Security.Caller.Of(System.Net.IPAddress.Parse(one)) == Web.Security.Caller.Of(System.Net.IPAddress.Parse(other)));
}
